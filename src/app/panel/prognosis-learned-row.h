/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisLearnedRow:
 *
 * The choice between a linear map and one with a network beside it, for forecasters that learn transmission over all regions. It
 * stands for the number of layers, which is then not shown as such. Visible for these forecasters only.
 */
#define PROGNOSIS_TYPE_LEARNED_ROW (prognosis_learned_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisLearnedRow, prognosis_learned_row, PROGNOSIS, LEARNED_ROW, AdwPreferencesRow)

GtkWidget *prognosis_learned_row_new (PrognosisSession *session); /* @session is borrowed */
void prognosis_learned_row_update (PrognosisLearnedRow *self);
/* Whether the chosen forecaster has this choice. */
gboolean prognosis_learned_row_applies (PrognosisSession *session);

G_END_DECLS
