/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-backtest.h"

G_BEGIN_DECLS

/* The scores of a comparison, a row for each model, the best first. Row 0 is that of the headings. */

/* In the place of what @table showed. */
void prognosis_compare_table_show (GtkGrid *table, PrognosisBacktest *backtest);
/* Whether the model of a row is shown in the chart: its name is the model's id. Whoever shows the table sets and follows it. */
GtkCheckButton *prognosis_compare_table_get_tick (GtkGrid *table, int row);
const char *prognosis_compare_table_get_cell (GtkGrid *table, int column, int row);

G_END_DECLS
