/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public holidays of the data: of a country, none, or from a file. */

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "test-reading.h"

#define STATES "date,state,cases\n2020-03-01,Iowa,7\n2020-03-02,Iowa,7\n2020-03-01,Ohio,7\n2020-03-02,Ohio,9\n"

typedef struct
{
  TestFiles files;
  PrognosisDataset *dataset;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_files_init (&fixture->files);
  fixture->dataset = test_read_one (test_files_write (&fixture->files, "a.csv", STATES, -1), NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  prognosis_dataset_unref (fixture->dataset);
  test_files_clear (&fixture->files);
}

static gboolean
is_holiday (const PrognosisDataset *dataset, gsize region, const char *date)
{
  int day = 0;

  g_assert_true (prognosis_day_parse (date, &day));
  return prognosis_dataset_is_holiday (dataset, region, day);
}

static void
test_country (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) germany = prognosis_read_holidays (fixture->dataset, "de", &error);
  g_autoptr (PrognosisDataset) by_name = prognosis_read_holidays (fixture->dataset, "Germany", &error);
  g_autoptr (PrognosisDataset) none = prognosis_read_holidays (fixture->dataset, "none", &error);

  g_assert_no_error (error);
  for (gsize r = 0; r < 2; r++)
    {
      g_assert_true (is_holiday (fixture->dataset, r, "2020-07-03"));
      g_assert_true (is_holiday (germany, r, "2020-10-03"));
      g_assert_true (is_holiday (by_name, r, "2020-10-03"));
      g_assert_false (is_holiday (germany, r, "2020-07-03"));
      g_assert_false (is_holiday (none, r, "2020-07-03"));
      g_assert_false (is_holiday (none, r, "2020-12-25"));
    }
  g_assert_false (prognosis_dataset_has_given_holidays (fixture->dataset));
  g_assert_true (prognosis_dataset_has_given_holidays (germany));
  g_assert_true (prognosis_dataset_has_given_holidays (none));
}

/* What @text is read as: the days of 2020 that are holidays in Iowa, and those in Ohio. */
static const struct
{
  const char *name, *text, *iowa, *ohio;
} tables[] = {
  { "dates", "date\n2020-05-04\n2020-06-01\n", "05-04 06-01", "05-04 06-01" },
  { "named", "date,holiday\n2020-05-04,Spring\n2020-06-01,Summer\n", "05-04 06-01", "05-04 06-01" },
  { "places", "date,state\n2020-05-04,Iowa\n2020-06-01,Ohio\n", "05-04", "06-01" },
  { "place-first", "state,date\nIowa,2020-05-04\nohio,2020-06-01\n", "05-04", "06-01" },
  { "more-places", "date,state\n2020-05-04,Iowa\n2020-06-01,Utah\n", "05-04", "" },
  { "all-places", "date,state\n2020-05-04,\n2020-06-01,Ohio\n", "05-04", "05-04 06-01" },
  { "day-first", "Datum;Feiertag\n04.05.2020;Frühling\n25.12.2020;Winter\n", "05-04 12-25", "05-04 12-25" },
  { "no-header", "2020-05-04\n2020-06-01\n", "05-04 06-01", "05-04 06-01" },
  { "one-day", "2020-05-04\n", "05-04", "05-04" },
  { "twice", "date\n2020-05-04\n2020-05-04\n", "05-04", "05-04" },
};

static char *
list_days (const PrognosisDataset *dataset, gsize region)
{
  GString *text = g_string_new (NULL);

  for (int day = prognosis_day_from_ymd (2020, 1, 1); day <= prognosis_day_from_ymd (2020, 12, 31); day++)
    if (prognosis_dataset_is_holiday (dataset, region, day))
      {
        g_autofree char *date = prognosis_day_format (day);

        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", date + 5);
      }
  return g_string_free (text, FALSE);
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *path = test_files_write (&fixture->files, "days.csv", tables[i].text, -1);
      g_autoptr (PrognosisDataset) dataset = prognosis_read_holidays (fixture->dataset, path, &error);
      g_autofree char *iowa = NULL, *ohio = NULL;

      g_test_message ("%s", tables[i].name);
      g_assert_no_error (error);
      iowa = list_days (dataset, 0);
      ohio = list_days (dataset, 1);
      g_assert_cmpstr (iowa, ==, tables[i].iowa);
      g_assert_cmpstr (ohio, ==, tables[i].ohio);
    }
}

static const struct
{
  const char *text, *part;
} refused[] = {
  { "date,state\n2020-05-04,Utah\n", "Iowa" },
  { "date,state\n2020-05-04,Utah\n2020-06-01,Nevada\n", "no row names a place" },
  { "day,name\n1,Spring\n2,Summer\n", "no column contains days" },
  { "holiday\nEaster\nChristmas\n", "no column contains days" },
  { "2020-05-04,Iowa\n2020-06-01,Ohio\n", "2020-05-04" },
  { "date\n2020-05-04\n2020-02-30\n", ":3" },
  { "date\n2020-05-04\nsoon\n", "no column contains days" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Atlantis", "India", "nothing.csv", "", "nonesuch" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *path = test_files_write (&fixture->files, "days.csv", refused[i].text, -1);

      g_test_message ("%s", refused[i].text);
      g_assert_null (prognosis_read_holidays (fixture->dataset, path, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, "days.csv"));
      g_assert_nonnull (strstr (error->message, refused[i].part));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (prognosis_read_holidays (fixture->dataset, words[i], &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, words[i]));
      g_assert_nonnull (strstr (error->message, "AR, AT"));
    }
}

/* Days without dates: nothing is a holiday, and asking for a country is an error. */
static void
test_day_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *path = test_files_write (&fixture->files, "b.csv", "day,state,cases\n1,Iowa,7\n2,Iowa,8\n1,Ohio,3\n2,Ohio,4\n", -1);
  g_autoptr (PrognosisDataset) dataset = test_read_one (path, NULL, &error);
  g_autoptr (PrognosisDataset) none = NULL;

  g_assert_no_error (error);
  for (int day = -400; day < 400; day++)
    g_assert_false (prognosis_dataset_is_holiday (dataset, 0, day));
  none = prognosis_read_holidays (dataset, "none", &error);
  g_assert_no_error (error);
  g_assert_null (prognosis_read_holidays (dataset, "US", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
}

/* A table of populations that adds names changes what the codes stand for, but not what the user chose. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *path = test_files_write (
      &fixture->files, "c.csv", "date,location,cases\n2020-03-01,01,7\n2020-03-02,01,7\n2020-03-01,02,7\n2020-03-02,02,9\n", -1);
  const char *names = test_files_write (&fixture->files, "names.csv",
                                        "location,location_name,population\n01,Alabama,5000000\n02,Alaska,700000\n", -1);
  g_autoptr (PrognosisDataset) codes = test_read_one (path, NULL, &error);
  g_autoptr (PrognosisDataset) named = NULL, none = NULL, none_named = NULL;

  g_assert_no_error (error);
  named = prognosis_read_population (codes, names, &error);
  none = prognosis_read_holidays (codes, "none", &error);
  none_named = prognosis_read_population (none, names, &error);
  g_assert_no_error (error);
  g_assert_false (is_holiday (codes, 0, "2020-07-03"));
  g_assert_true (is_holiday (named, 0, "2020-07-03"));
  g_assert_false (is_holiday (none_named, 0, "2020-07-03"));
}

static void
test_sidecar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *path = test_files_write (&fixture->files, "s.csv", STATES, -1);
  const char *const paths[] = { path, NULL };
  g_autoptr (PrognosisDataset) country = NULL, table = NULL, wrong = NULL;
  g_auto (GStrv) inputs = NULL;

  test_files_write (&fixture->files, "s.json", "{ \"holidays\": \"DE\" }", -1);
  country = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_holiday (country, 1, "2020-10-03"));
  inputs = prognosis_read_list_inputs (paths);
  g_assert_cmpuint (g_strv_length (inputs), ==, 2);

  test_files_write (&fixture->files, "free.txt", "date\n2020-05-04\n", -1);
  test_files_write (&fixture->files, "s.json", "{ \"holidays\": \"elsewhere/free.txt\" }", -1);
  table = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_holiday (table, 1, "2020-05-04"));
  g_assert_false (is_holiday (table, 1, "2020-07-03"));
  g_strfreev (inputs);
  inputs = prognosis_read_list_inputs (paths);
  g_assert_cmpuint (g_strv_length (inputs), ==, 3);

  test_files_write (&fixture->files, "s.json", "{ \"holidays\": \"India\" }", -1);
  wrong = test_read_one (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_holiday (wrong, 1, "2020-07-03"));
  g_assert_cmpuint (prognosis_dataset_get_n_warnings (wrong), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reader/holidays/country", Fixture, NULL, set_up, test_country, tear_down);
  g_test_add ("/reader/holidays/tables", Fixture, NULL, set_up, test_tables, tear_down);
  g_test_add ("/reader/holidays/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/reader/holidays/day-index", Fixture, NULL, set_up, test_day_index, tear_down);
  g_test_add ("/reader/holidays/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/reader/holidays/sidecar", Fixture, NULL, set_up, test_sidecar, tear_down);
  return g_test_run ();
}
