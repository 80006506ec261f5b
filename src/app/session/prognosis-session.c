/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-session-private.h"

#include <glib/gi18n.h>

G_DEFINE_TYPE (PrognosisSession, prognosis_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_BUSY,
  PROP_TITLE,
  PROP_AUTO_REFIT,
  PROP_AUTOSAVES,
  PROP_KEEPS_DIARY,
  PROP_DEFAULT_PATHS,
  PROP_DEFAULT_SEED,
  N_PROPS
};

enum
{
  DATA_CHANGED,
  CHOICES_CHANGED,
  RESULT_CHANGED,
  TOAST,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

PrognosisSession *
prognosis_session_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_SESSION, NULL);
}

PrognosisSessionState
prognosis_session_get_state (PrognosisSession *self)
{
  return self->state;
}

void
prognosis_session_set_state (PrognosisSession *self, PrognosisSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

void
prognosis_session_rest (PrognosisSession *self)
{
  if (self->choices->dataset != NULL)
    prognosis_session_set_state (self, PROGNOSIS_SESSION_READY);
  else
    prognosis_session_set_state (self, self->choices->outbreak != NULL ? PROGNOSIS_SESSION_SIMULATING : PROGNOSIS_SESSION_EMPTY);
}

const char *
prognosis_session_get_error (PrognosisSession *self)
{
  return self->error;
}

const PrognosisChoices *
prognosis_session_get_choices (PrognosisSession *self)
{
  return self->choices;
}

PrognosisHistory *
prognosis_session_get_history (PrognosisSession *self)
{
  return self->history;
}

PrognosisLive *
prognosis_session_get_live (PrognosisSession *self)
{
  return self->live;
}

PrognosisJob *
prognosis_session_get_job (PrognosisSession *self)
{
  return self->job;
}

PrognosisReading *
prognosis_session_get_reading (PrognosisSession *self)
{
  return self->reading;
}

PrognosisComparison *
prognosis_session_get_comparison (PrognosisSession *self)
{
  return self->comparison;
}

PrognosisComparison *
prognosis_session_get_check (PrognosisSession *self)
{
  return self->check;
}

PrognosisDiaryKeeper *
prognosis_session_get_diary (PrognosisSession *self)
{
  return self->diary;
}

PrognosisDataset *
prognosis_session_get_dataset (PrognosisSession *self)
{
  return self->choices->dataset;
}

PrognosisForecast *
prognosis_session_get_forecast (PrognosisSession *self)
{
  return self->forecast;
}

PrognosisForecast *
prognosis_session_get_before (PrognosisSession *self)
{
  return self->before;
}

gboolean
prognosis_session_is_stale (PrognosisSession *self)
{
  return self->forecast != NULL && (self->forecast != self->choices->result || prognosis_live_is_moved (self->live));
}

gboolean
prognosis_session_is_busy (PrognosisSession *self)
{
  return prognosis_job_is_running (self->job) && !prognosis_job_is_stopped (self->job);
}

gboolean
prognosis_session_is_ending (PrognosisSession *self)
{
  return prognosis_job_is_running (self->job) && prognosis_job_is_stopped (self->job);
}

const char *
prognosis_session_get_problem (PrognosisSession *self)
{
  return self->problem;
}

const char *const *
prognosis_session_get_paths (PrognosisSession *self)
{
  return (const char *const *) self->paths;
}

guint
prognosis_session_get_opening (PrognosisSession *self)
{
  return self->opening;
}

static const char *
get_title (PrognosisSession *self)
{
  if (self->choices->dataset == NULL)
    return "Prognosis";
  return prognosis_dataset_get_title (self->choices->dataset);
}

void
prognosis_session_emit_choices (PrognosisSession *self)
{
  g_signal_emit (self, signals[CHOICES_CHANGED], 0);
  prognosis_autosave_touch (self->autosave);
}

void
prognosis_session_emit_data (PrognosisSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_signal_emit (self, signals[DATA_CHANGED], 0);
  prognosis_diary_keeper_follow (self->diary, self->choices->dataset);
}

void
prognosis_session_emit_result (PrognosisSession *self)
{
  g_signal_emit (self, signals[RESULT_CHANGED], 0);
}

void
prognosis_session_say (PrognosisSession *self, const char *text)
{
  prognosis_session_emit_toast (self, text, NULL);
}

void
prognosis_session_emit_toast (PrognosisSession *self, const char *text, const char *action)
{
  g_signal_emit (self, signals[TOAST], 0, text, action);
}

void
prognosis_session_notify_busy (PrognosisSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

/* --- object ------------------------------------------------------------------- */

/* A comparison is saved with the session. */
static void
found_cb (PrognosisSession *self)
{
  self->n_changes++;
  prognosis_autosave_touch (self->autosave);
}

static void
diary_failed_cb (PrognosisSession *self, const char *message)
{
  /* Translators: %s is the reason. */
  g_autofree char *text = g_strdup_printf (_ ("The forecast could not be kept in the diary: %s"), message);

  prognosis_session_emit_toast (self, text, NULL);
}

static void
prognosis_session_dispose (GObject *object)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  prognosis_job_drop (self->job);
  g_clear_object (&self->weekly_reading);
  prognosis_reading_drop (self->reading);
  prognosis_session_forget_pending (self);
  prognosis_autosave_leave (self->autosave);
  G_OBJECT_CLASS (prognosis_session_parent_class)->dispose (object);
}

static void
prognosis_session_finalize (GObject *object)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  g_free (self->error);
  g_free (self->saved.file);
  g_free (self->saved.hash);
  g_clear_pointer (&self->moved_from, prognosis_fit_unref);
  g_free (self->problem);
  g_strfreev (self->paths);
  g_object_unref (self->reading);
  g_object_unref (self->history);
  g_object_unref (self->comparison);
  g_object_unref (self->check);
  prognosis_choices_free (self->choices);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->before, prognosis_forecast_unref);
  g_object_unref (self->job);
  g_object_unref (self->live);
  g_object_unref (self->autosave);
  g_object_unref (self->diary);
  prognosis_session_forget_stored (self);
  G_OBJECT_CLASS (prognosis_session_parent_class)->finalize (object);
}

static void
prognosis_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  switch (id)
    {
    case PROP_STATE: g_value_set_int (value, self->state); break;
    case PROP_BUSY: g_value_set_boolean (value, prognosis_session_is_busy (self)); break;
    case PROP_TITLE: g_value_set_string (value, get_title (self)); break;
    case PROP_AUTOSAVES: g_value_set_boolean (value, prognosis_autosave_is_enabled (self->autosave)); break;
    case PROP_KEEPS_DIARY: g_value_set_boolean (value, prognosis_diary_keeper_is_enabled (self->diary)); break;
    case PROP_DEFAULT_PATHS: g_value_set_int (value, self->default_paths); break;
    case PROP_DEFAULT_SEED: g_value_set_int (value, self->default_seed); break;
    case PROP_AUTO_REFIT: g_value_set_boolean (value, self->auto_refit); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
prognosis_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  switch (id)
    {
    case PROP_AUTOSAVES: prognosis_autosave_set_enabled (self->autosave, g_value_get_boolean (value)); break;
    case PROP_KEEPS_DIARY: prognosis_diary_keeper_set_enabled (self->diary, g_value_get_boolean (value)); break;
    case PROP_DEFAULT_PATHS: self->default_paths = g_value_get_int (value); break;
    case PROP_DEFAULT_SEED: self->default_seed = g_value_get_int (value); break;
    case PROP_AUTO_REFIT:
      if (self->auto_refit == g_value_get_boolean (value))
        break;
      self->auto_refit = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      /* Fit the choices made while it was off. */
      if (self->auto_refit && self->state == PROGNOSIS_SESSION_READY && self->choices->result == NULL
          && !prognosis_job_is_running (self->job))
        prognosis_session_refresh (self);
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
prognosis_session_class_init (PrognosisSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GParamFlags ro = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags rw = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = prognosis_session_dispose;
  object_class->finalize = prognosis_session_finalize;
  object_class->get_property = prognosis_session_get_property;
  object_class->set_property = prognosis_session_set_property;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, PROGNOSIS_SESSION_SIMULATING, 0, ro);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, ro);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, ro);
  props[PROP_AUTO_REFIT] = g_param_spec_boolean ("auto-refit", NULL, NULL, TRUE, rw);
  props[PROP_DEFAULT_PATHS] = g_param_spec_int ("default-paths", NULL, NULL, 0, G_MAXINT, 0, rw);
  props[PROP_DEFAULT_SEED] = g_param_spec_int ("default-seed", NULL, NULL, -1, G_MAXINT, -1, rw);
  props[PROP_KEEPS_DIARY] = g_param_spec_boolean ("keeps-diary", NULL, NULL, FALSE, rw);
  props[PROP_AUTOSAVES] = g_param_spec_boolean ("autosaves", NULL, NULL, FALSE, rw);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DATA_CHANGED] = g_signal_new ("data-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOICES_CHANGED] = g_signal_new ("choices-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESULT_CHANGED] = g_signal_new ("result-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST]
      = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
prognosis_session_init (PrognosisSession *self)
{
  self->choices = prognosis_choices_new ();
  self->history = prognosis_history_new ();
  self->comparison = prognosis_comparison_new ();
  g_signal_connect_swapped (self->comparison, "found", G_CALLBACK (found_cb), self);
  self->check = prognosis_comparison_new ();
  self->live = prognosis_live_new ();
  self->autosave = prognosis_autosave_new ((PrognosisTextFunc) prognosis_session_dup_text, self);
  g_signal_connect_swapped (self->autosave, "failed", G_CALLBACK (prognosis_session_autosave_failed_cb), self);
  self->diary = prognosis_diary_keeper_new ();
  g_signal_connect_swapped (self->diary, "failed", G_CALLBACK (diary_failed_cb), self);
  self->job = prognosis_job_new ();
  g_signal_connect_swapped (self->job, "progress", G_CALLBACK (prognosis_session_job_progress_cb), self);
  g_signal_connect_swapped (self->job, "done", G_CALLBACK (prognosis_session_job_done_cb), self);
  self->reading = prognosis_reading_new ();
  g_signal_connect_swapped (self->reading, "done", G_CALLBACK (prognosis_session_read_cb), self);
  self->auto_refit = TRUE;
  self->default_seed = -1;
}
