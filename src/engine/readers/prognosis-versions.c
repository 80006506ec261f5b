/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Snapshots: the same data as they were published at different times, as files with dates in their names, or as versions in a column.
   Each is read on its own; what changes from one to the next is what was reported in between. */

#include "prognosis-config.h"

#include "prognosis-versions.h"

#include <math.h>

#include "prognosis-file-name.h"
#include "reader-common.h"

/* So many of the values of the oldest or of the newest snapshot are in the other one, too: snapshots may begin ever later. */
#define SHARED_VALUES 0.5
/* Older versions than these are not read: later reports of a step come within a year. */
#define MOST_VERSIONS 80

typedef struct
{
  const PrognosisReader *reader;
  PrognosisTable *const *tables;
  gsize n_tables;
  const char *const *names; /* of versions in a column; NULL: each table is a version */
  gsize n;                  /* of versions */
  PrognosisReadOptions options;
  GCancellable *cancellable;
} Versions;

/* @whole: without regard to the last day, so that it is known with which step the version ends. */
static PrognosisDataset *
read_version (const Versions *self, gsize version, gboolean whole, GError **error)
{
  PrognosisReadOptions options = self->options;

  if (whole)
    {
      options.last_day = G_MAXINT;
      options.last_day_text = NULL;
    }
  options.version = self->names != NULL ? self->names[version] : NULL;
  return prognosis_read_tables (self->reader, self->names != NULL ? self->tables : self->tables + version, 1, &options, NULL,
                                self->cancellable, error);
}

/* Eight digits such as 20240106, or 2024-01-06. */
static gboolean
has_date (const char *name)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("(^|[^0-9])(19|20)[0-9]{2}([-_.]?)(0[1-9]|1[0-2])\\3(0[1-9]|[12][0-9]|3[01])($|[^0-9])", 0, 0, NULL);

  return g_regex_match (regex, name, 0, NULL);
}

static gboolean
are_dated (PrognosisTable *const *tables, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *stem = prognosis_file_name_dup_stem (prognosis_table_get_path (tables[i]));

      if (!has_date (stem))
        return FALSE;
    }
  return n > 1;
}

static gsize
count_values (const PrognosisDataset *dataset)
{
  gsize n = 0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
      n += !isnan (prognosis_dataset_get_values (dataset, r, 0)[t]);
  return n;
}

/* Whether both are about the same steps: files of a day each share none. */
static gboolean
overlap (const PrognosisDataset *older, const PrognosisDataset *newer)
{
  gsize n_shared = 0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (older); r++)
    {
      const gssize region
          = prognosis_dataset_find_region (newer, prognosis_region_get_key (prognosis_dataset_get_region (older, r)));

      for (gsize t = 0; t < prognosis_dataset_get_n_steps (older); t++)
        {
          const int day = prognosis_dataset_get_day (older, (gssize) t);
          const gssize step = prognosis_dataset_find_step (newer, day);

          if (isnan (prognosis_dataset_get_values (older, r, 0)[t]))
            continue;
          n_shared += region >= 0 && step >= 0 && prognosis_dataset_get_day (newer, step) == day
                      && step < (gssize) prognosis_dataset_get_n_steps (newer)
                      && !isnan (prognosis_dataset_get_values (newer, (gsize) region, 0)[step]);
        }
    }
  return (double) n_shared > SHARED_VALUES * (double) MIN (count_values (older), count_values (newer));
}

/* The last day that may be used. FALSE with %PROGNOSIS_ERROR_OPTION */
static gboolean
find_last_day (const Versions *self, const PrognosisDataset *dataset, int *day, GError **error)
{
  *day = G_MAXINT;
  if (self->options.last_day_text != NULL && !prognosis_dataset_parse_day (dataset, self->options.last_day_text, day, error))
    return FALSE;
  *day = MIN (*day, self->options.last_day);
  return TRUE;
}

static int
compare_last_days (gconstpointer a, gconstpointer b)
{
  const int first = prognosis_dataset_get_last_day (*(PrognosisDataset *const *) a);
  const int second = prognosis_dataset_get_last_day (*(PrognosisDataset *const *) b);

  return (first > second) - (first < second);
}

/* @first, @last: versions that are read already. (transfer full) */
static PrognosisDataset *
join (const Versions *self, PrognosisDataset *first, PrognosisDataset *last, GError **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_dataset_unref);
  int last_day;

  g_ptr_array_add (versions, first);
  g_ptr_array_add (versions, last);
  if (!find_last_day (self, last, &last_day, error))
    return NULL;
  for (gsize i = 1; i + 1 < self->n; i++)
    {
      PrognosisDataset *version = read_version (self, i, TRUE, error);

      if (version == NULL)
        return NULL;
      g_ptr_array_insert (versions, (int) versions->len - 1, version);
      if (self->options.progress != NULL)
        self->options.progress ((double) i / (double) self->n, self->options.progress_data);
    }
  for (guint i = versions->len; i-- > 1;)
    if (prognosis_dataset_get_last_day (g_ptr_array_index (versions, i)) > last_day)
      g_ptr_array_remove_index (versions, i);
  g_ptr_array_sort (versions, compare_last_days); /* stable */
  /* Only the oldest is left, and it ends later, too: what it holds up to that day is the best that is known of the time before. */
  if (prognosis_dataset_get_last_day (g_ptr_array_index (versions, 0)) > last_day)
    return read_version (self, 0, FALSE, error);
  return prognosis_dataset_with_versions (g_ptr_array_index (versions, versions->len - 1),
                                          (PrognosisDataset *const *) versions->pdata, versions->len);
}

PrognosisDataset *
prognosis_versions_read (const PrognosisReader *reader, GPtrArray *tables, const PrognosisReadOptions *options,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  Versions self = { .reader = reader,
                    .tables = (PrognosisTable *const *) tables->pdata,
                    .n_tables = tables->len,
                    .options = *options,
                    .cancellable = cancellable };
  PrognosisDataset *first = NULL, *last = NULL, *dataset = NULL;

  if (tables->len == 1)
    {
      names = prognosis_plain_list_versions (self.tables[0]);
      if (names->len > MOST_VERSIONS)
        g_ptr_array_remove_range (names, 0, names->len - MOST_VERSIONS);
      self.names = (const char *const *) names->pdata;
      self.n = names->len;
    }
  else if (are_dated (self.tables, tables->len))
    self.n = tables->len;
  if (self.n > 1)
    first = read_version (&self, 0, TRUE, NULL);
  if (first != NULL)
    last = read_version (&self, self.n - 1, TRUE, NULL);
  if (last != NULL && overlap (first, last))
    dataset = join (&self, first, last, error);
  else
    {
      g_clear_pointer (&first, prognosis_dataset_unref);
      g_clear_pointer (&last, prognosis_dataset_unref);
      dataset = prognosis_read_tables (reader, self.tables, tables->len, options, tables, cancellable, error);
    }
  g_ptr_array_set_size (tables, 0);
  return dataset;
}
