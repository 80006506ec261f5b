/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-application.h"
#include "prognosis-session.h"

G_BEGIN_DECLS

#define PROGNOSIS_TYPE_WINDOW (prognosis_window_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisWindow, prognosis_window, PROGNOSIS, WINDOW, AdwApplicationWindow)

PrognosisWindow *prognosis_window_new (PrognosisApplication *application);
gboolean prognosis_window_is_empty (PrognosisWindow *self);
void prognosis_window_open (PrognosisWindow *self, const char *const *paths);
/* The user's own: they are offered again as recent ones. */
void prognosis_window_open_files (PrognosisWindow *self, const char *const *paths);
void prognosis_window_install_shortcuts (GtkApplication *application);

G_END_DECLS
