/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on which models are compared: what to compare, the progress of the comparison, its verdict, table and charts. The
   comparison itself is the session's PrognosisComparison; the page starts and stops it and shows what it has found so far. */

#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-compare-chooser.h"
#include "prognosis-compare-page.h"
#include "prognosis-glossary.h"
#include "prognosis-compare-table.h"
#include "prognosis-diagnostics.h"
#include "prognosis-dots.h"
#include "prognosis-session-choices.h"
#include "prognosis-verdict.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* [px] */
#define HEIGHT_OF_ONE 360
#define HEIGHT_OF_SEVERAL 560
/* Of the dot plot, in units of the text size. */
#define DOTS_FRAME 8
#define DOTS_ROW 2.1

/* Lines in the chart, unless the user has chosen others: more are hard to follow. */
#define N_SHOWN 3

struct _PrognosisComparePage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  PrognosisBacktest *shown;  /* a reference */
  gboolean was_running;
  GHashTable *shown_lines; /* by model: whether the user wants its line in the chart, as GINT_TO_POINTER */

  PrognosisCompareChooser *chooser;
  GtkWidget *run_box; /* visible if the action of its button is enabled, that is, if there are data */
  GtkButton *stop_button;
  GtkProgressBar *progress;
  GtkLabel *headline;
  GtkLabel *verdict;
  GtkStack *stack;
  GtkLabel *remarks;
  GtkWidget *population_button;
  GtkGrid *table;
  GtkLabel *regions;
  GtkWidget *origin_box;
  GtkDropDown *origins;
  PrognosisChart *chart;
  GtkDropDown *signals;
  GtkDropDown *weeks;
  PrognosisChart *dots;
  GtkMenuButton *export_button;
};

G_DEFINE_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS_TYPE_CHART_PAGE)

/* Unless the user has chosen otherwise, the best models have lines. */
static gboolean
has_line (PrognosisComparePage *self, gsize model)
{
  const gsize *ranking = prognosis_backtest_get_ranking (self->shown);
  gpointer wanted;

  if (g_hash_table_lookup_extended (self->shown_lines, prognosis_backtest_get_model (self->shown, model), NULL, &wanted))
    return GPOINTER_TO_INT (wanted);
  for (gsize i = 0; i < MIN (N_SHOWN, prognosis_backtest_get_n_models (self->shown)); i++)
    if (ranking[i] == model)
      return TRUE;
  return FALSE;
}

/* The forecasts from the chosen origin. */
static void
add_forecasts (PrognosisComparePage *self, PrognosisFigure *figure)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  const gsize n = prognosis_backtest_get_n_models (self->shown);
  g_autofree gboolean *is_hidden = g_new (gboolean, n);

  for (gsize m = 0; m < n; m++)
    is_hidden[m] = !has_line (self, m);
  prognosis_comparison_add_panels (figure, self->shown, choices->view, prognosis_choices_get_first_region (choices),
                                   (gssize) gtk_drop_down_get_selected (self->origins) - 1, is_hidden);
}

/* The chosen signal or week of a drop-down whose first entry, if there are several, stands for all. */
static gssize
get_choice (GtkDropDown *list)
{
  GListModel *model = gtk_drop_down_get_model (list);
  const gboolean is_single = model == NULL || g_list_model_get_n_items (model) < 2;

  return is_single ? -1 : (gssize) gtk_drop_down_get_selected (list) - 1;
}

/* Only with one signal, which is its own mean. */
static gssize
get_signal (PrognosisComparePage *self)
{
  return prognosis_dataset_get_n_signals (prognosis_backtest_get_dataset (self->shown)) == 1 ? 0 : get_choice (self->signals);
}

/* Both charts of the page in one. */
static PrognosisFigure *
prognosis_compare_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);
  PrognosisFigure *figure;

  if (self->shown == NULL)
    return NULL;
  figure = prognosis_figure_new (
      prognosis_diagnostics_get_title (prognosis_backtest_get_dataset (self->shown),
                                       prognosis_choices_get_first_region (prognosis_session_get_choices (self->session))));
  prognosis_dots_add_panel (figure, self->shown, get_signal (self), get_choice (self->weeks));
  add_forecasts (self, figure);
  return figure;
}

static GString *
prognosis_compare_page_new_csv (PrognosisChartPage *page)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);

  return self->shown != NULL ? prognosis_backtest_ratios_to_csv (self->shown) : NULL;
}

/* Compares the ticked models. */
static void
prognosis_compare_page_act (PrognosisChartPage *page)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);
  g_auto (GStrv) ids = prognosis_compare_chooser_dup_ids (self->chooser);

  prognosis_session_compare (self->session, (const char *const *) ids);
}

/* --- table and remarks ----------------------------------------------------------- */

static void show_chart (PrognosisComparePage *self);

static void
shown_cb (GtkCheckButton *tick, PrognosisComparePage *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (tick));

  g_hash_table_insert (self->shown_lines, g_strdup (id), GINT_TO_POINTER (gtk_check_button_get_active (tick)));
  show_chart (self);
}

/* Lines that were shown or hidden stay so in the next comparison. */
static void
show_table (PrognosisComparePage *self)
{
  prognosis_compare_table_show (self->table, self->shown);
  for (gsize i = 0; i < prognosis_backtest_get_n_models (self->shown); i++)
    {
      GtkCheckButton *tick = prognosis_compare_table_get_tick (self->table, (int) i + 1);

      gtk_check_button_set_active (tick, has_line (self, prognosis_backtest_get_ranking (self->shown)[i]));
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
      g_autofree char *lack = prognosis_verdict_on_lack (dataset, prognosis_backtest_get_forecaster (backtest, m));

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
  figure = prognosis_figure_new (
      prognosis_diagnostics_get_title (prognosis_backtest_get_dataset (self->shown),
                                       prognosis_choices_get_first_region (prognosis_session_get_choices (self->session))));
  add_forecasts (self, figure);
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

/* --- the dot plot ------------------------------------------------------------------ */

static void
show_dots (PrognosisComparePage *self)
{
  const gssize signal = get_signal (self), week = get_choice (self->weeks);
  g_autoptr (PrognosisFigure) figure = prognosis_dots_new_figure (self->shown, signal, week);
  const double size = prognosis_style_get_text_size (GTK_WIDGET (self));
  const double rows = MAX (prognosis_dots_count_rows (self->shown, signal, week), 2);

  gtk_widget_set_size_request (GTK_WIDGET (self->dots), -1, (int) (size * (DOTS_FRAME + DOTS_ROW * rows)));
  prognosis_chart_set_figure (self->dots, figure);
}

static void
dots_cb (PrognosisComparePage *self)
{
  if (self->shown == NULL)
    return;
  prognosis_chart_set_figure (self->dots, NULL);
  show_dots (self);
}

/* Fills a drop-down with "all" and @n entries, or hides it if there is only one. */
static void
fill_choice (PrognosisComparePage *self, GtkDropDown *list, gsize n, char *(*dup_name) (PrognosisBacktest *backtest, gssize i))
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gssize i = -1; i < (gssize) n && n > 1; i++)
    gtk_string_list_take (names, dup_name (self->shown, i));
  g_signal_handlers_block_by_func (list, dots_cb, self);
  gtk_drop_down_set_model (list, G_LIST_MODEL (names));
  g_signal_handlers_unblock_by_func (list, dots_cb, self);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (list)), n > 1);
}

static void
fill_dots (PrognosisComparePage *self)
{
  fill_choice (self, self->signals, prognosis_dataset_get_n_signals (prognosis_backtest_get_dataset (self->shown)),
               prognosis_dots_dup_signal);
  fill_choice (self, self->weeks, prognosis_backtest_get_n_weeks (self->shown), prognosis_dots_dup_week);
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

  prognosis_compare_chooser_show_kept (self->chooser, self->session);
  if (self->shown == NULL)
    return;
  show_remarks (self);
  show_chart (self);
  show_dots (self);
}

static void
show_verdict (PrognosisComparePage *self)
{
  const char *problem = prognosis_comparison_get_problem (prognosis_session_get_comparison (self->session));
  g_autofree char *text = NULL;
  g_autofree char *headline = problem == NULL && self->shown != NULL ? prognosis_verdict_on_kinds (self->shown) : NULL;

  prognosis_style_say (self->headline, headline != NULL ? headline : "");

  if (problem != NULL)
    text = g_strdup (problem);
  else if (self->shown != NULL)
    text = prognosis_verdict_on_model (self->shown, prognosis_backtest_get_ranking (self->shown)[0]);
  else
    text = g_strdup (
        _ ("Each chosen model forecasts from past origins, using only the data known then, and is verified against later "
           "observations. Its error is compared with that of persistence, which carries on as in the last week: below one is "
           "better."));
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
          fill_dots (self);
          /* Other origins need other axes. */
          prognosis_chart_set_figure (self->chart, NULL);
          prognosis_chart_set_figure (self->dots, NULL);
          prognosis_page_update (PROGNOSIS_PAGE (self));
          if (!was_running)
            prognosis_compare_chooser_tick_compared (self->chooser, backtest);
        }
      gtk_stack_set_visible_child_name (self->stack, backtest != NULL ? "result" : "none");
      /* Make room for the result. */
      prognosis_compare_chooser_set_expanded (self->chooser, backtest == NULL);
    }
  show_verdict (self);
}

static void
chosen_cb (PrognosisComparePage *self)
{
  g_auto (GStrv) ids = prognosis_compare_chooser_dup_ids (self->chooser);
  const gboolean is_any = ids[0] != NULL;

  gtk_widget_set_sensitive (self->run_box, is_any);
  gtk_widget_set_tooltip_text (self->run_box, is_any ? NULL : _ ("Choose at least one model"));
}

static void
result_cb (PrognosisComparePage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  if (forecast != NULL)
    prognosis_compare_chooser_tick_in_use (self->chooser, prognosis_forecast_get_forecaster (forecast));
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

  g_hash_table_unref (self->shown_lines);
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
  page_class->new_csv = prognosis_compare_page_new_csv;
  page_class->action = "win.compare";
  page_class->act = prognosis_compare_page_act;
  G_OBJECT_CLASS (klass)->dispose = prognosis_compare_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_compare_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_compare_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_compare_page_update;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  g_type_ensure (PROGNOSIS_TYPE_COMPARE_CHOOSER);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-compare-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisComparePage, name)
  CHILD (chooser);
  CHILD (run_box);
  CHILD (stop_button);
  CHILD (progress);
  CHILD (headline);
  CHILD (verdict);
  CHILD (stack);
  CHILD (remarks);
  CHILD (population_button);
  CHILD (table);
  CHILD (regions);
  CHILD (origin_box);
  CHILD (origins);
  CHILD (chart);
  CHILD (signals);
  CHILD (weeks);
  CHILD (dots);
  CHILD (export_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, origin_cb);
  gtk_widget_class_bind_template_callback (widget_class, dots_cb);
}

static void
prognosis_compare_page_init (PrognosisComparePage *self)
{
  self->shown_lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_style_pass_scrolling (gtk_widget_get_ancestor (GTK_WIDGET (self->table), GTK_TYPE_SCROLLED_WINDOW));
  prognosis_style_name_strings (GTK_WIDGET (self->origins), _ ("Forecasts from"));
  prognosis_style_name_strings (GTK_WIDGET (self->signals), _ ("Signal shown"));
  prognosis_style_name_strings (GTK_WIDGET (self->weeks), _ ("Days ahead shown"));
  prognosis_style_quiet_popover (GTK_WIDGET (gtk_menu_button_get_popover (self->export_button)));
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->run_box)),
                  prognosis_glossary_new_button ("score coverage persistence origin horizon"));
  chosen_cb (self);
}
