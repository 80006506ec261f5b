/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-estimates.h"
#include "prognosis-figure-page.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

/* How well the model explains the data: residuals or training, and below them the estimates. */
#define PROGNOSIS_TYPE_FIT_PAGE (prognosis_fit_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisFitPage, prognosis_fit_page, PROGNOSIS, FIT_PAGE, PrognosisFigurePage)

struct _PrognosisFitPage
{
  PrognosisFigurePage parent_instance;

  GtkWidget *estimates;
};

G_DEFINE_TYPE (PrognosisFitPage, prognosis_fit_page, PROGNOSIS_TYPE_FIGURE_PAGE)

static PrognosisFigure *
make (PrognosisSession *session, gsize region)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
  PrognosisFigure *figure = NULL;

  if (fit != NULL)
    return prognosis_residuals_new_figure (fit, region);
  if (forecast != NULL)
    figure = prognosis_training_new_figure (forecast);
  if (figure == NULL && prognosis_comparison_get_backtest (prognosis_session_get_check (session)) != NULL)
    figure = prognosis_errors_new_figure (prognosis_comparison_get_backtest (prognosis_session_get_check (session)), region);
  return figure;
}

static char *
describe (PrognosisSession *session, gsize region)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
  char *text = NULL;

  if (fit != NULL)
    return prognosis_words_for_search (fit, region);
  if (forecast != NULL)
    text = prognosis_words_for_training (forecast);
  if (text == NULL)
    text = g_strdup (_ ("This model does not fit a single curve to the data. The chart shows the errors of its forecasts from past "
                        "origins, each made from data up to that origin."));
  return text;
}

static const char *
get_placeholder (PrognosisSession *session)
{
  if (prognosis_comparison_is_running (prognosis_session_get_check (session)))
    return _ ("The model is being tested at past origins of these data. Its errors will appear here.");
  return _ ("The chosen model does not fit a single curve, and has not been tested at past origins here. Choose another model to "
            "see how well it fits, or compare models.");
}

static void
prognosis_fit_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_PAGE_CLASS (prognosis_fit_page_parent_class)->follow (page, session);
  g_object_set (PROGNOSIS_FIT_PAGE (page)->estimates, "session", session, NULL);
}

static void
prognosis_fit_page_class_init (PrognosisFitPageClass *klass)
{
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);
  PrognosisFigurePageClass *figure_class = PROGNOSIS_FIGURE_PAGE_CLASS (klass);

  page_class->id = "fit";
  page_class->title = N_ ("Fit");
  page_class->icon_name = "emblem-ok-symbolic";
  figure_class->chart_title = N_ ("Residuals");
  figure_class->about
      = N_ ("What the model leaves unexplained, and how the fit progressed. A pattern in the residuals is a warning sign.");
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_fit_page_follow;
}

static void
prognosis_fit_page_init (PrognosisFitPage *self)
{
  self->estimates = g_object_new (PROGNOSIS_TYPE_ESTIMATES, NULL);
  gtk_box_append (GTK_BOX (self), self->estimates);
}
