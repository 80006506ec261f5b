/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-kept-list.h"

#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-words.h"
#include "prognosis-words-kept.h"

#include <glib/gi18n.h>

#define NAME_CHARS 12 /* at least */

struct _PrognosisKeptList
{
  GtkBox parent_instance;

  PrognosisSession *session; /* borrowed */
  GPtrArray *kept;           /* of PrognosisKept: those listed */
  GPtrArray *ticks;          /* of GtkCheckButton, one for each of them; borrowed */

  GtkWidget *label;
  GtkBox *box;
};

G_DEFINE_TYPE (PrognosisKeptList, prognosis_kept_list, GTK_TYPE_BOX)

static guint changed_signal;

static void
toggled_cb (PrognosisKeptList *self)
{
  g_signal_emit (self, changed_signal, 0);
}

typedef struct
{
  PrognosisSession *session;
  char *name, *to;
} Renaming;

static void
rename_idle_cb (gpointer data)
{
  Renaming *renaming = data;

  prognosis_session_rename_kept (renaming->session, renaming->name, renaming->to);
  g_object_unref (renaming->session);
  g_free (renaming->name);
  g_free (renaming->to);
  g_free (renaming);
}

/* Later, because the list is then made anew, and the entry has not finished. */
static void
named_cb (GtkEntry *entry, PrognosisKeptList *self)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (entry));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*text == '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), name);
  else if (!g_str_equal (text, name))
    {
      Renaming *renaming = g_new (Renaming, 1);

      *renaming = (Renaming){ g_object_ref (self->session), g_strdup (name), g_steal_pointer (&text) };
      g_idle_add_once (rename_idle_cb, renaming);
    }
}

static void
left_cb (GtkEventController *controller, PrognosisKeptList *self)
{
  named_cb (GTK_ENTRY (gtk_event_controller_get_widget (controller)), self);
}

static void
drop_cb (GtkButton *button, PrognosisKeptList *self)
{
  g_autofree char *name = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  prognosis_session_rename_kept (self->session, name, NULL);
}

static void
add_kept (PrognosisKeptList *self, PrognosisKept *kept, gboolean is_ticked)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_kept_get_forecaster (kept));
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  const char *name = prognosis_kept_get_name (kept);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *settings = prognosis_words_for_settings (forecaster, dataset, prognosis_kept_get_options (kept));
  g_autofree char *day = prognosis_words_for_day (dataset, prognosis_kept_get_day (kept));
  /* Translators: a model with its settings, and the origin of its forecast. */
  g_autofree char *about = g_strdup_printf (_ ("%s, from %s"), settings, day);
  g_autofree char *rename = g_strdup_printf (_ ("Rename “%s”"), name), *drop = g_strdup_printf (_ ("Delete “%s”"), name);

  gtk_widget_set_name (tick, name);
  gtk_widget_set_name (entry, name);
  gtk_widget_set_name (button, name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), is_ticked);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), NAME_CHARS);
  gtk_widget_set_tooltip_text (tick, about);
  gtk_widget_set_tooltip_text (entry, rename);
  gtk_widget_set_tooltip_text (button, drop);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  about, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, rename, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, drop, -1);
  gtk_box_append (GTK_BOX (row), tick);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->box, row);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (entry, "activate", G_CALLBACK (named_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (drop_cb), self, 0);
  g_ptr_array_add (self->ticks, tick);
}

static gboolean
is_shown (PrognosisKeptList *self, const GPtrArray *kept)
{
  if (self->kept->len != kept->len)
    return FALSE;
  for (guint i = 0; i < kept->len; i++)
    if (g_ptr_array_index (kept, i) != g_ptr_array_index (self->kept, i))
      return FALSE;
  return TRUE;
}

void
prognosis_kept_list_show (PrognosisKeptList *self, PrognosisSession *session)
{
  const GPtrArray *kept = prognosis_session_get_choices (session)->kept;
  g_autoptr (GHashTable) unticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *row;

  self->session = session;
  if (is_shown (self, kept))
    return;
  for (guint i = 0; i < self->ticks->len; i++)
    if (!gtk_check_button_get_active (g_ptr_array_index (self->ticks, i)))
      g_hash_table_add (unticked, g_strdup (gtk_widget_get_name (g_ptr_array_index (self->ticks, i))));
  g_ptr_array_set_size (self->ticks, 0);
  g_ptr_array_set_size (self->kept, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, row);
  for (guint i = 0; i < kept->len; i++)
    {
      PrognosisKept *one = g_ptr_array_index (kept, i);

      g_ptr_array_add (self->kept, prognosis_kept_ref (one));
      add_kept (self, one, !g_hash_table_contains (unticked, prognosis_kept_get_name (one)));
    }
  gtk_widget_set_visible (self->label, kept->len > 0);
  toggled_cb (self);
}

const GPtrArray *
prognosis_kept_list_get_ticks (PrognosisKeptList *self)
{
  return self->ticks;
}

static void
prognosis_kept_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_KEPT_LIST);
  G_OBJECT_CLASS (prognosis_kept_list_parent_class)->dispose (object);
}

static void
prognosis_kept_list_finalize (GObject *object)
{
  PrognosisKeptList *self = PROGNOSIS_KEPT_LIST (object);

  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->ticks);
  G_OBJECT_CLASS (prognosis_kept_list_parent_class)->finalize (object);
}

static void
prognosis_kept_list_class_init (PrognosisKeptListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_kept_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_kept_list_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-kept-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisKeptList, label);
  gtk_widget_class_bind_template_child (widget_class, PrognosisKeptList, box);
}

static void
prognosis_kept_list_init (PrognosisKeptList *self)
{
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_kept_unref);
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
