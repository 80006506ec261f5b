/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-delays-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HALF_YEAR 26
#define FEWEST_WEEKS 4
/* Weeks over which the drift is averaged: one alone is noise. */
#define DRIFT_WEEKS 4
#define N_REPORTS 2

gsize
prognosis_delays_get_n_weeks (const PrognosisTriangle *triangle)
{
  return MIN (HALF_YEAR, prognosis_triangle_count_complete (triangle) / 2);
}

static void
add_curve (PrognosisPanel *panel, const PrognosisTriangle *triangle, gsize region, gsize first, const PrognosisStyle *style)
{
  g_autofree double *x = g_new (double, triangle->n_delays), *y = g_new (double, triangle->n_delays);
  const gsize n_weeks = prognosis_delays_get_n_weeks (triangle);
  PrognosisStyle points = *style;

  for (gsize delay = 0; delay < triangle->n_delays; delay++)
    {
      x[delay] = (double) delay;
      y[delay] = 100 * prognosis_triangle_get_share (triangle, region, first, n_weeks, delay);
    }
  prognosis_panel_add_line (panel, style, x, y, triangle->n_delays);
  points.hide_legend = TRUE;
  points.dash = PROGNOSIS_DASH_NONE;
  points.size = 6;
  prognosis_panel_add_points (panel, &points, x, y, triangle->n_delays);
}

static char *
dup_period (const PrognosisTriangle *triangle, gsize first, gboolean localised)
{
  const gsize last = first + prognosis_delays_get_n_weeks (triangle) - 1;
  g_autofree char *from = prognosis_figure_format_x (prognosis_triangle_get_day (triangle, first), PROGNOSIS_AXIS_DATE, localised);
  g_autofree char *to = prognosis_figure_format_x (prognosis_triangle_get_day (triangle, last), PROGNOSIS_AXIS_DATE, localised);

  /* Translators: two days. */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
add_delays (PrognosisFigure *figure, const PrognosisTriangle *triangle, gsize region, gboolean localised)
{
  PrognosisPanel *panel
      = prognosis_figure_add_panel (figure, _ ("By reporting delay"), _ ("share of the final count [%]"), PROGNOSIS_AXIS_INDEX);
  const gsize late = prognosis_triangle_count_complete (triangle) - prognosis_delays_get_n_weeks (triangle);
  g_autofree char *early_name = dup_period (triangle, 0, localised), *late_name = dup_period (triangle, late, localised);
  const PrognosisStyle early = { .name = early_name, .colour = PROGNOSIS_COLOUR_GHOST, .dash = PROGNOSIS_DASH_DASHES, .width = 2 };
  const PrognosisStyle newest = { .name = late_name, .colour = PROGNOSIS_COLOUR_SERIES1, .width = 2.4 };

  prognosis_panel_set_x_label (panel, _ ("Weeks since the week ended"));
  add_curve (panel, triangle, region, 0, &early);
  add_curve (panel, triangle, region, late, &newest);
}

static void
add_drift (PrognosisFigure *figure, const PrognosisTriangle *triangle, gsize region)
{
  static const char *const names[N_REPORTS] = { N_ ("At the end of the week"), N_ ("One week later") };
  PrognosisPanel *panel
      = prognosis_figure_add_panel (figure, _ ("Over time"), _ ("share of the final count [%]"), PROGNOSIS_AXIS_DATE);
  const gsize n = prognosis_triangle_count_complete (triangle);
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);

  for (gsize delay = 0; delay < MIN (N_REPORTS, triangle->n_delays - 1); delay++)
    {
      const PrognosisStyle style = { .name = _ (names[delay]), .colour = PROGNOSIS_COLOUR_SERIES3 + delay, .width = 2 };

      for (gsize week = DRIFT_WEEKS - 1; week < n; week++)
        {
          const gsize first = week + 1 - DRIFT_WEEKS;

          x[first] = prognosis_triangle_get_day (triangle, week);
          y[first] = 100 * prognosis_triangle_get_share (triangle, region, first, DRIFT_WEEKS, delay);
        }
      prognosis_panel_add_line (panel, &style, x, y, n + 1 - DRIFT_WEEKS);
    }
}

PrognosisFigure *
prognosis_delays_new_figure (const PrognosisDataset *dataset, const PrognosisTriangle *triangle, gsize region, gboolean localised)
{
  PrognosisFigure *figure;

  if (prognosis_delays_get_n_weeks (triangle) < FEWEST_WEEKS)
    return NULL;
  figure = prognosis_figure_new (prognosis_dataset_get_region (dataset, region)->name);
  prognosis_figure_set_localised (figure, localised);
  add_delays (figure, triangle, region, localised);
  add_drift (figure, triangle, region);
  return figure;
}
