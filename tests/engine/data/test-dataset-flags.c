/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the builder finds in the values: flags, warnings, and the kind of a count. */

#include "test-dataset-build.h"

#include "prognosis-dataset-findings.h"

#include <math.h>
#include <string.h>

static const PrognosisWarning *
find_warning (const PrognosisDataset *dataset, const char *code)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    if (strcmp (prognosis_dataset_get_warning (dataset, i)->code, code) == 0)
      return prognosis_dataset_get_warning (dataset, i);
  return NULL;
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
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (c->values, c->n, c->kind, FALSE);
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
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, 5, PROGNOSIS_KIND_CUMULATIVE, FALSE);
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
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, 6, PROGNOSIS_KIND_CUMULATIVE, TRUE);
  g_autoptr (PrognosisDataset) zeros = test_build_dataset (begins_at_zero, 4, PROGNOSIS_KIND_CUMULATIVE, TRUE);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (zeros, 2);

  for (gsize t = 0; t < 4; t++)
    g_assert_true (isnan (prognosis_dataset_get_values (dataset, 0, 0)[t]));
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[4], ==, 50);
  g_assert_cmpuint (test_count_warnings (dataset, "never-reported"), ==, 0);
  g_assert_cmpfloat (prognosis_dataset_get_values (zeros, 0, 0)[0], ==, 0);
  g_assert_true (isnan (prognosis_dataset_get_values (cut, 0, 0)[0]));
  g_assert_cmpint (prognosis_dataset_get_flags (cut, 0, 0)[0], ==, PROGNOSIS_FLAG_MISSING);
  g_assert_cmpuint (test_count_warnings (cut, "never-reported"), ==, 1);
}

/* What is of one kind is one finding, the worst first, and nothing is lost. */
static void
test_findings (void)
{
  static const double values[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90, 900, 890, 895, NAN, 930, 920 };
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, G_N_ELEMENTS (values), PROGNOSIS_KIND_CUMULATIVE, FALSE);
  g_autoptr (GPtrArray) findings = prognosis_dataset_list_findings (dataset, FALSE);
  g_autoptr (GPtrArray) remarks = prognosis_dataset_list_findings (dataset, TRUE);
  static const char *const codes[] = { "falling-cumulative", "batch", "gap" };
  static const guint n[] = { 2, 1, 1 };

  g_assert_cmpuint (remarks->len, ==, 0);
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < findings->len; i++)
    {
      const PrognosisFinding *finding = g_ptr_array_index (findings, i);
      const PrognosisWarning *first = g_ptr_array_index (finding->warnings, 0);

      g_assert_cmpstr (first->code, ==, codes[i]);
      g_assert_cmpuint (finding->warnings->len, ==, n[i]);
      if (n[i] == 1)
        g_assert_cmpstr (finding->title, ==, first->message);
    }
  g_assert_cmpstr (((PrognosisFinding *) g_ptr_array_index (findings, 0))->title, ==,
                   "2 cumulative counts are lower than the ones before them");
}

static void
test_no_cases (void)
{
  static const double values[] = { 0, 0, 0, 1 };
  g_autoptr (PrognosisDataset) dataset = test_build_dataset (values, 4, PROGNOSIS_KIND_INCIDENT, FALSE);
  g_autoptr (PrognosisDataset) cut = prognosis_dataset_truncate (dataset, 3);

  g_assert_cmpuint (test_count_warnings (dataset, "no-cases"), ==, 0);
  g_assert_cmpuint (test_count_warnings (cut, "no-cases"), ==, 1);
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
      g_assert_cmpuint (test_count_warnings (dataset, "kind-guessed") + test_count_warnings (dataset, "kind-doubtful"), ==,
                        n_expected);
      if (n_expected > 0)
        g_assert_cmpuint (test_count_warnings (dataset, cases[i].warning), ==, 1);
    }
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

/* A spike and a fall, an exception in the past and one at the end. */
static void
test_usable (void)
{
  static const double values[] = { 10, 20, 30, 40, 50, 60, 70, 80, 90, 900, 910, 905, NAN, 930, 931 };
  const gsize n = G_N_ELEMENTS (values);
  g_autoptr (PrognosisDataset) read = test_build_dataset (values, n, PROGNOSIS_KIND_CUMULATIVE, FALSE);
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
  g_assert_cmpuint (test_count_warnings (usable, "batch"), ==, 1);
}

/* A share above one has lost its decimal mark, or is a percentage. */
static void
test_above_one (void)
{
  static const double one[] = { 0.2, 0.3, 8.059, 0.4 }, many[] = { 20, 30, 25 }, none[] = { 0, 0.5, 1 };
  g_autoptr (PrognosisDataset) with_one = test_build_dataset (one, G_N_ELEMENTS (one), PROGNOSIS_KIND_PROPORTION, FALSE);
  g_autoptr (PrognosisDataset) with_many = test_build_dataset (many, G_N_ELEMENTS (many), PROGNOSIS_KIND_PROPORTION, FALSE);
  g_autoptr (PrognosisDataset) with_none = test_build_dataset (none, G_N_ELEMENTS (none), PROGNOSIS_KIND_PROPORTION, FALSE);
  g_autoptr (PrognosisDataset) counts = test_build_dataset (many, G_N_ELEMENTS (many), PROGNOSIS_KIND_INCIDENT, FALSE);

  g_assert_nonnull (strstr (find_warning (with_one, "above-one")->message, "8.059 is no proportion"));
  g_assert_nonnull (strstr (find_warning (with_many, "above-one")->message, "20 and other numbers are no proportions"));
  g_assert_null (find_warning (with_none, "above-one"));
  g_assert_null (find_warning (counts, "above-one"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (flag_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/dataset/flags/", flag_cases[i].name, NULL);

      g_test_add_data_func (path, &flag_cases[i], test_flags);
    }
  g_test_add_func ("/dataset/warnings", test_warnings);
  g_test_add_func ("/dataset/findings", test_findings);
  g_test_add_func ("/dataset/never-reported", test_never_reported);
  g_test_add_func ("/dataset/no-cases", test_no_cases);
  g_test_add_func ("/dataset/kinds", test_kinds);
  g_test_add_func ("/dataset/given-flags", test_given_flags);
  g_test_add_func ("/dataset/usable", test_usable);
  g_test_add_func ("/dataset/above-one", test_above_one);
  return g_test_run ();
}
