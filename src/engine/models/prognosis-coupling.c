/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-coupling.h"

#include <math.h>
#include <string.h>

PrognosisCoupling *
prognosis_coupling_new (PrognosisDataset *dataset, PrognosisCouplingKind kind, int rank)
{
  PrognosisCoupling *self = g_new0 (PrognosisCoupling, 1);
  const gsize n = prognosis_dataset_get_n_regions (dataset);

  self->kind = kind;
  self->n_regions = n;
  if (kind == PROGNOSIS_COUPLING_ADJACENCY)
    {
      self->start = g_new0 (guint, n + 1);
      for (gsize i = 0; i < n; i++)
        {
          gsize n_neighbours;

          prognosis_dataset_get_neighbours (dataset, i, &n_neighbours);
          self->start[i + 1] = self->start[i] + n_neighbours;
        }
      self->n_unknowns = self->start[n];
      self->column = g_new0 (guint, MAX (self->n_unknowns, 1));
      for (gsize i = 0; i < n; i++)
        {
          gsize n_neighbours;
          const guint *neighbours = prognosis_dataset_get_neighbours (dataset, i, &n_neighbours);

          if (n_neighbours)
            memcpy (self->column + self->start[i], neighbours, n_neighbours * sizeof (guint));
        }
    }
  else
    {
      self->rank = CLAMP (rank, 1, (int) n);
      self->n_unknowns = 2 * n * self->rank;
    }
  self->value = g_new0 (double, MAX (self->n_unknowns, 1));
  return self;
}

void
prognosis_coupling_free (PrognosisCoupling *self)
{
  if (!self)
    return;
  g_free (self->start);
  g_free (self->column);
  g_free (self->value);
  g_free (self);
}

void
prognosis_coupling_set (PrognosisCoupling *self, const double *theta)
{
  for (gsize i = 0; i < self->n_unknowns; i++)
    self->value[i] = exp (CLAMP (theta[i], -25.0, 5.0));
}

/* x = A z */
static void
coupling_apply (const PrognosisCoupling *self, const double *z, double *x)
{
  const gsize n = self->n_regions;

  memcpy (x, z, n * sizeof (double));
  if (self->kind == PROGNOSIS_COUPLING_ADJACENCY)
    {
      for (gsize i = 0; i < n; i++)
        for (guint k = self->start[i]; k < self->start[i + 1]; k++)
          x[i] += self->value[k] * z[self->column[k]];
      return;
    }
  for (int r = 0; r < self->rank; r++)
    {
      double sum = 0.0;

      for (gsize j = 0; j < n; j++)
        sum += self->value[(n + j) * self->rank + r] * z[j];
      for (gsize i = 0; i < n; i++)
        x[i] += self->value[i * self->rank + r] * sum;
    }
}

/* The transpose: z_bar += A' x_bar, and theta_bar += derivative with respect to the unknowns. */
static void
coupling_vjp (const PrognosisCoupling *self, const double *z, const double *x_bar, double *z_bar, double *theta_bar)
{
  const gsize n = self->n_regions;

  for (gsize i = 0; i < n; i++)
    z_bar[i] += x_bar[i];
  if (self->kind == PROGNOSIS_COUPLING_ADJACENCY)
    {
      for (gsize i = 0; i < n; i++)
        for (guint k = self->start[i]; k < self->start[i + 1]; k++)
          {
            z_bar[self->column[k]] += self->value[k] * x_bar[i];
            theta_bar[k] += self->value[k] * x_bar[i] * z[self->column[k]];
          }
      return;
    }
  for (int r = 0; r < self->rank; r++)
    {
      double sum = 0.0, back = 0.0;

      for (gsize j = 0; j < n; j++)
        {
          sum += self->value[(n + j) * self->rank + r] * z[j];
          back += self->value[j * self->rank + r] * x_bar[j];
        }
      for (gsize i = 0; i < n; i++)
        {
          const gsize b = i * self->rank + r, c = (n + i) * self->rank + r;

          theta_bar[b] += self->value[b] * x_bar[i] * sum;
          theta_bar[c] += self->value[c] * z[i] * back;
          z_bar[i] += self->value[c] * back;
        }
    }
}

void
prognosis_coupled_init (PrognosisCoupled *self, const PrognosisKernel *kernel, const PrognosisCoupling *coupling, gsize n_regions,
                        int n_days, int substeps)
{
  const gsize lanes = kernel->lanes, groups = (n_regions + lanes - 1) / lanes;
  const gsize n_stages = (gsize) n_days * substeps * 4;

  *self = (PrognosisCoupled){
    .kernel = kernel, .coupling = coupling, .n_regions = n_regions, .n_groups = groups, .n_days = n_days, .substeps = substeps
  };
  self->rates = prognosis_kernel_alloc (groups * kernel->n_rates * lanes);
  self->beta = prognosis_kernel_alloc (groups * (n_days + 1) * lanes);
  self->y = prognosis_kernel_alloc (groups * (n_days + 1) * kernel->n_states * lanes);
  self->stage = prognosis_kernel_alloc (n_stages * groups * kernel->n_states * lanes);
  self->z = prognosis_kernel_alloc (n_stages * groups * lanes);
  self->x = prognosis_kernel_alloc (n_stages * groups * lanes);
}

void
prognosis_coupled_clear (PrognosisCoupled *self)
{
  g_aligned_free (self->rates);
  g_aligned_free (self->beta);
  g_aligned_free (self->y);
  g_aligned_free (self->stage);
  g_aligned_free (self->z);
  g_aligned_free (self->x);
}

/* Time of each stage within the step, the factor of the previous stage's derivative, and the stage's weight. */
static const double stage_time[4] = { 0.0, 0.5, 0.5, 1.0 };
static const double stage_step[4] = { 0.0, 0.5, 0.5, 1.0 };
static const double stage_weight[4] = { 1.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 6.0 };

/* beta of a group at a stage; written to @out (lanes). */
static void
beta_at (const double *beta, gsize lanes, int day, double u, double *out)
{
  for (gsize l = 0; l < lanes; l++)
    out[l] = beta[day * lanes + l] + u * (beta[(day + 1) * lanes + l] - beta[day * lanes + l]);
}

#define MAX_LANES 8

void
prognosis_coupled_solve (PrognosisCoupled *self)
{
  const gsize lanes = self->kernel->lanes, width = self->kernel->n_states * lanes, groups = self->n_groups;
  const gsize y_stride = (self->n_days + 1) * width, beta_stride = (self->n_days + 1) * lanes;
  const gsize rate_stride = self->kernel->n_rates * lanes;
  const double h = 1.0 / self->substeps;
  double *k = prognosis_kernel_alloc (groups * width), *sum = prognosis_kernel_alloc (groups * width);
  double *now = prognosis_kernel_alloc (groups * width);
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) beta[MAX_LANES];

  for (gsize g = 0; g < groups; g++)
    memcpy (now + g * width, self->y + g * y_stride, width * sizeof (double));
  for (int day = 0; day < self->n_days; day++)
    {
      for (int m = 0; m < self->substeps; m++)
        {
          memset (sum, 0, groups * width * sizeof (double));
          for (int s = 0; s < 4; s++)
            {
              const gsize at = ((gsize) day * self->substeps + m) * 4 + s;
              const double u = (m + stage_time[s]) * h;
              double *stage = self->stage + at * groups * width, *z = self->z + at * groups * lanes,
                     *x = self->x + at * groups * lanes;

              for (gsize i = 0; i < groups * width; i++)
                stage[i] = now[i] + stage_step[s] * h * k[i];
              for (gsize g = 0; g < groups; g++)
                self->kernel->infectious (stage + g * width, z + g * lanes);
              coupling_apply (self->coupling, z, x);
              for (gsize g = 0; g < groups; g++)
                {
                  beta_at (self->beta + g * beta_stride, lanes, day, u, beta);
                  self->kernel->derivative (stage + g * width, beta, x + g * lanes, self->rates + g * rate_stride, day + u,
                                            k + g * width);
                }
              for (gsize i = 0; i < groups * width; i++)
                sum[i] += stage_weight[s] * k[i];
            }
          for (gsize i = 0; i < groups * width; i++)
            now[i] += h * sum[i];
          memset (k, 0, groups * width * sizeof (double));
        }
      for (gsize g = 0; g < groups; g++)
        memcpy (self->y + g * y_stride + (day + 1) * width, now + g * width, width * sizeof (double));
    }
  g_aligned_free (k);
  g_aligned_free (sum);
  g_aligned_free (now);
}

void
prognosis_coupled_adjoint (PrognosisCoupled *self, double *y_bar, double *beta_bar, double *rate_bar, double *theta_bar)
{
  const gsize lanes = self->kernel->lanes, width = self->kernel->n_states * lanes, groups = self->n_groups;
  const gsize y_stride = (self->n_days + 1) * width, beta_stride = (self->n_days + 1) * lanes;
  const gsize rate_stride = self->kernel->n_rates * lanes;
  const double h = 1.0 / self->substeps;
  double *bar = prognosis_kernel_alloc (groups * width), *w = prognosis_kernel_alloc (groups * width);
  double *back = prognosis_kernel_alloc (groups * width), *sum = prognosis_kernel_alloc (groups * width);
  double *x_bar = prognosis_kernel_alloc (groups * lanes), *z_bar = prognosis_kernel_alloc (groups * lanes);
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) beta[MAX_LANES];
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) b_bar[MAX_LANES];

  for (gsize g = 0; g < groups; g++)
    memcpy (bar + g * width, y_bar + g * y_stride + self->n_days * width, width * sizeof (double));
  for (int day = self->n_days - 1; day >= 0; day--)
    {
      for (int m = self->substeps - 1; m >= 0; m--)
        {
          memset (sum, 0, groups * width * sizeof (double));
          memset (back, 0, groups * width * sizeof (double));
          for (int s = 3; s >= 0; s--)
            {
              const gsize at = ((gsize) day * self->substeps + m) * 4 + s;
              const double u = (m + stage_time[s]) * h;
              const double *stage = self->stage + at * groups * width, *z = self->z + at * groups * lanes,
                           *x = self->x + at * groups * lanes;

              /* Adjoint of this stage's derivative: its weight, and the contribution from the following stage. */
              for (gsize i = 0; i < groups * width; i++)
                w[i] = stage_weight[s] * h * bar[i] + (s < 3 ? stage_step[s + 1] * h * back[i] : 0.0);
              memset (back, 0, groups * width * sizeof (double));
              memset (x_bar, 0, groups * lanes * sizeof (double));
              memset (z_bar, 0, groups * lanes * sizeof (double));
              for (gsize g = 0; g < groups; g++)
                {
                  memset (b_bar, 0, sizeof b_bar);
                  beta_at (self->beta + g * beta_stride, lanes, day, u, beta);
                  self->kernel->derivative_vjp (stage + g * width, beta, x + g * lanes, self->rates + g * rate_stride, day + u,
                                                w + g * width, back + g * width, b_bar, x_bar + g * lanes,
                                                rate_bar + g * rate_stride);
                  for (gsize l = 0; l < lanes; l++)
                    {
                      beta_bar[g * beta_stride + day * lanes + l] += (1.0 - u) * b_bar[l];
                      beta_bar[g * beta_stride + (day + 1) * lanes + l] += u * b_bar[l];
                    }
                }
              coupling_vjp (self->coupling, z, x_bar, z_bar, theta_bar);
              for (gsize g = 0; g < groups; g++)
                self->kernel->infectious_vjp (z_bar + g * lanes, back + g * width);
              for (gsize i = 0; i < groups * width; i++)
                sum[i] += back[i];
            }
          for (gsize i = 0; i < groups * width; i++)
            bar[i] += sum[i];
        }
      for (gsize g = 0; g < groups; g++)
        for (gsize i = 0; i < width; i++)
          {
            double *inject = y_bar + g * y_stride + day * width + i;

            bar[g * width + i] += *inject;
            *inject = bar[g * width + i];
          }
    }
  g_aligned_free (bar);
  g_aligned_free (w);
  g_aligned_free (back);
  g_aligned_free (sum);
  g_aligned_free (x_bar);
  g_aligned_free (z_bar);
}

void
prognosis_coupled_solve_driven (const PrognosisKernel *kernel, const PrognosisSolve *solve, const double *outside)
{
  const gsize lanes = kernel->lanes, width = kernel->n_states * lanes;
  const double h = 1.0 / solve->substeps;
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) k[PROGNOSIS_MAX_STATES * MAX_LANES] = { 0 };
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) stage[PROGNOSIS_MAX_STATES * MAX_LANES];
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) now[PROGNOSIS_MAX_STATES * MAX_LANES];
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) sum[PROGNOSIS_MAX_STATES * MAX_LANES];
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) beta[MAX_LANES];
  double __attribute__ ((aligned (PROGNOSIS_KERNEL_ALIGN))) z[MAX_LANES];

  memcpy (now, solve->y, width * sizeof (double));
  for (int day = 0; day < solve->n_days; day++)
    {
      for (int m = 0; m < solve->substeps; m++)
        {
          memset (sum, 0, sizeof sum);
          memset (k, 0, sizeof k);
          for (int s = 0; s < 4; s++)
            {
              const double u = (m + stage_time[s]) * h;

              for (gsize i = 0; i < width; i++)
                stage[i] = now[i] + stage_step[s] * h * k[i];
              kernel->infectious (stage, z);
              for (gsize l = 0; l < lanes; l++)
                z[l] += outside[((gsize) day * solve->substeps + m) * 4 + s];
              beta_at (solve->beta, lanes, day, u, beta);
              kernel->derivative (stage, beta, z, solve->rates, day + u, k);
              for (gsize i = 0; i < width; i++)
                sum[i] += stage_weight[s] * k[i];
            }
          for (gsize i = 0; i < width; i++)
            now[i] += h * sum[i];
        }
      memcpy (solve->y + (day + 1) * width, now, width * sizeof (double));
    }
}
