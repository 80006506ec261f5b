/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-plan.h"

G_BEGIN_DECLS

/* Weekly incident counts of one signal in all regions. Arrays are row-major, one row per week: week t, region i is at t n + i.

     revision -> clean -> features -> growth -> spread */
typedef struct
{
  gsize n, n_weeks; /* regions, weeks; the last one is the origin */
  gsize horizon;
  double *y;      /* new persons, revised and with gaps filled */
  guint8 *seen;   /* FALSE if filled in */
  double *z;      /* log (1 + y) */
  double *recent; /* mean of y over the last four weeks */
  /* What one country counts as a consultation for influenza is a hundred times what another does. */
  gboolean is_rate;         /* levels are relative to a region's own mean */
  const double *population; /* n, NAN: unknown */
  gssize total;             /* the region that is the sum of the others, or -1 */
  PrognosisSeason season;
  /* The calendar; all NULL if there are no dates. Weeks go on to the horizon. */
  double *day_of_year;   /* n_weeks */
  double *holidays;      /* (n_weeks + horizon) x n: public holidays in the week */
  double *year_end;      /* the same: how close the week is to the turn of the year, 0 to 1 */
  double *winter;        /* n: 1 northern, -1 southern, 0 neither */
  gboolean winter_known; /* FALSE: the season is the same everywhere, but its phase is unknown */
  guint without;         /* set of #PrognosisPart to leave out */
} PrognosisWeekly;

/* A place that is later than this is forecast as if it were as late as this: the errors of long horizons do not grow further. */
#define PROGNOSIS_WEEKLY_LAG 6

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

/* hybrid-weekly-clean.c */
/* Sets to missing in @y (n_weeks x n) what can only be an error of reporting. */
void prognosis_weekly_clean (double *y, gsize n_weeks, gsize n);

/* hybrid-weekly-calendar.c */
/* @first: the step of @dataset that is week 0 */
void prognosis_weekly_find_calendar (PrognosisWeekly *self, const PrognosisDataset *dataset, gssize first);
void prognosis_weekly_clear_calendar (PrognosisWeekly *self);

/* hybrid-weekly-growth.c */
/* @growth: n_weeks x n x horizon: forecast of z(t + s) - z(t) from the data known at t, so that errors of earlier
   weeks are known. @half_life: (out) (nullable): of growth at the origin [weeks], by the one equation of AutoODE; NULL: by the
   hybrid's regressions. @report: called when @growth is complete up to @n_ahead weeks; returns FALSE to stop, and then
   the function returns FALSE, too. */
gboolean prognosis_weekly_growth (const PrognosisWeekly *weekly, double *half_life,
                                  gboolean (*report) (gsize n_ahead, gpointer data), gpointer data, double *growth);

/* Growth of region @i from its last observation, @lag weeks before the origin, to @h weeks after the week that follows the
   origin; see PROGNOSIS_WEEKLY_LAG. */
double prognosis_weekly_growth_since (const PrognosisWeekly *weekly, const double *growth, gsize i, int lag, gsize h);

/* hybrid-weekly-season.c */
/* Corrects @growth at the origin, @ahead weeks on, by the errors at the same time of earlier years. */
void prognosis_weekly_correct_season (const PrognosisWeekly *weekly, gsize ahead, double *growth);

/* hybrid-weekly-spread.c */
/* @quantiles: n x horizon x n_levels, persons in each week. @lag: n: weeks since the last observation. */
void prognosis_weekly_quantiles (const PrognosisWeekly *weekly, const double *growth, const double *variance, const int *lag,
                                 gsize horizon, const double *levels, gsize n_levels, double *quantiles);

/* @half_life: as of prognosis_weekly_growth(), of the signal that prognosis_renewal_find_signal() finds. */
PrognosisForecast *prognosis_hybrid_weekly (const PrognosisForecaster *self, const PrognosisRequest *request, double *half_life,
                                            GError **error);

G_END_DECLS
