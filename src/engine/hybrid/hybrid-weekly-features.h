/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-weekly.h"
#include "prognosis-ridge.h"

G_BEGIN_DECLS

/* What growth of weekly counts is learned from, with which prior and which weights: common to both of its forms, a regression for
   each horizon and one equation for all. */

#define PROGNOSIS_WEEKLY_FIRST 4     /* the first week with features that mean something */
#define PROGNOSIS_WEEKLY_DAMPING 0.8 /* of growth, per week, in the prior */

/* Features: logs of counts z, w: recent / (recent + a constant), the weight of a region's own growth. */
typedef enum
{
  ONE,
  G1, /* growth of the region in the last week, the week before ... */
  G2,
  G3,
  G4,
  WG1, /* the same times w */
  WG2,
  WG3,
  N1, /* growth of the sum over regions */
  N2,
  N3,
  WN1,
  WN2,
  W,
  LEVEL, /* cases per population */
  LEVEL_N,
  SINE,
  COSINE,
  /* Of the week that growth leads to, less those of the week from which it starts: */
  HOLIDAYS,
  HOLIDAYS_BEFORE,
  YEAR_END_NEAR,
  W_LEVEL,
  N_FEATURES
} PrognosisWeeklyFeature;

/* Without those of the calendar. (transfer full): n_weeks x n x N_FEATURES */
double *prognosis_weekly_dup_features (const PrognosisWeekly *weekly);
/* Writes the calendar's for growth from week @t on into the features @x of region @i in that week. */
void prognosis_weekly_fill_calendar (const PrognosisWeekly *weekly, gsize t, gsize i, gsize ahead, double *x);
/* @c: growth of a week counts so many times; @mean, @precision: N_FEATURES */
void prognosis_weekly_find_prior (const PrognosisWeekly *weekly, double c, double *mean, double *precision);

/**
 * prognosis_weekly_add_week:
 * @x: n x @ridge->n
 * @mean: (nullable): coefficients of a forecast that is subtracted from the growth
 * @squares: (inout) (nullable): sum of the squared growth, with the weights of @ridge
 *
 * Adds the growth of all regions from week @t to @ahead weeks later. With a common shock the weight matrix is W - k W 1 1' W: the
 * second term is one more row, the weighted sum of the others, with weight -k.
 */
void prognosis_weekly_add_week (const PrognosisWeekly *weekly, gsize t, gsize ahead, const double *x, const double *mean,
                                PrognosisRidge *ridge, double *squares);
/* Ages the sums by a week. */
void prognosis_weekly_forget (PrognosisRidge *ridge, double *squares);
double prognosis_weekly_dot (const double *a, const double *b, gsize n);

G_END_DECLS
