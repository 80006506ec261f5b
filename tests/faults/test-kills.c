/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Programs are killed at random moments while they write, which is slowed down for that. Every file is what it was or what it should be;
 * after SIGTERM and SIGINT nothing else lies about, and the exit status is 130; after SIGKILL at most temporary files do. 20 rounds a
 * signal, or PROGNOSIS_KILL_ROUNDS.
 */

#include "cli/fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 20
#define CLI "forecast a.csv --model persistence --horizon 3 --output out.csv --plot out.svg"

typedef struct
{
  const char *name;
  int signal;
  gboolean is_session;
} Case;

static const Case cases[] = {
  { "kill", SIGKILL, FALSE },
  { "terminate", SIGTERM, FALSE },
  { "interrupt", SIGINT, FALSE },
  { "kill-session", SIGKILL, TRUE },
};

static guint
get_n_rounds (void)
{
  const char *text = g_getenv ("PROGNOSIS_KILL_ROUNDS");

  return text != NULL ? (guint) atoi (text) : N_ROUNDS;
}

/* The program, with every call of @kind about its files 20 ms late. */
static GSubprocess *
start_slowly (Fixture *fixture, const Case *self, const char *kind)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *fault = g_strdup_printf ("%s:0:slow", kind);
  g_auto (GStrv) words = g_strsplit (self->is_session ? "out.prognosis 4" : CLI, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (char *) g_getenv (self->is_session ? "PROGNOSIS_SAVE_SESSION" : "PROGNOSIS_CLI"));
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("PROGNOSIS_FAULTS_LIBRARY"), TRUE);
  g_subprocess_launcher_setenv (launcher, "PROGNOSIS_FAULT", fault, TRUE);
  g_subprocess_launcher_setenv (launcher, "PROGNOSIS_FAULT_UNDER", fixture->folder, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static gint64
run_whole (Fixture *fixture, const Case *self, const char *kind)
{
  g_autoptr (GSubprocess) process = NULL;
  const gint64 started_usec = g_get_monotonic_time ();

  process = start_slowly (fixture, self, kind);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return g_get_monotonic_time () - started_usec;
}

/* Every name but those of the fixture and of temporary files is a fault. Removes the temporary files and returns their number. */
static guint
remove_temporary (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_str_has_prefix (name, ".prognosis-"))
        {
          n++;
          g_assert_cmpint (g_unlink (path), ==, 0);
        }
      else if (!g_str_equal (name, "a.csv") && !g_str_has_prefix (name, "out."))
        g_error ("%s lies about", name);
    }
  return n;
}

static void
test_kills (Fixture *fixture, gconstpointer data)
{
  static const char *const kinds[] = { "write", "fsync", "rename", "unlink", "close" };
  const Case *self = data;
  const char *outputs[] = { self->is_session ? "out.prognosis" : "out.csv", self->is_session ? NULL : "out.svg", NULL };
  g_autofree char *input = fixture_outbreak (30, 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  char *wanted[2] = { NULL };
  gint64 whole_usec[G_N_ELEMENTS (kinds)];
  guint n_old = 0, n_new = 0, n_mixed = 0, n_temporary = 0, n_ended = 0;

  if (!self->is_session)
    fixture_write (fixture, "a.csv", input, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    whole_usec[i] = run_whole (fixture, self, kinds[i]);
  for (gsize i = 0; outputs[i] != NULL; i++)
    wanted[i] = fixture_read (fixture, outputs[i]);
  for (guint round = 0; round < get_n_rounds (); round++)
    {
      const gsize kind = round % G_N_ELEMENTS (kinds);
      g_autoptr (GSubprocess) process = NULL;
      guint n_new_here = 0, n_outputs = 0, n_left;

      for (gsize i = 0; outputs[i] != NULL; i++)
        fixture_write (fixture, outputs[i], "old\n", -1);
      process = start_slowly (fixture, self, kinds[kind]);
      g_usleep ((gulong) (g_rand_double_range (rand, 0.3, 1.0) * (double) whole_usec[kind]));
      g_subprocess_send_signal (process, self->signal);
      g_subprocess_wait (process, NULL, NULL);
      for (; outputs[n_outputs] != NULL; n_outputs++)
        {
          g_autofree char *text = fixture_read (fixture, outputs[n_outputs]);
          const gboolean is_old = g_strcmp0 (text, "old\n") == 0;

          if (!is_old && strlen (text) != strlen (wanted[n_outputs]))
            g_error ("round %u: %s is neither old nor new", round, outputs[n_outputs]);
          n_new_here += !is_old;
        }
      n_old += n_new_here == 0;
      n_new += n_new_here == n_outputs;
      n_mixed += n_new_here > 0 && n_new_here < n_outputs;
      n_left = remove_temporary (fixture);
      n_temporary += n_left > 0;
      if (self->signal == SIGKILL)
        continue;
      g_assert_cmpuint (n_left, ==, 0);
      /* Before the program listens, a signal ends it at once. */
      if (!g_subprocess_get_if_exited (process))
        {
          g_assert_cmpuint (n_new_here, ==, 0);
          continue;
        }
      g_assert_true (g_subprocess_get_exit_status (process) == 130 || n_new_here == n_outputs);
      n_ended += g_subprocess_get_exit_status (process) == 0;
    }
  g_test_message ("%u rounds: %u old, %u new, %u mixed; %u left temporary files, %u ended first", get_n_rounds (), n_old, n_new,
                  n_mixed, n_temporary, n_ended);
  if (self->signal != SIGKILL)
    g_assert_cmpuint (n_mixed, ==, 0);
  g_assert_cmpuint (n_old, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_free (wanted[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/kills/", cases[i].name, NULL);

      if (!cases[i].is_session || g_getenv ("PROGNOSIS_SAVE_SESSION") != NULL)
        ADD_DATA (path, &cases[i], test_kills);
    }
  return g_test_run ();
}
