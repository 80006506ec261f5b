/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

static const char *const commands[]
    = { "inspect", "models", "simulate", "fit", "forecast", "backtest", "nowcast", "score", "merge" };

static void
test_help (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) whole = run (fixture, "--help");
  g_autoptr (Result) wrong = NULL;

  assert_status (whole, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (Result) one = run (fixture, "%s --help", commands[i]);
      g_autoptr (Result) same = NULL;

      assert_contains (whole->out, commands[i]);
      assert_status (one, 0);
      assert_contains (one->out, "Usage: prognosis-cli");
      assert_contains (one->out, "--quiet");
      g_assert_cmpstr (one->err, ==, "");
      same = run (fixture, "help %s", commands[i]);
      assert_status (same, 0);
      g_assert_cmpstr (same->out, ==, one->out);
    }
  wrong = run (fixture, "help forcast");
  assert_status (wrong, 1);
  assert_contains (wrong->err, "forcast");
}

/* Every option of the help of any command is in the manual page, and the other way round. */
static void
test_manual (Fixture *fixture, gconstpointer data)
{
  g_autofree char *manual = NULL;
  g_autoptr (GHashTable) in_help = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;
  guint n_in_manual = 0;

  g_assert_true (g_file_get_contents (g_getenv ("PROGNOSIS_CLI_MAN"), &manual, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (Result) help = run (fixture, "%s --help", commands[i]);
      g_auto (GStrv) of_help = g_strsplit (help->out, "\n", -1);

      for (gsize k = 0; of_help[k] != NULL; k++)
        if (g_str_has_prefix (of_help[k], "  --"))
          g_hash_table_add (in_help, g_strndup (of_help[k] + 4, strcspn (of_help[k] + 4, " ")));
    }
  g_assert_cmpuint (g_hash_table_size (in_help), >, 40);
  lines = g_strsplit (manual, "\n", -1);
  for (gsize k = 0; lines[k] != NULL; k++)
    if (g_str_has_prefix (lines[k], "\\fB\\-\\-"))
      {
        g_auto (GStrv) parts = g_strsplit (lines[k] + strlen ("\\fB\\-\\-"), "\\fR", 2);
        g_auto (GStrv) words = g_strsplit (parts[0], "\\-", -1);
        g_autofree char *name = g_strjoinv ("-", words);

        g_assert_true (g_hash_table_contains (in_help, name));
        n_in_manual++;
      }
  g_assert_cmpuint (n_in_manual, ==, g_hash_table_size (in_help));
}

static void
test_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = run (fixture, "--version");

  assert_status (result, 0);
  g_assert_true (g_str_has_prefix (result->out, "prognosis-cli "));
}

typedef struct
{
  const char *name;
  const char *arguments;
  const char *says;
} Case;

static const Case cases[] = {
  { "no-command", "", "command" },
  { "unknown-command", "predict a.csv", "“predict”" },
  { "unknown-program-option", "--json", "“--json”" },
  { "no-file", "forecast", "FILE" },
  { "unknown-option", "forecast a.csv --horizons 3", "--horizons" },
  { "short-option", "forecast a.csv -x", "-x" },
  { "of-another-command", "inspect a.csv --horizon 3", "--horizon" },
  { "no-value", "forecast a.csv --horizon", "--horizon" },
  { "option-for-a-value", "forecast a.csv --output --json", "--output" },
  { "value-for-a-switch", "forecast a.csv --quiet=1", "--quiet" },
  { "horizon-text", "forecast a.csv --horizon two", "--horizon" },
  { "horizon-too-long", "forecast a.csv --horizon 3661", "1 to 3660" },
  { "horizon-negative", "forecast a.csv --horizon -3", "--horizon" },
  { "horizon-fraction", "forecast a.csv --horizon 2.5", "--horizon" },
  { "train-one", "forecast a.csv --train 1", "--train" },
  { "epochs-none", "forecast a.csv --epochs 0", "--epochs" },
  { "paths-few", "forecast a.csv --paths 19", "--paths" },
  { "generation-text", "forecast a.csv --generation-days long", "--generation-days" },
  { "set-outside", "forecast a.csv --population 1000 --model sir --set gamma=1e6", "--set" },
  { "set-unknown", "forecast a.csv --population 1000 --model sir --set R0=2", "--set" },
  { "neighbours-unknown", "forecast a.csv --population 1000 --model sir --coupling adjacency", "--coupling" },
  { "holidays", "forecast a.csv --holidays Atlantis", "“none”" },
  { "holidays-not-known", "forecast a.csv --holidays India", "--holidays" },
  { "threads-zero", "forecast a.csv --threads 0", "--threads" },
  { "seed-negative", "forecast a.csv --seed -1", "--seed" },
  { "origin-text", "forecast a.csv --origin yesterday", "--origin" },
  { "origin-no-such-day", "forecast a.csv --origin 2020-02-30", "--origin" },
  { "origin-kind", "forecast a.csv --origin 12", "--origin" },
  { "levels-zero", "forecast a.csv --levels 0,0.5", "--levels" },
  { "levels-one", "forecast a.csv --levels 0.5,1", "--levels" },
  { "levels-twice", "forecast a.csv --levels 0.5,0.50", "--levels" },
  { "levels-text", "forecast a.csv --levels 0.5,high", "--levels" },
  { "levels-empty", "forecast a.csv --levels 0.5,", "--levels" },
  { "loss", "forecast a.csv --loss absolute", "--loss" },
  { "prior", "forecast a.csv --prior strong", "--prior" },
  { "transmission", "forecast a.csv --transmission spline", "--transmission" },
  { "coupling", "forecast a.csv --coupling full", "--coupling" },
  { "knots-of-a-constant", "forecast a.csv --transmission constant --knots 4", "--knots" },
  { "rank-of-none", "forecast a.csv --coupling none --rank 4", "--rank" },
  { "set-without-value", "forecast a.csv --set beta", "--set" },
  { "set-without-name", "forecast a.csv --set =3", "--set" },
  { "set-text", "forecast a.csv --set beta=fast", "--set" },
  { "set-comma", "forecast a.csv --set beta=0,5", "--set" },
  { "observe", "forecast a.csv --observe cases", "--observe" },
  { "format", "forecast a.csv --format spreadsheet", "--format" },
  { "model", "forecast a.csv --model crystal-ball", "--model" },
  { "models", "forecast a.csv --model sir,seir", "--model" },
  { "regions", "forecast a.csv --regions Atlantis", "--regions" },
  { "signals", "forecast a.csv --signals tides", "--signals" },
  { "population", "forecast a.csv --population -5", "--population" },
  { "plot-suffix", "forecast a.csv --plot a.gif", "--plot" },
  { "plot-folder", "forecast a.csv --plot nowhere/a.png", "--plot" },
  { "output-folder", "forecast a.csv --output nowhere/a.csv", "--output" },
  { "output-is-a-folder", "forecast a.csv --output .", "--output" },
  { "output-is-an-input", "forecast a.csv --output a.csv", "--output" },
  { "output-and-plot", "forecast a.csv --output a.png --plot a.png", "--plot" },
  { "vintages-of-a-fit", "fit a.csv --vintages a.csv", "--vintages" },
  { "hub", "forecast a.csv --hub everywhere", "--hub" },
  { "hub-of-weeks", "forecast a.csv --model persistence --hub cdc-flusight", "--hub" },
  { "simulate-without-days", "simulate --model sir --set N=10", "--days" },
  { "simulate-operand", "simulate a.csv", "a.csv" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Case *it = data;
  g_autofree char *csv = fixture_outbreak (40, 0);
  g_autofree char *after = NULL;
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "%s", it->arguments);
  assert_status (result, 1);
  g_assert_cmpstr (result->out, ==, "");
  assert_contains (result->err, it->says);
  assert_contains (result->err, "--help");
  g_assert_cmpuint (fixture_count (fixture), ==, 1);
  after = fixture_read (fixture, "a.csv");
  g_assert_cmpstr (after, ==, csv);
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  const char *families[] = { "mechanistic", "data-driven", "hybrid", "statistical", "ensemble", NULL };
  const char *ids[] = { "sir", "seir", "seird", "sueir", "autoode-covid", "no-change", "persistence", "auto" };
  g_autoptr (Result) result = run (fixture, "models");
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  assert_status (result, 0);
  lines = g_strsplit (g_strchomp (result->out), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      g_assert_true (g_strv_contains (families, cells[1]));
      g_assert_cmpstr (cells[2], !=, "");
      g_assert_true (g_hash_table_add (seen, g_strdup (cells[0])));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (g_hash_table_contains (seen, ids[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/options/help", test_help);
  ADD ("/cli/options/manual", test_manual);
  ADD ("/cli/options/version", test_version);
  ADD ("/cli/options/models", test_models);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/options/refused/%s", cases[i].name);

      ADD_DATA (path, &cases[i], test_refused);
    }
  return g_test_run ();
}
