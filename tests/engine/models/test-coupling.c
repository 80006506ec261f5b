/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Coupled regions: exact gradients, the spread of an outbreak, and recovery of the coupling from data. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-coupling.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-error.h"
#include "prognosis-fit-private.h"
#include "prognosis-model-list.h"

#define N_REGIONS 5
#define N_DAYS 50

/* Neighbours along a line: 0-1-2-3-4. */
static PrognosisDataset *
make_dataset (const double *cases)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("simulated");
  g_autoptr (PrognosisDataset) bare = NULL;
  g_autoptr (GError) error = NULL;
  guint file = prognosis_dataset_builder_add_file (builder, "simulated.csv"), pairs[2 * (N_REGIONS - 1)];

  for (guint r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("region %u", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);
      const gsize signal
          = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

      for (int t = 0; t < N_DAYS; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, cases ? cases[r * N_DAYS + t] : 1.0 + r + t, file,
                                             r * N_DAYS + t + 1);
      if (r + 1 < N_REGIONS)
        {
          pairs[2 * r] = r;
          pairs[2 * r + 1] = r + 1;
        }
    }
  bare = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return prognosis_dataset_with_adjacency (bare, pairs, N_REGIONS - 1);
}

/* Solves sir in all regions; the outbreak starts in region 0 only. */
static void
solve (PrognosisCoupled *coupled)
{
  const gsize lanes = coupled->kernel->lanes, ns = coupled->kernel->n_states;

  for (gsize r = 0; r < N_REGIONS; r++)
    {
      const gsize g = r / lanes, l = r % lanes;

      coupled->rates[g * lanes + l] = 0.25;
      for (int t = 0; t <= coupled->n_days; t++)
        coupled->beta[(g * (coupled->n_days + 1) + t) * lanes + l] = 0.5;
      coupled->y[(g * (coupled->n_days + 1) * ns + 0) * lanes + l] = r == 0 ? 0.9999 : 1.0;
      coupled->y[(g * (coupled->n_days + 1) * ns + 1) * lanes + l] = r == 0 ? 0.0001 : 0.0;
    }
  prognosis_coupled_solve (coupled);
}

static double
state (const PrognosisCoupled *coupled, gsize r, int t, int i)
{
  const gsize lanes = coupled->kernel->lanes;

  return coupled->y[((r / lanes * (coupled->n_days + 1) + t) * coupled->kernel->n_states + i) * lanes + r % lanes];
}

static void
test_spreads (void)
{
  g_autoptr (PrognosisDataset) dataset = make_dataset (NULL);
  g_autoptr (PrognosisCoupling) coupling = prognosis_coupling_new (dataset, PROGNOSIS_COUPLING_ADJACENCY, 0);
  PrognosisCoupled coupled;
  double theta[2 * (N_REGIONS - 1)];

  g_assert_cmpint (coupling->n_unknowns, ==, G_N_ELEMENTS (theta));
  prognosis_coupled_init (&coupled, prognosis_model_get_kernel (prognosis_model_find ("sir")), coupling, N_REGIONS, N_DAYS, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (theta); i++)
    theta[i] = -1000.0;
  prognosis_coupling_set (coupling, theta);
  solve (&coupled);
  g_assert_cmpfloat (state (&coupled, 1, N_DAYS, 1), <, 1e-7);
  for (gsize i = 0; i < G_N_ELEMENTS (theta); i++)
    theta[i] = log (0.05);
  prognosis_coupling_set (coupling, theta);
  solve (&coupled);
  /* It reaches the neighbour, and then, later and smaller, the next region. */
  g_assert_cmpfloat (state (&coupled, 1, N_DAYS, 1), >, 1e-3);
  for (int t = 5; t < 30; t++)
    for (gsize r = 1; r < N_REGIONS; r++)
      g_assert_cmpfloat (state (&coupled, r, t, 1), <, state (&coupled, r - 1, t, 1));
  /* Persons are conserved in each region. */
  for (gsize r = 0; r < N_REGIONS; r++)
    g_assert_cmpfloat_with_epsilon (
        state (&coupled, r, N_DAYS, 0) + state (&coupled, r, N_DAYS, 1) + state (&coupled, r, N_DAYS, 2), 1.0, 1e-12);
  prognosis_coupled_clear (&coupled);
}

static void
test_gradient (gconstpointer data)
{
  const PrognosisCouplingKind kind = GPOINTER_TO_INT (data);
  g_autoptr (PrognosisDataset) dataset = make_dataset (NULL);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree double *u = NULL, *gradient = NULL, *ignored = NULL;
  double norm = 0.0, worst = 0.0;
  gsize n;

  options->coupling = kind;
  options->transmission = PROGNOSIS_TRANSMISSION_PIECEWISE;
  options->n_knots = 3;
  fit = prognosis_fit_new (dataset, prognosis_model_find ("seir"), options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  n = prognosis_fit_get_n_joint (fit);
  u = g_new0 (double, n);
  gradient = g_new0 (double, n);
  ignored = g_new0 (double, n);
  for (gsize i = 0; i < n; i++)
    u[i] = i >= n - fit->coupling->n_unknowns ? -3.0 + 0.1 * sin (i) : 0.5 * sin (3.0 * i);
  prognosis_fit_get_joint_loss (fit, u, gradient);
  for (gsize i = 0; i < n; i++)
    norm += gradient[i] * gradient[i];
  for (gsize i = 0; i < n; i++)
    {
      const double h = 1e-3, at = u[i];
      double f[4];
      const double steps[] = { -2.0, -1.0, 1.0, 2.0 };

      for (int k = 0; k < 4; k++)
        {
          u[i] = at + steps[k] * h;
          f[k] = prognosis_fit_get_joint_loss (fit, u, ignored);
        }
      u[i] = at;
      worst = MAX (worst, fabs ((f[0] - 8.0 * f[1] + 8.0 * f[2] - f[3]) / (12.0 * h) - gradient[i]));
    }
  g_test_message ("joint gradient of %d unknowns: worst element off by %.2g of the norm %g", (int) n, worst / sqrt (norm),
                  sqrt (norm));
  g_assert_cmpfloat (norm, >, 1e-6);
  g_assert_cmpfloat (worst / sqrt (norm), <, 1e-7);
}

/* W_ij of neighbours. */
static double
get_weight (const PrognosisCoupling *coupling, guint i, guint j)
{
  guint k = coupling->start[i];

  while (coupling->column[k] != j)
    g_assert_cmpuint (++k, <, coupling->start[i + 1]);
  return coupling->value[k];
}

static void
test_recovers (void)
{
  g_autoptr (PrognosisDataset) shape = make_dataset (NULL);
  g_autoptr (PrognosisCoupling) truth = prognosis_coupling_new (shape, PROGNOSIS_COUPLING_ADJACENCY, 0);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) fit = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisCoupled coupled;
  double cases[N_REGIONS * N_DAYS], theta[2 * (N_REGIONS - 1)];

  prognosis_coupled_init (&coupled, prognosis_model_get_kernel (prognosis_model_find ("sir")), truth, N_REGIONS, N_DAYS, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (theta); i++)
    theta[i] = log (0.01 * (1 + i));
  prognosis_coupling_set (truth, theta);
  solve (&coupled);
  for (gsize r = 0; r < N_REGIONS; r++)
    for (int t = 0; t < N_DAYS; t++)
      cases[r * N_DAYS + t] = 1e6 * (state (&coupled, r, t, 0) - state (&coupled, r, t + 1, 0));
  prognosis_coupled_clear (&coupled);

  dataset = make_dataset (cases);
  options->n_train = N_DAYS;
  options->coupling = PROGNOSIS_COUPLING_ADJACENCY;
  options->loss = PROGNOSIS_LOSS_SCALED;
  options->prior = PROGNOSIS_PRIOR_NONE;
  prognosis_options_fix (options, NULL, "beta", 0.5);
  prognosis_options_fix (options, NULL, "gamma", 0.25);
  prognosis_options_fix (options, NULL, "rho", 1.0);
  for (gsize r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("region %d", (int) r);

      prognosis_options_fix (options, name, "I0", r == 0 ? 100.0 : 1e-3);
    }
  fit = prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize r = 0; r + 1 < N_REGIONS; r++)
    {
      /* Coupling in the direction of the wave is well determined; coupling back, into a region already infected, is
         not. */
      g_test_message ("coupling of %d into %d: %.4f, true %.4f", (int) r, (int) r + 1, get_weight (fit->coupling, r + 1, r),
                      get_weight (truth, r + 1, r));
      g_assert_cmpfloat_with_epsilon (log (get_weight (fit->coupling, r + 1, r)), log (get_weight (truth, r + 1, r)), 0.1);
    }

  /* The coupled solution equals the simulation of the fit. */
  {
    double curve[N_DAYS + 5];
    double largest = 0.0, worst = 0.0;

    g_assert_true (prognosis_fit_simulate (fit, 2, prognosis_fit_get_values (fit), 5, curve));
    for (int t = 0; t < N_DAYS; t++)
      {
        worst = MAX (worst, fabs (curve[t] - cases[2 * N_DAYS + t]));
        largest = MAX (largest, cases[2 * N_DAYS + t]);
      }
    g_assert_cmpfloat (worst / largest, <, 0.02);
  }

  /* A change in the first region affects the third. */
  {
    const gsize n_parameters = prognosis_fit_get_n_parameters (fit);
    g_autofree double *moved = g_memdup2 (prognosis_fit_get_values (fit), N_REGIONS * n_parameters * sizeof (double));
    double before[N_DAYS + 5], after[N_DAYS + 5], r_before[N_DAYS + 5], r_after[N_DAYS + 5];

    g_assert_true (prognosis_fit_is_coupled (fit));
    for (gsize i = 0; i < n_parameters; i++)
      if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, "I0"))
        moved[i] *= 20.0;
    g_assert_true (prognosis_fit_simulate (fit, 2, prognosis_fit_get_values (fit), 5, before));
    g_assert_true (prognosis_fit_simulate (fit, 2, moved, 5, after));
    g_assert_cmpfloat (after[10], >, 2.0 * before[10]);
    g_assert_true (prognosis_fit_get_transmission (fit, 2, prognosis_fit_get_values (fit), 5, NULL, r_before));
    g_assert_true (prognosis_fit_get_transmission (fit, 2, moved, 5, NULL, r_after));
    g_assert_cmpfloat (r_after[20], <, r_before[20]); /* fewer susceptibles remain */
  }
}

static void
test_needs_neighbours (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("simulated");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;

  prognosis_dataset_builder_add_file (builder, "simulated.csv");
  prognosis_dataset_builder_add_region (builder, NULL, "somewhere", 1e6);
  prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  for (int t = 0; t < 20; t++)
    prognosis_dataset_builder_add_value (builder, 0, 0, 18000 + t, 10.0 + t, 0, t + 1);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  options->coupling = PROGNOSIS_COUPLING_ADJACENCY;
  g_assert_null (prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/coupling/an-outbreak-spreads", test_spreads);
  g_test_add_data_func ("/engine/coupling/gradient/adjacency", GINT_TO_POINTER (PROGNOSIS_COUPLING_ADJACENCY), test_gradient);
  g_test_add_data_func ("/engine/coupling/gradient/low-rank", GINT_TO_POINTER (PROGNOSIS_COUPLING_LOW_RANK), test_gradient);
  g_test_add_func ("/engine/coupling/recovers", test_recovers);
  g_test_add_func ("/engine/coupling/needs-neighbours", test_needs_neighbours);
  return g_test_run ();
}
