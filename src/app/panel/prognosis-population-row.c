/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-population-row.h"

#include "prognosis-session-choices.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisPopulationRow
{
  AdwActionRow parent_instance;

  PrognosisSession *session; /* borrowed */
};

G_DEFINE_TYPE (PrognosisPopulationRow, prognosis_population_row, ADW_TYPE_ACTION_ROW)

void
prognosis_population_row_update (PrognosisPopulationRow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const guint n = choices->dataset != NULL ? (guint) gtk_bitset_get_size (choices->regions) : 0;
  double persons = 0;
  g_autofree char *number = NULL, *text = NULL;
  GtkBitsetIter iter;
  guint region;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    persons += prognosis_dataset_get_region (choices->dataset, region)->population;
  if (isnan (persons))
    text = g_strdup (_ ("Not known"));
  else if (prognosis_dataset_get_n_regions (choices->dataset) == 1)
    text = prognosis_words_for_number (persons);
  else
    {
      number = prognosis_words_for_number (persons);
      if (n > 1)
        /* Translators: a number of people. */
        text = g_strdup_printf (g_dngettext (NULL, "%s in %u region", "%s in %u regions", n), number, n);
      else
        /* Translators: a number of people, and the name of a region. */
        text
            = g_strdup_printf (_ ("%s in %s"), number,
                               prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

GtkWidget *
prognosis_population_row_new (PrognosisSession *session)
{
  PrognosisPopulationRow *self = g_object_new (PROGNOSIS_TYPE_POPULATION_ROW, NULL);

  self->session = session;
  prognosis_population_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_population_row_class_init (PrognosisPopulationRowClass *klass)
{
}

static void
prognosis_population_row_init (PrognosisPopulationRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Population"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Population"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Set the population"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.population");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("document-edit-symbolic"));
}
