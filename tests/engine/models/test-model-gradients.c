/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Derivatives of all compartment models: adjoint, tangent and differences agree, for each kernel. */

#include "test-model-problem.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* To be called after problem_solve(). */
static void
kernel_adjoint (Problem *p, double *y_bar, double *beta_bar, double *rate_bar)
{
  p->kernel->adjoint (
      &(PrognosisSolve){
          .n_days = N_DAYS, .substeps = p->substeps, .n_groups = 1, .rates = p->rates, .beta = p->beta, .stages = p->stages },
      &(PrognosisAdjoint){ .y_bar = y_bar, .beta_bar = beta_bar, .rate_bar = rate_bar });
}

/* A loss that depends on every state on every day. */
static double
weight_of (int t, int i)
{
  return sin (1.0 + 3.0 * t + 7.0 * i);
}

static double
problem_loss (Problem *p, int lane)
{
  double loss = 0.0;

  problem_solve (p);
  for (int t = 0; t <= N_DAYS; t++)
    for (int i = 0; i < p->kernel->n_states; i++)
      {
        const double y = p->y[(t * p->kernel->n_states + i) * p->kernel->lanes + lane];

        loss += weight_of (t, i) * y + 0.5 * y * y;
      }
  return loss;
}

/* Fourth-order central difference of the loss of @lane with respect to *x. */
static double
difference (Problem *p, double *x, int lane)
{
  const double at = *x, h = 1e-3 * MAX (fabs (at), 1e-2);
  double f[4];
  const double steps[] = { -2.0, -1.0, 1.0, 2.0 };

  for (int i = 0; i < 4; i++)
    {
      *x = at + steps[i] * h;
      f[i] = problem_loss (p, lane);
    }
  *x = at;
  return (f[0] - 8.0 * f[1] + 8.0 * f[2] - f[3]) / (12.0 * h);
}

static void
check_adjoint (const PrognosisModel *model, const PrognosisKernel *kernel, int substeps)
{
  const int lanes = kernel->lanes, ns = kernel->n_states, lane = lanes - 1;
  Problem p;
  double *y_bar, *beta_bar, *rate_bar, norm = 0.0, worst = 0.0;

  problem_init (&p, model, kernel, 17, substeps);
  y_bar = prognosis_kernel_alloc ((N_DAYS + 1) * ns * lanes);
  beta_bar = prognosis_kernel_alloc ((N_DAYS + 1) * lanes);
  rate_bar = prognosis_kernel_alloc (kernel->n_rates * lanes);
  problem_solve (&p);
  for (int t = 0; t <= N_DAYS; t++)
    for (int i = 0; i < ns; i++)
      for (int l = 0; l < lanes; l++)
        y_bar[(t * ns + i) * lanes + l] = weight_of (t, i) + p.y[(t * ns + i) * lanes + l];
  kernel_adjoint (&p, y_bar, beta_bar, rate_bar);

  for (int pass = 0; pass < 2; pass++)
    {
      struct
      {
        double *x, *bar;
        int n;
      } parts[] = {
        { p.rates, rate_bar, kernel->n_rates },
        { p.beta, beta_bar, N_DAYS + 1 },
        { p.y, y_bar, ns },
      };

      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        for (int i = 0; i < parts[k].n; i++)
          {
            const double exact = parts[k].bar[i * lanes + lane];

            if (pass == 0)
              norm += exact * exact;
            else
              worst = MAX (worst, fabs (exact - difference (&p, &parts[k].x[i * lanes + lane], lane)));
          }
    }
  g_test_message ("%s %s, %d substeps: worst gradient element off by %.2g of the norm", model->id, kernel->isa, substeps,
                  worst / sqrt (norm));
  g_assert_cmpfloat (norm, >, 1e-3);
  g_assert_cmpfloat (worst / sqrt (norm), <, 1e-9);
  g_aligned_free (y_bar);
  g_aligned_free (beta_bar);
  g_aligned_free (rate_bar);
  problem_clear (&p);
}

/* Gradient of the loss of @lane with respect to rates, beta and start, in this order; returns its length. */
static int
gradient_of (Problem *p, int lane, double *gradient)
{
  const int lanes = p->kernel->lanes, ns = p->kernel->n_states, nr = p->kernel->n_rates;
  double *y_bar = prognosis_kernel_alloc ((N_DAYS + 1) * ns * lanes), *beta_bar = prognosis_kernel_alloc ((N_DAYS + 1) * lanes);
  double *rate_bar = prognosis_kernel_alloc (nr * lanes);
  int n = 0;

  problem_solve (p);
  for (int i = 0; i < (N_DAYS + 1) * ns * lanes; i++)
    y_bar[i] = weight_of (i / lanes / ns, i / lanes % ns) + p->y[i];
  kernel_adjoint (p, y_bar, beta_bar, rate_bar);
  for (int i = 0; i < nr; i++)
    gradient[n++] = rate_bar[i * lanes + lane];
  for (int t = 0; t <= N_DAYS; t++)
    gradient[n++] = beta_bar[t * lanes + lane];
  for (int i = 0; i < ns; i++)
    gradient[n++] = y_bar[i * lanes + lane];
  g_aligned_free (y_bar);
  g_aligned_free (beta_bar);
  g_aligned_free (rate_bar);
  return n;
}

/* The same derivative by the adjoint and by tangents: equal except for rounding. */
static void
check_both_ways (const PrognosisModel *model, const PrognosisKernel *kernel, int substeps)
{
  const int lanes = kernel->lanes, ns = kernel->n_states, nr = kernel->n_rates, lane = lanes - 1;
  double gradient[PROGNOSIS_MAX_COLUMNS], norm = 0.0, worst = 0.0;
  double *rates = prognosis_kernel_alloc (nr), *beta = prognosis_kernel_alloc (N_DAYS + 1),
         *y = prognosis_kernel_alloc ((N_DAYS + 1) * ns);
  double *d_rates, *d_beta, *dy;
  int n, n_columns;
  Problem p;

  problem_init (&p, model, kernel, 29, substeps);
  n = gradient_of (&p, lane, gradient);
  n_columns = (n + lanes - 1) / lanes * lanes;
  d_rates = prognosis_kernel_alloc (nr * n_columns);
  d_beta = prognosis_kernel_alloc ((N_DAYS + 1) * n_columns);
  dy = prognosis_kernel_alloc ((N_DAYS + 1) * ns * n_columns);
  for (int i = 0; i < nr; i++)
    {
      rates[i] = p.rates[i * lanes + lane];
      d_rates[i * n_columns + i] = 1.0;
    }
  for (int t = 0; t <= N_DAYS; t++)
    {
      beta[t] = p.beta[t * lanes + lane];
      d_beta[t * n_columns + nr + t] = 1.0;
    }
  for (int i = 0; i < ns; i++)
    {
      y[i] = p.y[i * lanes + lane];
      dy[i * n_columns + nr + N_DAYS + 1 + i] = 1.0;
    }
  kernel->tangent (&(PrognosisTangent){ .n_days = N_DAYS,
                                        .substeps = substeps,
                                        .n_columns = n_columns,
                                        .rates = rates,
                                        .beta = beta,
                                        .d_rates = d_rates,
                                        .d_beta = d_beta,
                                        .y = y,
                                        .dy = dy });
  for (int c = 0; c < n; c++)
    {
      double forward = 0.0;

      for (int i = 0; i < (N_DAYS + 1) * ns; i++)
        forward += (weight_of (i / ns, i % ns) + y[i]) * dy[i * n_columns + c];
      worst = MAX (worst, fabs (forward - gradient[c]));
      norm += gradient[c] * gradient[c];
    }
  g_test_message ("%s %s, %d substeps: backwards and forwards apart by %.2g of the norm", model->id, kernel->isa, substeps,
                  worst / sqrt (norm));
  g_assert_cmpfloat (norm, >, 1e-3);
  g_assert_cmpfloat (worst / sqrt (norm), <, 1e-13);
  g_aligned_free (rates);
  g_aligned_free (beta);
  g_aligned_free (y);
  g_aligned_free (d_rates);
  g_aligned_free (d_beta);
  g_aligned_free (dy);
  problem_clear (&p);
}

/* Groups solved together give the same bytes as each group alone, so results do not depend on the distribution of
   work. */
static void
check_groups (const PrognosisModel *model, const PrognosisKernel *kernel, int substeps)
{
  const int n_groups = 7, lanes = kernel->lanes, ns = kernel->n_states, nr = kernel->n_rates;
  const int n_y = (N_DAYS + 1) * ns * lanes, n_beta = (N_DAYS + 1) * lanes, n_rates = nr * lanes;
  const int n_stages = N_DAYS * substeps * 4 * kernel->n_core * lanes;
  double *y = prognosis_kernel_alloc (n_groups * n_y), *beta = prognosis_kernel_alloc (n_groups * n_beta);
  double *rates = prognosis_kernel_alloc (n_groups * n_rates), *stages = prognosis_kernel_alloc (n_groups * n_stages);
  double *y_bar = prognosis_kernel_alloc (n_groups * n_y), *beta_bar = prognosis_kernel_alloc (n_groups * n_beta);
  double *rate_bar = prognosis_kernel_alloc (n_groups * n_rates);
  const PrognosisSolve solve
      = { .n_days = N_DAYS, .substeps = substeps, .n_groups = n_groups, .rates = rates, .beta = beta, .y = y, .stages = stages };
  Problem p[7];

  for (int g = 0; g < n_groups; g++)
    {
      problem_init (&p[g], model, kernel, 40 + g, substeps);
      memcpy (y + g * n_y, p[g].y, ns * lanes * sizeof (double));
      memcpy (beta + g * n_beta, p[g].beta, n_beta * sizeof (double));
      memcpy (rates + g * n_rates, p[g].rates, n_rates * sizeof (double));
    }
  kernel->solve (&solve);
  for (int i = 0; i < n_groups * n_y; i++)
    y_bar[i] = y[i];
  kernel->adjoint (&solve, &(PrognosisAdjoint){ .y_bar = y_bar, .beta_bar = beta_bar, .rate_bar = rate_bar });
  for (int g = 0; g < n_groups; g++)
    {
      double *alone_y = prognosis_kernel_alloc (n_y), *alone_beta = prognosis_kernel_alloc (n_beta);
      double *alone_rates = prognosis_kernel_alloc (n_rates);

      problem_solve (&p[g]);
      memcpy (alone_y, p[g].y, n_y * sizeof (double));
      kernel_adjoint (&p[g], alone_y, alone_beta, alone_rates);
      g_assert_cmpmem (p[g].y, n_y * sizeof (double), y + g * n_y, n_y * sizeof (double));
      g_assert_cmpmem (alone_y, n_y * sizeof (double), y_bar + g * n_y, n_y * sizeof (double));
      g_assert_cmpmem (alone_beta, n_beta * sizeof (double), beta_bar + g * n_beta, n_beta * sizeof (double));
      g_assert_cmpmem (alone_rates, n_rates * sizeof (double), rate_bar + g * n_rates, n_rates * sizeof (double));
      g_aligned_free (alone_y);
      g_aligned_free (alone_beta);
      g_aligned_free (alone_rates);
      problem_clear (&p[g]);
    }
  g_aligned_free (y);
  g_aligned_free (beta);
  g_aligned_free (rates);
  g_aligned_free (stages);
  g_aligned_free (y_bar);
  g_aligned_free (beta_bar);
  g_aligned_free (rate_bar);
}

/* Tangents of single columns compared with differences of the solution. */
static void
check_tangent (const PrognosisModel *model, const PrognosisKernel *kernel, int substeps)
{
  const int lanes = kernel->lanes, ns = kernel->n_states, nr = kernel->n_rates;
  const int n_directions = nr + ns + 2, n_columns = (n_directions + lanes - 1) / lanes * lanes;
  Problem p;
  double *d_rates, *d_beta, *dy, *y, *beta, *rates, worst = 0.0, largest = 0.0;

  problem_init (&p, model, kernel, 23, substeps);
  d_rates = prognosis_kernel_alloc (nr * n_columns);
  d_beta = prognosis_kernel_alloc ((N_DAYS + 1) * n_columns);
  dy = prognosis_kernel_alloc ((N_DAYS + 1) * ns * n_columns);
  y = prognosis_kernel_alloc ((N_DAYS + 1) * ns);
  beta = prognosis_kernel_alloc (N_DAYS + 1);
  rates = prognosis_kernel_alloc (nr);
  /* Here all lanes solve the same region. */
  for (int i = 0; i < nr; i++)
    {
      rates[i] = p.rates[i * lanes];
      d_rates[i * n_columns + i] = 1.0;
    }
  for (int i = 0; i < ns; i++)
    {
      y[i] = p.y[i * lanes];
      dy[i * n_columns + nr + i] = 1.0;
    }
  for (int t = 0; t <= N_DAYS; t++)
    {
      beta[t] = p.beta[t * lanes];
      d_beta[t * n_columns + nr + ns] = 1.0;
      d_beta[t * n_columns + nr + ns + 1] = t;
    }
  kernel->tangent (&(PrognosisTangent){ .n_days = N_DAYS,
                                        .substeps = substeps,
                                        .n_columns = n_columns,
                                        .rates = rates,
                                        .beta = beta,
                                        .d_rates = d_rates,
                                        .d_beta = d_beta,
                                        .y = y,
                                        .dy = dy });
  problem_solve (&p);
  for (int t = 0; t <= N_DAYS; t++)
    for (int i = 0; i < ns; i++)
      g_assert_cmpfloat_with_epsilon (y[t * ns + i], p.y[(t * ns + i) * lanes], 1e-13);

  for (int c = 0; c < n_directions; c++)
    {
      const double h = 1e-5;
      double *moved[2];

      for (int side = 0; side < 2; side++)
        {
          const double move = side ? h : -h;
          Problem q;

          problem_init (&q, model, kernel, 23, substeps);
          if (c < nr)
            q.rates[c * lanes] += move;
          else if (c < nr + ns)
            q.y[(c - nr) * lanes] += move;
          else
            for (int t = 0; t <= N_DAYS; t++)
              q.beta[t * lanes] += move * (c == nr + ns ? 1.0 : t);
          problem_solve (&q);
          moved[side] = g_steal_pointer (&q.y);
          g_aligned_free (q.rates);
          g_aligned_free (q.beta);
          g_aligned_free (q.stages);
        }
      for (int i = 0; i < (N_DAYS + 1) * ns; i++)
        {
          const double d = (moved[1][i * lanes] - moved[0][i * lanes]) / (2.0 * h);

          worst = MAX (worst, fabs (d - dy[i * n_columns + c]));
          largest = MAX (largest, fabs (d));
        }
      g_aligned_free (moved[0]);
      g_aligned_free (moved[1]);
    }
  g_test_message ("%s %s: worst tangent off by %.2g of the largest", model->id, kernel->isa, worst / largest);
  g_assert_cmpfloat (worst / largest, <, 1e-6);
  g_aligned_free (d_rates);
  g_aligned_free (d_beta);
  g_aligned_free (dy);
  g_aligned_free (y);
  g_aligned_free (beta);
  g_aligned_free (rates);
  problem_clear (&p);
}

static void
test_adjoint (gconstpointer data)
{
  for_each_kernel (data, check_adjoint);
}

static void
test_tangent (gconstpointer data)
{
  for_each_kernel (data, check_tangent);
}

static void
test_both_ways (gconstpointer data)
{
  for_each_kernel (data, check_both_ways);
}

static void
test_groups (gconstpointer data)
{
  for_each_kernel (data, check_groups);
}

int
main (int argc, char *argv[])
{
  gsize n;
  const PrognosisModel *const *models = prognosis_model_list (&n);

  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  for (gsize i = 0; i < n; i++)
    {
      struct
      {
        const char *name;
        GTestDataFunc func;
      } tests[] = {
        { "adjoint", test_adjoint },
        { "tangent", test_tangent },
        { "both-ways", test_both_ways },
        { "groups", test_groups },
      };

      for (gsize k = 0; k < G_N_ELEMENTS (tests); k++)
        {
          g_autofree char *path = g_strdup_printf ("/engine/model/%s/%s", models[i]->id, tests[k].name);

          g_test_add_data_func (path, models[i], tests[k].func);
        }
    }
  return g_test_run ();
}
