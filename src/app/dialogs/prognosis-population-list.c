/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-population-list.h"
#include "prognosis-style.h"
#include "prognosis-reader.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>

/* Half a row at the bottom hints at further rows. */
#define HEIGHT 230 /* [px] */

typedef struct
{
  PrognosisSession *session; /* borrowed */
  GPtrArray *entries;        /* of GtkEntry, borrowed: those currently bound to a region */
} List;

static void
list_free (gpointer data)
{
  List *self = data;

  g_ptr_array_unref (self->entries);
  g_free (self);
}

static gsize
get_region (GtkWidget *entry)
{
  return GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (entry), "prognosis-region"));
}

static char *
format_population (List *self, gsize region)
{
  double persons = prognosis_dataset_get_region (prognosis_session_get_dataset (self->session), region)->population;

  return isfinite (persons) ? g_strdup_printf ("%.0f", persons) : g_strdup ("");
}

static void
show_entry (List *self, GtkWidget *entry)
{
  g_autofree char *text = format_population (self, get_region (entry));

  gtk_widget_remove_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, NULL);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
data_cb (GtkWidget *widget)
{
  List *self = g_object_get_data (G_OBJECT (widget), "prognosis-list");
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);

  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = g_ptr_array_index (self->entries, i);

      if (dataset != NULL && get_region (entry) < prognosis_dataset_get_n_regions (dataset))
        show_entry (self, entry);
    }
}

/* Called on Return and when the focus leaves the entry. */
static void
commit (List *self, GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *shown = format_population (self, get_region (entry));
  g_autoptr (GError) error = NULL;
  double persons;

  if (*text == '\0' || g_str_equal (text, shown))
    {
      show_entry (self, entry);
      return;
    }
  if (prognosis_parse_persons (text, &persons) && isfinite (persons) && persons >= 1
      && prognosis_session_set_region_population (self->session, get_region (entry), persons, &error))
    return;
  gtk_widget_add_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, error != NULL ? error->message : _ ("Enter a population of at least 1"));
}

static void
activate_cb (GtkWidget *entry, List *self)
{
  commit (self, entry);
}

static void
leave_cb (GtkEventController *controller, List *self)
{
  commit (self, gtk_event_controller_get_widget (controller));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, List *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("unknown"));
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_list_item_set_child (item, box);
  /* The entry takes the focus, not the row around it. */
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, List *self)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *entry = gtk_widget_get_next_sibling (name);
  const char *region = gtk_string_object_get_string (gtk_list_item_get_item (item));
  /* Translators: the name of a region. */
  g_autofree char *label = g_strdup_printf (_ ("Population of %s"), region);

  g_object_set_data (G_OBJECT (entry), "prognosis-region", GSIZE_TO_POINTER ((gsize) gtk_list_item_get_position (item)));
  gtk_label_set_label (GTK_LABEL (name), region);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  prognosis_style_name_item (item, region);
  g_ptr_array_add (self->entries, entry);
  show_entry (self, entry);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, List *self)
{
  g_ptr_array_remove_fast (self->entries, gtk_widget_get_last_child (gtk_list_item_get_child (item)));
}

GtkWidget *
prognosis_population_list_new (PrognosisSession *session)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;
  List *self = g_new0 (List, 1);

  self->session = session;
  self->entries = g_ptr_array_new ();
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    gtk_string_list_append (names, prognosis_dataset_get_region (dataset, r)->name);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&names)))), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Population of each region"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_margin_top (scrolled, 12);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  g_object_set_data_full (G_OBJECT (view), "prognosis-list", self, list_free);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (data_cb), view, G_CONNECT_SWAPPED);
  return scrolled;
}
