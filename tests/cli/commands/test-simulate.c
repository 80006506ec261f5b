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

/* --- an outbreak ---------------------------------------------------------------- */

static void
test_outbreak_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = run (fixture, "simulate --set population=5000 --set doses=20 --change 30=0.5 --days 100");
  g_autoptr (GPtrArray) rows = NULL;

  assert_status (result, 0);
  rows = parse_csv (result->out);
  g_assert_cmpuint (rows->len, ==, 102);
  for (guint row = 1; row < rows->len; row++)
    {
      double sum = 0;

      for (const char *state = "SEIRDV"; *state != '\0'; state++)
        {
          const char column[] = { *state, '\0' };

          sum += get (rows, row, column);
        }
      g_assert_cmpfloat (fabs (sum - 5000), <, 1e-4);
      g_assert_cmpfloat (get (rows, row, "day"), ==, row - 1);
      g_assert_cmpfloat (get (rows, row, "beds"), >=, 0);
    }
  g_assert_cmpfloat (get (rows, 101, "V"), >, 100);
}

static void
test_outbreak_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) one = run (fixture, "simulate --set population=500 --stochastic 20 --days 30 --threads 1");
  g_autoptr (Result) two = run (fixture, "simulate --set population=500 --stochastic 20 --days 30 --threads 2");
  g_autoptr (Result) other = run (fixture, "simulate --set population=500 --stochastic 20 --days 30 --seed 2");
  g_autoptr (GPtrArray) rows = NULL;

  assert_status (one, 0);
  g_assert_cmpstr (one->out, ==, two->out);
  g_assert_cmpstr (one->out, !=, other->out);
  rows = parse_csv (one->out);
  g_assert_cmpuint (rows->len, ==, 1 + 31 * 7);
  for (guint row = 2; row < rows->len; row++)
    if (g_str_equal (get_cell (rows, row, "day"), get_cell (rows, row - 1, "day")))
      g_assert_cmpfloat (get (rows, row, "I"), >=, get (rows, row - 1, "I"));
}

static void
test_outbreak_summary (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) text = run (fixture, "simulate --disease sars --days 500 --set capacity=100 --summary");
  g_autoptr (Result) json
      = run (fixture, "simulate --disease sars --days 500 --set capacity=100 --summary --json --output table.csv");
  g_autoptr (Result) runs
      = run (fixture, "simulate --disease measles --set population=300 --set imported=1 --stochastic 50 --summary");
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *table = NULL;

  assert_status (text, 0);
  assert_contains (text->out, "Over the capacity of 100 beds: day ");
  assert_status (json, 0);
  node = parse_json (json->out);
  g_assert_cmpfloat (get_number (node, "doubling_days"), >, 1);
  g_assert_cmpfloat (get_number (node, "over_capacity_from"), <, get_number (node, "over_capacity_to"));
  /* SARS with R0 = 2.7 infects nine in ten of a population in which everybody is susceptible. */
  g_assert_cmpfloat (fabs (get_number (node, "infected") / 1e5 - 0.915), <, 0.005);
  table = fixture_read (fixture, "table.csv");
  g_assert_true (g_str_has_prefix (table, "day,S,E,I,R,D,V,infections,beds\n"));
  assert_status (runs, 0);
  assert_contains (runs->out, "Chance that it dies out early: ");
}

static const char *const refused_outbreaks[][2] = {
  { "--set reproducton=2", "expected one of population, imported, reproduction" },
  { "--set efficacy=80", "efficacy is 80, expected 0 to 1" },
  { "--set US:doses=80", "names a region" },
  { "--set population=10 --set imported=11", "11 imported cases in a population of 10" },
  { "--disease plague", "expected one of influenza, measles, covid-19, sars" },
  { "--change 2020-03-01=0.5", "expected a whole number from 0 to 200" },
  { "--change 201=0.5", "expected a whole number from 0 to 200" },
  { "--stochastic 1", "--stochastic" },
  { "--json", "with --summary only" },
  { "--model sir --set N=10 --days 3 --stochastic 10", "leave out --model" },
};

static void
test_outbreak_refused (Fixture *fixture, gconstpointer data)
{
  const char *const *row = data;
  g_autoptr (Result) result = run (fixture, "simulate %s", row[0]);

  assert_status (result, 1);
  g_assert_cmpstr (result->out, ==, "");
  assert_contains (result->err, row[1]);
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
  ADD ("/cli/simulate/outbreak/table", test_outbreak_table);
  ADD ("/cli/simulate/outbreak/runs", test_outbreak_runs);
  ADD ("/cli/simulate/outbreak/summary", test_outbreak_summary);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_outbreaks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/simulate/outbreak/refused/%" G_GSIZE_FORMAT, i + 1);

      ADD_DATA (path, refused_outbreaks[i], test_outbreak_refused);
    }
  return g_test_run ();
}
