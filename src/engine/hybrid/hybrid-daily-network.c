/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small network on the residuals of the growth regressions, with their first features as inputs: growth of small
   and of rising epidemics differs in ways that are not linear. The mean of a few networks is used; the prior
   shrinks all weights towards 0, where the network has no effect. Least squares by the Levenberg-Marquardt method
   (Nocedal, Wright 2006, chapter 10) on the normal equations, as there are more rows than weights. */

#include "hybrid-daily-network.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-dense.h"
#include "prognosis-network.h"
#include "prognosis-parallel.h"

/* Chosen on the US reports of spring 2020 and every second Saturday from June. */
#define PRECISION 0.3
#define MAX_ITERATIONS 8
#define MAX_TRIALS 6
#define INPUT_SD 0.5
#define BIAS_SD 0.3
#define OUTPUT_SD 0.1
#define BLOCK 64         /* rows whose outer products are added at once */
#define STRIP 16         /* columns of a matrix that are made at once */
#define CLIP_INPUT 3.0   /* in standard deviations */
#define CLIP_OUTPUT 0.25 /* of a week's log growth */

typedef struct
{
  PrognosisNetwork network;
  const double *y, *weight; /* n_points; the weights include the scale */
  gsize n, n_weights;
  double *output, *rows;  /* n_points; BLOCK x n_weights */
  double *normal, *right; /* n_weights^2, n_weights */
  double *damped, *trial, *start;
} Fit;

/* The derivatives of output @k with respect to all weights. */
static void
fill_row (const Fit *self, gsize k, double factor, double *row)
{
  const PrognosisNetwork *net = &self->network;
  const int h = net->hidden;

  for (int l = 0; l <= net->n_layers; l++)
    {
      const int in = l == 0 ? net->n_inputs : h, out = l == net->n_layers ? 1 : h;
      const double *x = l == 0 ? net->x + k * net->n_inputs : net->activation + ((gsize) (l - 1) * net->n_points + k) * h;
      const double *delta = net->delta + ((gsize) l * net->n_points + k) * h;

      for (int i = 0; i < out; i++)
        {
          const double d = factor * (l == net->n_layers ? 1.0 : delta[i]);

          for (int j = 0; j < in; j++)
            *row++ = d * x[j];
        }
      for (int i = 0; i < out; i++)
        *row++ = factor * (l == net->n_layers ? 1.0 : delta[i]);
    }
}

static double
find_loss (Fit *self)
{
  double loss = 0.0;

  prognosis_network_evaluate (&self->network, self->output);
  for (gsize k = 0; k < self->n; k++)
    loss += self->weight[k] * (self->output[k] - self->y[k]) * (self->output[k] - self->y[k]);
  for (gsize i = 0; i < self->n_weights; i++)
    loss += PRECISION * self->network.weights[i] * self->network.weights[i];
  return loss;
}

/* The Gauss-Newton matrix and the gradient of half the loss at the last weights evaluated. */
static void
find_normal (Fit *self)
{
  const gsize n = self->n_weights;

  memset (self->normal, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      self->normal[i * n + i] = PRECISION;
      self->right[i] = -PRECISION * self->network.weights[i];
    }
  for (gsize start = 0; start < self->n; start += BLOCK)
    {
      const gsize count = MIN (BLOCK, self->n - start);

      for (gsize k = 0; k < count; k++)
        {
          const double root = sqrt (self->weight[start + k]);
          const double miss = root * (self->y[start + k] - self->output[start + k]);
          double *row = self->rows + k * n;

          fill_row (self, start + k, root, row);
          for (gsize i = 0; i < n; i++)
            self->right[i] += miss * row[i];
        }
      /* Only the upper triangle is used. */
      for (gsize j = 0; j < n; j += STRIP)
        prognosis_dense_add_product (MIN (j + STRIP, n), MIN (STRIP, n - j), count, self->rows, 1, n, self->rows + j, n, 1,
                                     self->normal + j, n);
    }
}

/* The step with @damping added to the diagonal; FALSE if there is none. */
static gboolean
solve_step (Fit *self, double damping)
{
  const gsize n = self->n_weights;
  gsl_matrix_view matrix = gsl_matrix_view_array (self->damped, n, n);
  gsl_vector_view step = gsl_vector_view_array (self->trial, n);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = i; j < n; j++)
        self->damped[j * n + i] = self->normal[i * n + j];
      self->damped[i * n + i] *= 1.0 + damping;
      self->trial[i] = self->right[i];
    }
  return gsl_linalg_cholesky_decomp1 (&matrix.matrix) == 0 && gsl_linalg_cholesky_svx (&matrix.matrix, &step.vector) == 0;
}

static void
descend (Fit *self)
{
  double damping = 1.0, loss = find_loss (self);

  for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++)
    {
      gboolean better = FALSE;

      find_normal (self);
      memcpy (self->start, self->network.weights, self->n_weights * sizeof (double));
      for (int trial = 0; trial < MAX_TRIALS && !better; trial++)
        {
          double now = INFINITY;

          if (solve_step (self, damping))
            {
              for (gsize i = 0; i < self->n_weights; i++)
                self->network.weights[i] = self->start[i] + self->trial[i];
              now = find_loss (self);
            }
          better = now < loss;
          loss = better ? now : loss;
          damping = better ? MAX (damping / 5.0, 1e-6) : 4.0 * damping;
        }
      if (better)
        continue;
      memcpy (self->network.weights, self->start, self->n_weights * sizeof (double));
      return;
    }
}

static void
randomise (PrognosisNetwork *net, gulong seed)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  double *w = net->weights;

  gsl_rng_set (rng, seed);
  for (int l = 0; l <= net->n_layers; l++)
    {
      const int in = l == 0 ? net->n_inputs : net->hidden, out = l == net->n_layers ? 1 : net->hidden;
      const double sd = l == 0 ? INPUT_SD : l == net->n_layers ? OUTPUT_SD : INPUT_SD;

      for (int i = 0; i < in * out; i++)
        *w++ = gsl_ran_gaussian (rng, sd);
      for (int i = 0; i < out; i++)
        *w++ = l == net->n_layers ? 0.0 : gsl_ran_gaussian (rng, BIAS_SD);
    }
  gsl_rng_free (rng);
}

/* Centres each column and divides it by its weighted standard deviation. */
static void
standardise (const PrognosisNetworkTask *task, double *x, double *x_new)
{
  for (int i = 0; i < task->n_inputs; i++)
    {
      double sum = 0.0, mean = 0.0, variance = 0.0, sd;

      for (gsize k = 0; k < task->n; k++)
        {
          sum += task->weight[k];
          mean += task->weight[k] * task->x[k * task->n_inputs + i];
        }
      mean /= sum;
      for (gsize k = 0; k < task->n; k++)
        variance += task->weight[k] * (task->x[k * task->n_inputs + i] - mean) * (task->x[k * task->n_inputs + i] - mean);
      sd = sqrt (variance / sum) + 1e-6;
      for (gsize k = 0; k < task->n; k++)
        x[k * task->n_inputs + i] = CLAMP ((task->x[k * task->n_inputs + i] - mean) / sd, -CLIP_INPUT, CLIP_INPUT);
      for (gsize k = 0; k < task->n_new; k++)
        x_new[k * task->n_inputs + i] = CLAMP ((task->x_new[k * task->n_inputs + i] - mean) / sd, -CLIP_INPUT, CLIP_INPUT);
    }
}

/* @out: n_new, what the network predicts. */
static void
fit_one (const PrognosisNetworkTask *task, const double *x, const double *x_new, gulong seed, double *out)
{
  Fit self = { .y = task->y, .weight = task->weight, .n = task->n };
  PrognosisNetwork predictor;
  double *output = g_new (double, MAX (task->n_new, 1));
  gsize n;

  prognosis_network_init (&self.network, task->n_inputs, task->hidden, 1, (int) task->n);
  memcpy (self.network.x, x, task->n * task->n_inputs * sizeof (double));
  n = self.n_weights = self.network.n_weights;
  self.output = g_new (double, self.n);
  self.rows = g_new (double, BLOCK *n);
  self.normal = g_new (double, n *n);
  self.damped = g_new (double, n *n);
  self.right = g_new (double, n);
  self.trial = g_new (double, n);
  self.start = g_new (double, n);
  randomise (&self.network, seed);
  descend (&self);
  prognosis_network_init (&predictor, task->n_inputs, task->hidden, 1, (int) task->n_new);
  memcpy (predictor.x, x_new, task->n_new * task->n_inputs * sizeof (double));
  memcpy (predictor.weights, self.network.weights, n * sizeof (double));
  prognosis_network_evaluate (&predictor, output);
  for (gsize k = 0; k < task->n_new; k++)
    out[k] = output[k];
  prognosis_network_clear (&predictor);
  prognosis_network_clear (&self.network);
  g_free (output);
  g_free (self.output);
  g_free (self.rows);
  g_free (self.normal);
  g_free (self.damped);
  g_free (self.right);
  g_free (self.trial);
  g_free (self.start);
}

static void
find_mean (const PrognosisNetworkTask *task, const double *sum, int n, double *mean)
{
  for (gsize k = 0; k < task->n_new; k++)
    mean[k] = isfinite (sum[k]) ? CLAMP (sum[k] / n, -CLIP_OUTPUT, CLIP_OUTPUT) : 0.0;
}

gsize
prognosis_daily_network_count_weights (int n_inputs, int hidden)
{
  return (gsize) ((n_inputs + 1) * hidden + hidden + 1);
}

typedef struct
{
  const PrognosisNetworkTask *task;
  const double *x, *x_new;
  double *outs; /* by network of the group: n_new */
  int first;    /* network of the group */
} Group;

static void
fit_member (gsize member, gsize thread, gpointer data)
{
  const Group *group = data;
  const PrognosisNetworkTask *task = group->task;
  const guint64 number = (guint64) group->first + member;

  fit_one (task, group->x, group->x_new, (gulong) (task->seed + 1000003 * number) & 0xffffffffu,
           group->outs + member * task->n_new);
}

int
prognosis_daily_network (const PrognosisNetworkTask *task, double *out)
{
  const int n_threads = (int) CLAMP (task->n_threads, 1, (gsize) MAX (task->starts, 1));
  g_autofree double *x = g_new (double, task->n * task->n_inputs), *x_new = g_new (double, task->n_new * task->n_inputs);
  g_autofree double *sum = g_new0 (double, task->n_new), *outs = g_new (double, MAX (n_threads * task->n_new, 1));
  Group group = { task, x, x_new, outs, 0 };
  gboolean is_wanted = TRUE;
  int n = 0;

  standardise (task, x, x_new);
  while (n < task->starts && is_wanted)
    {
      const int count = MIN (n_threads, task->starts - n);

      group.first = n;
      prognosis_parallel ((gsize) count, (gsize) n_threads, NULL, fit_member, &group);
      for (int i = 0; i < count && is_wanted; i++)
        {
          for (gsize k = 0; k < task->n_new; k++)
            sum[k] += outs[i * task->n_new + k];
          n++;
          find_mean (task, sum, n, out);
          is_wanted = !task->report || task->report (out, n, task->data);
        }
    }
  return n;
}
