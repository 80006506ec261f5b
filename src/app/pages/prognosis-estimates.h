/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* The estimates of the selected region as a table, how its fit ended, and what the data do not determine.
 * Property: "session". */
#define PROGNOSIS_TYPE_ESTIMATES (prognosis_estimates_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisEstimates, prognosis_estimates, PROGNOSIS, ESTIMATES, PrognosisPage)

/* For tests. Rows of the table, not counting the header. */
guint prognosis_estimates_get_n_rows (PrognosisEstimates *self);
const char *prognosis_estimates_get_stop (PrognosisEstimates *self);
const char *prognosis_estimates_get_cell (PrognosisEstimates *self, int column, int row);

G_END_DECLS
