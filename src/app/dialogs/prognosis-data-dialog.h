/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Shows what was recognised in the data, and lets the user correct it. */
#define PROGNOSIS_TYPE_DATA_DIALOG (prognosis_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDataDialog, prognosis_data_dialog, PROGNOSIS, DATA_DIALOG, AdwPreferencesWindow)

GtkWidget *prognosis_data_dialog_new (PrognosisSession *session, GtkWindow *parent);

/* Shows only the population group, for a model that requires it. */
void prognosis_data_dialog_show_population (PrognosisDataDialog *self);

G_END_DECLS
