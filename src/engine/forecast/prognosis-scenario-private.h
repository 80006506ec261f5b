/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-scenario.h"

G_BEGIN_DECLS

/*
 * What a change of transmission makes of a forecast's sample paths.
 *
 * @log_factor: horizon x step_days: of transmission, each day after the origin
 * @multiplier: n_signals x horizon x n_paths: of what each step counts anew, of other kinds of its value; NAN where that
 *   cannot be told
 *
 * Both return FALSE where nothing can be told of @region.
 */

/* By the equations, with the parameters drawn from their covariance. */
gboolean _prognosis_scenario_by_fit (const PrognosisForecast *forecast, gsize region, const double *log_factor, double *multiplier);

/* By the renewal equation, path by path: prognosis-scenario-renewal.c */
gboolean _prognosis_scenario_by_renewal (const PrognosisForecast *forecast, gsize region, double generation_days,
                                         const double *log_factor, double *multiplier);

G_END_DECLS
