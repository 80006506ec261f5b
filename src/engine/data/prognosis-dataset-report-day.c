/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Daily data that are reported once a week: on which weekday, and a warning that weeks would be forecast better. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-day.h"

/* Weekly reporting: in at least MIN_REPORTS of the last N_WEEKS weeks there was something new, always on the same
   weekday. */
#define N_WEEKS 8
#define MIN_REPORTS 5

/* New since the last report; NAN if unknown. */
static double
get_new (const PrognosisDataset *self, gsize row, gsize t, PrognosisKind kind)
{
  gsize before = t;

  if (kind != PROGNOSIS_KIND_CUMULATIVE)
    return self->values[row + t];
  while (before > 0 && isnan (self->values[row + before - 1]))
    before--;
  return before > 0 ? self->values[row + t] - self->values[row + before - 1] : (double) NAN;
}

int
prognosis_dataset_find_report_day (const PrognosisDataset *self, gsize region, gsize signal)
{
  PrognosisKind kind = prognosis_dataset_get_signal (self, signal)->kind;
  gsize row = prognosis_dataset_row (self, region, signal);
  gssize last = prognosis_dataset_get_last_observed (self, region, signal);
  guint n_reports = 0;
  int weekday = 0;

  if (self->frequency != PROGNOSIS_FREQUENCY_DAILY || (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_CUMULATIVE))
    return 0;
  for (gssize t = last; t >= 0 && t > last - 7 * N_WEEKS; t--)
    if (get_new (self, row, (gsize) t, kind) > 0)
      {
        int day = prognosis_day_weekday (prognosis_dataset_get_day (self, t));

        if (weekday != 0 && day != weekday)
          return 0;
        weekday = day;
        n_reports++;
      }
  return n_reports >= MIN_REPORTS ? weekday : 0;
}

void
prognosis_dataset_warn_of_weeks (PrognosisDataset *self)
{
  for (gsize s = 0; s < self->signals->len; s++)
    {
      guint n = 0;

      for (gsize r = 0; r < self->regions->len; r++)
        n += prognosis_dataset_find_report_day (self, r, s) > 0;
      if (n > 0)
        prognosis_warnings_take (self->warnings, NULL, 0, "weekly-reports",
                                 g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                               "%s is reported once a week in %u region, with nothing on the days "
                                                               "between; sum the days to weeks for better forecasts",
                                                               "%s is reported once a week in %u regions, with nothing on the "
                                                               "days between; sum the days to weeks for better forecasts",
                                                               n),
                                                  prognosis_dataset_get_signal (self, s)->name, n));
    }
}
