/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/* From @day on transmission is @factor times what the model carries on; a later change replaces it. */
typedef struct
{
  int day; /* day number, as in the dataset */
  double factor;
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
void               prognosis_scenario_free (PrognosisScenario *self);
gboolean           prognosis_scenario_equal (const PrognosisScenario *a, const PrognosisScenario *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisScenario, prognosis_scenario_free)

/**
 * prognosis_scenario_solve:
 * @self: (nullable): NULL is the baseline
 * @n_draws: of the parameters; the same draws for every scenario, so that differences are those of the scenarios
 * @levels: in (0, 1), ascending
 * @curves: n_signals x @horizon x @n_levels, the uncertainty being that of the parameters alone; NAN where not observed
 *
 * Returns: FALSE where @region has no fit
 */
gboolean prognosis_scenario_solve (const PrognosisScenario *self, PrognosisFit *fit, gsize region, gsize horizon,
                                   gsize n_draws, const double *levels, gsize n_levels, double *curves);

/**
 * prognosis_scenario_get_differences:
 * @differences: n_signals x @n_levels: totals of the @horizon steps less those of the baseline, draw by draw, in the signal's
 *   unit; of counts that are not new in each step, values at the end. NAN where not observed
 *
 * Returns: FALSE where @region has no fit
 */
gboolean prognosis_scenario_get_differences (const PrognosisScenario *self, PrognosisFit *fit, gsize region, gsize horizon,
                                             gsize n_draws, const double *levels, gsize n_levels, double *differences);

G_END_DECLS
