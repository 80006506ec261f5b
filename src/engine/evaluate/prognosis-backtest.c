/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs forecasters from past origins and scores their forecasts. At each origin a forecaster is handed only what was known
   then: data up to the origin, from the vintage of that day if there are vintages. A task is one forecaster at one origin;
   tasks are distributed over threads, and results are collected in their order, so that they do not depend on threads. The
   baseline runs first, because nothing can be compared without it. Scores are in prognosis-score.c, means and sentences in
   prognosis-backtest-summary.c. */

#include "prognosis-config.h"

#include "prognosis-backtest-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-parallel.h"
#include "prognosis-series.h"

#define LEAST_WORK 0.7      /* of a baseline; see PrognosisForecaster */
#define WORK_OF_TRIALS 30.0 /* of forecasters that try all cheap ones at origins of their own */

typedef struct
{
  PrognosisBacktestRow *rows;
  gsize n_rows;
  char *failure;
  PrognosisStandIn stand_in;
  gboolean is_done;
} Task;

typedef struct
{
  const PrognosisBacktestRequest *request;
  PrognosisBacktest *self;
  GPtrArray *options;           /* PrognosisOptions for a single forecast, in the order of models */
  PrognosisDataset **past;      /* by origin: the data passed to forecasters */
  PrognosisDataset ***vintages; /* by origin */
  gsize *n_vintages;
  Task *tasks;       /* n_models x n_origins */
  double *fractions; /* completed fraction of each task */
  double *weights;   /* cost of each task's model, as auto estimates it */
  double weight;     /* of all tasks */
  GMutex lock;
} Job;

typedef struct
{
  Job *job;
  gsize task;
} Part;

static void
report (Job *job, gsize task, double fraction)
{
  const gsize n_origins = job->self->n_origins, n = job->self->models->len * n_origins;
  PrognosisProgress progress = { .loss = NAN, .forecaster = prognosis_backtest_get_forecaster (job->self, task / n_origins)->id };

  g_mutex_lock (&job->lock);
  job->fractions[task] = MAX (job->fractions[task], CLAMP (fraction, 0.0, 1.0));
  for (gsize i = 0; i < n; i++)
    progress.fraction += job->fractions[i] * job->weights[i / n_origins] / job->weight;
  if (job->request->progress)
    job->request->progress (&progress, job->request->progress_data);
  g_mutex_unlock (&job->lock);
}

static void
part_progress (const PrognosisProgress *progress, gpointer user_data)
{
  Part *part = user_data;

  report (part->job, part->task, progress->fraction);
}

/* The indices in @handed of the regions and signals of the truth; -1: not in it. */
static void
match (const PrognosisDataset *truth, const PrognosisDataset *handed, gssize *regions, gssize *signals)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (truth); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (truth, r);

      regions[r] = prognosis_dataset_find_region (handed, prognosis_region_get_key (region));
    }
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (truth); s++)
    signals[s] = prognosis_dataset_get_n_signals (truth) == 1 && prognosis_dataset_get_n_signals (handed) == 1
                     ? 0
                     : prognosis_dataset_find_signal (handed, prognosis_dataset_get_signal (truth, s)->name);
}

static void
set_row (PrognosisBacktestRow *row, const PrognosisForecast *forecast, gssize region, gssize signal, gsize horizon, double observed)
{
  gsize n_levels;
  const double *levels = prognosis_forecast_hub_levels (&n_levels);
  g_autofree double *values = g_new0 (double, n_levels);
  PrognosisScore score;

  if (forecast)
    prognosis_forecast_get_quantiles (forecast, region, signal, horizon, levels, n_levels, values);
  prognosis_score_quantiles (levels, values, n_levels, observed, &score);
  row->observed = observed;
  row->median = score.median;
  row->ae = score.ae;
  row->wis = score.wis;
  row->log_ae = score.log_ae;
  row->log_wis = score.log_wis;
  row->in50 = score.in50 > 0.0;
  row->in95 = score.in95 > 0.0;
}

static void
score_forecast (Job *job, Task *task, gsize model, gsize origin, const PrognosisForecast *forecast)
{
  const PrognosisDataset *truth = job->self->dataset;
  const gsize n_regions = prognosis_dataset_get_n_regions (truth), n_signals = prognosis_dataset_get_n_signals (truth);
  const gsize n_steps = prognosis_dataset_get_n_steps (truth), start = job->self->origins[origin];
  const gboolean zero = job->request->missing_is_zero;
  g_autofree gssize *regions = g_new (gssize, n_regions), *signals = g_new (gssize, n_signals);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (PrognosisBacktestRow));

  match (truth, prognosis_forecast_get_dataset (forecast), regions, signals);
  for (gsize r = 0; r < n_regions; r++)
    for (gsize s = 0; s < n_signals; s++)
      {
        const double *x = prognosis_dataset_get_values (truth, r, s);
        const gboolean has = regions[r] >= 0 && signals[s] >= 0 && prognosis_forecast_has (forecast, regions[r], signals[s]);

        gsize n_examples = 0, n_needed = 0;
        gboolean is_stand_in;

        if (!prognosis_dataset_get_signal (truth, s)->fitted || (!has && !zero))
          continue;
        is_stand_in = has && prognosis_forecast_is_stand_in (forecast, regions[r], signals[s], &n_examples, &n_needed);
        task->stand_in.is_there |= is_stand_in;
        task->stand_in.n_examples = MAX (task->stand_in.n_examples, n_examples);
        task->stand_in.n_needed = MAX (task->stand_in.n_needed, n_needed);
        for (gsize h = 1; h <= job->self->horizon && start + h < n_steps; h++)
          {
            const double observed = x[start + h];
            PrognosisBacktestRow row = { .model = model,
                                         .origin = origin,
                                         .region = r,
                                         .signal = s,
                                         .horizon = h,
                                         .is_blank = !has || isnan (observed),
                                         .is_stand_in = is_stand_in };

            /* What forecasters do not start from does not judge them either. */
            if (!zero
                && (isnan (observed) || prognosis_series_is_doubtful (truth, r, s, start + h)
                    || (prognosis_dataset_get_flags (truth, r, s)[start + h] & PROGNOSIS_FLAG_INCOMPLETE) != 0))
              continue;
            set_row (&row, has ? forecast : NULL, regions[r], signals[s], h, isnan (observed) ? 0.0 : observed);
            g_array_append_val (rows, row);
          }
      }
  task->n_rows = rows->len;
  task->rows = (PrognosisBacktestRow *) (gpointer) g_array_free (rows, FALSE);
}

static void
run_task (Job *job, gsize number)
{
  const gsize model = number / job->self->n_origins, origin = number % job->self->n_origins;
  const PrognosisForecaster *forecaster = prognosis_backtest_get_forecaster (job->self, model);
  Task *task = &job->tasks[number];
  Part part = { job, number };
  PrognosisRequest request = {
    .dataset = job->past[origin],
    .options = g_ptr_array_index (job->options, model),
    .vintages = job->vintages[origin],
    .n_vintages = job->n_vintages[origin],
    .progress = part_progress,
    .progress_data = &part,
    .cancellable = job->request->cancellable,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;

  request.levels = prognosis_forecast_hub_levels (&request.n_levels);
  forecast = prognosis_forecaster_run (forecaster, &request, &error);
  if (forecast)
    score_forecast (job, task, model, origin, forecast);
  else
    task->failure = g_strdup (error->message);
  /* A cancelled forecast may be the best so far, which does not count as finished. */
  task->is_done = !g_cancellable_is_cancelled (job->request->cancellable);
  report (job, number, 1.0);
}

/* The baseline comes first: without it, finished models cannot be compared. */
static gsize
get_task (const Job *job, gsize turn)
{
  const gsize n = job->self->n_origins, bar = job->self->baseline * n;

  if (turn < n)
    return bar + turn;
  return turn < bar + n ? turn - n : turn;
}

static void
run_turn (gsize turn, gsize thread, gpointer data)
{
  run_task (data, get_task (data, turn));
}

/* Distributes tasks over threads; a task uses several threads only if there are more threads than tasks. */
static void
run_tasks (Job *job, gsize n_tasks)
{
  const gsize n_threads = prognosis_parallel_get_n_threads (job->request->options->n_threads);

  for (guint m = 0; m < job->options->len; m++)
    ((PrognosisOptions *) g_ptr_array_index (job->options, m))->n_threads = (int) MAX (n_threads / n_tasks, 1);
  prognosis_parallel (n_tasks, n_threads, job->request->cancellable, run_turn, job);
}

/* The data known at an origin, and earlier versions. */
static void
prepare_origin (Job *job, gsize origin)
{
  const PrognosisBacktestRequest *request = job->request;
  const gsize step = request->origins[origin];
  const int day = prognosis_dataset_get_day (request->dataset, step);
  PrognosisDataset **vintages = g_new0 (PrognosisDataset *, request->n_vintages + 1);
  gsize n = 0;

  for (gsize i = 0; i < request->n_vintages; i++)
    {
      PrognosisDataset *version = request->vintages[i];
      const int last = prognosis_dataset_get_day (version, (gssize) prognosis_dataset_get_n_steps (version) - 1);

      if (last > day)
        continue;
      vintages[n++] = version;
      if (last == day)
        {
          g_clear_pointer (&job->past[origin], prognosis_dataset_unref);
          job->past[origin] = prognosis_dataset_ref (version);
        }
    }
  if (!job->past[origin])
    job->past[origin] = prognosis_dataset_truncate (request->dataset, step + 1);
  job->vintages[origin] = vintages;
  job->n_vintages[origin] = n;
}

static gboolean
check_request (const PrognosisBacktestRequest *request, GError **error)
{
  if (request->n_origins == 0 || (!request->forecasters[0] && request->n_runs == 0))
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                           request->n_origins ? _ ("A backtest requires at least one model")
                                              : _ ("A backtest requires at least one origin"));
      return FALSE;
    }
  for (gsize i = 0; i < request->n_origins; i++)
    if (request->origins[i] + 1 >= prognosis_dataset_get_n_steps (request->dataset))
      {
        g_autofree char *day
            = prognosis_dataset_format_day (request->dataset, prognosis_dataset_get_day (request->dataset, request->origins[i]));

        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                     _ ("There are no observations after the origin %s to score against; choose an earlier origin"), day);
        return FALSE;
      }
  return TRUE;
}

static void
add_model (PrognosisBacktest *self, const PrognosisForecaster *forecaster, const char *name)
{
  if (forecaster == &prognosis_forecaster_persistence && g_str_equal (name, forecaster->id))
    self->baseline = self->models->len;
  g_ptr_array_add (self->models, (gpointer) g_intern_string (name));
  g_ptr_array_add (self->forecasters, (gpointer) forecaster);
}

static void
add_models (PrognosisBacktest *self, const PrognosisBacktestRequest *request)
{
  self->models = g_ptr_array_new ();
  self->forecasters = g_ptr_array_new ();
  for (const PrognosisForecaster *const *f = request->forecasters; *f; f++)
    if (!g_ptr_array_find (self->forecasters, *f, NULL))
      add_model (self, *f, (*f)->id);
  self->n_asked = self->models->len + request->n_runs;
  for (gsize i = 0; i < request->n_runs; i++)
    add_model (self, request->runs[i].forecaster, request->runs[i].name);
  if (!g_ptr_array_find (self->models, g_intern_string (prognosis_forecaster_persistence.id), NULL))
    add_model (self, &prognosis_forecaster_persistence, prognosis_forecaster_persistence.id);
}

/* Each model's: fixed parameters apply only where they were meant to. */
static void
prepare_options (Job *job)
{
  const PrognosisBacktestRequest *request = job->request;
  const PrognosisBacktest *self = job->self;

  job->options = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_options_free);
  for (guint m = 0; m < self->models->len; m++)
    {
      PrognosisOptions *options = NULL;

      for (gsize i = 0; i < request->n_runs && !options; i++)
        if (prognosis_backtest_is_run (self, m) && g_str_equal (request->runs[i].name, prognosis_backtest_get_model (self, m)))
          options = prognosis_options_copy (request->runs[i].options);
      if (!options)
        {
          options = prognosis_options_copy (request->options);
          if (request->fixed_of && !g_str_equal (request->fixed_of, prognosis_backtest_get_model (self, m)))
            g_ptr_array_set_size (options->fixed, 0);
        }
      options->horizon = (int) self->horizon;
      options->skips_unknown |= self->n_asked > 1;
      g_ptr_array_add (job->options, options);
    }
}

static void
job_clear (Job *job)
{
  const gsize n_origins = job->self->n_origins;

  g_ptr_array_unref (job->options);
  for (gsize i = 0; i < n_origins; i++)
    {
      g_clear_pointer (&job->past[i], prognosis_dataset_unref);
      g_free (job->vintages[i]);
    }
  for (gsize i = 0; i < job->self->models->len * n_origins; i++)
    {
      g_free (job->tasks[i].rows);
      g_free (job->tasks[i].failure);
    }
  g_free (job->past);
  g_free (job->vintages);
  g_free (job->n_vintages);
  g_free (job->tasks);
  g_free (job->fractions);
  g_free (job->weights);
  g_mutex_clear (&job->lock);
}

static void
weigh_models (Job *job)
{
  const PrognosisBacktest *self = job->self;

  job->weights = g_new (double, self->models->len);
  for (gsize m = 0; m < self->models->len; m++)
    {
      const PrognosisForecaster *forecaster = prognosis_backtest_get_forecaster (self, m);

      job->weights[m] = forecaster->combines_others ? WORK_OF_TRIALS : MAX (forecaster->work, LEAST_WORK);
      job->weight += job->weights[m] * self->n_origins;
    }
}

static gboolean
is_finished (const Job *job, gsize model)
{
  for (gsize o = 0; o < job->self->n_origins; o++)
    if (!job->tasks[model * job->self->n_origins + o].is_done)
      return FALSE;
  return TRUE;
}

/* Keeps only models that are finished at all origins. FALSE if there is nothing to compare. */
static gboolean
drop_unfinished (Job *job)
{
  PrognosisBacktest *self = job->self;
  const gsize n_models = self->models->len, n_asked = self->n_asked, n_origins = self->n_origins;
  gsize n = 0, n_kept = 0, bar = n_models;

  for (gsize m = 0; m < n_models; m++)
    {
      Task *from = &job->tasks[m * n_origins], *to = &job->tasks[n * n_origins];

      if (!is_finished (job, m))
        continue;
      for (gsize o = 0; o < n_origins; o++)
        {
          Task other = to[o];

          to[o] = from[o];
          from[o] = m == n ? from[o] : other;
          for (gsize i = 0; i < to[o].n_rows; i++)
            to[o].rows[i].model = n;
        }
      if (m == self->baseline)
        bar = n;
      n_kept += m < n_asked;
      self->forecasters->pdata[n] = g_ptr_array_index (self->forecasters, m);
      self->models->pdata[n++] = g_ptr_array_index (self->models, m);
    }
  if (bar == n_models || n < 2)
    return FALSE;
  for (gsize i = n * n_origins; i < n_models * n_origins; i++)
    {
      g_clear_pointer (&job->tasks[i].rows, g_free);
      g_clear_pointer (&job->tasks[i].failure, g_free);
    }
  self->baseline = bar;
  self->n_asked = n_kept;
  self->n_unfinished = n_asked - n_kept;
  g_ptr_array_set_size (self->models, (int) n);
  g_ptr_array_set_size (self->forecasters, (int) n);
  return TRUE;
}

/* In the order of tasks, independent of threads. */
static void
collect (Job *job, gsize n_tasks)
{
  PrognosisBacktest *self = job->self;
  gsize k = 0;

  self->failures = g_new0 (char *, n_tasks);
  self->stand_ins = g_new (PrognosisStandIn, n_tasks);
  for (gsize i = 0; i < n_tasks; i++)
    self->n_rows += job->tasks[i].n_rows;
  self->rows = g_new (PrognosisBacktestRow, self->n_rows);
  for (gsize i = 0; i < n_tasks; i++)
    {
      if (job->tasks[i].n_rows)
        memcpy (self->rows + k, job->tasks[i].rows, job->tasks[i].n_rows * sizeof *self->rows);
      k += job->tasks[i].n_rows;
      self->failures[i] = g_steal_pointer (&job->tasks[i].failure);
      self->stand_ins[i] = job->tasks[i].stand_in;
    }
}

PrognosisBacktest *
prognosis_backtest_new (const PrognosisBacktestRequest *request, GError **error)
{
  g_autoptr (PrognosisBacktest) self = NULL;
  Job job = { .request = request };
  gsize n_tasks;
  gboolean any = FALSE, is_cancelled;

  g_return_val_if_fail (request != NULL && request->dataset != NULL && request->options != NULL, NULL);

  if (!check_request (request, error))
    return NULL;
  job.self = self = g_new0 (PrognosisBacktest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = prognosis_dataset_ref (request->dataset);
  self->horizon = prognosis_options_get_horizon (request->options, request->dataset);
  self->origins = g_memdup2 (request->origins, request->n_origins * sizeof *request->origins);
  self->n_origins = request->n_origins;
  add_models (self, request);
  n_tasks = self->models->len * self->n_origins;
  prepare_options (&job);
  job.past = g_new0 (PrognosisDataset *, self->n_origins);
  job.vintages = g_new0 (PrognosisDataset **, self->n_origins);
  job.n_vintages = g_new0 (gsize, self->n_origins);
  job.tasks = g_new0 (Task, n_tasks);
  job.fractions = g_new0 (double, n_tasks);
  weigh_models (&job);
  g_mutex_init (&job.lock);
  for (gsize i = 0; i < self->n_origins; i++)
    prepare_origin (&job, i);
  run_tasks (&job, n_tasks);
  is_cancelled = g_cancellable_is_cancelled (request->cancellable);
  if (is_cancelled && request->keeps_finished)
    is_cancelled = !drop_unfinished (&job);
  n_tasks = self->models->len * self->n_origins;
  collect (&job, n_tasks);
  job_clear (&job);
  if (is_cancelled)
    {
      g_cancellable_set_error_if_cancelled (request->cancellable, error);
      return NULL;
    }
  for (gsize i = 0; i < n_tasks; i++)
    any |= i / self->n_origins < self->n_asked && !self->failures[i];
  if (!any)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("No model could forecast from any origin: %s"),
                   self->failures[0]);
      return NULL;
    }
  prognosis_backtest_rank (self);
  return g_steal_pointer (&self);
}

PrognosisBacktest *
prognosis_backtest_ref (PrognosisBacktest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_backtest_unref (PrognosisBacktest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; self->failures != NULL && i < self->models->len * self->n_origins; i++)
    g_free (self->failures[i]);
  g_free (self->failures);
  g_free (self->stand_ins);
  g_free (self->rows);
  g_free (self->origins);
  g_free (self->index);
  g_free (self->ranking);
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->forecasters);
  prognosis_dataset_unref (self->dataset);
  g_free (self);
}

gsize *
prognosis_backtest_choose_origins (const PrognosisDataset *dataset, gsize horizon, gsize n_wanted, gsize *n)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset), apart = prognosis_series_week (dataset);
  gsize *origins, last, first = n_steps / 2, count;

  *n = 0;
  if (n_steps < horizon + 2)
    return NULL;
  last = n_steps - 1 - horizon;
  if (last < first || n_wanted == 0)
    return NULL;
  count = MIN (n_wanted, (last - first) / apart + 1);
  origins = g_new (gsize, count);
  for (gsize i = 0; i < count; i++)
    origins[i] = last - (count - 1 - i) * apart;
  *n = count;
  return origins;
}
