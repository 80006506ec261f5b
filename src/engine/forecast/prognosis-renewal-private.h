/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-renewal.h"

G_BEGIN_DECLS

/* @increments: n_steps: new counts in each step, in the unit of the signal; NAN: unknown. */
void prognosis_renewal_increments (const PrognosisDataset *dataset, gsize region, gsize signal, double *increments);
/* @increments: horizon: those of one sample path; if the signal is not cumulative, its values. Days without a report
   before the origin share in what the path gains in its first step.

   Returns: for a cumulative signal, the count at the origin, to which the increments are added; otherwise 0 */
double prognosis_renewal_path (const PrognosisForecast *forecast, gsize region, gsize signal, gsize path, double *increments);
/* Adds those of all paths. @increments: horizon x n_paths, as the paths of the forecast */
void prognosis_renewal_add_paths (const PrognosisForecast *forecast, gsize region, gsize signal, double *increments);

/* prognosis-course.c */

/* Mean delays from infection's report to that of the outcome, as in the hybrid model. */
#define PROGNOSIS_COURSE_RECOVERY_DAYS 17.0
#define PROGNOSIS_COURSE_DEATH_DAYS 16.0

/* Infections of a region on the days around the origin, and by what they are multiplied when transmission changes. */
typedef struct
{
  gsize n_past, n_ahead; /* days */
  gsize step_days;
  double susceptible; /* at the origin, in the unit of the signal; NAN: unknown */
  gsize n_generation;
  double *generation;
  double *infections, *multiplier; /* n_past + n_ahead days */
} PrognosisCourse;

PrognosisCourse *prognosis_course_new (const PrognosisDataset *dataset, gsize region, gsize leader, gsize horizon,
                                       double generation_days);
void prognosis_course_free (PrognosisCourse *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCourse, prognosis_course_free)
/* @increments: in the steps after the origin. */
void prognosis_course_set_ahead (PrognosisCourse *c, const double *increments);
/* @log_factor: n_ahead: finds the multipliers. */
void prognosis_course_transmit (PrognosisCourse *c, const double *log_factor);
/* Delays by days, with this mean. */
#define PROGNOSIS_COURSE_N_DELAY 45
void prognosis_course_find_kernel (double mean_days, double *kernel);
/* @followed: n_ahead: multipliers of what follows infections with such delays. */
void prognosis_course_follow (const PrognosisCourse *c, const double *kernel, double *followed);
/* Infections, as without the multipliers, whose outcome is reported on the days from @first to before @end after the origin. */
double prognosis_course_sum_delayed (const PrognosisCourse *c, const double *kernel, gssize first, gssize end);
/* @multiplier: n_ahead, of infections or, if @follows, of what follows them. */
double prognosis_course_mean_of_step (const PrognosisCourse *c, const double *multiplier, gboolean follows, gsize h);

G_END_DECLS
