/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

/**
 * prognosis_plain_check_is_data:
 *
 * Refuses the tables that result from forecasts: the forecasts themselves, in the layouts of forecast hubs, and the program's
 * tables of backtests, scores and reproduction numbers. Their dates and numbers would pass for observations.
 *
 * Returns: FALSE with an error of %PROGNOSIS_ERROR_INPUT that names the kind of table
 */
gboolean prognosis_plain_check_is_data (const PrognosisTable *table, GError **error);

G_END_DECLS
