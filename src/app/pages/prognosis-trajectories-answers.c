/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"
#include "prognosis-answer-card.h"
#include "prognosis-glossary.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-words-answer.h"

#include <glib/gi18n.h>

/* The choices of prognosis_answer_find_period(). */
static const int all_days[PROGNOSIS_ANSWER_N_PERIODS] = { 7, 14, 28 };

static void
threshold_cb (PrognosisAnswerCard *card, double value, PrognosisTrajectoriesPage *self)
{
  prognosis_session_set_threshold (self->session, prognosis_answer_card_get_signal (card), value);
}

static void
within_cb (PrognosisTrajectoriesPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->within);

  if (!self->is_syncing && selected < G_N_ELEMENTS (all_days))
    prognosis_session_set_within (self->session, all_days[selected]);
}

static void
copy_cb (PrognosisTrajectoriesPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (self->bulletin));
  gtk_popover_popdown (self->bulletin_popover);
  prognosis_session_say (self->session, _ ("Sentence copied"));
}

/* The periods in the unit of the data: 7 days, or 1 week. */
static void
show_periods (PrognosisTrajectoriesPage *self, PrognosisDataset *dataset, int within)
{
  GListModel *model = gtk_drop_down_get_model (self->within);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;
  gboolean same = model != NULL && g_list_model_get_n_items (model) == G_N_ELEMENTS (all_days);

  for (guint i = 0; i < G_N_ELEMENTS (all_days); i++)
    {
      g_autofree char *name = prognosis_words_for_next_title (dataset, prognosis_answer_find_period (dataset, all_days[i]));

      gtk_string_list_append (names, name);
      if (all_days[i] == within)
        chosen = i;
      same = same && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name);
    }
  self->is_syncing = TRUE;
  if (!same)
    gtk_drop_down_set_model (self->within, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->within, chosen);
  self->is_syncing = FALSE;
}

/* The card at @place, made if there are too few. */
static PrognosisAnswerCard *
get_card (PrognosisTrajectoriesPage *self, GtkWidget *before)
{
  GtkWidget *card = before != NULL ? gtk_widget_get_next_sibling (before) : gtk_widget_get_first_child (GTK_WIDGET (self->answers));

  if (card != NULL)
    return PROGNOSIS_ANSWER_CARD (card);
  card = prognosis_answer_card_new ();
  g_signal_connect_object (card, "threshold", G_CALLBACK (threshold_cb), self, 0);
  gtk_box_append (self->answers, card);
  return PROGNOSIS_ANSWER_CARD (card);
}

/* Returns the number of cards. */
static guint
show_cards (PrognosisTrajectoriesPage *self, PrognosisForecast *forecast)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GtkWidget *last = NULL;
  guint n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisAnswer answer;

      if (!prognosis_choices_read_answer (choices, forecast, s, &answer))
        continue;
      last = GTK_WIDGET (get_card (self, last));
      prognosis_answer_card_show (PROGNOSIS_ANSWER_CARD (last), forecast, s, &answer);
      n++;
    }
  while (n > 0 && gtk_widget_get_next_sibling (last) != NULL)
    gtk_box_remove (self->answers, gtk_widget_get_next_sibling (last));
  return n;
}

void
prognosis_trajectories_page_show_answers (PrognosisTrajectoriesPage *self)
{
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree char *bulletin = NULL;
  const gboolean any = forecast != NULL && show_cards (self, forecast) > 0;

  prognosis_beds_card_show (self->beds, self->session, forecast);
  gtk_widget_set_visible (GTK_WIDGET (self->answers_scrolled), any);
  gtk_widget_set_visible (GTK_WIDGET (self->within), any);
  gtk_widget_set_visible (GTK_WIDGET (self->bulletin_button), any);
  if (!any)
    return;
  show_periods (self, prognosis_forecast_get_dataset (forecast), choices->within);
  bulletin = prognosis_words_for_bulletin (choices, forecast);
  gtk_label_set_label (self->bulletin, bulletin);
  /* Until the new forecast is there, the numbers are those of the one before. */
  gtk_widget_set_opacity (GTK_WIDGET (self->answers), prognosis_trajectories_page_is_waiting (self) ? 0.45 : 1.0);
}

char *
prognosis_trajectories_page_dup_answer (PrognosisChartPage *page)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (page);
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);

  if (forecast == NULL || prognosis_session_is_stale (self->session))
    return NULL;
  return prognosis_words_for_answers (prognosis_session_get_choices (self->session), forecast);
}

void
prognosis_trajectories_page_connect_answers (PrognosisTrajectoriesPage *self)
{
  GtkWidget *terms = prognosis_glossary_new_button ("interval median origin horizon persistence");

  g_signal_connect_object (self->within, "notify::selected", G_CALLBACK (within_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bulletin_copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  prognosis_style_name_strings (GTK_WIDGET (self->within), _ ("Period of the numbers above the chart"));
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->bulletin_button))), terms,
                              GTK_WIDGET (self->bulletin_button));
  g_object_bind_property (self->bulletin_button, "visible", terms, "visible", G_BINDING_SYNC_CREATE);
}
