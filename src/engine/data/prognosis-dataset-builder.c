/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-dataset-builder-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-day.h"
#include "prognosis-error.h"

PrognosisDatasetBuilder *
prognosis_dataset_builder_new (const char *format)
{
  PrognosisDatasetBuilder *self = g_new0 (PrognosisDatasetBuilder, 1);

  self->dataset = prognosis_dataset_new ();
  self->dataset->format = g_strdup (format);
  self->dataset->frequency = PROGNOSIS_FREQUENCY_DAILY;
  self->last_day = G_MAXINT;
  self->region_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->auto_kinds = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->values = g_array_new (FALSE, FALSE, sizeof (BuilderValue));
  self->flags = g_array_new (FALSE, FALSE, sizeof (BuilderFlags));
  self->revisions = g_array_new (FALSE, FALSE, sizeof (PrognosisRevision));
  return self;
}

void
prognosis_dataset_builder_free (PrognosisDatasetBuilder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  g_hash_table_unref (self->region_numbers);
  g_array_unref (self->auto_kinds);
  g_array_unref (self->values);
  g_array_unref (self->flags);
  g_array_unref (self->revisions);
  g_clear_object (&self->cancellable);
  g_free (self->last_day_text);
  g_free (self);
}

void
prognosis_dataset_builder_set_cancellable (PrognosisDatasetBuilder *self, GCancellable *cancellable)
{
  g_return_if_fail (self != NULL);
  g_set_object (&self->cancellable, cancellable);
}

void
prognosis_dataset_builder_set_title (PrognosisDatasetBuilder *self, const char *title)
{
  g_return_if_fail (self != NULL);
  g_free (self->dataset->title);
  self->dataset->title = g_strdup (title);
}

void
prognosis_dataset_builder_set_source (PrognosisDatasetBuilder *self, const char *source)
{
  g_return_if_fail (self != NULL);
  g_free (self->dataset->source);
  self->dataset->source = g_strdup (source);
}

void
prognosis_dataset_builder_set_indexed (PrognosisDatasetBuilder *self, gboolean indexed)
{
  g_return_if_fail (self != NULL);
  self->dataset->frequency = indexed ? PROGNOSIS_FREQUENCY_INDEX : PROGNOSIS_FREQUENCY_DAILY;
  self->indexed = indexed;
}

void
prognosis_dataset_builder_set_step_days (PrognosisDatasetBuilder *self, int step_days)
{
  g_return_if_fail (self != NULL && (step_days == 0 || step_days == 1 || step_days == 7));
  self->step_days = step_days;
}

void
prognosis_dataset_builder_set_monthly (PrognosisDatasetBuilder *self)
{
  g_return_if_fail (self != NULL);
  self->monthly = TRUE;
  self->dataset->frequency = PROGNOSIS_FREQUENCY_MONTHLY;
}

void
prognosis_dataset_builder_set_reports (PrognosisDatasetBuilder *self, PrognosisReports reports)
{
  g_return_if_fail (self != NULL);
  self->dataset->reports = reports;
}

void
prognosis_dataset_builder_set_trusted (PrognosisDatasetBuilder *self, gboolean trusted)
{
  g_return_if_fail (self != NULL);
  self->dataset->is_trusted = trusted;
}

void
prognosis_dataset_builder_set_additive (PrognosisDatasetBuilder *self, gboolean additive)
{
  g_return_if_fail (self != NULL);
  self->additive = additive;
}

gboolean
prognosis_dataset_builder_get_duplicate (PrognosisDatasetBuilder *self, const char **file, guint lines[2])
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->duplicate_lines[0] == 0 || self->dataset == NULL)
    return FALSE;
  *file = g_ptr_array_index (self->dataset->files, self->duplicate_file);
  lines[0] = self->duplicate_lines[0];
  lines[1] = self->duplicate_lines[1];
  return TRUE;
}

gboolean
prognosis_dataset_builder_has_rates (const PrognosisDatasetBuilder *self)
{
  for (guint s = 0; self->dataset != NULL && s < self->dataset->signals->len; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (self->dataset, s);
      const int kind = g_array_index (self->auto_kinds, gboolean, s) ? prognosis_kind_from_name (signal->name) : (int) signal->kind;

      if (signal->fitted && (kind == PROGNOSIS_KIND_RATE || kind == PROGNOSIS_KIND_PROPORTION))
        return TRUE;
    }
  return FALSE;
}

void
prognosis_dataset_builder_set_last_day (PrognosisDatasetBuilder *self, int last_day, const char *text)
{
  g_return_if_fail (self != NULL);
  self->last_day = last_day;
  g_free (self->last_day_text);
  self->last_day_text = g_strdup (text);
}

/* Spreadsheets drop the zeros in front of a code and add “.0” behind it: 01001, 1001 and 1001.0 are one place. (transfer full) */
static char *
make_region_key (const PrognosisRegion *region)
{
  const char *key = prognosis_region_get_key (region);
  gsize n_digits = strspn (key, "0123456789"), n_zeros = strspn (key, "0");

  if (region->code == NULL || n_digits == 0 || (key[n_digits] != '\0' && strcmp (key + n_digits, ".0") != 0))
    return g_strdup (key);
  return n_zeros == n_digits ? g_strdup ("0") : g_strndup (key + n_zeros, n_digits - n_zeros);
}

gsize
prognosis_dataset_builder_add_region (PrognosisDatasetBuilder *self, const char *code, const char *name, double population)
{
  PrognosisRegion region = { code != NULL && *code != '\0' ? code : NULL, name != NULL ? name : code, population };
  g_autofree char *key = NULL;
  gpointer number;

  g_return_val_if_fail (self != NULL && region.name != NULL, 0);

  key = make_region_key (&region);

  if (g_hash_table_lookup_extended (self->region_numbers, key, NULL, &number))
    {
      PrognosisRegion *known = &g_array_index (self->dataset->regions, PrognosisRegion, GPOINTER_TO_SIZE (number));

      if (isnan (known->population))
        known->population = population;
      return GPOINTER_TO_SIZE (number);
    }
  g_hash_table_insert (self->region_numbers, g_steal_pointer (&key), GSIZE_TO_POINTER ((gsize) self->dataset->regions->len));
  prognosis_dataset_add_region (self->dataset, &region);
  return self->dataset->regions->len - 1;
}

gsize
prognosis_dataset_builder_add_signal (PrognosisDatasetBuilder *self, const char *name, int kind, PrognosisRole role,
                                      gboolean fitted)
{
  PrognosisDatasetSignal signal = { { name, kind < 0 ? PROGNOSIS_KIND_INCIDENT : (PrognosisKind) kind, role, fitted }, FALSE };
  gboolean is_auto = kind < 0;
  gssize known;

  g_return_val_if_fail (self != NULL && name != NULL, 0);

  known = prognosis_dataset_find_signal (self->dataset, name);
  if (known >= 0)
    return (gsize) known;
  prognosis_dataset_add_signal (self->dataset, &signal);
  g_array_append_val (self->auto_kinds, is_auto);
  return self->dataset->signals->len - 1;
}

void
prognosis_dataset_builder_set_zero_unreported (PrognosisDatasetBuilder *self, gsize signal)
{
  g_return_if_fail (self != NULL && signal < self->dataset->signals->len);
  g_array_index (self->dataset->signals, PrognosisDatasetSignal, signal).zero_is_unreported = TRUE;
}

void
prognosis_dataset_builder_set_absent_zero (PrognosisDatasetBuilder *self, gboolean absent_is_zero)
{
  g_return_if_fail (self != NULL);
  self->absent_is_zero = absent_is_zero;
}

void
prognosis_dataset_builder_set_keeps_totals (PrognosisDatasetBuilder *self)
{
  g_return_if_fail (self != NULL);
  self->keeps_totals = TRUE;
}

guint
prognosis_dataset_builder_add_file (PrognosisDatasetBuilder *self, const char *file)
{
  g_return_val_if_fail (self != NULL && file != NULL, 0);

  g_ptr_array_add (self->dataset->files, g_strdup (file));
  return self->dataset->files->len - 1;
}

guint
prognosis_dataset_builder_find_file (PrognosisDatasetBuilder *self, const char *file)
{
  guint number;

  g_return_val_if_fail (self != NULL && file != NULL, G_MAXUINT);

  return g_ptr_array_find_with_equal_func (self->dataset->files, file, g_str_equal, &number) ? number : G_MAXUINT;
}

/* The text can be parsed only once the reader has set the type of the time axis. */
static void
resolve_last_day (PrognosisDatasetBuilder *self)
{
  int day;

  if (self->last_day_text == NULL)
    return;
  if (prognosis_dataset_parse_day (self->dataset, self->last_day_text, &day, &self->error))
    self->last_day = MIN (self->last_day, day);
  g_clear_pointer (&self->last_day_text, g_free);
}

gboolean
prognosis_dataset_builder_wants_day (PrognosisDatasetBuilder *self, int day)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (G_UNLIKELY (self->last_day_text != NULL))
    resolve_last_day (self);
  if (day > self->last_day)
    self->n_dropped++;
  return day <= self->last_day;
}

void
prognosis_dataset_builder_add_value (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, double value, guint file,
                                     guint line)
{
  BuilderValue entry = { value, (guint32) region, (guint32) signal, day, line, file };

  g_return_if_fail (self != NULL && region < self->dataset->regions->len && signal < self->dataset->signals->len);

  if (!prognosis_dataset_builder_wants_day (self, day))
    return;
  g_array_append_val (self->values, entry);
  self->has_negative |= value < 0.0;
}

void
prognosis_dataset_builder_add_revision (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, int report_day,
                                        double change, guint file, guint line)
{
  const PrognosisRevision revision = { (guint32) region, (guint32) signal, day, report_day, change };

  g_return_if_fail (self != NULL && self->additive && day <= report_day);

  if (!prognosis_dataset_builder_wants_day (self, report_day))
    return;
  g_array_append_val (self->revisions, revision);
  prognosis_dataset_builder_add_value (self, region, signal, day, change, file, line);
}

void
prognosis_dataset_builder_add_flags (PrognosisDatasetBuilder *self, gsize region, gsize signal, int day, guint8 flags)
{
  BuilderFlags entry = { (guint32) region, (guint32) signal, day, flags };

  g_return_if_fail (self != NULL && region < self->dataset->regions->len && signal < self->dataset->signals->len);

  if (prognosis_dataset_builder_wants_day (self, day))
    g_array_append_val (self->flags, entry);
}

void
prognosis_dataset_builder_warn (PrognosisDatasetBuilder *self, guint file, guint line, const char *code, const char *format, ...)
{
  const char *name;
  va_list args;
  char *message;

  g_return_if_fail (self != NULL && code != NULL && format != NULL);

  name = file < self->dataset->files->len ? g_ptr_array_index (self->dataset->files, file) : NULL;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  prognosis_warnings_take (self->dataset->given_warnings, name, line, code, message);
}
