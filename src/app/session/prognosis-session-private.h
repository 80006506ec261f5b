/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-autosave.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/* Opens the data of @reading, which has data. */
void prognosis_session_take_reading (PrognosisSession *self, PrognosisReading *reading);
/* The session's own reading is done. */
void prognosis_session_read_cb (PrognosisSession *self);
/* Forgets all that was made of data that are not those any more. */
void prognosis_session_forget_results (PrognosisSession *self);

/* What is open, to be written down; NULL: nothing is. (transfer full) */
PrognosisSessionText *prognosis_session_dup_text (PrognosisSession *session);
void prognosis_session_autosave_failed_cb (PrognosisSession *self, const char *message);
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
  PrognosisPending *pending; /* the session that is being opened, or NULL */
  /* What is known of the open session's file; each NULL: nothing. */
  struct
  {
    char *file;           /* that it was saved to or read from */
    char *hash;           /* of the data then */
    GRefString *forecast; /* that it holds, until it is made again */
  } saved;
  guint n_changes; /* number of changes to the session's content since it was opened */
  guint n_kept;    /* the number of changes at the last save */
  PrognosisAutosave *autosave;
  PrognosisDiaryKeeper *diary;

  PrognosisComparison *comparison;
  PrognosisComparison *check;

  PrognosisForecast *forecast;
  PrognosisForecast *before; /* what was shown before it, or NULL */
  PrognosisFit *moved_from;  /* before the last slider was released, until the refit; or NULL */
  char *problem;
  PrognosisLive *live;
};

/* Takes @next. What it changes is recorded under @label. @refit: the forecast does not hold any more. */
void prognosis_session_apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next,
                              gboolean refit);
void prognosis_session_forget_pending (PrognosisSession *self);
gboolean prognosis_session_have_same_regions (PrognosisDataset *a, PrognosisDataset *b);

void prognosis_session_set_state (PrognosisSession *self, PrognosisSessionState state);
/* The state in which nothing is being opened. */
void prognosis_session_rest (PrognosisSession *self);
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
