/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/* One parameter of the model: slider, entry, lock and reset. */
#define PROGNOSIS_TYPE_PARAMETER_ROW (prognosis_parameter_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisParameterRow, prognosis_parameter_row, PROGNOSIS, PARAMETER_ROW, AdwPreferencesRow)

/* @parameter: number in the session's fit. */
GtkWidget *prognosis_parameter_row_new (PrognosisSession *session, gsize parameter);
/* Prepares the row for removal: discards pending input and drags, which belong to a model that is gone. */
void prognosis_parameter_row_retire (PrognosisParameterRow *self);
/* Updates the row from the session. */
void prognosis_parameter_row_update (PrognosisParameterRow *self);
const char *prognosis_parameter_row_get_id (PrognosisParameterRow *self);
/* Its number in the fit. */
gsize prognosis_parameter_row_get_parameter (PrognosisParameterRow *self);
/* Aligns its slider with those of the other rows of @units. */
void prognosis_parameter_row_align (PrognosisParameterRow *self, GtkSizeGroup *units);

G_END_DECLS
