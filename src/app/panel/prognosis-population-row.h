/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The population of the selected regions; activating it opens the dialog in which it is set. */
#define PROGNOSIS_TYPE_POPULATION_ROW (prognosis_population_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisPopulationRow, prognosis_population_row, PROGNOSIS, POPULATION_ROW, AdwActionRow)

/* @session: borrowed; must outlive the row */
GtkWidget *prognosis_population_row_new (PrognosisSession *session);
void prognosis_population_row_update (PrognosisPopulationRow *self);

G_END_DECLS
