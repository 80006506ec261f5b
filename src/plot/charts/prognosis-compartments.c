/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-compartments.h"
#include "prognosis-fit-compartments.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A compartment that never holds this share of the largest one would be a flat line beside it. */
#define LARGE_SHARE 0.2

static double
find_most (const double *y, gsize n_days, gsize n_states, gsize state)
{
  double most = 0;

  for (gsize d = 0; d < n_days; d++)
    most = MAX (most, y[d * n_states + state]);
  return most;
}

static void
add_state (PrognosisPanel *panel, const PrognosisModel *model, gsize state, const double *x, const double *y, gsize n_days)
{
  /* Translators: the symbol of a compartment, and its name. */
  g_autofree char *name = g_strdup_printf (C_ ("compartment", "%s  %s"), model->states[state].id, _ (model->states[state].title));
  const PrognosisStyle line
      = { .name = name, .colour = PROGNOSIS_COLOUR_SERIES1 + (int) state % PROGNOSIS_N_SERIES_COLOURS, .width = 2.2 };
  g_autofree double *of_state = g_new (double, n_days);

  for (gsize d = 0; d < n_days; d++)
    of_state[d] = y[d * model->n_states + state];
  prognosis_panel_add_line (panel, &line, x, of_state, n_days);
}

void
prognosis_compartments_add_panels (PrognosisFigure *figure, const PrognosisFit *fit, gsize region)
{
  const PrognosisModel *model = prognosis_fit_get_model (fit);
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gboolean has_persons = isfinite (prognosis_dataset_get_region (dataset, region)->population);
  PrognosisPanel *panels[2] = { NULL, NULL };
  int first_day;
  gsize n_days;
  g_autofree double *y = prognosis_fit_dup_compartments (fit, region, &first_day, &n_days);
  g_autofree double *x = NULL;
  double largest = 0;

  if (y == NULL)
    return;
  x = g_new (double, n_days);
  for (gsize d = 0; d < n_days; d++)
    x[d] = first_day + (double) d;
  for (gsize s = 0; s < model->n_states; s++)
    largest = MAX (largest, find_most (y, n_days, model->n_states, s));
  for (int small = 0; small < 2; small++)
    for (gsize s = 0; s < model->n_states; s++)
      {
        if ((find_most (y, n_days, model->n_states, s) < LARGE_SHARE * largest) != small)
          continue;
        if (panels[small] == NULL)
          panels[small] = prognosis_figure_add_panel (figure, small ? _ ("Small compartments") : _ ("Compartments"),
                                                      has_persons ? _ ("people") : _ ("share of the population"),
                                                      prognosis_trajectories_get_axis (dataset));
        add_state (panels[small], model, s, x, y, n_days);
      }
}
