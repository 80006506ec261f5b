/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-assumed.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "prognosis-counts.h"
#include "prognosis-error.h"
#include "prognosis-number.h"
#include "prognosis-preset.h"

/* Standard deviation of delays relative to their mean: of COVID-19 from onset to death (Verity et al. 2020). */
#define SPREAD 0.45
/* Longer delays than this share of them are left out. */
#define TAIL 1e-4

gboolean
prognosis_assumed_parse (const char *text, PrognosisRole role, double *share, double *days, GError **error)
{
  const PrognosisPreset *preset = prognosis_preset_find (text);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GString) known = g_string_new (NULL);
  gsize n;
  const PrognosisPreset *presets = prognosis_preset_list (&n);

  if (preset != NULL && preset->fatality > 0)
    {
      *share = role == PROGNOSIS_ROLE_DEATHS ? preset->fatality : 1 - preset->fatality;
      *days = role == PROGNOSIS_ROLE_DEATHS ? preset->death_days : preset->recovery_days;
      return TRUE;
    }
  if (g_strv_length (parts) == 2 && prognosis_number_parse (g_strstrip (parts[0]), share)
      && prognosis_number_parse (g_strstrip (parts[1]), days) && *share > 0 && *share <= 1 && *days >= 0
      && *days <= PROGNOSIS_ASSUMED_MAX_DAYS)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    if (presets[i].fatality > 0)
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", presets[i].id);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               _ ("“%s” is not a share of the cases above 0 and up to 1, a comma, and a mean delay of 0 to 365 days, such as "
                  "0.01,18; nor is it one of the presets %s"),
               text, known->str);
  return FALSE;
}

double *
prognosis_assumed_find_kernel (double days, int step_days, gsize *n)
{
  const double shape = 1 / (SPREAD * SPREAD);
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (double));
  double before = 0, scale;

  for (gsize k = 0; before < 1 - TAIL; k++)
    {
      const double upto = days > 0 ? gsl_cdf_gamma_P ((k + 0.5) * step_days, shape, days / shape) : 1;
      const double part = upto - before;

      g_array_append_val (shares, part);
      before = upto;
    }
  *n = shares->len;
  scale = 1 / before;
  for (gsize k = 0; k < *n; k++)
    g_array_index (shares, double, k) *= scale;
  return (double *) (gpointer) g_array_free (g_steal_pointer (&shares), FALSE);
}

/* New cases in each step; of a cumulative count also the cases before its first value. Cases of unknown days are spread over them, or
   as many as on the day before. */
static double *
dup_new_cases (const PrognosisDataset *dataset, gsize region, gsize source, double *before)
{
  const double *x = prognosis_dataset_get_values (dataset, region, source);
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, source)->kind == PROGNOSIS_KIND_CUMULATIVE;
  double *cases = g_new0 (double, n);
  gssize last = -1;

  *before = 0;
  for (gsize t = 0; t < n; t++)
    {
      if (!isfinite (x[t]))
        {
          cases[t] = !is_cumulative && last >= 0 ? MAX (x[last], 0) : 0;
          continue;
        }
      if (!is_cumulative)
        cases[t] = MAX (x[t], 0);
      else if (last < 0)
        *before = x[t];
      else
        for (gsize k = (gsize) last + 1; k <= t; k++)
          cases[k] = MAX (x[t] - x[last], 0) / (double) (t - (gsize) last);
      last = (gssize) t;
    }
  return cases;
}

/* The paths of an outcome scatter as Poisson counts do. Large ones are drawn from a gamma distribution with the same mean and variance
   (by the cube of a normal variate, Wilson and Hilferty 1931), because whole numbers would make jagged quantiles. @z: standard
   normal. */
static double
draw_count (gsl_rng *rng, double expected, double persons, double z)
{
  const double mean = expected * persons;
  double cube;

  if (!(mean > 0))
    return 0;
  if (mean < PROGNOSIS_COUNTS_MANY)
    return gsl_ran_poisson (rng, mean) / persons;
  cube = 1 - 1 / (9 * mean) + z / (3 * sqrt (mean));
  return cube > 0 ? expected * cube * cube * cube : 0;
}

/* Standard normal numbers for @n_paths at each horizon: in each row the same ones, spread evenly, in another order. */
static double *
new_shocks (gsl_rng *rng, gsize horizon, gsize n_paths)
{
  double *z = g_new (double, horizon *n_paths);

  for (gsize h = 0; h < horizon; h++)
    {
      for (gsize p = 0; p < n_paths; p++)
        z[h * n_paths + p] = h > 0 ? z[p] : gsl_cdf_ugaussian_Pinv ((p + 0.5) / n_paths);
      gsl_ran_shuffle (rng, z + h * n_paths, n_paths, sizeof *z);
    }
  return z;
}

static double
get_persons_per_unit (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double population = prognosis_dataset_get_region (dataset, region)->population;

  if (prognosis_dataset_get_signal (dataset, signal)->kind != PROGNOSIS_KIND_RATE)
    return 1;
  return population > 0 ? population / PROGNOSIS_RATE_PERSONS : 1;
}

void
prognosis_assumed_derive (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                          const double *of_cases, double *paths, double *past)
{
  const PrognosisSignal *about = prognosis_dataset_get_signal (dataset, signal);
  const gsize source = (gsize) prognosis_dataset_find_assumed_source (dataset), n = prognosis_dataset_get_n_steps (dataset);
  const gboolean is_cumulative = about->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, source);
  const double level = is_cumulative && last >= 0 ? prognosis_dataset_get_values (dataset, region, source)[last] : 0;
  const double persons = get_persons_per_unit (dataset, region, signal);
  gsize n_kernel;
  g_autofree double *kernel
      = prognosis_assumed_find_kernel (about->assumed_days, prognosis_dataset_get_step_days (dataset), &n_kernel);
  g_autofree double *all = g_new (double, n + horizon), *cases = NULL, *shocks = NULL;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_taus2);
  double before, sum;

  cases = dup_new_cases (dataset, region, source, &before);
  sum = about->assumed_share * before;
  for (gsize t = 0; t < n; t++)
    all[t] = cases[t];
  for (gsize t = 0; t < n; t++)
    {
      double expected = 0;

      for (gsize k = 0; k < n_kernel && k <= t; k++)
        expected += about->assumed_share * kernel[k] * all[t - k];
      sum += expected;
      if (past != NULL)
        past[t] = is_cumulative ? sum : expected;
    }
  gsl_rng_set (rng, 1 + region + 1000003 * signal);
  shocks = new_shocks (rng, horizon, paths != NULL ? n_paths : 0);
  for (gsize p = 0; paths != NULL && p < n_paths; p++)
    {
      double total = sum, reached = level;

      for (gsize h = 0; h < horizon; h++)
        {
          const double x = of_cases[h * n_paths + p];
          double expected = 0, now;

          all[n + h] = is_cumulative ? MAX (x - reached, 0) : x;
          reached = x;
          for (gsize k = 0; k < n_kernel && k <= n + h; k++)
            expected += about->assumed_share * kernel[k] * all[n + h - k];
          now = draw_count (rng, expected, persons, shocks[h * n_paths + p]);
          total += now;
          paths[h * n_paths + p] = is_cumulative ? total : now;
        }
    }
  gsl_rng_free (rng);
}

void
prognosis_assumed_fill (PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize source = prognosis_dataset_find_assumed_source (dataset);
  const gsize n = prognosis_dataset_get_n_steps (dataset);

  for (gsize s = 0; source >= 0 && s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      gboolean any = FALSE;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset) && signal->assumed_share > 0; r++)
        {
          g_autofree double *past = NULL;

          if (prognosis_forecast_has (forecast, r, s) || !prognosis_forecast_has (forecast, r, (gsize) source))
            continue;
          past = g_new (double, n);
          prognosis_assumed_derive (
              dataset, r, s, prognosis_forecast_get_horizon (forecast), prognosis_forecast_get_n_paths (forecast),
              prognosis_forecast_get_paths (forecast, r, (gsize) source), prognosis_forecast_add_paths (forecast, r, s), past);
          prognosis_forecast_take_fitted (forecast, r, s, 0, n, g_steal_pointer (&past));
          any = TRUE;
        }
      if (any)
        /* Translators: an assumed signal, such as “deaths (assumed)”, a percentage, the signal of cases, and days. */
        prognosis_forecast_add_note (forecast,
                                     _ ("%s: not observed, but %.3g %% of %s, on average %.3g days later. The intervals do not "
                                        "include the uncertainty of these assumptions."),
                                     signal->name, 100 * signal->assumed_share,
                                     prognosis_dataset_get_signal (dataset, (gsize) source)->name, signal->assumed_days);
    }
}
