/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All compartment models in one loop: mathematical properties instead of recorded figures. */

#include "test-model-problem.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_roots.h>
#include <math.h>
#include <string.h>

static void
check_conserves (const PrognosisModel *model, const PrognosisKernel *kernel, int substeps)
{
  Problem p;
  /* In autoode-covid, deaths are included in the removed. */
  const int counted = g_str_equal (model->id, "autoode-covid") ? kernel->n_states - 1 : kernel->n_states;

  problem_init (&p, model, kernel, 5, substeps);
  problem_solve (&p);
  for (int l = 0; l < kernel->lanes; l++)
    {
      double start = 0.0;

      for (int i = 0; i < counted; i++)
        start += p.y[i * kernel->lanes + l];
      for (int t = 1; t <= N_DAYS; t++)
        {
          double sum = 0.0;

          for (int i = 0; i < counted; i++)
            {
              const double y = p.y[(t * kernel->n_states + i) * kernel->lanes + l];

              g_assert_cmpfloat (y, >=, 0.0);
              sum += y;
            }
          g_assert_cmpfloat_with_epsilon (sum, start, 1e-13);
        }
    }
  problem_clear (&p);
}

static void
test_conserves (gconstpointer data)
{
  for_each_kernel (data, check_conserves);
}

/* The kernels agree with GSL's adaptive integrator. */
typedef struct
{
  const PrognosisModel *model;
  double rates[PROGNOSIS_MAX_RATES * 4];
  double beta;
} Reference;

static int
reference_rhs (double t, const double y[], double f[], void *data)
{
  const Reference *reference = data;
  const PrognosisKernel *kernel = reference->model->kernels[0];
  double __attribute__ ((aligned (64))) lane_y[PROGNOSIS_MAX_STATES * 4],
      __attribute__ ((aligned (64))) lane_f[PROGNOSIS_MAX_STATES * 4];
  double __attribute__ ((aligned (64))) beta[4], __attribute__ ((aligned (64))) z[4],
      __attribute__ ((aligned (64))) rates[PROGNOSIS_MAX_RATES * 4];

  memcpy (rates, reference->rates, sizeof rates);
  for (int l = 0; l < kernel->lanes; l++)
    {
      beta[l] = reference->beta;
      for (int i = 0; i < kernel->n_states; i++)
        lane_y[i * kernel->lanes + l] = y[i];
    }
  kernel->infectious (lane_y, z);
  kernel->derivative (lane_y, beta, z, rates, t, lane_f);
  for (int i = 0; i < kernel->n_states; i++)
    f[i] = lane_f[i * kernel->lanes];
  return GSL_SUCCESS;
}

static void
test_against_gsl (gconstpointer data)
{
  const PrognosisModel *model = data;
  const gsize n_states = model->n_states, n_days = 60;
  gsize infectious = 1;

  while (!g_str_equal (model->states[infectious].id, "I"))
    infectious++;
  for (double level = 0.1; level <= 3.0; level *= 2.7)
    {
      Reference reference = { .model = model, .beta = level };
      g_autofree double *y = g_new0 (double, (n_days + 1) * n_states);
      g_autofree double *beta = g_new (double, n_days + 1);
      double rates[PROGNOSIS_MAX_RATES], state[PROGNOSIS_MAX_STATES], t = 0.0, worst = 0.0, peak = 0.0;
      gsl_odeiv2_system system = { reference_rhs, NULL, n_states, &reference };
      gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new (&system, gsl_odeiv2_step_rk8pd, 0.01, 1e-12, 1e-10);

      for (gsize i = 0; i < model->n_rates; i++)
        {
          rates[i] = model->parameters[i].start;
          for (int l = 0; l < model->kernels[0]->lanes; l++)
            reference.rates[i * model->kernels[0]->lanes + l] = rates[i];
        }
      for (gsize i = 0; i <= n_days; i++)
        beta[i] = level;
      y[1] = 1e-3;
      y[infectious] = 1e-3;
      y[0] = 1.0 - y[1] - (infectious == 1 ? 0.0 : y[infectious]);
      memcpy (state, y, n_states * sizeof (double));
      prognosis_model_simulate (model, rates, beta, n_days, y);
      for (gsize day = 1; day <= n_days; day++)
        {
          g_assert_cmpint (gsl_odeiv2_driver_apply (driver, &t, day, state), ==, GSL_SUCCESS);
          worst = MAX (worst, fabs (state[infectious] - y[day * n_states + infectious]));
          peak = MAX (peak, state[infectious]);
        }
      g_test_message ("%s, beta %g: error of I %.2g of its peak", model->id, level, worst / peak);
      g_assert_cmpfloat (worst / peak, <, 1e-3);
      gsl_odeiv2_driver_free (driver);
    }
}

/* Final size of sir: s = exp (-R0 (1 - s)) for a start with hardly any infected persons. */
static void
test_final_size (void)
{
  const PrognosisModel *model = prognosis_model_find ("sir");
  const double reproduction[] = { 1.3, 2.0, 3.92, 8.0 };

  for (gsize k = 0; k < G_N_ELEMENTS (reproduction); k++)
    {
      const gsize n_days = 2000;
      const double gamma = 0.2, i0 = 1e-9;
      g_autofree double *beta = g_new (double, n_days + 1);
      g_autofree double *y = g_new0 (double, (n_days + 1) * 3);
      double s = 0.01;

      for (gsize t = 0; t <= n_days; t++)
        beta[t] = gamma * reproduction[k];
      y[0] = 1.0 - i0;
      y[1] = i0;
      prognosis_model_simulate (model, &gamma, beta, n_days, y);
      for (int i = 0; i < 500; i++)
        s = exp (-reproduction[k] * (1.0 - s));
      g_assert_cmpfloat_with_epsilon (y[n_days * 3], s, 2e-6);
    }
}

/* Fourth order: halving the step divides the error by about sixteen. */
static void
test_order (void)
{
  const PrognosisModel *model = prognosis_model_find ("seir");
  const PrognosisKernel *kernel = model->kernels[0];
  double error[3];
  Problem best;

  problem_init (&best, model, kernel, 3, 32);
  problem_solve (&best);
  for (int k = 0; k < 3; k++)
    {
      Problem p;

      error[k] = 0.0;
      problem_init (&p, model, kernel, 3, 1 << k);
      problem_solve (&p);
      for (int i = 0; i < (N_DAYS + 1) * kernel->n_states * kernel->lanes; i++)
        error[k] = MAX (error[k], fabs (p.y[i] - best.y[i]));
      problem_clear (&p);
    }
  problem_clear (&best);
  g_assert_cmpfloat (error[0] / error[1], >, 10.0);
  g_assert_cmpfloat (error[0] / error[1], <, 24.0);
  g_assert_cmpfloat (error[1] / error[2], >, 10.0);
}

static void
test_tables (gconstpointer data)
{
  const PrognosisModel *model = data;
  gsize n_initial = 0, n_infectious = 0;
  double rates[PROGNOSIS_MAX_RATES], reproduction;
  double y0[PROGNOSIS_MAX_STATES], dy0[PROGNOSIS_MAX_STATES * 8], v[8], given[PROGNOSIS_MAX_STATES] = { 0 };

  g_assert_cmpint (model->n_states, ==, model->kernels[0]->n_states);
  g_assert_cmpint (model->n_rates, ==, model->kernels[0]->n_rates);
  for (gsize i = 0; i < model->n_parameters; i++)
    {
      const PrognosisParameter *p = &model->parameters[i];

      g_assert_cmpfloat (p->lower, <, p->upper);
      g_assert_cmpfloat (p->start, >=, p->lower);
      g_assert_cmpfloat (p->start, <=, p->upper);
      g_assert_true ((i < model->n_rates) == (p->use == PROGNOSIS_USE_RATE));
      if (p->period != PROGNOSIS_PERIOD_NONE)
        {
          g_assert_true (p->use == PROGNOSIS_USE_RATE && p->unit == PROGNOSIS_UNIT_PER_DAY);
          g_assert_cmpfloat (p->lower, >, 0.0);
        }
      n_infectious += p->period == PROGNOSIS_PERIOD_INFECTIOUS;
      if (p->use == PROGNOSIS_USE_INITIAL)
        v[n_initial++] = p->start;
    }
  g_assert_cmpuint (n_infectious, ==, 1);
  for (gsize i = 0; i < model->n_ties; i++)
    g_assert_cmpint (prognosis_model_find_quantity (model, model->ties[i].quantity), >=, 0);
  for (gsize i = 0; i < model->n_quantities; i++)
    if (model->quantities[i].share)
      g_assert_cmpint (prognosis_model_find_parameter (model, model->quantities[i].share), >=, (int) model->n_rates);

  /* The reproduction number depends on just the rates that the model names. */
  for (gsize i = 0; i < model->n_rates; i++)
    rates[i] = model->parameters[i].start;
  reproduction = model->reproduction (rates, 0.4, 1.0);
  g_assert_cmpuint (model->reproduction_rates >> model->n_rates, ==, 0);
  for (gsize i = 0; i < model->n_rates; i++)
    {
      const double rate = rates[i];

      rates[i] += 0.1;
      g_assert_true ((model->reproduction (rates, 0.4, 1.0) != reproduction) == ((model->reproduction_rates >> i & 1) != 0));
      rates[i] = rate;
    }

  /* The initial state is linear in its parameters. */
  model->initial (v, given, y0, dy0);
  for (gsize k = 0; k < n_initial; k++)
    {
      double moved[PROGNOSIS_MAX_STATES];

      v[k] += 1e-3;
      model->initial (v, given, moved, NULL);
      v[k] -= 1e-3;
      for (gsize i = 0; i < model->n_states; i++)
        g_assert_cmpfloat_with_epsilon ((moved[i] - y0[i]) / 1e-3, dy0[i * n_initial + k], 1e-9);
    }
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
        { "conserves-persons", test_conserves },
        { "against-gsl", test_against_gsl },
        { "tables", test_tables },
      };

      for (gsize k = 0; k < G_N_ELEMENTS (tests); k++)
        {
          g_autofree char *path = g_strdup_printf ("/engine/model/%s/%s", models[i]->id, tests[k].name);

          g_test_add_data_func (path, models[i], tests[k].func);
        }
    }
  g_test_add_func ("/engine/model/sir/final-size", test_final_size);
  g_test_add_func ("/engine/model/seir/fourth-order", test_order);
  return g_test_run ();
}
