/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-preset-popover.h"
#include "prognosis-style.h"
#include "prognosis-preset.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

static GtkWidget *
new_preset_button (const PrognosisPreset *preset)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_ (preset->title));
  GtkWidget *detail;
  g_autofree char *latent = prognosis_words_for_number (preset->latent_days);
  g_autofree char *infectious = prognosis_words_for_number (preset->infectious_days);
  /* Translators: two durations in days. */
  g_autofree char *text = g_strdup_printf (_ ("latent period %s days, infectious period %s days"), latent, infectious);
  /* Translators: a description, and where the rates are published. */
  g_autofree char *source = g_strdup_printf (_ ("%s. %s"), _ (preset->about), preset->source);

  detail = gtk_label_new (text);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  detail = gtk_label_new (source);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 38);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (preset->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "win.preset::none");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", preset->id);
  return button;
}

GtkWidget *
prognosis_preset_popover_new (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gsize n;
  const PrognosisPreset *presets = prognosis_preset_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *button = new_preset_button (&presets[i]);

      g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  prognosis_style_quiet_popover (popover);
  return popover;
}
