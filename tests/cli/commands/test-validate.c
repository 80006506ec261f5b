/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for forecast hubs, as written by “forecast --hub” and checked by “validate”. */

#include "fixture.h"

#include <math.h>
#include <string.h>

/* Weekly values of three places that end on a Saturday, and one that no hub has. */
static char *
make_weeks (const char *columns, const char *codes, double scale, int first_day)
{
  GString *csv = g_string_new (columns);
  g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, first_day, 0, 0, 0);
  g_auto (GStrv) places = g_strsplit (codes, ",", -1);

  for (int week = 0; week < 60; week++)
    for (guint p = 0; places[p] != NULL; p++)
      {
        g_autoptr (GDateTime) day = g_date_time_add_weeks (first, week);
        g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

        g_string_append_printf (csv, "%s,%s,%.6g\n", text, places[p],
                                scale * (p + 1) * (200 + 150 * sin (week / 6.0 + p) + week * 7 % 11));
      }
  return g_string_free (csv, FALSE);
}

#define PLAIN "date,location,value\n"

typedef struct
{
  const char *hub, *columns, *places, *more, *name;
  double scale;
  int first_day;
  guint n_types; /* output types and targets in the file */
} Case;

/* The last week is that of 2025-02-22, or the Sunday after. */
static const Case cases[] = {
  { "cdc-flusight", PLAIN, "01,US,72", "", "2025-03-01-TEAM-MODEL.csv", 1, 6, 3 },
  { "cdc-covid", PLAIN, "01,US,72", "", "2025-03-01-TEAM-MODEL.csv", 1, 6, 2 },
  { "cdc-covid", PLAIN, "01,US,72", "--kind proportion", "2025-03-01-TEAM-MODEL.csv", 1e-4, 6, 2 },
  { "cdc-rsv", PLAIN, "01,US,72", "", "2025-03-01-TEAM-MODEL.csv", 1, 6, 2 },
  { "respicast", "date,location,ILI incidence\n", "DE,FR,GB-ENG", "--kind rate", "2025-03-05-TEAM-MODEL.csv", 0.1, 7, 2 },
  { "respinow-sari", PLAIN, "DE,DE-00-04,DE-80+", "", "2025-02-27-icosari-sari-TEAM-MODEL.csv", 1, 7, 1 },
  { "respinow-influenza", PLAIN, "DE,DE-BY,DE-HE", "", "2025-02-20-survstat-influenza-TEAM-MODEL.csv", 1, 7, 1 },
};

static guint
count_types (const char *csv)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = parse_csv (csv);
  const gboolean has_target = strstr (csv, "target,") != NULL;
  const char *type = strstr (csv, "output_type") != NULL ? "output_type" : "type";

  for (guint row = 1; row < rows->len; row++)
    g_hash_table_add (seen,
                      g_strdup_printf ("%s %s", has_target ? get_cell (rows, row, "target") : "", get_cell (rows, row, type)));
  return g_hash_table_size (seen);
}

/* All that each hub asks for passes its rules. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  const Case *hub = data;
  g_autofree char *csv = make_weeks (hub->columns, hub->places, hub->scale, hub->first_day), *written = NULL;
  g_autoptr (Result) forecast = NULL, result = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  forecast
      = run (fixture, "forecast a.csv --model persistence --hub %s --outputs all --output %s %s", hub->hub, hub->name, hub->more);
  assert_status (forecast, 0);
  written = fixture_read (fixture, hub->name);
  g_assert_cmpuint (count_types (written), ==, hub->n_types);
  result = run (fixture, "validate %s --hub %s", hub->name, hub->hub);
  assert_status (result, 0);
  assert_contains (result->out, ": valid for ");
  assert_contains (result->out, g_str_equal (hub->hub, "respinow-sari") ? " 1 places" : " 3 places");
}

static void
test_ambiguous (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_weeks ("date,location,value\n", "DE,FR", 0.1, 7);
  g_autoptr (Result) result = NULL, counts = NULL, unknown = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "forecast a.csv --model persistence --hub respicast --kind rate");
  assert_status (result, 1);
  assert_contains (result->err, "the data could be of “ILI incidence” or of “ARI incidence”; name one with --target");
  counts = run (fixture, "forecast a.csv --model persistence --hub respicast --kind incident");
  assert_status (counts, 1);
  assert_contains (counts->err, "asks for “ILI incidence”, “ARI incidence”");
  unknown = run (fixture, "forecast a.csv --hub respicast --outputs densities");
  assert_status (unknown, 1);
  assert_contains (unknown->err, "Option --outputs: “densities” is not known");
}

/* A place that the hub does not have is left out, and named. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = make_weeks ("date,location,value\n", "01,US,66", 1, 6);
  g_autoptr (Result) result = NULL;

  fixture_write (fixture, "a.csv", csv, -1);
  result = run (fixture, "forecast a.csv --model persistence --hub cdc-flusight --output 2025-03-01-A-B.csv");
  assert_status (result, 0);
  assert_contains (result->err, "is left out: CDC FluSight has no location “66”");
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Result) result = NULL, no_hub = NULL, no_file = NULL, unknown = NULL;

  fixture_write (fixture, "2025-03-01-A-B.csv",
                 "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"
                 "2025-03-01,wk inc covid hosp,0,2025-03-08,01,quantile,0.5,-7\n",
                 -1);
  result = run (fixture, "validate 2025-03-01-A-B.csv --hub cdc-covid");
  assert_status (result, 2);
  assert_contains (result->out, "2025-03-01-A-B.csv:2: the value -7 is below 0\n");
  assert_contains (result->out, "2025-03-01-A-B.csv:2: target_end_date is 2025-03-08; expected 2025-03-01 for horizon 0\n");
  assert_contains (result->err, "1 of 1 files would be refused by CDC COVID-19 Forecast Hub");
  no_hub = run (fixture, "validate 2025-03-01-A-B.csv");
  assert_status (no_hub, 1);
  assert_contains (no_hub->err, "needs --hub");
  no_file = run (fixture, "validate nowhere.csv --hub cdc-covid");
  assert_status (no_file, 2);
  assert_contains (no_file->err, "nowhere.csv: there is no such file");
  unknown = run (fixture, "validate 2025-03-01-A-B.csv --hub nowhere");
  assert_status (unknown, 1);
  assert_contains (unknown->err, "Option --hub: “nowhere” is not a forecast hub; expected cdc-covid, ");
}

/* What other teams submitted is valid. */
static void
test_mini_hub (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hub = shared ("data/mini-hub"), *file = NULL;
  g_autoptr (Result) result = NULL;

  if (hub == NULL)
    return;
  file = g_build_filename (hub, "model-output", "CovidHub-ensemble", "2025-05-17-CovidHub-ensemble.csv", NULL);
  result = run (fixture, "validate %s --hub %s", file, hub);
  assert_status (result, 0);
  assert_contains (result->out, "round 2025-05-17: 1380 rows, 12 places");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/validate/round-trip/%s-%" G_GSIZE_FORMAT, cases[i].hub, i);

      ADD_DATA (path, &cases[i], test_round_trip);
    }
  ADD ("/validate/ambiguous", test_ambiguous);
  ADD ("/validate/left-out", test_left_out);
  ADD ("/validate/invalid", test_invalid);
  ADD ("/validate/mini-hub", test_mini_hub);
  return g_test_run ();
}
