/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Creates a toast with plain text, escaping markup. With a button for @action: "win.undo", "win.open-saved" or
 * "win.locate"; NULL: no button. (transfer full) */
AdwToast *prognosis_toast_new (const char *text, const char *action);
/* Changes an existing toast in the same way. */
void prognosis_toast_set (AdwToast *self, const char *text, const char *action);
/* Dismisses it after it has been revealed: libadwaita 1.2 crashes if that is interrupted. */
void prognosis_toast_dismiss (AdwToast *self);

G_END_DECLS
