/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Calls of the C library fail one after another while each command runs. Afterwards every output is what it was or what it should be, all
 * outputs alike, nothing else lies about, and the exit status and a sentence tell the truth. A sample of kinds and calls; all of them with
 * PROGNOSIS_FAULTS=all, which takes minutes.
 */

#include "cli/fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_OUTPUTS 3
#define MAX_CALLS 400

typedef struct
{
  const char *name;
  const char *arguments; /* outputs are out.* and kept.* */
  const char *outputs[MAX_OUTPUTS + 1];
  gboolean is_session;  /* of save-session, not of the command */
  gboolean tries_again; /* in another way: the status tells of the first failure, and the output may be there */
} Case;

static const Case cases[] = {
  { "inspect", "inspect a.csv --output out.csv", { "out.csv" } },
  { "forecast-png",
    "forecast a.csv --model sir --population people.csv --horizon 3 --paths 20 --output out.csv --plot out.png",
    { "out.csv", "out.png" } },
  { "forecast-svg", "forecast a.csv --model persistence --horizon 3 --output out.csv --plot out.svg", { "out.csv", "out.svg" } },
  { "forecast-pdf", "forecast a.csv --model persistence --horizon 3 --output out.csv --plot out.pdf", { "out.csv", "out.pdf" } },
  { "backtest", "backtest a.csv --model no-change --horizon 2 --output out.csv", { "out.csv" } },
  { "part", "backtest a.csv --model no-change --horizon 2 --shard 1/2 --resume --output out.csv", { "out.csv" } },
  { "merge", "merge part-1.csv part-2.csv --output out.csv", { "out.csv" } },
  { "nowcast", "nowcast triangle.csv --output out.csv", { "out.csv" } },
  { "simulate", "simulate --days 20 --output out.csv --plot out.svg", { "out.csv", "out.svg" } },
  { "simulate-chance", "simulate --days 20 --stochastic 20 --threads 2 --output out.csv", { "out.csv" } },
  { "score", "score forecast.csv --truth a.csv --output out.csv", { "out.csv" } },
  { "fit", "fit a.csv --model sir --population people.csv --output out.csv", { "out.csv" } },
  { "session", "out.prognosis 4", { "out.prognosis" }, TRUE },
  { "autosave", "autosave 4", { "prognosis/unsaved.prognosis" }, TRUE, TRUE },
};

static const struct
{
  const char *kind, *how;
} faults[] = {
  { "open", "EMFILE" },   { "open", "EACCES" },   { "open", "EIO" },   { "open", "EINTR" },   { "read", "EIO" },
  { "read", "EINTR" },    { "read", "short" },    { "read", "none" },  { "write", "ENOSPC" }, { "write", "EIO" },
  { "write", "EINTR" },   { "write", "short" },   { "write", "none" }, { "rename", "EIO" },   { "rename", "ENOSPC" },
  { "fsync", "EIO" },     { "fsync", "EINTR" },   { "close", "EIO" },  { "close", "ENOSPC" }, { "mmap", "ENOSPC" },
  { "unlink", "EACCES" }, { "thread", "EAGAIN" },
};

/* Of a case with a picture, all threads fail or none: Pango ends the program without the one that it wants. GLib does so without its own,
 * which saving in the background needs. */
static guint
get_first (const Case *self, const char *kind)
{
  if (!g_str_equal (kind, "thread"))
    return 1;
  return self->tries_again ? MAX_CALLS : self->outputs[1] != NULL ? 0 : 1;
}

/* Results by case, for the table at the end. */
static guint n_runs[G_N_ELEMENTS (cases)], n_done[G_N_ELEMENTS (cases)], n_refused[G_N_ELEMENTS (cases)];

static gboolean
tries_all (void)
{
  return g_strcmp0 (g_getenv ("PROGNOSIS_FAULTS"), "all") == 0;
}

static Result *
run_case (Fixture *fixture, const Case *self, const char *fault)
{
  g_autofree char *mark = g_strconcat (fixture->folder, ".mark", NULL);
  const char *environment[] = { "XDG_STATE_HOME",
                                fixture->folder,
                                "PROGNOSIS_FAULT",
                                fault != NULL ? fault : "",
                                "PROGNOSIS_FAULT_UNDER",
                                fixture->folder,
                                "PROGNOSIS_FAULT_MARK",
                                mark,
                                "LD_PRELOAD",
                                g_getenv ("PROGNOSIS_FAULTS_LIBRARY"),
                                NULL };
  const char *command = g_getenv ("PROGNOSIS_CLI");
  g_autofree char *cli = g_strdup (command);
  Result *result;

  if (fault == NULL)
    environment[2] = NULL;
  if (self->is_session)
    g_setenv ("PROGNOSIS_CLI", g_getenv ("PROGNOSIS_SAVE_SESSION"), TRUE);
  result = run_with (fixture, environment, self->arguments);
  g_setenv ("PROGNOSIS_CLI", cli, TRUE);
  return result;
}

static void
write_inputs (Fixture *fixture)
{
  static const char triangle[] = "location,date,value_0w,value_1w,value_2w\n";
  g_autofree char *data = fixture_outbreak (30, 0), *state = g_build_filename (fixture->folder, "prognosis", NULL);
  g_autoptr (GString) delays = g_string_new (triangle);
  g_autoptr (Result) one = NULL, two = NULL, forecast = NULL;

  for (int week = 0; week < 20; week++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2024, 1, 7, 0, 0, 0), date = g_date_time_add_weeks (first, week);
      g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

      g_string_append_printf (delays, "A,%s,%d,%s,%s\n", day, 40 + week, week < 19 ? "12" : "", week < 18 ? "7" : "");
    }
  g_assert_cmpint (g_mkdir (state, 0700), ==, 0);
  fixture_write (fixture, "a.csv", data, -1);
  fixture_write (fixture, "a.json", "{ \"title\": \"An outbreak\" }", -1);
  fixture_write (fixture, "people.csv", "name,population\na,90000\n", -1);
  fixture_write (fixture, "triangle.csv", delays->str, -1);
  one = run (fixture, "backtest a.csv --model no-change --horizon 2 --shard 1/2 --output part-1.csv");
  two = run (fixture, "backtest a.csv --model no-change --horizon 2 --shard 2/2 --output part-2.csv");
  forecast = run (fixture, "forecast a.csv --model no-change --origin 2020-03-20 --horizon 3 --output forecast.csv");
  assert_status (one, 0);
  assert_status (two, 0);
  assert_status (forecast, 0);
}

static void
write_old (Fixture *fixture, const Case *self)
{
  for (gsize i = 0; self->outputs[i] != NULL; i++)
    fixture_write (fixture, self->outputs[i], "old\n", -1);
}

/* Pictures name the time at which they were made. */
static gboolean
is_same (const char *name, const char *a, const char *b)
{
  return g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".prognosis") ? g_str_equal (a, b) : strlen (a) == strlen (b);
}

static void
check_after (Fixture *fixture, const Case *self, const char *fault, const Result *result, char *const *wanted, guint n_files)
{
  guint n_old = 0, n_new = 0, n_outputs = 0;
  const gsize length = strlen (result->err);
  gboolean is_warned = length > 0;

  for (; self->outputs[n_outputs] != NULL; n_outputs++)
    {
      const char *name = self->outputs[n_outputs];
      g_autofree char *text = fixture_read (fixture, name);

      if (text == NULL)
        g_error ("%s, %s: %s is lost", self->name, fault, name);
      n_old += g_str_equal (text, "old\n");
      n_new += is_same (name, text, wanted[n_outputs]);
      /* Inspect tells of warnings in its table. */
      is_warned |= strstr (text, "cannot be used") != NULL;
    }
  if (result->status < 0 || result->status > 3)
    g_error ("%s, %s: status %d: %s", self->name, fault, result->status, result->err);
  if (self->tries_again)
    {
      if (n_old + n_new != n_outputs)
        g_error ("%s, %s: the output is neither old nor new", self->name, fault);
      return;
    }
  if (result->status != 0 && (n_old != n_outputs || length == 0 || result->err[length - 1] != '\n'))
    g_error ("%s, %s: status %d, %u old outputs, and the message “%s”", self->name, fault, result->status, n_old, result->err);
  /* Another output than without a fault is no harm if a warning says why. */
  if (result->status == 0 && (n_old > 0 || (n_new != n_outputs && !is_warned)))
    g_error ("%s, %s: status 0, but %u old and %u right outputs, and the message “%s”", self->name, fault, n_old, n_new,
             result->err);
  /* What cannot be removed stays. */
  if (!g_str_has_prefix (fault, "unlink") && fixture_count (fixture) != n_files)
    g_error ("%s, %s: there are %u files instead of %u", self->name, fault, fixture_count (fixture), n_files);
}

/* The first calls one by one, then with growing steps. */
static guint
get_next (guint n)
{
  return tries_all () || n < 2 ? n + 1 : 2 * n + 1;
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *self = data;
  /* The others are for other cases. */
  const gsize number = (gsize) (self - cases), stride = self->tries_again ? 11 : 5;
  g_autofree char *mark = g_strconcat (fixture->folder, ".mark", NULL);
  char *wanted[MAX_OUTPUTS] = { NULL };
  g_autoptr (Result) whole = NULL;
  guint n_files;

  write_inputs (fixture);
  write_old (fixture, self);
  n_files = fixture_count (fixture);
  whole = run_case (fixture, self, NULL);
  assert_status (whole, 0);
  for (gsize i = 0; self->outputs[i] != NULL; i++)
    wanted[i] = fixture_read (fixture, self->outputs[i]);
  for (gsize f = tries_all () ? 0 : number % stride; f < G_N_ELEMENTS (faults); f += tries_all () ? 1 : stride)
    for (guint n = get_first (self, faults[f].kind); n < MAX_CALLS; n = n == 0 ? MAX_CALLS : get_next (n))
      {
        g_autofree char *fault = g_strdup_printf ("%s:%u:%s", faults[f].kind, n, faults[f].how);
        g_autoptr (Result) result = NULL;

        write_old (fixture, self);
        result = run_case (fixture, self, fault);
        if (!g_file_test (mark, G_FILE_TEST_EXISTS))
          break;
        g_unlink (mark);
        if (g_str_equal (faults[f].kind, "unlink"))
          n_files = fixture_count (fixture);
        check_after (fixture, self, fault, result, wanted, n_files);
        n_runs[number]++;
        n_done[number] += result->status == 0;
        n_refused[number] += result->status != 0;
      }
  g_test_message ("%u faults: status 0 after %u, another after %u", n_runs[number], n_done[number], n_refused[number]);
  g_assert_cmpuint (n_done[number], >, 0);
  if (tries_all ())
    g_assert_cmpuint (n_refused[number], >, 0);
  for (gsize i = 0; i < MAX_OUTPUTS; i++)
    g_free (wanted[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", cases[i].name, NULL);

      if (!cases[i].is_session || g_getenv ("PROGNOSIS_SAVE_SESSION") != NULL)
        ADD_DATA (path, &cases[i], test_case);
    }
  return g_test_run ();
}
