/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisColumnsDialog:
 *
 * The first lines of a table, and what each of its columns is taken for; read again as it is said there.
 */
#define PROGNOSIS_TYPE_COLUMNS_DIALOG (prognosis_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisColumnsDialog, prognosis_columns_dialog, PROGNOSIS, COLUMNS_DIALOG, AdwWindow)

/* For the files of prognosis_session_get_named_paths(). NULL: they are no tables at all. */
GtkWidget *prognosis_columns_dialog_new (PrognosisSession *session, GtkWindow *parent);
/* Whether there would be one. */
gboolean prognosis_columns_dialog_is_possible (PrognosisSession *session);

G_END_DECLS
