/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"

G_BEGIN_DECLS

/**
 * prognosis_identifiability_notes:
 * @information: n x n row-major, lower triangle: Gauss-Newton matrix of the data without the prior, with respect to
 *   transformed parameters
 * @free: which of the @n can move
 *
 * Eigenvalue analysis of the matrix scaled to a unit diagonal. The data do not determine directions with an eigenvalue
 * below 1e-4 of the largest; each becomes a sentence.
 *
 * Returns: (transfer full): NULL-terminated, at most four, worst first
 */
char **prognosis_identifiability_notes (const double *information, gsize n, gsize stride, const gboolean *is_free,
                                        const PrognosisParameter *parameters);

G_END_DECLS
