/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-error.h"

/* libFuzzer's own: called once, before the first input. */
int LLVMFuzzerInitialize (int *argc, char ***argv);

static char *folder;
static GHashTable *paths;

static void
on_trap (int number)
{
  abort ();
}

/* GLib ends a program with SIGTRAP, which libFuzzer does not know as a crash. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  signal (SIGTRAP, on_trap);
  return 0;
}

guint
fuzz_choose (FuzzInput *self, guint bound)
{
  int c;

  if (self->n == 0 || *self->data == '\n')
    return 0;
  c = *self->data;
  self->data++;
  self->n--;
  return (guint) (g_ascii_isdigit (c) ? c - '0' : g_ascii_islower (c) ? c - 'a' + 10 : c) % bound;
}

guint
fuzz_take (FuzzInput *self, guint bound)
{
  if (self->n == 0)
    return 0;
  self->n--;
  return *self->data++ % bound;
}

void
fuzz_end_line (FuzzInput *self)
{
  const guchar *end = self->n > 0 ? memchr (self->data, '\n', self->n) : NULL;
  const gsize used = end != NULL ? (gsize) (end + 1 - self->data) : self->n;

  self->data += used;
  self->n -= used;
}

FuzzInput
fuzz_take_section (FuzzInput *self)
{
  static const char mark[] = "\n--\n";
  const guchar *end = self->n > 0 ? memmem (self->data, self->n, mark, strlen (mark)) : NULL;
  const FuzzInput section = { self->data, end != NULL ? (gsize) (end + 1 - self->data) : self->n };
  const gsize used = MIN (section.n + strlen ("--\n"), self->n);

  self->data += used;
  self->n -= used;
  return section;
}

static void
remove_folder (void)
{
  g_rmdir (folder);
}

const char *
fuzz_write (const char *name, const guchar *data, gsize n)
{
  const char *path;
  FILE *file;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("prognosis-fuzz-XXXXXX", NULL);
      if (folder == NULL)
        g_error ("there is no room for files");
      paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      atexit (remove_folder);
    }
  path = g_hash_table_lookup (paths, name);
  if (path == NULL)
    {
      g_hash_table_insert (paths, g_strdup (name), g_build_filename (folder, name, NULL));
      path = g_hash_table_lookup (paths, name);
    }
  file = fopen (path, "w");
  if (file == NULL || fwrite (data, 1, n, file) != n || fclose (file) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
  return path;
}

void
fuzz_remove (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

void
fuzz_check_error (const GError *error)
{
  if (error == NULL || error->domain != PROGNOSIS_ERROR || !g_utf8_validate (error->message, -1, NULL) || *error->message == '\0'
      || strchr (error->message, '\n') != NULL)
    g_error ("the error is no sentence about the input: %s", error != NULL ? error->message : "none");
}
