/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-table-window.h"

#include "prognosis-csv.h"

#include <glib/gi18n.h>

/* Figures end at the right, days begin at the left. */
static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_UINT (column) == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The row is the parent widget of the cell. */
static void
name_row (GtkListItem *item)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = g_strdelimit (g_strdup (gtk_string_object_get_string (gtk_list_item_get_item (item))), "\t", ';');

  if (row == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "prognosis-row", GUINT_TO_POINTER (gtk_list_item_get_position (item) + 1));
}

/* Each row is a string of cells separated by tabs. */
static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  g_auto (GStrv) cells = g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (item)), "\t", -1);
  guint i = GPOINTER_TO_UINT (column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), i < g_strv_length (cells) ? cells[i] : "");
  if (i == 0)
    name_row (item);
}

/* --- copying ------------------------------------------------------------------- */

/* Converts numbers to a form that spreadsheets read. */
static char *
plain (const char *row)
{
  g_autoptr (GString) text = g_string_new (row);

  g_string_replace (text, "\342\200\257", "", 0);  /* the narrow space between thousands */
  g_string_replace (text, "\342\210\222", "-", 0); /* the minus sign */
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Copies the selected rows with their column headings. */
static gboolean
copy_cb (GtkWidget *view, GVariant *args, gpointer user_data)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  g_auto (GStrv) names = g_strsplit (g_object_get_data (G_OBJECT (view), "prognosis-headings"), "\t", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint i;

  if (gtk_bitset_is_empty (selected))
    return FALSE;
  /* A spreadsheet would run a name such as =1+1. */
  for (guint k = 0; names[k] != NULL; k++)
    {
      if (k > 0)
        g_string_append_c (text, '\t');
      prognosis_csv_append_text (text, names[k]);
    }
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, selected, &i); ok; ok = gtk_bitset_iter_next (&iter, &i))
    {
      g_autoptr (GtkStringObject) row = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autofree char *line = plain (gtk_string_object_get_string (row));

      g_string_append_printf (text, "\n%s", line);
    }
  g_string_append_c (text, '\n');
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text->str);
  return TRUE;
}

static void
add_key (GtkWidget *widget, GtkShortcutScope scope, guint key, GdkModifierType modifiers, GtkShortcutAction *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), scope);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), action));
  gtk_widget_add_controller (widget, controller);
}

/* --- scrolling to the forecast ---------------------------------------------------- */

/* NULL if the row has no widget yet. */
static GtkWidget *
find_row (GtkWidget *list, guint row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_object_get_data (G_OBJECT (child), "prognosis-row") == GUINT_TO_POINTER (row + 1))
      return child;
  return NULL;
}

/* Focuses the first forecast row, scrolled so that the last observations are visible above it. */
static gboolean
show_row_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  guint row = GPOINTER_TO_UINT (user_data);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GtkWidget *list = gtk_widget_get_last_child (view);
  GtkWidget *widget = find_row (list, row);

  if (widget == NULL || gtk_adjustment_get_upper (adjustment) <= 0)
    {
      gtk_widget_activate_action (list, "list.scroll-to-item", "u", row);
      return G_SOURCE_CONTINUE;
    }
  gtk_widget_grab_focus (widget);
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_upper (adjustment) * row / n - gtk_adjustment_get_page_size (adjustment) / 2);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
new_table (PrognosisFigure *figure, gsize panel)
{
  g_auto (GStrv) rows = prognosis_figure_dup_table (figure, panel);
  g_auto (GStrv) names = g_strsplit (rows[0], "\t", -1);
  GtkStringList *list = gtk_string_list_new ((const char *const *) rows + 1);
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (list))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (i == 0 ? _ ("Day") : names[i], factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  g_object_set_data_full (G_OBJECT (view), "prognosis-headings", g_strconcat (_ ("Day"), rows[0], NULL), g_free);
  add_key (view, GTK_SHORTCUT_SCOPE_LOCAL, GDK_KEY_c, GDK_CONTROL_MASK, gtk_callback_action_new (copy_cb, NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart values"), -1);
  /* Its first child is the header row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (view)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Column headings"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  if (rows[1] != NULL)
    gtk_widget_add_tick_callback (view, show_row_cb, GSIZE_TO_POINTER (prognosis_figure_find_table_row (figure, panel)), NULL);
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
prognosis_table_window_new (PrognosisFigure *figure, const char *answer, const char *remark, GtkWindow *parent)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  /* Translators: what the window shows, and the name of the data. */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), _ ("Table"), gtk_window_get_title (parent));

  for (gsize i = 0; i < prognosis_figure_get_n_panels (figure); i++)
    {
      const char *name = prognosis_panel_get_title (prognosis_figure_get_panel (figure, i));

      gtk_stack_add_titled (GTK_STACK (stack), new_table (figure, i), NULL, name != NULL ? name : _ ("Table"));
    }
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  if (prognosis_figure_get_n_panels (figure) > 1 && prognosis_figure_get_n_panels (figure) < 5)
    adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), switcher);
  else
    g_object_ref_sink (switcher), g_object_unref (switcher);
  gtk_box_append (GTK_BOX (box), header);
  if (answer != NULL)
    {
      GtkWidget *label = new_remark (answer);

      /* The table gets the initial focus: all text of a label that gets it is selected. */
      gtk_widget_set_focusable (label, FALSE);
      gtk_widget_set_margin_top (label, 0);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), stack);
  if (remark != NULL)
    gtk_box_append (GTK_BOX (box), new_remark (remark));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 520);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  add_key (window, GTK_SHORTCUT_SCOPE_MANAGED, GDK_KEY_Escape, 0, gtk_named_action_new ("window.close"));
  add_key (window, GTK_SHORTCUT_SCOPE_MANAGED, GDK_KEY_w, GDK_CONTROL_MASK, gtk_named_action_new ("window.close"));
  return window;
}
