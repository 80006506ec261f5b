/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why counts are forecast to fall although the reproduction number is above 1, or to rise although it is below. */

#include "prognosis-config.h"

#include "prognosis-answer.h"
#include "prognosis-renewal.h"
#include "prognosis-verdict.h"

#include <glib/gi18n.h>
#include <math.h>

#define NOTABLE 0.05 /* of the reproduction number from 1, and of counts from those of the week before */
#define CONSTANT 0.02

typedef struct
{
  double first, last;          /* reproduction number on the first and on the last step ahead */
  gboolean keeps_transmission; /* its rate hardly changes meanwhile */
} Course;

static gboolean
find_course_of_fit (PrognosisFit *fit, gsize region, gsize horizon, Course *course)
{
  gsize first, n_window;
  g_autofree double *beta = NULL, *r = NULL;

  prognosis_fit_get_window (fit, &first, &n_window);
  beta = g_new (double, n_window + horizon);
  r = g_new (double, n_window + horizon);
  if (!prognosis_fit_get_transmission (fit, region, prognosis_fit_get_values (fit), horizon, beta, r))
    return FALSE;
  course->first = r[n_window];
  course->last = r[n_window + horizon - 1];
  course->keeps_transmission = fabs (beta[n_window + horizon - 1] / beta[n_window] - 1) < CONSTANT;
  return TRUE;
}

static gboolean
find_course (PrognosisForecast *forecast, gsize region, Course *course)
{
  const gsize horizon = prognosis_forecast_get_horizon (forecast);
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  g_autofree double *r = g_new (double, horizon);

  if (prognosis_forecast_get_fit (forecast) != NULL)
    return find_course_of_fit (prognosis_forecast_get_fit (forecast), region, horizon, course);
  if (dynamics == NULL)
    return FALSE;
  prognosis_dynamics_find_reproduction (dynamics, region, prognosis_dynamics_get_set (dynamics, region), r);
  *course = (Course){ r[0], r[horizon - 1], FALSE };
  return TRUE;
}

char *
prognosis_verdict_on_direction (PrognosisForecast *forecast, gsize region)
{
  const gssize signal = prognosis_renewal_find_signal (prognosis_forecast_get_dataset (forecast));
  const gsize week = prognosis_answer_find_period (prognosis_forecast_get_dataset (forecast), 7);
  PrognosisAnswer answer;
  Course course;

  if (signal < 0 || week == 0 || !prognosis_forecast_has (forecast, region, (gsize) signal)
      || !prognosis_answer_read (forecast, &region, 1, (gsize) signal, week, NAN, &answer)
      || !find_course (forecast, region, &course))
    return NULL;
  if (course.first > 1 + NOTABLE && answer.change < -NOTABLE)
    {
      if (course.last >= 1)
        return g_strdup (_ ("R is above 1 and counts still fall in the coming week: they are of infections before, when R was "
                            "lower."));
      return g_strdup (course.keeps_transmission
                           ? _ ("R is above 1 and counts still fall in the coming week: R drops below 1 as susceptible persons "
                                "are used up.")
                           : _ ("R is above 1 and counts still fall in the coming week: R drops below 1 as the trend fades."));
    }
  if (course.first < 1 - NOTABLE && answer.change > NOTABLE)
    return g_strdup (course.last <= 1
                         ? _ ("R is below 1 and counts still rise in the coming week: they are of infections before, when R was "
                              "higher.")
                         : _ ("R is below 1 and counts still rise in the coming week: R climbs above 1 as the decline fades."));
  return NULL;
}
