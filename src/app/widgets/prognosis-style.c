/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-style.h"

#include <adwaita.h>
#include <string.h>

#define TEXT_SIZE 12. /* at text scale 1 [px] */
#define LARGE 2.      /* factor where a chart is presented to a room */

const PrognosisTheme *
prognosis_style_get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return dark ? &prognosis_theme_contrast_dark : &prognosis_theme_contrast;
  return dark ? &prognosis_theme_dark : &prognosis_theme_light;
}

void
prognosis_style_follow (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
}

double
prognosis_style_get_text_size (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  gboolean is_large = root != NULL && gtk_widget_has_css_class (GTK_WIDGET (root), "presentation");
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return TEXT_SIZE * (is_large ? LARGE : 1) * (dpi > 0 ? CLAMP (dpi / 1024. / 96., 0.75, 3) : 1);
}

char *
prognosis_style_dup_family (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  char *family;

  if (settings != NULL)
    g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "sans");
  family = g_strdup (pango_font_description_get_family (font) != NULL ? pango_font_description_get_family (font) : "sans");
  pango_font_description_free (font);
  return family;
}

gboolean
prognosis_style_moves (GtkWidget *widget)
{
  gboolean moves = TRUE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &moves, NULL);
  return moves;
}

void
prognosis_style_keep_number (GtkEditable *editable)
{
  GtkEditable *text = gtk_editable_get_delegate (editable);

  if (text != NULL)
    gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
}

char *
prognosis_style_isolate (const char *text)
{
  /* FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE of Unicode's bidirectional algorithm. */
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? g_strconcat ("\u2068", text, "\u2069", NULL) : g_strdup (text);
}

void
prognosis_style_pass_scrolling (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint n = g_list_model_get_n_items (controllers);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

void
prognosis_style_name_item (GtkListItem *item, const char *name)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  /* Before GTK 4.12, only the parent of the child can be named. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gpointer of = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *label = child != NULL ? gtk_widget_get_first_child (child) : NULL;

  if (GTK_IS_STRING_OBJECT (of))
    prognosis_style_name_item (item, gtk_string_object_get_string (of));
  /* With large text, long strings do not fit a narrow window. */
  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
}

static void
visible_cb (GtkWidget *popover)
{
  for (GtkWidget *of = gtk_widget_get_parent (popover); of != NULL; of = gtk_widget_get_parent (of))
    if (gtk_widget_get_tooltip_text (of) != NULL)
      gtk_widget_set_has_tooltip (of, !gtk_widget_get_visible (popover));
}

void
prognosis_style_quiet_popover (GtkWidget *popover)
{
  g_signal_connect (popover, "notify::visible", G_CALLBACK (visible_cb), NULL);
}

void
prognosis_style_name_strings (GtkWidget *list, const char *name)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_object_get (list, "factory", &factory, NULL);
  if (GTK_IS_SIGNAL_LIST_ITEM_FACTORY (factory))
    g_signal_connect_after (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (!GTK_IS_DROP_DOWN (list))
    return;
  /* The button inside a drop-down takes the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (list)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      prognosis_style_quiet_popover (child);
}

PangoAttrList *
prognosis_style_new_units (const char *text)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (const char *sign = strstr (text, " %"); sign != NULL; sign = strstr (sign + 2, " %"))
    {
      PangoAttribute *attribute;
      const char *start = sign;

      while (start > text && g_ascii_isdigit (start[-1]))
        start--;
      if (start == sign)
        continue;
      attribute = pango_attr_allow_breaks_new (FALSE);
      attribute->start_index = (guint) (start - text);
      attribute->end_index = (guint) (sign + 2 - text);
      pango_attr_list_insert (list, attribute);
    }
  return list;
}

void
prognosis_style_say (GtkLabel *label, const char *text)
{
  PangoAttrList *units = prognosis_style_new_units (text);

  gtk_label_set_attributes (label, units);
  pango_attr_list_unref (units);
  gtk_label_set_label (label, text);
  gtk_label_set_selectable (label, *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
prognosis_style_fill (GtkEditable *editable, const char *text)
{
  gboolean can_undo = gtk_editable_get_enable_undo (editable);

  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_enable_undo (editable, can_undo);
}
