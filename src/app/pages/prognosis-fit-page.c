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
  GtkLabel *meanings;
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
  g_autofree char *learned = NULL, *training = NULL;

  if (fit != NULL)
    return prognosis_words_for_search (fit, region);
  if (forecast != NULL && prognosis_forecast_get_learning (forecast) != NULL)
    learned = prognosis_words_for_learning (forecast);
  if (forecast != NULL)
    training = prognosis_words_for_training (forecast);
  if (training == NULL)
    training
        = g_strdup (_ ("The chart shows the errors of its forecasts from past origins, each made from data up to that origin."));
  return g_strjoin (learned != NULL ? "\n" : "", learned != NULL ? learned : "", training, NULL);
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

/* What a diagram shows. */
typedef struct
{
  const char *boxes[PROGNOSIS_DIAGRAM_MAX_BOXES + 1];
  GArray *flows; /* of a compartment model, owned; or NULL */
  const PrognosisFlow *arrows;
  gsize n_arrows;
} Diagram;

/* Of the forecast that is shown, or NULL. */
static const PrognosisForecaster *
get_forecaster (PrognosisFitPage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (prognosis_page_get_session (PROGNOSIS_PAGE (self)));

  return forecast != NULL ? prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast)) : NULL;
}

static const PrognosisLearning *
get_learning (PrognosisFitPage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (prognosis_page_get_session (PROGNOSIS_PAGE (self)));

  return forecast != NULL ? prognosis_forecast_get_learning (forecast) : NULL;
}

static void
diagram_clear (Diagram *diagram)
{
  g_clear_pointer (&diagram->flows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Diagram, diagram_clear)

/* FALSE: there is none. */
static gboolean
find_diagram (PrognosisFitPage *self, Diagram *diagram)
{
  const PrognosisForecaster *forecaster = get_forecaster (self);
  const PrognosisModel *model = forecaster != NULL ? forecaster->model : NULL;
  const PrognosisLearning *learning = get_learning (self);

  if (model != NULL)
    {
      for (gsize s = 0; s < model->n_states; s++)
        diagram->boxes[s] = model->states[s].id;
      diagram->flows = prognosis_flow_list (model);
      diagram->arrows = (const PrognosisFlow *) (gconstpointer) diagram->flows->data;
      diagram->n_arrows = diagram->flows->len;
      return TRUE;
    }
  if (learning == NULL)
    return FALSE;
  for (gsize i = 0; i < PROGNOSIS_DIAGRAM_MAX_BOXES && learning->scheme->boxes[i] != NULL; i++)
    diagram->boxes[i] = learning->scheme->boxes[i];
  diagram->arrows = learning->scheme->arrows;
  diagram->n_arrows = learning->scheme->n_arrows;
  return TRUE;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  g_auto (Diagram) diagram = { 0 };

  if (find_diagram (user_data, &diagram)
      && !prognosis_diagram_draw (diagram.boxes, diagram.arrows, diagram.n_arrows, cr, width, height,
                                  prognosis_style_get_text_size (GTK_WIDGET (area)), prognosis_style_get_theme ()))
    g_warning ("the diagram of the model cannot be drawn");
}

/* "S to E: β I; E to I: σ". @model: whose states the boxes are, or NULL. (transfer full) */
static char *
describe_diagram (const Diagram *diagram, const PrognosisModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < diagram->n_arrows; i++)
    {
      const PrognosisFlow *flow = &diagram->arrows[i];

      g_string_append (text, i > 0 ? "; " : "");
      /* Translators: a flow between two compartments, and its rate. */
      g_string_append_printf (text, _ ("%s to %s: %s"),
                              model != NULL ? _ (model->states[flow->from].title) : diagram->boxes[flow->from],
                              model != NULL ? _ (model->states[flow->to].title) : diagram->boxes[flow->to], flow->rate);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
prognosis_fit_page_update (PrognosisPage *page)
{
  PrognosisFitPage *self = PROGNOSIS_FIT_PAGE (page);
  const PrognosisLearning *learning;
  const PrognosisForecaster *forecaster;
  const PrognosisModel *model;
  g_auto (Diagram) diagram = { 0 };
  g_autofree char *meanings = NULL, *equations = NULL;

  PROGNOSIS_PAGE_CLASS (prognosis_fit_page_parent_class)->update (page);
  forecaster = get_forecaster (self);
  model = forecaster != NULL ? forecaster->model : NULL;
  learning = get_learning (self);
  gtk_widget_set_visible (GTK_WIDGET (self->diagram), find_diagram (self, &diagram));
  if (diagram.n_arrows > 0)
    {
      /* No line breaks within an equation. */
      g_autoptr (GString) kept = g_string_new (model != NULL ? model->equations : learning->scheme->equations);
      g_autofree char *flows = describe_diagram (&diagram, model);

      g_string_replace (kept, " ", "\302\240", 0);
      g_string_replace (kept, "\n", "     ", 0);
      equations = g_string_free (g_steal_pointer (&kept), FALSE);
      gtk_drawing_area_set_content_height (
          self->diagram, prognosis_diagram_get_height (diagram.boxes, diagram.arrows, diagram.n_arrows,
                                                       prognosis_style_get_text_size (GTK_WIDGET (self->diagram))));
      gtk_widget_queue_draw (GTK_WIDGET (self->diagram));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, flows, -1);
    }
  if (learning != NULL)
    meanings = prognosis_words_for_scheme (learning);
  prognosis_style_say (self->equations, equations != NULL ? equations : forecaster != NULL ? _ (forecaster->description) : "");
  prognosis_style_say (self->meanings, meanings != NULL ? meanings : "");
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

static GtkLabel *
add_text (PrognosisFitPage *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_visible (label, FALSE);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), label);
  return GTK_LABEL (label);
}

static void
prognosis_fit_page_init (PrognosisFitPage *self)
{
  self->estimates = g_object_new (PROGNOSIS_TYPE_ESTIMATES, NULL);
  gtk_box_append (GTK_BOX (self), self->estimates);

  self->meanings = add_text (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->meanings), "caption");
  self->equations = add_text (self);
  self->diagram = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->diagram), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Diagram of the model"), -1);
  gtk_drawing_area_set_draw_func (self->diagram, draw_cb, self, NULL);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), GTK_WIDGET (self->diagram));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self->diagram,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->diagram), FALSE);
  make_scrollable (self);
}
