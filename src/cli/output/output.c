/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "messages.h"
#include "prognosis-csv.h"
#include "prognosis-error.h"
#include "prognosis-output.h"

struct _CliOutput
{
  PrognosisOutput *files;
  GPtrArray *texts; /* of GBytes, for standard output */
  GCancellable *cancellable;
};

/* For cli_output_abandon(): a run has one. */
static GMutex current_lock;
static CliOutput *current;

CliOutput *
cli_output_new (GCancellable *cancellable)
{
  CliOutput *self = g_new0 (CliOutput, 1);

  self->files = prognosis_output_new ();
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->cancellable = g_object_ref (cancellable);
  g_mutex_lock (&current_lock);
  current = self;
  g_mutex_unlock (&current_lock);
  return self;
}

void
cli_output_free (CliOutput *self)
{
  /* Not forgotten before the files are gone: a signal in between would leave them. */
  g_mutex_lock (&current_lock);
  prognosis_output_free (self->files);
  current = NULL;
  g_mutex_unlock (&current_lock);
  g_ptr_array_unref (self->texts);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
cli_output_abandon (void)
{
  g_mutex_lock (&current_lock); /* for good */
  if (current != NULL)
    prognosis_output_abandon (current->files);
}

gboolean
cli_output_is_standard (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

gboolean
cli_output_check (const char *option, const char *path, GError **error)
{
  g_autofree char *folder = NULL;
  struct stat status;
  gboolean is_there;

  if (cli_output_is_standard (path))
    return TRUE;
  folder = g_path_get_dirname (path);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: there is no folder %s", option, folder);
      return FALSE;
    }
  is_there = stat (path, &status) == 0;
  if (is_there && S_ISDIR (status.st_mode))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is a folder", option, path);
      return FALSE;
    }
  if (is_there && !S_ISREG (status.st_mode))
    return TRUE; /* a device or a pipe: written as it is */
  if (access (folder, W_OK) != 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: cannot write in %s: %s", option, folder,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

void
cli_output_add (CliOutput *self, const char *path, GBytes *bytes)
{
  if (cli_output_is_standard (path))
    g_ptr_array_add (self->texts, g_bytes_ref (bytes));
  else
    prognosis_output_add (self->files, path, bytes);
}

void
cli_output_take_text (CliOutput *self, const char *path, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  cli_output_add (self, path, bytes);
}

void
cli_output_take_csv (CliOutput *self, const char *path, GString *csv, gboolean for_spreadsheet)
{
  if (for_spreadsheet)
    prognosis_csv_to_spreadsheet (csv, prognosis_csv_get_decimal_mark ());
  cli_output_take_text (self, path, csv);
}

static gboolean
print (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (STDOUT_FILENO, data, size);
      int code = n == 0 ? EIO : errno;

      if (n < 0 && code == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write standard output: %s", g_strerror (code));
          return FALSE;
        }
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Names in a table come from files: on a terminal they may neither command it nor show as others. (transfer full) */
static GBytes *
make_printable (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *line = cli_messages_make_printable (lines[i]);

      g_free (lines[i]);
      lines[i] = line;
    }
  g_free (text);
  text = g_strjoinv ("\n", lines);
  return g_bytes_new (text, strlen (text));
}

gboolean
cli_output_commit (CliOutput *self, GError **error)
{
  if (!prognosis_output_prepare (self->files, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    {
      GBytes *text = g_ptr_array_index (self->texts, i);
      g_autoptr (GBytes) shown = isatty (STDOUT_FILENO) ? make_printable (text) : g_bytes_ref (text);

      if (!print (shown, error))
        return FALSE;
    }
  return prognosis_output_commit (self->files, self->cancellable, error);
}
