/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisColumnsDialog:
 *
 * Shows the first lines of a table and how each column is used; the user can assign other uses and read the table again.
 */
#define PROGNOSIS_TYPE_COLUMNS_DIALOG (prognosis_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisColumnsDialog, prognosis_columns_dialog, PROGNOSIS, COLUMNS_DIALOG, AdwWindow)

/* For the files of prognosis_session_get_named_paths(). NULL if they are not tables. */
GtkWidget *prognosis_columns_dialog_new (PrognosisSession *session, GtkWindow *parent);
/* Whether prognosis_columns_dialog_new() would return a dialog. */
gboolean prognosis_columns_dialog_is_possible (PrognosisSession *session);

G_END_DECLS
