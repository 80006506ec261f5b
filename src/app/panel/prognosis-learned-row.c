/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-learned-row.h"
#include "prognosis-style.h"
#include "prognosis-wrap-row.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>

struct _PrognosisLearnedRow
{
  AdwPreferencesRow parent_instance;

  PrognosisSession *session;
  gboolean is_syncing;
  GtkDropDown *list;
};

G_DEFINE_TYPE (PrognosisLearnedRow, prognosis_learned_row, ADW_TYPE_PREFERENCES_ROW)

/* A network of one layer is the linear map. */
enum
{
  LINEAR,
  NETWORK,
};

gboolean
prognosis_learned_row_applies (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (choices->forecaster);

  return forecaster != NULL && choices->dataset != NULL && forecaster->has_dynamics
         && (prognosis_forecaster_get_reads (forecaster, choices->dataset, choices->options) & PROGNOSIS_READS_LAYERS);
}

void
prognosis_learned_row_update (PrognosisLearnedRow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self), prognosis_learned_row_applies (self->session));
  self->is_syncing = TRUE;
  gtk_drop_down_set_selected (self->list, choices->options->layers > 1 ? NETWORK : LINEAR);
  self->is_syncing = FALSE;
}

static void
selected_cb (PrognosisLearnedRow *self)
{
  if (!self->is_syncing)
    prognosis_session_set_setting (self->session, "layers", gtk_drop_down_get_selected (self->list) == NETWORK ? 2 : 1);
}

GtkWidget *
prognosis_learned_row_new (PrognosisSession *session)
{
  PrognosisLearnedRow *self = g_object_new (PROGNOSIS_TYPE_LEARNED_ROW, NULL);

  self->session = session;
  prognosis_learned_row_update (self);
  return GTK_WIDGET (self);
}

static void
prognosis_learned_row_class_init (PrognosisLearnedRowClass *klass)
{
}

static void
prognosis_learned_row_init (PrognosisLearnedRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *list;

  gtk_string_list_append (names, _ ("Linear"));
  gtk_string_list_append (names, _ ("Linear and a network"));
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  self->list = GTK_DROP_DOWN (list);
  prognosis_style_name_strings (list, _ ("Learned over all regions"));
  prognosis_style_pass_scrolling (list);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("How growth and trend follow from what is known on a day. A network is used "
                                                     "only where it forecasts held-out days better."));
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  prognosis_wrap_row_fill_row (ADW_PREFERENCES_ROW (self), _ ("Learned over all regions"), NULL, list, NULL);
}
