/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a submission says, from sample paths whose answers are known. */

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-reader.h"
#include "prognosis-submission.h"
#include "test-files.h"

/* A model task of the small hub. @weeks: whether it has horizons. @output: JSON */
static void
add_task (GString *json, gboolean weeks, const char *target, const char *output, const char *type, const char *unit)
{
  const char *horizons = weeks ? "[0, 1]" : "null", *ends = weeks ? "[\"2025-12-06\", \"2025-12-13\"]" : "null";

  g_string_append_printf (json,
                          "%s{\"task_ids\": {\"reference_date\": {\"optional\": [\"2025-12-06\"]},"
                          " \"location\": {\"optional\": [\"01\", \"02\"]}, \"target\": {\"optional\": [\"%s\"]},"
                          " \"horizon\": {\"optional\": %s}, \"target_end_date\": {\"optional\": %s}},",
                          json->len > 0 ? ", " : "", target, horizons, ends);
  g_string_append_printf (json,
                          " \"output_type\": {%s}, \"target_metadata\": [{\"target_id\": \"%s\","
                          " \"target_keys\": {\"target\": \"%s\"}, \"target_type\": \"%s\", \"target_units\": \"%s\","
                          " \"is_step_ahead\": %s}]}",
                          output, target, target, type, unit, weeks ? "true" : "false");
}

/* (transfer full) */
static char *
make_tasks (void)
{
  g_autoptr (GString) json = g_string_new (NULL);

  add_task (json, TRUE, "wk inc flu hosp",
            "\"quantile\": {\"output_type_id\": {\"required\": [0.25, 0.5]}, \"is_required\": false},"
            "\"sample\": {\"output_type_id_params\": {\"min_samples_per_task\": 2, \"max_samples_per_task\": 2,"
            " \"compound_taskid_set\": [\"location\"]}, \"is_required\": false}",
            "continuous", "count");
  add_task (json, TRUE, "wk flu hosp rate change",
            "\"pmf\": {\"output_type_id\": {\"required\": [\"large_decrease\", \"decrease\", \"stable\", \"increase\","
            " \"large_increase\"]}, \"is_required\": false}",
            "ordinal", "rate per 100,000 population");
  add_task (json, FALSE, "peak inc flu hosp", "\"quantile\": {\"output_type_id\": {\"required\": [0.5]}, \"is_required\": false}",
            "continuous", "count");
  add_task (json, FALSE, "peak week inc flu hosp",
            "\"pmf\": {\"output_type_id\": {\"required\": [\"2025-11-29\", \"2025-12-06\", \"2025-12-13\"]},"
            " \"is_required\": false}",
            "date", "count");
  return g_strdup_printf (
      "{\"rounds\": [{\"round_id_from_variable\": true, \"round_id\": \"reference_date\", \"model_tasks\": [%s]}]}", json->str);
}

/* Of place 01, with 1,000,000 persons: 100 cases in the last week. */
static const double next_week[] = { 100, 104, 112, 150 }, week_after[] = { 80, 60, 100, 90 };

typedef struct
{
  TestFiles files;
  PrognosisHub *hub;
  PrognosisForecast *forecast;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) csv = g_string_new ("date,location,value\n");
  PrognosisReadOptions reading = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[2] = { NULL };
  g_autofree char *tasks = make_tasks ();
  double *values;

  test_files_init (&fixture->files);
  test_files_write (&fixture->files, "locations.csv", "abbreviation,location,location_name,population\nAL,01,Alabama,1000000\n",
                    -1);
  fixture->hub = prognosis_hub_read (test_files_write (&fixture->files, "tasks.json", tasks, -1), &error);
  g_assert_no_error (error);
  for (int week = 20; week >= 0; week--)
    {
      g_autofree char *day = prognosis_day_format (prognosis_day_from_ymd (2025, 11, 29) - 7 * week);

      g_string_append_printf (csv, "%s,01,%d\n%s,02,%d\n", day, 100 - week, day, 40 + week % 3);
    }
  paths[0] = test_files_write (&fixture->files, "a.csv", csv->str, -1);
  dataset = prognosis_read (paths, &reading, NULL, &error);
  g_assert_no_error (error);
  fixture->forecast = prognosis_forecast_new (dataset, "persistence", 2, G_N_ELEMENTS (next_week));
  values = prognosis_forecast_add_paths (fixture->forecast, 0, 0);
  memcpy (values, next_week, sizeof next_week);
  memcpy (values + G_N_ELEMENTS (next_week), week_after, sizeof week_after);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  prognosis_forecast_unref (fixture->forecast);
  prognosis_hub_free (fixture->hub);
  test_files_clear (&fixture->files);
}

/* The value in the row that has all of these cells. */
static double
get_value (const PrognosisSubmission *submission, const char *target, const char *end, const char *type, const char *id)
{
  g_auto (GStrv) lines = g_strsplit (submission->csv->str, "\n", -1), header = g_strsplit (lines[0], ",", -1);
  const char *const names[] = { "target", "target_end_date", "output_type", "output_type_id" }, *const wanted[]
                                                                                                = { target, end, type, id };

  for (guint row = 1; lines[row] != NULL && *lines[row] != '\0'; row++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[row], ",", -1);
      guint n = 0;

      for (guint c = 0; header[c] != NULL; c++)
        for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
          n += g_str_equal (header[c], names[i]) && g_str_equal (cells[c], wanted[i]);
      if (n == G_N_ELEMENTS (names))
        return g_ascii_strtod (cells[g_strv_length (cells) - 1], NULL);
    }
  g_test_message ("no row for %s %s %s %s in:\n%s", target, end, type, id, submission->csv->str);
  g_assert_not_reached ();
}

static PrognosisSubmission *
submit (const Fixture *fixture, guint what)
{
  const PrognosisSubmissionOptions options = { .submit = what };
  g_autoptr (GError) error = NULL;
  PrognosisSubmission *submission = prognosis_submission_new (fixture->hub, fixture->forecast, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (submission->round, ==, "2025-12-06");
  return submission;
}

/* Half a path is spread over the categories. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *category;
    int n[2];
  } cases[] = { { "large_decrease", { 0, 1 } }, /* -40 are 4 per 100,000, at least 3 */
                { "decrease", { 0, 2 } },       /* -20 and -10 */
                { "stable", { 2, 1 } },         /* 0 and 4, fewer than 10 */
                { "increase", { 1, 0 } },       /* 12 are 1.2 per 100,000 */
                { "large_increase", { 1, 0 } } };
  g_autoptr (PrognosisSubmission) submission = submit (fixture, PROGNOSIS_SUBMIT_CHANGES);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int h = 0; h < 2; h++)
      g_assert_cmpfloat_with_epsilon (
          get_value (submission, "wk flu hosp rate change", h == 0 ? "2025-12-06" : "2025-12-13", "pmf", cases[i].category),
          (cases[i].n[h] + 0.1) / 4.5, 1e-9);
}

/* The largest week of the season is the last observed one in one path, and the next in the others. */
static void
test_peaks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisSubmission) submission = submit (fixture, PROGNOSIS_SUBMIT_PEAKS);
  const char *target = "peak week inc flu hosp";

  g_assert_cmpfloat_with_epsilon (get_value (submission, "peak inc flu hosp", "NA", "quantile", "0.5"), 108, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_value (submission, target, "NA", "pmf", "2025-11-29"), (1 + 0.5 / 3) / 4.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_value (submission, target, "NA", "pmf", "2025-12-06"), (3 + 0.5 / 3) / 4.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_value (submission, target, "NA", "pmf", "2025-12-13"), (0 + 0.5 / 3) / 4.5, 1e-9);
}

/* A sample is one path over both weeks. */
static void
test_samples (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisSubmission) submission = submit (fixture, PROGNOSIS_SUBMIT_SAMPLES | PROGNOSIS_SUBMIT_QUANTILES);

  g_assert_cmpfloat (get_value (submission, "wk inc flu hosp", "2025-12-06", "sample", "01a001"), ==, 100);
  g_assert_cmpfloat (get_value (submission, "wk inc flu hosp", "2025-12-13", "sample", "01a001"), ==, 80);
  g_assert_cmpfloat (get_value (submission, "wk inc flu hosp", "2025-12-06", "sample", "01a002"), ==, 112);
  g_assert_cmpfloat (get_value (submission, "wk inc flu hosp", "2025-12-13", "sample", "01a002"), ==, 100);
  g_assert_cmpfloat_with_epsilon (get_value (submission, "wk inc flu hosp", "2025-12-06", "quantile", "0.5"), 108, 1e-9);
}

static void
test_horizon (Fixture *fixture, gconstpointer data)
{
  const PrognosisSubmissionOptions options = { .submit = PROGNOSIS_SUBMIT_ALL };

  g_assert_cmpuint (prognosis_submission_get_horizon (fixture->hub, prognosis_forecast_get_dataset (fixture->forecast), &options),
                    ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/submission/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/submission/peaks", Fixture, NULL, set_up, test_peaks, tear_down);
  g_test_add ("/submission/samples", Fixture, NULL, set_up, test_samples, tear_down);
  g_test_add ("/submission/horizon", Fixture, NULL, set_up, test_horizon, tear_down);
  return g_test_run ();
}
