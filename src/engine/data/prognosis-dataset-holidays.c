/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-dataset-private.h"

#include "prognosis-place.h"

static void
set_holidays (PrognosisDataset *self, gsize region, PrognosisHolidays *holidays)
{
  PrognosisRegion *of = &g_array_index (self->regions, PrognosisRegion, region);

  if (holidays != NULL)
    prognosis_holidays_ref (holidays);
  g_clear_pointer (&of->holidays, prognosis_holidays_unref);
  of->holidays = holidays;
}

static void
unref_if_any (gpointer data)
{
  if (data != NULL)
    prognosis_holidays_unref (data);
}

void
prognosis_dataset_match_holidays (PrognosisDataset *self)
{
  const gsize n = self->regions->len;
  g_autofree const char **codes = g_new (const char *, n + 1);
  g_autofree const char **names = g_new (const char *, n + 1);
  g_autofree const char **countries = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_if_any);

  if (self->has_given_holidays || self->frequency == PROGNOSIS_FREQUENCY_INDEX)
    return;
  for (gsize r = 0; r < n; r++)
    {
      codes[r] = prognosis_dataset_get_region (self, r)->code;
      names[r] = prognosis_dataset_get_region (self, r)->name;
    }
  countries = prognosis_places_find_countries (codes, names, n);
  for (gsize r = 0; r < n; r++)
    {
      if (countries[r] != NULL && !g_hash_table_contains (known, countries[r]))
        g_hash_table_insert (known, (gpointer) countries[r], prognosis_holidays_new_for_country (countries[r]));
      set_holidays (self, r, countries[r] != NULL ? g_hash_table_lookup (known, countries[r]) : NULL);
    }
}

gboolean
prognosis_dataset_is_holiday (const PrognosisDataset *self, gsize region, int day)
{
  const PrognosisHolidays *holidays;

  g_return_val_if_fail (self != NULL && region < self->regions->len, FALSE);

  holidays = prognosis_dataset_get_region (self, region)->holidays;
  return holidays != NULL && self->frequency != PROGNOSIS_FREQUENCY_INDEX && prognosis_holidays_contains (holidays, day);
}

gboolean
prognosis_dataset_has_given_holidays (const PrognosisDataset *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_given_holidays;
}

PrognosisDataset *
prognosis_dataset_with_holidays (const PrognosisDataset *self, PrognosisHolidays *const *holidays)
{
  PrognosisDataset *copy;

  g_return_val_if_fail (self != NULL && holidays != NULL, NULL);

  copy = prognosis_dataset_copy (self);
  copy->has_given_holidays = TRUE;
  for (gsize r = 0; r < copy->regions->len; r++)
    set_holidays (copy, r, holidays[r]);
  prognosis_dataset_annotate (copy);
  return copy;
}
