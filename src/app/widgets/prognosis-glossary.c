/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-glossary.h"

#include <glib/gi18n.h>

/* In the order of the list under Help. A new term is a row here. */
static const PrognosisTerm terms[] = {
  { "r", N_ ("Reproduction number (R)"),
    N_ ("How many people one infected person infects on average. Above 1 the epidemic grows, below 1 it shrinks.") },
  { "r0", N_ ("Basic reproduction number (R₀)"),
    N_ ("The reproduction number at the start, when nobody is immune yet and nothing is done about the disease.") },
  { "interval", N_ ("Interval"),
    N_ ("The range in which the outcome should lie. Of many 80 % intervals, about four of five should contain what happens.") },
  { "median", N_ ("Median"), N_ ("The middle of all forecast paths: half of them lie above it, half below.") },
  { "quantile", N_ ("Quantile"),
    N_ ("The value below which a given share of the forecast paths lies. The ends of an 80 % interval are the 10 % and 90 % "
        "quantiles.") },
  { "origin", N_ ("Origin"), N_ ("The last day whose reports a forecast may use. It is the dashed line in the chart.") },
  { "horizon", N_ ("Horizon"), N_ ("How far ahead of the origin a forecast goes.") },
  { "persistence", N_ ("Persistence"),
    N_ ("The simplest forecast: the last week carries on. A model that does no better is not worth its effort.") },
  { "score", N_ ("Score"),
    N_ ("How far forecasts were off, their intervals included. Lower is better; 1 means as good as persistence.") },
  { "coverage", N_ ("Coverage"), N_ ("How often the outcome lay inside an interval. For 95 % intervals it should be near 95 %.") },
  { "generation-time", N_ ("Generation time"),
    N_ ("The average time between a person’s infection and the infections that they cause.") },
  { "compartment", N_ ("Compartment"),
    N_ ("A group of people in the same state, such as susceptible, infectious or recovered. Compartment models compute how people "
        "move between them.") },
  { "transmission-rate", N_ ("Transmission rate"),
    N_ ("How fast the disease passes from person to person: contacts a day, times "
        "the chance that one of them infects.") },
  { "ascertainment", N_ ("Ascertainment"), N_ ("The share of infections that are ever reported as cases.") },
  { "overdispersion", N_ ("Overdispersion"),
    N_ ("Counts that vary more from day to day than pure chance explains, because of clusters or late reports.") },
  { "residual", N_ ("Residual"), N_ ("What was observed minus what the model computes for the same day.") },
  { "loss", N_ ("Loss"), N_ ("The number that a fit makes as small as possible: how far the curve lies from the data.") },
  { "scenario", N_ ("Scenario"), N_ ("A forecast under an assumption, such as 30 % less transmission from some day on.") },
  { "network", N_ ("Neural network"),
    N_ ("A flexible formula with many numbers that are learned from the data. Here it can set the transmission rate over time.") },
};

const PrognosisTerm *
prognosis_glossary_list (gsize *n)
{
  *n = G_N_ELEMENTS (terms);
  return terms;
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
prognosis_glossary_new_entry (const PrognosisTerm *term)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), new_label (_ (term->title), "heading"));
  gtk_box_append (GTK_BOX (box), new_label (_ (term->text), NULL));
  return box;
}

GtkWidget *
prognosis_glossary_new_button (const char *ids)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_auto (GStrv) wanted = g_strsplit (ids, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (g_strv_contains ((const char *const *) wanted, terms[i].id))
      {
        gtk_box_append (GTK_BOX (box), prognosis_glossary_new_entry (&terms[i]));
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", _ (terms[i].title));
      }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("What is this?"));
  /* Translators: %s is a list of terms. */
  name = g_strdup_printf (_ ("What is this? %s"), names->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}
