/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the hybrid model for weekly counts. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "hybrid-weekly.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"
#include "test-noise.h"

#define N_PLACES 10

/* Twelve or fewer places by name, @value (place, week), weeks that end on Saturdays from @first on. */
typedef double (*Value) (gsize place, gsize week);

static PrognosisDataset *
new_weekly_of (PrognosisKind kind, const char *const *names, gsize n, int first, gsize n_weeks, Value value)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", (int) kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_step_days (builder, 7);
  for (gsize i = 0; i < n; i++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[i], 1e6);

      for (gsize t = 0; t < n_weeks; t++)
        if (isfinite (value (i, t)))
          prognosis_dataset_builder_add_value (builder, region, signal, first + 7 * (int) t, value (i, t), file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisDataset *
new_weekly (const char *const *names, gsize n, int first, gsize n_weeks, Value value)
{
  return new_weekly_of (PROGNOSIS_KIND_INCIDENT, names, n, first, n_weeks, value);
}

static const char *const states[N_PLACES]
    = { "Alabama", "Alaska", "Arizona", "Arkansas", "Colorado", "Connecticut", "Delaware", "Florida", "Idaho", "Illinois" };

/* Both forms share all but the growth. */
static const char *const ids[] = { "hybrid", "autoode" };

static PrognosisForecast *
forecast_by (const char *id, PrognosisDataset *dataset, PrognosisSeason season, guint without, int n_threads)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  PrognosisForecast *result;

  options->season = season;
  options->without = without;
  options->n_threads = n_threads;
  options->horizon = 4;
  result = prognosis_forecaster_run (prognosis_forecaster_find (id), &(PrognosisRequest){ .dataset = dataset, .options = options },
                                     &error);
  g_assert_no_error (error);
  return result;
}

static PrognosisForecast *
forecast (PrognosisDataset *dataset, PrognosisSeason season, guint without, int n_threads)
{
  return forecast_by ("hybrid", dataset, season, without, n_threads);
}

static double
quantile (PrognosisForecast *forecast, gsize place, gsize ahead, double level)
{
  double value;

  g_assert_true (prognosis_forecast_has (forecast, place, 0));
  prognosis_forecast_get_quantiles (forecast, place, 0, ahead, &level, 1, &value);
  return value;
}

static void
test_calendar (void)
{
  static const char *const names[] = { "France", "Australia", "Colombia", "Nowhere", "Poland" };
  const int first = prognosis_day_from_ymd (2022, 12, 3);
  g_autoptr (PrognosisDataset) dataset = new_weekly (names, 5, first, 8, test_calm_week);
  PrognosisWeekly weekly = { .n = 5, .n_weeks = 8, .horizon = 30, .season = PROGNOSIS_SEASON_DEFAULT };

  prognosis_weekly_find_calendar (&weekly, dataset, 0);
  g_assert_true (weekly.winter_known);
  g_assert_cmpfloat (weekly.winter[0], ==, 1.0);
  g_assert_cmpfloat (weekly.winter[1], ==, -1.0);
  g_assert_cmpfloat (weekly.winter[2], ==, 0.0);
  g_assert_cmpfloat (weekly.winter[3], ==, 0.0);
  g_assert_cmpfloat (weekly.winter[4], ==, 1.0);
  g_assert_cmpfloat (weekly.day_of_year[0], ==, 337.0);
  /* The week that ends on 31 December has Christmas, and in Poland its second day; New Year is in the next. */
  g_assert_cmpfloat (weekly.holidays[4 * 5 + 0], ==, 1.0);
  g_assert_cmpfloat (weekly.holidays[4 * 5 + 4], ==, 2.0);
  g_assert_cmpfloat (weekly.holidays[5 * 5 + 0], ==, 1.0);
  g_assert_cmpfloat (weekly.holidays[4 * 5 + 3], ==, 0.0);
  g_assert_cmpfloat (weekly.year_end[4 * 5 + 0], >, 0.9);
  g_assert_cmpfloat (weekly.year_end[5 * 5 + 0], <, weekly.year_end[4 * 5 + 0]);
  g_assert_cmpfloat (weekly.year_end[0], <, 0.01);
  /* In summer, and where no holidays are known, the year ends without notice. */
  g_assert_cmpfloat (weekly.year_end[4 * 5 + 1], ==, 0.0);
  g_assert_cmpfloat (weekly.year_end[4 * 5 + 3], ==, 0.0);
  /* Whit Monday of 2023 is 26 weeks on, within the horizon. */
  g_assert_cmpfloat (weekly.holidays[26 * 5 + 0], ==, 1.0);
  prognosis_weekly_clear_calendar (&weekly);
  g_assert_null (weekly.holidays);
  weekly.without = PROGNOSIS_PART_HOLIDAYS;
  prognosis_weekly_find_calendar (&weekly, dataset, 0);
  for (gsize k = 0; k < 38 * 5; k++)
    g_assert_cmpfloat (weekly.holidays[k] + weekly.year_end[k], ==, 0.0);
  prognosis_weekly_clear_calendar (&weekly);
}

static void
test_seasons (void)
{
  static const char *const unknown[] = { "Here", "There", "Elsewhere" };
  const int first = prognosis_day_from_ymd (2022, 12, 3);
  g_autoptr (PrognosisDataset) american = new_weekly (states, 3, first, 8, test_calm_week),
                               other = new_weekly (unknown, 3, first, 8, test_calm_week);
  const struct
  {
    PrognosisSeason season;
    PrognosisDataset *dataset;
    gboolean known;
    double winter;
  } cases[] = {
    { PROGNOSIS_SEASON_DEFAULT, american, TRUE, 1.0 },   { PROGNOSIS_SEASON_DEFAULT, other, FALSE, 1.0 },
    { PROGNOSIS_SEASON_NONE, american, FALSE, 1.0 },     { PROGNOSIS_SEASON_NORTHERN, other, TRUE, 1.0 },
    { PROGNOSIS_SEASON_SOUTHERN, american, TRUE, -1.0 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      PrognosisWeekly weekly = { .n = 3, .n_weeks = 8, .horizon = 4, .season = cases[k].season };

      prognosis_weekly_find_calendar (&weekly, cases[k].dataset, 0);
      g_assert_cmpint (weekly.winter_known, ==, cases[k].known);
      for (gsize i = 0; i < 3; i++)
        g_assert_cmpfloat (weekly.winter[i], ==, cases[k].winter);
      prognosis_weekly_clear_calendar (&weekly);
    }
}

/* Fewer reports in weeks with a holiday, more in the next. */
static double
with_holidays (gsize place, gsize week)
{
  static const struct
  {
    int month, day;
  } days[] = { { 11, 24 }, { 12, 25 }, { 7, 4 }, { 1, 1 }, { 5, 29 }, { 9, 4 } };
  const int last = prognosis_day_from_ymd (2021, 1, 2) + 7 * (int) week;
  double factor = 1.0;

  for (gsize k = 0; k < G_N_ELEMENTS (days); k++)
    for (int year = 2020; year <= 2024; year++)
      {
        const int day = prognosis_day_from_ymd (year, days[k].month, days[k].day);

        factor *= day > last - 7 && day <= last ? 0.6 : 1.0;
      }
  return round (200.0 * (1.0 + place) * factor * exp (0.03 * test_noise (place, week)));
}

/* From 24 June 2023, with Independence Day in the second week. */
static void
test_learns_holidays (gconstpointer id)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 130, with_holidays);
  g_autoptr (PrognosisForecast) with = forecast_by (id, dataset, PROGNOSIS_SEASON_NONE, 0, 1);
  g_autoptr (PrognosisForecast) without = forecast_by (id, dataset, PROGNOSIS_SEASON_NONE, PROGNOSIS_PART_HOLIDAYS, 1);
  double dip_with = 0.0, dip_without = 0.0;

  for (gsize i = 0; i < N_PLACES; i++)
    {
      dip_with += log (quantile (with, i, 2, 0.5) / quantile (with, i, 1, 0.5)) / N_PLACES;
      dip_without += log (quantile (without, i, 2, 0.5) / quantile (without, i, 1, 0.5)) / N_PLACES;
    }
  g_test_message ("dip %g, without %g", dip_with, dip_without);
  g_assert_cmpfloat (dip_with, <, -0.08);
  g_assert_cmpfloat (dip_with, <, dip_without - 0.04);
}

/* A season that is assumed shows before one was seen. */
static void
test_assumes_season (gconstpointer id)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2022, 9, 3), 14, test_calm_week);
  const PrognosisSeason seasons[]
      = { PROGNOSIS_SEASON_NORTHERN, PROGNOSIS_SEASON_DEFAULT, PROGNOSIS_SEASON_NONE, PROGNOSIS_SEASON_SOUTHERN };
  double last = G_MAXDOUBLE;

  for (gsize k = 0; k < G_N_ELEMENTS (seasons); k++)
    {
      g_autoptr (PrognosisForecast) result = forecast_by (id, dataset, seasons[k], PROGNOSIS_PART_HOLIDAYS, 1);

      g_assert_cmpfloat (quantile (result, 5, 4, 0.5), <, last);
      last = quantile (result, 5, 4, 0.5);
    }
}

static double
one_wrong (gsize place, gsize week)
{
  return place == 3 && week == 59 ? 12.0 * test_calm_week (place, week) : test_calm_week (place, week);
}

static void
test_disbelieves_a_leap (void)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 60, one_wrong);
  g_autoptr (PrognosisForecast) with = forecast (dataset, PROGNOSIS_SEASON_NONE, 0, 1);
  g_autoptr (PrognosisForecast) without = forecast (dataset, PROGNOSIS_SEASON_NONE, PROGNOSIS_PART_CLEANING, 1);

  g_assert_cmpfloat (quantile (with, 3, 1, 0.5), <, 600.0);
  g_assert_cmpfloat (quantile (without, 3, 1, 0.5), >, 1000.0);
}

/* Wanders; places 1, 2 and 3 have not reported for 1, 10 and 53 weeks. */
static double
late (gsize place, gsize week)
{
  static const gsize last[] = { 119, 118, 109, 66 };
  double z = log (600.0);

  for (gsize t = 0; t < week; t++)
    z += 0.2 * test_noise (place, t) - 0.05 * (z - log (600.0));
  return place < G_N_ELEMENTS (last) && week > last[place] ? NAN : round (exp (z));
}

static void
test_late (gconstpointer id)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 120, late);
  g_autoptr (PrognosisForecast) result = forecast_by (id, dataset, PROGNOSIS_SEASON_NONE, 0, 1);
  const char *const *notes = prognosis_forecast_get_notes (result);
  double width[3];
  gboolean told = FALSE;

  for (gsize i = 0; i < 3; i++)
    {
      const gsize place = i == 0 ? 5 : i;

      g_assert_cmpfloat_with_epsilon (log (quantile (result, place, 1, 0.5) / 600.0), 0.0, 0.7);
      width[i] = log (quantile (result, place, 1, 0.95) / quantile (result, place, 1, 0.05));
    }
  g_assert_cmpfloat (width[1], >, width[0]);
  g_assert_cmpfloat (width[2], >, width[1]);
  g_assert_false (prognosis_forecast_has (result, 3, 0));
  for (gsize k = 0; notes[k] != NULL; k++)
    {
      told |= strstr (notes[k], "Arizona") != NULL && strstr (notes[k], "10 weeks before the origin") != NULL;
      g_assert_null (strstr (notes[k], "Alaska"));
    }
  g_assert_true (told);
}

/* Places 8 and 9 report as many cases, but one of them without order. */
static double
restless (gsize place, gsize week)
{
  return place >= 8 ? round (1000.0 * exp ((place == 9 ? 0.5 : 0.05) * test_noise (place, week))) : test_calm_week (place, week);
}

static void
test_own_scatter (void)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 110, restless);
  g_autoptr (PrognosisForecast) result = forecast (dataset, PROGNOSIS_SEASON_NONE, 0, 1);
  double width[2];

  for (gsize k = 0; k < 2; k++)
    width[k] = log (quantile (result, 8 + k, 2, 0.9) / quantile (result, 8 + k, 2, 0.1));
  g_assert_cmpfloat (width[1], >, 1.3 * width[0]);
}

static double
waves (gsize place, gsize week)
{
  return 20.0 * (3.0 + place) * exp (1.5 * sin (week / 8.0 + 0.1 * place) + 0.2 * test_noise (place, week));
}

static double
waves_counted_otherwise (gsize place, gsize week)
{
  return (place == 4 ? 20.0 : 1.0) * waves (place, week);
}

/* What a place counts twenty times as often as others is relative to its own past. */
static void
test_rates (gconstpointer id)
{
  const int first = prognosis_day_from_ymd (2021, 1, 2);
  g_autoptr (PrognosisDataset) one = new_weekly_of (PROGNOSIS_KIND_RATE, states, N_PLACES, first, 110, waves);
  g_autoptr (PrognosisDataset) other = new_weekly_of (PROGNOSIS_KIND_RATE, states, N_PLACES, first, 110, waves_counted_otherwise);
  g_autoptr (PrognosisForecast) plain = forecast_by (id, one, PROGNOSIS_SEASON_NONE, 0, 1);
  g_autoptr (PrognosisForecast) scaled = forecast_by (id, other, PROGNOSIS_SEASON_NONE, 0, 1);

  for (gsize ahead = 1; ahead <= 4; ahead++)
    {
      const double ratio = quantile (scaled, 4, ahead, 0.5) / quantile (plain, 4, ahead, 0.5) / 20.0;

      g_test_message ("%zu weeks ahead: %g", ahead, ratio);
      g_assert_cmpfloat_with_epsilon (ratio, 1.0, 0.03);
    }
}

/* Beyond the 95 % interval a law holds: no single large error of the past makes the outermost quantiles. */
static double
one_large_error (gsize place, gsize week)
{
  return (place == 1 && (week == 100 || week == 101) ? 40.0 : 1.0) * test_calm_week (place, week);
}

static void
test_tail (void)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, 3, prognosis_day_from_ymd (2021, 1, 2), 110, one_large_error);
  g_autoptr (PrognosisForecast) result = forecast (dataset, PROGNOSIS_SEASON_NONE, PROGNOSIS_PART_CLEANING, 1);

  for (gsize i = 0; i < 3; i++)
    for (gsize ahead = 1; ahead <= 4; ahead++)
      {
        const double middle = log1p (quantile (result, i, ahead, 0.5)), outer = log1p (quantile (result, i, ahead, 0.99)) - middle;

        g_assert_cmpfloat (outer, >, 0.0);
        g_assert_cmpfloat (outer, <, 1.5 * (log1p (quantile (result, i, ahead, 0.975)) - middle));
      }
}

/* Where nothing can be tried, the ensemble is the hybrid. */
static void
test_ensemble (void)
{
  g_autoptr (PrognosisDataset) dataset = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 3, test_calm_week);
  g_autoptr (PrognosisForecast) hybrid = forecast (dataset, PROGNOSIS_SEASON_DEFAULT, 0, 1), ensemble = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;

  options->n_threads = 1;
  options->horizon = 4;
  ensemble = prognosis_forecaster_run (prognosis_forecaster_find ("ensemble"),
                                       &(PrognosisRequest){ .dataset = dataset, .options = options }, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < N_PLACES; i++)
    g_assert_cmpfloat (quantile (ensemble, i, 4, 0.9), ==, quantile (hybrid, i, 4, 0.9));
}

static char *
forecast_text (const char *id, PrognosisDataset *dataset, int n_threads)
{
  g_autoptr (PrognosisForecast) result = forecast_by (id, dataset, PROGNOSIS_SEASON_DEFAULT, 0, n_threads);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);

  return g_string_free (prognosis_forecast_to_csv (result, levels, n), FALSE);
}

/* Years with holidays, late places and a wrong report; nothing after the origin is used. */
static double
all_of_it (gsize place, gsize week)
{
  if (place == 2 && week > 145 && week < 160)
    return NAN;
  return place == 4 && week == 149 ? 9e4 : with_holidays (place, week);
}

static void
test_no_leak (gconstpointer id)
{
  g_autoptr (PrognosisDataset) whole = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 165, all_of_it);
  g_autoptr (PrognosisDataset) other = new_weekly (states, N_PLACES, prognosis_day_from_ymd (2021, 1, 2), 165, all_of_it);
  g_autoptr (PrognosisDataset) first = NULL, second = NULL;
  g_autofree char *one = NULL, *two = NULL, *three = NULL;

  for (gsize r = 0; r < N_PLACES; r++)
    for (gsize t = 150; t < 165; t++)
      ((double *) prognosis_dataset_get_values (other, r, 0))[t] = t % 2 ? -1e9 : 1e12;
  first = prognosis_dataset_truncate (whole, 150);
  second = prognosis_dataset_truncate (other, 150);
  one = forecast_text (id, first, 1);
  two = forecast_text (id, second, 1);
  three = forecast_text (id, first, 3);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, ==, three);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } of_both[] = { { "learns-holidays", test_learns_holidays },
                  { "assumes-season", test_assumes_season },
                  { "late", test_late },
                  { "rates", test_rates },
                  { "no-leak", test_no_leak } };

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/hybrid-weekly/calendar", test_calendar);
  g_test_add_func ("/engine/hybrid-weekly/seasons", test_seasons);
  g_test_add_func ("/engine/hybrid-weekly/clean/forecast", test_disbelieves_a_leap);
  g_test_add_func ("/engine/hybrid-weekly/own-scatter", test_own_scatter);
  g_test_add_func ("/engine/hybrid-weekly/tail", test_tail);
  g_test_add_func ("/engine/hybrid-weekly/ensemble", test_ensemble);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (of_both); k++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/hybrid-weekly/%s/%s", of_both[k].name, ids[i]);

        g_test_add_data_func (path, ids[i], of_both[k].test);
      }
  return g_test_run ();
}
