/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/**
 * prognosis_fit_dup_compartments:
 * @first_day: (out): the day number of the first row
 * @n_days: (out): the number of rows
 *
 * The persons in each compartment at the fitted values, day by day within the window: @n_days x n_states of the model, row-major; as
 * fractions if the population is unknown.
 *
 * Returns: (transfer full) (nullable): NULL if @region has no data, or if regions infect each other
 */
double *prognosis_fit_dup_compartments (const PrognosisFit *self, gsize region, int *first_day, gsize *n_days);

/* The correlation of the estimates of two parameters, -1 to 1, from draws of the uncertainty of the fit; NAN if one of them is
 * fixed. n_parameters x n_parameters. (transfer full) */
double *prognosis_fit_dup_correlations (const PrognosisFit *self, gsize region);

G_END_DECLS
