/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Targets that are derived from the sample paths: categories of change, and size and week of the season's peak. */

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

#include "prognosis-day.h"
#include "prognosis-number.h"
#include "prognosis-submission-private.h"

enum
{
  LARGE_DECREASE,
  DECREASE,
  STABLE,
  INCREASE,
  LARGE_INCREASE,
  N_CATEGORIES,
};

static const char *const category_names[N_CATEGORIES] = { "large_decrease", "decrease", "stable", "increase", "large_increase" };

static double
get_population (const PrognosisSubmissionWriter *self, const char *location, gsize region)
{
  const PrognosisHubPlace *place = prognosis_hub_find_place (self->hub, location);

  return place != NULL && place->population > 0.0 ? place->population
                                                  : prognosis_dataset_get_region (self->dataset, region)->population;
}

static int
categorise (const PrognosisHubChange *rule, int horizon, double difference, double population)
{
  const double rate = fabs (difference) / population * PROGNOSIS_RATE_PERSONS;

  if (fabs (difference) < rule->count || rate < rule->stable[horizon])
    return STABLE;
  if (rate < rule->large[horizon])
    return difference > 0.0 ? INCREASE : DECREASE;
  return difference > 0.0 ? LARGE_INCREASE : LARGE_DECREASE;
}

/* Probabilities as shares of the paths. Half a path is spread over the categories, so that none is called impossible. */
static void
add_probabilities (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell, const PrognosisHubOutput *output,
                   const guint *counts, gsize n_paths)
{
  const guint n = output->required->len;

  for (guint i = 0; i < n; i++)
    prognosis_submission_add_row (self, cell, output, g_ptr_array_index (output->required, i),
                                  (counts[i] + 0.5 / n) / ((double) n_paths + 0.5));
}

static gboolean
has_categories (const PrognosisHubOutput *output)
{
  if (output == NULL || output->required->len != N_CATEGORIES)
    return FALSE;
  for (guint i = 0; i < N_CATEGORIES; i++)
    if (!g_str_equal (g_ptr_array_index (output->required, i), category_names[i]))
      return FALSE;
  return TRUE;
}

void
prognosis_submission_add_changes (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, gsize region, gsize signal)
{
  const PrognosisHubChange *rule = &self->hub->change;
  const PrognosisHubOutput *output = prognosis_hub_task_find_output (cell->task, PROGNOSIS_HUB_PMF);
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const double *paths = prognosis_forecast_get_paths (self->forecast, region, signal);
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (self->dataset) - 1;
  const double last = prognosis_dataset_get_values (self->dataset, region, signal)[origin];
  const double population = get_population (self, cell->location, region);

  if (!has_categories (output) || rule->n_horizons == 0)
    {
      prognosis_submission_note (self, "“%s” is left out: its categories are not known", cell->target);
      return;
    }
  if (isnan (last) || !(population > 0.0))
    {
      prognosis_submission_note (self, "“%s” is left out for %s: its %s is not known", cell->target, cell->location,
                                 isnan (last) ? "last count" : "population");
      return;
    }
  for (gsize step = 1; step <= prognosis_forecast_get_horizon (self->forecast); step++)
    {
      const int day = prognosis_dataset_get_day (self->dataset, origin + (gssize) step);
      guint counts[N_CATEGORIES] = { 0 };

      cell->horizon = (day - self->reference - self->hub->end_days) / 7;
      if (cell->horizon < 0 || cell->horizon >= (int) rule->n_horizons || !prognosis_submission_permits (self, cell))
        continue;
      for (gsize i = 0; i < n_paths; i++)
        counts[categorise (rule, cell->horizon, round (paths[(step - 1) * n_paths + i]) - last, population)]++;
      add_probabilities (self, cell, output, counts, n_paths);
    }
}

gboolean
prognosis_submission_get_season (const PrognosisHub *hub, const PrognosisHubRound *round, int *first, int *last)
{
  gboolean any = FALSE;

  for (guint t = 0; t < round->tasks->len; t++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (round->tasks, t);
      const PrognosisHubOutput *output = prognosis_hub_task_find_output (task, PROGNOSIS_HUB_PMF);
      const PrognosisHubTarget *target = task->targets->len > 0 ? g_ptr_array_index (task->targets, 0) : NULL;

      if (output == NULL || target == NULL || target->measure != PROGNOSIS_HUB_PEAK_WEEK)
        continue;
      for (guint i = 0; i < output->required->len; i++)
        {
          int day;

          if (!prognosis_day_parse (g_ptr_array_index (output->required, i), &day))
            continue;
          *first = any ? MIN (*first, day) : day;
          *last = any ? MAX (*last, day) : day;
          any = TRUE;
        }
    }
  return any;
}

/* The largest count of each path from @first to @last and the day of its week: observed weeks first, then those of the path. FALSE: the
   forecast does not reach @last, or no week lies between. */
static gboolean
find_peaks (const PrognosisSubmissionWriter *self, gsize region, gsize signal, int first, int last, double *sizes, int *days)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast), n_steps = prognosis_dataset_get_n_steps (self->dataset);
  const double *paths = prognosis_forecast_get_paths (self->forecast, region, signal);
  const double *values = prognosis_dataset_get_values (self->dataset, region, signal);
  const gsize horizon = prognosis_forecast_get_horizon (self->forecast);

  if (prognosis_dataset_get_day (self->dataset, (gssize) (n_steps + horizon) - 1) < last)
    return FALSE;
  for (gsize i = 0; i < n_paths; i++)
    {
      sizes[i] = -1.0;
      for (gsize step = 0; step < n_steps + horizon; step++)
        {
          const int day = prognosis_dataset_get_day (self->dataset, (gssize) step);
          const double value = step < n_steps ? values[step] : round (paths[(step - n_steps) * n_paths + i]);

          if (day < first || day > last || !(value > sizes[i]))
            continue;
          sizes[i] = value;
          days[i] = day;
        }
      if (sizes[i] < 0.0)
        return FALSE;
    }
  return TRUE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
add_sizes (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell, const PrognosisHubOutput *output, double *sizes,
           gsize n_paths)
{
  qsort (sizes, n_paths, sizeof *sizes, compare_doubles);
  for (guint i = 0; i < output->required->len; i++)
    {
      const char *id = g_ptr_array_index (output->required, i);
      double level;

      if (prognosis_number_parse (id, &level))
        prognosis_submission_add_row (self, cell, output, id, gsl_stats_quantile_from_sorted_data (sizes, 1, n_paths, level));
    }
}

static void
add_weeks (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell, const PrognosisHubOutput *output, const int *days,
           gsize n_paths)
{
  g_autofree guint *counts = g_new0 (guint, output->required->len);

  for (guint i = 0; i < output->required->len; i++)
    {
      int day;

      for (gsize k = 0; prognosis_day_parse (g_ptr_array_index (output->required, i), &day) && k < n_paths; k++)
        counts[i] += days[k] == day;
    }
  add_probabilities (self, cell, output, counts, n_paths);
}

void
prognosis_submission_add_peaks (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, PrognosisHubMeasure measure,
                                gsize region, gsize signal)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const PrognosisHubOutput *output = prognosis_hub_task_find_output (
      cell->task, measure == PROGNOSIS_HUB_PEAK_SIZE ? PROGNOSIS_HUB_QUANTILE : PROGNOSIS_HUB_PMF);
  g_autofree double *sizes = g_new (double, n_paths);
  g_autofree int *days = g_new0 (int, n_paths);
  int first, last;

  if (output == NULL || !prognosis_submission_get_season (self->hub, self->round, &first, &last))
    return;
  if (self->reference < first || self->reference > last + 7 || !find_peaks (self, region, signal, first, last, sizes, days))
    {
      g_autofree char *begin = prognosis_day_format (first), *end = prognosis_day_format (last);

      prognosis_submission_note (self, "“%s” is left out: it is of the weeks from %s to %s, which the forecast does not cover",
                                 cell->target, begin, end);
      return;
    }
  if (measure == PROGNOSIS_HUB_PEAK_SIZE)
    add_sizes (self, cell, output, sizes, n_paths);
  else
    add_weeks (self, cell, output, days, n_paths);
}
