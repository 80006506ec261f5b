/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-table-window.h"

#include <glib/gi18n.h>

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The cell's row is the widget around it. */
static void
name_row (GtkListItem *item)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name
      = g_strdelimit (g_strdup (gtk_string_object_get_string (gtk_list_item_get_item (item))), "\t", ';');

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A row is a line with tabs between its cells. */
static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  g_auto (GStrv) cells = g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (item)), "\t", -1);
  guint i = GPOINTER_TO_UINT (column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), i < g_strv_length (cells) ? cells[i] : "");
  if (i == 0)
    name_row (item);
}

static GtkWidget *
new_table (PrognosisFigure *figure, gsize panel)
{
  g_auto (GStrv) rows = prognosis_figure_dup_table (figure, panel);
  g_auto (GStrv) names = g_strsplit (rows[0], "\t", -1);
  GtkStringList *list = gtk_string_list_new ((const char *const *) rows + 1);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (list))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (i == 0 ? _ ("Day") : names[i], factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Numbers of the chart"), -1);
  /* Its first child is the row of headings. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (view)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Headings"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
new_remark (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

GtkWidget *
prognosis_table_window_new (PrognosisFigure *figure, const char *remark, GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();

  for (gsize i = 0; i < prognosis_figure_get_n_panels (figure); i++)
    {
      const char *title = prognosis_panel_get_title (prognosis_figure_get_panel (figure, i));

      gtk_stack_add_titled (GTK_STACK (stack), new_table (figure, i), NULL, title != NULL ? title : _ ("Numbers"));
    }
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  if (prognosis_figure_get_n_panels (figure) > 1 && prognosis_figure_get_n_panels (figure) < 5)
    adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  else
    g_object_ref_sink (switcher), g_object_unref (switcher);
  gtk_box_append (GTK_BOX (box), header);
  /* The keyboard begins in the table: were the remark first, all of it would be selected. */
  gtk_box_append (GTK_BOX (box), stack);
  if (remark != NULL)
    gtk_box_append (GTK_BOX (box), new_remark (remark));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Numbers"));
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 520);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  return window;
}
