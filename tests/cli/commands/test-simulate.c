/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <math.h>

static double
get (GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod (get_cell (rows, row, column), NULL);
}

static void
test_conserves_persons (Fixture *fixture, gconstpointer data)
{
  const char *model = data;
  g_autoptr (Result) result = run (fixture, "simulate --model %s --set N=12345 --set I0=5 --days 200", model);
  g_autoptr (GPtrArray) rows = NULL;
  char **header;

  assert_status (result, 0);
  rows = parse_csv (result->out);
  header = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (header[0], ==, "day");
  g_assert_cmpuint (rows->len, ==, 202);
  for (guint row = 1; row < rows->len; row++)
    {
      double sum = 0;

      for (gsize i = 1; header[i] != NULL; i++)
        {
          double persons = get (rows, row, header[i]);

          g_assert_cmpfloat (persons, >=, -1e-9);
          /* There the dead are counted among the removed. */
          if (!g_str_equal (model, "autoode-covid") || !g_str_equal (header[i], "D"))
            sum += persons;
        }
      g_assert_cmpfloat (get (rows, row, "day"), ==, row - 1);
      g_assert_cmpfloat (fabs (sum - 12345), <, 1e-6);
    }
  g_assert_cmpfloat (fabs (get (rows, 1, "I") - 5), <, 1e-9);
}

/* ln (S0 / S) = R0 (N - S) / N, with everybody else in I at the start. */
static void
test_final_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result
      = run (fixture, "simulate --model sir --set N=763 --set I0=2 --set beta=1.8 --set gamma=0.45 --days 400");
  g_autoptr (GPtrArray) rows = NULL;
  double s;

  assert_status (result, 0);
  rows = parse_csv (result->out);
  s = get (rows, rows->len - 1, "S");
  g_assert_cmpfloat (fabs (log (761 / s) - 4 * (763 - s) / 763), <, 1e-4);
}

static void
test_piecewise (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) constant = run (fixture, "simulate --model sir --set N=1000 --set I0=10 --set beta=0.5 --days 20");
  g_autoptr (Result) level
      = run (fixture, "simulate --model sir --set N=1000 --set I0=10 --set beta1=0.5 --set beta2=0.5 --set beta3=0.5 --days 20");
  g_autoptr (Result) falling
      = run (fixture, "simulate --model sir --set N=1000 --set I0=10 --set beta1=0.5 --set beta2=0 --days 20");
  g_autoptr (GPtrArray) high = NULL;
  g_autoptr (GPtrArray) low = NULL;

  assert_status (constant, 0);
  assert_status (level, 0);
  assert_status (falling, 0);
  g_assert_cmpstr (constant->out, ==, level->out);
  high = parse_csv (constant->out);
  low = parse_csv (falling->out);
  g_assert_cmpfloat (get (low, 21, "S"), >, get (high, 21, "S"));
}

static void
test_nothing_happens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = run (fixture, "simulate --model seir --set N=100 --set I0=10 --set beta=0 --set gamma=0 --days 3");

  assert_status (result, 0);
  g_assert_true (g_str_has_suffix (result->out, "3,90,0,10,0\n"));
}

/* Initial persons by compartment: R0 is who has recovered already. */
static void
test_initial_persons (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) given = run (fixture, "simulate --model seir --set N=100 --set E0=3 --set I0=2 --set R0=20 --days 1");
  g_autoptr (Result) sum = run (fixture, "simulate --model seir --set S0=75 --set E0=3 --set I0=2 --set R0=20 --days 1");

  assert_status (given, 0);
  assert_contains (given->out, "\n0,75,3,2,20\n");
  g_assert_cmpstr (given->out, ==, sum->out);
}

static const char *const refused[] = {
  "--set I0=2",
  "--set N=0",
  "--set N=-3",
  "--set N=100 --set I0=-1",
  "--set N=100 --set I0=101",
  "--set N=100 --set S0=50 --set I0=1",
  "--set N=100 --set sigma=1",
  "--set N=100 --set beta=-1",
  "--set N=100 --set beta=1e9",
  "--set N=100 --set beta=nan",
  "--set N=100 --set beta=1 --set beta1=1",
  "--set N=100 --set beta1=1 --set beta3=1",
  "--set N=100 --set US:beta=1",
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = run (fixture, "simulate --model sir --days 5 %s", (const char *) data);

  assert_status (result, 1);
  g_assert_cmpstr (result->out, ==, "");
  assert_contains (result->err, "--set");
}

int
main (int argc, char **argv)
{
  static const char *const models[] = { "sir", "seir", "seird", "sueir", "autoode-covid" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/simulate/%s/conserves-persons", models[i]);

      ADD_DATA (path, models[i], test_conserves_persons);
    }
  ADD ("/cli/simulate/final-size", test_final_size);
  ADD ("/cli/simulate/piecewise", test_piecewise);
  ADD ("/cli/simulate/nothing-happens", test_nothing_happens);
  ADD ("/cli/simulate/initial-persons", test_initial_persons);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/simulate/refused/%" G_GSIZE_FORMAT, i + 1);

      ADD_DATA (path, refused[i], test_refused);
    }
  return g_test_run ();
}
