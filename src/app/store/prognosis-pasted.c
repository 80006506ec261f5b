/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-pasted.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-error.h"

/* Far more than one copies from a spreadsheet by hand. */
#define MAX_BYTES ((gsize) 64 << 20)
/* A table that nobody has opened for so long is removed when another is pasted; sessions hold their own. */
#define KEPT_DAYS 60

/* (transfer full) */
static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "prognosis", "pasted", NULL);
}

/* At least two lines with something in them: a single word in the clipboard is no table. */
static gboolean
is_table (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL && n < 2; i++)
    n += *g_strstrip (lines[i]) != '\0';
  return n == 2;
}

static void
remove_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - (gint64) KEPT_DAYS * 24 * 3600;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *own = g_build_filename (folder, name, NULL);
      g_autoptr (GDir) inside = g_dir_open (own, 0, NULL);
      const char *file = inside != NULL ? g_dir_read_name (inside) : NULL;
      g_autofree char *path = file != NULL ? g_build_filename (own, file, NULL) : NULL;
      GStatBuf status;

      if (path != NULL && g_stat (path, &status) == 0 && (gint64) status.st_mtime < oldest)
        {
          g_unlink (path);
          g_rmdir (own);
        }
    }
}

char *
prognosis_pasted_keep (const char *text, GError **error)
{
  const gsize n = strlen (text);
  g_autofree char *hash = NULL, *folder = get_folder (), *own = NULL, *name = NULL, *path = NULL;

  if (n > MAX_BYTES || !is_table (text))
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                           n > MAX_BYTES ? _ ("The table in the clipboard is too large: save it as a CSV file and open that")
                                         : _ ("The clipboard holds no table: copy a header and the rows below it, then paste"));
      return NULL;
    }
  remove_old (folder);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, (gssize) n);
  own = g_build_filename (folder, hash, NULL);
  g_mkdir_with_parents (own, 0700);
  /* Translators: the name of a file with a table from the clipboard. */
  name = g_strconcat (_ ("pasted table"), ".txt", NULL);
  path = g_build_filename (own, name, NULL);
  /* Written even if it is there: it counts as used today. */
  if (!g_file_set_contents_full (path, text, (gssize) n, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;
  return g_steal_pointer (&path);
}

gboolean
prognosis_pasted_is (const char *const *paths)
{
  g_autofree char *folder = NULL, *own = NULL, *parent = NULL;

  if (paths == NULL || paths[0] == NULL || paths[1] != NULL)
    return FALSE;
  folder = get_folder ();
  own = g_path_get_dirname (paths[0]);
  parent = g_path_get_dirname (own);
  return g_str_equal (parent, folder);
}

char *
prognosis_pasted_shorten (const char *const *paths, const char *message)
{
  GString *text = g_string_new (message);

  if (prognosis_pasted_is (paths))
    {
      g_autofree char *own = g_path_get_dirname (paths[0]), *prefix = g_strconcat (own, G_DIR_SEPARATOR_S, NULL);

      g_string_replace (text, prefix, "", 0);
    }
  return g_string_free (text, FALSE);
}

char *
prognosis_pasted_dup_text (const char *const *paths)
{
  char *text = NULL;

  if (!prognosis_pasted_is (paths) || !g_file_get_contents (paths[0], &text, NULL, NULL))
    return NULL;
  if (g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  return NULL;
}
