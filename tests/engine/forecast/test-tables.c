/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of a forecast: what is in them agrees with the functions that they are made from. */

#include <math.h>
#include <string.h>

#include "prognosis-answer.h"
#include "prognosis-tables.h"
#include "test-epidemic.h"
#include "test-forecast-run.h"

static PrognosisDataset *
new_epidemic (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  TestEpidemic epidemic;
  PrognosisDataset *dataset;

  gsl_rng_set (rng, 3);
  epidemic = test_epidemic_draw (rng, FALSE, PROGNOSIS_KIND_INCIDENT);
  dataset = test_epidemic_simulate (&epidemic, rng);
  gsl_rng_free (rng);
  return dataset;
}

/* The cells of the first row whose first cells are @start; the test fails if there is none. (transfer full) */
static GStrv
find_row (const GString *csv, const char *start)
{
  const char *row = strstr (csv->str, start);
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (row);
  lines = g_strsplit (row, "\n", 2);
  return g_strsplit (lines[0], ",", -1);
}

/* R0 has an interval of its own around it. */
static void
test_parameters (void)
{
  g_autoptr (PrognosisDataset) dataset = new_epidemic ();
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "sir", 14);
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  g_autoptr (GString) csv = prognosis_tables_write_parameters (forecast);
  g_autofree char *start = g_strdup_printf ("%s,beta,R0,1,", prognosis_region_get_key (prognosis_dataset_get_region (dataset, 0)));
  g_auto (GStrv) row = find_row (csv, start);
  double value = g_ascii_strtod (row[4], NULL);
  gsize n_lines = 0;

  g_assert_cmpfloat (g_ascii_strtod (row[5], NULL), <, value);
  g_assert_cmpfloat (g_ascii_strtod (row[6], NULL), >, value);
  g_assert_cmpfloat (g_ascii_strtod (row[5], NULL), >, 1.0);
  g_assert_cmpstr (row[8], ==, "FALSE");
  for (const char *c = csv->str; *c != '\0'; c++)
    n_lines += *c == '\n';
  g_assert_cmpuint (n_lines, >, prognosis_fit_get_n_parameters (fit));
}

/* Residuals are the differences, and the loss ends at that of the fit. */
static void
test_residuals (void)
{
  g_autoptr (PrognosisDataset) dataset = new_epidemic ();
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "sir", 14);
  g_autoptr (GString) residuals = prognosis_tables_write_residuals (forecast), losses = prognosis_tables_write_losses (forecast);
  g_auto (GStrv) lines = g_strsplit (residuals->str, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 20);
  for (gsize i = 1; lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
      const double observed = g_ascii_strtod (row[3], NULL), fitted = g_ascii_strtod (row[4], NULL);

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[5], NULL), observed - fitted, 1e-6 * (1.0 + fabs (observed)));
    }
  g_assert_nonnull (strstr (losses->str, ",,,final,0,"));
}

/* The sum of regions has no location, and its median is that of the answer. */
static void
test_answers (void)
{
  g_autoptr (PrognosisDataset) dataset = new_epidemic ();
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, "persistence", 14);
  const double none = NAN, one = 1.0;
  const gsize region = 0;
  PrognosisAnswer answer;
  g_autoptr (GString) plain = prognosis_tables_write_answers (forecast, 7, &none),
                      with = prognosis_tables_write_answers (forecast, 7, &one);
  g_autofree char *start = g_strdup_printf ("%s,1,%s,total,", prognosis_region_get_key (prognosis_dataset_get_region (dataset, 0)),
                                            prognosis_dataset_get_signal (dataset, 0)->name);
  g_auto (GStrv) row = find_row (plain, start);
  g_auto (GStrv) passing = find_row (with, start);

  g_assert_true (prognosis_answer_read (forecast, &region, 1, 0, 7, NAN, &answer));
  g_assert_cmpfloat (answer.values[PROGNOSIS_ANSWER_UPPER_95], >, 0.0);
  for (gsize l = 0; l < PROGNOSIS_ANSWER_N_LEVELS; l++)
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[6 + l], NULL), answer.values[l], 1e-6 * (1.0 + answer.values[l]));
  g_assert_cmpstr (row[6 + PROGNOSIS_ANSWER_N_LEVELS + 3], ==, "");
  g_assert_cmpstr (passing[6 + PROGNOSIS_ANSWER_N_LEVELS + 3], ==, "1");
  /* No equations, no parameters. */
  g_assert_null (prognosis_tables_write_parameters (forecast));
  g_assert_null (prognosis_tables_write_losses (forecast));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/parameters", test_parameters);
  g_test_add_func ("/tables/residuals", test_residuals);
  g_test_add_func ("/tables/answers", test_answers);
  return g_test_run ();
}
