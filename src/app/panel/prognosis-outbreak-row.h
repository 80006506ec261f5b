/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session-outbreak.h"

G_BEGIN_DECLS

/* One number of a simulated outbreak: an entry with a slider below it, or a switch. The outbreak follows while the slider moves. */
#define PROGNOSIS_TYPE_OUTBREAK_ROW (prognosis_outbreak_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOutbreakRow, prognosis_outbreak_row, PROGNOSIS, OUTBREAK_ROW, AdwPreferencesRow)

GtkWidget *prognosis_outbreak_row_new (PrognosisSession *session, const PrognosisOutbreakField *field);
/* Shows what the session holds now. */
void prognosis_outbreak_row_update (PrognosisOutbreakRow *self);

G_END_DECLS
