/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a date tells about weekly reports: public holidays, the turn of the year, and whether a place has a northern or a
   southern winter. */

#include "hybrid-weekly.h"

#include <math.h>

#include "prognosis-day.h"
#include "prognosis-place.h"

#define YEAR_END_DAYS 7.0 /* standard deviation around 29 December */

static double
find_day_of_year (int day)
{
  int year, month, day_of_month;

  prognosis_day_to_ymd (day, &year, &month, &day_of_month);
  return day - prognosis_day_from_ymd (year, 1, 1) + 1;
}

/* The turn of the year that a day is closest to. */
static int
find_turn (int day)
{
  int year, month, day_of_month;

  prognosis_day_to_ymd (day, &year, &month, &day_of_month);
  return prognosis_day_from_ymd (month > 6 ? year : year - 1, 12, 29);
}

/* How close a week is to the turn of the year, 0 to 1. */
static double
find_year_end (int last_day)
{
  const int turn = find_turn (last_day);
  double sum = 0.0;

  for (int day = last_day - 6; day <= last_day; day++)
    sum += exp (-0.5 * (day - turn) * (day - turn) / (YEAR_END_DAYS * YEAR_END_DAYS)) / 7.0;
  return sum;
}

static double
count_holidays (const PrognosisDataset *dataset, gsize region, int last_day)
{
  double count = 0.0;

  for (int day = last_day - 6; day <= last_day; day++)
    count += prognosis_dataset_is_holiday (dataset, region, day) ? 1.0 : 0.0;
  return count;
}

/* (transfer container) */
static const char **
find_countries (const PrognosisDataset *dataset, gsize n)
{
  g_autofree const char **codes = g_new (const char *, n), **names = g_new (const char *, n);

  for (gsize i = 0; i < n; i++)
    {
      codes[i] = prognosis_dataset_get_region (dataset, i)->code;
      names[i] = prognosis_dataset_get_region (dataset, i)->name;
    }
  return prognosis_places_find_countries (codes, names, n);
}

/* A stated season holds everywhere. By default it follows from the countries; if none of them is known to have a winter, all
   places share a season of unknown phase. */
static void
find_winters (PrognosisWeekly *self, const PrognosisDataset *dataset)
{
  const gboolean by_country = self->season == PROGNOSIS_SEASON_DEFAULT;
  g_autofree const char **countries = by_country ? find_countries (dataset, self->n) : NULL;

  self->winter_known = self->season == PROGNOSIS_SEASON_NORTHERN || self->season == PROGNOSIS_SEASON_SOUTHERN;
  for (gsize i = 0; i < self->n; i++)
    {
      self->winter[i] = self->season == PROGNOSIS_SEASON_SOUTHERN ? -1.0 : 1.0;
      if (by_country)
        self->winter[i] = countries[i] ? prognosis_country_get_winter (countries[i]) : 0.0;
      self->winter_known |= by_country && self->winter[i] != 0.0;
    }
  for (gsize i = 0; i < self->n && !self->winter_known; i++)
    self->winter[i] = 1.0;
}

void
prognosis_weekly_find_calendar (PrognosisWeekly *self, const PrognosisDataset *dataset, gssize first)
{
  const gsize n_all = self->n_weeks + self->horizon;
  const gboolean without = (self->without & PROGNOSIS_PART_HOLIDAYS) != 0;

  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    return;
  self->day_of_year = g_new (double, self->n_weeks);
  self->holidays = g_new0 (double, n_all * self->n);
  self->year_end = g_new0 (double, n_all * self->n);
  self->winter = g_new (double, self->n);
  find_winters (self, dataset);
  for (gsize t = 0; t < self->n_weeks; t++)
    self->day_of_year[t] = find_day_of_year (prognosis_dataset_get_day (dataset, first + (gssize) t));
  for (gsize t = 0; t < n_all && !without; t++)
    {
      const int day = prognosis_dataset_get_day (dataset, first + (gssize) t), christmas = find_turn (day) - 4;
      const double year_end = find_year_end (day);

      for (gsize i = 0; i < self->n; i++)
        {
          const gboolean has_year_end = self->winter[i] > 0.0 && prognosis_dataset_is_holiday (dataset, i, christmas);

          self->holidays[t * self->n + i] = count_holidays (dataset, i, day);
          self->year_end[t * self->n + i] = has_year_end ? year_end : 0.0;
        }
    }
}

void
prognosis_weekly_clear_calendar (PrognosisWeekly *self)
{
  g_clear_pointer (&self->day_of_year, g_free);
  g_clear_pointer (&self->holidays, g_free);
  g_clear_pointer (&self->year_end, g_free);
  g_clear_pointer (&self->winter, g_free);
}
