/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of settings: complete, in bounds, and read and written without loss. */

#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-setting.h"

/* Each bit of PrognosisReads has one setting, and no two share an id, a name or a field. */
static void
test_list (void)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);
  guint seen = 0;

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisSetting *s = &settings[i];

      g_assert_cmpuint (s->reads & (s->reads - 1), ==, 0);
      g_assert_cmpuint (s->reads & seen, ==, 0);
      seen |= s->reads;
      g_assert_true (prognosis_setting_find (s->id) == s);
      g_assert_cmpstr (s->title, !=, "");
      g_assert_true (g_str_has_suffix (s->help, "."));
      g_assert_cmpfloat (s->lower, <, s->upper);
      g_assert_cmpfloat (s->step, >, 0);
      g_assert_true ((s->kind == PROGNOSIS_SETTING_ENUM) == (s->values != NULL));
      g_assert_cmpfloat (s->slider_upper, <=, s->upper);
      for (gsize k = 0; k < i; k++)
        {
          g_assert_cmpuint (s->offset, !=, settings[k].offset);
          g_assert_cmpstr (prognosis_setting_get_option (s), !=, prognosis_setting_get_option (&settings[k]));
        }
    }
  g_assert_cmphex (seen, ==, PROGNOSIS_READS_ALL);
}

static void
test_defaults (void)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (prognosis_setting_get (&settings[i], options), ==, settings[i].preset);
  prognosis_options_check (options, &error);
  g_assert_no_error (error);
  /* Stored and published results depend on them. */
  g_assert_cmpint (options->hidden, ==, 16);
  g_assert_cmpint (options->n_paths, ==, 400);
  g_assert_cmpuint (options->seed, ==, 1);
  g_assert_cmpfloat (options->generation_days, ==, 5.5);
}

static void
assert_parses (const PrognosisSetting *setting, const char *text)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *back = NULL;

  prognosis_setting_parse (setting, text, options, &error);
  g_assert_no_error (error);
  back = prognosis_setting_to_text (setting, options);
  g_assert_cmpstr (back, ==, text);
  prognosis_options_check (options, &error);
  g_assert_no_error (error);
}

static void
assert_refused (const PrognosisSetting *setting, const char *text)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new (), start = prognosis_options_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (prognosis_setting_parse (setting, text, options, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_cmpstr (prognosis_error_get_option (error), ==, setting->id);
  g_assert_nonnull (strstr (error->message, text));
  g_assert_true (prognosis_setting_equal (setting, options, start));
}

static void
test_bounds (void)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisSetting *s = &settings[i];
      g_autoptr (PrognosisOptions) low = prognosis_options_new (), high = prognosis_options_new ();
      g_autofree char *lower = NULL, *upper = NULL;

      prognosis_setting_set (s, low, -1e30);
      prognosis_setting_set (s, high, 1e30);
      lower = prognosis_setting_to_text (s, low);
      upper = prognosis_setting_to_text (s, high);
      assert_parses (s, lower);
      assert_parses (s, upper);
      assert_refused (s, "-1");
      assert_refused (s, "none of these");
      assert_refused (s, "99999999999999999999999");
      if (s->automatic != NULL)
        assert_parses (s, "0");
      else if (s->lower > 0)
        assert_refused (s, "0");
      if (s->kind == PROGNOSIS_SETTING_INT)
        assert_refused (s, "2.5");
    }
}

static void
test_values (void)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    for (gsize v = 0; settings[i].values != NULL && settings[i].values[v].id != NULL; v++)
      assert_parses (&settings[i], settings[i].values[v].id);
  /* A seed beyond what a double holds. */
  assert_parses (prognosis_setting_find ("seed"), "18446744073709551615");
  assert_parses (prognosis_setting_find ("half-life"), "0.3");
}

static void
test_check (void)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      g_autoptr (GError) error = NULL;
      gpointer field = G_STRUCT_MEMBER_P (options, settings[i].offset);

      if (settings[i].kind == PROGNOSIS_SETTING_SEED)
        continue; /* any is right */
      if (settings[i].kind == PROGNOSIS_SETTING_REAL)
        *(double *) field = NAN;
      else
        *(int *) field = -1;
      g_assert_false (prognosis_options_check (options, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
      g_assert_cmpstr (prognosis_error_get_option (error), ==, settings[i].id);
    }
}

/* Between automatic and the lower bound a step goes on in its direction. */
static void
test_step_over_gap (void)
{
  const PrognosisSetting *knots = prognosis_setting_find ("knots");
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  prognosis_setting_set (knots, options, 1);
  g_assert_cmpint (options->n_knots, ==, 2);
  prognosis_setting_set (knots, options, 1);
  g_assert_cmpint (options->n_knots, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/setting/list", test_list);
  g_test_add_func ("/engine/setting/defaults", test_defaults);
  g_test_add_func ("/engine/setting/bounds", test_bounds);
  g_test_add_func ("/engine/setting/values", test_values);
  g_test_add_func ("/engine/setting/check", test_check);
  g_test_add_func ("/engine/setting/step-over-gap", test_step_over_gap);
  return g_test_run ();
}
