/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What holds for all windows and all data; every switch and number is a key of @settings. */
GtkWidget *prognosis_preferences_new (GSettings *settings, GtkWindow *parent);
/* Light, dark or as the system: follows the key from now on. */
void prognosis_preferences_follow_theme (GSettings *settings);

G_END_DECLS
