/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

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
  g_mutex_lock (&current_lock);
  current = NULL;
  g_mutex_unlock (&current_lock);
  prognosis_output_free (self->files);
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

static gboolean
is_standard_output (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

static gboolean
is_same_file (const char *path, const struct stat *of)
{
  struct stat status;

  return stat (path, &status) == 0 && status.st_dev == of->st_dev && status.st_ino == of->st_ino;
}

gboolean
cli_output_check (const char *option, const char *path, const char *const *inputs, GError **error)
{
  g_autofree char *folder = NULL;
  struct stat status;
  gboolean is_there;

  if (is_standard_output (path))
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
  for (gsize i = 0; is_there && inputs != NULL && inputs[i] != NULL; i++)
    if (is_same_file (inputs[i], &status))
      {
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: %s is one of the input files", option, path);
        return FALSE;
      }
  return TRUE;
}

void
cli_output_add (CliOutput *self, const char *path, GBytes *bytes)
{
  if (is_standard_output (path))
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

static gboolean
print (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (STDOUT_FILENO, data, size);
      int code = errno;

      if (n < 0 && code == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write standard output: %s", g_strerror (code));
          return FALSE;
        }
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

gboolean
cli_output_commit (CliOutput *self, GError **error)
{
  if (!prognosis_output_prepare (self->files, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->texts->len; i++)
    if (!print (g_ptr_array_index (self->texts, i), error))
      return FALSE;
  return prognosis_output_commit (self->files, self->cancellable, error);
}
