/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-beds.h"
#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisBedsForecast:
 *
 * Beds in use after the origin, of each sample path of forecast admissions.
 */
typedef struct
{
  gsize n_days, n_paths;
  int first_day; /* day number of the first day */
  double *beds;  /* n_days x n_paths, at the ends of days */
} PrognosisBedsForecast;

/**
 * prognosis_beds_forecast_new:
 * @regions: length @n_regions, at least 1: summed, path by path, over those that have a forecast
 * @signal: new or cumulative counts
 * @admitted: the share of them that is admitted; 1: they are admissions
 *
 * Patients who were admitted before the origin still count; days without a report have the mean of the reports around them. What was
 * admitted before the data begin is not known, so that beds are too few for about one stay after that. Counts of a week or month are
 * spread evenly over its days.
 *
 * Returns: (transfer full): or NULL if the signal is neither, or no region has a forecast of it
 */
PrognosisBedsForecast *prognosis_beds_forecast_new (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
                                                    gsize signal, double admitted, const PrognosisStay *stay);
void prognosis_beds_forecast_free (PrognosisBedsForecast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisBedsForecast, prognosis_beds_forecast_free)

/* @levels in (0, 1), ascending. */
void prognosis_beds_forecast_get_quantiles (const PrognosisBedsForecast *self, gsize day, const double *levels, gsize n_levels,
                                            double *values);
/* The chance that more than @capacity beds are in use on any day. @day: (nullable): if that is at least one half, the day number of
 * the median first such day among the paths that have one; else G_MININT */
double prognosis_beds_forecast_get_chance (const PrognosisBedsForecast *self, double capacity, int *day);

G_END_DECLS
