/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Datasets: how the builder arranges values, and that truncated data contain nothing later. */

#include "prognosis-error.h"
#include "test-dataset-build.h"

#include <math.h>
#include <string.h>

static void
test_order_does_not_matter (void)
{
  static const int days[] = { 7, 0, 21, 14 };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  gsize here = prognosis_dataset_builder_add_region (builder, "01", "Here", 100);
  gsize there = prognosis_dataset_builder_add_region (builder, "02", "There", NAN);

  g_assert_cmpuint (prognosis_dataset_builder_add_region (builder, "01", "Here", NAN), ==, here);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    prognosis_dataset_builder_add_value (builder, here, signal, days[i], days[i] + 1, 0, 0);
  prognosis_dataset_builder_add_value (builder, there, signal, 14, 3, 0, 0);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (prognosis_dataset_get_frequency (dataset), ==, PROGNOSIS_FREQUENCY_WEEKLY);
  g_assert_cmpint (prognosis_dataset_get_step_days (dataset), ==, 7);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 4);
  for (gsize t = 0; t < 4; t++)
    g_assert_cmpfloat (prognosis_dataset_get_values (dataset, here, signal)[t], ==, 7 * t + 1);
  g_assert_true (isnan (prognosis_dataset_get_values (dataset, there, signal)[1]));
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, there, signal)[1], ==, PROGNOSIS_FLAG_MISSING);
  g_assert_cmpint (prognosis_dataset_get_last_observed (dataset, there, signal), ==, 2);
  g_assert_cmpfloat (prognosis_dataset_get_region (dataset, here)->population, ==, 100);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "02"), ==, there);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "tHeRe"), ==, there);
  g_assert_cmpint (prognosis_dataset_find_region (dataset, "nowhere"), ==, -1);
  g_assert_cmpint (prognosis_dataset_find_signal (dataset, "X"), ==, signal);
  g_assert_cmpint (prognosis_dataset_get_day (dataset, 5), ==, 35);
  g_assert_cmpint (prognosis_dataset_find_step (dataset, -1), ==, -1);
  g_assert_cmpint (prognosis_dataset_find_step (dataset, 13), ==, 1);
  g_assert_cmpint (prognosis_dataset_find_step (dataset, 14), ==, 2);
  g_assert_cmpint (prognosis_dataset_find_step (dataset, 1000), ==, 3);
}

typedef struct
{
  const char *name;
  int days[4];
  const char *message;
} ErrorCase;

static const ErrorCase errors[] = {
  { "duplicate", { 0, 1, 1, 2 }, "a.csv:4: second value of x for Here on 1970-01-02, after the first at a.csv:3" },
  { "uneven-weeks", { 0, 7, 14, 22 }, "a.csv:5: most dates are 7 days apart, but not all" },
  { "thirty-days", { 0, 30, 60, 90 }, "a.csv:3: most dates are 30 days apart" },
  { "mistyped", { 0, 1, 2, 20000000 }, "a.csv:5: the dates range from 1970-01-01 to " },
};

static void
test_error (gconstpointer data)
{
  const ErrorCase *c = data;
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", 0, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (guint i = 0; i < 4; i++)
    prognosis_dataset_builder_add_value (builder, region, signal, c->days[i], 1, file, i + 2);
  g_assert_null (prognosis_dataset_builder_finish (builder, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
  if (!g_str_has_prefix (error->message, c->message))
    g_assert_cmpstr (error->message, ==, c->message);
}

static void
test_no_value (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_dataset_builder_finish (builder, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
}

/* Three regions in a row, one of which starts late. */
static PrognosisDataset *
build_three (int last_day, const char *last_day_text, gboolean indexed, GError **error)
{
  static const char *const names[] = { "A", "B", "C" };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  gsize cases, deaths;

  prognosis_dataset_builder_set_last_day (builder, last_day, last_day_text);
  prognosis_dataset_builder_set_indexed (builder, indexed);
  cases = prognosis_dataset_builder_add_signal (builder, "cases", 0, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  deaths = prognosis_dataset_builder_add_signal (builder, "deaths", 0, PROGNOSIS_ROLE_DEATHS, FALSE);
  for (int r = 0; r < 3; r++)
    {
      gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[r], NAN);

      for (int t = r == 1 ? 5 : 0; t < 10; t++)
        {
          prognosis_dataset_builder_add_value (builder, region, cases, t, 10 * r + t, 0, 0);
          prognosis_dataset_builder_add_value (builder, region, deaths, t, r, 0, 0);
        }
    }
  return prognosis_dataset_builder_finish (builder, error);
}

static void
test_last_day (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) all = build_three (G_MAXINT, NULL, FALSE, NULL);
  g_autoptr (PrognosisDataset) early = build_three (3, NULL, FALSE, NULL);
  g_autoptr (PrognosisDataset) text = build_three (G_MAXINT, "1970-01-06", FALSE, NULL);
  g_autoptr (PrognosisDataset) index = build_three (G_MAXINT, "6", TRUE, NULL);

  g_assert_cmpuint (prognosis_dataset_get_n_regions (all), ==, 3);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (early), ==, 2);
  g_assert_cmpint (prognosis_dataset_find_region (early, "C"), ==, 1);
  g_assert_cmpfloat (prognosis_dataset_get_values (early, 1, 0)[3], ==, 23);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (early), ==, 4);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (text), ==, 6);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (index), ==, 7);
  g_assert_null (build_three (G_MAXINT, "6", FALSE, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_null (build_three (-1, NULL, FALSE, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
}

static void
test_select (void)
{
  static const char *const regions[] = { "c", "A", NULL }, *const signals[] = { "DEATHS", NULL };
  static const char *const unknown[] = { "A", "Z", NULL }, *const twice[] = { "A", "a", NULL };
  static const guint pairs[] = { 0, 1, 1, 2, 2, 0, 2, 2 };
  g_autoptr (PrognosisDataset) plain = build_three (G_MAXINT, NULL, FALSE, NULL);
  g_autoptr (PrognosisDataset) dataset = prognosis_dataset_with_adjacency (plain, pairs, 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) chosen = prognosis_dataset_select (dataset, regions, signals, &error);
  gsize n;

  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (chosen), ==, 2);
  g_assert_cmpstr (prognosis_dataset_get_region (chosen, 0)->name, ==, "C");
  g_assert_cmpfloat (prognosis_dataset_get_values (chosen, 0, 0)[2], ==, 2);
  g_assert_true (prognosis_dataset_get_signal (chosen, 0)->fitted);
  g_assert_cmpuint (prognosis_dataset_get_neighbours (chosen, 0, &n)[0], ==, 1);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (prognosis_dataset_select (dataset, unknown, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "“Z”"));
  g_clear_error (&error);
  g_assert_null (prognosis_dataset_select (dataset, NULL, unknown, &error));
  g_assert_nonnull (strstr (error->message, "the signals are: cases, deaths"));
  g_clear_error (&error);
  g_assert_null (prognosis_dataset_select (dataset, twice, NULL, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
}

static void
test_adjacency (void)
{
  static const guint pairs[] = { 2, 0, 0, 2, 1, 1 };
  g_autoptr (PrognosisDataset) dataset = build_three (G_MAXINT, NULL, FALSE, NULL);
  g_autoptr (PrognosisDataset) joined = prognosis_dataset_with_adjacency (dataset, pairs, 3);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (joined, 2);
  gsize n;

  g_assert_false (prognosis_dataset_has_adjacency (dataset));
  g_assert_true (prognosis_dataset_has_adjacency (cut));
  g_assert_cmpuint (prognosis_dataset_get_neighbours (cut, 0, &n)[0], ==, 2);
  g_assert_cmpuint (n, ==, 1);
  prognosis_dataset_get_neighbours (cut, 1, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (prognosis_dataset_get_neighbours (cut, 2, &n)[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_copies (void)
{
  static const double values[] = { 1, 5, 4 };
  const double persons = 1000, unknown = NAN;
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, 3, PROGNOSIS_KIND_CUMULATIVE, FALSE);
  g_autoptr (PrognosisDataset) peopled = prognosis_dataset_with_populations (dataset, &persons);
  g_autoptr (PrognosisDataset) still = prognosis_dataset_with_populations (peopled, &unknown);
  g_autoptr (PrognosisDataset) excluded = prognosis_dataset_with_excluded (dataset, 0, 0, 2, TRUE);
  g_autoptr (PrognosisDataset) included = prognosis_dataset_with_excluded (excluded, 0, 0, 2, FALSE);
  g_autoptr (PrognosisDataset) other
      = prognosis_dataset_with_signal (dataset, 0, PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, FALSE);

  g_assert_true (isnan (prognosis_dataset_get_region (dataset, 0)->population));
  g_assert_cmpfloat (prognosis_dataset_get_region (still, 0)->population, ==, 1000);
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 0, 0)[2], ==, PROGNOSIS_FLAG_FALL);
  g_assert_cmpint (prognosis_dataset_get_flags (excluded, 0, 0)[2], ==, PROGNOSIS_FLAG_FALL | PROGNOSIS_FLAG_EXCLUDED);
  g_assert_cmpint (prognosis_dataset_get_last_observed (excluded, 0, 0), ==, 1);
  g_assert_cmpint (prognosis_dataset_get_flags (included, 0, 0)[2], ==, PROGNOSIS_FLAG_FALL);
  g_assert_cmpint (prognosis_dataset_get_flags (other, 0, 0)[2], ==, PROGNOSIS_FLAG_OK);
  g_assert_cmpint (prognosis_dataset_get_signal (other, 0)->role, ==, PROGNOSIS_ROLE_DEATHS);
  g_assert_cmpuint (prognosis_dataset_get_n_warnings (other), ==, 0);
}

static void
test_parse_day (void)
{
  g_autoptr (PrognosisDataset) dated = build_three (G_MAXINT, NULL, FALSE, NULL);
  g_autoptr (PrognosisDataset) indexed = build_three (G_MAXINT, NULL, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *date = prognosis_dataset_format_day (dated, 18496), *number = prognosis_dataset_format_day (indexed, -3);
  int day = 0;

  g_assert_cmpstr (date, ==, "2020-08-22");
  g_assert_cmpstr (number, ==, "-3");
  g_assert_true (prognosis_dataset_parse_day (dated, date, &day, NULL));
  g_assert_cmpint (day, ==, 18496);
  g_assert_true (prognosis_dataset_parse_day (indexed, number, &day, NULL));
  g_assert_cmpint (day, ==, -3);
  g_assert_false (prognosis_dataset_parse_day (dated, "-3", &day, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_false (prognosis_dataset_parse_day (indexed, "2020-08-22", &day, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_cmpint (day, ==, -3);
}

/* Rows in any order: the step is determined from the days of each region. */
static void
test_step_of_any_order (void)
{
  static const int days[] = { 33, 5, 26, 12, 19 };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    for (gsize r = 0; r < 2; r++)
      prognosis_dataset_builder_add_value (builder,
                                           prognosis_dataset_builder_add_region (builder, NULL, r == 0 ? "Here" : "There", NAN),
                                           signal, days[i], days[i] + 100.0 * (double) r, 0, 0);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (prognosis_dataset_get_frequency (dataset), ==, PROGNOSIS_FREQUENCY_WEEKLY);
  g_assert_cmpuint (prognosis_dataset_get_n_steps (dataset), ==, 5);
  for (gsize t = 0; t < 5; t++)
    g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 1, 0)[t], ==, 105.0 + 7.0 * (double) t);
}

static void
test_cancelled (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  prognosis_dataset_builder_add_value (builder, region, signal, 0, 1, 0, 0);
  prognosis_dataset_builder_set_cancellable (builder, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_null (prognosis_dataset_builder_finish (builder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static PrognosisDataset *
build_two (double value, gboolean additive, GError **error)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", 0, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  prognosis_dataset_builder_set_additive (builder, additive);
  prognosis_dataset_builder_add_value (builder, region, signal, 0, 1, file, 2);
  prognosis_dataset_builder_add_value (builder, region, signal, additive ? 0 : 1, value, file, 3);
  return prognosis_dataset_builder_finish (builder, error);
}

/* What models would overflow with. */
static void
test_too_large (void)
{
  static const double large[] = { 1.1e15, 1e160, -1e160, 1e308, INFINITY, -INFINITY };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (large); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (build_two (large[i / 2], i % 2, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, "a.csv:3: "));
      g_assert_nonnull (strstr (error->message, "larger than 10^15"));
    }
  for (int sign = -1; sign <= 1; sign += 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = build_two (sign * 1e15, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[1], ==, sign * 1e15);
    }
}

static PrognosisDataset *
build_places (const char *const *places, gsize n)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;

  prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  for (gsize r = 0; r < n; r++)
    {
      prognosis_dataset_builder_add_region (builder, NULL, places[r], NAN);
      for (int day = 0; day < 10; day++)
        prognosis_dataset_builder_add_value (builder, r, 0, 18600 + day, 5.0 + day, 0, 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* 2021-01-18 is a holiday of the US, 2021-01-06 of Italy; the data end before both. */
static void
test_holidays (void)
{
  static const char *const places[] = { "US", "Italy", "Georgia", "Somewhere" };
  static const char *const chosen[] = { "Somewhere", "Italy", NULL };
  const int king = 18645, epiphany = 18633;
  g_autoptr (PrognosisDataset) dataset = build_places (places, G_N_ELEMENTS (places));
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 3);
  g_autoptr (PrognosisDataset) some = prognosis_dataset_select (dataset, chosen, NULL, NULL);
  g_autoptr (PrognosisHolidays) own = prognosis_holidays_new (NULL, &epiphany, 1);
  PrognosisHolidays *const given[] = { own, NULL, own, NULL };
  g_autoptr (PrognosisDataset) other = prognosis_dataset_with_holidays (dataset, given);
  g_autoptr (PrognosisDataset) other_cut = prognosis_dataset_truncate (other, 3);

  g_assert_cmpint (prognosis_dataset_get_day (dataset, 9), <, epiphany);
  g_assert_true (prognosis_dataset_is_holiday (dataset, 0, king));
  g_assert_false (prognosis_dataset_is_holiday (dataset, 0, epiphany));
  g_assert_false (prognosis_dataset_is_holiday (dataset, 1, king));
  g_assert_true (prognosis_dataset_is_holiday (dataset, 1, epiphany));
  /* No holidays of Georgia are known, nor of any country that the last one may be in. */
  for (gsize r = 2; r < 4; r++)
    for (int day = epiphany - 40; day < epiphany + 40; day++)
      g_assert_false (prognosis_dataset_is_holiday (dataset, r, day));
  g_assert_true (prognosis_dataset_is_holiday (cut, 0, king));
  g_assert_true (prognosis_dataset_is_holiday (some, 1, epiphany));
  g_assert_false (prognosis_dataset_is_holiday (some, 0, epiphany));
  g_assert_true (prognosis_dataset_is_holiday (other_cut, 0, epiphany));
  g_assert_false (prognosis_dataset_is_holiday (other_cut, 0, king));
  g_assert_false (prognosis_dataset_is_holiday (other_cut, 1, epiphany));
  g_assert_true (prognosis_dataset_is_holiday (other_cut, 2, epiphany));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/order-does-not-matter", test_order_does_not_matter);
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *path = g_strconcat ("/dataset/error/", errors[i].name, NULL);

      g_test_add_data_func (path, &errors[i], test_error);
    }
  g_test_add_func ("/dataset/error/no-value", test_no_value);
  g_test_add_func ("/dataset/last-day", test_last_day);
  g_test_add_func ("/dataset/select", test_select);
  g_test_add_func ("/dataset/adjacency", test_adjacency);
  g_test_add_func ("/dataset/copies", test_copies);
  g_test_add_func ("/dataset/parse-day", test_parse_day);
  g_test_add_func ("/dataset/step-of-any-order", test_step_of_any_order);
  g_test_add_func ("/dataset/cancelled", test_cancelled);
  g_test_add_func ("/dataset/too-large", test_too_large);
  g_test_add_func ("/dataset/holidays", test_holidays);
  return g_test_run ();
}
