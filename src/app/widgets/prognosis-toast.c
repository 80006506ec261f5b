/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-toast.h"

#include <glib/gi18n.h>

/* Longer texts do not fit beside the buttons in a narrow window; a toast would ellipsize them. */
#define LONG_CHARS 50
/* Longer than the animation with which a toast comes up. */
#define COMING_UP_USEC (600 * 1000)
#define FRAMES_USEC (50 * 1000) /* without animations, it is drawn first all the same */
/* Toasts in quick succession change the text of the first instead of following it. */
#define FRESH_USEC (2 * G_USEC_PER_SEC)
#define LOCATE "win.locate"

struct _PrognosisToasts
{
  PrognosisToastsAdd add;
  gpointer overlay; /* borrowed */

  AdwToast *shown; /* or NULL */
  gint64 shown_usec;
  AdwToast *next;      /* replaces it, or NULL */
  AdwToast *returning; /* persistent, gave way to the others and returns after them; or NULL */
  guint dismiss_id;
};

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

static void
set_text (AdwToast *toast, const char *text, const char *action)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *markup = g_markup_escape_text (valid, -1);

  if (g_utf8_strlen (valid, -1) > LONG_CHARS)
    adw_toast_set_custom_title (toast, new_lines (valid));
  else
    adw_toast_set_title (toast, markup);
  adw_toast_set_button_label (toast, get_button (action));
  adw_toast_set_action_name (toast, action);
}

static AdwToast *
new_toast (const char *text, const char *action)
{
  AdwToast *toast = adw_toast_new ("");

  set_text (toast, text, action);
  if (g_strcmp0 (action, LOCATE) == 0)
    adw_toast_set_timeout (toast, 0);
  return toast;
}

static gboolean
is_persistent (AdwToast *toast)
{
  return toast != NULL && adw_toast_get_timeout (toast) == 0;
}

static void show_next (PrognosisToasts *self);

static void
dismissed_cb (AdwToast *toast, PrognosisToasts *self)
{
  g_signal_handlers_disconnect_by_data (toast, self);
  g_clear_handle_id (&self->dismiss_id, g_source_remove);
  g_clear_object (&self->shown);
  show_next (self);
}

/* The next one, else the one that returns. */
static void
show_next (PrognosisToasts *self)
{
  self->shown = self->next != NULL ? g_steal_pointer (&self->next) : g_steal_pointer (&self->returning);
  if (self->shown == NULL)
    return;
  self->shown_usec = g_get_monotonic_time ();
  self->add (self->overlay, g_object_ref (self->shown));
  /* Connected after the overlay's own handler, so that the overlay is free when it runs. */
  g_signal_connect (self->shown, "dismissed", G_CALLBACK (dismissed_cb), self);
}

static gint64
get_usec_to_come (PrognosisToasts *self)
{
  const gint64 coming_usec = adw_get_enable_animations (self->overlay) ? COMING_UP_USEC : FRAMES_USEC;

  return self->shown_usec + coming_usec - g_get_monotonic_time ();
}

static gboolean
dismiss_cb (gpointer user_data)
{
  PrognosisToasts *self = user_data;

  self->dismiss_id = 0;
  /* A toast that returns must be a new one: libadwaita does not add one twice. */
  if (is_persistent (self->shown) && self->next != NULL)
    {
      const char *action = adw_toast_get_action_name (self->shown);
      GtkWidget *lines = adw_toast_get_custom_title (self->shown);

      self->returning
          = new_toast (lines != NULL ? gtk_label_get_label (GTK_LABEL (lines)) : adw_toast_get_title (self->shown), action);
      if (lines == NULL)
        adw_toast_set_title (self->returning, adw_toast_get_title (self->shown));
    }
  adw_toast_dismiss (self->shown);
  return G_SOURCE_REMOVE;
}

/* As soon as it has come up. */
static void
dismiss_shown (PrognosisToasts *self)
{
  if (self->shown != NULL && self->dismiss_id == 0)
    self->dismiss_id = g_timeout_add ((guint) MAX (get_usec_to_come (self) / 1000 + 1, 1), dismiss_cb, self);
}

PrognosisToasts *
prognosis_toasts_new (PrognosisToastsAdd add, gpointer overlay)
{
  PrognosisToasts *self;

  g_return_val_if_fail (add != NULL && GTK_IS_WIDGET (overlay), NULL);
  self = g_new0 (PrognosisToasts, 1);
  self->add = add;
  self->overlay = overlay;
  return self;
}

void
prognosis_toasts_free (PrognosisToasts *self)
{
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_handle_id (&self->dismiss_id, g_source_remove);
  g_clear_object (&self->shown);
  g_clear_object (&self->next);
  g_clear_object (&self->returning);
  g_free (self);
}

void
prognosis_toasts_show (PrognosisToasts *self, const char *text, const char *action)
{
  AdwToast *current, *toast;

  g_return_if_fail (self != NULL && text != NULL);
  current = prognosis_toasts_get_current (self);
  if (current != NULL && !is_persistent (current) && g_strcmp0 (action, LOCATE) != 0
      && (current == self->next || (self->dismiss_id == 0 && g_get_monotonic_time () - self->shown_usec < FRESH_USEC)))
    {
      set_text (current, text, action);
      return;
    }
  toast = new_toast (text, action);
  if (is_persistent (self->next) && !is_persistent (toast))
    g_set_object (&self->returning, self->next);
  g_clear_object (&self->next);
  self->next = toast;
  if (self->shown == NULL)
    show_next (self);
  else
    dismiss_shown (self);
}

void
prognosis_toasts_clear (PrognosisToasts *self)
{
  g_return_if_fail (self != NULL);
  g_clear_object (&self->next);
  g_clear_object (&self->returning);
  dismiss_shown (self);
}

void
prognosis_toasts_forget (PrognosisToasts *self, const char *action)
{
  AdwToast *current = prognosis_toasts_get_current (self);

  if (current != NULL && g_strcmp0 (adw_toast_get_action_name (current), action) == 0)
    {
      adw_toast_set_button_label (current, NULL);
      adw_toast_set_action_name (current, NULL);
    }
}

AdwToast *
prognosis_toasts_get_current (PrognosisToasts *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->next != NULL ? self->next : self->shown;
}

gboolean
prognosis_toasts_is_up (PrognosisToasts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->shown != NULL && get_usec_to_come (self) <= 0;
}
