/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How fast the solver, the fit and the forecast are. Processor time, the least of several runs; ratios within one run
 * are what to quote. Real data where ../shared is there, else data simulated here.
 *
 *   bench-fit            the table
 *   bench-fit --gradient       only the microseconds of one loss and gradient, 56 x 10
 *   bench-fit --gradient-sums  only that loss and its gradient, summed over regions: see compare-python.py
 *   bench-fit --dynamics       only the milliseconds that the equations of a forecast take to be solved again, all regions
 *   bench-fit --region NAME    milliseconds a state (of all) and mean squared scaled residual of one state's fit, 60 days
 */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "bench-time.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-kernel.h"
#include "prognosis-model-list.h"
#include "prognosis-reader.h"
#include "prognosis-simulator.h"

/*
 * Counted by hand for autoode-covid, one region and step: forward 85, reverse 160, a multiply-add as two. The observations
 * are not counted, but their time is.
 */
#define FLOP_PER_STEP 245.0

/* Multiply-add peak of one core: independent chains of the widest register that the kernels use. Each has a name, for an
   array of them would stay in memory, and its stores be what is measured. */
#if defined(__x86_64__)
__attribute__ ((target ("avx2,fma"))) static double
fma_chains (int n)
{
  const __m256d x = _mm256_set1_pd (0.9999999), y = _mm256_set1_pd (1e-9);
  __m256d a = x, b = y, c = x + x, d = x + y, e = y + y, f = x * x, g = x * y, h = y * y, i = x - y, j = y - x;
  double out[4];

  for (int k = 0; k < n; k++)
    {
      a = _mm256_fmadd_pd (a, x, y);
      b = _mm256_fmadd_pd (b, x, y);
      c = _mm256_fmadd_pd (c, x, y);
      d = _mm256_fmadd_pd (d, x, y);
      e = _mm256_fmadd_pd (e, x, y);
      f = _mm256_fmadd_pd (f, x, y);
      g = _mm256_fmadd_pd (g, x, y);
      h = _mm256_fmadd_pd (h, x, y);
      i = _mm256_fmadd_pd (i, x, y);
      j = _mm256_fmadd_pd (j, x, y);
    }
  _mm256_storeu_pd (out, a + b + c + d + e + f + g + h + i + j);
  return out[0] + out[1] + out[2] + out[3];
}
#endif

static volatile double sink;

static double
measure_peak (void)
{
#if defined(__x86_64__)
  double best = INFINITY;

  if (!__builtin_cpu_supports ("avx2") || !__builtin_cpu_supports ("fma"))
    return NAN;
  for (int i = 0; i < 10; i++)
    {
      const double start = cpu_seconds ();

      sink = fma_chains (2000000);
      best = MIN (best, cpu_seconds () - start);
    }
  return 2000000.0 * 10 * 4 * 2 / best;
#else
  return NAN;
#endif
}

/* Loss and gradient of n_regions x n_days through the adjoint, as the fit of many parameters asks for it. Some groups of
   regions at a time: what the reverse reads is then still near. */
#define BLOCK 4

typedef struct
{
  const PrognosisKernel *kernel;
  int n_groups, n_days;
  double *rates, *beta, *start, *y, *stages, *y_bar, *start_bar, *beta_bar, *rate_bar, *share, *share_bar, *observed, *weight,
      *loss;
  PrognosisObservation observation;
} Gradient;

static void
gradient_init (Gradient *g, const PrognosisKernel *kernel, int n_regions, int n_days)
{
  const int lanes = kernel->lanes, ns = kernel->n_states, groups = (n_regions + lanes - 1) / lanes;
  const double start[] = { 0.88, 0.002, 0.101, 0.01, 0.007, 0.0005 }, rates[] = { 0.2, 0.3, 0.02, 0.0, 0.03 };

  *g = (Gradient){ .kernel = kernel, .n_groups = groups, .n_days = n_days - 1 };
  g->rates = prognosis_kernel_alloc (groups * kernel->n_rates * lanes);
  g->rate_bar = prognosis_kernel_alloc (groups * kernel->n_rates * lanes);
  g->beta = prognosis_kernel_alloc (groups * n_days * lanes);
  g->beta_bar = prognosis_kernel_alloc (groups * n_days * lanes);
  g->start = prognosis_kernel_alloc (groups * ns * lanes);
  g->start_bar = prognosis_kernel_alloc (groups * ns * lanes);
  g->y = prognosis_kernel_alloc (BLOCK * n_days * ns * lanes);
  g->y_bar = prognosis_kernel_alloc (BLOCK * n_days * ns * lanes);
  g->stages = prognosis_kernel_alloc (BLOCK * n_days * 4 * kernel->n_core * lanes);
  g->share = prognosis_kernel_alloc (groups * 3 * lanes);
  g->share_bar = prognosis_kernel_alloc (groups * 3 * lanes);
  g->observed = prognosis_kernel_alloc (groups * n_days * 3 * lanes);
  g->weight = prognosis_kernel_alloc (groups * n_days * 3 * lanes);
  g->loss = prognosis_kernel_alloc (groups * lanes);
  g->observation = (PrognosisObservation){ .n_signals = 3, .n_steps = n_days, .first_day = 0, .step_days = 1 };
  g->observation.c[0][3] = g->observation.c[1][4] = g->observation.c[2][5] = 1.0;
  for (int i = 0; i < groups * 3 * lanes; i++)
    g->share[i] = 1.0;
  for (int i = 0; i < groups * n_days * lanes; i++)
    g->beta[i] = 0.1 * (1.0 + 0.01 * (i / lanes % n_days) + 0.002 * (i / lanes / n_days * lanes + i % lanes));
  for (int i = 0; i < groups * n_days * 3 * lanes; i++)
    {
      g->observed[i] = 0.008;
      g->weight[i] = 100.0;
    }
  for (int i = 0; i < groups * ns * lanes; i++)
    g->start[i] = start[i / lanes % ns];
  for (int i = 0; i < groups * kernel->n_rates * lanes; i++)
    g->rates[i] = rates[i / lanes % kernel->n_rates];
}

static void
gradient_clear (Gradient *g)
{
  double *all[] = { g->rates,    g->beta,     g->start, g->y,         g->stages,   g->y_bar,  g->start_bar,
                    g->beta_bar, g->rate_bar, g->share, g->share_bar, g->observed, g->weight, g->loss };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_aligned_free (all[i]);
}

static void
gradient_work (gpointer data)
{
  Gradient *g = data;
  const int lanes = g->kernel->lanes, width = g->kernel->n_states * lanes, n_rates = g->kernel->n_rates * lanes, n = g->n_days + 1;

  memset (g->beta_bar, 0, g->n_groups * n * lanes * sizeof (double));
  memset (g->rate_bar, 0, g->n_groups * n_rates * sizeof (double));
  memset (g->share_bar, 0, g->n_groups * 3 * lanes * sizeof (double));
  for (int k = 0; k < g->n_groups; k += BLOCK)
    {
      const PrognosisSolve solve = { .n_days = g->n_days,
                                     .substeps = 1,
                                     .n_groups = MIN (BLOCK, g->n_groups - k),
                                     .rates = g->rates + k * n_rates,
                                     .beta = g->beta + k * n * lanes,
                                     .y = g->y,
                                     .stages = g->stages };
      const PrognosisAdjoint adjoint
          = { .y_bar = g->y_bar, .beta_bar = g->beta_bar + k * n * lanes, .rate_bar = g->rate_bar + k * n_rates };
      const PrognosisLossData loss = { .share = g->share + k * 3 * lanes,
                                       .share_bar = g->share_bar + k * 3 * lanes,
                                       .observed = g->observed + k * n * 3 * lanes,
                                       .weight = g->weight + k * n * 3 * lanes,
                                       .loss = g->loss + k * lanes };

      for (int b = 0; b < solve.n_groups; b++)
        memcpy (g->y + b * n * width, g->start + (k + b) * width, width * sizeof (double));
      g->kernel->solve (&solve);
      g->kernel->observe (&solve, &g->observation, &loss, g->y_bar);
      g->kernel->adjoint (&solve, &adjoint);
      for (int b = 0; b < solve.n_groups; b++)
        memcpy (g->start_bar + (k + b) * width, g->y_bar + b * n * width, width * sizeof (double));
    }
}

/* By rates, start of S and E (the others follow, U takes what is left), and beta of each day. */
static void
print_gradient (const PrognosisKernel *kernel)
{
  const int lanes = kernel->lanes, ns = kernel->n_states, n_days = 10;
  double loss = 0.0, rates[PROGNOSIS_MAX_RATES] = { 0 }, start[PROGNOSIS_MAX_STATES] = { 0 }, beta[10] = { 0 };
  Gradient g;

  gradient_init (&g, kernel, 56, n_days);
  gradient_work (&g);
  for (int i = 0; i < g.n_groups * lanes; i++)
    loss += g.loss[i];
  for (int i = 0; i < g.n_groups * kernel->n_rates * lanes; i++)
    rates[i / lanes % kernel->n_rates] += g.rate_bar[i];
  for (int i = 0; i < g.n_groups * ns * lanes; i++)
    start[i / lanes % ns] += g.start_bar[i];
  for (int i = 0; i < g.n_groups * n_days * lanes; i++)
    beta[i / lanes % n_days] += g.beta_bar[i];
  printf ("%.17g\n", loss);
  for (int i = 0; i < kernel->n_rates; i++)
    printf ("%.17g\n", rates[i]);
  printf ("%.17g\n%.17g\n", start[0] - start[2], start[1] - start[2]);
  for (int i = 0; i < n_days; i++)
    printf ("%.17g\n", beta[i]);
  gradient_clear (&g);
}

static double
gradient_seconds (const PrognosisKernel *kernel, int n_regions, int n_days)
{
  Gradient g;
  double t;

  gradient_init (&g, kernel, n_regions, n_days);
  t = time_of (gradient_work, &g);
  gradient_clear (&g);
  return t;
}

static void
bench_gradients (double peak)
{
  const PrognosisModel *model = prognosis_model_find ("autoode-covid");
  const int sizes[][2] = { { 56, 10 }, { 56, 60 }, { 56, 200 }, { 3000, 60 } };
  const PrognosisKernel *fast = prognosis_model_get_kernel (model);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const double t = gradient_seconds (fast, sizes[i][0], sizes[i][1]), cells = (double) sizes[i][0] * sizes[i][1];
      const double flop = FLOP_PER_STEP * sizes[i][0] * (sizes[i][1] - 1);

      printf ("loss + gradient %4d x %3d (%s)        %9.1f us   %5.1f ns per region-day   %4.1f GFLOP/s   %3.0f %% of multiply-add "
              "peak\n",
              sizes[i][0], sizes[i][1], fast->isa, t * 1e6, t * 1e9 / cells, flop / t * 1e-9, 100.0 * flop / t / peak);
    }
  if (fast != model->kernels[0])
    printf ("plain kernel over the fast one, 56 x 60      %9.2f times\n",
            gradient_seconds (model->kernels[0], 56, 60) / gradient_seconds (fast, 56, 60));
}

/* n regions' epidemics, simulated with scattered parameters. */
static PrognosisDataset *
simulate (int n_regions, int n_days)
{
  const PrognosisModel *model = prognosis_model_find ("autoode-covid");
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("simulated");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree double *y = g_new0 (double, n_days * model->n_states), *beta = g_new (double, n_days);
  guint file = prognosis_dataset_builder_add_file (builder, "simulated.csv");
  const char *names[] = { "confirmed", "recovered", "deaths" };
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int s = 0; s < 3; s++)
    prognosis_dataset_builder_add_signal (builder, names[s], PROGNOSIS_KIND_CUMULATIVE, s, TRUE);
  for (int r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("region %d", r);
      const double n = g_rand_double_range (rand, 1e5, 1e7),
                   rates[] = { 0.2, g_rand_double_range (rand, 0.2, 0.4), 0.02, 0.0, 0.03 };
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, n);

      memset (y, 0, n_days * model->n_states * sizeof (double));
      y[1] = g_rand_double_range (rand, 1e-3, 3e-3);
      y[3] = g_rand_double_range (rand, 5e-3, 1e-2);
      y[4] = 0.7 * y[3];
      y[5] = 0.03 * y[3];
      y[0] = 0.9;
      y[2] = 1.0 - y[0] - y[1] - y[3] - y[4];
      for (int t = 0; t < n_days; t++)
        beta[t] = 0.1 * exp (0.3 * sin (0.1 * t + r));
      prognosis_model_simulate (model, rates, beta, n_days - 1, y);
      for (int t = 0; t < n_days; t++)
        for (int s = 0; s < 3; s++)
          prognosis_dataset_builder_add_value (
              builder, region, s, 18000 + t, round (n * y[t * model->n_states + 3 + s] * g_rand_double_range (rand, 0.995, 1.005)),
              file, t + 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  if (!dataset)
    g_error ("%s", error->message);
  return dataset;
}

static PrognosisDataset *
read_real (const char *last_day)
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "../shared", "data", "jhu-us-daily-reports", NULL);
  g_autofree char *population = g_build_filename (shared ? shared : "../shared", "data", "us-states", "population.csv", NULL);
  const char *paths[] = { folder, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) bare = NULL;

  options.last_day_text = last_day;
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return NULL;
  bare = prognosis_read (paths, &options, NULL, NULL);
  return bare ? prognosis_read_population (bare, population, NULL) : NULL;
}

typedef struct
{
  PrognosisDataset *dataset;
  PrognosisOptions *options;
  PrognosisFit *fit;
} Fitting;

static void
fit_work (gpointer data)
{
  Fitting *f = data;
  GError *error = NULL;

  g_clear_pointer (&f->fit, prognosis_fit_unref);
  f->fit = prognosis_fit_new (f->dataset, prognosis_model_find ("autoode-covid"), f->options, NULL, NULL, NULL, &error);
  if (!f->fit)
    g_error ("%s", error->message);
}

static PrognosisFit *
bench_fit (const char *name, PrognosisDataset *dataset, PrognosisOptions *options)
{
  Fitting f = { dataset, options, NULL };
  const double wall = wall_seconds (), t = time_of (fit_work, &f);
  int stops[PROGNOSIS_N_STOPS] = { 0 };

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    stops[prognosis_fit_get_stop (f.fit, r)]++;
  printf ("%-44s %9.2f ms   loss %.5g   mse %.5g   %d evaluations, %d of %d converged\n", name, t * 1e3,
          prognosis_fit_get_loss (f.fit), prognosis_fit_get_mse (f.fit), (int) prognosis_fit_get_n_evaluations (f.fit),
          stops[PROGNOSIS_STOP_CONVERGED], (int) prognosis_dataset_get_n_regions (dataset) - stops[PROGNOSIS_STOP_NO_DATA]);
  fflush (stdout);
  (void) wall;
  return f.fit;
}

static void
bench_large (void)
{
  g_autoptr (PrognosisDataset) dataset = simulate (3000, 60);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  Fitting f = { dataset, options, NULL };
  double best = INFINITY;

  options->n_train = 60;
  options->n_threads = 2;
  for (int i = 0; i < 3; i++)
    {
      const double start = wall_seconds ();

      fit_work (&f);
      best = MIN (best, wall_seconds () - start);
    }
  printf ("%-44s %9.2f ms of wall time   %d evaluations\n", "fit 3000 x 60, priors, 2 threads", best * 1e3,
          (int) prognosis_fit_get_n_evaluations (f.fit));
  prognosis_fit_unref (f.fit);
}

typedef struct
{
  PrognosisFit *fit;
  double *y, *beta, *rates;
} Simulating;

static void
simulate_work (gpointer data)
{
  Simulating *s = data;
  const PrognosisKernel *kernel = prognosis_model_get_kernel (prognosis_model_find ("autoode-covid"));

  kernel->solve (&(PrognosisSolve){
      .n_days = 365, .substeps = 2, .n_groups = 56 / kernel->lanes, .rates = s->rates, .beta = s->beta, .y = s->y });
}

static void
forecast_work (gpointer data)
{
  PrognosisFit *fit = data;

  prognosis_forecast_unref (prognosis_forecast_from_fit (fit, prognosis_fit_get_values (fit)));
}

static void
bench_simulations (PrognosisFit *fit)
{
  const PrognosisKernel *kernel = prognosis_model_get_kernel (prognosis_model_find ("autoode-covid"));
  Simulating s = { fit, prognosis_kernel_alloc (366 * kernel->n_states * 56), prognosis_kernel_alloc (366 * 56),
                   prognosis_kernel_alloc (kernel->n_rates * 56) };

  for (int i = 0; i < 366 * 56; i++)
    s.beta[i] = 0.1;
  for (int i = 0; i < kernel->n_rates * 56; i++)
    s.rates[i] = 0.1;
  for (int i = 0; i < 366 * kernel->n_states * 56; i++)
    s.y[i] = 1.0 / kernel->n_states;
  printf ("%-44s %9.3f ms\n", "simulate 56 x 365", time_of (simulate_work, &s) * 1e3);
  printf ("%-44s %9.2f ms\n", "forecast, 200 draws x 56 regions, horizon 28", time_of (forecast_work, fit) * 1e3);
  g_aligned_free (s.y);
  g_aligned_free (s.beta);
  g_aligned_free (s.rates);
}

/* Time of one region's fit among all, and its loss; with priors, which cost nothing in loss and save the walk along the valley. */
static int
bench_region (const char *name)
{
  g_autoptr (PrognosisDataset) all = read_real ("2020-08-22");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  Fitting f;
  double t;

  if (!all || prognosis_dataset_find_region (all, name) < 0)
    return 77;
  options->n_train = 60;
  options->n_threads = 1;
  options->loss = PROGNOSIS_LOSS_SCALED;
  /* The problem that it is compared with: no prior, three knots. */
  options->prior = PROGNOSIS_PRIOR_NONE;
  options->n_knots = 3;
  f = (Fitting){ all, options, NULL };
  t = time_of (fit_work, &f);
  printf ("%.6f %.10g\n", t * 1e3 / prognosis_dataset_get_n_regions (all),
          prognosis_fit_get_region_loss (f.fit, prognosis_dataset_find_region (all, name)));
  prognosis_fit_unref (f.fit);
  return 0;
}

typedef struct
{
  PrognosisDynamics *dynamics;
  double *median;
  gsize n_regions;
} Again;

static void
solve_again_work (gpointer data)
{
  const Again *again = data;
  double values[PROGNOSIS_N_LEVERS];

  for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
    values[k] = k == PROGNOSIS_LEVER_REPRODUCTION ? 1.1 : k == PROGNOSIS_LEVER_DEATH_DELAY ? 12.0 : NAN;
  for (gsize r = 0; r < again->n_regions; r++)
    prognosis_dynamics_solve (again->dynamics, r, values, NULL, again->median, NULL);
}

/* What a slider moves, in all regions. */
static void
bench_dynamics (PrognosisDataset *dataset)
{
  static const char *const ids[] = { "autoode", "hybrid" };
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };

  options->horizon = 28;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (PrognosisForecast) forecast = prognosis_forecaster_run (prognosis_forecaster_find (ids[i]), &request, NULL);
      g_autofree double *median = g_new (double, prognosis_dataset_get_n_signals (dataset) * 28);
      Again again = { prognosis_forecast_get_dynamics (forecast), median, prognosis_dataset_get_n_regions (dataset) };
      g_autofree char *name = g_strdup_printf ("%s solved again, 56 x 28 days", ids[i]);

      printf ("%-44s %9.3f ms\n", name, time_of (solve_again_work, &again) * 1e3);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (PrognosisDataset) real = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const int widths[] = { 4, 8, 16, 32, 64, 128 };
  double five;

  gsl_set_error_handler_off ();
  if (argc > 1 && g_str_equal (argv[1], "--gradient"))
    {
      printf ("%.3f\n", 1e6 * gradient_seconds (prognosis_model_get_kernel (prognosis_model_find ("autoode-covid")), 56, 10));
      return 0;
    }
  if (argc > 1 && g_str_equal (argv[1], "--gradient-sums"))
    {
      print_gradient (prognosis_model_get_kernel (prognosis_model_find ("autoode-covid")));
      return 0;
    }
  if (argc > 1 && g_str_equal (argv[1], "--dynamics"))
    {
      dataset = (real = read_real ("2020-08-22")) ? prognosis_dataset_ref (real) : simulate (56, 100);
      bench_dynamics (dataset);
      return 0;
    }
  if (argc > 2 && g_str_equal (argv[1], "--region"))
    return bench_region (argv[2]);
  bench_gradients (measure_peak ());
  real = read_real ("2020-08-22");
  dataset = real ? prognosis_dataset_ref (real) : simulate (56, 100);
  printf ("fits of %s:\n", real ? "JHU's reports to 2020-08-22" : "simulated data");
  options->n_threads = 1;
  options->n_paths = 200;
  options->horizon = 28;

  options->n_train = 10;
  options->loss = PROGNOSIS_LOSS_SQUARES;
  options->prior = PROGNOSIS_PRIOR_NONE;
  prognosis_fit_unref (bench_fit ("fit 56 x 10, squares, no prior", dataset, options));
  options->loss = PROGNOSIS_LOSS_HUBER;
  options->prior = PROGNOSIS_PRIOR_WEAK;
  prognosis_fit_unref (bench_fit ("fit 56 x 10, Huber, priors", dataset, options));
  options->n_train = 60;
  {
    PrognosisFit *fit = bench_fit ("fit 56 x 60, Huber, priors", dataset, options);

    bench_simulations (fit);
    prognosis_fit_unref (fit);
  }
  options->loss = PROGNOSIS_LOSS_SCALED;
  options->n_knots = 5;
  {
    PrognosisFit *fit = bench_fit ("fit 56 x 60, scaled, priors, 5 knots", dataset, options);

    five = prognosis_fit_get_loss (fit);
    prognosis_fit_unref (fit);
  }
  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strdup_printf ("fit 56 x 60, scaled, priors, network %d-%d", widths[i], widths[i]);
      PrognosisFit *fit;

      options->hidden = widths[i];
      fit = bench_fit (name, dataset, options);
      printf ("%-44s %9.3f times the five knots'\n", "  its loss", prognosis_fit_get_loss (fit) / five);
      prognosis_fit_unref (fit);
    }
  bench_dynamics (dataset);
  bench_large ();
  return 0;
}
