/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data set: regions, signals, and a value, flags and source for each of their steps, in arrays over region, signal and
   step. It is reference counted and immutable once it has been handed out, so that threads share it without locks; every
   change is a copy (prognosis-dataset-copy.c). Steps are consecutive; a missing value is NAN and flagged. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <math.h>

/* Of so many times the cases, hardly any are used up. */
#define TIMES_EXPOSED 100.0

G_DEFINE_BOXED_TYPE (PrognosisDataset, prognosis_dataset, prognosis_dataset_ref, prognosis_dataset_unref)

static void
region_clear (gpointer data)
{
  PrognosisRegion *region = data;

  g_free ((char *) region->code);
  g_free ((char *) region->name);
  g_clear_pointer (&region->holidays, prognosis_holidays_unref);
  g_free ((char *) region->total_of);
}

static void
signal_clear (gpointer data)
{
  PrognosisDatasetSignal *signal = data;

  g_free ((char *) signal->base.name);
}

PrognosisDataset *
prognosis_dataset_new (void)
{
  PrognosisDataset *self = g_new0 (PrognosisDataset, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->step_days = 1;
  self->regions = g_array_new (FALSE, TRUE, sizeof (PrognosisRegion));
  g_array_set_clear_func (self->regions, region_clear);
  self->signals = g_array_new (FALSE, TRUE, sizeof (PrognosisDatasetSignal));
  g_array_set_clear_func (self->signals, signal_clear);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->given_warnings = prognosis_warnings_new ();
  self->warnings = prognosis_warnings_new ();
  self->candidates = prognosis_candidates_new ();
  return self;
}

void
prognosis_dataset_allocate (PrognosisDataset *self)
{
  gsize n = self->regions->len * self->signals->len * self->n_steps;

  self->values = g_new (double, n);
  self->flags = g_new (guint8, n);
  self->sources = g_new0 (PrognosisCellSource, n);
  for (gsize i = 0; i < n; i++)
    {
      self->values[i] = NAN;
      self->flags[i] = PROGNOSIS_FLAG_MISSING;
    }
}

const char *
prognosis_region_get_key (const PrognosisRegion *self)
{
  return self->code != NULL ? self->code : self->name;
}

void
prognosis_dataset_add_region (PrognosisDataset *self, const PrognosisRegion *region)
{
  const char *code = region->code != NULL && *region->code != '\0' ? region->code : NULL;
  PrognosisRegion copy = { g_strdup (code),    g_strdup (region->name),
                           region->population, g_strdup (region->total_of),
                           region->is_picked,  region->holidays != NULL ? prognosis_holidays_ref (region->holidays) : NULL };

  g_array_append_val (self->regions, copy);
}

void
prognosis_dataset_add_signal (PrognosisDataset *self, const PrognosisDatasetSignal *signal)
{
  PrognosisDatasetSignal copy = *signal;

  copy.base.name = g_strdup (signal->base.name);
  g_array_append_val (self->signals, copy);
}

void
prognosis_dataset_rename_region (PrognosisDataset *self, gsize region, const char *name)
{
  PrognosisRegion *r = &g_array_index (self->regions, PrognosisRegion, region);
  char *copy = g_strdup (name);

  g_free ((char *) r->name);
  r->name = copy;
}

PrognosisDataset *
prognosis_dataset_ref (PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_dataset_unref (PrognosisDataset *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->source);
  g_free (self->format);
  g_free (self->suggested_model);
  g_free (self->suggested_origin);
  g_array_unref (self->regions);
  g_array_unref (self->signals);
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->revisions, g_array_unref);
  g_array_unref (self->given_warnings);
  g_array_unref (self->warnings);
  g_array_unref (self->candidates);
  g_free (self->values);
  g_free (self->flags);
  g_free (self->sources);
  g_free (self->until);
  g_free (self->neighbours);
  g_free (self->neighbour_offsets);
  g_free (self);
}

const char *
prognosis_dataset_get_title (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->title;
}

const char *
prognosis_dataset_get_source (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->source;
}

const char *
prognosis_dataset_get_format (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->format;
}

const char *
prognosis_dataset_get_suggested_model (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->suggested_model;
}

gssize
prognosis_dataset_get_suggested_origin (const PrognosisDataset *self)
{
  int day;

  g_return_val_if_fail (self != NULL, -1);
  if (self->suggested_origin == NULL || !prognosis_dataset_parse_day (self, self->suggested_origin, &day, NULL))
    return -1;
  return prognosis_dataset_find_step (self, day);
}

PrognosisFrequency
prognosis_dataset_get_frequency (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, PROGNOSIS_FREQUENCY_DAILY);
  return self->frequency;
}

int
prognosis_dataset_get_step_days (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 1);
  return self->step_days;
}

gsize
prognosis_dataset_get_n_regions (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->regions->len;
}

gsize
prognosis_dataset_get_n_signals (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->signals->len;
}

gsize
prognosis_dataset_get_n_steps (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_steps;
}

const PrognosisRegion *
prognosis_dataset_get_region (const PrognosisDataset *self, gsize region)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len, NULL);
  return &g_array_index (self->regions, PrognosisRegion, region);
}

const PrognosisSignal *
prognosis_dataset_get_signal (const PrognosisDataset *self, gsize signal)
{
  g_return_val_if_fail (self != NULL && signal < self->signals->len, NULL);
  return &g_array_index (self->signals, PrognosisDatasetSignal, signal).base;
}

static gboolean
equal_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = NULL, *folded_b = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  if (strcmp (a, b) == 0)
    return TRUE;
  folded_a = g_utf8_casefold (a, -1);
  folded_b = g_utf8_casefold (b, -1);
  return strcmp (folded_a, folded_b) == 0;
}

gssize
prognosis_dataset_find_region (const PrognosisDataset *self, const char *code_or_name)
{
  g_return_val_if_fail (self != NULL && code_or_name != NULL, -1);

  /* Codes come before names: "GA" is a state and may be the name of another place. */
  for (guint i = 0; i < self->regions->len; i++)
    if (equal_folded (g_array_index (self->regions, PrognosisRegion, i).code, code_or_name))
      return i;
  for (guint i = 0; i < self->regions->len; i++)
    if (equal_folded (g_array_index (self->regions, PrognosisRegion, i).name, code_or_name))
      return i;
  return -1;
}

gssize
prognosis_dataset_find_signal (const PrognosisDataset *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);

  for (guint i = 0; i < self->signals->len; i++)
    if (equal_folded (prognosis_dataset_get_signal (self, i)->name, name))
      return i;
  return -1;
}

const double *
prognosis_dataset_get_values (const PrognosisDataset *self, gsize region, gsize signal)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len && signal < self->signals->len, NULL);
  return self->values + prognosis_dataset_row (self, region, signal);
}

const guint8 *
prognosis_dataset_get_flags (const PrognosisDataset *self, gsize region, gsize signal)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len && signal < self->signals->len, NULL);
  return self->flags + prognosis_dataset_row (self, region, signal);
}

void
prognosis_dataset_get_source_row (const PrognosisDataset *self, gsize region, gsize signal, gsize step, const char **file,
                                  guint *line)
{
  const PrognosisCellSource *cell;

  g_return_if_fail (self != NULL && region < self->regions->len && signal < self->signals->len && step < self->n_steps
                    && file != NULL && line != NULL);

  cell = &self->sources[prognosis_dataset_row (self, region, signal) + step];
  *line = cell->line;
  *file = cell->line > 0 && cell->file < self->files->len ? g_ptr_array_index (self->files, cell->file) : NULL;
}

guint8
prognosis_dataset_get_doubtful (const PrognosisDataset *self)
{
  const guint8 left_out = PROGNOSIS_FLAG_EXCLUDED | PROGNOSIS_FLAG_PARTIAL;

  g_return_val_if_fail (self != NULL, left_out);

  return self->is_trusted ? left_out : left_out | PROGNOSIS_FLAG_BATCH | PROGNOSIS_FLAG_NEGATIVE | PROGNOSIS_FLAG_FALL;
}

gssize
prognosis_dataset_get_last_observed (const PrognosisDataset *self, gsize region, gsize signal)
{
  const guint8 *flags = prognosis_dataset_get_flags (self, region, signal);

  g_return_val_if_fail (flags != NULL, -1);

  for (gssize t = (gssize) self->n_steps - 1; t >= 0; t--)
    if (!(flags[t] & (PROGNOSIS_FLAG_MISSING | PROGNOSIS_FLAG_EXCLUDED)))
      return t;
  return -1;
}

double
prognosis_dataset_get_cases_so_far (const PrognosisDataset *self, gsize region)
{
  double most = NAN;

  g_return_val_if_fail (self != NULL && region < self->regions->len, NAN);

  for (gsize s = 0; s < self->signals->len; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (self, s);
      const double *values = prognosis_dataset_get_values (self, region, s);
      double sum = 0.0, last = 0.0;

      if (signal->role != PROGNOSIS_ROLE_INFECTIONS || !signal->fitted
          || (signal->kind != PROGNOSIS_KIND_INCIDENT && signal->kind != PROGNOSIS_KIND_CUMULATIVE))
        continue;
      for (gsize t = 0; t < self->n_steps; t++)
        if (!isnan (values[t]))
          {
            sum += values[t];
            last = values[t];
          }
      most = fmax (most, signal->kind == PROGNOSIS_KIND_INCIDENT ? sum : last);
    }
  return most;
}

double
prognosis_dataset_get_exposed (const PrognosisDataset *self, gsize region)
{
  const double population = g_array_index (self->regions, PrognosisRegion, region).population;
  const double cases = prognosis_dataset_get_cases_so_far (self, region);

  return cases > population ? TIMES_EXPOSED * cases : population;
}

gboolean
prognosis_dataset_has_adjacency (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_adjacency;
}

const guint *
prognosis_dataset_get_neighbours (const PrognosisDataset *self, gsize region, gsize *n)
{
  g_return_val_if_fail (self != NULL && region < self->regions->len && n != NULL, NULL);

  *n = 0;
  if (!self->has_adjacency)
    return NULL;
  *n = self->neighbour_offsets[region + 1] - self->neighbour_offsets[region];
  return self->neighbours + self->neighbour_offsets[region];
}

const char *
prognosis_frequency_to_string (PrognosisFrequency frequency)
{
  static const char *const names[] = { "index", "daily", "weekly", "monthly" };

  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (names), NULL);
  return names[frequency];
}

const char *
prognosis_kind_to_string (PrognosisKind kind)
{
  static const char *const names[] = { "incident", "cumulative", "prevalence", "rate", "proportion" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

const char *
prognosis_role_to_string (PrognosisRole role)
{
  static const char *const names[] = { "infections", "recoveries", "deaths", "other" };

  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (names), NULL);
  return names[role];
}
