/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-outbreak.h"

G_BEGIN_DECLS

/* Susceptible, vaccinated without protection, exposed, infectious, recovered, dead, protected. */
typedef enum
{
  STATE_S,
  STATE_W,
  STATE_E,
  STATE_I,
  STATE_R,
  STATE_D,
  STATE_V,
  N_STATES,
} State;

typedef struct
{
  double beta;   /* transmission rate [1/day] */
  double hazard; /* of being vaccinated, of a person in S [1/day] */
} PrognosisOutbreakDay;

void prognosis_outbreak_start (const PrognosisOutbreak *self, double *state);
/* What holds on @day, given who is susceptible at its start and how many doses have been @given, which it adds to. */
PrognosisOutbreakDay prognosis_outbreak_begin_day (const PrognosisOutbreak *self, gsize day, double susceptible, double *given);
/* @slopes: of the states, without vaccination if @hazard is 0. */
void prognosis_outbreak_get_slopes (const PrognosisOutbreak *self, const PrognosisOutbreakDay *today, const double *state,
                                    double *slopes);

PrognosisOutbreakCourse *prognosis_outbreak_course_new (gsize n_days, gsize n_runs);
/* Fills one day of one run; the day before must have been filled. */
void prognosis_outbreak_course_set (PrognosisOutbreakCourse *self, const PrognosisOutbreak *outbreak, gsize run, gsize day,
                                    const double *state);
/* Sets the beds in use of one run from its new infectious persons. */
void prognosis_outbreak_course_add_beds (PrognosisOutbreakCourse *self, const PrognosisOutbreak *outbreak, gsize run);

G_END_DECLS
