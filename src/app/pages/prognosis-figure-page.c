/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-figure-page.h"
#include "prognosis-style.h"
#include "prognosis-renewal.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

struct _PrognosisFigurePage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* lent */
  const PrognosisFigurePageKind *kind;

  GtkLabel *about;
  GtkLabel *said;
  GtkLabel *region;
  GtkBox *generation;
  GtkSpinButton *generation_days;
  GtkStack *stack;
  GtkLabel *without;
  PrognosisChart *chart;
};

G_DEFINE_TYPE (PrognosisFigurePage, prognosis_figure_page, PROGNOSIS_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gsize
get_horizon (PrognosisSession *session)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);

  return forecast != NULL ? prognosis_forecast_get_horizon (forecast) : 0;
}

static double
get_generation_days (PrognosisSession *session)
{
  return prognosis_session_get_choices (session)->options->generation_days;
}

static PrognosisFigure *
make_reproduction (PrognosisSession *session, gsize region)
{
  PrognosisFit *fit = prognosis_session_get_fit (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);

  if (fit != NULL)
    return prognosis_reproduction_new_figure (fit, region, prognosis_session_get_moved_values (session), get_horizon (session));
  return forecast != NULL ? prognosis_renewal_new_figure (forecast, region, get_generation_days (session)) : NULL;
}

static gboolean
needs_generation (PrognosisSession *session)
{
  return prognosis_session_get_fit (session) == NULL && prognosis_session_get_forecast (session) != NULL;
}

static char *
say_generation (PrognosisSession *session, gsize region)
{
  g_autofree char *days = NULL;

  if (!needs_generation (session))
    return NULL;
  days = prognosis_words_for_number (get_generation_days (session));
  /* Translators: %s is a number of days. */
  return g_strdup_printf (_ ("The number follows from how the week’s counts grow, if one infects the next after %s days on "
                             "average."),
                          days);
}

static PrognosisFigure *
make_residuals (PrognosisSession *session, gsize region)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;

  PrognosisFigure *figure = NULL;

  if (fit != NULL)
    return prognosis_residuals_new_figure (fit, region);
  if (forecast != NULL)
    figure = prognosis_training_new_figure (forecast);
  if (figure == NULL && prognosis_session_get_check (session) != NULL)
    figure = prognosis_errors_new_figure (prognosis_session_get_check (session), region);
  return figure;
}

static char *
say_stop (PrognosisSession *session, gsize region)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;

  char *text = NULL;

  if (fit != NULL)
    return prognosis_words_for_search (fit, region);
  if (forecast != NULL)
    text = prognosis_words_for_training (forecast);
  if (text == NULL)
    text = g_strdup (
        _ ("This model has no curve that is fitted as a whole. What is shown are its errors where it forecast from past days, with "
           "the data up to each of them."));
  return text;
}

static const PrognosisFigurePageKind kinds[] = {
  { "reproduction", N_ ("Reproduction number"),
    N_ ("How many persons one infected person infects, over time: below one the epidemic shrinks."),
    N_ ("It is found from new or cumulative counts, and these data have none. Compartment models find it from others, too."), TRUE,
    make_reproduction, say_generation },
  { "fit", N_ ("Residuals"), N_ ("What the model does not explain, and how the fit went on: a pattern in it is a warning."),
    N_ ("The chosen model has no curve that is fitted as a whole, and was not tried on past days here. Choose another one to see "
        "how it "
        "fits, or compare models."),
    FALSE, make_residuals, say_stop },
};

PrognosisChart *
prognosis_figure_page_get_chart (PrognosisFigurePage *self)
{
  return self->chart;
}

const char *
prognosis_figure_page_get_said (PrognosisFigurePage *self)
{
  return gtk_label_get_label (self->said);
}

PrognosisFigure *
prognosis_figure_page_new_figure (PrognosisFigurePage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  if (choices->dataset == NULL)
    return NULL;
  return self->kind->make (self->session, prognosis_choices_get_first_region (choices));
}

static void
show_said (PrognosisFigurePage *self, gboolean has_figure)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree char *text = NULL;

  if (has_figure && self->kind->say != NULL)
    text = self->kind->say (self->session, prognosis_choices_get_first_region (choices));
  gtk_label_set_label (self->said, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->generation), text != NULL && self->kind->say == say_generation);
  if (choices->dataset != NULL)
    gtk_spin_button_set_value (self->generation_days, choices->options->generation_days);
}

static void
prognosis_figure_page_update (PrognosisPage *page)
{
  PrognosisFigurePage *self = PROGNOSIS_FIGURE_PAGE (page);
  g_autoptr (PrognosisFigure) figure = prognosis_figure_page_new_figure (self);

  if (figure != NULL)
    prognosis_chart_set_figure (self->chart, figure);
  gtk_label_set_label (self->without,
                       !self->kind->follows_sliders && prognosis_session_is_checking (self->session)
                           ? _ ("The model is being tried on past days of these data. Its errors there will be shown here.")
                           : _ (self->kind->without));
  gtk_stack_set_visible_child_name (self->stack, figure != NULL ? "chart" : "without");
  show_said (self, figure != NULL);
  prognosis_page_say_region (PROGNOSIS_PAGE (self), self->region, figure != NULL);
}

static void
generation_cb (PrognosisFigurePage *self)
{
  const double days = gtk_spin_button_get_value (self->generation_days);

  if (self->session != NULL && days != get_generation_days (self->session))
    prognosis_session_set_setting (self->session, "generation", days);
}

static void
live_cb (PrognosisFigurePage *self)
{
  if (self->kind->follows_sliders)
    prognosis_page_update (PROGNOSIS_PAGE (self));
}

static void
set_kind (PrognosisFigurePage *self, const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      self->kind = &kinds[i];
  g_assert (self->kind != NULL);
  gtk_label_set_label (self->about, _ (self->kind->about));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->kind->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (self->kind->about), -1);
}

static void
prognosis_figure_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_KIND);
  set_kind (PROGNOSIS_FIGURE_PAGE (object), g_value_get_string (value));
}

static void
prognosis_figure_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_FIGURE_PAGE (page)->session = session;
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "live-changed", G_CALLBACK (live_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "check-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
}

static void
prognosis_figure_page_class_init (PrognosisFigurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = prognosis_figure_page_set_property;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_figure_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_figure_page_update;
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-figure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, about);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, said);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, region);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, generation);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, generation_days);
  gtk_widget_class_bind_template_callback (widget_class, generation_cb);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, without);
  gtk_widget_class_bind_template_child (widget_class, PrognosisFigurePage, chart);
}

static void
prognosis_figure_page_init (PrognosisFigurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_style_pass_scrolling (GTK_WIDGET (self->generation_days));
}
