/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports that cover several days. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-dataset-private.h"
#include "prognosis-day.h"
#include "prognosis-forecaster-list.h"

/* A Monday. */
#define FIRST prognosis_day_from_ymd (2021, 3, 1)

typedef struct
{
  const char *name;
  const char *days; /* of two weeks from Monday on that have a report: "x......x......" */
  gboolean covers;  /* whether reports contain the days before */
  gboolean expected;
  int holiday; /* every so many reports one is left out, 0: none */
} Case;

static const Case cases[] = {
  { "tuesdays-and-fridays", ".x..x...x..x..", TRUE, TRUE },
  { "mondays-and-thursdays", "x..x...x..x...", TRUE, TRUE },
  { "mondays-wednesdays-fridays", "x.x.x..x.x.x..", TRUE, TRUE },
  { "no-weekends", "xxxxx..xxxxx..", TRUE, TRUE },
  { "no-sundays", "xxxxxx.xxxxxx.", TRUE, TRUE },
  { "every-second-day", "x.x.x.x.x.x.x.", TRUE, TRUE },
  { "holidays", ".x..x...x..x..", TRUE, TRUE, 7 },
  { "no-weekends-and-holidays", "xxxxx..xxxxx..", TRUE, TRUE, 17 },
  { "changing-days", ".x..x..x...x..", TRUE, TRUE },
  { "weekends-not-counted", "xxxxx..xxxxx..", FALSE, FALSE },
  { "every-day", "xxxxxxxxxxxxxx", FALSE, FALSE },
};

/* Some eighty cases a day, which rise and fall a little. */
static double
count_on (int day)
{
  return round (80.0 * exp (0.3 * sin (day / 15.0)) + 6.0 * sin (day * 2.4));
}

/* @totals: those up to each day that is reported, or NULL */
static PrognosisDataset *
make (const Case *c, int n_days, int kind, PrognosisReports reports)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal = prognosis_dataset_builder_add_signal (builder, "cases", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", 1e6);
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;
  double sum = 0.0, all = 0.0;
  int n = 0;

  prognosis_dataset_builder_set_reports (builder, reports);
  for (int day = 0; day < n_days; day++)
    {
      sum = c->covers ? sum + count_on (day) : count_on (day);
      all += count_on (day);
      if (c->days[day % 14] != 'x' || (c->holiday > 0 && ++n % c->holiday == 0))
        continue;
      prognosis_dataset_builder_add_value (builder, region, signal, FIRST + day, kind == PROGNOSIS_KIND_CUMULATIVE ? all : sum,
                                           file, (guint) day + 2);
      sum = 0.0;
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static gboolean
is_said (const PrognosisDataset *dataset, const char *code)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    if (g_str_equal (prognosis_dataset_get_warning (dataset, i)->code, code))
      return TRUE;
  return FALSE;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = make (c, 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  const double *values = prognosis_dataset_get_values (dataset, 0, 0);
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  const guint8 *until = prognosis_dataset_get_days_to_report (dataset, 0, 0);

  g_assert_cmpint (is_said (dataset, "reports-spread"), ==, c->expected);
  g_assert_cmpint (until != NULL, ==, c->expected);
  if (!c->expected)
    return;
  /* The first report covers as many days as the next on its weekday. */
  if (c->covers && g_str_equal (c->name, "tuesdays-and-fridays"))
    g_assert_cmpfloat (values[0], ==, (count_on (0) + count_on (1)) / 4.0);
  /* No day is missing, all are near the daily number, and no case is lost or counted twice. */
  for (gsize t = 7; t < n; t++)
    {
      double sum = values[t], truth = 0.0;
      gsize length = 1;
      const int day = prognosis_dataset_get_day (dataset, (gssize) t) - FIRST;

      g_assert_true (isfinite (values[t]));
      g_assert_cmpfloat (values[t], >, 40.0);
      g_assert_cmpfloat (values[t], <, 130.0);
      if (until[t] > 0)
        continue;
      for (; until[t - length] == length; length++)
        sum += values[t - length];
      for (gsize k = 0; k < length; k++)
        truth += count_on (day - (int) k);
      g_assert_cmpfloat_with_epsilon (sum, truth, 1e-9);
    }
}

/* The same reports as cumulative counts, or as those of single days if the user says so, stay as they are. */
static void
test_left_alone (void)
{
  g_autoptr (PrognosisDataset) total = make (&cases[0], 98, PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_REPORTS_FOUND);
  g_autoptr (PrognosisDataset) daily = make (&cases[0], 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_DAILY);

  g_assert_null (prognosis_dataset_get_days_to_report (total, 0, 0));
  g_assert_null (prognosis_dataset_get_days_to_report (daily, 0, 0));
  g_assert_true (isnan (prognosis_dataset_get_values (daily, 0, 0)[1]));
  g_assert_false (is_said (daily, "reports-spread"));
}

/* The user says so of what does not look like it. */
static void
test_chosen (void)
{
  g_autoptr (PrognosisDataset) dataset = make (&cases[9], 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_SPAN);
  const double *values = prognosis_dataset_get_values (dataset, 0, 0);

  /* a Monday, with the weekend before */
  g_assert_cmpint (prognosis_dataset_get_days_to_report (dataset, 0, 0)[12], ==, 2);
  g_assert_cmpfloat (values[12], ==, count_on (14) / 3.0);
  g_assert_cmpfloat (values[14], ==, count_on (14) / 3.0);
  g_assert_cmpfloat (values[15], ==, count_on (15));
}

/* Nothing of a report is known before its day. */
static void
test_truncate (void)
{
  g_autoptr (PrognosisDataset) dataset = make (&cases[0], 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  const gsize n = prognosis_dataset_get_n_steps (dataset);

  for (gsize end = 40; end < n; end++)
    {
      g_autoptr (PrognosisDataset) past = prognosis_dataset_truncate (dataset, end + 1);
      const guint8 *until = prognosis_dataset_get_days_to_report (dataset, 0, 0);

      for (gsize t = 0; t <= end; t++)
        {
          const gboolean is_known = t + until[t] <= end;

          g_assert_cmpint (isfinite (prognosis_dataset_get_values (past, 0, 0)[t]), ==, is_known);
          g_assert_cmpint (prognosis_dataset_get_flags (past, 0, 0)[t] & PROGNOSIS_FLAG_MISSING, ==,
                           is_known ? 0 : PROGNOSIS_FLAG_MISSING);
        }
    }
}

static void
test_exclude (void)
{
  g_autoptr (PrognosisDataset) dataset = make (&cases[0], 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  const guint8 *until = prognosis_dataset_get_days_to_report (dataset, 0, 0);
  g_autoptr (PrognosisDataset) without = NULL, again = NULL;
  gsize step = 50, n = 0;

  while (until[step] != 2)
    step++;
  without = prognosis_dataset_with_excluded (dataset, 0, 0, step, TRUE);
  for (gsize t = 0; t < prognosis_dataset_get_n_steps (without); t++)
    if (prognosis_dataset_get_flags (without, 0, 0)[t] & PROGNOSIS_FLAG_EXCLUDED)
      {
        g_assert_cmpuint (t + until[t], ==, step + until[step]);
        n++;
      }
  g_assert_cmpuint (n, >=, 3);
  again = prognosis_dataset_with_excluded (without, 0, 0, step + 2, FALSE);
  for (gsize t = 0; t < prognosis_dataset_get_n_steps (again); t++)
    g_assert_cmpint (prognosis_dataset_get_flags (again, 0, 0)[t], ==, 0);
}

/* Another kind of count brings the reports back, and the first kind spreads them again. */
static void
test_kinds (void)
{
  g_autoptr (PrognosisDataset) dataset = make (&cases[6], 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  g_autoptr (PrognosisDataset) present
      = prognosis_dataset_with_signal (dataset, 0, PROGNOSIS_KIND_PREVALENCE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  g_autoptr (PrognosisDataset) again
      = prognosis_dataset_with_signal (present, 0, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const guint8 *until = prognosis_dataset_get_days_to_report (dataset, 0, 0);
  double sum = 0.0, of_present = 0.0;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    {
      const double x = prognosis_dataset_get_values (present, 0, 0)[t], y = prognosis_dataset_get_values (dataset, 0, 0)[t];

      g_assert_cmpint (isfinite (x), ==, until[t] == 0);
      g_assert_true (!isfinite (x) || x == round (x));
      of_present += t > 0 && isfinite (x) ? x : 0.0;
      sum += t > 0 ? y : 0.0;
      if (t > 0)
        g_assert_cmpfloat_with_epsilon (prognosis_dataset_get_values (again, 0, 0)[t], y, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (sum, of_present, 1e-6);
}

/* Weeks end on a day of reports and hold their sum; what a holiday moved across is divided, and said. */
static void
test_weekly (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (PrognosisDataset) dataset = make (c, 98, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) weekly = prognosis_dataset_to_weekly (dataset, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (weekly), >=, 12);
  g_assert_null (prognosis_dataset_get_days_to_report (weekly, 0, 0));
  g_assert_cmpint (is_said (weekly, "reports-split"), ==, c->holiday > 0);
  for (gsize t = 1; t < prognosis_dataset_get_n_steps (weekly); t++)
    {
      const int day = prognosis_dataset_get_day (weekly, (gssize) t) - FIRST;
      double truth = 0.0;

      for (int k = 0; k < 7; k++)
        truth += count_on (day - k);
      if (c->holiday == 0)
        g_assert_cmpfloat_with_epsilon (prognosis_dataset_get_values (weekly, 0, 0)[t], truth, 1e-9);
      else
        g_assert_cmpfloat_with_epsilon (prognosis_dataset_get_values (weekly, 0, 0)[t], truth, 0.15 * truth);
    }
}

/* What every model forecasts for a week is a week of cases. */
static void
test_forecast (void)
{
  static const char *const ids[] = { "persistence", "damped-trend", "regression", "analogue", "hybrid", "seir", "auto" };
  g_autoptr (PrognosisDataset) dataset = make (&cases[0], 96, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_REPORTS_FOUND);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  double truth = 0.0;

  for (int day = 96; day < 103; day++)
    truth += count_on (day);
  options->horizon = 7;
  options->n_paths = 100;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisForecast) forecast = prognosis_forecaster_run (prognosis_forecaster_find (ids[i]), &request, &error);
      const double level = 0.5;
      double sum = 0.0;

      g_assert_no_error (error);
      for (gsize h = 1; h <= 7; h++)
        {
          double median;

          prognosis_forecast_get_quantiles (forecast, 0, 0, h, &level, 1, &median);
          sum += median;
        }
      g_test_message ("%s: %g of %g", ids[i], sum, truth);
      g_assert_cmpfloat (sum, >, 0.7 * truth);
      g_assert_cmpfloat (sum, <, 1.4 * truth);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dataset-spans/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/dataset-spans/left-alone", test_left_alone);
  g_test_add_func ("/dataset-spans/chosen", test_chosen);
  g_test_add_func ("/dataset-spans/truncate", test_truncate);
  g_test_add_func ("/dataset-spans/exclude", test_exclude);
  g_test_add_func ("/dataset-spans/kinds", test_kinds);
  g_test_add_data_func ("/dataset-spans/weekly", &cases[0], test_weekly);
  g_test_add_data_func ("/dataset-spans/weekly-without-weekends", &cases[3], test_weekly);
  g_test_add_data_func ("/dataset-spans/weekly-with-holidays", &cases[6], test_weekly);
  g_test_add_func ("/dataset-spans/forecast", test_forecast);
  return g_test_run ();
}
