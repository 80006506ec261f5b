/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was observed: marks, the mean of the week, doubtful and excluded values, the fitted period and the origin. */

#include "prognosis-config.h"

#include "trajectories-observed.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-figure-private.h"
#include "trajectories-incomplete.h"

typedef gboolean (*StepFunc) (const PrognosisTrace *series, gsize step);

static gboolean
is_flagged (const PrognosisTrace *series, gsize step)
{
  return (series->flags[step] & ~(PROGNOSIS_FLAG_MISSING | PROGNOSIS_FLAG_EXCLUDED)) != 0
         && !(series->flags[step] & PROGNOSIS_FLAG_EXCLUDED);
}

static gboolean
is_doubtful (const PrognosisTrace *series, gsize step)
{
  return is_flagged (series, step) && series->flags[step] != PROGNOSIS_FLAG_INCOMPLETE;
}

static gboolean
is_excluded (const PrognosisTrace *series, gsize step)
{
  return (series->flags[step] & PROGNOSIS_FLAG_EXCLUDED) != 0;
}

static gboolean
is_plain (const PrognosisTrace *series, gsize step)
{
  return (series->flags[step] & ~PROGNOSIS_FLAG_MISSING) == 0 && (gssize) step <= series->origin;
}

static gboolean
is_after (const PrognosisTrace *series, gsize step)
{
  return (series->flags[step] & ~PROGNOSIS_FLAG_MISSING) == 0 && (gssize) step > series->origin;
}

static void
add_observations (PrognosisPanel *panel, const PrognosisTrace *series, const double *values, StepFunc wanted,
                  const PrognosisStyle *style)
{
  g_autofree double *x = g_new (double, series->n_steps);
  g_autofree double *y = g_new (double, series->n_steps);
  const guint8 *until = prognosis_dataset_get_days_to_report (series->what->dataset, series->region, series->signal);
  gsize n = 0;

  /* A report of several days is one point, on its day; the line shows that its mean is that of all these days. */
  for (gsize step = series->what->first_step; step < series->n_steps; step++)
    if (isfinite (values[step]) && (until == NULL || until[step] == 0) && wanted (series, step))
      {
        x[n] = prognosis_trace_day (series, (gssize) step);
        y[n++] = values[step];
      }
  if (n > 0)
    prognosis_panel_add_points (panel, style, x, y, n);
}

/* Points are smaller the more there are, and quiet where a line shows their mean. */
static double
point_size (const PrognosisTrace *series)
{
  if (prognosis_trace_has_mean (series))
    return 3.6;
  return series->n_steps > series->what->first_step + 60 ? 4.2 : 5.2;
}

static double
point_opacity (const PrognosisTrace *series)
{
  return prognosis_trace_has_mean (series) ? 0.55 : 1;
}

/* The mean of the week for steps @first to @last; where there is none, a line through the observations, so that many points
 * read as a curve. */
static void
add_thread (PrognosisPanel *panel, const PrognosisTrace *series, const double *values, gssize first, gssize last,
            const PrognosisStyle *style)
{
  g_autofree double *mean = prognosis_trace_has_mean (series) ? prognosis_trace_dup_mean (series) : NULL;
  gsize n = last >= first ? (gsize) (last - first + 1) : 0;
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *y = g_new (double, n + 1);

  for (gsize k = 0; k < n; k++)
    {
      gsize step = (gsize) first + k;

      x[k] = prognosis_trace_day (series, (gssize) step);
      y[k] = mean != NULL ? mean[step] : is_flagged (series, step) || is_excluded (series, step) ? NAN : values[step];
    }
  prognosis_panel_add_line (panel, style, x, y, n);
}

/* The fitted steps. FALSE if unknown. */
static gboolean
get_window (const PrognosisTrace *series, gsize *first, gsize *n)
{
  PrognosisForecast *forecast = series->what->forecast;
  PrognosisFit *fit;

  if (forecast == NULL)
    return FALSE;
  fit = prognosis_forecast_get_fit (forecast);
  if (fit != NULL)
    prognosis_fit_get_window (fit, first, n);
  else if (prognosis_forecast_get_fitted (forecast, series->region, series->signal, first, n) == NULL)
    return FALSE;
  return *n > 0;
}

PrognosisAxis
prognosis_trajectories_get_axis (const PrognosisDataset *dataset)
{
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_INDEX: return PROGNOSIS_AXIS_INDEX;
    case PROGNOSIS_FREQUENCY_MONTHLY: return PROGNOSIS_AXIS_MONTH;
    case PROGNOSIS_FREQUENCY_DAILY:
    case PROGNOSIS_FREQUENCY_WEEKLY:
    default: return PROGNOSIS_AXIS_DATE;
    }
}

char *
prognosis_trajectories_dup_origin (const PrognosisTrace *series, PrognosisAxis axis)
{
  g_autofree char *day = prognosis_figure_format_x (prognosis_trace_day (series, series->origin), axis, series->what->localised);

  return g_strdup_printf (axis == PROGNOSIS_AXIS_INDEX ? _ ("Forecast from day %s") : _ ("Forecast from %s"), day);
}

static void
add_window_and_origin (PrognosisPanel *panel, const PrognosisTrace *series, gboolean is_labelled)
{
  const PrognosisTrajectories *what = series->what;
  double origin = prognosis_trace_day (series, series->origin);
  double half = 0.5 * prognosis_dataset_get_step_days (what->dataset);
  gsize first, n;

  if (get_window (series, &first, &n))
    prognosis_panel_add_span (panel, &(PrognosisStyle){ .name = _ ("Fitted period"), .colour = PROGNOSIS_COLOUR_WINDOW },
                              prognosis_trace_day (series, (gssize) MAX (first, what->first_step)) - half, origin);
  if (what->forecast != NULL)
    {
      g_autofree char *label = is_labelled ? prognosis_trajectories_dup_origin (series, panel->x_axis) : NULL;

      prognosis_panel_add_marker (panel, &(PrognosisStyle){ .name = label, .colour = PROGNOSIS_COLOUR_ORIGIN }, origin);
    }
}

void
prognosis_trajectories_add_observed (PrognosisPanel *panel, const PrognosisTrace *series, gboolean is_labelled)
{
  g_autofree double *values = prognosis_trace_dup_observed (series);
  const PrognosisTrajectories *what = series->what;
  PrognosisStyle plain = {
    .name = _ ("Observed"), .colour = PROGNOSIS_COLOUR_OBSERVED, .size = point_size (series), .opacity = point_opacity (series)
  };
  PrognosisStyle flagged = { .name = _ ("Doubtful"), .colour = PROGNOSIS_COLOUR_FLAGGED, .mark = PROGNOSIS_MARK_CROSS, .size = 6 };
  gboolean is_forecast = what->forecast != NULL && prognosis_forecast_has (what->forecast, series->region, series->signal);
  const gboolean has_mean = prognosis_trace_has_mean (series);
  PrognosisStyle thread = { .colour = PROGNOSIS_COLOUR_OBSERVED, .width = 1, .opacity = is_forecast ? 0.3 : 0.55 };
  PrognosisStyle mean
      = { .name = _ ("7-day mean"), .colour = PROGNOSIS_COLOUR_OBSERVED, .width = 2, .smooth = PROGNOSIS_SMOOTH_CURVE };
  PrognosisStyle excluded = { .name = _ ("Excluded"), .colour = PROGNOSIS_COLOUR_GHOST, .mark = PROGNOSIS_MARK_CROSS, .size = 6 };

  add_window_and_origin (panel, series, is_labelled);
  prognosis_trajectories_add_incomplete (panel, series);
  if (what->first_step < series->n_steps && !has_mean)
    add_thread (panel, series, values, (gssize) what->first_step, series->origin, &thread);
  add_observations (panel, series, values, is_plain, &plain);
  add_observations (panel, series, values, is_doubtful, &flagged);
  add_observations (panel, series, values, is_excluded, &excluded);
  /* The mean lies over the marks. */
  if (what->first_step < series->n_steps && has_mean)
    add_thread (panel, series, values, (gssize) what->first_step, series->origin, &mean);
}

/* Points after the origin are live layers, because they lie over the bands. */
void
prognosis_trajectories_add_later (PrognosisPanel *panel, const PrognosisTrace *series)
{
  g_autofree double *values = prognosis_trace_dup_observed (series);
  PrognosisStyle after = { .name = _ ("Observed later"),
                           .colour = PROGNOSIS_COLOUR_OBSERVED,
                           .mark = PROGNOSIS_MARK_HOLLOW,
                           .is_live = TRUE,
                           .size = point_size (series) + 0.8 };
  PrognosisStyle thread = { .colour = PROGNOSIS_COLOUR_OBSERVED,
                            .is_live = TRUE,
                            .width = 1,
                            .opacity = 0.5,
                            .smooth = prognosis_trace_has_mean (series) ? PROGNOSIS_SMOOTH_CURVE : PROGNOSIS_SMOOTH_NONE };

  add_thread (panel, series, values, MAX (series->origin, (gssize) series->what->first_step), (gssize) series->n_steps - 1,
              &thread);
  add_observations (panel, series, values, is_after, &after);
}

gboolean
prognosis_trajectories_count_inside (const PrognosisTrajectories *what, gsize region, gsize signal, gsize *n_inside, gsize *n)
{
  PrognosisTrace series = prognosis_trace_init (what, region, signal);
  g_autofree double *quantiles = prognosis_trace_dup_quantiles (&series);
  g_autofree double *observed = prognosis_trace_dup_observed (&series);
  const guint8 left_out = prognosis_dataset_get_doubtful (what->dataset) | PROGNOSIS_FLAG_INCOMPLETE;

  *n_inside = *n = 0;
  for (gsize h = 0; quantiles != NULL && h < prognosis_forecast_get_horizon (what->forecast); h++)
    {
      const gsize step = (gsize) (series.origin + 1) + h;
      const double *at = quantiles + h * PROGNOSIS_N_LEVELS;

      if (step >= series.n_steps || !isfinite (observed[step]) || (series.flags[step] & left_out))
        continue;
      (*n)++;
      *n_inside += observed[step] >= at[1] && observed[step] <= at[PROGNOSIS_N_LEVELS - 2];
    }
  return *n > 0;
}
