/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days summed to weeks. */

#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-day.h"
#include "prognosis-error.h"

/* Counts the reports on each weekday that cover several days. */
static void
count_spans (const PrognosisDataset *self, gsize region, gsize signal, guint *counts)
{
  const guint8 *until = prognosis_dataset_get_days_to_report (self, region, signal);

  for (gsize t = 1; until != NULL && t < self->n_steps; t++)
    if (until[t] == 0 && until[t - 1] == 1)
      counts[prognosis_day_weekday (prognosis_dataset_get_day (self, (gssize) t))]++;
}

/* The weekday on which weeks end: the most common day of reports. */
static int
find_last_weekday (const PrognosisDataset *self)
{
  guint counts[8] = { 0 };
  int best = 7;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        counts[prognosis_dataset_find_report_day (self, r, s)]++;
        count_spans (self, r, s, counts);
      }
  for (int day = 1; day <= 7; day++)
    if (counts[day] > counts[best])
      best = day;
  return best;
}

/* The value of the week up to @t: the sum of incident counts and rates, otherwise the last value. */
static double
get_week (const PrognosisDataset *self, gsize row, gsize t, PrognosisKind kind, gboolean reports_weekly)
{
  const double *values = self->values + row;
  double sum = 0, last = values[t];
  guint n_known = 0;

  for (gsize i = t - 6; i <= t; i++)
    if (!isnan (values[i]))
      {
        n_known++;
        sum += values[i];
        if (reports_weekly)
          last = values[i];
      }
  if (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_RATE)
    return last;
  return n_known == 7 || (reports_weekly && n_known > 0) ? sum : (double) NAN;
}

static void
add_up (PrognosisDataset *to, const PrognosisDataset *from, gsize region, gsize signal, gsize first)
{
  PrognosisKind kind = prognosis_dataset_get_signal (from, signal)->kind;
  gboolean reports_weekly = prognosis_dataset_find_report_day (from, region, signal) > 0;
  gsize source = prognosis_dataset_row (from, region, signal), target = prognosis_dataset_row (to, region, signal);

  for (gsize week = 0; week < to->n_steps; week++)
    {
      gsize t = first + 7 * week;

      to->values[target + week] = get_week (from, source, t, kind, reports_weekly);
      to->sources[target + week] = from->sources[source + t];
      for (gsize i = t - 6; i < t; i++)
        {
          to->sources[target + week].given |= from->sources[source + i].given;
          to->sources[target + week].read |= from->sources[source + i].read;
        }
    }
}

/* Reports that cover days of two weeks count in both, by days. */
static void
warn_of_split_reports (PrognosisDataset *weekly, const PrognosisDataset *self, gsize first)
{
  gulong n = 0;

  for (gsize row = 0; self->until != NULL && row < self->regions->len * self->signals->len; row++)
    for (gsize week = 0; week < weekly->n_steps; week++)
      n += self->until[row * self->n_steps + first + 7 * week] > 0;
  if (n > 0)
    prognosis_warnings_take (
        weekly->given_warnings, NULL, 0, "reports-split",
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu report covers days of two weeks, and is divided between them by days",
                                      "%lu reports cover days of two weeks, and are divided between them by days", n),
                         n));
}

PrognosisDataset *
prognosis_dataset_to_weekly (const PrognosisDataset *self, GError **error)
{
  const char *file = self->files->len > 0 ? g_ptr_array_index (self->files, 0) : self->title;
  PrognosisDataset *weekly;
  gsize first = 6;
  int last_weekday;

  if (self->frequency == PROGNOSIS_FREQUENCY_WEEKLY)
    return prognosis_dataset_truncate (self, self->n_steps);
  if (self->frequency == PROGNOSIS_FREQUENCY_MONTHLY)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: monthly counts cannot be summed to weeks, because a month is not made up of whole weeks; forecast the "
                      "months as they are"),
                   file);
      return NULL;
    }
  if (self->frequency == PROGNOSIS_FREQUENCY_INDEX)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: days without dates cannot be summed to weeks"), file);
      return NULL;
    }
  last_weekday = find_last_weekday (self);
  while (prognosis_day_weekday (self->first_day + (int) first) != last_weekday)
    first++;
  if (first >= self->n_steps)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the data contain no complete week"), file);
      return NULL;
    }
  weekly = prognosis_dataset_copy_frame (self, TRUE, TRUE);
  weekly->frequency = PROGNOSIS_FREQUENCY_WEEKLY;
  weekly->step_days = 7;
  weekly->first_day = self->first_day + (int) first;
  weekly->n_steps = (self->n_steps - 1 - first) / 7 + 1;
  prognosis_dataset_allocate (weekly);
  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      add_up (weekly, self, r, s, first);
  warn_of_split_reports (weekly, self, first);
  prognosis_dataset_annotate (weekly);
  return weekly;
}
