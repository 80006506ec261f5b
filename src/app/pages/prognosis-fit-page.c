/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-diagram.h"
#include "prognosis-estimates.h"
#include "prognosis-figure-page.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LEAST_CHART_HEIGHT 280 /* [px] */

/* What the model is and how well it explains the data: diagram and equations, compartments and residuals or training, and below
   them the estimates. */
#define PROGNOSIS_TYPE_FIT_PAGE (prognosis_fit_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisFitPage, prognosis_fit_page, PROGNOSIS, FIT_PAGE, PrognosisFigurePage)

struct _PrognosisFitPage
{
  PrognosisFigurePage parent_instance;

  GtkWidget *estimates;
  GtkDrawingArea *diagram;
  GtkLabel *equations;
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

/* --- the model itself ------------------------------------------------------------ */

/* Of the forecast that is shown, or NULL. */
static const PrognosisForecaster *
get_forecaster (PrognosisFitPage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (prognosis_page_get_session (PROGNOSIS_PAGE (self)));

  return forecast != NULL ? prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast)) : NULL;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const PrognosisForecaster *forecaster = get_forecaster (user_data);

  if (forecaster != NULL && forecaster->model != NULL
      && !prognosis_diagram_draw (forecaster->model, cr, width, height, prognosis_style_get_text_size (GTK_WIDGET (area)),
                                  prognosis_style_get_theme ()))
    g_warning ("the diagram of %s cannot be drawn", forecaster->id);
}

/* "S to E: β I; E to I: σ". (transfer full) */
static char *
describe_flows (const PrognosisModel *model)
{
  g_autoptr (GArray) flows = prognosis_flow_list (model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < flows->len; i++)
    {
      const PrognosisFlow *flow = &g_array_index (flows, PrognosisFlow, i);

      g_string_append (text, i > 0 ? "; " : "");
      /* Translators: a flow between two compartments, and its rate. */
      g_string_append_printf (text, _ ("%s to %s: %s"), _ (model->states[flow->from].title), _ (model->states[flow->to].title),
                              flow->rate);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
prognosis_fit_page_update (PrognosisPage *page)
{
  PrognosisFitPage *self = PROGNOSIS_FIT_PAGE (page);
  const PrognosisForecaster *forecaster;
  const PrognosisModel *model;

  PROGNOSIS_PAGE_CLASS (prognosis_fit_page_parent_class)->update (page);
  forecaster = get_forecaster (self);
  model = forecaster != NULL ? forecaster->model : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->diagram), model != NULL);
  if (model != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (model->equations, "\n", -1);
      g_autofree char *equations = g_strjoinv ("     ", lines);
      g_autofree char *flows = describe_flows (model);

      gtk_drawing_area_set_content_height (
          self->diagram, prognosis_diagram_get_height (model, prognosis_style_get_text_size (GTK_WIDGET (self->diagram))));
      gtk_widget_queue_draw (GTK_WIDGET (self->diagram));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, flows, -1);
      prognosis_style_say (self->equations, equations);
    }
  else
    prognosis_style_say (self->equations, forecaster != NULL ? _ (forecaster->description) : "");
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
  page_class->title = N_ ("Model");
  page_class->icon_name = "network-workgroup-symbolic";
  figure_class->chart_title = N_ ("The model and its fit");
  figure_class->about
      = N_ ("What the model assumes, and what it leaves unexplained. A pattern in what is unexplained is a warning sign.");
  figure_class->terms = "compartment residual loss overdispersion interval";
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_fit_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_fit_page_update;
}

/* Moves all that the page shows into a box that scrolls: on a small window, chart and table need more room than there is. */
static void
make_scrollable (PrognosisFitPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    {
      g_object_ref (child);
      gtk_box_remove (GTK_BOX (self), child);
      gtk_box_append (GTK_BOX (box), child);
      if (GTK_IS_STACK (child))
        gtk_widget_set_size_request (child, -1, LEAST_CHART_HEIGHT);
      g_object_unref (child);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}

static void
prognosis_fit_page_init (PrognosisFitPage *self)
{
  self->estimates = g_object_new (PROGNOSIS_TYPE_ESTIMATES, NULL);
  gtk_box_append (GTK_BOX (self), self->estimates);

  self->equations = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->equations, TRUE);
  gtk_label_set_selectable (self->equations, TRUE);
  gtk_label_set_xalign (self->equations, 0);
  gtk_widget_set_margin_start (GTK_WIDGET (self->equations), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->equations), 12);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), GTK_WIDGET (self->equations));
  self->diagram = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Diagram of the model"), -1);
  gtk_drawing_area_set_draw_func (self->diagram, draw_cb, self, NULL);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), GTK_WIDGET (self->diagram));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self->diagram,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->equations), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->diagram), FALSE);
  make_scrollable (self);
}
