/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* From @day on, transmission is multiplied by @factor; a later change replaces it while that is in effect. */
typedef struct
{
  int day; /* day number, as in the dataset */
  double factor;
  int n_days; /* duration; 0: to the end */
} PrognosisChange;

/**
 * PrognosisScenario:
 *
 * A named "what if" after the origin. Without changes it is the baseline.
 */
typedef struct
{
  char *name;
  GArray *changes; /* of PrognosisChange */
} PrognosisScenario;

PrognosisScenario *prognosis_scenario_new (const char *name);
PrognosisScenario *prognosis_scenario_copy (const PrognosisScenario *self);
void prognosis_scenario_free (PrognosisScenario *self);
gboolean prognosis_scenario_equal (const PrognosisScenario *a, const PrognosisScenario *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisScenario, prognosis_scenario_free)

/* The factor of transmission on @day: that of the latest change that has begun and not ended; 1 without one. @self: (nullable) */
double prognosis_scenario_get_factor (const PrognosisScenario *self, int day);

/* A change by @factor for @n_weeks from @day on, such as a lockdown or school holidays. (transfer full) */
PrognosisScenario *prognosis_scenario_new_weeks (const char *name, int day, guint n_weeks, double factor);

/**
 * prognosis_scenario_new_vaccination:
 * @day: the first day on which doses protect
 * @efficacy: share of the vaccinated who cannot be infected
 *
 * Doses are given to all alike, one a person. They lower transmission by the share of people that they protect, in weekly
 * steps for @n_weeks, and then stay. Those who would have been infected meanwhile still count as susceptible, so that the
 * effect of a long campaign is somewhat underestimated.
 *
 * Returns: (transfer full)
 */
PrognosisScenario *prognosis_scenario_new_vaccination (const char *name, int day, guint n_weeks, double doses_a_day,
                                                       double population, double efficacy);

/* Whether the effect of a change is known for any of @regions: there is a fit, or a forecast of incident or
   cumulative counts. */
gboolean prognosis_scenario_can_tell (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions);

/**
 * prognosis_scenario_solve:
 * @self: (nullable): NULL is the baseline, the forecast itself
 * @regions: length @n_regions, at least 1: sums over them, path by path, for each signal over those with a forecast of
 *   it. A region in which the effect is unknown keeps its paths
 * @generation_days: mean generation time, used if there are no equations
 * @levels: in (0, 1), ascending
 * @curves: n_signals x horizon x @n_levels: quantiles of the forecast's sample paths, changed with transmission; NAN if
 *   the effect is unknown in all regions
 *
 * A forecast from a fit is changed by its equations, others by the renewal equation (prognosis-renewal.h).
 *
 * Returns: FALSE if nothing is known, and for the baseline if there is no forecast
 */
gboolean prognosis_scenario_solve (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                   gsize n_regions, double generation_days, const double *levels, gsize n_levels, double *curves);

/* The same, with the new counts of each step in place of cumulative ones. */
gboolean prognosis_scenario_solve_increments (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                              gsize n_regions, double generation_days, const double *levels, gsize n_levels,
                                              double *curves);

/**
 * prognosis_scenario_get_differences:
 * @differences: n_signals x @n_levels: quantiles of the total over all steps minus that of the baseline, path by path: new
 *   counts after the origin, or person-days of a prevalence. NAN if unknown, and for proportions
 * @totals: (nullable): n_signals: medians of the same totals in the baseline
 *
 * Returns: as prognosis_scenario_solve()
 */
gboolean prognosis_scenario_get_differences (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                             gsize n_regions, double generation_days, const double *levels, gsize n_levels,
                                             double *differences, double *totals);

/**
 * prognosis_scenario_get_peaks:
 * @self: (nullable): as in prognosis_scenario_solve()
 * @heights: n_signals: median over the paths of the highest value after the origin; of daily new counts, of the highest
 *   mean over seven days. NAN if unknown
 * @steps: n_signals: median of the step at which it is reached; 0 is the first step after the origin
 *
 * Returns: as prognosis_scenario_solve()
 */
gboolean prognosis_scenario_get_peaks (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                       gsize n_regions, double generation_days, double *heights, double *steps);

/**
 * prognosis_scenario_apply:
 *
 * The forecast in the scenario, for all regions. Series for which the effect is unknown are not forecast, and a
 * warning gives their number.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION if there are no others
 */
PrognosisForecast *prognosis_scenario_apply (const PrognosisScenario *self, PrognosisForecast *forecast, double generation_days,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
