/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

#define PROGNOSIS_ANSWER_N_LEVELS 7 /* the median and the ends of the 50, 80 and 95 % intervals, ascending */
#define PROGNOSIS_ANSWER_N_PERIODS 3

typedef enum
{
  PROGNOSIS_ANSWER_LOWER_95,
  PROGNOSIS_ANSWER_LOWER_80,
  PROGNOSIS_ANSWER_LOWER_50,
  PROGNOSIS_ANSWER_MEDIAN,
  PROGNOSIS_ANSWER_UPPER_50,
  PROGNOSIS_ANSWER_UPPER_80,
  PROGNOSIS_ANSWER_UPPER_95,
} PrognosisAnswerLevel;

/**
 * PrognosisAnswer:
 *
 * What is to come in the period after the origin, read from sample paths: of counts and rates the total of the new ones, of
 * persons present and proportions the peak. NAN is a number that is not known. Numbers are in the unit of the signal.
 */
typedef struct
{
  gsize n_steps;           /* of the period; not more than the horizon */
  int first_day, last_day; /* of the period, both within */
  gboolean is_peak;        /* the peak instead of a total */
  double values[PROGNOSIS_ANSWER_N_LEVELS];
  double person_days[PROGNOSIS_ANSWER_N_LEVELS]; /* of persons present, summed over the days of the period */
  double before;      /* the same in the last period of this length that was observed; doubtful values are replaced by usual ones */
  double change;      /* median relative to before, minus 1; NAN if before is 0 */
  double chance_more; /* 0 to 1: that it is more than before */
  double threshold;   /* as given */
  gboolean is_above;  /* what was last observed is above the threshold: it is passed by falling to it; else by rising above it */
  double chance_passed; /* 0 to 1: that it is passed up to the horizon */
  gboolean is_likely;   /* the chance is at least one half */
  int day_passed;       /* if it is likely: the median first day among the paths that pass it */
} PrognosisAnswer;

extern const double prognosis_answer_levels[PROGNOSIS_ANSWER_N_LEVELS];

/* The periods to choose from, in steps, ascending: 7, 14 and 28 days, 1, 2 and 4 weeks, or 1 to 3 months. */
const gsize *prognosis_answer_list_periods (const PrognosisDataset *dataset);
/* The period that lasts @days (7, 14 or 28) in data by day or week; of months that in the same place. 0: there is none. */
gsize prognosis_answer_find_period (const PrognosisDataset *dataset, int days);

/**
 * prognosis_answer_read:
 * @regions: length @n_regions, at least 1: sums over those that have a forecast, path by path
 * @n_steps: the period, at least 1; the horizon, if that is shorter
 * @threshold: of the new counts of one step, by day in the mean of seven days, which knows no weekdays; or of persons present or a
 *   proportion; NAN: none
 *
 * Returns: FALSE if no region has a forecast of the signal, or if it is a rate or proportion and there are several regions
 */
gboolean prognosis_answer_read (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions, gsize signal,
                                gsize n_steps, double threshold, PrognosisAnswer *answer);

/* Adds the new counts, or the values, of the last @n_steps steps that end with an observation to @course, and NAN if too few are
   known. A step without a value has the mean of the others; doubtful values are replaced by usual ones. */
void prognosis_answer_add_observed (const PrognosisDataset *dataset, gsize region, gsize signal, gsize n_steps, double *course);

/* The unit to which to round @answer's numbers, a power of ten: two or three digits, by the width of the 80 % interval. Persons are
   rounded to whole ones; a @kind that counts none also to tenths and less. */
double prognosis_answer_find_rounding (const PrognosisAnswer *answer, PrognosisKind kind);

G_END_DECLS
