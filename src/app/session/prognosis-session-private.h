/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-job.h"
#include "prognosis-simulator.h"
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

/* All that a session's file says, for a thread to write down. */
typedef struct
{
  GStrv paths;
  PrognosisChoices *choices;          /* a copy */
  PrognosisBacktest *backtest;        /* or NULL */
  PrognosisOptions *compared_options; /* those of the backtest */
  gboolean is_of_data;                /* the backtest is of the dataset of the choices */
  PrognosisForecast *forecast;        /* of these choices; or NULL */
  GRefString *stored_forecast;        /* what was saved of it, where it is not there yet; or NULL */
} PrognosisSessionText;

PrognosisSessionText *prognosis_session_text_new (PrognosisSession *session);
void prognosis_session_text_free (PrognosisSessionText *self);
gboolean prognosis_session_text_write (const PrognosisSessionText *self, const char *path, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSessionText, prognosis_session_text_free)

/* The member "results" of a session. */
void prognosis_session_results_write (const PrognosisSessionText *text, JsonBuilder *json);
/* Those in the session @node that are of the data that are open. */
void prognosis_session_take_results (PrognosisSession *self, JsonNode *node);
/* Says so where @forecast is not what was saved. Asked once. */
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

  /* The running fit; a newer job makes older ones stale. */
  PrognosisJob *job;
  GCancellable *job_cancellable;
  gboolean job_stopped; /* by the user: what it found is kept */
  guint poll_id;
  gint64 started_usec;
  double fit_seconds; /* of the last whole fit, NAN: there was none */
  double fit_work;    /* of its network */
  const char *fit_of; /* which forecaster and transmission it was; interned, NULL: none */
  double fraction;
  double loss;
  gboolean auto_refit;
  int default_paths; /* of newly opened data; 0: the engine's */
  int default_seed;  /* -1: the engine's */

  /* Saving. */
  JsonNode *pending;   /* of the session that is being opened */
  GStrv pending_paths; /* its data */
  char *pending_file;  /* where it is, or NULL: it is none of the user's files */
  char *pending_hash;  /* of its data when it was saved, or NULL */
  char *file;          /* that the open session was saved to, or came from; or NULL */
  GStrv missing;       /* those of them that are nowhere */
  char *saved_hash;    /* of the data when the open session was saved, or NULL */
  /* The forecast that was saved, until it is made again; or NULL. As text: JSON objects that are shared with a thread that
   * saves count their references as if there were none. */
  GRefString *stored_forecast;
  guint n_changes; /* to what a session holds, since it was opened */
  guint n_kept;    /* how many of them there were when it was last saved */
  gboolean autosaves;
  PrognosisAutosave *autosave;  /* or NULL */
  PrognosisAutosave *restoring; /* whose data are being read, or NULL */
  guint autosave_id;
  gboolean is_autosaving;
  gboolean autosave_again;
  gboolean autosave_failed;

  PrognosisComparison *comparison;
  PrognosisComparison *check;

  PrognosisForecast *forecast;
  gboolean is_stale;
  char *problem;

  /* The model as it stands under the sliders. */
  PrognosisFit *fit;
  double *values;      /* n_regions x n_parameters, persons as fractions */
  gboolean is_live;    /* values are not those of the forecast shown */
  gboolean is_partial; /* the fit is that of a job on its way, or that was on it */
  gsize live_horizon;
  gsize live_n;                  /* values a curve */
  double *curves;                /* n_regions x n_signals x live_n */
  guint8 *unsolved;              /* of each region */
  PrognosisSimulator *simulator; /* or NULL; of coupled regions it knows where they all stand */
  gssize previewed;              /* parameter under the slider, -1: none */

  /* What a running forecaster without such parameters has found so far: n_regions x n_signals x draft_n, or NULL. */
  double *draft;
  PrognosisDataset *draft_of;
  gsize draft_first, draft_n;
};

/* Takes @next. What it changes is recorded under @label. @refit: the forecast does not hold any more. */
void prognosis_session_apply (PrognosisSession *self, const char *label, const char *merge_key, PrognosisChoices *next,
                              gboolean refit);
/* From what has been done so far; NAN: that cannot be told yet. */
double prognosis_session_guess_seconds_left (gint64 started_usec, double fraction);
void prognosis_session_apply_json (PrognosisChoices *choices, JsonNode *node);
void prognosis_session_autosave (PrognosisSession *self);
/* Lets go of the file, which is offered to whoever starts next. */
void prognosis_session_leave_autosave (PrognosisSession *self);
/* The file that is restored is this session's from now on. FALSE: nothing was. */
gboolean prognosis_session_finish_restoring (PrognosisSession *self);
void prognosis_session_stop_restoring (PrognosisSession *self);
/* Reads the data of the pending session, or says what is missing. */
void prognosis_session_open_pending (PrognosisSession *self);
void prognosis_session_forget_pending (PrognosisSession *self);
gboolean prognosis_session_have_same_regions (PrognosisDataset *a, PrognosisDataset *b);
/* After the choices were swapped for others. @keeps: they lead to the forecast that is shown or made. */
void prognosis_session_restored (PrognosisSession *self, PrognosisDataset *old_dataset, gboolean keeps);

void prognosis_session_set_state (PrognosisSession *self, PrognosisSessionState state);
/* Shows the result of the choices, or has it made. */
void prognosis_session_refresh (PrognosisSession *self);
void prognosis_session_drop_job (PrognosisSession *self);
void prognosis_session_show (PrognosisSession *self, PrognosisForecast *forecast);
void prognosis_session_set_fit (PrognosisSession *self, PrognosisFit *fit, const double *values, gboolean is_live);
/* The median that the running job has found since it was asked last. */
void prognosis_session_take_draft (PrognosisSession *self);
void prognosis_session_clear_draft (PrognosisSession *self);
/* Where nothing is fitted by itself, the sliders show what was fitted last, and what is fixed instead. */
void prognosis_session_follow_choices (PrognosisSession *self);

void prognosis_session_emit_choices (PrognosisSession *self);
void prognosis_session_emit_data (PrognosisSession *self);
void prognosis_session_emit_result (PrognosisSession *self);
void prognosis_session_emit_live (PrognosisSession *self);
/* @action: (nullable): what can be done about it, "win.undo" or "win.locate". */
void prognosis_session_emit_toast (PrognosisSession *self, const char *text, const char *action);
void prognosis_session_notify_busy (PrognosisSession *self);
gboolean prognosis_session_poll_cb (gpointer user_data);

G_END_DECLS
