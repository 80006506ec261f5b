/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Toasts read their text as markup; names of files and words of the system are none. With a button for @action, "win.undo" or
 * "win.locate"; NULL: none. (transfer full) */
AdwToast *prognosis_toast_new (const char *text, const char *action);
/* The same of one that is there. */
void prognosis_toast_set (AdwToast *self, const char *text, const char *action);
/* Once it has come up: libadwaita 1.2 crashes where that is cut short. */
void prognosis_toast_dismiss (AdwToast *self);

G_END_DECLS
