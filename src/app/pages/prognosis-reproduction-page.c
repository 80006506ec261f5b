/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-figure-page.h"
#include "prognosis-renewal.h"
#include "prognosis-style.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>

/* The reproduction number over time: of the model if there is one with equations, else from the growth of the counts. */
#define PROGNOSIS_TYPE_REPRODUCTION_PAGE (prognosis_reproduction_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReproductionPage, prognosis_reproduction_page, PROGNOSIS, REPRODUCTION_PAGE, PrognosisFigurePage)

struct _PrognosisReproductionPage
{
  PrognosisFigurePage parent_instance;

  GtkWidget *generation;
  GtkSpinButton *generation_days;
};

G_DEFINE_TYPE (PrognosisReproductionPage, prognosis_reproduction_page, PROGNOSIS_TYPE_FIGURE_PAGE)

static double
get_generation_days (PrognosisSession *session)
{
  return prognosis_session_get_choices (session)->options->generation_days;
}

static PrognosisFigure *
make (PrognosisSession *session, gsize region)
{
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (session));
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  const gsize horizon = forecast != NULL ? prognosis_forecast_get_horizon (forecast) : 0;

  if (fit != NULL)
    return prognosis_reproduction_new_figure (fit, region, prognosis_live_get_moved_values (prognosis_session_get_live (session)),
                                              horizon);
  return forecast != NULL ? prognosis_renewal_new_figure (forecast, region, get_generation_days (session)) : NULL;
}

static char *
describe (PrognosisSession *session, gsize region)
{
  g_autofree char *days = NULL;

  if (prognosis_live_get_fit (prognosis_session_get_live (session)) != NULL)
    return NULL;
  days = prognosis_words_for_number (get_generation_days (session));
  /* Translators: %s is a number of days. */
  return g_strdup_printf (_ ("The number is derived from weekly growth, assuming a mean generation time of %s days."), days);
}

static const char *
get_placeholder (PrognosisSession *session)
{
  return _ ("It is estimated from new or cumulative counts, which these data do not include. Compartment models can estimate it "
            "from other counts, too.");
}

/* The generation time matters only where the description names it. */
static void
prognosis_reproduction_page_update (PrognosisPage *page)
{
  PrognosisReproductionPage *self = PROGNOSIS_REPRODUCTION_PAGE (page);
  PrognosisSession *session = prognosis_page_get_session (page);

  PROGNOSIS_PAGE_CLASS (prognosis_reproduction_page_parent_class)->update (page);
  gtk_widget_set_visible (self->generation, *prognosis_figure_page_get_said (PROGNOSIS_FIGURE_PAGE (self)) != '\0');
  if (prognosis_session_get_dataset (session) != NULL)
    gtk_spin_button_set_value (self->generation_days, get_generation_days (session));
}

static void
generation_cb (PrognosisReproductionPage *self)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  const double days = gtk_spin_button_get_value (self->generation_days);

  if (session != NULL && days != get_generation_days (session))
    prognosis_session_set_setting (session, "generation", days);
}

static void
prognosis_reproduction_page_class_init (PrognosisReproductionPageClass *klass)
{
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);
  PrognosisFigurePageClass *figure_class = PROGNOSIS_FIGURE_PAGE_CLASS (klass);

  page_class->id = "reproduction";
  page_class->title = N_ ("Reproduction");
  page_class->icon_name = "media-playlist-repeat-symbolic";
  figure_class->chart_title = N_ ("Reproduction number");
  figure_class->about = N_ ("The number of people that each infected person infects, over time. Below one, the epidemic shrinks.");
  figure_class->terms = "r r0 transmission-rate generation-time interval";
  figure_class->follows_sliders = TRUE;
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_reproduction_page_update;
}

static void
prognosis_reproduction_page_init (PrognosisReproductionPage *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Generation time (days)"));
  GtkWidget *days = gtk_spin_button_new_with_range (0.5, 60, 0.5);

  self->generation_days = GTK_SPIN_BUTTON (days);
  self->generation = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_visible (self->generation, FALSE);
  gtk_widget_set_margin_start (self->generation, 12);
  gtk_widget_set_margin_end (self->generation, 12);
  gtk_widget_set_margin_top (self->generation, 4);
  gtk_box_append (GTK_BOX (self->generation), label);
  gtk_box_append (GTK_BOX (self->generation), days);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), self->generation);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), days);
  gtk_spin_button_set_digits (self->generation_days, 1);
  gtk_spin_button_set_value (self->generation_days, 5.5);
  gtk_widget_set_tooltip_text (
      days, _ ("Mean time between a person’s infection and the infections they cause: about 3 days for influenza, 5.5 for "
               "COVID-19, 12 for measles"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (days), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Generation time (days)"), -1);
  prognosis_style_pass_scrolling (days);
  g_signal_connect_object (days, "value-changed", G_CALLBACK (generation_cb), self, G_CONNECT_SWAPPED);
}
