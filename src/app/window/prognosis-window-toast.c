/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-toast.h"
#include "prognosis-window-private.h"

#define TOAST_FRESH_USEC (2 * G_USEC_PER_SEC)

void
prognosis_window_toast (PrognosisWindow *self, const char *text, const char *action)
{
  const gint64 now_usec = g_get_monotonic_time ();
  AdwToast *toast;

  /* News in quick succession take each other's place, not a place in a queue; but one that waits for an answer stays. To
     dismiss a toast that is just coming up crashes libadwaita 1.2. */
  if (self->toast != NULL && adw_toast_get_timeout (self->toast) > 0 && now_usec - self->toast_usec < TOAST_FRESH_USEC
      && g_strcmp0 (action, "win.locate") != 0)
    {
      prognosis_toast_set (self->toast, text, action);
      return;
    }
  /* One that waits gives way for a moment, and comes back: all others would stand behind it. */
  toast = prognosis_toast_new (text, action);
  if (self->waiting_toast != NULL)
    adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (adw_toast_get_timeout (toast) == 0)
    g_set_weak_pointer (&self->waiting_toast, toast);
  g_set_weak_pointer (&self->toast, toast);
  self->toast_usec = now_usec;
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

void
prognosis_window_forget_undo (PrognosisWindow *self)
{
  if (self->toast != NULL && g_strcmp0 (adw_toast_get_action_name (self->toast), "win.undo") == 0)
    {
      adw_toast_set_button_label (self->toast, NULL);
      adw_toast_set_action_name (self->toast, NULL);
    }
}
