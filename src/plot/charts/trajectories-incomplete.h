/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-trace.h"

G_BEGIN_DECLS

/* Hatches the steps before the origin that were not complete then, and marks what was reported of them; static. */
void prognosis_trajectories_add_incomplete (PrognosisPanel *panel, const PrognosisTrace *series);
/* What the forecast expects them to come to; live. */
void prognosis_trajectories_add_nowcast (PrognosisPanel *panel, const PrognosisTrace *series);
/* Quantiles of the step @back before the origin, at the levels of prognosis_trace_dup_quantiles(). FALSE: there is no nowcast, or
 * the view does not show single steps. */
gboolean prognosis_trajectories_get_nowcast (const PrognosisTrace *series, gsize back, double values[PROGNOSIS_N_LEVELS]);

G_END_DECLS
