/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-answer.h"

G_BEGIN_DECLS

/* What regions are compared by. */
typedef enum
{
  PROGNOSIS_MEASURE_RATE,   /* new counts of a week, or persons present, per PROGNOSIS_RATE_PERSONS */
  PROGNOSIS_MEASURE_GROWTH, /* of a week relative to the week before, minus 1 */
  PROGNOSIS_MEASURE_CHANGE, /* of a week ahead relative to the last observed one, minus 1 */
  PROGNOSIS_MEASURE_CHANCE, /* 0 to 1: that a week ahead brings more than the last observed one */
  PROGNOSIS_MEASURE_PASSED, /* 0 to 1: that the threshold is passed on any step up to that one, see PrognosisRanking */
  PROGNOSIS_N_MEASURES,
} PrognosisMeasure;

/* Regions whose counts are added up, path by path. */
typedef struct
{
  const char *name;
  const gsize *regions;
  gsize n_regions;
} PrognosisSum;

typedef struct
{
  gssize region;  /* -1: a sum */
  char *name;     /* of a sum; NULL: of all regions that are no totals */
  gsize *regions; /* of the sum, or the region */
  gsize n_regions;
  double rate;   /* the measure at the origin; NAN: the population is unknown, or too little was observed */
  double growth; /* the same */
  gboolean has_answer;
  PrognosisAnswer answer; /* if it has one */
  double *weeks;          /* n_back + horizon: counts of the week that ends with each step; beyond the origin the median */
  double *chances;        /* horizon: the measure, for each step ahead */
  double *passed;         /* the same */
  gboolean *are_wide;     /* horizon: the 80 % interval of the week covers both half and twice the last observed week */
} PrognosisRankingRow;

/**
 * PrognosisRanking:
 *
 * The regions of a forecast beside each other, by one signal: the numbers of a table and of a map. The sum of regions comes first if
 * there are several and the signal can be summed; then all regions with observations, in the order of the data. A week is seven
 * days, a week or a month; of persons present and proportions it is the last value. Immutable, reference counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize signal;
  double threshold; /* as of prognosis_answer_read() */
  gsize n_back;     /* observed steps of @weeks, which end at the origin */
  gsize horizon;    /* forecast ones */
  gsize n_lag;      /* steps from one week to the next, for growth */
  gsize n_week;     /* steps that are counted: the same, or 1 of persons present and proportions */
  gsize n_rows;
  PrognosisRankingRow *rows;
  double *per_person; /* n_rows: factor from counts to rates, or NAN */
} PrognosisRanking;

/**
 * prognosis_ranking_new:
 * @n_steps: the period of the answers, see prognosis_answer_read()
 * @threshold: NAN: none; see there
 * @sums: length @n_sums: further rows after the sum of all; left out if the signal cannot be summed
 *
 * Returns: (transfer full)
 */
PrognosisRanking *prognosis_ranking_new (const PrognosisForecast *forecast, gsize signal, gsize n_steps, double threshold,
                                         const PrognosisSum *sums, gsize n_sums);
PrognosisRanking *prognosis_ranking_ref (PrognosisRanking *self);
void prognosis_ranking_unref (PrognosisRanking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisRanking, prognosis_ranking_unref)

/* Whether it tells only what is to come. */
gboolean prognosis_measure_is_ahead (PrognosisMeasure measure);
/* The measure of row @row at the step @ahead of the origin; observed where it is 0 or negative. NAN: not known. */
double prognosis_ranking_get (const PrognosisRanking *self, gsize row, PrognosisMeasure measure, gssize ahead);
/* The steps for which there is a measure: both relative to the origin. */
void prognosis_ranking_get_extent (const PrognosisRanking *self, PrognosisMeasure measure, gssize *first, gssize *last);

/* A table with a header, best for spreadsheets. (transfer full) */
GString *prognosis_ranking_to_csv (const PrognosisRanking *self, const PrognosisForecast *forecast, const char *sum_name);

G_END_DECLS
