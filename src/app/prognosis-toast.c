/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-toast.h"

#include <glib/gi18n.h>

void
prognosis_toast_set (AdwToast *self, const char *text, const char *action)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *markup = g_markup_escape_text (valid, -1);

  adw_toast_set_title (self, markup);
  adw_toast_set_button_label (self, action == NULL ? NULL : g_str_equal (action, "win.undo") ? _ ("_Undo") : _ ("_Find…"));
  adw_toast_set_action_name (self, action);
}

/* Longer than a toast takes to come up. */
#define COMING_UP_MSEC 600

static gboolean
dismiss_cb (gpointer toast)
{
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

void
prognosis_toast_dismiss (AdwToast *self)
{
  g_timeout_add_full (G_PRIORITY_DEFAULT, COMING_UP_MSEC, dismiss_cb, g_object_ref (self), g_object_unref);
}

AdwToast *
prognosis_toast_new (const char *text, const char *action)
{
  AdwToast *self = adw_toast_new ("");

  prognosis_toast_set (self, text, action);
  /* What can be looked for elsewhere does not pass. */
  if (g_strcmp0 (action, "win.locate") == 0)
    adw_toast_set_timeout (self, 0);
  return self;
}
