/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-scenario.h"

G_BEGIN_DECLS

/* The effect of a change of transmission on a forecast's sample paths by the renewal equation, path by path:
   prognosis-scenario-renewal.c

   @log_factor: horizon x step_days: log factor of transmission on each day after the origin
   @multiplier: n_signals x horizon x n_paths: factor of the new counts in each step, for other kinds of the value; NAN if
     unknown

   Returns FALSE if nothing is known about @region. */
gboolean prognosis_scenario_by_renewal (const PrognosisForecast *forecast, gsize region, double generation_days,
                                        const double *log_factor, double *multiplier);

/* The same by the forecast's own equations, with @values of their parameters in place of those behind the forecast; the factor is
   the same for all paths: prognosis-forecast-vary.c */
gboolean prognosis_scenario_by_dynamics (const PrognosisForecast *forecast, gsize region, const double *values,
                                         const double *log_factor, double *multiplier);

/* Turns multipliers into paths, in place: those of the forecast, with the new counts of each step multiplied. */
void prognosis_scenario_multiply (const PrognosisForecast *forecast, gsize region, double *multiplier);

G_END_DECLS
