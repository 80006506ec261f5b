/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-comparison.h"
#include "prognosis-diary-keeper.h"
#include "prognosis-history.h"
#include "prognosis-job.h"
#include "prognosis-live.h"
#include "prognosis-reading.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_SESSION_EMPTY,
  PROGNOSIS_SESSION_READING,
  PROGNOSIS_SESSION_FAILED, /* reading failed: there is a message */
  PROGNOSIS_SESSION_READY,
  PROGNOSIS_SESSION_SIMULATING, /* there is an outbreak, and no data */
} PrognosisSessionState;

/**
 * PrognosisSession:
 *
 * Owns the data, the choices, the running job, its results and the history of one window.
 * Widgets show it and change it only by what is declared here. Every change can be undone.
 *
 * Pages and panels listen to the object that they show: the history, the live model, the job, a comparison.
 *
 * Signals: "data-changed" (other data, or corrected ones), "choices-changed" (any choice), "result-changed" (another forecast is
 * shown, or it is stale now), "toast" (a sentence to be shown for a moment, and the action that may be wanted then, or NULL).
 * Properties: "state", "busy", "title", "auto-refit", "autosaves", "keeps-diary", "default-paths", "default-seed".
 */
#define PROGNOSIS_TYPE_SESSION (prognosis_session_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisSession, prognosis_session, PROGNOSIS, SESSION, GObject)

PrognosisSession *prognosis_session_new (void);

PrognosisSessionState prognosis_session_get_state (PrognosisSession *self);
const char *prognosis_session_get_error (PrognosisSession *self); /* why reading failed, or NULL */
const PrognosisChoices *prognosis_session_get_choices (PrognosisSession *self);
PrognosisHistory *prognosis_session_get_history (PrognosisSession *self);
PrognosisLive *prognosis_session_get_live (PrognosisSession *self);
PrognosisJob *prognosis_session_get_job (PrognosisSession *self);               /* makes the forecast */
PrognosisReading *prognosis_session_get_reading (PrognosisSession *self);       /* reads what is opened */
PrognosisComparison *prognosis_session_get_comparison (PrognosisSession *self); /* that a person asked for */
PrognosisComparison *prognosis_session_get_check (PrognosisSession *self);      /* of the forecast shown with persistence */
PrognosisDiaryKeeper *prognosis_session_get_diary (PrognosisSession *self);     /* of forecasts of the data as they were */
PrognosisDataset *prognosis_session_get_dataset (PrognosisSession *self);       /* lent, or NULL */
PrognosisForecast *prognosis_session_get_forecast (PrognosisSession *self);     /* lent; what is shown, or NULL */
/* What was shown before the forecast was replaced, of data of the same shape; NULL: nothing. Undo exchanges the two. Lent. */
PrognosisForecast *prognosis_session_get_before (PrognosisSession *self);
/* TRUE if the forecast shown does not belong to the choices. */
gboolean prognosis_session_is_stale (PrognosisSession *self);
gboolean prognosis_session_is_busy (PrognosisSession *self);
/* TRUE from Stop until the result of the stopped fit is shown. */
gboolean prognosis_session_is_ending (PrognosisSession *self);
/* Why the last fit gave no forecast, or NULL. */
const char *prognosis_session_get_problem (PrognosisSession *self);
gboolean prognosis_session_needs_population (PrognosisSession *self); /* whether that is the reason */
/* The number of times data were opened: a new number means other data, not changed ones. */
guint prognosis_session_get_opening (PrognosisSession *self);
const char *const *prognosis_session_get_paths (PrognosisSession *self); /* of the data, or NULL */

/* Opens files and folders. The open data stay until the new ones have been read. */
void prognosis_session_open (PrognosisSession *self, const char *const *paths);
/* Stops reading; what was open before is shown again. */
void prognosis_session_cancel_open (PrognosisSession *self);
/* Shows @message as the reason why nothing was opened. */
void prognosis_session_fail (PrognosisSession *self, const char *message);
/* Closes the message of a failure. */
void prognosis_session_dismiss (PrognosisSession *self);

/* Files whose columns can be assigned: those that could not be read, otherwise the open ones; or NULL. Borrowed. */
const char *const *prognosis_session_get_named_paths (PrognosisSession *self);
/**
 * prognosis_session_take_named:
 * @reading: of prognosis_session_get_named_paths(), with data
 *
 * Shows data read beside what is shown, with columns that a person has named. If the files are open, this can be undone.
 */
void prognosis_session_take_named (PrognosisSession *self, PrognosisReading *reading);
/* Reads the data again with days added up to weeks. */
void prognosis_session_add_up_to_weeks (PrognosisSession *self);

/**
 * prognosis_session_save:
 *
 * Writes where the data are, what was changed in them, and all choices, from which and the seed the forecast follows; and on
 * record what came of them: the comparison, the forecast's quantiles and the parameters.
 */
gboolean prognosis_session_save (PrognosisSession *self, const char *path, GError **error);
/* The file that the session was saved to, or came from; NULL: there is none. Lent. */
const char *prognosis_session_get_file (PrognosisSession *self);
/* Begins to read the data that the file names. */
gboolean prognosis_session_load (PrognosisSession *self, const char *path, GError **error);
char *prognosis_session_to_json (PrognosisSession *self); /* (transfer full) */
/* Whether a session is open, or was to be, whose data can be looked for elsewhere. */
gboolean prognosis_session_can_locate (PrognosisSession *self);
gboolean prognosis_session_wants_folder (PrognosisSession *self); /* it was one, as far as can be told */
/* Reads @paths for what was not found, or for all of the session's data; its choices stay. */
void prognosis_session_locate (PrognosisSession *self, const char *const *paths);
/* Loads the file of a session whose program has died, see prognosis_autosave_list_orphans(), which is this session's own from then on. */
gboolean prognosis_session_restore (PrognosisSession *self, const char *path, GError **error);
/* What was changed and not saved is offered to whoever starts next. FALSE: there is nothing of the kind. */
gboolean prognosis_session_keep_unsaved (PrognosisSession *self);
/* Ends well: nothing is to be restored. */
void prognosis_session_forget_autosave (PrognosisSession *self);

/* Compares forecasters, by id, and kept forecasts, by name, from past origins; see prognosis_session_get_comparison(). */
void prognosis_session_compare (PrognosisSession *self, const char *const *models);

/* A sentence for a moment, as a toast. */
void prognosis_session_say (PrognosisSession *self, const char *text);
void prognosis_session_fit (PrognosisSession *self);
void prognosis_session_stop (PrognosisSession *self);
void prognosis_session_undo (PrognosisSession *self);
void prognosis_session_redo (PrognosisSession *self);

G_END_DECLS
