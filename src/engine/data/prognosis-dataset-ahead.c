/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-builder-private.h"

#include <glib/gi18n-lib.h>

#include "prognosis-dataset-private.h"

/* Regions that end later than most others, as with dates in the future: forecasts of all start after the last day of any. */

/* Of fewer regions, none is the exception. */
#define MIN_REGIONS 3
/* This share ends by the usual day. */
#define SHARE_OF_REGIONS 0.8
/* Steps by which reports of some regions may precede those of the others. */
#define USUAL_LEAD 3
#define MAX_WARNINGS_OF_LEAD 3

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const int x = *(const int *) a, y = *(const int *) b;

  return (x > y) - (x < y);
}

void
prognosis_dataset_builder_warn_of_lead (PrognosisDatasetBuilder *self)
{
  PrognosisDataset *dataset = self->dataset;
  const guint n = dataset->regions->len;
  g_autofree const BuilderValue **last = g_new0 (const BuilderValue *, n);
  g_autofree int *days = g_new (int, n);
  g_autofree char *usual_day = NULL;
  guint n_warned = 0;
  int usual;

  if (n < MIN_REGIONS || self->indexed)
    return;
  for (guint r = 0; r < n; r++)
    days[r] = G_MININT;
  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

      if (value->day > days[value->region])
        {
          last[value->region] = value;
          days[value->region] = value->day;
        }
    }
  for (guint r = 0; r < n; r++)
    if (last[r] == NULL)
      return;
  qsort (days, n, sizeof *days, compare_days);
  usual = days[(guint) (SHARE_OF_REGIONS * (n - 1))];
  usual_day = prognosis_dataset_format_day (dataset, usual);
  for (guint r = 0; r < n && n_warned < MAX_WARNINGS_OF_LEAD; r++)
    if (last[r]->day > usual + USUAL_LEAD * dataset->step_days)
      {
        g_autofree char *day = prognosis_dataset_format_day (dataset, last[r]->day);

        n_warned++;
        prognosis_dataset_builder_warn (
            self, last[r]->file, last[r]->line, "ends-late",
            /* Translators: a region, its last day, and the last day of the other regions. */
            _ ("“%s” ends on %s, most others by %s: check the date, as forecasts start after the last day"),
            prognosis_dataset_get_region (dataset, r)->name, day, usual_day);
      }
}
