/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-glossary.h"
#include "prognosis-manual.h"

#include <glib/gi18n.h>

#define PREFIX "/io/github/prognosis_epi/Prognosis/"
#define MAX_WIDTH 640

/* The pages in their order: each is a .ui file of this name, whose object "page" has the text. */
static const struct
{
  const char *name;
  const char *title;
} pages[] = {
  { "manual-data", N_ ("From Data to a Forecast") },
  { "manual-reading", N_ ("Reading a Forecast") },
  { "manual-model", N_ ("Changing the Model") },
  { "manual-sharing", N_ ("Sharing Results") },
};

static GtkWidget *
new_page (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, ".ui", NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);

  return g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "page")));
}

static GtkWidget *
new_glossary (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gsize n;
  const PrognosisTerm *terms = prognosis_glossary_list (&n);

  for (gsize i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), prognosis_glossary_new_entry (&terms[i]));
  return box;
}

/* @page: a box of labels */
static void
add_page (GtkStack *stack, GtkWidget *page, const char *name, const char *title)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 18);
  gtk_widget_set_margin_bottom (page, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_add_titled (stack, scrolled, name, title);
}

static GtkWidget *
new_stack (void)
{
  GtkWidget *stack = gtk_stack_new ();

  gtk_widget_set_hexpand (stack, TRUE);
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_widget_add_css_class (stack, "view");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GtkWidget) page = new_page (pages[i].name);

      add_page (GTK_STACK (stack), page, pages[i].name, _ (pages[i].title));
    }
  add_page (GTK_STACK (stack), new_glossary (), "glossary", _ ("Glossary"));
  return stack;
}

/* In a narrow window the list covers the page, and gives way to the page that is chosen. */
static void
chosen_cb (AdwFlap *flap)
{
  if (adw_flap_get_folded (flap))
    adw_flap_set_reveal_flap (flap, FALSE);
}

GtkWidget *
prognosis_manual_new (const char *page, GtkWindow *parent)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *flap = adw_flap_new (), *sidebar = gtk_stack_sidebar_new (), *stack = new_stack (), *list = gtk_toggle_button_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (sidebar), GTK_STACK (stack));
  gtk_widget_set_size_request (sidebar, 200, -1);
  adw_flap_set_flap (ADW_FLAP (flap), sidebar);
  adw_flap_set_content (ADW_FLAP (flap), stack);
  adw_flap_set_separator (ADW_FLAP (flap), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), page);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (chosen_cb), flap, G_CONNECT_SWAPPED);

  gtk_button_set_icon_name (GTK_BUTTON (list), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (list, _ ("Show the pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"), -1);
  g_object_bind_property (flap, "reveal-flap", list, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), list);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), flap);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Manual"));
  gtk_window_set_default_size (GTK_WINDOW (window), 820, 600);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_MANAGED);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_w, GDK_CONTROL_MASK), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  return window;
}
