/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-compare-page.h"
#include "prognosis-diagnostics.h"
#include "prognosis-forecaster-item.h"
#include "prognosis-verdict.h"
#include "prognosis-look.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PrognosisComparePage
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* lent */
  PrognosisBacktest *shown;  /* a reference */
  GPtrArray *ticks;         /* of GtkCheckButton, lent */
  GtkCheckButton *in_use;   /* ticked because it is the model in use; lent, or NULL */

  GtkFlowBox *choices;
  GtkButton *run_button;
  GtkButton *stop_button;
  GtkProgressBar *progress;
  GtkLabel *verdict;
  GtkStack *stack;
  GtkLabel *remarks;
  GtkWidget *population_button;
  GtkGrid *table;
  PrognosisChart *chart;
};

G_DEFINE_TYPE (PrognosisComparePage, prognosis_compare_page, PROGNOSIS_TYPE_PAGE)

PrognosisChart *
prognosis_compare_page_get_chart (PrognosisComparePage *self)
{
  return self->chart;
}

const char *
prognosis_compare_page_get_cell (PrognosisComparePage *self, int column, int row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (self->table, column, row)));
}

PrognosisFigure *
prognosis_compare_page_new_figure (PrognosisComparePage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  if (self->shown == NULL)
    return NULL;
  return prognosis_comparison_new_figure (self->shown, prognosis_choices_get_first_region (choices), -1, NULL);
}

void
prognosis_compare_page_run (PrognosisComparePage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < self->ticks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->ticks, i)))
      g_strv_builder_add (builder, gtk_widget_get_name (g_ptr_array_index (self->ticks, i)));
  ids = g_strv_builder_end (builder);
  prognosis_session_compare (self->session, (const char *const *) ids);
}

/* --- the table ---------------------------------------------------------------- */

static void
add_cell (PrognosisComparePage *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column < 2 ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), row > 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static char *
format_ratio (double ratio)
{
  return isfinite (ratio) ? g_strdup_printf ("%.2f", ratio) : g_strdup ("–");
}

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const PrognosisStyle *style = user_data;
  const PrognosisRgba *colour = &prognosis_look_get_theme ()->colours[style->colour];

  cairo_set_source_rgba (cr, colour->red / 255., colour->green / 255., colour->blue / 255., colour->alpha);
  cairo_set_line_width (cr, 3);
  if (style->dash != PROGNOSIS_DASH_NONE)
    cairo_set_dash (cr, style->dash == PROGNOSIS_DASH_DOTS ? (double[]){ 3, 3 } : (double[]){ 7, 4 }, 2, 0);
  cairo_move_to (cr, 0, height / 2.);
  cairo_line_to (cr, width, height / 2.);
  cairo_stroke (cr);
}

/* The line of the model in the chart, left of its name. */
static void
add_swatch (PrognosisComparePage *self, gsize model, int row)
{
  GtkWidget *swatch
      = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "content-width", 24,
                      "content-height", 12, "valign", GTK_ALIGN_CENTER, NULL);
  PrognosisStyle style = prognosis_comparison_get_style (self->shown, model);

  prognosis_look_follow (swatch);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb, g_memdup2 (&style, sizeof style), g_free);
  gtk_grid_attach (self->table, swatch, -1, row, 1, 1);
}

/* How much of what came an interval held. */
static char *
format_share (double share)
{
  return isfinite (share) ? g_strdup_printf (_ ("%.0f %%"), share * 100) : g_strdup ("–");
}

/* Why @model has no figures at some origin, or NULL. (transfer full) */
static char *
dup_failure (PrognosisBacktest *backtest, gsize model)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_backtest_get_model (backtest, model));

  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    if (prognosis_backtest_get_failure (backtest, model, o) != NULL)
      {
        char *lack = forecaster != NULL
                         ? prognosis_verdict_on_lack (prognosis_backtest_get_dataset (backtest), forecaster)
                         : NULL;

        return lack != NULL ? lack : g_strdup (prognosis_backtest_get_failure (backtest, model, o));
      }
  return NULL;
}

/* A model lacks what can be entered. */
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

/* Below the model's name, and where the pointer rests on its row. */
static void
show_failure (PrognosisComparePage *self, int row, int n_columns, const char *failure)
{
  GtkLabel *name = GTK_LABEL (gtk_grid_get_child_at (self->table, 0, row));
  g_autofree char *markup
      = g_markup_printf_escaped ("%s\n<small>%s</small>", gtk_label_get_text (name), failure);

  gtk_label_set_markup (name, markup);
  gtk_label_set_wrap (name, TRUE);
  gtk_label_set_max_width_chars (name, 40);
  for (int column = 0; column < n_columns; column++)
    gtk_widget_set_tooltip_text (gtk_grid_get_child_at (self->table, column, row), failure);
}

static void
add_model (PrognosisComparePage *self, gsize model, int row)
{
  PrognosisBacktest *backtest = self->shown;
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_backtest_get_model (backtest, model));
  gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const char *style = row == 1 ? "heading" : NULL;
  PrognosisBacktestSummary summary;
  gsize n_examples, n_needed;
  g_autofree char *all = NULL;
  g_autofree char *score = NULL;
  g_autofree char *in50 = NULL;
  g_autofree char *in95 = NULL;
  g_autofree char *failure = NULL;

  add_swatch (self, model, row);
  add_cell (self, 0, row, forecaster != NULL ? _ (forecaster->title) : prognosis_backtest_get_model (backtest, model),
            style);
  add_cell (self, 1, row, forecaster != NULL ? prognosis_words_for_family (forecaster->family) : "", "dim-label");
  for (gsize s = 0; s < n_signals; s++)
    {
      g_autofree char *text = prognosis_backtest_get_summary (backtest, model, (gssize) s, 0, &summary)
                                  ? format_ratio (summary.own_mae_ratio)
                                  : g_strdup ("–");

      add_cell (self, 2 + (int) s, row, text, "numeric");
    }
  /* The figures of what stood in throughout are not the model's. */
  if (!prognosis_backtest_get_summary (backtest, model, -1, 0, &summary)
      || (isnan (summary.own_mae_ratio)
          && prognosis_backtest_count_stand_ins (backtest, model, &n_examples, &n_needed) == prognosis_backtest_get_n_origins (backtest)))
    summary.own_mae_ratio = summary.wis_ratio = summary.means.coverage50 = summary.means.coverage95 = NAN;
  all = format_ratio (summary.own_mae_ratio);
  score = format_ratio (summary.wis_ratio);
  in50 = format_share (summary.means.coverage50);
  in95 = format_share (summary.means.coverage95);
  add_cell (self, 2 + (int) n_signals, row, all, "numeric");
  add_cell (self, 3 + (int) n_signals, row, score, row == 1 ? "heading" : "numeric");
  add_cell (self, 4 + (int) n_signals, row, in50, "numeric");
  add_cell (self, 5 + (int) n_signals, row, in95, "numeric");
  failure = dup_failure (backtest, model);
  if (failure != NULL)
    show_failure (self, row, 6 + (int) n_signals, failure);
}

static void
show_table (PrognosisComparePage *self)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (self->shown);
  const gsize *ranking = prognosis_backtest_get_ranking (self->shown);
  gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  add_cell (self, 0, 0, _ ("Model"), "caption-heading");
  add_cell (self, 1, 0, _ ("Family"), "caption-heading");
  for (gsize s = 0; s < n_signals; s++)
    add_cell (self, 2 + (int) s, 0, prognosis_dataset_get_signal (dataset, s)->name, "caption-heading");
  add_cell (self, 2 + (int) n_signals, 0, _ ("All"), "caption-heading");
  add_cell (self, 3 + (int) n_signals, 0, _ ("Score"), "caption-heading");
  /* xgettext:no-c-format */
  add_cell (self, 4 + (int) n_signals, 0, _ ("50 % held"), "caption-heading");
  /* xgettext:no-c-format */
  add_cell (self, 5 + (int) n_signals, 0, _ ("95 % held"), "caption-heading");
  for (gsize i = 0; i < prognosis_backtest_get_n_models (self->shown); i++)
    add_model (self, ranking[i], (int) i + 1);
}

/* What the order is by, from where to where was compared, and who was not compared at all. */
static void
show_remarks (PrognosisComparePage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *span = prognosis_verdict_on_span (self->shown);

  g_string_append_printf (text, "%s\n%s",
                          _ ("The best score comes first: the weighted interval score, which counts how far off the median was "
                             "and how wide the intervals were. The other ratios are of the median alone. All are over those of "
                             "persistence: lower is better."),
                          span);
  for (gsize m = 0; m < prognosis_backtest_get_n_models (self->shown); m++)
    {
      g_autofree char *sentence = prognosis_verdict_on_stand_ins (self->shown, m);

      if (sentence != NULL)
        g_string_append_printf (text, "\n%s", sentence);
    }
  prognosis_look_say (self->remarks, text->str);
  gtk_widget_set_visible (self->population_button, wants_population (self->shown));
}

/* --- what the session says ---------------------------------------------------- */

static void
show_chart (PrognosisComparePage *self)
{
  g_autoptr (PrognosisFigure) figure = NULL;

  if (self->shown == NULL)
    return;
  figure = prognosis_compare_page_new_figure (self);
  prognosis_chart_set_figure (self->chart, figure);
}

static void
show_verdict (PrognosisComparePage *self)
{
  const char *problem = prognosis_session_get_compare_problem (self->session);
  g_autofree char *text = NULL;

  if (problem != NULL)
    text = g_strdup (problem);
  else if (self->shown != NULL)
    text = prognosis_verdict_on_model (self->shown, prognosis_backtest_get_ranking (self->shown)[0]);
  else
    text = g_strdup (_ ("Each chosen model forecasts from days in the past, with what was known then, and is measured "
                        "against what came. Ratios are errors over those of persistence: below one is better than "
                        "carrying on the last week."));
  gtk_label_set_label (self->verdict, text);
}

static void
compare_cb (PrognosisComparePage *self)
{
  PrognosisBacktest *backtest = prognosis_session_get_backtest (self->session);
  gboolean is_running = prognosis_session_is_comparing (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), !is_running);
  gtk_progress_bar_set_fraction (self->progress, prognosis_session_get_compare_fraction (self->session));
  if (backtest == self->shown && is_running)
    return;
  if (backtest != self->shown)
    {
      g_clear_pointer (&self->shown, prognosis_backtest_unref);
      self->shown = backtest != NULL ? prognosis_backtest_ref (backtest) : NULL;
      if (backtest != NULL)
        {
          show_table (self);
          show_remarks (self);
          show_chart (self);
        }
      gtk_stack_set_visible_child_name (self->stack, backtest != NULL ? "result" : "none");
    }
  show_verdict (self);
}

/* --- which models -------------------------------------------------------------- */

static void
add_choices (PrognosisComparePage *self)
{
  g_autoptr (GListModel) models = prognosis_forecaster_item_list ();
  guint n = g_list_model_get_n_items (models);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PrognosisForecasterItem) item = g_list_model_get_item (models, i);
      const PrognosisForecaster *forecaster = prognosis_forecaster_item_get (item);
      GtkWidget *tick;

      /* They would choose among the others. */
      if (g_str_equal (forecaster->family, "ensemble"))
        continue;
      tick = gtk_check_button_new_with_label (_ (forecaster->title));
      gtk_widget_set_name (tick, forecaster->id);
      gtk_widget_set_tooltip_text (tick, _ (forecaster->description));
      /* One of each family to begin with. */
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), prognosis_forecaster_item_is_first (item)
                                                                || g_str_equal (forecaster->id, "persistence"));
      gtk_flow_box_insert (self->choices, tick, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (tick), FALSE);
      g_ptr_array_add (self->ticks, tick);
    }
}

static void
untick (GtkCheckButton *tick)
{
  gtk_check_button_set_active (tick, FALSE);
}

/* The model that forecasts is one to compare, until another one does. */
static void
result_cb (PrognosisComparePage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const char *id = forecast != NULL ? prognosis_forecast_get_forecaster (forecast) : NULL;

  for (guint i = 0; i < self->ticks->len && id != NULL; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);

      if (!g_str_equal (gtk_widget_get_name (GTK_WIDGET (tick)), id) || tick == self->in_use)
        continue;
      g_clear_pointer (&self->in_use, untick);
      if (gtk_check_button_get_active (tick))
        return;
      gtk_check_button_set_active (tick, TRUE);
      self->in_use = tick;
    }
}

static void
prognosis_compare_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisComparePage *self = PROGNOSIS_COMPARE_PAGE (page);

  self->session = session;
  g_signal_connect_object (session, "compare-changed", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (show_chart), self, G_CONNECT_SWAPPED);
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
  g_ptr_array_unref (PROGNOSIS_COMPARE_PAGE (object)->ticks);
  G_OBJECT_CLASS (prognosis_compare_page_parent_class)->finalize (object);
}

static void
prognosis_compare_page_class_init (PrognosisComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_compare_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_compare_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_compare_page_follow;

  g_type_ensure (PROGNOSIS_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/prognosis_epi/Prognosis/prognosis-compare-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisComparePage, name)
  CHILD (choices);
  CHILD (run_button);
  CHILD (stop_button);
  CHILD (progress);
  CHILD (verdict);
  CHILD (stack);
  CHILD (remarks);
  CHILD (population_button);
  CHILD (table);
  CHILD (chart);
#undef CHILD
}

static void
prognosis_compare_page_init (PrognosisComparePage *self)
{
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_choices (self);
}
