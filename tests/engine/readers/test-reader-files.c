/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readers: attached tables, the samples, and data outside the project. */

#include <locale.h>
#include <math.h>

#include "prognosis-error.h"
#include "prognosis-samples.h"
#include "test-reading.h"

static gsize
count_warnings (const PrognosisDataset *dataset, const char *code, const char *signal)
{
  gsize n = 0;

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      n += strcmp (warning->code, code) == 0 && g_str_has_prefix (warning->message, signal);
    }
  return n;
}

static void
test_population (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) one = NULL, two = NULL, peopled = NULL, tabled = NULL;
  TestFiles files;
  const char *table;

  test_files_init (&files);
  one = test_read_one (test_files_write (&files, "a.csv", "date,cases\n2020-03-01,7\n", -1), NULL, &error);
  two = test_read_one (test_files_write (&files, "b.csv", "date,fips,cases\n2020-03-01,01,7\n2020-03-01,US,7\n", -1), NULL, &error);
  g_assert_no_error (error);
  peopled = prognosis_read_population (one, "763", &error);
  g_assert_cmpfloat (prognosis_dataset_get_region (peopled, 0)->population, ==, 763);
  g_assert_null (prognosis_read_population (two, "763", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_null (prognosis_read_population (one, "0", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  /* A spreadsheet has dropped the zero of 01, and Alaska is not in the data. */
  table = test_files_write (&files, "p.csv", "fips,location_name,Population 2020\n1,Alabama,5157699\n2,Alaska,740133\n", -1);
  tabled = prognosis_read_population (two, table, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (prognosis_dataset_get_region (tabled, 0)->population, ==, 5157699);
  g_assert_cmpstr (prognosis_dataset_get_region (tabled, 0)->name, ==, "Alabama");
  g_assert_true (isnan (prognosis_dataset_get_region (tabled, 1)->population));
  g_assert_true (test_has_warning (tabled, "no-population", 0));
  table = test_files_write (&files, "q.csv", "fips,population\n01,5157699\nUS,none\n", -1);
  g_assert_null (prognosis_read_population (two, table, &error));
  g_assert_nonnull (strstr (error->message, "q.csv:3: “none” in the column “population”"));
  g_clear_error (&error);
  table = test_files_write (&files, "r.csv", "fips,people\n01,5157699\n", -1);
  g_assert_null (prognosis_read_population (two, table, &error));
  g_assert_nonnull (strstr (error->message, "no column is named “population”"));
  g_clear_error (&error);
  table = test_files_write (&files, "s.csv", "fips,population\n77,5157699\n", -1);
  g_assert_null (prognosis_read_population (two, table, &error));
  g_assert_nonnull (strstr (error->message, "no row matches a place in the data"));
  test_files_clear (&files);
}

static void
test_persons (void)
{
  static const struct
  {
    const char *text;
    double persons; /* NAN: not a number */
  } cases[] = {
    { "500000", 500000 },
    { " 500 000 ", 500000 },
    { "500,000", 500000 },
    { "500.000", 500000 },
    { "1.234.567", 1234567 },
    { "1'234'567", 1234567 },
    { "1\302\240234\302\240567", 1234567 },
    { "1\342\200\257234\342\200\257567", 1234567 },
    { "12,34,567", 1234567 },
    { "5e5", 500000 },
    { "763", 763 },
    { "500 000.csv", NAN },
    { "1.234,567", NAN },
    { "12 34", NAN },
    { "1234,567", NAN },
    { "", NAN },
    { "p.csv", NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double persons = -1;
      gboolean is_number = prognosis_parse_persons (cases[i].text, &persons);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (is_number, ==, !isnan (cases[i].persons));
      if (is_number)
        g_assert_cmpfloat (persons, ==, cases[i].persons);
    }
}

static void
test_adjacency (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) plain = NULL, joined = NULL, whole = NULL, bare = NULL;
  TestFiles files;
  gsize n;

  test_files_init (&files);
  plain = test_read_one (test_files_write (&files, "a.csv", "date,state,cases\n2020-03-01,Iowa,7\n2020-03-01,Ohio,7\n", -1), NULL,
                         &error);
  joined = prognosis_read_adjacency (plain, test_files_write (&files, "n.csv", "a,b\nUtah,Iowa\nohio,Iowa\n", -1), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_neighbours (joined, 0, &n)[0], ==, 1);
  g_assert_cmpuint (n, ==, 1);
  /* A place that is not in the data is said: it may be mistyped. */
  g_assert_true (test_has_warning (joined, "neighbours-left-out", 0));
  whole = prognosis_read_adjacency (plain, test_files_write (&files, "w.csv", "a,b\nOhio,Iowa\n", -1), &error);
  g_assert_no_error (error);
  g_assert_false (test_has_warning (whole, "neighbours-left-out", 0));
  /* Without names of columns. */
  bare = prognosis_read_adjacency (plain, test_files_write (&files, "b.csv", "Ohio,Iowa\nUtah,Iowa\n", -1), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_neighbours (bare, 0, &n)[0], ==, 1);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (prognosis_read_adjacency (plain, test_files_write (&files, "m.csv", "a,b\nX,Y\n", -1), &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (prognosis_read_adjacency (plain, test_files_write (&files, "l.csv", "a\nIowa\n", -1), &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  test_files_clear (&files);
}

static void
test_samples (void)
{
  g_autoptr (GPtrArray) samples = prognosis_samples_list (NULL), none = prognosis_samples_list ("/no/such/folder");
  gboolean school = FALSE;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (samples->len, ==, 8);
  g_assert_cmpstr (((PrognosisSample *) g_ptr_array_index (samples, 0))->id, ==, "covid-19-us-states-2020");
  for (guint i = 0; i < samples->len; i++)
    {
      const PrognosisSample *sample = g_ptr_array_index (samples, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = test_read_one (sample->path, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (sample->source);
      g_assert_nonnull (sample->story);
      g_assert_cmpstr (prognosis_dataset_get_title (dataset), ==, sample->title);
      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        g_assert_cmpfloat (prognosis_dataset_get_region (dataset, r)->population, >, 100);
      if (strcmp (sample->id, "influenza-boarding-school-1978") == 0)
        {
          school = TRUE;
          g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, 763);
          g_assert_true (prognosis_dataset_get_signal (dataset, 0)->fitted);
          g_assert_false (prognosis_dataset_get_signal (dataset, 1)->fitted);
        }
    }
  g_assert_true (school);
}

static void
test_german_districts (void)
{
  g_autofree char *path = g_build_filename (prognosis_samples_get_folder (), "influenza-south-germany-2001-2008.csv", NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PrognosisDataset) dataset = test_read_one (path, NULL, &error);
  gsize n, region;

  g_assert_no_error (error);
  g_test_minimized_result ((double) (g_get_monotonic_time () - start) * 1e-6, "seconds for 58 240 rows");
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 140);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 416);
  g_assert_cmpint (prognosis_dataset_get_frequency (dataset), ==, PROGNOSIS_FREQUENCY_WEEKLY);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "LK Loerrach"), ==, prognosis_dataset_find_region (dataset, "8336"));
  region = (gsize) prognosis_dataset_find_region (dataset, "8336");
  prognosis_dataset_get_neighbours (dataset, region, &n);
  g_assert_cmpuint (n, >, 1);
}

static void
test_jhu_daily (void)
{
  g_autofree char *path = test_shared_path ("jhu-us-daily-reports");
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL, early = NULL, cut = NULL;
  gint64 start = g_get_monotonic_time ();
  gssize california, new_york;
  const char *file;
  guint line;

  if (path == NULL)
    return;
  dataset = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_test_minimized_result ((double) (g_get_monotonic_time () - start) * 1e-6, "seconds for 172 files");
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 56);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 172);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "Recovered"), ==, -1);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "Grand Princess"), ==, -1);
  g_assert_cmpint (prognosis_dataset_find_signal (dataset, "deaths"), ==, 2);
  california = prognosis_dataset_find_region (dataset, "California");
  new_york = prognosis_dataset_find_region (dataset, "New York");
  g_assert_null (prognosis_dataset_get_region (dataset, (gsize) new_york)->code);
  for (gsize t = 0; t < 172; t++)
    g_assert_true (isnan (prognosis_dataset_get_values (dataset, (gsize) california, 1)[t]));
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, (gsize) california, 0)[19], ==, 52368);
  prognosis_dataset_get_source_row (dataset, (gsize) california, 0, 19, &file, &line);
  g_assert_true (g_str_has_suffix (file, "05-01-2020.csv"));
  g_assert_cmpuint (line, >, 1);
  /* Ten places never report recoveries; two of them are ships. */
  g_assert_cmpuint (count_warnings (dataset, "never-reported", "recovered"), ==, 8);
  g_assert_cmpuint (count_warnings (dataset, "falling-cumulative", "confirmed"), ==, 36);
  g_assert_cmpuint (count_warnings (dataset, "no-cases", "American Samoa"), ==, 1);

  /* Truncation at an origin equals reading up to it. */
  early = test_read_one (path, "2020-07-13", &error);
  g_assert_no_error (error);
  cut = prognosis_dataset_truncate (dataset, (gsize) prognosis_dataset_find_step (dataset, 18456) + 1);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (early), ==, prognosis_dataset_get_n_steps (cut));
  for (gsize r = 0; r < 56; r++)
    for (gsize s = 0; s < 3; s++)
      {
        gsize n = prognosis_dataset_get_n_steps (cut);

        g_assert_cmpmem (prognosis_dataset_get_flags (early, r, s), n, prognosis_dataset_get_flags (cut, r, s), n);
        for (gsize t = 0; t < n; t++)
          {
            double a = prognosis_dataset_get_values (early, r, s)[t], b = prognosis_dataset_get_values (cut, r, s)[t];

            g_assert_true (a == b || (isnan (a) && isnan (b)));
          }
      }
}

static void
test_jhu_global (void)
{
  g_autofree char *path = test_shared_path ("jhu-global");
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  gssize france;

  if (path == NULL)
    return;
  dataset = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 253);
  g_assert_cmpuint (prognosis_dataset_get_n_signals (dataset), ==, 3);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "MS Zaandam"), ==, -1);
  france = prognosis_dataset_find_region (dataset, "France");
  g_assert_cmpint (france, >=, 0);
  /* The largest fall of all: 2020-04-04, by 17 105. */
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, (gsize) france, 0)[73]
                         - prognosis_dataset_get_values (dataset, (gsize) france, 0)[72],
                     ==, -17105);
  g_assert_true (prognosis_dataset_get_flags (dataset, (gsize) france, 0)[73] & PROGNOSIS_FLAG_FALL);
}

static void
test_flusight (void)
{
  g_autofree char *path = test_shared_path ("flusight-2023-24/truth.csv.gz");
  g_autofree char *locations = test_shared_path ("flusight-2023-24/locations.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL, peopled = NULL;

  if (path == NULL || locations == NULL)
    return;
  dataset = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_dataset_get_format (dataset), ==, "flusight");
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 53);
  g_assert_cmpint (prognosis_dataset_get_signal (dataset, 0)->kind, ==, PROGNOSIS_KIND_INCIDENT);
  peopled = prognosis_read_population (dataset, locations, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prognosis_dataset_get_region (peopled, 0)->name, ==, "Alabama");
  g_assert_cmpstr (prognosis_dataset_get_region (peopled, 0)->code, ==, "01");
  g_assert_false (test_has_warning (peopled, "no-population", 0));
}

int
main (int argc, char **argv)
{
  /* Results must not depend on the locale: use one with a decimal comma if it is installed. */
  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/population", test_population);
  g_test_add_func ("/reader/persons", test_persons);
  g_test_add_func ("/reader/adjacency", test_adjacency);
  g_test_add_func ("/reader/samples", test_samples);
  g_test_add_func ("/reader/german-districts", test_german_districts);
  g_test_add_func ("/reader/jhu-daily", test_jhu_daily);
  g_test_add_func ("/reader/jhu-global", test_jhu_global);
  g_test_add_func ("/reader/flusight", test_flusight);
  return g_test_run ();
}
