/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/* What was recognised in the data, in words, and a way to correct it. */
#define PROGNOSIS_TYPE_DATA_DIALOG (prognosis_data_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDataDialog, prognosis_data_dialog, PROGNOSIS, DATA_DIALOG, AdwPreferencesWindow)

GtkWidget *prognosis_data_dialog_new (PrognosisSession *session, GtkWindow *parent);

/* Where the population is entered: what a model wants is not to be looked for. */
void prognosis_data_dialog_show_population (PrognosisDataDialog *self);

G_END_DECLS
