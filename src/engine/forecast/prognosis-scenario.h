/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* From @day on transmission is @factor times what the model carries on; a later change replaces it while that lasts. */
typedef struct
{
  int day; /* day number, as in the dataset */
  double factor;
  int n_days; /* how long it lasts; 0: to the end */
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

/* Whether it can be told of any of @regions what a change does: it has a fit, or a forecast of new or cumulative counts. */
gboolean prognosis_scenario_can_tell (const PrognosisForecast *forecast, const gsize *regions, gsize n_regions);

/**
 * prognosis_scenario_solve:
 * @self: (nullable): NULL is the baseline: the forecast itself
 * @regions: length @n_regions, at least 1: the sum of them is told, path by path; of each signal those that have a forecast of
 *   it. A region of which it cannot be told what a change does stays as it is
 * @generation_days: mean generation time, where no equations tell it
 * @levels: in (0, 1), ascending
 * @curves: n_signals x horizon x @n_levels: of the forecast's sample paths, each changed as transmission changes; NAN where
 *   that cannot be told of any region
 *
 * A forecast from a fit is changed by its equations, others by the renewal equation (prognosis-renewal.h).
 *
 * Returns: FALSE where it cannot be told at all, of the baseline where there is no forecast
 */
gboolean prognosis_scenario_solve (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                   gsize n_regions, double generation_days, const double *levels, gsize n_levels, double *curves);

/**
 * prognosis_scenario_get_differences:
 * @differences: n_signals x @n_levels: totals of all steps less those of the baseline, path by path, in the signal's unit; of
 *   counts that are not new in each step, values at the end. NAN where that cannot be told
 * @totals: (nullable): n_signals: medians of the same totals of the baseline
 *
 * Returns: as prognosis_scenario_solve()
 */
gboolean prognosis_scenario_get_differences (const PrognosisScenario *self, PrognosisForecast *forecast, const gsize *regions,
                                             gsize n_regions, double generation_days, const double *levels, gsize n_levels,
                                             double *differences, double *totals);

/**
 * prognosis_scenario_apply:
 *
 * The forecast as it would be under @self, in all regions. What cannot be told is not forecast, and a warning says of how many
 * series that is so.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION where that is nothing at all
 */
PrognosisForecast *prognosis_scenario_apply (const PrognosisScenario *self, PrognosisForecast *forecast, double generation_days,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
