/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "damage.h"
#include "prognosis-error.h"

#define MAX_SECONDS 60
#define MAX_BYTES (1.5e9)

static const char *const outcome_names[] = { "refused", "read the same", "warned of", "not to be known", "wrong without a word" };

static char current[512];
static guint number;

void
damage_set_current (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_vsnprintf (current, sizeof current, format, arguments);
  va_end (arguments);
}

static void
on_alarm (int signal_number)
{
  static const char text[] = "damage: no end of reading: ";

  (void) !write (STDERR_FILENO, text, sizeof text - 1);
  (void) !write (STDERR_FILENO, current, strlen (current));
  abort ();
}

void
damage_watch (gboolean is_begun)
{
  alarm (is_begun ? MAX_SECONDS : 0);
}

PrognosisDataset *
damage_read (const char *path, GError **error)
{
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  PrognosisDataset *dataset;

  damage_watch (TRUE);
  dataset = prognosis_read (paths, &options, NULL, error);
  damage_watch (FALSE);
  return dataset;
}

void
damage_check_error (const GError *error)
{
  if (!g_error_matches (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT) || !g_utf8_validate (error->message, -1, NULL)
      || strchr (error->message, '\n') != NULL)
    g_error ("%s: the error is no sentence about the input: %s", current, error->message);
}

void
damage_keep (const char *path, DamageWay way)
{
  g_autofree char *content = NULL, *base = g_path_get_basename (path);
  g_autofree char *to = g_strdup_printf ("damage-%u-%s", number, base);
  gsize n;

  if (g_file_get_contents (path, &content, &n, NULL))
    g_file_set_contents (to, content, (gssize) n, NULL);
  g_print ("# wrong without a word: %s (%s), kept as %s\n", current, damage_way_to_string (way), to);
}

static double
get_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss * 1024.0;
}

static void
print_counts (const DamageKind *kinds, gsize n_kinds, guint counts[][DAMAGE_N_OUTCOMES], guint n)
{
  g_print ("# %u files\n# %-12s", n, "");
  for (int outcome = 0; outcome < DAMAGE_N_OUTCOMES; outcome++)
    g_print (" %20s", outcome_names[outcome]);
  for (gsize kind = 0; kind < n_kinds; kind++)
    {
      guint n_of_kind = 0;

      for (int outcome = 0; outcome < DAMAGE_N_OUTCOMES; outcome++)
        n_of_kind += counts[kind][outcome];
      if (n_of_kind == 0)
        continue;
      g_print ("\n# %-12s", kinds[kind].name);
      for (int outcome = 0; outcome < DAMAGE_N_OUTCOMES; outcome++)
        g_print (" %20u", counts[kind][outcome]);
    }
  g_print ("\n# memory at most %.0f MB\n", get_memory () / 1048576.0);
}

/* The kinds in turn, each as often as its share says. */
static gsize
choose_kind (const DamageKind *kinds, gsize n_kinds, guint file)
{
  guint sum = 0;
  gsize kind = 0;

  for (gsize i = 0; i < n_kinds; i++)
    sum += kinds[i].share;
  for (guint at = file % sum; at >= kinds[kind].share; kind++)
    at -= kinds[kind].share;
  return kind;
}

int
damage_run (int argc, char **argv, const DamageKind *kinds, gsize n_kinds)
{
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : 100;
  Damage self = { .rand = g_rand_new_with_seed (argc > 2 ? (guint32) atoi (argv[2]) : 13), .formats = g_key_file_new () };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "formats.ini", NULL);
  g_autofree guint (*counts)[DAMAGE_N_OUTCOMES] = g_malloc0 (n_kinds * sizeof *counts);
  g_autoptr (GError) error = NULL;
  gboolean is_bounded;
  guint n_silent = 0, n_tried = 0;

  signal (SIGALRM, on_alarm);
  if (!g_key_file_load_from_file (self.formats, path, G_KEY_FILE_NONE, &error))
    g_error ("%s", error->message);
  self.folder = g_dir_make_tmp ("prognosis-damage-XXXXXX", NULL);
  for (number = 0; n_tried < n; number++)
    {
      const gsize kind = choose_kind (kinds, n_kinds, number);
      DamageOutcome outcome;

      if (argc > 3 && !g_str_equal (argv[3], kinds[kind].name))
        continue;
      outcome = kinds[kind].try_one (&self, kinds[kind].variant);
      counts[kind][outcome]++;
      n_silent += outcome == DAMAGE_OUTCOME_SILENT;
      n_tried++;
    }
  if (g_rmdir (self.folder) != 0)
    g_error ("%s: something is left", self.folder);
  g_free (self.folder);
  g_rand_free (self.rand);
  g_key_file_unref (self.formats);
  print_counts (kinds, n_kinds, counts, n);
  is_bounded = get_memory () < MAX_BYTES;
  g_print ("1..2\n%s 1 nothing is wrong without a word\n%s 2 memory is bounded\n", n_silent == 0 ? "ok" : "not ok",
           is_bounded ? "ok" : "not ok");
  return n_silent == 0 && is_bounded ? 0 : 1;
}
