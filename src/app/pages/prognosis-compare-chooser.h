/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PrognosisCompareChooser:
 *
 * What to compare: a check button for each model, by family, and for each kept forecast, under a heading that says how many are
 * ticked and folds them away. The model in use is ticked, and unticked when another one is used, unless the user has ticked it.
 *
 * Signal: "changed": other models are ticked.
 */
#define PROGNOSIS_TYPE_COMPARE_CHOOSER (prognosis_compare_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisCompareChooser, prognosis_compare_chooser, PROGNOSIS, COMPARE_CHOOSER, GtkBox)

/* Lists the forecasts that @session keeps, as prognosis_kept_list_show(). */
void prognosis_compare_chooser_show_kept (PrognosisCompareChooser *self, PrognosisSession *session);
void prognosis_compare_chooser_set_expanded (PrognosisCompareChooser *self, gboolean is_expanded);

/* Ids of the ticked models, then names of the ticked forecasts. (transfer full) */
char **prognosis_compare_chooser_dup_ids (PrognosisCompareChooser *self);
/* Ticks the models of @backtest and no others, so that the comparison can be repeated. */
void prognosis_compare_chooser_tick_compared (PrognosisCompareChooser *self, PrognosisBacktest *backtest);
/* Ticks the model in use, and unticks the previous one. */
void prognosis_compare_chooser_tick_in_use (PrognosisCompareChooser *self, const char *forecaster);

G_END_DECLS
