/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-scenario.h"

G_BEGIN_DECLS

/* What a forecast holds beside its quantiles, as CSV tables with one value or series a row, in the same columns for every model.
   All are (transfer full), and NULL if there is nothing to write. */

/* The answers for the sum of all regions and for each: location,regions,signal,quantity,first_day,last_day, a column for each of
   prognosis_answer_levels, before,change,chance_more,threshold,chance_passed,likely_from. An empty location is the sum.
   @thresholds: n_signals, NAN: none */
GString *prognosis_tables_write_answers (const PrognosisForecast *forecast, gsize n_steps, const double *thresholds);

/* R(t), and beta(t) [1/day] or the growth rate [1/day]: date,location,quantity,level,value. */
GString *prognosis_tables_write_transmission (PrognosisForecast *forecast, double generation_days, const double *levels,
                                              gsize n_levels);

/* Estimates: location,parameter,quantity,unit,value,lower_95,upper_95,prior_share,is_fixed. The quantity is "value", or what
   follows from it: "R0" or "period". */
GString *prognosis_tables_write_parameters (PrognosisForecast *forecast);

/* Observations and fitted curves: date,location,signal,observed,fitted,residual. */
GString *prognosis_tables_write_residuals (const PrognosisForecast *forecast);

/* location,signal,network,phase,iteration,loss: of the search in each region, or of each network. */
GString *prognosis_tables_write_losses (PrognosisForecast *forecast);

/* Effects summed over @regions up to the horizon: scenario,signal,level,difference,baseline. See
   prognosis_scenario_get_differences(). */
GString *prognosis_tables_write_scenarios (PrognosisForecast *forecast, PrognosisScenario *const *scenarios, gsize n_scenarios,
                                           const gsize *regions, gsize n_regions, double generation_days);

G_END_DECLS
