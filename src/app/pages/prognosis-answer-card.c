/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-answer-card.h"
#include "prognosis-role-colour.h"
#include "prognosis-style.h"
#include "prognosis-words-answer.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Smaller changes have no arrow up or down. */
#define LEAST_CHANGE 0.005

struct _PrognosisAnswerCard
{
  GtkBox parent_instance;

  gsize signal;
  PrognosisColour colour;

  GtkDrawingArea *stripe;
  GtkLabel *title;
  GtkLabel *median;
  GtkLabel *interval;
  GtkImage *arrow;
  GtkLabel *change;
  GtkLabel *chance;
  GtkLabel *passage;
  GtkLabel *passage_day;
  GtkMenuButton *threshold;
  GtkPopover *popover;
  GtkLabel *unit;
  GtkEntry *entry;
};

G_DEFINE_TYPE (PrognosisAnswerCard, prognosis_answer_card, GTK_TYPE_BOX)

static guint threshold_signal;

static void
draw_stripe_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisAnswerCard *self = user_data;
  const PrognosisRgba *colour = &prognosis_style_get_theme ()->colours[self->colour];

  cairo_set_source_rgb (cr, colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0);
  cairo_paint (cr);
}

static void
set_cb (PrognosisAnswerCard *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  double value = NAN;
  const gboolean is_empty = *text == '\0';

  if (!is_empty && (!prognosis_words_parse_number (text, &value) || value < 0.0))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, threshold_signal, 0, is_empty ? NAN : value);
}

static void
remove_cb (PrognosisAnswerCard *self)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, threshold_signal, 0, NAN);
}

static void
changed_cb (PrognosisAnswerCard *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static const char *
find_arrow (const PrognosisAnswer *answer)
{
  if (isnan (answer->change))
    return NULL;
  if (fabs (answer->change) < LEAST_CHANGE)
    return "go-next-symbolic";
  return answer->change > 0.0 ? "go-up-symbolic" : "go-down-symbolic";
}

static const char *
get_threshold_name (PrognosisDataset *dataset, const PrognosisAnswer *answer)
{
  if (answer->is_peak)
    return _ ("Threshold");
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY: return _ ("Threshold, new per month");
    case PROGNOSIS_FREQUENCY_WEEKLY: return _ ("Threshold, new per week");
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return _ ("Threshold, new per day (7-day mean)");
    }
}

static void
say (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_threshold (PrognosisAnswerCard *self, PrognosisForecast *forecast, const PrognosisAnswer *answer)
{
  g_autofree char *passage = prognosis_words_for_answer_passage (prognosis_forecast_get_dataset (forecast), answer);
  g_autofree char *day = prognosis_words_for_answer_passage_day (forecast, answer);
  g_autofree char *number = isnan (answer->threshold) ? g_strdup ("") : prognosis_words_for_entry (answer->threshold);
  const char *name = get_threshold_name (prognosis_forecast_get_dataset (forecast), answer);

  say (self->passage, passage);
  say (self->passage_day, day);
  gtk_label_set_label (self->unit, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (!gtk_widget_is_visible (GTK_WIDGET (self->popover)))
    prognosis_style_fill (GTK_EDITABLE (self->entry), number);
}

void
prognosis_answer_card_show (PrognosisAnswerCard *self, PrognosisForecast *forecast, gsize signal, const PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autofree char *title = prognosis_words_for_answer_title (dataset, signal, answer);
  g_autofree char *median = prognosis_words_for_answer_median (dataset, signal, answer);
  g_autofree char *interval = prognosis_words_for_answer_interval (dataset, signal, answer);
  g_autofree char *change = prognosis_words_for_answer_ratio (answer);
  g_autofree char *chance = prognosis_words_for_answer_chance (answer);
  g_autofree char *than = prognosis_words_for_answer_change (answer);
  g_autofree char *all = prognosis_words_for_answer (forecast, signal, answer);
  const char *arrow = find_arrow (answer);

  self->signal = signal;
  self->colour = prognosis_colour_of_signal (prognosis_dataset_get_signal (dataset, signal));
  gtk_widget_queue_draw (GTK_WIDGET (self->stripe));
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->median, median);
  gtk_label_set_label (self->interval, interval);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), arrow != NULL);
  gtk_image_set_from_icon_name (self->arrow, arrow);
  say (self->change, change);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->change), than);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chance), than);
  say (self->chance, chance);
  show_threshold (self, forecast, answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

gsize
prognosis_answer_card_get_signal (PrognosisAnswerCard *self)
{
  return self->signal;
}

GtkWidget *
prognosis_answer_card_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_ANSWER_CARD, NULL);
}

static void
prognosis_answer_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_ANSWER_CARD);
  G_OBJECT_CLASS (prognosis_answer_card_parent_class)->dispose (object);
}

static void
prognosis_answer_card_class_init (PrognosisAnswerCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_answer_card_dispose;
  threshold_signal = g_signal_new ("threshold", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_DOUBLE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-answer-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, stripe);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, title);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, median);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, interval);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, arrow);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, change);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, chance);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, threshold);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, passage);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, passage_day);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, popover);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, unit);
  gtk_widget_class_bind_template_child (widget_class, PrognosisAnswerCard, entry);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
prognosis_answer_card_init (PrognosisAnswerCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->stripe, draw_stripe_cb, self, NULL);
  prognosis_style_follow (GTK_WIDGET (self->stripe));
  prognosis_style_keep_number (GTK_EDITABLE (self->entry));
}
