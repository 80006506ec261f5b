/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "prognosis-model-list.h"
#include "prognosis-parameter-view.h"
#include "test-reading.h"

static PrognosisFit *
fit_school (const char *model)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "influenza-boarding-school-1978.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = test_read_one (path, NULL, &error);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  PrognosisFit *fit = prognosis_fit_new (dataset, prognosis_model_find (model), options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return fit;
}

static gsize
find (const PrognosisFit *fit, const char *id)
{
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (g_str_equal (prognosis_fit_get_parameter (fit, i)->id, id))
      return i;
  g_assert_not_reached ();
}

/* Persons are fractions inside; the sample has 763. */
static void
test_units (void)
{
  g_autoptr (PrognosisFit) fit = fit_school ("sir");
  const gsize initial = find (fit, "I0"), gamma = find (fit, "gamma");
  const double *values = prognosis_fit_get_values (fit);

  g_assert_cmpfloat_with_epsilon (prognosis_fit_get_value (fit, 0, initial), 763 * values[initial], 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_fit_to_unit (fit, 0, initial, 0.5), 381.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_fit_from_unit (fit, 0, initial, 381.5), 0.5, 1e-12);
  g_assert_cmpfloat (prognosis_fit_get_value (fit, 0, gamma), ==, values[gamma]);
  g_assert_cmpfloat (prognosis_fit_from_unit (fit, 0, gamma, 0.3), ==, 0.3);
}

static void
test_duration (void)
{
  g_autoptr (PrognosisFit) fit = fit_school ("seir");
  const gsize gamma = find (fit, "gamma"), sigma = find (fit, "sigma");
  const PrognosisParameterView *view = prognosis_parameter_view_find (prognosis_fit_get_parameter (fit, gamma));

  g_assert_true (view == &prognosis_parameter_view_duration);
  g_assert_true (prognosis_parameter_view_find (prognosis_fit_get_parameter (fit, sigma)) == view);
  g_assert_cmpint (view->unit, ==, PROGNOSIS_UNIT_DAYS);
  g_assert_cmpfloat_with_epsilon (view->to (fit, prognosis_fit_get_values (fit), 0.25), 4.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (view->from (fit, prognosis_fit_get_values (fit), 4.0), 0.25, 1e-12);
  g_assert_true (view->depends (fit, gamma, gamma));
  g_assert_false (view->depends (fit, gamma, sigma));
  g_assert_null (prognosis_parameter_view_find (prognosis_fit_get_parameter (fit, find (fit, "I0"))));
}

/* R0 of a SuEIR model depends on three rates, of a SEIR model on one, and never on initial values. */
static void
test_reproduction (void)
{
  static const struct
  {
    const char *model;
    const char *rates[4];
  } cases[] = { { "seir", { "gamma" } }, { "sueir", { "sigma", "mu", "gamma" } } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (PrognosisFit) fit = fit_school (cases[c].model);
      const gsize beta = find (fit, "beta");
      const PrognosisParameterView *view = prognosis_parameter_view_find (prognosis_fit_get_parameter (fit, beta));
      const double *values = prognosis_fit_get_values (fit);
      const double shown = view->to (fit, values, values[beta]);

      g_assert_true (view == &prognosis_parameter_view_reproduction);
      g_assert_cmpfloat (shown, ==, prognosis_fit_get_basic_reproduction (fit, values, values[beta]));
      g_assert_cmpfloat_with_epsilon (view->from (fit, values, shown), values[beta], 1e-12);
      for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
        g_assert_true (view->depends (fit, beta, i)
                       == (i == beta || g_strv_contains (cases[c].rates, prognosis_fit_get_parameter (fit, i)->id)));
    }
}

static void
test_plain (void)
{
  const PrognosisParameterView *view = &prognosis_parameter_view_plain;

  g_assert_cmpfloat (view->to (NULL, NULL, 0.3), ==, 0.3);
  g_assert_cmpfloat (view->from (NULL, NULL, 0.3), ==, 0.3);
  g_assert_true (view->depends (NULL, 2, 2));
  g_assert_false (view->depends (NULL, 2, 3));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/parameter-view/units", test_units);
  g_test_add_func ("/engine/parameter-view/plain", test_plain);
  g_test_add_func ("/engine/parameter-view/duration", test_duration);
  g_test_add_func ("/engine/parameter-view/reproduction", test_reproduction);
  return g_test_run ();
}
