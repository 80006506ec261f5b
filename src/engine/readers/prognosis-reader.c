/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-reader-list.h"
#include "prognosis-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-error.h"
#include "prognosis-sidecar.h"
#include "prognosis-versions.h"
#include "reader-common.h"

static gboolean
is_table_name (const char *name)
{
  static const char *const endings[] = { ".csv", ".tsv", ".csv.gz", ".tsv.gz", ".xlsx", ".ods" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return *name != '.';
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that results do not depend on the file system. */
static gboolean
list_folder (const char *path, GPtrArray *files, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &local);
  guint first = files->len;
  const char *name;

  if (folder == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", path, local->message);
      return FALSE;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (is_table_name (name))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  if (files->len == first)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: this folder contains no .csv or .tsv file"), path);
      return FALSE;
    }
  qsort (files->pdata + first, files->len - first, sizeof *files->pdata, compare_names);
  return TRUE;
}

static gboolean
list_files (const char *const *paths, GPtrArray *files, GError **error)
{
  if (paths[0] == NULL)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("No data file given"));
      return FALSE;
    }
  for (; *paths != NULL; paths++)
    if (g_file_test (*paths, G_FILE_TEST_IS_DIR))
      {
        if (!list_folder (*paths, files, error))
          return FALSE;
      }
    else
      g_ptr_array_add (files, g_strdup (*paths));
  return TRUE;
}

GStrv
prognosis_read_list_files (const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  if (!list_files (paths, files, error))
    return NULL;
  g_ptr_array_add (files, NULL);
  return (GStrv) g_ptr_array_steal (files, NULL);
}

GStrv
prognosis_read_list_inputs (const char *const *paths)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (; *paths != NULL; paths++)
    {
      const char *const one[] = { *paths, NULL };

      list_files (one, files, NULL);
    }
  if (files->len > 0)
    prognosis_sidecar_list_files (g_ptr_array_index (files, 0), files);
  g_ptr_array_add (files, NULL);
  return (GStrv) g_ptr_array_steal (files, NULL);
}

/* One file's share of all. */
typedef struct
{
  const PrognosisReadOptions *options;
  gsize number;
  gsize n;
} Progress;

static void
progress_cb (double fraction, gpointer user_data)
{
  const Progress *self = user_data;

  self->options->progress (((double) self->number + fraction) / (double) self->n, self->options->progress_data);
}

static gboolean
read_tables (const GPtrArray *files, const PrognosisReadOptions *options, GPtrArray *tables, GCancellable *cancellable,
             GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      Progress progress = { options, i, files->len };
      PrognosisTableOptions how = prognosis_table_options_from (options->columns);
      PrognosisTable *table;

      how.progress = options->progress != NULL ? progress_cb : NULL;
      how.progress_data = &progress;
      table = prognosis_table_read_full (g_ptr_array_index (files, i), &how, cancellable, error);
      if (table == NULL)
        return FALSE;
      g_ptr_array_add (tables, table);
    }
  return TRUE;
}

static const PrognosisReader *
recognise (const PrognosisTable *table)
{
  const PrognosisReader *best = NULL;
  int best_score = 0;
  gsize n;
  const PrognosisReader *const *readers = prognosis_reader_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      int score = readers[i]->recognise (table);

      if (score > best_score)
        {
          best_score = score;
          best = readers[i];
        }
    }
  return best;
}

static const PrognosisReader *
choose_reader (const GPtrArray *tables, const char *format, GError **error)
{
  const PrognosisReader *first;

  if (format != NULL)
    {
      g_autoptr (GString) known = NULL;
      const PrognosisReader *named = prognosis_reader_find (format);
      gsize n;
      const PrognosisReader *const *readers = prognosis_reader_list (&n);

      if (named != NULL)
        return named;
      known = g_string_new (NULL);
      for (gsize i = 0; i < n; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", readers[i]->id);
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("There is no format “%s”; the formats are: %s"), format,
                   known->str);
      return NULL;
    }
  first = recognise (g_ptr_array_index (tables, 0));
  for (guint i = 1; i < tables->len; i++)
    {
      const PrognosisReader *other = recognise (g_ptr_array_index (tables, i));

      if (other != first)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                       /* Translators: a file and its format, then another file and its format. */
                       _ ("%s: this file is in the %s format but %s is in %s; all files must have the same format"),
                       prognosis_table_get_path (g_ptr_array_index (tables, i)), other->id,
                       prognosis_table_get_path (g_ptr_array_index (tables, 0)), first->id);
          return NULL;
        }
    }
  return first;
}

PrognosisDataset *
prognosis_read_tables (const PrognosisReader *reader, PrognosisTable *const *tables, gsize n, const PrognosisReadOptions *options,
                       GPtrArray *owner, GCancellable *cancellable, GError **error)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new (reader->id);
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_last_day (builder, options->last_day, options->last_day_text);
  prognosis_dataset_builder_set_cancellable (builder, cancellable);
  if (options->columns != NULL)
    {
      prognosis_dataset_builder_set_reports (builder, options->columns->reports);
      prognosis_dataset_builder_set_trusted (builder, options->columns->trusted);
      prognosis_dataset_builder_set_absent_zero (builder, options->columns->absent_is_zero);
      if (options->columns->totals_are_places)
        prognosis_dataset_builder_set_keeps_totals (builder);
    }
  if (!reader->read (tables, n, options, builder, cancellable, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    prognosis_reader_end_table (builder, tables[i]);
  /* Free the cells before the grid is allocated. */
  if (owner != NULL)
    g_ptr_array_set_size (owner, 0);
  dataset = prognosis_dataset_builder_finish (builder, error);
  if (dataset == NULL)
    {
      const char *file;
      guint lines[2];

      if (prognosis_dataset_builder_get_duplicate (builder, &file, lines))
        prognosis_error_suggest_setting (error, "rows");
      prognosis_plain_explain (builder, error);
      return NULL;
    }
  if (options->columns != NULL && options->columns->weekly)
    {
      PrognosisDataset *weekly = prognosis_dataset_to_weekly (dataset, error);

      prognosis_dataset_unref (dataset);
      dataset = weekly;
    }
  return dataset;
}

PrognosisDataset *
prognosis_read (const char *const *paths, const PrognosisReadOptions *options, GCancellable *cancellable, GError **error)
{
  const PrognosisReadOptions defaults = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_table_free);
  g_autoptr (PrognosisDataset) dataset = NULL;
  const PrognosisReader *reader;

  g_return_val_if_fail (paths != NULL, NULL);

  options = options != NULL ? options : &defaults;
  if (options->format != NULL && choose_reader (NULL, options->format, error) == NULL)
    return NULL;
  if (!list_files (paths, files, error) || !read_tables (files, options, tables, cancellable, error))
    return NULL;
  /* Only the plain reader lets the user name columns. */
  reader = choose_reader (
      tables, options->format != NULL || prognosis_columns_is_empty (options->columns) ? options->format : "plain", error);
  if (reader == NULL)
    return NULL;
  dataset = prognosis_versions_read (reader, tables, options, cancellable, error);
  if (dataset == NULL)
    return NULL;
  prognosis_population_warn_of_unit (dataset);
  dataset = prognosis_sidecar_apply (g_steal_pointer (&dataset), g_ptr_array_index (files, 0));
  return prognosis_population_check (dataset, error) ? g_steal_pointer (&dataset) : NULL;
}
