/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-plan.h"

G_BEGIN_DECLS

/* Weekly incident counts of one signal in all regions. Arrays are row-major, one row per week: week t, region i is at t n + i.

     revision -> growth -> spread */
typedef struct
{
  gsize n, n_weeks; /* regions, weeks; the last one is the origin */
  gsize horizon;
  double *y;                /* new persons, revised and with gaps filled */
  guint8 *seen;             /* FALSE if filled in */
  double *z;                /* log (1 + y) */
  double *recent;           /* mean of y over the last four weeks */
  const double *population; /* n, NAN: unknown */
  gssize total;             /* the region that is the sum of the others, or -1 */
  double *day_of_year;      /* n_weeks, NULL if there are no dates */
  PrognosisSeason season;
  guint without; /* set of #PrognosisPart to leave out */
} PrognosisWeekly;

/* An earlier version of the data; its last week is week n_weeks - 1 of the newest version. */
typedef struct
{
  gsize n_weeks;
  double *y; /* n_weeks x n; NAN: missing */
} PrognosisWeeklyVersion;

/* hybrid-weekly-revision.c */
/* Corrects the last three weeks of @y (n_weeks x n). @variance: n: of the log correction of the last week. */
void prognosis_weekly_revise (double *y, gsize n_weeks, gsize n, const PrognosisWeeklyVersion *versions, gsize n_versions,
                              double *variance);

/* hybrid-weekly-growth.c */
/* @growth: n_weeks x n x horizon: forecast of z(t + s) - z(t) from the data known at t, so that errors of earlier
   weeks are known. @report: called when @growth is complete up to @n_ahead weeks; returns FALSE to stop, and then
   the function returns FALSE, too. */
gboolean prognosis_weekly_growth (const PrognosisWeekly *weekly, gboolean (*report) (gsize n_ahead, gpointer data), gpointer data,
                                  double *growth);

/* hybrid-weekly-spread.c */
/* @quantiles: n x horizon x n_levels, persons in each week. @lag: n: weeks since the last observation. */
void prognosis_weekly_quantiles (const PrognosisWeekly *weekly, const double *growth, const double *variance, const int *lag,
                                 gsize horizon, const double *levels, gsize n_levels, double *quantiles);

PrognosisForecast *prognosis_hybrid_weekly (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);

G_END_DECLS
