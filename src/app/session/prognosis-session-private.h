/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/* A session is a JSON object. "version" rises when an older program would misread the file; members are
 * added without that, and unknown ones are left alone. */
#define PROGNOSIS_SESSION_VERSION 1

/* Opens the data of @reading, which has data. */
void prognosis_session_take_reading (PrognosisSession *self, PrognosisReading *reading);
/* The session's own reading is done. */
void prognosis_session_read_cb (PrognosisSession *self);
/* Forgets all that was made of data that are not those any more. */
void prognosis_session_forget_results (PrognosisSession *self);

typedef struct _PrognosisAutosave PrognosisAutosave;

/* The content of a session file, for a thread to serialise. */
typedef struct
{
  GStrv paths;
  PrognosisChoices *choices;          /* a copy */
  PrognosisBacktest *backtest;        /* or NULL */
  PrognosisOptions *compared_options; /* those of the backtest */
  gboolean is_of_data;                /* the backtest belongs to the dataset of the choices */
  PrognosisForecast *forecast;        /* the forecast of these choices, or NULL */
  GRefString *stored_forecast;        /* the saved forecast, until it is recomputed; or NULL */
} PrognosisSessionText;

PrognosisSessionText *prognosis_session_text_new (PrognosisSession *session);
void prognosis_session_text_free (PrognosisSessionText *self);
gboolean prognosis_session_text_write (const PrognosisSessionText *self, const char *path, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSessionText, prognosis_session_text_free)

/* The member "results" of a session. */
void prognosis_session_results_write (const PrognosisSessionText *text, JsonBuilder *json);
/* Takes the results in @node that belong to the open data. */
void prognosis_session_take_results (PrognosisSession *self, JsonNode *node);
/* Warns once if @forecast differs from the saved one. */
void prognosis_session_check_stored (PrognosisSession *self, PrognosisForecast *forecast);
void prognosis_session_forget_stored (PrognosisSession *self);

struct _PrognosisSession
{
  GObject parent_instance;

  PrognosisSessionState state;
  char *error;
  GStrv paths;

  PrognosisChoices *choices;
  PrognosisHistory *history;

  /* Reading. */
  PrognosisReading *reading;
  PrognosisReading *weekly_reading; /* of the open data, added up to weeks; or NULL */
  guint opening;                    /* how often data were opened */

  PrognosisJob *job;
  gboolean auto_refit;
  int default_paths; /* of newly opened data; 0: the engine's */
  int default_seed;  /* -1: the engine's */

  /* Saving. */
  JsonNode *pending;   /* of the session that is being opened */
  GStrv pending_paths; /* its data */
  char *pending_file;  /* its path, or NULL: not a file of the user's */
  char *pending_hash;  /* hash of its data when it was saved, or NULL */
  char *file;          /* the file that the open session was saved to or read from; or NULL */
  GStrv missing;       /* those of its paths that do not exist */
  char *saved_hash;    /* hash of the data when the open session was saved, or NULL */
  /* The forecast that was saved, until it is made again; or NULL. As text: JSON objects that are shared with a thread that
   * saves count their references as if there were none. */
  GRefString *stored_forecast;
  guint n_changes; /* number of changes to the session's content since it was opened */
  guint n_kept;    /* the number of changes at the last save */
  gboolean autosaves;
  PrognosisAutosave *autosave;  /* or NULL */
  PrognosisAutosave *restoring; /* an autosave whose data are being read, or NULL */
  guint autosave_id;
  gboolean is_autosaving;
  gboolean autosave_again;
  gboolean autosave_failed;

  PrognosisComparison *comparison;
  PrognosisComparison *check;

  PrognosisForecast *forecast;
  char *problem;
  PrognosisLive *live;
};

/* Takes @next. What it changes is recorded under @label. @refit: the forecast does not hold any more. */
void prognosis_session_apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next,
                              gboolean refit);
void prognosis_session_apply_json (PrognosisChoices *choices, JsonNode *node);
void prognosis_session_autosave (PrognosisSession *self);
/* Releases the autosave, which is offered at the next start. */
void prognosis_session_leave_autosave (PrognosisSession *self);
/* Takes over the restored autosave. FALSE if nothing was being restored. */
gboolean prognosis_session_finish_restoring (PrognosisSession *self);
void prognosis_session_stop_restoring (PrognosisSession *self);
/* Reads the data of the pending session, or says what is missing. */
void prognosis_session_open_pending (PrognosisSession *self);
void prognosis_session_forget_pending (PrognosisSession *self);
gboolean prognosis_session_have_same_regions (PrognosisDataset *a, PrognosisDataset *b);
/* Call after the choices were replaced. @keeps: they lead to the forecast that is shown or being made. */
void prognosis_session_restored (PrognosisSession *self, PrognosisDataset *old_dataset, gboolean keeps);

void prognosis_session_set_state (PrognosisSession *self, PrognosisSessionState state);
/* Shows the result of the choices, or starts a fit. */
void prognosis_session_refresh (PrognosisSession *self);
void prognosis_session_drop_job (PrognosisSession *self);
void prognosis_session_show (PrognosisSession *self, PrognosisForecast *forecast);
void prognosis_session_job_progress_cb (PrognosisSession *self);
void prognosis_session_job_done_cb (PrognosisSession *self);

void prognosis_session_emit_choices (PrognosisSession *self);
void prognosis_session_emit_data (PrognosisSession *self);
void prognosis_session_emit_result (PrognosisSession *self);
/* @action: (nullable): the action offered, "win.undo" or "win.locate". */
void prognosis_session_emit_toast (PrognosisSession *self, const char *text, const char *action);
void prognosis_session_notify_busy (PrognosisSession *self);

G_END_DECLS
