/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns the values that a builder has collected, in any order, into the grid of a data set: regions x signals x steps. Two
   values in one cell are an error that names both lines. The step follows from the days (prognosis-dataset-step.c), kinds that no
   reader has stated from the values (prognosis-dataset-kinds.c); flags and warnings are added at the end
   (prognosis-dataset-flags.c). */

#include "prognosis-config.h"

#include "prognosis-dataset-builder-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-dataset-private.h"
#include "prognosis-dataset-total.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-file-name.h"

/* A mistyped year would make a grid that is nearly empty. */
#define MAX_CELLS ((gsize) 1 << 26)
#define MAX_EMPTY_CELLS ((gsize) 1 << 22)
#define MAX_CELLS_OF_VALUE 60
#define CANCEL_VALUES 65536
/* No count of persons or rate is larger; models overflow with what is. */
#define MAX_VALUE 1e15

static const char *
file_name (const PrognosisDataset *dataset, guint file)
{
  return file < dataset->files->len ? g_ptr_array_index (dataset->files, file) : C_ ("in place of a file name", "data");
}

void
prognosis_dataset_builder_set_error (GError **error, const PrognosisDataset *dataset, const BuilderValue *value,
                                     const char *message)
{
  if (value->line > 0)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", file_name (dataset, value->file), value->line,
                 message);
  else
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", file_name (dataset, value->file), message);
}

static gboolean
is_cancelled (const PrognosisDatasetBuilder *self, gsize i, GError **error)
{
  return i % CANCEL_VALUES == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The step of a day that is not before the first one. */
static gsize
get_step (const PrognosisDataset *dataset, int day)
{
  if (dataset->frequency == PROGNOSIS_FREQUENCY_MONTHLY)
    return (gsize) (prognosis_day_to_month (day) - prognosis_day_to_month (dataset->first_day));
  return (gsize) (((gint64) day - dataset->first_day) / dataset->step_days);
}

static gboolean
find_range (PrognosisDatasetBuilder *self, GError **error)
{
  PrognosisDataset *dataset = self->dataset;
  const BuilderValue *first = &g_array_index (self->values, BuilderValue, 0), *last = first;
  gsize n_series = (gsize) dataset->regions->len * dataset->signals->len, n_cells;

  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

      first = value->day < first->day ? value : first;
      last = value->day > last->day ? value : last;
    }
  dataset->first_day = first->day;
  dataset->n_steps = get_step (dataset, last->day) + 1;
  n_cells = n_series * dataset->n_steps;
  if (dataset->n_steps > MAX_CELLS / n_series || (n_cells > MAX_EMPTY_CELLS && n_cells / MAX_CELLS_OF_VALUE > self->values->len))
    {
      g_autofree char *from = prognosis_dataset_format_day (dataset, first->day);
      g_autofree char *to = prognosis_dataset_format_day (dataset, last->day);
      g_autofree char *text
          = g_strdup_printf (_ ("the dates range from %s to %s with hardly any in between; check for a mistyped date"), from, to);

      prognosis_dataset_builder_set_error (error, dataset, last, text);
      return FALSE;
    }
  return TRUE;
}

/* A region without a row up to the last day is not known yet. */
static void
drop_regions_without_values (PrognosisDatasetBuilder *self)
{
  PrognosisDataset *dataset = self->dataset;
  g_autofree gint64 *number = g_new (gint64, dataset->regions->len + 1);
  guint n = 0;

  for (guint r = 0; r < dataset->regions->len; r++)
    number[r] = -1;
  for (guint i = 0; i < self->values->len; i++)
    number[g_array_index (self->values, BuilderValue, i).region] = 0;
  for (guint r = 0; r < dataset->regions->len; r++)
    if (number[r] == 0)
      number[r] = n++;
  for (guint r = dataset->regions->len; r-- > 0;)
    if (number[r] < 0)
      g_array_remove_index (dataset->regions, r);
  for (guint i = 0; i < self->values->len; i++)
    {
      BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

      value->region = (guint32) number[value->region];
    }
  for (guint i = 0; i < self->flags->len; i++)
    {
      BuilderFlags *flags = &g_array_index (self->flags, BuilderFlags, i);

      /* G_MAXUINT32 if the region was dropped. */
      flags->region = number[flags->region] < 0 ? G_MAXUINT32 : (guint32) number[flags->region];
    }
  for (guint i = 0; i < self->revisions->len; i++)
    {
      PrognosisRevision *revision = &g_array_index (self->revisions, PrognosisRevision, i);

      revision->region = (guint32) number[revision->region];
    }
}

static gboolean
fill_grid (PrognosisDatasetBuilder *self, GError **error)
{
  PrognosisDataset *dataset = self->dataset;
  g_autofree guint32 *taken = NULL; /* 1 + the index of the value in that cell */

  prognosis_dataset_allocate (dataset);
  taken = g_new0 (guint32, dataset->regions->len * dataset->signals->len * dataset->n_steps);
  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);
      gsize cell = prognosis_dataset_row (dataset, value->region, value->signal) + get_step (dataset, value->day);

      if (is_cancelled (self, i, error))
        return FALSE;
      if (fabs (value->value) > MAX_VALUE)
        {
          g_autofree char *text = g_strdup_printf (_ ("%.10g is no number of persons: it is larger than 10^15"), value->value);

          prognosis_dataset_builder_set_error (error, dataset, value, text);
          return FALSE;
        }
      if (taken[cell] > 0 && self->additive)
        {
          dataset->values[cell] += value->value; /* unknown if any part is unknown */
          continue;
        }
      if (taken[cell] > 0)
        {
          const BuilderValue *before = &g_array_index (self->values, BuilderValue, taken[cell] - 1);
          g_autofree char *day = prognosis_dataset_format_day (dataset, value->day);
          g_autofree char *text = g_strdup_printf (
              /* Translators: a signal, a region, a day, then a file and a line in it. */
              _ ("second value of %s for %s on %s, after the first at %s:%u; expected one row per day and place"),
              prognosis_dataset_get_signal (dataset, value->signal)->name,
              prognosis_dataset_get_region (dataset, value->region)->name, day, file_name (dataset, before->file), before->line);

          if (before->file == value->file && value->file < dataset->files->len)
            {
              self->duplicate_lines[0] = before->line;
              self->duplicate_lines[1] = value->line;
              self->duplicate_file = value->file;
            }
          prognosis_dataset_builder_set_error (error, dataset, value, text);
          return FALSE;
        }
      taken[cell] = i + 1;
      dataset->values[cell] = value->value;
      dataset->sources[cell].line = value->line;
      dataset->sources[cell].file = (guint16) MIN (value->file, G_MAXUINT16);
    }
  return TRUE;
}

static void
place_flags (PrognosisDatasetBuilder *self)
{
  const guint8 allowed = PROGNOSIS_FLAG_PARTIAL | PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_BATCH | PROGNOSIS_FLAG_SUPPRESSED;
  PrognosisDataset *dataset = self->dataset;

  for (guint i = 0; i < self->flags->len; i++)
    {
      const BuilderFlags *flags = &g_array_index (self->flags, BuilderFlags, i);
      gsize step;

      if (flags->region == G_MAXUINT32 || flags->day < dataset->first_day)
        continue;
      step = get_step (dataset, flags->day);
      if (step < dataset->n_steps && prognosis_dataset_get_day (dataset, (gssize) step) == flags->day)
        dataset->sources[prognosis_dataset_row (dataset, flags->region, flags->signal) + step].given |= flags->flags & allowed;
    }
}

static void
guess_kinds (PrognosisDatasetBuilder *self)
{
  PrognosisDataset *dataset = self->dataset;

  for (guint s = 0; s < dataset->signals->len; s++)
    {
      PrognosisSignal *signal = &g_array_index (dataset->signals, PrognosisDatasetSignal, s).base;
      gboolean is_doubtful = FALSE;
      gsize n_falls, n_steps;
      int named;

      if (!g_array_index (self->auto_kinds, gboolean, s))
        continue;
      named = prognosis_kind_from_name (signal->name);
      if (named == PROGNOSIS_KIND_CUMULATIVE && !prognosis_kind_is_named_cumulative (signal->name)
          && prognosis_kind_falls_too_often (dataset, s, &n_falls, &n_steps))
        {
          named = PROGNOSIS_KIND_INCIDENT;
          prognosis_dataset_builder_warn (
              self, G_MAXUINT, 0, "kind-not-as-named",
              _ ("%s falls in %zu of %zu steps, so it was taken as incidence, although its name suggests a cumulative count"),
              signal->name, n_falls, n_steps);
        }
      signal->kind = named >= 0 ? (PrognosisKind) named : prognosis_kind_from_values (dataset, s, &is_doubtful);
      /* Convalescent persons leave this state, so their number is not the cumulative number of recoveries. */
      if (signal->kind == PROGNOSIS_KIND_PREVALENCE && signal->role == PROGNOSIS_ROLE_RECOVERIES)
        signal->fitted = FALSE;
      if (named < 0 && signal->kind == PROGNOSIS_KIND_CUMULATIVE)
        prognosis_dataset_builder_warn (self, G_MAXUINT, 0, "kind-guessed",
                                        _ ("%s was taken as cumulative, because it hardly ever falls"), signal->name);
      if (is_doubtful)
        prognosis_dataset_builder_warn (
            self, G_MAXUINT, 0, "kind-doubtful",
            _ ("%s never falls, but has too few values to tell whether it is cumulative; it was taken as incidence"), signal->name);
    }
}

/* Cells that no row is about. */
static void
fill_absent (PrognosisDatasetBuilder *self)
{
  PrognosisDataset *dataset = self->dataset;

  for (gsize r = 0; r < dataset->regions->len && self->absent_is_zero; r++)
    for (gsize s = 0; s < dataset->signals->len; s++)
      {
        const gsize row = prognosis_dataset_row (dataset, r, s);

        if (prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_INCIDENT)
          for (gsize i = row; i < row + dataset->n_steps; i++)
            if (isnan (dataset->values[i]) && dataset->sources[i].line == 0)
              dataset->values[i] = 0.0;
      }
}

/* The totals of a forecast hub are places to forecast; that they are totals is only noted. */
static void
find_totals (PrognosisDatasetBuilder *self)
{
  PrognosisDataset *dataset = self->dataset;

  prognosis_dataset_find_totals (dataset);
  for (guint r = 0; r < dataset->regions->len && self->keeps_totals; r++)
    {
      PrognosisRegion *region = &g_array_index (dataset->regions, PrognosisRegion, r);

      if (region->total_of == NULL)
        continue;
      prognosis_dataset_builder_warn (self, G_MAXUINT, 0, "total-among-parts",
                                      _ ("“%s” is the sum of the other regions, not an additional region"), region->name);
      g_clear_pointer ((char **) &region->total_of, g_free);
    }
}

static gboolean
has_value (const PrognosisDatasetBuilder *self, GError **error)
{
  const char *file = file_name (self->dataset, 0);

  for (guint i = 0; i < self->values->len; i++)
    if (!isnan (g_array_index (self->values, BuilderValue, i).value))
      return TRUE;
  if (self->n_dropped > 0)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                 _ ("%s: there are no values up to the requested last day, only later ones"), file);
  else if (self->values->len > 0)
    {
      const BuilderValue *first = &g_array_index (self->values, BuilderValue, 0);
      g_autofree char *text = g_strdup_printf (_ ("all values of %s are missing, from this line on; expected numbers"),
                                               prognosis_dataset_get_signal (self->dataset, first->signal)->name);

      prognosis_dataset_builder_set_error (error, self->dataset, first, text);
    }
  else
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the file contains no values"), file);
  return FALSE;
}

PrognosisDataset *
prognosis_dataset_builder_finish (PrognosisDatasetBuilder *self, GError **error)
{
  PrognosisDataset *dataset;

  g_return_val_if_fail (self != NULL && self->dataset != NULL, NULL);

  dataset = self->dataset;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  if (!has_value (self, error))
    return NULL;
  prognosis_dataset_builder_clear_placeholders (self);
  drop_regions_without_values (self);
  if (is_cancelled (self, 0, error))
    return NULL;
  if (!prognosis_dataset_builder_find_step (self, error) || !find_range (self, error) || !fill_grid (self, error))
    return NULL;
  prognosis_dataset_builder_warn_of_lead (self);
  place_flags (self);
  guess_kinds (self);
  fill_absent (self);
  if (self->revisions->len > 0)
    prognosis_dataset_take_revisions (dataset, g_array_ref (self->revisions));
  find_totals (self);
  /* Formats with steps of their own are known to be daily. */
  if (self->step_days != 0 && dataset->reports == PROGNOSIS_REPORTS_FOUND)
    dataset->reports = PROGNOSIS_REPORTS_DAILY;
  for (gsize s = 0; s < dataset->signals->len; s++)
    prognosis_dataset_spread_reports (dataset, s);
  for (gsize i = 0; i < dataset->regions->len * dataset->signals->len * dataset->n_steps; i++)
    dataset->sources[i].read = dataset->sources[i].given;
  /* If there are later values, the requested last day is complete. */
  for (gsize s = 0; s < dataset->signals->len && self->n_dropped == 0; s++)
    prognosis_dataset_leave_out_incomplete (dataset, s);
  prognosis_dataset_match_holidays (dataset);
  if (dataset->title == NULL)
    dataset->title = prognosis_file_name_dup_stem (file_name (dataset, 0));
  if (!prognosis_dataset_annotate_full (dataset, self->cancellable, error))
    return NULL;
  return g_steal_pointer (&self->dataset);
}
