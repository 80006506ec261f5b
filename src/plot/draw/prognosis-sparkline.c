/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "prognosis-figure.h"

static void
set_source (cairo_t *cr, const PrognosisRgba *colour)
{
  cairo_set_source_rgba (cr, colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0, colour->alpha);
}

static void
stroke_values (cairo_t *cr, double width, double height, const double *values, gsize n, gsize from, gsize to, double low,
               double high)
{
  gboolean has_point = FALSE;

  for (gsize i = from; i < to; i++)
    {
      double x = 1.5 + (width - 3) * (n > 1 ? (double) i / (double) (n - 1) : 0.5);
      double y = height - 1.5 - (height - 3) * CLAMP ((values[i] / 2 - low / 2) / (high / 2 - low / 2), 0, 1);

      if (!isfinite (values[i]))
        {
          has_point = FALSE;
          continue;
        }
      if (has_point)
        cairo_line_to (cr, x, y);
      else
        {
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, x, y); /* a single point is drawn as a dot */
        }
      has_point = TRUE;
    }
  cairo_stroke (cr);
}

void
prognosis_sparkline_draw (cairo_t *cr, double width, double height, const double *values, gsize n, gsize n_observed,
                          const PrognosisTheme *theme)
{
  double low = INFINITY, high = -INFINITY;

  g_return_if_fail (cr != NULL && (values != NULL || n == 0));
  if (theme == NULL)
    theme = &prognosis_theme_light;
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (!(low <= high) || !(width > 4) || !(height > 4))
    return;
  low = MIN (low, 0);
  if (!(high > low))
    high = low + 1;
  n_observed = MIN (n_observed, n);
  cairo_save (cr);
  cairo_set_line_width (cr, 1.5 * theme->line_scale);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  set_source (cr, &theme->colours[PROGNOSIS_COLOUR_OBSERVED]);
  stroke_values (cr, width, height, values, n, 0, n_observed, low, high);
  set_source (cr, &theme->colours[PROGNOSIS_COLOUR_FORECAST]);
  stroke_values (cr, width, height, values, n, n_observed > 0 ? n_observed - 1 : 0, n_observed < n ? n : 0, low, high);
  cairo_restore (cr);
}
