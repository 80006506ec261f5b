/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ticks: few, inside the axis, distinct, and with labels that do not overlap. */

#include <math.h>
#include <string.h>

#include "prognosis-ticks.h"

static double
seven_a_letter (const char *text, gpointer user_data)
{
  return 7.0 * (double) g_utf8_strlen (text, -1);
}

static void
check (GArray *ticks, double from, double to)
{
  g_assert_cmpuint (ticks->len, <=, 60);
  for (guint i = 0; i < ticks->len; i++)
    {
      const PrognosisTick *tick = &g_array_index (ticks, PrognosisTick, i);

      g_assert_cmpfloat (tick->value, >=, from - 1e-6 * (to - from));
      g_assert_cmpfloat (tick->value, <=, to + 1e-6 * (to - from));
      if (i == 0)
        continue;
      g_assert_cmpfloat (tick->value, >, tick[-1].value);
      if (g_strcmp0 (tick->label, tick[-1].label) == 0 && g_strcmp0 (tick->second, tick[-1].second) == 0)
        g_error ("%.17g and %.17g are both “%s” from %.17g to %.17g", tick[-1].value, tick->value, tick->label, from, to);
    }
}

static void
test_any_range (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 4000; i++)
    {
      double from = g_rand_double_range (rand, -1, 1) * pow (10, g_rand_double_range (rand, -20, 20));
      double to = from + fabs (from) * pow (10, g_rand_double_range (rand, -8, 4));
      gsize n = (gsize) g_rand_int_range (rand, 1, 12);
      g_autoptr (GArray) linear = NULL;
      g_autoptr (GArray) fit = NULL;

      if (!prognosis_range_is_valid (from, to, FALSE))
        continue;
      linear = prognosis_ticks_linear (from, to, n, FALSE, FALSE);
      check (linear, from, to);
      g_assert_cmpuint (linear->len, <=, n + 1);
      fit = prognosis_ticks_fit (from, to, 300, 5, FALSE, FALSE, seven_a_letter, NULL);
      check (fit, from, to);
      if (from > 0)
        {
          g_autoptr (GArray) logs = prognosis_ticks_log (from, to, n, FALSE);

          check (logs, from, to);
          for (guint k = 0; k < logs->len; k++)
            g_assert_cmpfloat (g_array_index (logs, PrognosisTick, k).value, >, 0);
        }
    }
}

static void
test_bad_ranges (void)
{
  const double bad[][2]
      = { { 0, 0 }, { 1, 0 }, { NAN, 1 }, { 0, NAN }, { -INFINITY, 1 }, { 0, INFINITY }, { 1e9, 1e9 + 1e-7 }, { -1e305, 1e305 } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GArray) ticks = prognosis_ticks_linear (bad[i][0], bad[i][1], 5, FALSE, FALSE);

      g_assert_false (prognosis_range_is_valid (bad[i][0], bad[i][1], FALSE));
      g_assert_cmpuint (ticks->len, ==, 0);
    }
  g_assert_false (prognosis_range_is_valid (0, 1, TRUE));
  g_assert_false (prognosis_range_is_valid (-1, 1, TRUE));
  g_assert_true (prognosis_range_is_valid (1e-5, 1, TRUE));
}

static void
check_dates (double from, double to, double length)
{
  g_autoptr (GArray) ticks = prognosis_ticks_date (from, to, length, 8, FALSE, FALSE, seven_a_letter, NULL);
  double end = -INFINITY;

  check (ticks, from, to);
  for (guint i = 0; i < ticks->len; i++)
    {
      const PrognosisTick *tick = &g_array_index (ticks, PrognosisTick, i);
      double half = 3.5 * (double) g_utf8_strlen (tick->label, -1), x = (tick->value - from) / (to - from) * length;

      g_assert_cmpfloat (x - half, >=, end);
      end = x + half;
    }
}

static void
test_dates (void)
{
  for (double days = 1; days < 3e6; days *= 1.7)
    for (double length = 20; length < 2000; length *= 1.6)
      {
        check_dates (18000, 18000 + days, length);
        check_dates (-100000.25, -100000.25 + days, length);
      }
}

static void
test_date_labels (void)
{
  /* 2020-08-22 is day 18496 */
  g_autoptr (GArray) weeks = prognosis_ticks_date (18496, 18496 + 60, 600, 8, FALSE, FALSE, seven_a_letter, NULL);
  g_autoptr (GArray) months = prognosis_ticks_date (18496, 18496 + 300, 500, 8, FALSE, FALSE, seven_a_letter, NULL);
  g_autofree char *day = prognosis_figure_format_x (18496, PROGNOSIS_AXIS_DATE, FALSE);

  g_assert_cmpstr (day, ==, "22 Aug 2020");
  g_assert_cmpstr (g_array_index (weeks, PrognosisTick, 0).label, ==, "24 Aug"); /* a Monday */
  g_assert_cmpstr (g_array_index (weeks, PrognosisTick, 0).second, ==, "2020");
  g_assert_cmpstr (g_array_index (weeks, PrognosisTick, 1).label, ==, "31 Aug");
  g_assert_null (g_array_index (weeks, PrognosisTick, 1).second);
  g_assert_cmpstr (g_array_index (months, PrognosisTick, 0).label, ==, "Sep");
  g_assert_cmpstr (g_array_index (months, PrognosisTick, 4).label, ==, "Jan");
  g_assert_cmpstr (g_array_index (months, PrognosisTick, 4).second, ==, "2021");
}

/* Data of months are at the last day of each: so are the ticks, and no tick is a day. */
static void
test_months (void)
{
  g_autoptr (GArray) ticks = prognosis_ticks_date (18496, 18496 + 200, 5000, 8, TRUE, FALSE, seven_a_letter, NULL);
  g_autoptr (GArray) years = prognosis_ticks_date (18496, 18496 + 4000, 300, 8, TRUE, FALSE, seven_a_letter, NULL);
  g_autofree char *month = prognosis_figure_format_x (18504, PROGNOSIS_AXIS_MONTH, FALSE);

  g_assert_cmpstr (month, ==, "Aug 2020");
  g_assert_cmpuint (ticks->len, ==, 7);
  g_assert_cmpstr (g_array_index (ticks, PrognosisTick, 0).label, ==, "Aug");
  g_assert_cmpfloat (g_array_index (ticks, PrognosisTick, 0).value, ==, 18505); /* 2020-08-31 */
  g_assert_cmpstr (g_array_index (ticks, PrognosisTick, 1).label, ==, "Sep");
  g_assert_cmpfloat (g_array_index (ticks, PrognosisTick, 1).value, ==, 18535);
  g_assert_cmpstr (g_array_index (ticks, PrognosisTick, 5).second, ==, "2021");
  g_assert_cmpuint (years->len, >, 1);
  g_assert_cmpfloat (g_array_index (years, PrognosisTick, 0).value, >=, 18496);
}

static void
test_numbers (void)
{
  const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 5, "5" },
    { 1234, "1234" },
    { 12345, "12\342\200\257345" },
    { -1234567, "\342\210\2221\342\200\257234\342\200\257567" },
    { 0.25, "0.25" },
    { 12.5, "12.5" },
    { 1e18, "1.00×10¹⁸" },
    { 2.5e-7, "2.50×10⁻⁷" },
    { NAN, "–" },
    { INFINITY, "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = prognosis_figure_format_number (cases[i].value, FALSE);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
check_labels (double from, double to, gsize n, const char *expected)
{
  g_autoptr (GArray) ticks = prognosis_ticks_linear (from, to, n, FALSE, FALSE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (ticks, PrognosisTick, i).label);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_tick_labels (void)
{
  check_labels (0, 1.05, 6, "0 0.2 0.4 0.6 0.8 1.0");
  check_labels (0, 2.1e6, 5, "0 0.5M 1.0M 1.5M 2.0M");
  check_labels (0, 4400, 5, "0 1000 2000 3000 4000");
  check_labels (0.00002, 0.00005, 3, "2×10⁻⁵ 3×10⁻⁵ 4×10⁻⁵ 5×10⁻⁵");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/ticks/any-range", test_any_range);
  g_test_add_func ("/plot/ticks/bad-ranges", test_bad_ranges);
  g_test_add_func ("/plot/ticks/dates", test_dates);
  g_test_add_func ("/plot/ticks/date-labels", test_date_labels);
  g_test_add_func ("/plot/ticks/months", test_months);
  g_test_add_func ("/plot/ticks/numbers", test_numbers);
  g_test_add_func ("/plot/ticks/labels", test_tick_labels);
  return g_test_run ();
}
