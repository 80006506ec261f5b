/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-diary.h"

#include "prognosis-csv.h"
#include "prognosis-output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MAX_ORIGINS 60
#define N_KEY 14 /* "-12345678.json", which ends the names of all entries of the same data */

char *
prognosis_diary_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "prognosis", "diary", NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The files of the diary, sorted: by origin within the same data and model. (transfer full) */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && strlen (name) > N_KEY && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Of the same data and model: what follows the origin, which has the same length in all of them. */
static const char *
find_series_key (const char *name)
{
  const char *key = strchr (name + 1, '_');

  return key != NULL ? key : name;
}

/* Removes the oldest of the same data and model as @name. */
static void
forget_oldest (const char *folder, const char *name)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  guint n = 0;

  for (guint i = names->len; i-- > 0;)
    if (g_str_equal (find_series_key (names->pdata[i]), find_series_key (name)) && ++n > MAX_ORIGINS)
      {
        g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

        g_unlink (path);
      }
}

gboolean
prognosis_diary_add (const char *folder, const PrognosisDiaryEntry *entry, GError **error)
{
  g_autofree char *name = prognosis_diary_entry_dup_file_name (entry);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = prognosis_diary_entry_to_bytes (entry);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", g_strerror (errno), folder);
      return FALSE;
    }
  if (!prognosis_output_write (path, bytes, error))
    return FALSE;
  forget_oldest (folder, name);
  return TRUE;
}

/* The latest origin first, then by model, then what was made last. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const PrognosisDiaryEntry *one = *(PrognosisDiaryEntry *const *) a, *other = *(PrognosisDiaryEntry *const *) b;
  const int by_origin = prognosis_diary_entry_get_origin (other) - prognosis_diary_entry_get_origin (one);
  const int by_model = strcmp (prognosis_diary_entry_get_forecaster (one), prognosis_diary_entry_get_forecaster (other));

  return by_origin != 0  ? by_origin
         : by_model != 0 ? by_model
                         : strcmp (prognosis_diary_entry_get_made (other), prognosis_diary_entry_get_made (one));
}

static gboolean
is_repeated (const GPtrArray *entries, guint i)
{
  const PrognosisDiaryEntry *one = entries->pdata[i - 1], *other = entries->pdata[i];

  return prognosis_diary_entry_get_origin (one) == prognosis_diary_entry_get_origin (other)
         && g_str_equal (prognosis_diary_entry_get_forecaster (one), prognosis_diary_entry_get_forecaster (other));
}

GPtrArray *
prognosis_diary_list (const char *folder, const PrognosisDataset *dataset, GCancellable *cancellable, GStrv *problems)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_diary_entry_unref);
  g_autoptr (GPtrArray) names = list_names (folder);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) error = NULL;
      PrognosisDiaryEntry *entry = prognosis_diary_entry_read (path, &error);

      if (entry == NULL)
        g_strv_builder_add (sentences, error->message);
      else if (prognosis_diary_entry_is_of (entry, dataset))
        g_ptr_array_add (entries, entry);
      else
        prognosis_diary_entry_unref (entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  for (guint i = entries->len; i-- > 1;)
    if (is_repeated (entries, i))
      g_ptr_array_remove_index (entries, i);
  if (problems != NULL)
    *problems = g_strv_builder_end (sentences);
  return entries;
}

gboolean
prognosis_diary_clear (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  gboolean is_done = TRUE;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (g_unlink (path) != 0 && is_done)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", g_strerror (errno), path);
          is_done = FALSE;
        }
    }
  return is_done;
}

gboolean
prognosis_diary_score (const PrognosisDiaryEntry *entry, const PrognosisDataset *dataset, const gsize *regions, gsize n_regions,
                       gsize signal, gsize horizon, PrognosisDiaryScore *score)
{
  *score = (PrognosisDiaryScore){ 0 };
  for (gsize i = 0; i < (regions != NULL ? n_regions : prognosis_dataset_get_n_regions (dataset)); i++)
    prognosis_diary_entry_add_score (entry, dataset, regions != NULL ? regions[i] : i, signal, horizon, score);
  return score->n > 0;
}

static void
append_number (GString *csv, double value)
{
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, value);
}

typedef struct
{
  const PrognosisDiaryEntry *entry;
  const PrognosisDataset *dataset;
  gsize signal;
  GString *csv;
} Rows;

static void
append_row (const Rows *self, const gsize *region, gsize horizon)
{
  g_autofree char *origin = prognosis_dataset_format_day (self->dataset, prognosis_diary_entry_get_origin (self->entry));
  g_autofree char *number = horizon > 0 ? g_strdup_printf ("%" G_GSIZE_FORMAT, horizon) : NULL;
  PrognosisDiaryScore score;

  if (!prognosis_diary_score (self->entry, self->dataset, region, 1, self->signal, horizon, &score))
    return;
  g_string_append_printf (self->csv, "%s,%s,", origin, prognosis_diary_entry_get_forecaster (self->entry));
  prognosis_csv_append_text (self->csv, prognosis_dataset_get_signal (self->dataset, self->signal)->name);
  g_string_append_c (self->csv, ',');
  prognosis_csv_append_text (
      self->csv, region != NULL ? prognosis_region_get_key (prognosis_dataset_get_region (self->dataset, *region)) : "all");
  g_string_append_printf (self->csv, ",%s,%" G_GSIZE_FORMAT, number != NULL ? number : "all", score.n);
  append_number (self->csv, score.wis / score.n);
  append_number (self->csv, score.baseline_wis / score.n);
  append_number (self->csv, score.wis / score.baseline_wis);
  append_number (self->csv, (double) score.n_in50 / score.n);
  append_number (self->csv, (double) score.n_in95 / score.n);
  g_string_append_c (self->csv, '\n');
}

GString *
prognosis_diary_to_csv (const GPtrArray *entries, const PrognosisDataset *dataset)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  GString *csv = g_string_new ("origin,model,target,location,horizon,n,wis,wis_baseline,relative_wis,cov50,cov95\n");

  for (guint i = 0; i < entries->len; i++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      {
        const Rows rows = { entries->pdata[i], dataset, s, csv };

        append_row (&rows, NULL, 0);
        for (gsize h = 1; h <= prognosis_diary_entry_get_horizon (entries->pdata[i]); h++)
          append_row (&rows, NULL, h);
        for (gsize r = 0; r < n_regions && n_regions > 1; r++)
          append_row (&rows, &r, 0);
      }
  return csv;
}
