/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Trains networks on windows: Adam with decoupled weight decay, Huber loss, and early stopping on held-out origins. The networks
   of a signal differ in their start and in the order of samples, and are trained side by side. */

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"
#include "prognosis-parallel.h"

#define RATE 3e-3
#define DECAY 1e-3
#define DELTA 1.0 /* where the Huber loss becomes linear, relative to the size of the window */
#define BATCH 64
#define PATIENCE 15 /* epochs without a gain */
#define LEAST_GAIN 1e-4
/* Limit of multiplications per signal. It bounds the time without making the result depend on it. */
#define MAX_WORK 3e9
/* Train several networks only if each can have this many epochs. */
#define GOOD_EPOCHS 20
/* Use fewer samples per epoch if there could not be this many epochs. */
#define MIN_EPOCHS 30

typedef struct
{
  const PrognosisNet *net;
  PrognosisNetShape shape;
  double *mean, *sd; /* of the inputs, n_in: neighbours use the same */
  double *weights;   /* n_nets x n_weights */
  gsize n_nets, n_weights;
} Fitted;

/* What the networks of one signal share while they are trained, each by one thread. */
typedef struct
{
  const PrognosisWindows *windows;
  const PrognosisLesson *lesson;
  Fitted *fitted;
  double *x;          /* scaled inputs of all samples */
  GMutex lock;        /* guards the members below, and calls back */
  Fitted shown;       /* the best of each network so far */
  gboolean *is_shown; /* n_nets: it has one */
  double *fractions;  /* n_nets: of its training */
  gboolean *is_done;  /* n_nets: it has a usable result; each is written by its own thread */
} Class;

/* One network in training. */
typedef struct
{
  Class *class;
  gsize number;
  double *weights; /* in @class's fitted */
  double *batch, *work, *y, *dy;
  double *gradient, *best;
  PrognosisAdam adam;
  gsize *order;
} Trainer;

static void
scale_rows (const Fitted *fitted, const double *rows, gsize n, double *x)
{
  const PrognosisNetShape *shape = &fitted->shape;

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < shape->n_row; k++)
      {
        const double value = rows[i * shape->n_row + k];

        x[i * shape->n_row + k] = shape->n_row > shape->n_in && k == shape->n_row - 1
                                      ? value
                                      : (value - fitted->mean[k % shape->n_in]) / fitted->sd[k % shape->n_in];
      }
}

static void
find_scale (Fitted *fitted, const PrognosisWindows *windows)
{
  const gsize n_in = windows->n_in, n_row = windows->n_row;

  fitted->mean = g_new0 (double, n_in);
  fitted->sd = g_new0 (double, n_in);
  for (gsize i = 0; i < windows->n; i++)
    for (gsize k = 0; k < n_in; k++)
      fitted->mean[k] += windows->x[i * n_row + k] / windows->n;
  for (gsize i = 0; i < windows->n; i++)
    for (gsize k = 0; k < n_in; k++)
      fitted->sd[k] += pow (windows->x[i * n_row + k] - fitted->mean[k], 2) / windows->n;
  for (gsize k = 0; k < n_in; k++)
    fitted->sd[k] = sqrt (fitted->sd[k]) + 1e-6;
}

static void
shuffle (gsl_rng *rng, gsize *order, gsize n)
{
  for (gsize i = n; i > 1; i--)
    {
      const gsize j = gsl_rng_uniform_int (rng, i), held = order[i - 1];

      order[i - 1] = order[j];
      order[j] = held;
    }
}

static void
learn_batch (Trainer *t, const gsize *samples, gsize n)
{
  const Fitted *fitted = t->class->fitted;
  const PrognosisNetShape *shape = &fitted->shape;
  const PrognosisWindows *w = t->class->windows;

  for (gsize i = 0; i < n; i++)
    memcpy (t->batch + i * shape->n_row, t->class->x + samples[i] * shape->n_row, shape->n_row * sizeof (double));
  fitted->net->forward (shape, t->weights, t->batch, n, t->work, t->y);
  for (gsize i = 0; i < n; i++)
    for (gsize h = 0; h < shape->n_out; h++)
      {
        const double e = t->y[i * shape->n_out + h] - w->y[samples[i] * shape->n_out + h];

        t->dy[i * shape->n_out + h] = CLAMP (e, -DELTA, DELTA) * w->weight[samples[i]] / n;
      }
  memset (t->gradient, 0, fitted->n_weights * sizeof (double));
  fitted->net->backward (shape, t->weights, t->batch, n, t->work, t->dy, t->gradient);
  prognosis_adam_step (&t->adam, t->gradient, t->weights, fitted->n_weights);
}

/* Weighted mean absolute error of samples @from to @to. */
static double
try_out (Trainer *t, gsize from, gsize to)
{
  const Fitted *fitted = t->class->fitted;
  const PrognosisNetShape *shape = &fitted->shape;
  const PrognosisWindows *w = t->class->windows;
  double sum = 0.0;

  for (gsize start = from; start < to; start += BATCH)
    {
      const gsize n = MIN (BATCH, to - start);

      fitted->net->forward (shape, t->weights, t->class->x + start * shape->n_row, n, t->work, t->y);
      for (gsize i = 0; i < n; i++)
        for (gsize h = 0; h < shape->n_out; h++)
          sum += fabs (t->y[i * shape->n_out + h] - w->y[(start + i) * shape->n_out + h]) * w->weight[start + i];
    }
  return sum / ((to - from) * shape->n_out);
}

/* Moves the networks that have a result to the front; returns their number. */
static gsize
gather (const gboolean *is_done, Fitted *fitted)
{
  gsize n = 0;

  for (gsize k = 0; k < fitted->n_nets; k++)
    if (is_done[k])
      {
        if (n < k)
          memcpy (fitted->weights + n * fitted->n_weights, fitted->weights + k * fitted->n_weights,
                  fitted->n_weights * sizeof (double));
        n++;
      }
  return n;
}

/* Shows the mean of the networks at their best so far. */
static void
show (Trainer *t)
{
  Class *class = t->class;
  const gsize n_weights = class->fitted->n_weights;
  Fitted so_far = class->shown;

  memcpy (class->shown.weights + t->number * n_weights, t->best, n_weights * sizeof (double));
  class->is_shown[t->number] = TRUE;
  so_far.weights = g_memdup2 (class->shown.weights, so_far.n_nets * n_weights * sizeof (double));
  so_far.n_nets = gather (class->is_shown, &so_far);
  class->lesson->show (class->lesson->report_data, &so_far);
  g_free (so_far.weights);
}

static void
end_epoch (Trainer *t, gboolean is_better, double fraction, double error)
{
  Class *class = t->class;
  double done = 0.0;

  g_mutex_lock (&class->lock);
  if (is_better)
    show (t);
  class->fractions[t->number] = fraction;
  for (gsize k = 0; k < class->fitted->n_nets; k++)
    done += class->fractions[k] / class->fitted->n_nets;
  class->lesson->report (class->lesson->report_data, done, error);
  g_mutex_unlock (&class->lock);
}

static void
train (Trainer *t, gsl_rng *rng)
{
  Class *class = t->class;
  const Fitted *fitted = class->fitted;
  const PrognosisWindows *w = class->windows;
  const PrognosisLesson *lesson = class->lesson;
  const gsize n_train = w->n_train;
  const double cost = 3.0 * fitted->net->cost (&fitted->shape);
  const double most = MAX_WORK / fitted->n_nets / cost; /* samples */
  const gsize per_epoch = CLAMP ((gsize) (most / MIN_EPOCHS), MIN (4 * BATCH, n_train), n_train);
  const gsize max_epochs = MIN (MAX ((gsize) (most / per_epoch), 10), (gsize) lesson->options->epochs);
  double least = INFINITY;
  g_autofree double *errors = g_new (double, max_epochs);
  gsize patience = 0, epoch;
  gboolean is_ended = FALSE;

  for (gsize i = 0; i < n_train; i++)
    t->order[i] = i;
  for (epoch = 0; epoch < max_epochs && patience <= PATIENCE; epoch++)
    {
      double error;
      gboolean is_better;

      shuffle (rng, t->order, n_train);
      for (gsize start = 0; start < per_epoch && !is_ended; start += BATCH)
        {
          if (g_cancellable_is_cancelled (lesson->cancellable))
            return;
          is_ended = g_cancellable_is_cancelled (lesson->enough);
          if (!is_ended)
            learn_batch (t, t->order + start, MIN (BATCH, per_epoch - start));
        }
      if (is_ended)
        break;
      error = errors[epoch] = try_out (t, n_train, w->n);
      is_better = error < least - LEAST_GAIN;
      if (is_better)
        {
          least = error;
          patience = 0;
          memcpy (t->best, t->weights, fitted->n_weights * sizeof (double));
        }
      else
        patience++;
      end_epoch (t, is_better, (epoch + 1.0) / max_epochs, error);
    }
  if (t->adam.count == 0)
    return;
  lesson->record (lesson->report_data, t->number,
                  is_ended              ? PROGNOSIS_STOP_CANCELLED
                  : patience > PATIENCE ? PROGNOSIS_STOP_CONVERGED
                                        : PROGNOSIS_STOP_ITERATIONS,
                  errors, epoch);
  if (isfinite (least))
    memcpy (t->weights, t->best, fitted->n_weights * sizeof (double));
  /* For the first network, half an epoch is better than nothing. */
  class->is_done[t->number] = !is_ended || isfinite (least) || t->number == 0;
}

static void
start_weights (const Fitted *fitted, const PrognosisWindows *windows, gsl_rng *rng, double *weights)
{
  double *bias = weights + fitted->n_weights - windows->n_out;
  double sum = 0.0;

  fitted->net->start (&fitted->shape, rng, weights);
  for (gsize i = 0; i < windows->n_train * windows->n_out; i++)
    sum += windows->y[i];
  for (gsize h = 0; h < windows->n_out; h++)
    bias[h] = sum / (windows->n_train * windows->n_out);
}

static void
train_one (gsize number, gsize thread, gpointer data)
{
  Class *class = data;
  const Fitted *fitted = class->fitted;
  const PrognosisNetShape *shape = &fitted->shape;
  const gsize n_weights = fitted->n_weights;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *batch = g_new (double, BATCH * shape->n_row), *y = g_new (double, 2 * BATCH * shape->n_out);
  g_autofree double *work = g_new0 (double, BATCH * fitted->net->n_work (shape)), *moments = g_new0 (double, 2 * n_weights);
  g_autofree double *gradient = g_new (double, n_weights), *best = g_new (double, n_weights);
  g_autofree gsize *order = g_new (gsize, class->windows->n);
  Trainer t = { .class = class,
                .number = number,
                .weights = fitted->weights + number * n_weights,
                .batch = batch,
                .work = work,
                .y = y,
                .dy = y + BATCH * shape->n_out,
                .gradient = gradient,
                .best = best,
                .order = order };

  t.adam = (PrognosisAdam){
    .rate = RATE, .decay = DECAY, .n_decaying = n_weights - shape->n_out, .first = moments, .second = moments + n_weights
  };
  gsl_rng_set (rng, class->lesson->seed * 100 + number);
  start_weights (fitted, class->windows, rng, t.weights);
  train (&t, rng);
  gsl_rng_free (rng);
}

gpointer
prognosis_training_fit (const PrognosisLearner *self, const PrognosisWindows *windows, const PrognosisLesson *lesson)
{
  const PrognosisOptions *options = lesson->options;
  g_autoptr (PrognosisOptions) standard = prognosis_options_new ();
  Fitted *fitted = g_new0 (Fitted, 1);
  Class class = { .windows = windows, .lesson = lesson, .fitted = fitted };

  fitted->net = self->net;
  fitted->shape = (PrognosisNetShape){ .n_in = windows->n_in,
                                       .n_out = windows->n_out,
                                       .n_row = windows->n_row,
                                       .n_neighbours = windows->n_neighbours,
                                       .layers = MAX (options->layers, 1) };
  fitted->shape.hidden = options->hidden == standard->hidden ? self->net->default_hidden : (gsize) MAX (options->hidden, 1);
  fitted->n_weights = self->net->n_weights (&fitted->shape);
  fitted->n_nets = CLAMP ((int) (MAX_WORK / (3.0 * self->net->cost (&fitted->shape) * windows->n_train * GOOD_EPOCHS)), 1,
                          CLAMP (options->starts, 1, 8));
  fitted->weights = g_new0 (double, fitted->n_nets * fitted->n_weights);
  find_scale (fitted, windows);
  class.x = g_new (double, windows->n * windows->n_row);
  scale_rows (fitted, windows->x, windows->n, class.x);
  class.shown = *fitted;
  class.shown.weights = g_new0 (double, fitted->n_nets * fitted->n_weights);
  class.is_done = g_new0 (gboolean, fitted->n_nets);
  class.is_shown = g_new0 (gboolean, fitted->n_nets);
  class.fractions = g_new0 (double, fitted->n_nets);
  g_mutex_init (&class.lock);
  prognosis_parallel (fitted->n_nets, prognosis_parallel_get_n_threads (options->n_threads), lesson->cancellable, train_one,
                      &class);
  fitted->n_nets = gather (class.is_done, fitted);
  g_mutex_clear (&class.lock);
  g_free (class.x);
  g_free (class.shown.weights);
  g_free (class.is_done);
  g_free (class.is_shown);
  g_free (class.fractions);
  if (fitted->n_nets == 0 || g_cancellable_is_cancelled (lesson->cancellable))
    g_clear_pointer (&fitted, prognosis_training_free);
  return fitted;
}

/* The mean over the networks. */
void
prognosis_training_predict (gconstpointer data, const PrognosisWindows *windows, gssize origin, const double *rows,
                            const double *sizes, double *y)
{
  const Fitted *fitted = data;
  const gsize n = windows->n_regions, n_values = n * fitted->shape.n_out;
  g_autofree double *x = g_new (double, n * fitted->shape.n_row), *one = g_new (double, n_values);
  g_autofree double *work = g_new0 (double, n * fitted->net->n_work (&fitted->shape));

  scale_rows (fitted, rows, n, x);
  memset (y, 0, n_values * sizeof *y);
  for (gsize k = 0; k < fitted->n_nets; k++)
    {
      fitted->net->forward (&fitted->shape, fitted->weights + k * fitted->n_weights, x, n, work, one);
      for (gsize i = 0; i < n_values; i++)
        y[i] += one[i] / fitted->n_nets;
    }
}

void
prognosis_training_free (gpointer data)
{
  Fitted *fitted = data;

  g_free (fitted->mean);
  g_free (fitted->sd);
  g_free (fitted->weights);
  g_free (fitted);
}
