/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-figure-page.h"
#include "prognosis-glossary.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkBox *head;
  GtkLabel *about;
  GtkLabel *said;
  GtkLabel *region;
  GtkStack *stack;
  GtkLabel *placeholder;
  PrognosisChart *chart;
} PrognosisFigurePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PrognosisFigurePage, prognosis_figure_page, PROGNOSIS_TYPE_CHART_PAGE)

const char *
prognosis_figure_page_get_said (PrognosisFigurePage *self)
{
  PrognosisFigurePagePrivate *priv = prognosis_figure_page_get_instance_private (self);

  return gtk_label_get_label (priv->said);
}

void
prognosis_figure_page_add_control (PrognosisFigurePage *self, GtkWidget *widget)
{
  PrognosisFigurePagePrivate *priv = prognosis_figure_page_get_instance_private (self);

  gtk_box_insert_child_after (GTK_BOX (self), widget, GTK_WIDGET (priv->region));
}

static PrognosisFigure *
prognosis_figure_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (page));
  const PrognosisChoices *choices = prognosis_session_get_choices (session);

  if (choices->dataset == NULL)
    return NULL;
  return PROGNOSIS_FIGURE_PAGE_GET_CLASS (page)->make (session, prognosis_choices_get_first_region (choices));
}

static void
show_said (PrognosisFigurePage *self, gboolean has_figure)
{
  PrognosisFigurePagePrivate *priv = prognosis_figure_page_get_instance_private (self);
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  const gsize region = has_figure ? prognosis_choices_get_first_region (prognosis_session_get_choices (session)) : 0;
  g_autofree char *text = has_figure ? PROGNOSIS_FIGURE_PAGE_GET_CLASS (self)->describe (session, region) : NULL;

  prognosis_style_say (priv->said, text != NULL ? text : "");
}

static void
prognosis_figure_page_update (PrognosisPage *page)
{
  PrognosisFigurePage *self = PROGNOSIS_FIGURE_PAGE (page);
  PrognosisFigurePagePrivate *priv = prognosis_figure_page_get_instance_private (self);
  g_autoptr (PrognosisFigure) figure = prognosis_figure_page_new_figure (PROGNOSIS_CHART_PAGE (self), 1);

  if (figure != NULL)
    prognosis_chart_set_figure (priv->chart, figure);
  gtk_label_set_label (priv->placeholder,
                       PROGNOSIS_FIGURE_PAGE_GET_CLASS (self)->get_placeholder (prognosis_page_get_session (page)));
  gtk_stack_set_visible_child_name (priv->stack, figure != NULL ? "chart" : "placeholder");
  show_said (self, figure != NULL);
  prognosis_page_say_region (page, priv->region, figure != NULL);
}

static void
live_cb (PrognosisFigurePage *self)
{
  if (PROGNOSIS_FIGURE_PAGE_GET_CLASS (self)->follows_sliders)
    prognosis_page_update (PROGNOSIS_PAGE (self));
}

static void
prognosis_figure_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_live (session), "changed", G_CALLBACK (live_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_check (session), "changed", G_CALLBACK (prognosis_page_update), page,
                           G_CONNECT_SWAPPED);
}

/* Once the class of the page is known. */
static void
prognosis_figure_page_constructed (GObject *object)
{
  PrognosisFigurePagePrivate *priv = prognosis_figure_page_get_instance_private (PROGNOSIS_FIGURE_PAGE (object));
  PrognosisFigurePageClass *klass = PROGNOSIS_FIGURE_PAGE_GET_CLASS (object);

  G_OBJECT_CLASS (prognosis_figure_page_parent_class)->constructed (object);
  gtk_label_set_label (priv->about, _ (klass->about));
  if (klass->terms != NULL)
    gtk_box_append (priv->head, prognosis_glossary_new_button (klass->terms));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (klass->chart_title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (klass->about), -1);
}

static void
prognosis_figure_page_class_init (PrognosisFigurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = prognosis_figure_page_constructed;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_figure_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_figure_page_update;
  PROGNOSIS_CHART_PAGE_CLASS (klass)->new_figure = prognosis_figure_page_new_figure;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-figure-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, head);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, about);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, said);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, region);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, placeholder);
  gtk_widget_class_bind_template_child_private (widget_class, PrognosisFigurePage, chart);
}

static void
prognosis_figure_page_init (PrognosisFigurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
