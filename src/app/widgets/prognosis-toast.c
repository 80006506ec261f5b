/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-toast.h"

#include <glib/gi18n.h>

/* Longer texts do not fit beside the buttons in a narrow window; a toast would ellipsize them. */
#define LONG_CHARS 50

static GtkWidget *
new_lines (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONG_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

/* The button for an action. */
static const char *
get_button (const char *action)
{
  if (action == NULL)
    return NULL;
  if (g_str_equal (action, "win.undo"))
    return _ ("_Undo");
  return g_str_equal (action, "win.open-saved") ? _ ("_Open") : _ ("_Find…");
}

void
prognosis_toast_set (AdwToast *self, const char *text, const char *action)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *markup = g_markup_escape_text (valid, -1);

  if (g_utf8_strlen (valid, -1) > LONG_CHARS)
    adw_toast_set_custom_title (self, new_lines (valid));
  else
    adw_toast_set_title (self, markup);
  adw_toast_set_button_label (self, get_button (action));
  adw_toast_set_action_name (self, action);
}

/* Longer than the reveal animation of a toast. */
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
  /* An offer to locate the data does not time out. */
  if (g_strcmp0 (action, "win.locate") == 0)
    adw_toast_set_timeout (self, 0);
  return self;
}
