/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-beds-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const double levels[] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };
#define N_LEVELS G_N_ELEMENTS (levels)

PrognosisFigure *
prognosis_beds_figure_new (const PrognosisBedsForecast *beds, double capacity)
{
  PrognosisFigure *figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, _ ("Beds in use"), _ ("beds"), PROGNOSIS_AXIS_DATE);
  const gsize n = beds->n_days;
  g_autofree double *x = g_new (double, n);
  g_autofree double *values = g_new (double, n *N_LEVELS);

  for (gsize day = 0; day < n; day++)
    {
      double quantiles[N_LEVELS];

      x[day] = beds->first_day + (double) day;
      prognosis_beds_forecast_get_quantiles (beds, day, levels, N_LEVELS, quantiles);
      for (gsize k = 0; k < N_LEVELS; k++)
        values[k * n + day] = quantiles[k];
    }
  for (gsize k = 0; k < N_LEVELS / 2; k++)
    {
      const double coverage = levels[N_LEVELS - 1 - k] - levels[k];
      g_autofree char *name = g_strdup_printf (_ ("%.0f %%"), 100 * coverage);

      prognosis_panel_add_band (panel,
                                &(PrognosisStyle){ .name = name, .colour = PROGNOSIS_COLOUR_ADMISSIONS, .coverage = coverage }, x,
                                values + k * n, values + (N_LEVELS - 1 - k) * n, n);
    }
  prognosis_panel_add_line (panel, &(PrognosisStyle){ .name = _ ("Median"), .colour = PROGNOSIS_COLOUR_ADMISSIONS }, x,
                            values + N_LEVELS / 2 * n, n);
  if (!isnan (capacity))
    prognosis_panel_add_level (
        panel, &(PrognosisStyle){ .name = _ ("Capacity"), .colour = PROGNOSIS_COLOUR_OBSERVED, .dash = PROGNOSIS_DASH_DASHES },
        capacity);
  return figure;
}
