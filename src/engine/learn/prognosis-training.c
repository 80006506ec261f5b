/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Trains networks on windows: Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019),
   Huber loss, and early stopping on held-out origins. */

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"

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

typedef struct
{
  const PrognosisWindows *windows;
  const Fitted *fitted;
  double *x; /* scaled inputs of all samples */
  double *work, *y, *dy;
  double *gradient, *first, *second, *best;
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
step (Trainer *t, double *weights, gsize n_weights, gsize count)
{
  /* Moments decay as in the paper; their bias at the start is divided out. */
  const double first = 1.0 - pow (0.9, count), second = 1.0 - pow (0.999, count);
  const gsize n_decaying = n_weights - t->fitted->shape.n_out;

  for (gsize j = 0; j < n_weights; j++)
    {
      t->first[j] = 0.9 * t->first[j] + 0.1 * t->gradient[j];
      t->second[j] = 0.999 * t->second[j] + 0.001 * t->gradient[j] * t->gradient[j];
      weights[j]
          -= RATE * (t->first[j] / first / (sqrt (t->second[j] / second) + 1e-8) + (j < n_decaying ? DECAY * weights[j] : 0.0));
    }
}

static void
learn_batch (Trainer *t, double *weights, const gsize *samples, gsize n, gsize count)
{
  const PrognosisNetShape *shape = &t->fitted->shape;
  const PrognosisNet *net = t->fitted->net;
  g_autofree double *x = g_new (double, n * shape->n_row);

  for (gsize i = 0; i < n; i++)
    memcpy (x + i * shape->n_row, t->x + samples[i] * shape->n_row, shape->n_row * sizeof *x);
  net->forward (shape, weights, x, n, t->work, t->y);
  for (gsize i = 0; i < n; i++)
    for (gsize h = 0; h < shape->n_out; h++)
      {
        const double e = t->y[i * shape->n_out + h] - t->windows->y[samples[i] * shape->n_out + h];

        t->dy[i * shape->n_out + h] = CLAMP (e, -DELTA, DELTA) * t->windows->weight[samples[i]] / n;
      }
  memset (t->gradient, 0, t->fitted->n_weights * sizeof (double));
  net->backward (shape, weights, x, n, t->work, t->dy, t->gradient);
  step (t, weights, t->fitted->n_weights, count);
}

/* Weighted mean absolute error of samples @from to @to. */
static double
try_out (Trainer *t, const double *weights, gsize from, gsize to)
{
  const PrognosisNetShape *shape = &t->fitted->shape;
  double sum = 0.0;

  for (gsize start = from; start < to; start += BATCH)
    {
      const gsize n = MIN (BATCH, to - start);

      t->fitted->net->forward (shape, weights, t->x + start * shape->n_row, n, t->work, t->y);
      for (gsize i = 0; i < n; i++)
        for (gsize h = 0; h < shape->n_out; h++)
          sum += fabs (t->y[i * shape->n_out + h] - t->windows->y[(start + i) * shape->n_out + h]) * t->windows->weight[start + i];
    }
  return sum / ((to - from) * shape->n_out);
}

/* Shows the mean of the networks up to @number. */
static void
show (const Trainer *t, const PrognosisLesson *lesson, gsize number)
{
  Fitted so_far = *t->fitted;

  so_far.n_nets = number + 1;
  lesson->show (lesson->report_data, &so_far);
}

/* FALSE if there is no usable result, because training was cancelled or stopped too early. */
static gboolean
train (Trainer *t, double *weights, gsl_rng *rng, const PrognosisLesson *lesson, gsize number)
{
  const PrognosisWindows *w = t->windows;
  const gsize n_train = w->n_train;
  const double cost = 3.0 * t->fitted->net->cost (&t->fitted->shape);
  const double most = MAX_WORK / t->fitted->n_nets / cost; /* samples */
  const gsize per_epoch = CLAMP ((gsize) (most / MIN_EPOCHS), MIN (4 * BATCH, n_train), n_train);
  const gsize max_epochs = MIN (MAX ((gsize) (most / per_epoch), 10), (gsize) lesson->options->epochs);
  double least = INFINITY;
  g_autofree double *errors = g_new (double, max_epochs);
  gsize count = 0, patience = 0, epoch;
  gboolean is_ended = FALSE;

  memset (t->first, 0, t->fitted->n_weights * sizeof (double));
  memset (t->second, 0, t->fitted->n_weights * sizeof (double));
  for (gsize i = 0; i < n_train; i++)
    t->order[i] = i;
  for (epoch = 0; epoch < max_epochs && patience <= PATIENCE; epoch++)
    {
      double error;

      shuffle (rng, t->order, n_train);
      for (gsize start = 0; start < per_epoch && !is_ended; start += BATCH)
        {
          if (g_cancellable_is_cancelled (lesson->cancellable))
            return FALSE;
          is_ended = g_cancellable_is_cancelled (lesson->enough);
          if (!is_ended)
            learn_batch (t, weights, t->order + start, MIN (BATCH, per_epoch - start), ++count);
        }
      if (is_ended)
        break;
      error = errors[epoch] = try_out (t, weights, n_train, w->n);
      if (error < least - LEAST_GAIN)
        {
          least = error;
          patience = 0;
          memcpy (t->best, weights, t->fitted->n_weights * sizeof (double));
          show (t, lesson, number);
        }
      else
        patience++;
      lesson->report (lesson->report_data, (number + (epoch + 1.0) / max_epochs) / t->fitted->n_nets, error);
    }
  lesson->record (lesson->report_data, number,
                  is_ended              ? PROGNOSIS_STOP_CANCELLED
                  : patience > PATIENCE ? PROGNOSIS_STOP_CONVERGED
                                        : PROGNOSIS_STOP_ITERATIONS,
                  errors, epoch);
  if (isfinite (least))
    memcpy (weights, t->best, t->fitted->n_weights * sizeof (double));
  /* For the first network, half an epoch is better than nothing. */
  return !is_ended || isfinite (least) || (number == 0 && count > 0);
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

gpointer
prognosis_training_fit (const PrognosisLearner *self, const PrognosisWindows *windows, const PrognosisLesson *lesson)
{
  const PrognosisOptions *defaults = lesson->options;
  g_autoptr (PrognosisOptions) standard = prognosis_options_new ();
  Fitted *fitted = g_new0 (Fitted, 1);
  Trainer t = { .windows = windows, .fitted = fitted };
  gsize n_done = 0;

  fitted->net = self->net;
  fitted->shape = (PrognosisNetShape){ .n_in = windows->n_in,
                                       .n_out = windows->n_out,
                                       .n_row = windows->n_row,
                                       .n_neighbours = windows->n_neighbours,
                                       .layers = MAX (defaults->layers, 1) };
  fitted->shape.hidden = defaults->hidden == standard->hidden ? self->net->default_hidden : (gsize) MAX (defaults->hidden, 1);
  fitted->n_weights = self->net->n_weights (&fitted->shape);
  fitted->n_nets = CLAMP ((int) (MAX_WORK / (3.0 * self->net->cost (&fitted->shape) * windows->n_train * GOOD_EPOCHS)), 1,
                          CLAMP (defaults->starts, 1, 8));
  fitted->weights = g_new0 (double, fitted->n_nets * fitted->n_weights);
  find_scale (fitted, windows);
  t.x = g_new (double, windows->n * windows->n_row);
  scale_rows (fitted, windows->x, windows->n, t.x);
  t.work = g_new0 (double, BATCH * self->net->n_work (&fitted->shape));
  t.y = g_new (double, BATCH * windows->n_out);
  t.dy = g_new (double, BATCH * windows->n_out);
  t.gradient = g_new (double, fitted->n_weights);
  t.first = g_new (double, fitted->n_weights);
  t.second = g_new (double, fitted->n_weights);
  t.best = g_new (double, fitted->n_weights);
  t.order = g_new (gsize, windows->n);
  for (gsize k = 0; k < fitted->n_nets && n_done == k; k++)
    {
      gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

      gsl_rng_set (rng, lesson->seed * 100 + k);
      start_weights (fitted, windows, rng, fitted->weights + k * fitted->n_weights);
      n_done += train (&t, fitted->weights + k * fitted->n_weights, rng, lesson, k);
      gsl_rng_free (rng);
    }
  g_free (t.x);
  g_free (t.work);
  g_free (t.y);
  g_free (t.dy);
  g_free (t.gradient);
  g_free (t.first);
  g_free (t.second);
  g_free (t.best);
  g_free (t.order);
  fitted->n_nets = n_done;
  if (n_done == 0 || g_cancellable_is_cancelled (lesson->cancellable))
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
