/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reader.h"
#include "prognosis-session-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

G_DEFINE_TYPE (PrognosisSession, prognosis_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_BUSY,
  PROP_FRACTION,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_TITLE,
  PROP_AUTO_REFIT,
  PROP_AUTOSAVES,
  PROP_DEFAULT_PATHS,
  PROP_DEFAULT_SEED,
  N_PROPS
};

enum
{
  DATA_CHANGED,
  CHOICES_CHANGED,
  RESULT_CHANGED,
  LIVE_CHANGED,
  COMPARE_CHANGED,
  TOAST,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
step_free (gpointer data)
{
  PrognosisStep *step = data;

  g_free (step->label);
  g_free (step->merge_key);
  prognosis_choices_free (step->choices);
  g_free (step);
}

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

gboolean
prognosis_session_is_stale (PrognosisSession *self)
{
  return self->is_stale;
}

gboolean
prognosis_session_is_busy (PrognosisSession *self)
{
  return self->job != NULL;
}

double
prognosis_session_get_fraction (PrognosisSession *self)
{
  if (self->state == PROGNOSIS_SESSION_READING)
    return self->read_gauge != NULL ? g_atomic_int_get (&self->read_gauge->permille) / 1000. : 0;
  return self->fraction;
}

double
prognosis_session_get_loss (PrognosisSession *self)
{
  return self->loss;
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

const char *
prognosis_session_get_hash (PrognosisSession *self)
{
  return self->hash;
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
  prognosis_session_autosave (self);
}

void
prognosis_session_emit_data (PrognosisSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_signal_emit (self, signals[DATA_CHANGED], 0);
}

void
prognosis_session_emit_result (PrognosisSession *self)
{
  g_signal_emit (self, signals[RESULT_CHANGED], 0);
}

void
prognosis_session_emit_live (PrognosisSession *self)
{
  g_signal_emit (self, signals[LIVE_CHANGED], 0);
}

void
prognosis_session_emit_compare (PrognosisSession *self)
{
  g_signal_emit (self, signals[COMPARE_CHANGED], 0);
}

void
prognosis_session_emit_toast (PrognosisSession *self, const char *text)
{
  g_signal_emit (self, signals[TOAST], 0, text, FALSE);
}

void
prognosis_session_emit_undo_toast (PrognosisSession *self, const char *text)
{
  g_signal_emit (self, signals[TOAST], 0, text, TRUE);
}

void
prognosis_session_notify_busy (PrognosisSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
}

void
prognosis_session_notify_history (PrognosisSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNDO_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REDO_LABEL]);
}

/* --- reading ------------------------------------------------------------------ */

/* For the thread. */
typedef struct
{
  PrognosisGauge *gauge;
  GStrv paths;
  char *hash;
} Reading;

/* For the main thread. */
typedef struct
{
  GWeakRef session;
  guint serial;
} Reader;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_atomic_rc_box_release (reading->gauge);
  g_strfreev (reading->paths);
  g_free (reading->hash);
  g_free (reading);
}

static void
read_progress_cb (double fraction, gpointer user_data)
{
  PrognosisGauge *gauge = user_data;

  g_atomic_int_set (&gauge->permille, (int) (fraction * 1000));
}

/* Of files, not of folders. (transfer full) (nullable) */
static char *
hash_files (const char *const *paths, GCancellable *cancellable)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 16);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
      gssize n;

      if (stream == NULL)
        return NULL;
      while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 1 << 16, cancellable, NULL)) > 0)
        g_checksum_update (sum, buffer, n);
      if (n < 0)
        return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  options.progress = read_progress_cb;
  options.progress_data = reading->gauge;
  dataset = prognosis_read ((const char *const *) reading->paths, &options, cancellable, &error);
  if (dataset != NULL)
    reading->hash = hash_files ((const char *const *) reading->paths, cancellable);
  if (dataset != NULL)
    g_task_return_pointer (task, dataset, (GDestroyNotify) prognosis_dataset_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
end_reading (PrognosisSession *self)
{
  g_clear_object (&self->read_cancellable);
  g_clear_pointer (&self->read_paths, g_strfreev);
}

/* How much has happened in a region, for telling large ones from small. */
static double
measure_region (PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double size = 0;

  for (gsize t = 0; t < n_steps; t++)
    if (isfinite (values[t]))
      size = is_cumulative ? MAX (size, values[t]) : size + values[t];
  return size;
}

/* The region that is likeliest to be of interest: the one with the most infections. */
static gsize
guess_region (PrognosisDataset *dataset)
{
  gsize best = 0;
  double most = -INFINITY;
  gsize signal = 0;

  for (gsize s = prognosis_dataset_get_n_signals (dataset); s-- > 0;)
    if (prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_INFECTIONS)
      signal = s;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      double size = measure_region (dataset, r, signal);

      if (size > most)
        {
          most = size;
          best = r;
        }
    }
  return best;
}

static void
take_dataset (PrognosisSession *self, PrognosisDataset *dataset)
{
  PrognosisChoices *next = prognosis_choices_new ();

  next->dataset = dataset;
  if (self->default_paths > 0)
    next->options->n_paths = self->default_paths;
  if (self->default_seed >= 0)
    next->options->seed = (guint64) self->default_seed;
  gtk_bitset_add (next->regions, guess_region (dataset));
  if (self->pending != NULL)
    {
      prognosis_session_apply_json (next, self->pending);
      g_clear_pointer (&self->pending, json_node_unref);
    }
  prognosis_session_drop_job (self);
  prognosis_session_clear_history (self);
  prognosis_session_set_fit (self, NULL, NULL, FALSE);
  prognosis_session_stop_comparing (self);
  g_clear_pointer (&self->backtest, prognosis_backtest_unref);
  g_clear_pointer (&self->compare_problem, g_free);
  prognosis_session_emit_compare (self);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->choices, prognosis_choices_free);
  self->choices = next;
  prognosis_session_emit_data (self);
  prognosis_session_emit_choices (self);
  prognosis_session_emit_result (self);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READY);
  if (self->auto_refit)
    prognosis_session_fit (self);
}

/* A session that was saved with these data before they were changed. */
static void
warn_of_other_data (PrognosisSession *self)
{
  JsonObject *data;
  const char *hash;

  if (self->pending == NULL)
    return;
  data = json_object_get_object_member (json_node_get_object (self->pending), "data");
  hash = json_object_get_string_member_with_default (data, "sha256", NULL);
  if (hash != NULL && g_strcmp0 (hash, self->hash) != 0)
    prognosis_session_emit_toast (self, _ ("The data have changed since this session was saved"));
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  guint serial = reader->serial;
  g_autoptr (PrognosisSession) self = g_weak_ref_get (&reader->session);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset = g_task_propagate_pointer (G_TASK (result), &error);

  g_weak_ref_clear (&reader->session);
  g_free (reader);
  if (self == NULL || serial != self->read_serial)
    {
      g_clear_pointer (&dataset, prognosis_dataset_unref);
      return;
    }
  if (dataset != NULL)
    {
      g_clear_pointer (&self->paths, g_strfreev);
      self->paths = g_steal_pointer (&self->read_paths);
      g_free (self->hash);
      self->hash = g_strdup (((Reading *) g_task_get_task_data (G_TASK (result)))->hash);
      warn_of_other_data (self);
      end_reading (self);
      take_dataset (self, dataset);
      return;
    }
  end_reading (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      prognosis_session_dismiss (self);
      return;
    }
  prognosis_session_fail (self, error->message);
}

void
prognosis_session_open (PrognosisSession *self, const char *const *paths)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;
  Reader *reader;

  g_return_if_fail (PROGNOSIS_IS_SESSION (self));
  g_return_if_fail (paths != NULL && paths[0] != NULL);

  if (self->read_cancellable != NULL)
    g_cancellable_cancel (self->read_cancellable);
  end_reading (self);
  g_clear_pointer (&self->pending, json_node_unref);
  g_clear_pointer (&self->read_gauge, g_atomic_rc_box_release);
  self->read_gauge = g_atomic_rc_box_new0 (PrognosisGauge);
  self->read_serial++;
  self->read_cancellable = g_cancellable_new ();
  self->read_paths = g_strdupv ((char **) paths);

  reading = g_new0 (Reading, 1);
  reading->gauge = g_atomic_rc_box_acquire (self->read_gauge);
  reading->paths = g_strdupv ((char **) paths);
  reader = g_new0 (Reader, 1);
  g_weak_ref_init (&reader->session, self);
  reader->serial = self->read_serial;
  /* Without a source: the thread may be the last to hold the task, and what it holds. */
  task = g_task_new (NULL, self->read_cancellable, read_done_cb, reader);
  g_task_set_task_data (task, reading, reading_free);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_READING);
  if (self->poll_id == 0)
    self->poll_id = g_timeout_add (33, prognosis_session_poll_cb, self);
  g_task_run_in_thread (task, read_thread);
}

void
prognosis_session_cancel_open (PrognosisSession *self)
{
  if (self->state != PROGNOSIS_SESSION_READING)
    return;
  g_cancellable_cancel (self->read_cancellable);
  end_reading (self);
  self->read_serial++;
  prognosis_session_dismiss (self);
}

void
prognosis_session_fail (PrognosisSession *self, const char *message)
{
  g_free (self->error);
  self->error = g_strdup (message);
  prognosis_session_set_state (self, PROGNOSIS_SESSION_FAILED);
}

void
prognosis_session_dismiss (PrognosisSession *self)
{
  g_clear_pointer (&self->error, g_free);
  prognosis_session_set_state (self, self->choices->dataset != NULL ? PROGNOSIS_SESSION_READY : PROGNOSIS_SESSION_EMPTY);
}

/* --- object ------------------------------------------------------------------- */

gboolean
prognosis_session_poll_cb (gpointer user_data)
{
  PrognosisSession *self = user_data;

  if (self->job != NULL)
    {
      g_autoptr (PrognosisFit) fit = NULL;
      g_autofree double *values = NULL;

      prognosis_job_poll (self->job, &self->fraction, &self->loss, &fit, &values);
      if (isfinite (self->loss)
          && (self->losses->len == 0 || g_array_index (self->losses, double, self->losses->len - 1) != self->loss))
        g_array_append_val (self->losses, self->loss);
      /* The curve under a slider belongs to the hand on it. */
      if (fit != NULL && self->previewed < 0)
        prognosis_session_set_fit (self, fit, values, TRUE);
    }
  else if (self->state != PROGNOSIS_SESSION_READING && self->compare_cancellable == NULL)
    {
      self->poll_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->compare_cancellable != NULL)
    prognosis_session_emit_compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  return G_SOURCE_CONTINUE;
}

static void
prognosis_session_dispose (GObject *object)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  prognosis_session_drop_job (self);
  prognosis_session_stop_comparing (self);
  if (self->read_cancellable != NULL)
    g_cancellable_cancel (self->read_cancellable);
  end_reading (self);
  self->read_serial++;
  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  G_OBJECT_CLASS (prognosis_session_parent_class)->dispose (object);
}

static void
prognosis_session_finalize (GObject *object)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  g_clear_pointer (&self->read_gauge, g_atomic_rc_box_release);
  g_clear_pointer (&self->compare_gauge, g_atomic_rc_box_release);
  g_free (self->error);
  g_free (self->problem);
  g_strfreev (self->paths);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  prognosis_choices_free (self->choices);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_free (self->values);
  g_free (self->curves);
  g_free (self->unsolved);
  g_array_unref (self->losses);
  g_clear_pointer (&self->backtest, prognosis_backtest_unref);
  g_free (self->compare_problem);
  g_free (self->hash);
  g_free (self->autosave_path);
  if (self->autosave_lock >= 0)
    close (self->autosave_lock);
  g_clear_pointer (&self->pending, json_node_unref);
  G_OBJECT_CLASS (prognosis_session_parent_class)->finalize (object);
}

static void
prognosis_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, prognosis_session_is_busy (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, prognosis_session_get_fraction (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, prognosis_session_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, prognosis_session_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, prognosis_session_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, prognosis_session_get_redo_label (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;
    case PROP_AUTOSAVES:
      g_value_set_boolean (value, self->autosaves);
      break;
    case PROP_DEFAULT_PATHS:
      g_value_set_int (value, self->default_paths);
      break;
    case PROP_DEFAULT_SEED:
      g_value_set_int (value, self->default_seed);
      break;
    case PROP_AUTO_REFIT:
      g_value_set_boolean (value, self->auto_refit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
prognosis_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PrognosisSession *self = PROGNOSIS_SESSION (object);

  switch (id)
    {
    case PROP_AUTOSAVES:
      self->autosaves = g_value_get_boolean (value);
      break;
    case PROP_DEFAULT_PATHS:
      self->default_paths = g_value_get_int (value);
      break;
    case PROP_DEFAULT_SEED:
      self->default_seed = g_value_get_int (value);
      break;
    case PROP_AUTO_REFIT:
      if (self->auto_refit == g_value_get_boolean (value))
        break;
      self->auto_refit = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
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

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, PROGNOSIS_SESSION_READY, 0, ro);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, ro);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, ro);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, ro);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, ro);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, ro);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, ro);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, ro);
  props[PROP_AUTO_REFIT] = g_param_spec_boolean ("auto-refit", NULL, NULL, TRUE, rw);
  props[PROP_DEFAULT_PATHS] = g_param_spec_int ("default-paths", NULL, NULL, 0, 5000, 0, rw);
  props[PROP_DEFAULT_SEED] = g_param_spec_int ("default-seed", NULL, NULL, -1, 999999, -1, rw);
  props[PROP_AUTOSAVES] = g_param_spec_boolean ("autosaves", NULL, NULL, FALSE, rw);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DATA_CHANGED] = g_signal_new ("data-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOICES_CHANGED]
      = g_signal_new ("choices-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESULT_CHANGED]
      = g_signal_new ("result-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LIVE_CHANGED] = g_signal_new ("live-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPARE_CHANGED]
      = g_signal_new ("compare-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_BOOLEAN);
}

static void
prognosis_session_init (PrognosisSession *self)
{
  self->choices = prognosis_choices_new ();
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->auto_refit = TRUE;
  self->default_seed = -1;
  self->loss = NAN;
  self->losses = g_array_new (FALSE, FALSE, sizeof (double));
  self->previewed = -1;
  self->autosave_lock = -1;
}
