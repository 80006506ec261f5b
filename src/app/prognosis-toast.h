/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Toasts read their text as markup; names of files and words of the system are none. (transfer full) */
AdwToast *prognosis_toast_new (const char *text);
/* With a button for @action, "win.undo" or "win.locate"; NULL: none. (transfer full) */
AdwToast *prognosis_toast_new_with_action (const char *text, const char *action);

G_END_DECLS
