/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-forecast.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_VIEW_AS_GIVEN,   /* each signal in its own unit */
  PROGNOSIS_VIEW_INCREMENTS, /* new in each step: differences of cumulative signals */
  PROGNOSIS_VIEW_CUMULATIVE, /* all so far: running sums of incident signals */
} PrognosisView;

/**
 * PrognosisTrajectories:
 * @dataset: all the data, also after the origin
 * @forecast: (nullable): of a dataset with the same regions and signals, truncated at the origin; NULL: data only
 * @live: (nullable): n_signals x @n_live: the curve under a slider, or of what is fitted now. Its first
 *   value is of step @live_first, @n_live_past of them are up to its origin; NAN rows are left out
 * @is_converging: it is of what is fitted now
 * @is_live_unanchored: it goes on after the origin from itself, not from the last observation
 * @is_stale: the forecast is of parameters that have moved since: shown paler
 * @signal: (nullable): only this one; a grid of regions needs it, or takes the first that is fitted
 * @first_step: steps before it are not shown
 * @show_all: the x range is all data. Otherwise it is the forecast with its fitted period and some time around them,
 *   as a range given by prognosis_panel_set_x_range()
 *
 * What to show; zero is a sensible value of every other field.
 */
typedef struct
{
  PrognosisDataset *dataset;
  PrognosisForecast *forecast;
  PrognosisView view;
  gboolean is_log;
  gboolean per_100k; /* where the population is known */
  gboolean is_stale;
  gboolean localised;
  gboolean show_all;
  const char *signal;
  gsize first_step;
  gsize live_first;
  gsize n_live;
  gsize n_live_past;
  const double *live;
  gboolean is_converging;
  gboolean is_live_unanchored;
  const char *title; /* NULL: the region's name */
} PrognosisTrajectories;

/* One panel a signal. (transfer full) */
PrognosisFigure *prognosis_trajectories_new_figure (const PrognosisTrajectories *what, gsize region);
/* One panel a region, of one signal; up to 12 are legible. @regions: length @n_regions. (transfer full) */
PrognosisFigure *prognosis_trajectories_new_grid (const PrognosisTrajectories *what, const gsize *regions, gsize n_regions);

/**
 * prognosis_trajectories_update_live:
 * @region: as when @figure was made; of a grid it does not matter
 * @figure: from prognosis_trajectories_new_figure() or prognosis_trajectories_new_grid(), with the same dataset and origin
 *
 * Replaces the live layers (bands, forecast, fit and @live) by those of @what, and nothing else.
 */
void prognosis_trajectories_update_live (const PrognosisTrajectories *what, gsize region, PrognosisFigure *figure);

G_END_DECLS
