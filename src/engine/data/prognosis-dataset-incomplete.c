/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds a last value from a day that was not over when the table was made. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The lower limit of usual values: the minimum of this many preceding days, which include a weekend. */
#define PAST 7
/* The last value is incomplete if it is below this share of the minimum, if the minimum is at least LEAST_USUAL,
   and if the difference is this many times its square root: counts scatter by a few times the root. */
#define SHARE 0.4
#define LEAST_USUAL 10.0
#define LEAST_ROOTS 4.0

/* The minimum of the steps before @last; NAN if any is unknown. */
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

/* Weekly data are not judged: two of the 1,600 last weeks in FluSight's season fell as far, and were correct. */
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
  return &self->sources[prognosis_dataset_row (self, region, signal) + self->n_steps - 1];
}

void
prognosis_dataset_leave_out_incomplete (PrognosisDataset *self, gsize signal)
{
  double least;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      PrognosisCellSource *last = get_last (self, r, signal);

      /* Exclusions made when reading were for the previous kind of the signal. */
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
prognosis_dataset_warn_of_incomplete (PrognosisDataset *self)
{
  const gssize last = (gssize) self->n_steps - 1;
  g_autofree char *day = prognosis_dataset_format_day (self, prognosis_dataset_get_day (self, last));
  double least;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        const PrognosisCellSource *cell = get_last (self, r, s);
        const char *signal = prognosis_dataset_get_signal (self, s)->name, *region = prognosis_dataset_get_region (self, r)->name;

        /* Do not warn a user who has included it again. */
        if (!(cell->read & cell->given & PROGNOSIS_FLAG_EXCLUDED))
          continue;
        if (looks_incomplete (self, r, s, &least))
          prognosis_warnings_take (self->warnings, NULL, 0, "incomplete-last",
                                   /* Translators: a signal, a region, a day, its number, and the minimum of the preceding days. */
                                   g_strdup_printf (_ ("%s in %s on %s: %.10g, after at least %.10g on the preceding days; the "
                                                       "value looks incomplete and is excluded from forecasts"),
                                                    signal, region, day, prognosis_dataset_get_values (self, r, s)[last], least));
        else if (self->step_days == 7)
          prognosis_warnings_take (
              self->warnings, NULL, 0, "incomplete-last",
              /* Translators: a signal, a region, and the last day of a week. */
              g_strdup_printf (
                  _ ("%s in %s in the week ending %s: the last day looks incomplete, so the week is excluded from forecasts"),
                  signal, region, day));
      }
}
