/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the figures beside the trajectories have in common. */

#include "prognosis-config.h"

#include "diagnostics-panels.h"

#include <glib/gi18n-lib.h>

/* The days of @n steps from @first on. (transfer full) */
double *
prognosis_diagnostics_dup_days (PrognosisDataset *dataset, gsize first, gsize n)
{
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = prognosis_dataset_get_day (dataset, (gssize) (first + i));
  return x;
}

/* Adds a panel over the days of the data. */
PrognosisPanel *
prognosis_diagnostics_add_panel (PrognosisFigure *figure, PrognosisDataset *dataset, const char *title, const char *y_label)
{
  const PrognosisAxis axis = prognosis_trajectories_get_axis (dataset);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, y_label, axis);

  if (axis == PROGNOSIS_AXIS_INDEX)
    prognosis_panel_set_x_label (panel, _ ("Day"));
  return panel;
}

/* Adds a panel for a signal, labelled as in the chart of trajectories. */
PrognosisPanel *
prognosis_diagnostics_add_signal_panel (PrognosisFigure *figure, PrognosisDataset *dataset, PrognosisView view, gsize region,
                                        gsize signal)
{
  const PrognosisTrajectories what = { .dataset = dataset, .view = view };
  PrognosisTrace series = prognosis_trace_init (&what, region, signal);
  g_autofree char *label = prognosis_trace_dup_label (&series);

  return prognosis_diagnostics_add_panel (figure, dataset, prognosis_dataset_get_signal (dataset, signal)->name, label);
}

void
prognosis_diagnostics_add_origin (PrognosisPanel *panel, PrognosisDataset *dataset, gboolean is_labelled)
{
  PrognosisStyle style
      = { .name = is_labelled ? _ ("Origin") : NULL, .colour = PROGNOSIS_COLOUR_ORIGIN, .dash = PROGNOSIS_DASH_DASHES };

  prognosis_panel_add_marker (panel, &style,
                              prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1));
}
