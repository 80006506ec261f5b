/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The validator: a file that follows all rules, and for each rule one that breaks it. */

#include "prognosis-day.h"
#include "prognosis-hub-check.h"
#include "test-files.h"

#include <glib/gprintf.h>

#define COLUMNS "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"

/* One place of CDC FluSight: quantiles of two horizons, 100 samples over both, categories of one. */
static GString *
make_valid (void)
{
  static const char *const levels[]
      = { "0.01", "0.025", "0.05", "0.1", "0.15", "0.2", "0.25", "0.3", "0.35", "0.4",   "0.45", "0.5",
          "0.55", "0.6",   "0.65", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95", "0.975", "0.99" };
  static const char *const categories[] = { "large_decrease", "decrease", "stable", "increase", "large_increase" };
  static const char *const ends[] = { "2025-12-06", "2025-12-13" };
  GString *csv = g_string_new (COLUMNS);

  for (int h = 0; h < 2; h++)
    for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
      g_string_append_printf (csv, "2025-12-06,wk inc flu hosp,%d,%s,01,quantile,%s,%d\n", h, ends[h], levels[i], 100 + (int) i);
  for (int h = 0; h < 2; h++)
    for (int i = 1; i <= 100; i++)
      g_string_append_printf (csv, "2025-12-06,wk inc flu hosp,%d,%s,01,sample,s%d,%d\n", h, ends[h], i, 90 + i);
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    g_string_append_printf (csv, "2025-12-06,wk flu hosp rate change,0,2025-12-06,01,pmf,%s,0.2\n", categories[i]);
  return csv;
}

static PrognosisHubCheck *
check (const char *csv, const char *path)
{
  g_autoptr (PrognosisHub) hub = prognosis_hub_read ("cdc-flusight", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisHubFile) file = prognosis_hub_file_parse ("x.csv", csv, strlen (csv), &error);

  g_assert_no_error (error);
  return prognosis_hub_check (hub, file, path);
}

static void
test_valid (void)
{
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHubCheck) result = check (csv->str, "somewhere/2025-12-06-TEAM-MODEL.csv");

  for (guint i = 0; i < result->violations->len; i++)
    g_test_message ("%s", ((PrognosisHubViolation *) g_ptr_array_index (result->violations, i))->message);
  g_assert_true (prognosis_hub_check_is_valid (result));
  g_assert_cmpstr (result->round, ==, "2025-12-06");
  g_assert_cmpuint (result->n_rows, ==, 2 * 23 + 2 * 100 + 5);
  g_assert_cmpuint (result->n_places, ==, 1);
}

/* @from is replaced by @to where it first occurs. */
typedef struct
{
  const char *rule;
  guint line;
  const char *from, *to;
  const char *says;
} Break;

static const Break breaks[] = {
  { "columns", 1, "horizon,", "weeks,", "the column horizon is missing" },
  { "columns", 1, "horizon,", "value,", "there are two columns value" },
  { "one-round", 3, "2025-12-06,wk inc flu hosp,0,2025-12-06,01,quantile,0.025",
    "2025-12-13,wk inc flu hosp,0,2025-12-06,01,quantile,0.025", "a file is of one round" },
  { "permitted", 2, "0,2025-12-06,01", "0,2025-12-06,03", "“03” is not a permitted value of location" },
  { "permitted", 2, "0,2025-12-06,01", "9,2025-12-06,01", "“9” is not a permitted value of horizon" },
  { "permitted", 2, "wk inc flu hosp", "wk inc hosp", "“wk inc hosp” is not a permitted value of target" },
  { "type", 2, "quantile", "cdf", "“cdf” is not a permitted output_type" },
  { "id", 2, "quantile,0.01,", "quantile,0.02,", "“0.02” is not a permitted output_type_id of a quantile" },
  { "id", 248, "pmf,large_decrease", "pmf,falling", "“falling” is not a permitted output_type_id of a pmf" },
  { "number", 2, "0.01,100\n", "0.01,many\n", "the value “many” is not a number" },
  { "number", 2, "0.01,100\n", "0.01,\n", "the value “” is not a number" },
  { "whole", 48, "s1,91\n", "s1,91.5\n", "the value 91.5 is not a whole number" },
  { "minimum", 2, "0.01,100\n", "0.01,-1\n", "the value -1 is below 0" },
  { "maximum", 248, "large_decrease,0.2", "large_decrease,1.2", "the value 1.2 is above 1" },
  { "population", 24, "0.99,122\n", "0.99,99000000\n", "the value 99000000 is above the population of Alabama" },
  { "end-date", 2, "0,2025-12-06,01", "0,2025-12-13,01", "target_end_date is 2025-12-13; expected 2025-12-06 for horizon 0" },
  { "duplicate", 3, "0.025,101", "0.01,101", "the row repeats that in line 2" },
  { "required-id", 3, "2025-12-06,wk inc flu hosp,0,2025-12-06,01,quantile,0.01,100\n", "\n",
    "the quantile of wk inc flu hosp, horizon 0, location 01 lacks 0.01" },
  { "required-id", 249, "2025-12-06,wk flu hosp rate change,0,2025-12-06,01,pmf,large_decrease,0.2\n", "\n",
    "lacks large_decrease" },
  { "order", 3, "0.025,101", "0.025,99",
    "the quantile at 0.025 of wk inc flu hosp, horizon 0, location 01 is 99, below 100 at 0.01 in line 2" },
  { "sum", 248, "large_decrease,0.2", "large_decrease,0.3", "sum to 1.1; expected 1" },
  { "sample-id", 48, "sample,s1,", "sample,,", "the sample has no output_type_id" },
  { "sample-id", 48, "sample,s1,", "sample,s123456789012345,", "expected at most 15 characters" },
  { "sample-count", 48, "sample,s1,", "sample,t1,", "there are 101 samples of wk inc flu hosp" },
  { "sample-path", 49, "2025-12-06,wk inc flu hosp,0,2025-12-06,01,sample,s1,91\n", "\n", "the sample s1 has 1 values" },
};

static void
test_break (gconstpointer data)
{
  const Break *broken = data;
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHubCheck) result = NULL;
  gboolean any = FALSE;

  g_assert_cmpuint (g_string_replace (csv, broken->from, broken->to, 1), ==, 1);
  result = check (csv->str, NULL);
  for (guint i = 0; i < result->violations->len; i++)
    {
      const PrognosisHubViolation *violation = g_ptr_array_index (result->violations, i);

      g_test_message ("%s, line %u: %s", violation->rule, violation->line, violation->message);
      any |= g_str_equal (violation->rule, broken->rule) && strstr (violation->message, broken->says) != NULL
             && (violation->line == broken->line || g_str_equal (broken->rule, "sample-path"));
    }
  g_assert_true (any);
}

static gboolean
has_rule (const PrognosisHubCheck *result, const char *rule)
{
  for (guint i = 0; i < result->violations->len; i++)
    if (g_str_equal (((const PrognosisHubViolation *) g_ptr_array_index (result->violations, i))->rule, rule))
      return TRUE;
  return FALSE;
}

static void
test_names (void)
{
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHubCheck) name = check (csv->str, "forecast.csv");
  g_autoptr (PrognosisHubCheck) folder = check (csv->str, "hub/model-output/OTHER-MODEL/2025-12-06-TEAM-MODEL.csv");
  g_autoptr (PrognosisHubCheck) round = check (csv->str, "2025-12-13-TEAM-MODEL.csv");
  g_autoptr (PrognosisHubCheck) fine = check (csv->str, "hub/model-output/TEAM-MODEL/2025-12-06-TEAM-MODEL.csv");

  g_assert_true (has_rule (name, "file-name"));
  g_assert_true (has_rule (folder, "folder"));
  g_assert_true (has_rule (round, "round-name"));
  g_assert_true (prognosis_hub_check_is_valid (fine));
}

/* Sunday is no round; a file without rows is none. */
static void
test_round (void)
{
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHubCheck) empty = check (COLUMNS, NULL);
  g_autoptr (PrognosisHubCheck) sunday = NULL;

  g_string_replace (csv, "2025-12-06,wk", "2025-12-07,wk", 0);
  sunday = check (csv->str, NULL);
  g_assert_true (has_rule (empty, "empty"));
  g_assert_true (has_rule (sunday, "round"));
}

/* Many violations of one kind are counted, not listed. */
static void
test_many (void)
{
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHubCheck) result = NULL;

  g_string_replace (csv, ",01,quantile", ",03,quantile", 0);
  result = check (csv->str, NULL);
  g_assert_cmpuint (result->n_more, ==, 2 * 23 - PROGNOSIS_HUB_MAX_VIOLATIONS);
}

/* Rules that FluSight has no use for: values that do not go together, and required ones. */
static void
test_required (void)
{
  static const char tasks[]
      = "{\"rounds\": [{\"round_id_from_variable\": true, \"round_id\": \"origin_date\", \"model_tasks\": ["
        "{\"task_ids\": {\"origin_date\": {\"required\": null, \"optional\": [\"2025-01-04\"]},"
        " \"target\": {\"required\": [\"a\"], \"optional\": null}, \"location\": {\"required\": [\"X\", \"Y\"], \"optional\": "
        "null},"
        " \"horizon\": {\"required\": null, \"optional\": [0, 1]}},"
        " \"output_type\": {\"quantile\": {\"output_type_id\": {\"required\": [0.5]}, \"is_required\": true, \"value\": {\"type\": "
        "\"double\"}}, \"mean\": {\"output_type_id\": {\"required\": null}, \"is_required\": false, \"value\": {\"type\": "
        "\"double\"}}},"
        " \"target_metadata\": [{\"target_id\": \"a\", \"target_keys\": {\"target\": \"a\"}}]},"
        "{\"task_ids\": {\"origin_date\": {\"required\": null, \"optional\": [\"2025-01-04\"]},"
        " \"target\": {\"required\": null, \"optional\": [\"b\"]}, \"location\": {\"required\": null, \"optional\": [\"X\"]},"
        " \"horizon\": {\"required\": null, \"optional\": [2]}},"
        " \"output_type\": {\"mean\": {\"output_type_id\": {\"required\": null}, \"is_required\": true, \"value\": {\"type\": "
        "\"double\"}}}, \"target_metadata\": [{\"target_id\": \"b\", \"target_keys\": {\"target\": \"b\"}}]}]}]}";
  static const struct
  {
    const char *rows, *rule;
  } cases[] = {
    { "2025-01-04,a,X,0,quantile,0.5,1\n2025-01-04,a,Y,0,quantile,0.5,1\n", NULL },
    { "2025-01-04,a,X,0,quantile,0.5,1\n", "required-task" },
    { "2025-01-04,a,X,0,mean,NA,1\n2025-01-04,a,Y,0,quantile,0.5,1\n", "required-type" },
    { "2025-01-04,b,X,0,mean,NA,1\n", "combination" },
    { "2025-01-04,b,X,2,mean,0.5,1\n", "id" },
    { "2025-01-04,b,X,2,mean,NA,1\n", NULL },
    { "2025-01-05,b,X,2,mean,NA,1\n", "round" },
  };
  TestFiles files;
  g_autoptr (PrognosisHub) hub = NULL;
  g_autoptr (GError) error = NULL;

  test_files_init (&files);
  hub = prognosis_hub_read (test_files_write (&files, "tasks.json", tasks, -1), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *csv
          = g_strconcat ("origin_date,target,location,horizon,output_type,output_type_id,value\n", cases[i].rows, NULL);
      g_autoptr (PrognosisHubFile) file = prognosis_hub_file_parse ("x.csv", csv, strlen (csv), NULL);
      g_autoptr (PrognosisHubCheck) result = prognosis_hub_check (hub, file, NULL);

      for (guint k = 0; k < result->violations->len; k++)
        g_test_message ("%s", ((PrognosisHubViolation *) g_ptr_array_index (result->violations, k))->message);
      if (cases[i].rule == NULL)
        g_assert_true (prognosis_hub_check_is_valid (result));
      else
        g_assert_true (has_rule (result, cases[i].rule));
    }
  test_files_clear (&files);
}

/* Files that are not CSV, or not as the hub reads it. */
static void
test_format (void)
{
  g_autoptr (PrognosisHub) hub = prognosis_hub_read ("cdc-flusight", NULL);
  static const struct
  {
    const char *text;
    guint line;
    const char *says;
  } cases[] = {
    { "a,b\n1,2\n1\n", 3, "the row has 1 cells; expected 2" },
    { "a,b\n\xff,2\n", 2, "not UTF-8" },
    { "a,b\n1,\"2\"x\n", 2, "quotation mark" },
  };
  TestFiles files;

  test_files_init (&files);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisHubCheck) result
          = prognosis_hub_check_path (hub, test_files_write (&files, "2025-12-06-A-B.csv", cases[i].text, -1), &error);
      const PrognosisHubViolation *violation;

      g_assert_no_error (error);
      g_assert_cmpuint (result->violations->len, ==, 1);
      violation = g_ptr_array_index (result->violations, 0);
      g_assert_cmpuint (violation->line, ==, cases[i].line);
      g_assert_nonnull (strstr (violation->message, cases[i].says));
    }
  test_files_clear (&files);
}

/* A hub that keeps the models' descriptions wants one of the model. */
static void
test_metadata (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-hub-XXXXXX", NULL);
  g_autofree char *all = g_build_filename (folder, "model-metadata", NULL);
  g_autofree char *own = g_build_filename (all, "TEAM-MODEL.yml", NULL);
  g_autoptr (GString) csv = make_valid ();
  g_autoptr (PrognosisHub) hub = prognosis_hub_read ("cdc-flusight", NULL);
  g_autoptr (PrognosisHubFile) file = prognosis_hub_file_parse ("x.csv", csv->str, csv->len, NULL);
  /* No folder of descriptions, an empty one, and one with that of the model. */
  const gboolean breaks_rule[] = { FALSE, TRUE, FALSE };

  hub->folder = g_strdup (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (breaks_rule); i++)
    {
      g_autoptr (PrognosisHubCheck) result = NULL;

      if (i == 1)
        g_assert_cmpint (g_mkdir (all, 0700), ==, 0);
      if (i == 2)
        g_assert_true (g_file_set_contents (own, "team_name: Team\n", -1, NULL));
      result = prognosis_hub_check (hub, file, "hub/model-output/TEAM-MODEL/2025-12-06-TEAM-MODEL.csv");
      g_assert_cmpint (has_rule (result, "metadata"), ==, breaks_rule[i]);
    }
  g_unlink (own);
  g_rmdir (all);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub-check/valid", test_valid);
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hub-check/break/%s-%" G_GSIZE_FORMAT, breaks[i].rule, i);

      g_test_add_data_func (path, &breaks[i], test_break);
    }
  g_test_add_func ("/hub-check/names", test_names);
  g_test_add_func ("/hub-check/metadata", test_metadata);
  g_test_add_func ("/hub-check/round", test_round);
  g_test_add_func ("/hub-check/many", test_many);
  g_test_add_func ("/hub-check/required", test_required);
  g_test_add_func ("/hub-check/format", test_format);
  return g_test_run ();
}
