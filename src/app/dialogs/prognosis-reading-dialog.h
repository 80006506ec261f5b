/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisReadingDialog:
 *
 * How a table is read: what was recognised, as rows that can be changed, beside the first lines and the curve that they give. Each
 * change reads the table again in a thread. A close call is a question at the top.
 */
#define PROGNOSIS_TYPE_READING_DIALOG (prognosis_reading_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReadingDialog, prognosis_reading_dialog, PROGNOSIS, READING_DIALOG, AdwWindow)

/* For the files of prognosis_session_get_named_paths(). NULL if they are not tables. */
GtkWidget *prognosis_reading_dialog_new (PrognosisSession *session, GtkWindow *parent);

G_END_DECLS
