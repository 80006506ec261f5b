/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last number of a table is often one of a day that was not over when the table was made. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is usual: the least of so many days before, which have a weekend among them. */
#define PAST 7
/* The last one is far below that, and not by chance: counts scatter by the root of a few times their number. */
#define SHARE 0.4
#define LEAST_USUAL 10.0
#define LEAST_ROOTS 4.0

/* The least of the steps before @last; NAN where one is unknown. */
static double
find_least (const double *values, gsize last)
{
  double least = INFINITY;

  if (last < PAST)
    return NAN;
  for (gsize t = last - PAST; t < last; t++)
    least = isnan (values[t]) || isnan (least) ? NAN : MIN (least, values[t]);
  return least;
}

/* Weeks are not judged so: two of the 1,600 last weeks of FluSight's season fell as far, and truly had. */
static gboolean
looks_incomplete (const PrognosisDataset *self, gsize region, gsize signal, double *least)
{
  const double *values = prognosis_dataset_get_values (self, region, signal);
  const double value = values[self->n_steps - 1];

  if (self->step_days != 1 || prognosis_dataset_get_signal (self, signal)->kind != PROGNOSIS_KIND_INCIDENT || isnan (value)
      || value < 0)
    return FALSE;
  *least = find_least (values, self->n_steps - 1);
  return *least >= LEAST_USUAL && value<SHARE * * least && * least - value> LEAST_ROOTS * sqrt (*least);
}

static PrognosisCellSource *
get_last (const PrognosisDataset *self, gsize region, gsize signal)
{
  return &self->sources[_prognosis_dataset_row (self, region, signal) + self->n_steps - 1];
}

void
_prognosis_dataset_leave_out_incomplete (PrognosisDataset *self, gsize signal)
{
  double least;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      PrognosisCellSource *last = get_last (self, r, signal);

      /* What reading left out before was of another kind. */
      if (last->read & PROGNOSIS_FLAG_EXCLUDED)
        last->given &= (guint8) ~PROGNOSIS_FLAG_EXCLUDED;
      last->read &= (guint8) ~PROGNOSIS_FLAG_EXCLUDED;
      if (!looks_incomplete (self, r, signal, &least))
        continue;
      last->given |= PROGNOSIS_FLAG_EXCLUDED;
      last->read |= PROGNOSIS_FLAG_EXCLUDED;
    }
}

void
_prognosis_dataset_warn_of_incomplete (PrognosisDataset *self)
{
  const gssize last = (gssize) self->n_steps - 1;
  g_autofree char *day = prognosis_dataset_format_day (self, prognosis_dataset_get_day (self, last));
  double least;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        const PrognosisCellSource *cell = get_last (self, r, s);
        const char *signal = prognosis_dataset_get_signal (self, s)->name, *region = prognosis_dataset_get_region (self, r)->name;

        /* Whoever takes it in again need not be told. */
        if (!(cell->read & cell->given & PROGNOSIS_FLAG_EXCLUDED))
          continue;
        if (looks_incomplete (self, r, s, &least))
          _prognosis_warnings_take (
              self->warnings, NULL, 0, "incomplete-last",
              /* Translators: a signal, a region, a day, its number, and the least of the days before. */
              g_strdup_printf (_ ("%s of %s on %s: %.10g, after no less than %.10g on the days before; it looks "
                                  "incomplete and is left out of forecasts"),
                               signal, region, day, prognosis_dataset_get_values (self, r, s)[last], least));
        else if (self->step_days == 7)
          _prognosis_warnings_take (
              self->warnings, NULL, 0, "incomplete-last",
              /* Translators: a signal, a region, and the last day of a week. */
              g_strdup_printf (_ ("%s of %s in the week to %s: its last day looks incomplete, and the week is "
                                  "left out of forecasts"),
                               signal, region, day));
      }
}
