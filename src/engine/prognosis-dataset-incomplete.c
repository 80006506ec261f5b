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
  double least = last >= PAST ? INFINITY : NAN;

  for (gsize t = last >= PAST ? last - PAST : last; t < last; t++)
    least = isnan (values[t]) || isnan (least) ? NAN : MIN (least, values[t]);
  return least;
}

void
_prognosis_dataset_leave_out_incomplete (PrognosisDataset *self)
{
  const gsize last = self->n_steps - 1;

  /* Weeks are not judged so: two of the 1,600 last weeks of FluSight's season fell as far, and truly had. */
  if (self->step_days != 1)
    return;
  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        const PrognosisSignal *signal = prognosis_dataset_get_signal (self, s);
        const gsize row = _prognosis_dataset_row (self, r, s);
        const double value = self->values[row + last];
        g_autofree char *day = NULL;
        double least;

        if (signal->kind != PROGNOSIS_KIND_INCIDENT || isnan (value) || value < 0)
          continue;
        least = find_least (self->values + row, last);
        if (!(least >= LEAST_USUAL && value < SHARE * least && least - value > LEAST_ROOTS * sqrt (least)))
          continue;
        self->sources[row + last].given |= PROGNOSIS_FLAG_EXCLUDED;
        day = prognosis_dataset_format_day (self, prognosis_dataset_get_day (self, (gssize) last));
        _prognosis_warnings_take (self->given_warnings, NULL, 0, "incomplete-last",
                                  /* Translators: a signal, a region, a day, its number, and the least of the days before. */
                                  g_strdup_printf (_ ("%s of %s on %s: %.10g, after no less than %.10g on the days before; it looks "
                                                      "incomplete and is left out of forecasts"),
                                                   signal->name, g_array_index (self->regions, PrognosisRegion, r).name, day, value, least));
      }
}
