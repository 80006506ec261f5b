/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-toast.h"

#include <glib/gi18n.h>

AdwToast *
prognosis_toast_new (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *markup = g_markup_escape_text (valid, -1);

  return adw_toast_new (markup);
}

AdwToast *
prognosis_toast_new_with_action (const char *text, const char *action)
{
  AdwToast *self = prognosis_toast_new (text);

  if (action == NULL)
    return self;
  if (g_str_equal (action, "win.undo"))
    adw_toast_set_button_label (self, _ ("_Undo"));
  else
    {
      adw_toast_set_button_label (self, _ ("_Find…"));
      /* What it is about does not pass. */
      adw_toast_set_timeout (self, 0);
    }
  adw_toast_set_action_name (self, action);
  return self;
}
