/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Datasets: how the builder arranges values, which flags follow, and that truncated data contain nothing later. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-error.h"

/* One region, one signal, days from 0 on. */
static PrognosisDataset *
build (const double *values, gsize n, int kind, gboolean zero_unreported)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  if (zero_unreported)
    prognosis_dataset_builder_set_zero_unreported (builder, signal);
  for (gsize t = 0; t < n; t++)
    prognosis_dataset_builder_add_value (builder, region, signal, (int) t, values[t], file, (guint) t + 2);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static gsize
count_warnings (const PrognosisDataset *dataset, const char *code)
{
  gsize n = 0;

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    n += strcmp (prognosis_dataset_get_warning (dataset, i)->code, code) == 0;
  return n;
}

static const PrognosisWarning *
find_warning (const PrognosisDataset *dataset, const char *code)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    if (strcmp (prognosis_dataset_get_warning (dataset, i)->code, code) == 0)
      return prognosis_dataset_get_warning (dataset, i);
  return NULL;
}

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    int day; /* G_MININT: none */
    int weekday;
  } cases[] = {
    { "1970-01-01", 0, 4 },         { "1969-12-31", -1, 3 },       { "2000-02-29", 11016, 2 },    { "2020-08-22", 18496, 6 },
    { "1861-10-30", -39509, 3 },    { "2100-02-28", 47540, 7 },    { "2100-02-29", G_MININT, 0 }, { "2001-02-29", G_MININT, 0 },
    { "2020-13-01", G_MININT, 0 },  { "2020-00-10", G_MININT, 0 }, { "2020-04-31", G_MININT, 0 }, { "2020-4-3", G_MININT, 0 },
    { "2020-04-03x", G_MININT, 0 }, { "", G_MININT, 0 },           { "0999-01-01", G_MININT, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int day = G_MININT;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (prognosis_day_parse (cases[i].text, &day), ==, cases[i].day != G_MININT);
      g_assert_cmpint (day, ==, cases[i].day);
      if (day != G_MININT)
        {
          g_autofree char *text = prognosis_day_format (day);

          g_assert_cmpstr (text, ==, cases[i].text);
          g_assert_cmpint (prognosis_day_weekday (day), ==, cases[i].weekday);
        }
    }
}

/* Compares with GLib's calendar over all years that data may have. */
static void
test_days_against_glib (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1600);

  for (int n = 0; n < 250000; n++, g_date_add_days (date, 1))
    {
      int year, month, day,
          number = prognosis_day_from_ymd (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));

      g_assert_cmpint (number, ==, (int) g_date_get_julian (date) - 719163);
      g_assert_cmpint (prognosis_day_weekday (number), ==, g_date_get_weekday (date));
      prognosis_day_to_ymd (number, &year, &month, &day);
      g_assert_cmpint (year * 10000 + month * 100 + day, ==,
                       g_date_get_year (date) * 10000 + g_date_get_month (date) * 100 + g_date_get_day (date));
    }
}

static void
test_iso_weeks (void)
{
  static const struct
  {
    int year, week;
    const char *monday; /* NULL: none */
  } cases[] = {
    { 2020, 1, "2019-12-30" },  { 2020, 53, "2020-12-28" }, { 2021, 53, NULL }, { 2021, 1, "2021-01-04" },
    { 2015, 53, "2015-12-28" }, { 2011, 22, "2011-05-30" }, { 2020, 54, NULL }, { 2020, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int day = 0;
      gboolean good = prognosis_day_from_iso_week (cases[i].year, cases[i].week, &day);

      g_assert_cmpint (good, ==, cases[i].monday != NULL);
      if (good)
        {
          g_autofree char *text = prognosis_day_format (day);

          g_assert_cmpstr (text, ==, cases[i].monday);
        }
    }
}

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
  { "months", { 0, 31, 59, 90 }, "a.csv:3: these are monthly counts" },
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

typedef struct
{
  const char *name;
  int kind;
  double values[20];
  gsize n;
  const char *flags; /* one letter per step: . ok, m missing, n negative, f fall, b batch */
} FlagCase;

static const FlagCase flag_cases[] = {
  { "quiet", PROGNOSIS_KIND_INCIDENT, { 1, 5, 2, 0, 7 }, 5, "....." },
  { "negative", PROGNOSIS_KIND_INCIDENT, { 1, -5, 2 }, 3, ".n." },
  { "missing", PROGNOSIS_KIND_INCIDENT, { 1, NAN, 2 }, 3, ".m." },
  { "incident-may-fall", PROGNOSIS_KIND_INCIDENT, { 9, 5, 2 }, 3, "..." },
  { "fall", PROGNOSIS_KIND_CUMULATIVE, { 1, 5, 4, 6 }, 4, "..f." },
  { "fall-over-gap", PROGNOSIS_KIND_CUMULATIVE, { 1, 5, NAN, 4 }, 4, "..mf" },
  { "prevalence-may-fall", PROGNOSIS_KIND_PREVALENCE, { 1, 5, 4, 6 }, 4, "...." },
  { "dump", PROGNOSIS_KIND_INCIDENT, { 9, 10, 11, 10, 9, 11, 10, 9, 200, 10 }, 10, "........b." },
  { "dump-of-cumulative", PROGNOSIS_KIND_CUMULATIVE, { 0, 10, 20, 30, 40, 50, 60, 70, 80, 400, 410 }, 11, ".........b." },
  { "doubling-is-no-dump", PROGNOSIS_KIND_INCIDENT, { 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560 }, 10, ".........." },
  { "small-is-no-dump", PROGNOSIS_KIND_INCIDENT, { 0, 1, 0, 1, 2, 1, 1, 0, 1, 30 }, 10, ".........." },
  { "after-zeros", PROGNOSIS_KIND_INCIDENT, { 10, 12, 11, 10, 12, 11, 10, 0, 0, 0, 44, 11 }, 12, "..........b." },
  { "gap-in-cumulative-is-no-dump",
    PROGNOSIS_KIND_CUMULATIVE,
    { 0, 10, 20, 30, 40, 50, 60, 70, 80, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 160 },
    17,
    ".........mmmmmmm." },
};

static char *
print_flags (const PrognosisDataset *dataset)
{
  GString *text = g_string_new (NULL);
  const guint8 *flags = prognosis_dataset_get_flags (dataset, 0, 0);

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    g_string_append_c (text, flags[t] == PROGNOSIS_FLAG_OK         ? '.'
                             : flags[t] == PROGNOSIS_FLAG_MISSING  ? 'm'
                             : flags[t] == PROGNOSIS_FLAG_NEGATIVE ? 'n'
                             : flags[t] == PROGNOSIS_FLAG_FALL     ? 'f'
                             : flags[t] == PROGNOSIS_FLAG_BATCH    ? 'b'
                                                                   : '?');
  return g_string_free (text, FALSE);
}

/* At every cut, the flags equal the beginning of the flags of the whole series. */
static void
test_flags (gconstpointer data)
{
  const FlagCase *c = data;
  g_autoptr (PrognosisDataset) dataset = build (c->values, c->n, c->kind, FALSE);
  g_autofree char *printed = print_flags (dataset);

  g_assert_cmpstr (printed, ==, c->flags);
  for (gsize n = 1; n < c->n; n++)
    {
      g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, n);
      g_autofree char *part = print_flags (cut);

      g_assert_cmpuint (strlen (part), ==, n);
      g_assert_cmpint (strncmp (part, c->flags, n), ==, 0);
    }
}

static void
test_warnings (void)
{
  static const double values[] = { 1, 5, 4, NAN, 6 };
  g_autoptr (PrognosisDataset) dataset = build (values, 5, PROGNOSIS_KIND_CUMULATIVE, FALSE);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 2);
  const PrognosisWarning *warning = find_warning (dataset, "falling-cumulative");

  g_assert_cmpuint (prognosis_dataset_get_n_warnings (dataset), ==, 2);
  g_assert_nonnull (warning);
  g_assert_cmpstr (warning->file, ==, "a.csv");
  g_assert_cmpuint (warning->line, ==, 4);
  g_assert_cmpuint (find_warning (dataset, "gap")->line, ==, 5);
  g_assert_cmpuint (prognosis_dataset_get_n_warnings (cut), ==, 0);
}

/* Whether a series was ever reported is decided at each origin from the data known then. */
static void
test_never_reported (void)
{
  static const double values[] = { NAN, 0, 0, NAN, 50, 60 };
  static const double begins_at_zero[] = { 0, 0, 3, 4 };
  g_autoptr (PrognosisDataset) dataset = build (values, 6, PROGNOSIS_KIND_CUMULATIVE, TRUE);
  g_autoptr (PrognosisDataset) zeros = build (begins_at_zero, 4, PROGNOSIS_KIND_CUMULATIVE, TRUE);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (zeros, 2);

  for (gsize t = 0; t < 4; t++)
    g_assert_true (isnan (prognosis_dataset_get_values (dataset, 0, 0)[t]));
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[4], ==, 50);
  g_assert_cmpuint (count_warnings (dataset, "never-reported"), ==, 0);
  g_assert_cmpfloat (prognosis_dataset_get_values (zeros, 0, 0)[0], ==, 0);
  g_assert_true (isnan (prognosis_dataset_get_values (cut, 0, 0)[0]));
  g_assert_cmpint (prognosis_dataset_get_flags (cut, 0, 0)[0], ==, PROGNOSIS_FLAG_MISSING);
  g_assert_cmpuint (count_warnings (cut, "never-reported"), ==, 1);
}

static void
test_no_cases (void)
{
  static const double values[] = { 0, 0, 0, 1 };
  g_autoptr (PrognosisDataset) dataset = build (values, 4, PROGNOSIS_KIND_INCIDENT, FALSE);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 3);

  g_assert_cmpuint (count_warnings (dataset, "no-cases"), ==, 0);
  g_assert_cmpuint (count_warnings (cut, "no-cases"), ==, 1);
  g_assert_cmpfloat (prognosis_dataset_get_values (cut, 0, 0)[0], ==, 0);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *name;
    double values[24]; /* -1: the end */
    PrognosisKind kind;
    const char *warning; /* or NULL: no warning about the kind */
  } cases[] = {
    { "x",
      { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, 31, 33, 36, 36, 37, 37, 38, 38, -1 },
      PROGNOSIS_KIND_CUMULATIVE,
      "kind-guessed" },
    { "x", { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 3, 1, -1 }, PROGNOSIS_KIND_INCIDENT, NULL },
    { "x", { .1, .2, .1, .3, .2, .1, .4, .2, .1, .2, .1, .2, -1 }, PROGNOSIS_KIND_PROPORTION, NULL },
    { "x", { 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, -1 }, PROGNOSIS_KIND_INCIDENT, NULL },
    /* The first days of an outbreak. */
    { "cases", { 1, 1, 2, 3, 3, 5, 8, 12, 20, 31, -1 }, PROGNOSIS_KIND_INCIDENT, "kind-doubtful" },
    { "cases", { 3, 6, 9, 15, 22, 40, 61, 99, 170, 260, 410, 700, -1 }, PROGNOSIS_KIND_INCIDENT, "kind-doubtful" },
    /* Slow, large and never falling: new cases do not behave like this for long. */
    { "cases",
      { 1000, 1010, 1025, 1031, 1048, 1060, 1071, 1080, 1093, 1100, 1110, 1119, -1 },
      PROGNOSIS_KIND_CUMULATIVE,
      "kind-guessed" },
    { "new_cases",
      { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, 32, 33, 35, 36, 40, 41, 42, 44, -1 },
      PROGNOSIS_KIND_INCIDENT,
      NULL },
    { "positiveIncrease",
      { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, 31, 33, 36, 36, 37, 37, 38, 38, -1 },
      PROGNOSIS_KIND_INCIDENT,
      NULL },
    /* The total of all ages, say. */
    { "total_cases", { 9, 2, 4, 7, 9, 12, 1, 15, 19, 5, 30, 1, -1 }, PROGNOSIS_KIND_INCIDENT, NULL },
    { "total_cases", { 2, 4, 7, 9, 12, 15, 14, 19, 25, 30, 31, -1 }, PROGNOSIS_KIND_CUMULATIVE, NULL },
    { "cum_deaths", { 9, 2, 4, 7, 9, 12, 1, 15, 19, 5, 30, 1, -1 }, PROGNOSIS_KIND_CUMULATIVE, NULL },
    { "obitosAcumulado", { 9, 2, 4, 7, 9, 12, 1, 15, 19, 5, 30, 1, -1 }, PROGNOSIS_KIND_CUMULATIVE, NULL },
    { "casosNovos", { 1000, 1010, 1025, 1031, 1048, 1060, 1071, 1080, 1093, 1100, 1110, 1119, -1 }, PROGNOSIS_KIND_INCIDENT, NULL },
    { "in_bed", { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, -1 }, PROGNOSIS_KIND_PREVALENCE, NULL },
    { "totale_positivi", { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, -1 }, PROGNOSIS_KIND_PREVALENCE, NULL },
    { "total_deaths_per_million", { 1, 2, 4, 7, 9, 12, 14, 15, 19, 25, 30, 31, -1 }, PROGNOSIS_KIND_RATE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
      g_autoptr (PrognosisDataset) dataset = NULL;
      gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
      gsize signal = prognosis_dataset_builder_add_signal (builder, cases[i].name, -1, PROGNOSIS_ROLE_INFECTIONS, TRUE);
      guint n_expected = cases[i].warning != NULL ? 1 : 0;

      for (int t = 0; cases[i].values[t] >= 0; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, t, cases[i].values[t], 0, 0);
      dataset = prognosis_dataset_builder_finish (builder, NULL);
      g_test_message ("%s, case %" G_GSIZE_FORMAT, cases[i].name, i);
      g_assert_cmpint (prognosis_dataset_get_signal (dataset, 0)->kind, ==, cases[i].kind);
      g_assert_cmpuint (count_warnings (dataset, "kind-guessed") + count_warnings (dataset, "kind-doubtful"), ==, n_expected);
      if (n_expected > 0)
        g_assert_cmpuint (count_warnings (dataset, cases[i].warning), ==, 1);
    }
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
  g_autoptr (PrognosisDataset) dataset = build (values, 3, PROGNOSIS_KIND_CUMULATIVE, FALSE);
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
test_given_flags (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", 0, PROGNOSIS_ROLE_INFECTIONS, TRUE);

  for (int t = 0; t < 3; t++)
    prognosis_dataset_builder_add_value (builder, region, signal, t, 1, 0, 0);
  prognosis_dataset_builder_add_flags (builder, region, signal, 2, PROGNOSIS_FLAG_PARTIAL | PROGNOSIS_FLAG_NEGATIVE);
  prognosis_dataset_builder_add_flags (builder, region, signal, 9, PROGNOSIS_FLAG_PARTIAL);
  dataset = prognosis_dataset_builder_finish (builder, NULL);
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 0, 0)[1], ==, 0);
  g_assert_cmpint (prognosis_dataset_get_flags (dataset, 0, 0)[2], ==, PROGNOSIS_FLAG_PARTIAL);
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

/* A spike and a fall, an exception in the past and one at the end. */
static void
test_usable (void)
{
  static const double values[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90, 900, 910, 905, NAN, 930, 931 };
  const gsize n = G_N_ELEMENTS (values);
  g_autoptr (PrognosisDataset) read = build (values, n, PROGNOSIS_KIND_CUMULATIVE, FALSE);
  g_autoptr (PrognosisDataset) whole = prognosis_dataset_with_excluded (read, 0, 0, n - 1, TRUE);
  g_autoptr (PrognosisDataset) usable = prognosis_dataset_dup_usable (whole);
  g_autoptr (PrognosisDataset) again = prognosis_dataset_dup_usable (read);
  const guint8 *of_whole = prognosis_dataset_get_flags (whole, 0, 0), *flags = prognosis_dataset_get_flags (usable, 0, 0);

  g_assert_true (again == read);
  g_assert_true (of_whole[9] & PROGNOSIS_FLAG_BATCH);
  g_assert_true (of_whole[11] & PROGNOSIS_FLAG_FALL);
  g_assert_true (of_whole[12] & PROGNOSIS_FLAG_MISSING);
  for (gsize t = 0; t < n; t++)
    {
      const double value = prognosis_dataset_get_values (usable, 0, 0)[t];

      g_assert_cmpuint (flags[t], ==, of_whole[t] | (t == n - 1 ? PROGNOSIS_FLAG_MISSING : 0));
      g_assert_true (isnan (value) == ((flags[t] & PROGNOSIS_FLAG_MISSING) != 0));
    }
  g_assert_cmpint (prognosis_dataset_get_last_observed (usable, 0, 0), ==, n - 2);
  g_assert_cmpuint (prognosis_dataset_get_n_warnings (usable), ==, prognosis_dataset_get_n_warnings (whole));
  g_assert_cmpuint (count_warnings (usable, "batch"), ==, 1);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/dates", test_days);
  g_test_add_func ("/day/against-glib", test_days_against_glib);
  g_test_add_func ("/day/iso-weeks", test_iso_weeks);
  g_test_add_func ("/dataset/order-does-not-matter", test_order_does_not_matter);
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *path = g_strconcat ("/dataset/error/", errors[i].name, NULL);

      g_test_add_data_func (path, &errors[i], test_error);
    }
  g_test_add_func ("/dataset/error/no-value", test_no_value);
  for (gsize i = 0; i < G_N_ELEMENTS (flag_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/dataset/flags/", flag_cases[i].name, NULL);

      g_test_add_data_func (path, &flag_cases[i], test_flags);
    }
  g_test_add_func ("/dataset/warnings", test_warnings);
  g_test_add_func ("/dataset/never-reported", test_never_reported);
  g_test_add_func ("/dataset/no-cases", test_no_cases);
  g_test_add_func ("/dataset/kinds", test_kinds);
  g_test_add_func ("/dataset/last-day", test_last_day);
  g_test_add_func ("/dataset/select", test_select);
  g_test_add_func ("/dataset/adjacency", test_adjacency);
  g_test_add_func ("/dataset/copies", test_copies);
  g_test_add_func ("/dataset/given-flags", test_given_flags);
  g_test_add_func ("/dataset/parse-day", test_parse_day);
  g_test_add_func ("/dataset/step-of-any-order", test_step_of_any_order);
  g_test_add_func ("/dataset/cancelled", test_cancelled);
  g_test_add_func ("/dataset/usable", test_usable);
  g_test_add_func ("/dataset/too-large", test_too_large);
  return g_test_run ();
}
