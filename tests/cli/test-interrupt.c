/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

/* The contract says 0.1 s; a machine that is busy with other tests gets some more before we complain. */
#define LIMIT_USEC (100 * 1000)
#define ALLOWANCE_USEC (150 * 1000)

/* Reads standard error until @what is there, so that the signal comes in the middle of it. */
static gboolean
wait_for (GSubprocess *process, const char *what)
{
  GInputStream *err = g_subprocess_get_stderr_pipe (process);
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[256];
  gssize n;

  while ((n = g_input_stream_read (err, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      g_string_append_len (text, buffer, n);
      if (strstr (text->str, what) != NULL)
        return TRUE;
    }
  g_test_message ("it ended first: %s", text->str);
  return FALSE;
}

static void
interrupt (Fixture *fixture, GSubprocess *process, int number, guint n_files)
{
  g_autoptr (GBytes) out = NULL;
  gint64 sent_usec = g_get_monotonic_time (), took_usec;

  g_subprocess_send_signal (process, number);
  g_subprocess_communicate (process, NULL, NULL, &out, NULL, NULL);
  took_usec = g_get_monotonic_time () - sent_usec;
  g_test_message ("ended after %.0f ms", took_usec / 1e3);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_cmpuint (g_bytes_get_size (out), ==, 0);
  g_assert_cmpuint (fixture_count (fixture), ==, n_files);
  g_assert_cmpint (took_usec, <, LIMIT_USEC + ALLOWANCE_USEC);
}

/* Nobody writes into the pipe: opening it waits for ever. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "pipe.csv", NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GSubprocess) process = NULL;

      if (i == 0)
        g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      process = start (fixture, "forecast pipe.csv --model persistence --output out.csv");
      g_usleep (300 * 1000);
      interrupt (fixture, process, i == 0 ? SIGINT : SIGTERM, 1);
    }
}

static void
write_long_work (Fixture *fixture)
{
  g_autofree char *one = fixture_outbreak (200, 0);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (one), "\n", -1);
  g_autoptr (GString) csv = g_string_new ("date,location,cases\n");
  g_autoptr (GString) people = g_string_new ("name,population\n");

  for (int region = 0; region < 2000; region++)
    {
      for (gsize i = 1; lines[i] != NULL; i++)
        g_string_append_printf (csv, "%.10s,Place %d,%d\n", lines[i], region, atoi (lines[i] + 11) + region % 50);
      g_string_append_printf (people, "Place %d,%d\n", region, 20000 + region);
    }
  fixture_write (fixture, "a.csv", csv->str, -1);
  fixture_write (fixture, "people.csv", people->str, -1);
}

static void
test_working (Fixture *fixture, gconstpointer data)
{
  const char *what = data;
  g_autoptr (GSubprocess) process = NULL;

  write_long_work (fixture);
  process = start (fixture, "forecast a.csv --population people.csv --model seir --transmission piecewise --knots 12 "
                            "--prior none --progress --output out.csv --plot out.png");
  if (!wait_for (process, what))
    {
      g_test_skip ("the machine is too fast for this test");
      return;
    }
  interrupt (fixture, process, SIGINT, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/interrupt/waiting-for-input", test_reading);
  ADD_DATA ("/cli/interrupt/reading", "Reading", test_working);
  ADD_DATA ("/cli/interrupt/fitting", "Fitting", test_working);
  return g_test_run ();
}
