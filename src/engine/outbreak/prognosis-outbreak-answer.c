/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-beds.h"
#include "prognosis-outbreak-private.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

/* An outbreak that never had so many infected persons at a time, nor this share of all, was a minor one. */
#define MINOR_PERSONS 100
#define MINOR_SHARE 0.05

static double *
get_day (const PrognosisOutbreakCourse *self, gsize run, gsize day)
{
  return self->persons + (run * (self->n_days + 1) + day) * PROGNOSIS_OUTBREAK_N_COLUMNS;
}

PrognosisOutbreakCourse *
prognosis_outbreak_course_new (gsize n_days, gsize n_runs)
{
  PrognosisOutbreakCourse *self = g_new (PrognosisOutbreakCourse, 1);

  *self = (PrognosisOutbreakCourse){ n_days, n_runs, g_new0 (double, n_runs *(n_days + 1) * PROGNOSIS_OUTBREAK_N_COLUMNS) };
  return self;
}

void
prognosis_outbreak_course_free (PrognosisOutbreakCourse *self)
{
  if (self == NULL)
    return;
  g_free (self->persons);
  g_free (self);
}

double
prognosis_outbreak_course_get (const PrognosisOutbreakCourse *self, gsize run, gsize day, PrognosisOutbreakColumn column)
{
  return get_day (self, run, day)[column];
}

/* Everybody who left the susceptible, but for those whom the vaccine protects. */
static double
count_infected (const double *day)
{
  return day[PROGNOSIS_OUTBREAK_E] + day[PROGNOSIS_OUTBREAK_I] + day[PROGNOSIS_OUTBREAK_R] + day[PROGNOSIS_OUTBREAK_D];
}

void
prognosis_outbreak_course_set (PrognosisOutbreakCourse *self, const PrognosisOutbreak *outbreak, gsize run, gsize day,
                               const double *state)
{
  double *to = get_day (self, run, day);

  to[PROGNOSIS_OUTBREAK_S] = state[STATE_S] + state[STATE_W];
  to[PROGNOSIS_OUTBREAK_E] = state[STATE_E];
  to[PROGNOSIS_OUTBREAK_I] = state[STATE_I];
  to[PROGNOSIS_OUTBREAK_R] = state[STATE_R];
  to[PROGNOSIS_OUTBREAK_D] = state[STATE_D];
  to[PROGNOSIS_OUTBREAK_V] = state[STATE_V];
  to[PROGNOSIS_OUTBREAK_INFECTIONS] = day > 0 ? MAX (count_infected (to) - count_infected (get_day (self, run, day - 1)), 0) : 0;
}

void
prognosis_outbreak_course_add_beds (PrognosisOutbreakCourse *self, const PrognosisOutbreak *outbreak, gsize run)
{
  g_autoptr (PrognosisStay) stay = prognosis_stay_new (outbreak->stay_days, outbreak->stay_shape);
  g_autofree double *admissions = g_new (double, self->n_days + 1);
  g_autofree double *beds = g_new (double, self->n_days + 1);
  double before = 0;

  for (gsize day = 0; day <= self->n_days; day++)
    {
      const double *at = get_day (self, run, day);
      const double onsets = count_infected (at) - at[PROGNOSIS_OUTBREAK_E]; /* ever */

      admissions[day] = outbreak->hospitalised * MAX (onsets - before, 0);
      before = onsets;
    }
  prognosis_stay_get_beds (stay, admissions, self->n_days + 1, beds);
  for (gsize day = 0; day <= self->n_days; day++)
    get_day (self, run, day)[PROGNOSIS_OUTBREAK_BEDS_USED] = beds[day];
}

void
prognosis_outbreak_course_get_quantiles (const PrognosisOutbreakCourse *self, PrognosisOutbreakColumn column, const double *levels,
                                         gsize n_levels, double *values)
{
  g_autofree double *sorted = g_new (double, self->n_runs);

  for (gsize day = 0; day <= self->n_days; day++)
    {
      for (gsize run = 0; run < self->n_runs; run++)
        sorted[run] = get_day (self, run, day)[column];
      gsl_sort (sorted, 1, self->n_runs);
      for (gsize k = 0; k < n_levels; k++)
        values[day * n_levels + k] = gsl_stats_quantile_from_sorted_data (sorted, 1, self->n_runs, levels[k]);
    }
}

static double
find_peak (const PrognosisOutbreakCourse *self, gsize run, PrognosisOutbreakColumn column, int *at)
{
  double peak = 0;

  *at = 0;
  for (gsize day = 0; day <= self->n_days; day++)
    if (get_day (self, run, day)[column] > peak)
      {
        peak = get_day (self, run, day)[column];
        *at = (int) day;
      }
  return peak;
}

void
prognosis_outbreak_answer_read (const PrognosisOutbreak *self, const PrognosisOutbreakCourse *course, gsize run,
                                PrognosisOutbreakAnswer *answer)
{
  const double *last = get_day (course, run, course->n_days);
  double most_infected = 0;

  *answer = (PrognosisOutbreakAnswer){
    .infected = count_infected (last), .deaths = last[PROGNOSIS_OUTBREAK_D], .over_first = -1, .over_last = -1
  };
  answer->peak_infectious = find_peak (course, run, PROGNOSIS_OUTBREAK_I, &answer->peak_infectious_day);
  answer->peak_infections = find_peak (course, run, PROGNOSIS_OUTBREAK_INFECTIONS, &answer->peak_infections_day);
  answer->peak_beds = find_peak (course, run, PROGNOSIS_OUTBREAK_BEDS_USED, &answer->peak_beds_day);
  for (gsize day = 0; day <= course->n_days; day++)
    {
      const double *at = get_day (course, run, day);

      most_infected = MAX (most_infected, at[PROGNOSIS_OUTBREAK_E] + at[PROGNOSIS_OUTBREAK_I]);
      if (self->capacity > 0 && at[PROGNOSIS_OUTBREAK_BEDS_USED] > self->capacity)
        {
          answer->over_last = (int) day;
          if (answer->over_first < 0)
            answer->over_first = (int) day;
        }
    }
  answer->is_over = last[PROGNOSIS_OUTBREAK_E] + last[PROGNOSIS_OUTBREAK_I] < 1;
  answer->is_minor = answer->is_over && most_infected < MINOR_PERSONS && most_infected < MAX (MINOR_SHARE * self->population, 2);
}
