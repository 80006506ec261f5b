/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-parameter-view.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * prognosis_parameter_detail_dup_text:
 * @parameter: the number of @info in the fit of @session
 * @view: the view that the row shows
 * @is_locked: a fixed parameter has no interval
 *
 * The line below a slider: the 95 % interval in @view, the published range if the value is outside, the value in the other view,
 * and the range of values in the selected regions.
 *
 * Returns: (transfer full): "" if there is nothing to add
 */
char *prognosis_parameter_detail_dup_text (const PrognosisParameter *info, PrognosisSession *session, gsize parameter,
                                           const PrognosisParameterView *view, gboolean is_locked);

/* Whether the value is a period outside the range of published ones, which is then set. */
gboolean prognosis_parameter_detail_is_unpublished (PrognosisSession *session, gsize parameter, gsize region, double *shortest,
                                                    double *longest);

G_END_DECLS
