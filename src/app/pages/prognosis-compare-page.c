/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on which models are compared: check buttons for the models, the progress of the comparison, its verdict, table
   and chart. The comparison itself is the session's PrognosisComparison; the page starts and stops it and shows what it has
   found so far. The model in use is ticked, and unticked when another one is chosen, unless the user has ticked it. */

#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-compare-page.h"
#include "prognosis-compare-table.h"
#include "prognosis-diagnostics.h"
#include "prognosis-forecaster-item.h"
#include "prognosis-verdict.h"
#include "prognosis-style.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* [px] */
#define HEIGHT_OF_ONE 360
#define HEIGHT_OF_SEVERAL 560

struct _PrognosisComparePage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  PrognosisBacktest *shown;  /* a reference */
  GPtrArray *ticks;          /* of GtkCheckButton, borrowed */
  gboolean was_running;
  GHashTable *hidden;     /* ids of models without a line in the chart */
  const char *forecaster; /* the model in use; interned, or NULL */
  GtkCheckButton *in_use; /* ticked only because it is the model in use; borrowed, or NULL */

  GtkExpander *chooser;
  GtkGrid *choices;
  GtkWidget *run_box; /* visible if the action of its button is enabled, that is, if there are data */
  GtkButton *stop_button;
  GtkProgressBar *progress;
  GtkLabel *verdict;
  GtkStack *stack;
  GtkLabel *remarks;
  GtkWidget *population_button;
  GtkGrid *table;
  GtkLabel *regions;
  GtkWidget *origin_box;
  GtkDropDown *origins;
  PrognosisChart *chart;
};

G_DEFINE_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS_TYPE_CHART_PAGE)

static PrognosisFigure *
prognosis_compare_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autofree gboolean *is_hidden = NULL;
  gsize n;

  if (self->shown == NULL)
    return NULL;
  n = prognosis_backtest_get_n_models (self->shown);
  is_hidden = g_new (gboolean, n);
  for (gsize m = 0; m < n; m++)
    is_hidden[m] = g_hash_table_contains (self->hidden, prognosis_backtest_get_model (self->shown, m));
  return prognosis_comparison_new_figure (self->shown, choices->view, prognosis_choices_get_first_region (choices),
                                          (gssize) gtk_drop_down_get_selected (self->origins) - 1, is_hidden);
}

/* Compares the ticked models. */
static void
prognosis_compare_page_act (PrognosisChartPage *page)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < self->ticks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->ticks, i)))
      g_strv_builder_add (builder, gtk_widget_get_name (g_ptr_array_index (self->ticks, i)));
  ids = g_strv_builder_end (builder);
  prognosis_session_compare (self->session, (const char *const *) ids);
}

/* --- table and remarks ----------------------------------------------------------- */

static void show_chart (PrognosisComparePage *self);

static void
shown_cb (GtkCheckButton *tick, PrognosisComparePage *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (tick));

  if (gtk_check_button_get_active (tick))
    g_hash_table_remove (self->hidden, id);
  else
    g_hash_table_add (self->hidden, g_strdup (id));
  show_chart (self);
}

/* Lines that were hidden stay hidden in the next comparison. */
static void
show_table (PrognosisComparePage *self)
{
  prognosis_compare_table_show (self->table, self->shown);
  for (gsize i = 0; i < prognosis_backtest_get_n_models (self->shown); i++)
    {
      GtkCheckButton *tick = prognosis_compare_table_get_tick (self->table, (int) i + 1);

      gtk_check_button_set_active (tick, !g_hash_table_contains (self->hidden, gtk_widget_get_name (GTK_WIDGET (tick))));
      g_signal_connect (tick, "toggled", G_CALLBACK (shown_cb), self);
    }
}

/* Whether a model failed because it lacks the population, which the user can enter. */
static gboolean
wants_population (PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);

  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_backtest_get_model (backtest, m));
      g_autofree char *lack = forecaster != NULL ? prognosis_verdict_on_lack (dataset, forecaster) : NULL;

      if (lack != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
append_sentence (GString *text, char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
  g_free (sentence);
}

/* Which models failed or fell back, and the range of origins. */
static void
show_remarks (PrognosisComparePage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (prognosis_comparison_is_stale (prognosis_session_get_comparison (self->session),
                                     prognosis_session_get_choices (self->session)))
    append_sentence (text, g_strdup (_ ("Made before the latest changes.")));
  append_sentence (text, prognosis_verdict_on_stop (self->shown));
  for (gsize m = 0; m < prognosis_backtest_get_n_models (self->shown); m++)
    {
      append_sentence (text, prognosis_verdict_on_failure (self->shown, m));
      append_sentence (text, prognosis_verdict_on_stand_ins (self->shown, m));
    }
  append_sentence (text, prognosis_verdict_on_span (self->shown));
  prognosis_style_say (self->remarks, text->str);
  gtk_widget_set_visible (self->population_button, wants_population (self->shown));
}

/* --- the chart ---------------------------------------------------------------- */

static void
show_chart (PrognosisComparePage *self)
{
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autofree char *regions = NULL;

  regions = prognosis_verdict_on_regions (self->shown,
                                          prognosis_choices_get_first_region (prognosis_session_get_choices (self->session)));
  prognosis_style_say (self->regions, regions != NULL ? regions : "");
  figure = prognosis_compare_page_new_figure (PROGNOSIS_CHART_PAGE (self), 1);
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1,
                               prognosis_figure_get_n_panels (figure) > 1 ? HEIGHT_OF_SEVERAL : HEIGHT_OF_ONE);
  prognosis_chart_set_figure (self->chart, figure);
}

/* Other origins need other axes. */
static void
origin_cb (PrognosisComparePage *self)
{
  if (self->shown == NULL)
    return;
  prognosis_chart_set_figure (self->chart, NULL);
  show_chart (self);
}

/* Shows the last origin first: many lines from many origins are hard to tell apart. */
static void
show_origins (PrognosisComparePage *self)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (self->shown);
  const gsize n = prognosis_backtest_get_n_origins (self->shown);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("All origins"));
  for (gsize i = 0; i < n; i++)
    gtk_string_list_take (
        list, prognosis_words_for_day (
                  dataset, prognosis_dataset_get_day (dataset, (gssize) prognosis_backtest_get_origin (self->shown, i))));
  g_signal_handlers_block_by_func (self->origins, origin_cb, self);
  gtk_drop_down_set_model (self->origins, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->origins, (guint) n);
  g_signal_handlers_unblock_by_func (self->origins, origin_cb, self);
  gtk_widget_set_visible (self->origin_box, n > 1);
}

/* --- state of the session ------------------------------------------------------- */

static void
prognosis_compare_page_update (PrognosisPage *page)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);

  if (self->shown == NULL)
    return;
  show_remarks (self);
  show_chart (self);
}

static void
show_verdict (PrognosisComparePage *self)
{
  const char *problem = prognosis_comparison_get_problem (prognosis_session_get_comparison (self->session));
  g_autofree char *text = NULL;

  if (problem != NULL)
    text = g_strdup (problem);
  else if (self->shown != NULL)
    text = prognosis_verdict_on_model (self->shown, prognosis_backtest_get_ranking (self->shown)[0]);
  else
    text = g_strdup (
        _ ("Each chosen model forecasts from past origins, using only the data known then, and is verified against later "
           "observations. Ratios are errors relative to persistence: below one is better than extrapolating the last week."));
  gtk_label_set_label (self->verdict, text);
}

/* Shows which model is running, and the remaining time. */
static void
show_progress (PrognosisComparePage *self)
{
  PrognosisComparison *comparison = prognosis_session_get_comparison (self->session);
  PrognosisGauge *gauge = prognosis_comparison_get_gauge (comparison);
  const PrognosisForecaster *forecaster = gauge != NULL ? prognosis_gauge_get_forecaster (gauge) : NULL;
  const double left = gauge != NULL ? prognosis_gauge_get_seconds_left (gauge) : NAN;
  g_autofree char *text = NULL;

  if (prognosis_comparison_is_stopping (comparison))
    text = g_strdup (_ ("Stopping…"));
  else if (forecaster != NULL && isfinite (left))
    {
      g_autofree char *time = prognosis_words_for_seconds_left (left);

      /* Translators: the name of the model being tested, and "about 2 min left". */
      text = g_strdup_printf (_ ("%s: %s"), _ (forecaster->title), time);
    }
  else
    text = g_strdup (forecaster != NULL ? _ (forecaster->title) : "");
  gtk_progress_bar_set_fraction (self->progress, gauge != NULL ? prognosis_gauge_get_fraction (gauge) : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

/* Ticks the models of a comparison read from a session file, so that it can be repeated. */
static void
tick_shown (PrognosisComparePage *self)
{
  self->in_use = NULL;
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);
      gboolean is_in = FALSE;

      for (gsize m = 0; m < prognosis_backtest_get_n_models (self->shown); m++)
        is_in |= g_str_equal (prognosis_backtest_get_model (self->shown, m), gtk_widget_get_name (GTK_WIDGET (tick)));
      gtk_check_button_set_active (tick, is_in);
    }
}

static void
compare_cb (PrognosisComparePage *self)
{
  PrognosisComparison *comparison = prognosis_session_get_comparison (self->session);
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (comparison);
  gboolean is_running = prognosis_comparison_is_running (comparison);
  gboolean was_running = self->was_running;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), is_running && !prognosis_comparison_is_stopping (comparison));
  show_progress (self);
  self->was_running = is_running;
  if (backtest == self->shown && is_running)
    {
      if (!was_running)
        show_verdict (self);
      return;
    }
  if (backtest != self->shown)
    {
      g_clear_pointer (&self->shown, prognosis_backtest_unref);
      self->shown = backtest != NULL ? prognosis_backtest_ref (backtest) : NULL;
      if (backtest != NULL)
        {
          show_table (self);
          show_origins (self);
          /* Other origins need other axes. */
          prognosis_chart_set_figure (self->chart, NULL);
          prognosis_page_update (PROGNOSIS_PAGE (self));
          if (!was_running)
            tick_shown (self);
        }
      gtk_stack_set_visible_child_name (self->stack, backtest != NULL ? "result" : "none");
      /* Make room for the result. */
      gtk_expander_set_expanded (self->chooser, backtest == NULL);
    }
  show_verdict (self);
}

/* --- which models -------------------------------------------------------------- */

static void
ticks_cb (PrognosisComparePage *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (self->ticks, i));
  text = g_strdup_printf (_ ("Models to compare: %u"), n);
  gtk_expander_set_label (self->chooser, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_sensitive (self->run_box, n > 0);
  gtk_widget_set_tooltip_text (self->run_box, n > 0 ? NULL : _ ("Choose at least one model"));
}

/* A model that the user ticks stays ticked, whichever model is in use. */
static void
tick_cb (GtkCheckButton *tick, PrognosisComparePage *self)
{
  if (tick == self->in_use)
    self->in_use = NULL;
  ticks_cb (self);
}

/* Adds the name of a family, with its models beside it. */
static GtkFlowBox *
add_family (PrognosisComparePage *self, PrognosisFamily family, int row)
{
  GtkWidget *name = gtk_label_new (prognosis_family_get_title (family));
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_set_margin_top (name, 10);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 5);
  gtk_widget_set_hexpand (flow, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, prognosis_family_get_title (family), -1);
  gtk_grid_attach (self->choices, name, 0, row, 1, 1);
  gtk_grid_attach (self->choices, flow, 1, row, 1, 1);
  return GTK_FLOW_BOX (flow);
}

static void
add_choices (PrognosisComparePage *self)
{
  g_autoptr (GListModel) models = prognosis_forecaster_item_list ();
  guint n = g_list_model_get_n_items (models);
  GtkFlowBox *flow = NULL;
  int n_families = 0;

  /* The first one is the automatic choice among the others. */
  for (guint i = 1; i < n; i++)
    {
      g_autoptr (PrognosisForecasterItem) item = g_list_model_get_item (models, i);
      const PrognosisForecaster *forecaster = prognosis_forecaster_item_get (item);
      GtkWidget *tick = gtk_check_button_new_with_label (_ (forecaster->title));

      if (flow == NULL || prognosis_forecaster_item_is_first (item))
        flow = add_family (self, forecaster->family, n_families++);
      gtk_widget_set_name (tick, forecaster->id);
      gtk_widget_set_tooltip_text (tick, _ (forecaster->description));
      /* Initially, one model of each family. */
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), prognosis_forecaster_item_is_first (item) || forecaster->is_baseline);
      g_signal_connect_object (tick, "toggled", G_CALLBACK (tick_cb), self, 0);
      gtk_flow_box_insert (flow, tick, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (tick), FALSE);
      g_ptr_array_add (self->ticks, tick);
    }
  ticks_cb (self);
}

/* Ticks the model in use, and unticks the previous one. */
static void
result_cb (PrognosisComparePage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const char *id = forecast != NULL ? g_intern_string (prognosis_forecast_get_forecaster (forecast)) : NULL;
  GtkCheckButton *before;

  if (id == NULL || id == self->forecaster)
    return;
  self->forecaster = id;
  before = g_steal_pointer (&self->in_use);
  if (before != NULL)
    gtk_check_button_set_active (before, FALSE);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);

      if (!g_str_equal (gtk_widget_get_name (GTK_WIDGET (tick)), id) || gtk_check_button_get_active (tick))
        continue;
      gtk_check_button_set_active (tick, TRUE);
      self->in_use = tick;
    }
}

static void
prognosis_compare_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);

  self->session = session;
  g_signal_connect_object (prognosis_session_get_comparison (session), "changed", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (result_cb), self, G_CONNECT_SWAPPED);
  compare_cb (self);
}

static void
prognosis_compare_page_dispose (GObject *object)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (object);

  g_clear_pointer (&self->shown, prognosis_backtest_unref);
  G_OBJECT_CLASS (prognosis_compare_page_parent_class)->dispose (object);
}

static void
prognosis_compare_page_finalize (GObject *object)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (object);

  g_ptr_array_unref (self->ticks);
  g_hash_table_unref (self->hidden);
  G_OBJECT_CLASS (prognosis_compare_page_parent_class)->finalize (object);
}

static void
prognosis_compare_page_class_init (PrognosisComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);

  page_class->id = "compare";
  page_class->title = N_ ("Compare");
  page_class->icon_name = "view-list-bullet-symbolic";
  page_class->shows = PROGNOSIS_SHOWS_COMPARISON;
  page_class->new_figure = prognosis_compare_page_new_figure;
  page_class->action = "win.compare";
  page_class->act = prognosis_compare_page_act;
  G_OBJECT_CLASS (klass)->dispose = prognosis_compare_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_compare_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_compare_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_compare_page_update;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-compare-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisComparePage, name)
  CHILD (chooser);
  CHILD (choices);
  CHILD (run_box);
  CHILD (stop_button);
  CHILD (progress);
  CHILD (verdict);
  CHILD (stack);
  CHILD (remarks);
  CHILD (population_button);
  CHILD (table);
  CHILD (regions);
  CHILD (origin_box);
  CHILD (origins);
  CHILD (chart);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, origin_cb);
}

static void
prognosis_compare_page_init (PrognosisComparePage *self)
{
  self->ticks = g_ptr_array_new ();
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_style_pass_scrolling (gtk_widget_get_ancestor (GTK_WIDGET (self->table), GTK_TYPE_SCROLLED_WINDOW));
  prognosis_style_name_strings (GTK_WIDGET (self->origins), _ ("Forecasts from"));
  add_choices (self);
}
