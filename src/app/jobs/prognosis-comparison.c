/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-comparison.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-recommend.h"
#include "prognosis-run.h"
#include "prognosis-verdict.h"

#include <glib/gi18n.h>

#define N_ORIGINS 4

/* For the thread. */
typedef struct
{
  PrognosisDataset *whole;   /* as it was chosen */
  PrognosisDataset *dataset; /* ends at the origin */
  PrognosisOptions *chosen;
  PrognosisOptions *options; /* with a horizon that the data are long enough for */
  GStrv forecasters;         /* ids */
  GPtrArray *kept;           /* PrognosisKept: compared under their names */
  const char *fixed_of;      /* interned, or NULL */
  gsize *origins;
  gsize n_origins;
} Request;

struct _PrognosisComparison
{
  GObject parent_instance;
  PrognosisRun *run; /* or NULL */
  PrognosisBacktest *backtest;
  PrognosisDataset *dataset; /* all data at the time, also after the origin; NULL: unknown */
  PrognosisOptions *options; /* NULL: there is no result */
  char *problem;
};

G_DEFINE_TYPE (PrognosisComparison, prognosis_comparison, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (gpointer self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- in the thread ------------------------------------------------------------ */

static void
request_free (gpointer data)
{
  Request *request = data;

  prognosis_dataset_unref (request->whole);
  prognosis_dataset_unref (request->dataset);
  prognosis_options_free (request->chosen);
  prognosis_options_free (request->options);
  g_strfreev (request->forecasters);
  g_ptr_array_unref (request->kept);
  g_free (request->origins);
  g_free (request);
}

static void
progress_cb (const PrognosisProgress *progress, gpointer gauge)
{
  prognosis_gauge_set (gauge, progress->fraction, prognosis_forecaster_find (progress->forecaster));
}

static gpointer
compare (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  const Request *of = data;
  g_autofree const PrognosisForecaster **forecasters = prognosis_forecaster_find_all ((const char *const *) of->forecasters, error);
  g_autofree PrognosisBacktestRun *runs = g_new (PrognosisBacktestRun, of->kept->len + 1);
  PrognosisBacktestRequest request = {
    .dataset = of->dataset,
    .forecasters = forecasters,
    .runs = runs,
    .n_runs = of->kept->len,
    .origins = of->origins,
    .n_origins = of->n_origins,
    .options = of->options,
    .fixed_of = of->fixed_of,
    .keeps_finished = TRUE,
    .progress = progress_cb,
    .progress_data = gauge,
    .cancellable = cancellable,
  };

  for (guint i = 0; i < of->kept->len; i++)
    {
      const PrognosisKept *kept = g_ptr_array_index (of->kept, i);

      runs[i] = (PrognosisBacktestRun){ prognosis_kept_get_name (kept),
                                        prognosis_forecaster_find (prognosis_kept_get_forecaster (kept)),
                                        prognosis_kept_get_options (kept) };
    }
  return forecasters != NULL ? prognosis_backtest_new (&request, error) : NULL;
}

static gpointer
check (gpointer data, PrognosisGauge *gauge, GCancellable *cancellable, GError **error)
{
  const Request *of = data;
  const PrognosisRequest request = { .dataset = of->dataset, .options = of->options, .cancellable = cancellable };

  return prognosis_recommend_check (prognosis_forecaster_find (of->forecasters[0]), &request, error);
}

/* --- on the main thread ------------------------------------------------------- */

static void
set_result (PrognosisComparison *self, PrognosisBacktest *backtest, PrognosisDataset *dataset, const PrognosisOptions *options)
{
  g_clear_pointer (&self->backtest, prognosis_backtest_unref);
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  g_clear_pointer (&self->problem, g_free);
  if (backtest == NULL)
    return;
  self->backtest = backtest;
  self->dataset = dataset != NULL ? prognosis_dataset_ref (dataset) : NULL;
  self->options = prognosis_options_copy (options);
}

static void
done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  PrognosisComparison *self = owner;
  const Request *request = data;

  if (result != NULL)
    {
      set_result (self, result, request->whole, request->chosen);
      g_signal_emit (self, signals[FOUND], 0);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->problem = g_strdup (_ ("Stopped before any model finished."));
  else if (error != NULL)
    self->problem = g_strdup (error->message);
  emit_changed (self);
}

static const PrognosisRunWork COMPARE = {
  .work = compare,
  .progress = emit_changed,
  .done = done,
  .free_data = request_free,
  .free_result = (GDestroyNotify) prognosis_backtest_unref,
};

static const PrognosisRunWork CHECK = {
  .work = check,
  .done = done,
  .free_data = request_free,
  .free_result = (GDestroyNotify) prognosis_backtest_unref,
  .priority = G_PRIORITY_LOW,
};

PrognosisComparison *
prognosis_comparison_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_COMPARISON, NULL);
}

/* Short data cannot test a long horizon: halve it until there is a past origin. */
static gsize *
choose_origins (PrognosisDataset *dataset, int *horizon, gsize *n)
{
  for (*n = 0; *horizon >= 1; *horizon /= 2)
    {
      gsize *origins = prognosis_backtest_choose_origins (dataset, *horizon, N_ORIGINS, n);

      if (*n > 0)
        return origins;
      g_free (origins);
    }
  return NULL;
}

/* The forecaster of an id, or that of a kept forecast's name. */
static const PrognosisForecaster *
find_forecaster (const PrognosisChoices *choices, const char *name)
{
  const PrognosisKept *kept = prognosis_choices_find_kept (choices, name);

  return prognosis_forecaster_find (kept != NULL ? prognosis_kept_get_forecaster (kept) : name);
}

/* A sentence on what all models need and the data lack; otherwise NULL. (transfer full) */
static char *
dup_lack (PrognosisDataset *dataset, const PrognosisChoices *choices, const char *const *models)
{
  char *lack = NULL;

  for (gsize i = 0; models[i] != NULL; i++)
    {
      const PrognosisForecaster *forecaster = find_forecaster (choices, models[i]);

      g_free (lack);
      lack = forecaster != NULL ? prognosis_verdict_on_lack (dataset, forecaster) : NULL;
      if (lack == NULL)
        return NULL;
    }
  return lack;
}

static Request *
request_new (PrognosisDataset *whole, PrognosisDataset *dataset, const PrognosisOptions *options)
{
  Request *request = g_new0 (Request, 1);

  request->whole = prognosis_dataset_ref (whole);
  request->dataset = prognosis_dataset_ref (dataset);
  request->chosen = prognosis_options_copy (options);
  request->options = prognosis_options_copy (options);
  request->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_kept_unref);
  return request;
}

/* Divides @models into forecasters and kept forecasts. */
static void
add_models (Request *request, const PrognosisChoices *choices, const char *const *models)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (gsize i = 0; models[i] != NULL; i++)
    {
      PrognosisKept *kept = prognosis_choices_find_kept (choices, models[i]);

      if (kept != NULL)
        g_ptr_array_add (request->kept, prognosis_kept_ref (kept));
      else
        g_strv_builder_add (ids, models[i]);
    }
  request->forecasters = g_strv_builder_end (ids);
}

void
prognosis_comparison_start (PrognosisComparison *self, const PrognosisChoices *choices, const char *const *models)
{
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autofree gsize *origins = NULL;
  int horizon = (int) prognosis_choices_get_horizon (choices);
  gsize n_origins;
  Request *request;

  prognosis_run_drop (&self->run);
  g_clear_pointer (&self->problem, g_free);
  /* Data after the chosen origin are unknown there and must not decide on a model. */
  dataset = prognosis_dataset_truncate (choices->dataset, prognosis_choices_get_origin (choices) + 1);
  origins = choose_origins (dataset, &horizon, &n_origins);
  self->problem = dup_lack (dataset, choices, models);
  if (self->problem == NULL && n_origins == 0)
    self->problem = g_strdup (_ ("These data are too short to forecast from past origins."));
  if (self->problem == NULL)
    {
      request = request_new (choices->dataset, dataset, choices->options);
      add_models (request, choices, models);
      request->options->horizon = horizon;
      /* Locked values apply to the chosen model only. */
      request->fixed_of = g_intern_string (choices->forecaster);
      request->origins = g_steal_pointer (&origins);
      request->n_origins = n_origins;
      prognosis_run_start (&self->run, &COMPARE, request, self);
    }
  emit_changed (self);
}

static gboolean
is_checked (const PrognosisForecaster *forecaster)
{
  return forecaster != NULL && !forecaster->combines_others && !forecaster->is_baseline;
}

void
prognosis_comparison_start_check (PrognosisComparison *self, const PrognosisForecaster *forecaster, PrognosisDataset *dataset,
                                  const PrognosisOptions *options)
{
  Request *request;

  prognosis_run_drop (&self->run);
  set_result (self, NULL, NULL, NULL);
  if (is_checked (forecaster))
    {
      request = request_new (dataset, dataset, options);
      request->forecasters = g_strdupv ((char *[]){ (char *) forecaster->id, NULL });
      prognosis_run_start (&self->run, &CHECK, request, self);
    }
  emit_changed (self);
}

void
prognosis_comparison_stop (PrognosisComparison *self)
{
  if (self->run == NULL)
    return;
  prognosis_run_stop (self->run);
  emit_changed (self);
}

void
prognosis_comparison_clear (PrognosisComparison *self)
{
  if (self->run == NULL && self->backtest == NULL && self->problem == NULL)
    return;
  prognosis_run_drop (&self->run);
  set_result (self, NULL, NULL, NULL);
  emit_changed (self);
}

void
prognosis_comparison_set_result (PrognosisComparison *self, PrognosisBacktest *backtest, PrognosisDataset *dataset,
                                 const PrognosisOptions *options)
{
  prognosis_run_drop (&self->run);
  set_result (self, backtest, dataset, options);
  emit_changed (self);
}

gboolean
prognosis_comparison_is_running (PrognosisComparison *self)
{
  return self->run != NULL;
}

gboolean
prognosis_comparison_is_stopping (PrognosisComparison *self)
{
  return self->run != NULL && prognosis_run_is_stopped (self->run);
}

PrognosisGauge *
prognosis_comparison_get_gauge (PrognosisComparison *self)
{
  return self->run != NULL ? prognosis_run_get_gauge (self->run) : NULL;
}

PrognosisBacktest *
prognosis_comparison_get_backtest (PrognosisComparison *self)
{
  return self->backtest;
}

const PrognosisOptions *
prognosis_comparison_get_options (PrognosisComparison *self)
{
  return self->options;
}

const char *
prognosis_comparison_get_problem (PrognosisComparison *self)
{
  return self->problem;
}

gboolean
prognosis_comparison_is_of_data (PrognosisComparison *self, const PrognosisChoices *choices)
{
  return self->backtest != NULL && self->dataset == choices->dataset;
}

gboolean
prognosis_comparison_is_stale (PrognosisComparison *self, const PrognosisChoices *choices)
{
  gssize last;

  if (self->backtest == NULL)
    return FALSE;
  /* The data compared end at the origin. */
  last = (gssize) prognosis_dataset_get_n_steps (prognosis_backtest_get_dataset (self->backtest)) - 1;
  return !prognosis_comparison_is_of_data (self, choices) || last != prognosis_choices_get_origin (choices)
         || !prognosis_choices_have_options (choices, self->options);
}

static void
prognosis_comparison_dispose (GObject *object)
{
  PrognosisComparison *self = PROGNOSIS_COMPARISON (object);

  prognosis_run_drop (&self->run);
  set_result (self, NULL, NULL, NULL);
  G_OBJECT_CLASS (prognosis_comparison_parent_class)->dispose (object);
}

static void
prognosis_comparison_class_init (PrognosisComparisonClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_comparison_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
prognosis_comparison_init (PrognosisComparison *self)
{
}
