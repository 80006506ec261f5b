/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-backtest.h"

G_BEGIN_DECLS

/* The scores of a comparison as a table with one row per model, best first. Row 0 contains the headings. */

/* Replaces the content of @table. */
void prognosis_compare_table_show (GtkGrid *table, PrognosisBacktest *backtest);
/* The check button that shows the model of a row in the chart. The widget name is the model's id. The caller sets it and
 * connects to it. */
GtkCheckButton *prognosis_compare_table_get_tick (GtkGrid *table, int row);

G_END_DECLS
