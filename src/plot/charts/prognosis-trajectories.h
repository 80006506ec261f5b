/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-forecast.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_VIEW_AS_GIVEN,   /* each signal in its own unit */
  PROGNOSIS_VIEW_INCREMENTS, /* new counts: differences of cumulative signals */
  PROGNOSIS_VIEW_CUMULATIVE, /* cumulative counts: running sums of incident signals */
} PrognosisView;

/**
 * PrognosisOverlay:
 * @origin: the last step known to it
 * @medians: n_signals x @horizon; NAN: no forecast
 *
 * A line of another forecast. Borrows.
 */
typedef struct
{
  const char *name;
  gssize origin;
  gsize horizon;
  const double *medians;
} PrognosisOverlay;

/**
 * PrognosisTrajectories:
 * @dataset: all data, including those after the origin
 * @forecast: (nullable): of a dataset with the same regions and signals, truncated at the origin; NULL: data only
 * @before: (nullable): the forecast before the last change, of data of the same shape as @dataset. Its median is a dotted line,
 *   unless it had another origin or looks the same
 * @live: (nullable): n_signals x @n_live: the curve for the sliders' values, or that of a running fit. The first
 *   value belongs to step @live_first, and @n_live_past of them precede or are at its origin; NAN rows are omitted
 * @is_converging: @live is the curve of a running fit
 * @is_live_unanchored: after the origin, @live continues from itself, not from the last observation
 * @is_stale: parameters have changed since the forecast, which is shown paler
 * @signal: (nullable): show only this signal; a grid of regions defaults to the first fitted one
 * @thresholds: (nullable): n_signals: of new counts of one step, persons present or a proportion; NAN: none. Drawn as a level
 *   in views that show such numbers, unless far above them
 * @overlays: (nullable): other forecasts of the region
 * @first_step: earlier steps are not shown
 * @show_all: the x range covers all data. Otherwise it covers the last ten weeks before the forecast, the forecast, and what
 *   was observed later, as a range set by prognosis_panel_set_x_range()
 *
 * The content of the figure; zero is a sensible value of every other field.
 */
typedef struct
{
  PrognosisDataset *dataset;
  PrognosisForecast *forecast;
  PrognosisForecast *before;
  PrognosisView view;
  gboolean is_log;
  gboolean per_100k; /* for regions of known population */
  gboolean is_stale;
  gboolean localised;
  gboolean show_all;
  const char *signal;
  const double *thresholds;
  const PrognosisOverlay *overlays;
  gsize n_overlays;
  gsize first_step;
  gsize live_first;
  gsize n_live;
  gsize n_live_past;
  const double *live;
  gboolean is_converging;
  gboolean is_live_unanchored;
  const char *title; /* NULL: the region's name */
} PrognosisTrajectories;

/* How the days of @dataset are written. */
PrognosisAxis prognosis_trajectories_get_axis (const PrognosisDataset *dataset);
/* One panel per signal that was ever observed in @region. (transfer full) */
PrognosisFigure *prognosis_trajectories_new_figure (const PrognosisTrajectories *what, gsize region);
/* The whole series of the first panel, without axes, for a strip below the charts. (transfer full) */
PrognosisFigure *prognosis_trajectories_new_overview (const PrognosisTrajectories *what, gsize region);
/* One panel per region, for one signal; up to 12 are legible. @regions: length @n_regions. (transfer full) */
PrognosisFigure *prognosis_trajectories_new_grid (const PrognosisTrajectories *what, const gsize *regions, gsize n_regions);

/* Where the panel of @signal draws its threshold; NAN: the view does not show it. */
double prognosis_trajectories_get_threshold (const PrognosisTrajectories *what, gsize region, gsize signal);
/* The threshold that is drawn at @y. */
double prognosis_trajectories_read_threshold (const PrognosisTrajectories *what, gsize region, gsize signal, double y);

/**
 * prognosis_trajectories_count_inside:
 * @n_inside: observations after the origin within the 80 % interval, in the unit in which @what shows them
 * @n: all of them, without missing, doubtful and excluded ones
 *
 * Returns: %FALSE if there are none, or @signal was not forecast
 */
gboolean prognosis_trajectories_count_inside (const PrognosisTrajectories *what, gsize region, gsize signal, gsize *n_inside,
                                              gsize *n);

/**
 * prognosis_trajectories_update_live:
 * @region: as when @figure was created; not used for a grid
 * @figure: from prognosis_trajectories_new_figure() or prognosis_trajectories_new_grid(), with the same dataset and origin
 *
 * Replaces only the live layers (bands, forecast, fit and @live) with those of @what.
 */
void prognosis_trajectories_update_live (const PrognosisTrajectories *what, gsize region, PrognosisFigure *figure);

G_END_DECLS
