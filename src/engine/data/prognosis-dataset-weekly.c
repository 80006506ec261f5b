/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-day.h"
#include "prognosis-error.h"

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

/* The weekday of reports, from 1 for Monday; 0 if there is none. */
static int
find_report_day (const PrognosisDataset *self, gsize region, gsize signal)
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
        n += find_report_day (self, r, s) > 0;
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

/* The weekday on which weeks end: the most common day of reports. */
static int
find_last_weekday (const PrognosisDataset *self)
{
  guint counts[8] = { 0 };
  int best = 7;

  for (gsize r = 0; r < self->regions->len; r++)
    for (gsize s = 0; s < self->signals->len; s++)
      counts[find_report_day (self, r, s)]++;
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
  gboolean reports_weekly = find_report_day (from, region, signal) > 0;
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

PrognosisDataset *
prognosis_dataset_to_weekly (const PrognosisDataset *self, GError **error)
{
  const char *file = self->files->len > 0 ? g_ptr_array_index (self->files, 0) : self->title;
  PrognosisDataset *weekly;
  gsize first = 6;

  if (self->frequency == PROGNOSIS_FREQUENCY_WEEKLY)
    return prognosis_dataset_truncate (self, self->n_steps);
  if (self->frequency == PROGNOSIS_FREQUENCY_INDEX)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: days without dates cannot be summed to weeks"), file);
      return NULL;
    }
  while (prognosis_day_weekday (self->first_day + (int) first) != find_last_weekday (self))
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
  prognosis_dataset_annotate (weekly);
  return weekly;
}
