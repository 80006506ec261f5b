/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"
#include "prognosis-style.h"
#include "prognosis-samples.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_FOR_LEGEND 6 /* only the first charts contribute to the legend; the others have the same curves */

G_DEFINE_TYPE (PrognosisTrajectoriesPage, prognosis_trajectories_page, PROGNOSIS_TYPE_CHART_PAGE)

/* More lines could not be told apart. */
#define MOST_OVERLAYS 4

/* The forecasts kept last, in @region. */
static void
fill_overlays (PrognosisTrajectoriesPage *self, PrognosisTrajectories *what, gsize region)
{
  const GPtrArray *kept = prognosis_session_get_choices (self->session)->kept;

  g_array_set_size (self->overlays, 0);
  for (guint i = kept->len > MOST_OVERLAYS ? kept->len - MOST_OVERLAYS : 0; i < kept->len; i++)
    {
      PrognosisOverlay overlay;

      if (prognosis_kept_get_overlay (g_ptr_array_index (kept, i), what->dataset, region, &overlay))
        g_array_append_val (self->overlays, overlay);
    }
  what->overlays = (const PrognosisOverlay *) (gpointer) self->overlays->data;
  what->n_overlays = self->overlays->len;
}

void
prognosis_trajectories_page_fill (PrognosisTrajectoriesPage *self, PrognosisTrajectories *what, gsize region)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  memset (what, 0, sizeof *what);
  what->dataset = choices->dataset;
  what->forecast = prognosis_session_get_forecast (self->session);
  what->view = choices->view;
  what->is_log = choices->is_log;
  what->per_100k = choices->per_100k;
  what->is_stale = prognosis_session_is_stale (self->session);
  /* While a change is on its way, the forecast shown is the one before it. */
  what->before = what->is_stale ? NULL : prognosis_session_get_before (self->session);
  what->localised = TRUE;
  if (prognosis_dataset_get_n_regions (choices->dataset) == 1)
    what->title = prognosis_samples_translate (prognosis_dataset_get_title (choices->dataset));
  /* Of several regions, thresholds are of their sum. */
  if (self->regions->len == 1)
    what->thresholds = prognosis_trajectories_page_list_thresholds (self);
  if (self->regions->len > 1)
    what->signal = prognosis_dataset_get_signal (choices->dataset, self->signal)->name;
  what->live = prognosis_live_get_curve (prognosis_session_get_live (self->session), region, &what->live_first, &what->n_live);
  what->n_live_past = prognosis_live_get_n_past (prognosis_session_get_live (self->session));
  what->is_converging = prognosis_live_is_converging (prognosis_session_get_live (self->session));
  what->is_live_unanchored = !what->is_converging;
  fill_overlays (self, what, region);
}

PrognosisForecast *
prognosis_trajectories_page_get_forecast (PrognosisTrajectoriesPage *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  PrognosisDataset *of = forecast != NULL ? prognosis_forecast_get_dataset (forecast) : NULL;

  return of != NULL && dataset != NULL && prognosis_dataset_get_n_regions (of) == prognosis_dataset_get_n_regions (dataset)
                 && prognosis_dataset_get_n_signals (of) == prognosis_dataset_get_n_signals (dataset)
             ? forecast
             : NULL;
}

/* Origin and start of the training window can be dragged; the figure draws those of the last forecast. */
static void
set_handles (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  PrognosisFit *fit = forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
  const gssize origin = prognosis_choices_get_origin (choices);
  double day = prognosis_dataset_get_day (choices->dataset, origin), drawn = day;

  if (forecast != NULL)
    {
      PrognosisDataset *of = prognosis_forecast_get_dataset (forecast);

      drawn = prognosis_dataset_get_day (of, (gssize) prognosis_dataset_get_n_steps (of) - 1);
    }
  prognosis_chart_set_handle (chart, PROGNOSIS_HANDLE_ORIGIN, day, drawn);
  day = drawn = NAN;
  if (fit != NULL)
    {
      const int train = choices->options->n_train;
      gsize first, n;

      prognosis_fit_get_window (fit, &first, &n);
      day = drawn = prognosis_dataset_get_day (choices->dataset, (gssize) first);
      if (train > 0)
        day = prognosis_dataset_get_day (choices->dataset, MAX (origin + 1 - train, 0));
    }
  prognosis_chart_set_handle (chart, PROGNOSIS_HANDLE_WINDOW, day, drawn);
}

gsize
prognosis_trajectories_page_find_region (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  guint i = 0;

  return g_ptr_array_find (self->all, chart, &i) ? g_array_index (self->regions, gsize, i) : 0;
}

/* Called when a visible chart is outdated. */
static void
update_cb (PrognosisChart *chart, gboolean only_live, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;
  gsize region = prognosis_trajectories_page_find_region (self, chart);
  PrognosisTrajectories what;
  g_autoptr (PrognosisFigure) figure = NULL;

  if (self->regions->len == 0)
    return;
  prognosis_trajectories_page_fill (self, &what, region);
  if (only_live)
    {
      prognosis_trajectories_update_live (&what, region, prognosis_chart_get_figure (chart));
      return;
    }
  figure = prognosis_trajectories_new_figure (&what, region);
  /* A legend would be larger than each of many small charts: see show_legend(). */
  prognosis_figure_set_show_legend (figure, self->regions->len == 1);
  prognosis_chart_set_figure (chart, figure);
  set_handles (self, chart);
  prognosis_trajectories_page_set_levels (self, chart, figure, &what, region);
  prognosis_trajectories_page_align (self, chart);
}

static PrognosisFigure *
prognosis_trajectories_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (page);
  PrognosisForecast *forecast = prognosis_trajectories_page_get_forecast (self);
  const PrognosisForecaster *used
      = forecast != NULL ? prognosis_forecaster_find (prognosis_forecast_get_forecaster (forecast)) : NULL;
  g_autofree char *title = NULL;
  PrognosisTrajectories what;

  if (self->regions->len == 0)
    return NULL;
  prognosis_trajectories_page_fill (self, &what, g_array_index (self->regions, gsize, 0));
  what.localised = FALSE;
  what.before = NULL;
  /* An exported figure must name its model. */
  if (used != NULL && self->regions->len == 1)
    {
      if (what.title == NULL)
        what.title = prognosis_dataset_get_region (what.dataset, g_array_index (self->regions, gsize, 0))->name;
      /* Translators: the title of the data, and the name of a model. */
      what.title = title = g_strdup_printf (_ ("%s · %s"), what.title, _ (used->title));
    }
  if (self->regions->len == 1)
    return prognosis_trajectories_new_figure (&what, g_array_index (self->regions, gsize, 0));
  /* They are of one region. */
  what.live = NULL;
  what.n_overlays = 0;
  return prognosis_trajectories_new_grid (&what, (const gsize *) self->regions->data, MIN (self->regions->len, max_regions));
}

/* --- one legend for many small charts ---------------------------------------------- */

static void
draw_legend_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->legend_of != NULL
      && !prognosis_figure_draw (self->legend_of, cr, width, height, prognosis_style_get_theme (), PROGNOSIS_DRAW_STATIC, &error))
    g_warning ("%s", error->message);
}

static void
fit_legend (PrognosisTrajectoriesPage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->legend_of != NULL && width > 0)
    gtk_drawing_area_set_content_height (self->legend, prognosis_figure_measure_legend (self->legend_of, width));
}

static void
show_legend (PrognosisTrajectoriesPage *self)
{
  PrognosisTrajectories what;

  g_clear_pointer (&self->legend_of, prognosis_figure_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->legend), self->regions->len > 1);
  if (self->regions->len < 2)
    return;
  prognosis_trajectories_page_fill (self, &what, g_array_index (self->regions, gsize, 0));
  self->legend_of
      = prognosis_trajectories_new_grid (&what, (const gsize *) self->regions->data, MIN (self->regions->len, N_FOR_LEGEND));
  prognosis_figure_set_text_size (self->legend_of, prognosis_style_get_text_size (GTK_WIDGET (self)));
  prognosis_figure_set_only_legend (self->legend_of, TRUE);
  fit_legend (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->legend));
}

static void
show_overview (PrognosisTrajectoriesPage *self)
{
  PrognosisTrajectories what;

  if (self->regions->len > 0)
    prognosis_trajectories_page_fill (self, &what, g_array_index (self->regions, gsize, 0));
  prognosis_trajectories_page_show_overview (self, self->regions->len > 0 ? &what : NULL,
                                             self->regions->len > 0 ? g_array_index (self->regions, gsize, 0) : 0);
}

static void
outdate (PrognosisTrajectoriesPage *self, gboolean only_live)
{
  for (guint i = 0; i < self->all->len; i++)
    prognosis_chart_outdate (g_ptr_array_index (self->all, i), only_live);
  prognosis_chart_queue_start (self->queue);
}

/* Axes are kept while a slider moves, but not across regions, signals or views. */
static void
forget_axes (PrognosisTrajectoriesPage *self)
{
  for (guint i = 0; i < self->all->len; i++)
    prognosis_chart_set_figure (g_ptr_array_index (self->all, i), NULL);
}

/* --- list of charts ----------------------------------------------------------- */

static void
set_n_charts (PrognosisTrajectoriesPage *self, guint n)
{
  if (self->all->len > n)
    {
      prognosis_trajectories_page_close_menu (self);
      self->menu_chart = NULL;
    }
  while (self->all->len > n)
    {
      GtkWidget *chart = g_ptr_array_index (self->all, self->all->len - 1);

      g_ptr_array_set_size (self->all, self->all->len - 1);
      gtk_flow_box_remove (self->charts, gtk_widget_get_parent (chart));
    }
  while (self->all->len < n)
    {
      GtkWidget *chart = prognosis_chart_new ();

      prognosis_trajectories_page_connect (self, PROGNOSIS_CHART (chart));
      prognosis_trajectories_page_follow_view (self, PROGNOSIS_CHART (chart));
      prognosis_chart_set_source (PROGNOSIS_CHART (chart), update_cb, self);
      gtk_flow_box_insert (self->charts, chart, -1);
      /* The chart takes the focus, not the cell around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (chart), FALSE);
      gtk_widget_set_vexpand (chart, TRUE);
      g_ptr_array_add (self->all, chart);
    }
}

static void
choices_cb (PrognosisTrajectoriesPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  GtkBitsetIter iter;
  guint region;

  g_array_set_size (self->regions, 0);
  if (choices->dataset != NULL)
    for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok;
         ok = gtk_bitset_iter_next (&iter, &region))
      {
        gsize value = region;

        g_array_append_val (self->regions, value);
      }
  set_n_charts (self, self->regions->len);
  gtk_widget_set_visible (GTK_WIDGET (self->signals),
                          self->regions->len > 1 && prognosis_dataset_get_n_signals (choices->dataset) > 1);
  for (guint i = 0; i < self->all->len; i++)
    gtk_accessible_update_property (g_ptr_array_index (self->all, i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    prognosis_dataset_get_region (choices->dataset, g_array_index (self->regions, gsize, i))->name,
                                    -1);
  gtk_flow_box_set_max_children_per_line (self->charts, CLAMP (self->regions->len, 1, 4));
  forget_axes (self);
  outdate (self, FALSE);
  show_legend (self);
  show_overview (self);
  prognosis_trajectories_page_show_status (self);
  prognosis_trajectories_page_show_hindsight (self);
  prognosis_trajectories_page_show_check (self);
  prognosis_trajectories_page_show_answers (self);
}

static void
data_cb (PrognosisTrajectoriesPage *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n = dataset != NULL ? prognosis_dataset_get_n_signals (dataset) : 0;

  for (gsize s = 0; s < n; s++)
    gtk_string_list_append (names, prognosis_dataset_get_signal (dataset, s)->name);
  self->is_syncing = TRUE;
  if (self->signal >= n)
    self->signal = 0;
  gtk_drop_down_set_model (self->signals, G_LIST_MODEL (names));
  if (n > 0)
    gtk_drop_down_set_selected (self->signals, self->signal);
  self->is_syncing = FALSE;
}

static void
signal_cb (PrognosisTrajectoriesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->signals);

  if (self->is_syncing || selected == GTK_INVALID_LIST_POSITION)
    return;
  self->signal = selected;
  forget_axes (self);
  outdate (self, FALSE);
  show_legend (self);
  show_overview (self);
}

/* The same forecast again: only whether it is outdated has changed. */
static void
result_cb (PrognosisTrajectoriesPage *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  outdate (self, forecast == self->forecast);
  if (forecast != self->forecast)
    {
      g_clear_pointer (&self->forecast, prognosis_forecast_unref);
      self->forecast = forecast != NULL ? prognosis_forecast_ref (forecast) : NULL;
      show_legend (self);
      show_overview (self);
    }
  prognosis_trajectories_page_show_status (self);
  prognosis_trajectories_page_show_hindsight (self);
  prognosis_trajectories_page_show_check (self);
  prognosis_trajectories_page_show_answers (self);
}

static void
live_cb (PrognosisTrajectoriesPage *self)
{
  outdate (self, TRUE);
}

/* Charts that scroll into view may not have been drawn, or may be outdated. */
static void
scrolled_cb (PrognosisTrajectoriesPage *self)
{
  for (guint i = 0; i < self->all->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->all, i));
}

/* --- object ------------------------------------------------------------------- */

static void
prognosis_trajectories_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (page);

  self->session = session;
  g_object_set (self->banner, "session", session, NULL);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (data_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (result_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_check (session), "changed", G_CALLBACK (prognosis_trajectories_page_show_check),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (prognosis_trajectories_page_show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (prognosis_trajectories_page_show_answers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_diary (session), "changed",
                           G_CALLBACK (prognosis_trajectories_page_show_hindsight), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_live (session), "changed", G_CALLBACK (live_cb), self, G_CONNECT_SWAPPED);
}

static void
prognosis_trajectories_page_dispose (GObject *object)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (object);

  for (guint i = 0; i < self->all->len; i++)
    prognosis_chart_set_source (g_ptr_array_index (self->all, i), NULL, NULL);
  g_ptr_array_set_size (self->all, 0);
  prognosis_trajectories_page_close_menu (self);
  g_clear_pointer (&self->queue, prognosis_chart_queue_free);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->legend_of, prognosis_figure_unref);
  G_OBJECT_CLASS (prognosis_trajectories_page_parent_class)->dispose (object);
}

static void
prognosis_trajectories_page_finalize (GObject *object)
{
  PrognosisTrajectoriesPage *self = PROGNOSIS_TRAJECTORIES_PAGE (object);

  g_ptr_array_unref (self->all);
  g_array_unref (self->regions);
  g_array_unref (self->thresholds);
  g_array_unref (self->overlays);
  G_OBJECT_CLASS (prognosis_trajectories_page_parent_class)->finalize (object);
}

static void
prognosis_trajectories_page_class_init (PrognosisTrajectoriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);

  page_class->id = "trajectories";
  page_class->title = N_ ("Trajectories");
  page_class->icon_name = "view-grid-symbolic";
  page_class->new_figure = prognosis_trajectories_page_new_figure;
  page_class->dup_remark = prognosis_trajectories_page_dup_remark;
  page_class->dup_answer = prognosis_trajectories_page_dup_answer;
  G_OBJECT_CLASS (klass)->dispose = prognosis_trajectories_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_trajectories_page_finalize;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_trajectories_page_follow;

  g_type_ensure (PROGNOSIS_TYPE_BEDS_CARD);
  g_type_ensure (PROGNOSIS_TYPE_READING_BANNER);
  g_type_ensure (PROGNOSIS_TYPE_OVERVIEW);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-trajectories-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, banner);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, signals);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, status);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, within);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, beds);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, bulletin_button);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, bulletin_popover);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, bulletin);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, bulletin_copy);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, answers_scrolled);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, answers);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, check);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, hindsight);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, legend);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, charts);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, ranges);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, overview);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, weeks);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, months);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, everything);
  gtk_widget_class_bind_template_child (widget_class, PrognosisTrajectoriesPage, reset);
}

static void
prognosis_trajectories_page_init (PrognosisTrajectoriesPage *self)
{
  self->all = g_ptr_array_new ();
  self->queue = prognosis_chart_queue_new (GTK_WIDGET (self), self->all);
  self->regions = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->thresholds = g_array_new (FALSE, FALSE, sizeof (double));
  self->overlays = g_array_new (FALSE, FALSE, sizeof (PrognosisOverlay));
  gtk_widget_init_template (GTK_WIDGET (self));
  prognosis_style_name_strings (GTK_WIDGET (self->signals), _ ("Numbers shown"));
  prognosis_trajectories_page_connect_answers (self);
  prognosis_trajectories_page_init_view (self);
  prognosis_trajectories_page_init_menu (self);
  gtk_drawing_area_set_draw_func (self->legend, draw_legend_cb, self, NULL);
  prognosis_style_follow (GTK_WIDGET (self->legend));
  g_signal_connect_object (self->legend, "resize", G_CALLBACK (fit_legend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->signals, "notify::selected", G_CALLBACK (signal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}
