/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-error.h"
#include "prognosis-outbreak-private.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

typedef struct
{
  const PrognosisOutbreak *outbreak;
  PrognosisOutbreakDay today;
} Equations;

static int
get_slopes (double t, const double *y, double *slopes, void *data)
{
  const Equations *equations = data;

  prognosis_outbreak_get_slopes (equations->outbreak, &equations->today, y, slopes);
  return GSL_SUCCESS;
}

static gboolean
solve_days (Equations *equations, gsl_odeiv2_driver *driver, PrognosisOutbreakCourse *course)
{
  double y[N_STATES], given = 0;

  prognosis_outbreak_start (equations->outbreak, y);
  prognosis_outbreak_course_set (course, equations->outbreak, 0, 0, y);
  for (gsize day = 0; day < course->n_days; day++)
    {
      double t = (double) day;

      equations->today = prognosis_outbreak_begin_day (equations->outbreak, day, y[STATE_S], &given);
      gsl_odeiv2_driver_reset_hstart (driver, 0.25);
      if (gsl_odeiv2_driver_apply (driver, &t, (double) (day + 1), y) != GSL_SUCCESS)
        return FALSE;
      prognosis_outbreak_course_set (course, equations->outbreak, 0, day + 1, y);
    }
  return TRUE;
}

PrognosisOutbreakCourse *
prognosis_outbreak_solve (const PrognosisOutbreak *self, gsize n_days, GError **error)
{
  g_autoptr (PrognosisOutbreakCourse) course = prognosis_outbreak_course_new (n_days, 1);
  Equations equations = { .outbreak = self };
  gsl_odeiv2_system system = { get_slopes, NULL, N_STATES, &equations };
  gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new (&system, gsl_odeiv2_step_rk8pd, 0.25, 1e-9 * self->population, 1e-9);
  const gboolean is_solved = solve_days (&equations, driver, course);

  gsl_odeiv2_driver_free (driver);
  if (!is_solved)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                           "The equations of the outbreak could not be solved");
      return NULL;
    }
  prognosis_outbreak_course_add_beds (course, self, 0);
  return g_steal_pointer (&course);
}
