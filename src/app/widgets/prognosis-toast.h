/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PrognosisToasts:
 *
 * The toasts of one window, one at a time. A new toast replaces the one that is shown, but never interrupts its animation:
 * libadwaita 1.2 crashes if a toast is dismissed while it is coming up.
 */
typedef struct _PrognosisToasts PrognosisToasts;

/* @add: adds a toast to @overlay, which must outlive the result: adw_toast_overlay_add_toast() or
 * adw_preferences_window_add_toast(). Takes ownership of the toast. */
typedef void (*PrognosisToastsAdd) (gpointer overlay, AdwToast *toast);

PrognosisToasts *prognosis_toasts_new (PrognosisToastsAdd add, gpointer overlay);
void prognosis_toasts_free (PrognosisToasts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisToasts, prognosis_toasts_free)

/* Shows plain text, with a button for @action: "win.undo", "win.open-saved" or "win.locate"; NULL: no button. One with
 * "win.locate" stays until it is answered: it gives way to others and returns after them. */
void prognosis_toasts_show (PrognosisToasts *self, const char *text, const char *action);
/* Removes the toast as soon as it may be dismissed, and forgets the others. */
void prognosis_toasts_clear (PrognosisToasts *self);
/* Removes the button of the toast if it activates @action. */
void prognosis_toasts_forget (PrognosisToasts *self, const char *action);
/* The toast that is shown or about to be shown; lent; or NULL. */
AdwToast *prognosis_toasts_get_current (PrognosisToasts *self);
/* Whether a toast is shown and has come up: from then on it may be dismissed. */
gboolean prognosis_toasts_is_up (PrognosisToasts *self);

G_END_DECLS
