/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* The estimates of the selected region as a table, how its fit ended, and what the data do not determine.
 * Property: "session". */
#define PROGNOSIS_TYPE_ESTIMATES (prognosis_estimates_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisEstimates, prognosis_estimates, PROGNOSIS, ESTIMATES, PrognosisPage)

G_END_DECLS
