/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
is_table (const char *path)
{
  static const char *const endings[] = { ".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return TRUE;
  return FALSE;
}

GPtrArray *
cli_vintages_list (char **paths)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (paths[i], 0, NULL);
      g_autoptr (GPtrArray) inside = g_ptr_array_new ();
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        g_ptr_array_add (inside, g_build_filename (paths[i], name, NULL));
      g_ptr_array_sort (inside, compare_names);
      for (guint k = 0; k < inside->len; k++)
        if (is_table (g_ptr_array_index (inside, k)))
          g_ptr_array_add (list, g_ptr_array_index (inside, k));
        else
          g_free (g_ptr_array_index (inside, k));
      if (dir == NULL)
        g_ptr_array_add (list, g_strdup (paths[i]));
    }
  return list;
}

static int
compare_last_days (gconstpointer a, gconstpointer b)
{
  int first = prognosis_dataset_get_last_day (*(PrognosisDataset *const *) a),
      second = prognosis_dataset_get_last_day (*(PrognosisDataset *const *) b);

  return (first > second) - (first < second);
}

GPtrArray *
cli_vintages_read (CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_dataset_unref);
  g_autoptr (GPtrArray) paths = NULL;
  gint64 started_usec = g_get_monotonic_time ();
  int end = prognosis_dataset_get_last_day (dataset);

  if (run->options->vintages == NULL)
    return g_steal_pointer (&versions);
  paths = cli_vintages_list (run->options->vintages);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *const path[] = { g_ptr_array_index (paths, i), NULL };
      PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
      PrognosisDataset *version;

      options.format = run->options->format;
      options.columns = &run->options->columns;
      version = prognosis_read (path, &options, run->cancellable, error);
      if (version == NULL)
        return NULL;
      cli_messages_progress ("Versions", (double) (i + 1) / paths->len);
      if (prognosis_dataset_get_last_day (version) <= end)
        g_ptr_array_add (versions, version);
      else
        prognosis_dataset_unref (version);
    }
  cli_messages_progress_done ();
  if (versions->len == 0)
    cli_messages_warn ("--vintages had no effect: no version ends by the last observation that may be used");
  g_ptr_array_sort (versions, compare_last_days); /* stable: of two that end alike, the later name is the newer */
  run->stats.read_s += cli_stats_seconds_since (started_usec);
  return g_steal_pointer (&versions);
}
