/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys of all actions. */
void       prognosis_shortcuts_install (GtkApplication *application);
/* A list of them, as narrow as any window: GTK's own is not. */
GtkWidget *prognosis_shortcuts_new_window (GtkWindow *parent);

G_END_DECLS
