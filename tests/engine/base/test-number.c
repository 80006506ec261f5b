/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers as text: short, exact, and independent of the locale. */

#include <float.h>
#include <math.h>

#include "prognosis-number.h"

static void
test_short (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[]
      = { { 0.1, "0.1" }, { 16, "16" }, { -0.0, "0" }, { 1e-7, "1e-07" }, { 100000, "100000" }, { NAN, "" }, { INFINITY, "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = prognosis_number_to_text (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_round_trip (void)
{
  const double values[] = { 1.0 / 3.0, G_PI * 1e-200, DBL_MAX, DBL_MIN, 9007199254740993.0, 0.1 + 0.2 };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = prognosis_number_to_text (values[i]);
      double back;

      g_assert_true (prognosis_number_parse (text, &back));
      g_assert_true (back == values[i]);
    }
}

static void
test_refused (void)
{
  const char *const texts[] = { "", " 1", "1 ", "1,5", "one", "nan", "inf", "1e999", "0.5x" };
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (prognosis_number_parse (texts[i], &value));
  g_assert_true (prognosis_number_parse ("-2.5e3", &value));
  g_assert_cmpfloat (value, ==, -2500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/number/short", test_short);
  g_test_add_func ("/engine/number/round-trip", test_round_trip);
  g_test_add_func ("/engine/number/refused", test_refused);
  return g_test_run ();
}
