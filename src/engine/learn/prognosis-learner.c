/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-learner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-conformal.h"
#include "prognosis-parallel.h"
#include "prognosis-series.h"

#define MIN_WINDOWS 50  /* with fewer there is nothing to learn: persistence */
#define MAX_ORIGINS 40  /* bounds the time of the intervals */
#define LEAST_ORIGINS 5 /* if stopped at fewer, the intervals are those of persistence */
/* For long iterated forecasts, every third origin is enough. */
#define LONG 2
#define STRIDE 3
/* Limit of the ratio of held-out to training errors: larger ratios are due to chance. */
#define MAX_WIDENING 1.6
/* An iterated forecast stays below this multiple of the largest value in its window. */
#define MAX_RISE 5.0

/* Shared by the threads of one forecast. */
typedef struct
{
  const PrognosisLearner *learner;
  const PrognosisRequest *request;
  PrognosisForecast *result;
  gsize horizon;
  PrognosisForecast *plain; /* the damped trend, for signals that are not learned; NULL until it is needed */
  struct _Part *parts;      /* n_parts */
  gsize n_parts;
  GMutex lock;       /* guards the members below, and calls of progress */
  double *median;    /* so far, n_regions x n_signals x horizon; NAN for signals not forecast yet */
  gboolean is_fresh; /* changed since the last report */
} Run;

/* One signal. Its thread writes only here and to the signal's own paths. */
typedef struct _Part
{
  Run *run;
  gsize signal;
  PrognosisWindows *windows;
  gpointer fitted;        /* or NULL */
  GArray *trainings;      /* PrognosisTraining */
  gsize n_done, n_wanted; /* past origins behind its intervals; 0 done: they are persistence's */
  double fraction;        /* guarded by the run's lock */
} Part;

static void
clear_training (gpointer data)
{
  g_free (((PrognosisTraining *) data)->errors);
}

static void
report_progress (gpointer data, double fraction, double loss)
{
  Part *part = data;
  Run *c = part->run;
  PrognosisProgress progress = { .loss = loss, .horizon = c->horizon };

  g_mutex_lock (&c->lock);
  part->fraction = fraction;
  for (gsize i = 0; i < c->n_parts; i++)
    progress.fraction += c->parts[i].fraction / c->n_parts;
  progress.median = c->is_fresh ? c->median : NULL;
  c->is_fresh = FALSE;
  if (c->request->progress)
    c->request->progress (&progress, c->request->progress_data);
  g_mutex_unlock (&c->lock);
}

static void
record (gpointer data, gsize number, PrognosisStop stop, const double *errors, gsize n_epochs)
{
  Part *part = data;
  const PrognosisTraining training = { .signal = part->signal,
                                       .number = number,
                                       .stop = stop,
                                       .n_epochs = n_epochs,
                                       .errors = g_memdup2 (errors, n_epochs * sizeof *errors) };

  g_mutex_lock (&part->run->lock);
  g_array_append_val (part->trainings, training);
  g_mutex_unlock (&part->run->lock);
}

/* Flows of every region after @origin: n_regions x horizon, in blocks of n_out steps. */
static void
predict_flows (const Run *c, gconstpointer fitted, const PrognosisWindows *w, gssize origin, double *flows)
{
  g_autofree double *recent = g_new (double, w->n_regions * w->n_in), *rows = g_new (double, w->n_regions * w->n_row);
  g_autofree double *sizes = g_new (double, w->n_regions), *y = g_new (double, w->n_regions * w->n_out);
  g_autofree double *most = g_new0 (double, w->n_regions);

  prognosis_windows_recent (w, origin, recent);
  for (gsize r = 0; r < w->n_regions; r++)
    for (gsize k = 0; k < w->n_in; k++)
      most[r] = MAX (most[r], MAX_RISE * recent[r * w->n_in + k] + w->few);
  for (gsize start = 0; start < c->horizon; start += w->n_out)
    {
      prognosis_windows_rows (w, recent, rows, sizes);
      c->learner->predict (fitted, w, origin, rows, sizes, y);
      for (gsize r = 0; r < w->n_regions; r++)
        {
          double *mine = recent + r * w->n_in;

          if (w->n_in > w->n_out)
            memmove (mine, mine + w->n_out, (w->n_in - w->n_out) * sizeof *mine);
          for (gsize h = 0; h < w->n_out; h++)
            {
              const double flow = CLAMP (y[r * w->n_out + h] * sizes[r], 0.0, most[r]);

              mine[w->n_in - w->n_out + h] = flow;
              if (start + h < c->horizon)
                flows[r * c->horizon + start + h] = flow;
            }
        }
    }
}

/* The same by repeating the last week: at once. */
static void
repeat_flows (const Run *c, const PrognosisWindows *w, gssize origin, double *flows)
{
  for (gsize r = 0; r < w->n_regions; r++)
    for (gsize h = 0; h < c->horizon; h++)
      {
        const gssize from = origin + 1 - (gssize) w->week + (gssize) (h % w->week);

        flows[r * c->horizon + h] = from >= 0 ? w->flow[r * w->n_steps + (gsize) from] : 0.0;
      }
}

static gboolean
is_stopped (const Run *c)
{
  return g_cancellable_is_cancelled (c->request->enough) || g_cancellable_is_cancelled (c->request->cancellable);
}

/* Converts flows to the signal's own kind. */
static void
make_centre (const Run *c, const PrognosisWindows *w, const double *x, gssize origin, const double *flows, double *centre)
{
  const gssize last = prognosis_series_last_known (x, origin, w->week);
  double sum = last < 0 ? NAN : x[last];

  for (gsize h = 0; h < c->horizon; h++)
    {
      sum += flows[h];
      centre[h] = w->kind == PROGNOSIS_KIND_CUMULATIVE ? sum : last < 0 ? NAN : flows[h];
    }
}

static void
show (gpointer data, gconstpointer fitted)
{
  Part *part = data;
  Run *c = part->run;
  const PrognosisWindows *w = part->windows;
  const gsize n_signals = prognosis_dataset_get_n_signals (c->request->dataset);
  const gssize origin = (gssize) w->n_steps - 1;
  g_autofree double *flows = NULL;

  if (!c->request->progress)
    return;
  flows = g_new (double, w->n_regions * c->horizon);
  predict_flows (c, fitted, w, origin, flows);
  g_mutex_lock (&c->lock);
  for (gsize r = 0; r < w->n_regions; r++)
    make_centre (c, w, w->values + r * w->n_steps, origin, flows + r * c->horizon,
                 c->median + (r * n_signals + part->signal) * c->horizon);
  c->is_fresh = TRUE;
  g_mutex_unlock (&c->lock);
}

/* Ratio of errors at held-out origins to those at training origins; if stopped, the largest. */
static double
find_widening (const Run *c, gconstpointer fitted, const PrognosisWindows *w)
{
  g_autofree double *rows = g_new0 (double, w->n_regions * w->n_row), *sizes = g_new0 (double, w->n_regions);
  g_autofree double *y = g_new (double, w->n_regions * w->n_out);
  double learned = 0.0, held = 0.0, n_learned = 0.0, n_held = 0.0;

  for (gsize start = 0; start < w->n;)
    {
      const gssize origin = w->origin[start];
      gsize n = 0;

      if (is_stopped (c))
        return MAX_WIDENING;

      for (; start + n < w->n && w->origin[start + n] == origin; n++)
        memcpy (rows + n * w->n_row, w->x + (start + n) * w->n_row, w->n_row * sizeof *rows);
      memcpy (sizes, w->size + start, n * sizeof *sizes);
      /* Regions without a sample at this origin are not part of the pool. */
      memset (sizes + n, 0, (w->n_regions - n) * sizeof *sizes);
      c->learner->predict (fitted, w, origin, rows, sizes, y);
      for (gsize i = 0; i < n * w->n_out; i++)
        {
          const double e = fabs (y[i] - w->y[start * w->n_out + i]) * w->weight[start + i / w->n_out];

          if (start < w->n_train)
            {
              learned += e;
              n_learned += w->weight[start + i / w->n_out];
            }
          else
            {
              held += e;
              n_held += w->weight[start + i / w->n_out];
            }
        }
      start += n;
    }
  return n_learned > 0.0 && learned > 0.0 && n_held > 0.0 ? CLAMP (held / n_held / (learned / n_learned), 1.0, MAX_WIDENING) : 1.0;
}

/* Adds the errors of @flows at @origin. */
static void
add_errors (const Run *c, const PrognosisWindows *w, gssize origin, const double *flows, double widening, double weight,
            PrognosisConformal *errors)
{
  const gssize n = w->n_steps;
  g_autofree double *row = g_new (double, c->horizon);

  for (gsize r = 0; r < w->n_regions; r++)
    {
      const double *x = w->values + r * w->n_steps;
      const double unit = prognosis_series_scale (x, origin, w->kind, w->week) / widening;

      if (w->first[r] > origin - (gssize) w->n_in)
        continue;
      make_centre (c, w, x, origin, flows + r * c->horizon, row);
      for (gsize h = 0; h < c->horizon; h++)
        row[h] = origin + 1 + (gssize) h < n ? (x[origin + 1 + h] - row[h]) / unit : NAN;
      prognosis_conformal_add (errors, r, row, weight * prognosis_series_likeness (x, n - 1, origin, w->kind, w->week));
    }
}

/* From the newest past origin on; @n_done: how many are in @errors. Stopped before LEAST_ORIGINS, those of persistence. */
static PrognosisConformal *
learn_errors (const Run *c, gconstpointer fitted, const PrognosisWindows *w, gsize *n_done, gsize *n_wanted)
{
  PrognosisConformal *errors = prognosis_conformal_new (w->n_regions, c->horizon, w->kind, w->week);
  const gssize n = w->n_steps, first_held = w->n_train < w->n ? w->origin[w->n_train] : n;
  const gssize stride = c->horizon > LONG * w->n_out ? STRIDE : 1;
  const gssize oldest = MAX ((gssize) w->n_in, n - 1 - (gssize) c->horizon - MAX_ORIGINS);
  const double widening = find_widening (c, fitted, w);
  g_autofree double *flows = g_new (double, w->n_regions * c->horizon);

  *n_done = 0;
  *n_wanted = n - 2 >= oldest ? (gsize) ((n - 2 - oldest) / stride) + 1 : 0;
  for (gsize k = 0; k < *n_wanted && !is_stopped (c); k++)
    {
      const gssize origin = n - 2 - (gssize) k * stride;

      predict_flows (c, fitted, w, origin, flows);
      add_errors (c, w, origin, flows, origin < first_held ? widening : 1.0, stride, errors);
      *n_done = k + 1;
    }
  if (*n_done >= MIN (LEAST_ORIGINS, *n_wanted))
    return errors;
  prognosis_conformal_free (errors);
  errors = prognosis_conformal_new (w->n_regions, c->horizon, w->kind, w->week);
  for (gsize k = 0; k < *n_wanted && !g_cancellable_is_cancelled (c->request->cancellable); k++)
    {
      const gssize origin = n - 2 - (gssize) k * stride;

      repeat_flows (c, w, origin, flows);
      add_errors (c, w, origin, flows, 1.0, stride, errors);
    }
  *n_done = 0;
  return errors;
}

typedef struct
{
  const Run *run;
  const PrognosisWindows *windows;
  gsize signal;
  PrognosisConformal *errors;
  const double *flows; /* n_regions x horizon */
} Filling;

static void
fill_region (gsize r, gsize thread, gpointer data)
{
  const Filling *self = data;
  const Run *c = self->run;
  const PrognosisWindows *w = self->windows;
  const gssize origin = (gssize) w->n_steps - 1;
  const double *x = w->values + r * w->n_steps;
  const gssize last = prognosis_series_last_known (x, origin, w->week);
  g_autofree double *centre = NULL;

  if (last < 0)
    return;
  centre = g_new (double, c->horizon);
  make_centre (c, w, x, origin, self->flows + r * c->horizon, centre);
  prognosis_conformal_fill (self->errors, r, self->signal, centre, prognosis_series_scale (x, origin, w->kind, w->week), x[last],
                            c->result);
}

static void
forecast_signal (const Run *c, Part *part)
{
  const PrognosisWindows *w = part->windows;
  const gsize n_threads = prognosis_parallel_get_n_threads (c->request->options->n_threads);
  g_autoptr (PrognosisConformal) errors = learn_errors (c, part->fitted, w, &part->n_done, &part->n_wanted);
  g_autofree double *flows = g_new (double, w->n_regions * c->horizon);
  Filling filling = { c, w, part->signal, errors, flows };

  predict_flows (c, part->fitted, w, (gssize) w->n_steps - 1, flows);
  prognosis_conformal_prepare_paths (errors, c->request->options->seed + 1000 * part->signal, c->request->options->n_paths,
                                     n_threads);
  prognosis_parallel (w->n_regions, n_threads, c->request->cancellable, fill_region, &filling);
}

static gboolean
use_plain (Run *c, gsize signal, gsize n_windows, GError **error)
{
  const PrognosisRequest silent = { .dataset = c->request->dataset,
                                    .options = c->request->options,
                                    .vintages = c->request->vintages,
                                    .n_vintages = c->request->n_vintages,
                                    .levels = c->request->levels,
                                    .n_levels = c->request->n_levels,
                                    .cancellable = c->request->cancellable };

  if (!c->plain)
    c->plain = prognosis_forecaster_run (&prognosis_forecaster_damped_trend, &silent, error);
  if (!c->plain)
    return FALSE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (c->request->dataset); r++)
    prognosis_forecast_stand_in (c->result, r, signal, c->plain, n_windows, MIN_WINDOWS);
  return TRUE;
}

/* Too few windows to learn from. */
static gboolean
fall_back (Run *c, gsize signal, gsize n_windows, GError **error)
{
  if (!use_plain (c, signal, n_windows, error))
    return FALSE;
  prognosis_forecast_add_warning (
      c->result,
      g_dngettext (GETTEXT_PACKAGE, "%s has only %zu window to learn from, but %d are needed; the damped trend is shown instead",
                   "%s has only %zu windows to learn from, but %d are needed; the damped trend is shown instead", n_windows),
      prognosis_dataset_get_signal (c->request->dataset, signal)->name, n_windows, MIN_WINDOWS);
  return TRUE;
}

static gboolean
is_enough (const PrognosisWindows *windows)
{
  return windows->n >= MIN_WINDOWS && windows->n_train > 0;
}

static void
learn_part (gsize number, gsize thread, gpointer data)
{
  Run *c = data;
  Part *part = &c->parts[number];
  const PrognosisLesson lesson = { .options = c->request->options,
                                   .seed = c->request->options->seed + part->signal,
                                   .cancellable = c->request->cancellable,
                                   .enough = c->request->enough,
                                   .report = report_progress,
                                   .show = show,
                                   .record = record,
                                   .report_data = part };

  part->windows = prognosis_windows_new (c->request->dataset, part->signal, c->learner->with_neighbours);
  part->trainings = g_array_new (FALSE, FALSE, sizeof (PrognosisTraining));
  g_array_set_clear_func (part->trainings, clear_training);
  if (is_enough (part->windows))
    part->fitted = c->learner->fit (c->learner, part->windows, &lesson);
  if (part->fitted)
    forecast_signal (c, part);
  report_progress (part, 1.0, NAN);
}

static int
compare_trainings (gconstpointer a, gconstpointer b)
{
  const PrognosisTraining *first = a, *second = b;

  return (first->number > second->number) - (first->number < second->number);
}

/* What must not depend on which signal was learned first: fallbacks, warnings, and the order of trainings. */
static gboolean
finish_part (Run *c, const Part *part, GError **error)
{
  const PrognosisWindows *w = part->windows;

  if (!is_enough (w))
    return fall_back (c, part->signal, w->n, error);
  g_array_sort (part->trainings, compare_trainings);
  for (guint i = 0; i < part->trainings->len; i++)
    {
      const PrognosisTraining *training = &g_array_index (part->trainings, PrognosisTraining, i);

      prognosis_forecast_add_training (c->result, training->signal, training->number, training->stop, training->errors,
                                       training->n_epochs);
    }
  if (!part->fitted)
    {
      if (!use_plain (c, part->signal, w->n, error))
        return FALSE;
      prognosis_forecast_add_warning (c->result,
                                      _ ("Training was stopped before %s was learned; the damped trend is shown instead"),
                                      prognosis_dataset_get_signal (c->request->dataset, part->signal)->name);
      return TRUE;
    }
  for (gsize r = 0; r < w->n_regions; r++)
    if (prognosis_series_last_known (w->values + r * w->n_steps, (gssize) w->n_steps - 1, w->week) < 0)
      prognosis_forecast_warn_of_absent (c->result, r, part->signal);
  return TRUE;
}

/* If stopped before the past origins were through. */
static void
note_provisional (Run *c)
{
  gsize n_done = G_MAXSIZE, n_wanted = 0;

  for (gsize i = 0; i < c->n_parts; i++)
    if (c->parts[i].fitted && c->parts[i].n_done < MIN (n_done, c->parts[i].n_wanted))
      {
        n_done = c->parts[i].n_done;
        n_wanted = c->parts[i].n_wanted;
      }
  if (n_done == 0)
    prognosis_forecast_add_warning (
        c->result, _ ("Stopped early: the intervals are provisional, because they come from the errors of persistence"));
  else if (n_done < n_wanted)
    prognosis_forecast_add_warning (c->result, _ ("Stopped early: the intervals come from %zu of %zu past origins"), n_done,
                                    n_wanted);
}

static void
set_learning (Run *c)
{
  PrognosisLearning learning = { .scheme = &prognosis_scheme_of_windows, .share = NAN, .n_origins = G_MAXSIZE };

  for (gsize i = 0; i < c->n_parts; i++)
    if (c->parts[i].fitted)
      {
        const PrognosisWindows *w = c->parts[i].windows;

        for (gsize r = 0; r < w->n_regions; r++)
          learning.n_series += w->first[r] < (gssize) w->n_steps;
        learning.n_steps = w->n_steps;
        learning.n_origins = MIN (learning.n_origins, c->parts[i].n_done);
      }
  if (learning.n_series > 0)
    prognosis_forecast_set_learning (c->result, &learning);
}

static gboolean
finish (Run *c, GError **error)
{
  gboolean any = FALSE, any_stopped = FALSE;

  if (g_cancellable_set_error_if_cancelled (c->request->cancellable, error))
    return FALSE;
  for (gsize i = 0; i < c->n_parts; i++)
    {
      any |= c->parts[i].fitted != NULL;
      any_stopped |= c->parts[i].fitted == NULL && is_enough (c->parts[i].windows);
    }
  /* Stopped before anything was learned. */
  if (any_stopped && !any && g_cancellable_set_error_if_cancelled (c->request->enough, error))
    return FALSE;
  for (gsize i = 0; i < c->n_parts; i++)
    if (!finish_part (c, &c->parts[i], error))
      return FALSE;
  note_provisional (c);
  set_learning (c);
  prognosis_forecast_finish (c->result);
  return TRUE;
}

static void
clear_part (Part *part, const PrognosisLearner *learner)
{
  g_clear_pointer (&part->windows, prognosis_windows_free);
  g_clear_pointer (&part->trainings, g_array_unref);
  if (part->fitted)
    learner->free (part->fitted);
}

PrognosisForecast *
prognosis_learner_forecast (const PrognosisForecaster *forecaster, const PrognosisRequest *request, GError **error)
{
  Run c = { .learner = forecaster->learner, .request = request, .horizon = prognosis_series_horizon (request) };
  const gsize n_signals = prognosis_dataset_get_n_signals (request->dataset);
  const gsize n = prognosis_dataset_get_n_regions (request->dataset) * n_signals * c.horizon;
  g_autoptr (PrognosisForecast) result = prognosis_forecaster_new_forecast (forecaster, request);
  g_autofree double *median = g_new (double, n);
  g_autofree Part *parts = g_new0 (Part, n_signals);
  gboolean success;

  for (gsize k = 0; k < n; k++)
    median[k] = NAN;
  c.median = median;
  c.result = result;
  c.parts = parts;
  for (gsize s = 0; s < n_signals; s++)
    if (prognosis_dataset_get_signal (request->dataset, s)->fitted)
      parts[c.n_parts++] = (Part){ .run = &c, .signal = s };
  g_mutex_init (&c.lock);
  /* Cancelled or not, every part gets its windows. */
  prognosis_parallel (c.n_parts, prognosis_parallel_get_n_threads (request->options->n_threads), NULL, learn_part, &c);
  success = finish (&c, error);
  g_mutex_clear (&c.lock);
  g_clear_pointer (&c.plain, prognosis_forecast_unref);
  for (gsize i = 0; i < c.n_parts; i++)
    clear_part (&parts[i], c.learner);
  return success ? g_steal_pointer (&result) : NULL;
}
