/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROGNOSIS_TYPE_WINDOW (prognosis_window_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisWindow, prognosis_window, PROGNOSIS, WINDOW, AdwApplicationWindow)

/* @settings: (nullable): without them the window starts with the defaults and remembers nothing */
PrognosisWindow *prognosis_window_new (GtkApplication *application, GSettings *settings);
gboolean prognosis_window_is_empty (PrognosisWindow *self);
/* Opens files of the user, which become recent files; samples do not. */
void prognosis_window_open_files (PrognosisWindow *self, const char *const *paths);
/* Restores the autosaved session @path. */
void prognosis_window_restore (PrognosisWindow *self, const char *path);
void prognosis_window_install_shortcuts (GtkApplication *application);

G_END_DECLS
