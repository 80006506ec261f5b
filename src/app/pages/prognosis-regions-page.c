/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The regions beside each other, for one signal: a map, a ranking, and what is to come in the sum of those selected. */

#include "prognosis-config.h"

#include "prognosis-chart-page.h"
#include "prognosis-map-view.h"
#include "prognosis-ranking-table.h"
#include "prognosis-region-map.h"
#include "prognosis-session-choices.h"
#include "prognosis-style.h"
#include "prognosis-survey.h"
#include "prognosis-words-answer.h"

#include <glib/gi18n.h>
#include <math.h>

#define FRAME_MSEC 33 /* of a step of days while playing */

#define PROGNOSIS_TYPE_REGIONS_PAGE (prognosis_regions_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisRegionsPage, prognosis_regions_page, PROGNOSIS, REGIONS_PAGE, PrognosisChartPage)

struct _PrognosisRegionsPage
{
  PrognosisChartPage parent_instance;

  PrognosisSurvey *survey;
  /* Lent by it, until it changes. */
  PrognosisRanking *ranking;   /* NULL: there is no forecast */
  PrognosisForecast *forecast; /* that of @ranking */
  PrognosisMap *places;        /* its regions */
  PrognosisRanking *shown;     /* in the table, or NULL */
  gboolean is_syncing;         /* the names of signals or the days are being replaced */
  guint play_id;

  GtkDropDown *signals;
  GtkDropDown *measures;
  PrognosisMapView *map;
  GtkToggleButton *play;
  GtkScale *day;
  GtkLabel *order;
  GtkLabel *problem;
  GtkLabel *none;
  GtkLabel *sum;
  PrognosisRankingTable *table;
};

G_DEFINE_FINAL_TYPE (PrognosisRegionsPage, prognosis_regions_page, PROGNOSIS_TYPE_CHART_PAGE)

static PrognosisSession *
get_session (PrognosisRegionsPage *self)
{
  return prognosis_page_get_session (PROGNOSIS_PAGE (self));
}

static gboolean
has_any (PrognosisForecast *forecast, gsize signal)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)); r++)
    if (prognosis_forecast_has (forecast, r, signal))
      return TRUE;
  return FALSE;
}

/* The number of a forecast signal in the list of names. */
static gsize
get_signal (PrognosisRegionsPage *self, PrognosisForecast *forecast)
{
  const guint selected = gtk_drop_down_get_selected (self->signals);
  guint n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (forecast)); s++)
    if (has_any (forecast, s) && n++ == selected)
      return s;
  return 0;
}

static void
show_signals (PrognosisRegionsPage *self, PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GListModel *model = gtk_drop_down_get_model (self->signals);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean same = TRUE;
  guint n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (has_any (forecast, s))
      {
        const char *name = prognosis_dataset_get_signal (dataset, s)->name;

        gtk_string_list_append (names, name);
        same = same && model != NULL && n < g_list_model_get_n_items (model)
               && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), n), name);
        n++;
      }
  self->is_syncing = TRUE;
  if (!same || n != g_list_model_get_n_items (model))
    gtk_drop_down_set_model (self->signals, G_LIST_MODEL (names));
  self->is_syncing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->signals), n > 1);
}

/* --- map -------------------------------------------------------------------------- */

static PrognosisMeasure
get_measure (PrognosisRegionsPage *self)
{
  return MIN (gtk_drop_down_get_selected (self->measures), PROGNOSIS_N_MEASURES - 1);
}

/* (transfer full) */
static GArray *
list_selected (PrognosisRegionsPage *self)
{
  GtkBitset *regions = prognosis_session_get_choices (get_session (self))->regions;
  GArray *selected = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint i = 0; i < gtk_bitset_get_size (regions); i++)
    {
      const gsize region = gtk_bitset_get_nth (regions, i);

      g_array_append_val (selected, region);
    }
  /* A frame around every tile would say nothing. */
  if (selected->len == prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (self->forecast)))
    g_array_set_size (selected, 0);
  return selected;
}

/* (transfer full) */
static PrognosisFigure *
new_map (PrognosisRegionsPage *self, gboolean is_localised)
{
  g_autoptr (GArray) selected = list_selected (self);
  const PrognosisRegionMap map = {
    .ranking = self->ranking,
    .forecast = self->forecast,
    .map = self->places,
    .measure = get_measure (self),
    .ahead = (gssize) gtk_range_get_value (GTK_RANGE (self->day)),
    .selected = (const gsize *) (const void *) selected->data,
    .n_selected = selected->len,
    .is_localised = is_localised,
  };

  return prognosis_region_map_new_figure (&map);
}

static void
show_map (PrognosisRegionsPage *self)
{
  g_autoptr (PrognosisFigure) figure = self->ranking != NULL ? new_map (self, TRUE) : NULL;

  prognosis_map_view_set_figure (self->map, figure);
}

/* The days for which there is a measure; what is to come begins with the first week. */
static void
show_days (PrognosisRegionsPage *self)
{
  const PrognosisMeasure measure = get_measure (self);
  gssize first, last;

  if (self->ranking == NULL)
    return;
  prognosis_ranking_get_extent (self->ranking, measure, &first, &last);
  self->is_syncing = TRUE;
  gtk_range_set_range (GTK_RANGE (self->day), (double) first, (double) last);
  gtk_range_set_increments (GTK_RANGE (self->day), 1, (double) self->ranking->n_lag);
  gtk_range_set_value (GTK_RANGE (self->day),
                       prognosis_measure_is_ahead (measure) ? (double) MIN ((gssize) self->ranking->n_lag, last) : 0);
  gtk_scale_clear_marks (self->day);
  if (first < 0)
    gtk_scale_add_mark (self->day, 0, GTK_POS_BOTTOM, NULL);
  self->is_syncing = FALSE;
}

/* What is to be known about the map. */
static void
show_map_notes (PrognosisRegionsPage *self)
{
  const char *problem = prognosis_survey_get_problem (self->survey);

  if (self->ranking != NULL && get_measure (self) == PROGNOSIS_MEASURE_PASSED && isnan (self->ranking->threshold))
    problem = _ ("There is no threshold yet: it is set beside the numbers of the Trajectories page");
  gtk_widget_set_visible (GTK_WIDGET (self->order), self->places != NULL && self->places->kind == PROGNOSIS_MAP_ORDER);
  prognosis_style_say (self->problem, problem != NULL ? problem : "");
}

static void
day_cb (PrognosisRegionsPage *self)
{
  if (!self->is_syncing)
    show_map (self);
}

static void
measure_cb (PrognosisRegionsPage *self)
{
  show_days (self);
  show_map_notes (self);
  show_map (self);
}

static gboolean
next_day_cb (gpointer user_data)
{
  PrognosisRegionsPage *self = user_data;
  GtkAdjustment *days = gtk_range_get_adjustment (GTK_RANGE (self->day));
  const double day = gtk_adjustment_get_value (days);

  /* Played to the end, or on another page. */
  if (day >= gtk_adjustment_get_upper (days) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->play_id = 0;
      gtk_toggle_button_set_active (self->play, FALSE);
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (days, day + 1);
  return G_SOURCE_CONTINUE;
}

static void
play_cb (PrognosisRegionsPage *self)
{
  GtkAdjustment *days = gtk_range_get_adjustment (GTK_RANGE (self->day));
  const gboolean is_playing = gtk_toggle_button_get_active (self->play);

  g_clear_handle_id (&self->play_id, g_source_remove);
  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            is_playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  if (!is_playing)
    return;
  if (gtk_adjustment_get_value (days) >= gtk_adjustment_get_upper (days))
    gtk_adjustment_set_value (days, gtk_adjustment_get_lower (days));
  self->play_id = g_timeout_add (FRAME_MSEC, next_day_cb, self);
}

static void
select_one (PrognosisRegionsPage *self, gssize region)
{
  g_autoptr (GtkBitset) regions = gtk_bitset_new_empty ();

  if (region < 0)
    return;
  gtk_bitset_add (regions, (guint) region);
  prognosis_session_select_regions (get_session (self), regions);
}

static void
place_cb (PrognosisRegionsPage *self, double x, double y)
{
  if (self->ranking != NULL)
    select_one (self, prognosis_map_find (self->places, x, y));
}

/* The next region that way. */
static void
moved_cb (PrognosisRegionsPage *self, int columns, int rows)
{
  const gsize from = prognosis_choices_get_first_region (prognosis_session_get_choices (get_session (self)));
  gssize found;

  if (self->ranking == NULL)
    return;
  found = prognosis_map_step (self->places, from, columns, rows);
  if (found >= 0)
    select_one (self, found);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->map));
}

/* --- ranking ------------------------------------------------------------------------ */

/* Asks for the survey of what is shown, and takes what there is of it. */
static void
read_survey (PrognosisRegionsPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (get_session (self));
  PrognosisForecast *forecast = prognosis_session_get_forecast (get_session (self));

  if (forecast == NULL || choices->dataset == NULL || prognosis_forecast_is_empty (forecast))
    prognosis_survey_want (self->survey, NULL, 0, NULL);
  else
    {
      show_signals (self, forecast);
      prognosis_survey_want (self->survey, forecast, get_signal (self, forecast), choices);
    }
  self->ranking = prognosis_survey_get_ranking (self->survey);
  self->forecast = prognosis_survey_get_forecast (self->survey);
  self->places = prognosis_survey_get_map (self->survey);
}

static void
show_ranking (PrognosisRegionsPage *self)
{
  if (self->ranking == self->shown)
    return;
  g_clear_pointer (&self->shown, prognosis_ranking_unref);
  if (self->ranking != NULL)
    self->shown = prognosis_ranking_ref (self->ranking);
  prognosis_ranking_table_show (self->table, self->ranking, self->forecast);
  show_days (self);
}

static void
show_sum (PrognosisRegionsPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (get_session (self));
  const guint64 n = gtk_bitset_get_size (choices->regions);
  g_autofree char *answer = NULL;
  g_autofree char *text = NULL;
  PrognosisAnswer read;

  if (self->ranking != NULL && n > 1 && prognosis_choices_read_answer (choices, self->forecast, self->ranking->signal, &read))
    {
      answer = prognosis_words_for_answer (self->forecast, self->ranking->signal, &read);
      /* Translators: a number of regions, and what is to come in them. */
      text = g_strdup_printf (ngettext ("Sum of %u selected region: %s", "Sum of %u selected regions: %s", (guint) n), (guint) n,
                              answer);
    }
  prognosis_style_say (self->sum, text != NULL ? text : "");
}

static void
prognosis_regions_page_update (PrognosisPage *page)
{
  PrognosisRegionsPage *self = PROGNOSIS_REGIONS_PAGE (page);

  read_survey (self);
  gtk_widget_set_visible (GTK_WIDGET (self->none), self->ranking == NULL);
  show_ranking (self);
  if (self->ranking != NULL)
    prognosis_ranking_table_select (self->table, prognosis_session_get_choices (get_session (self))->regions);
  show_map_notes (self);
  show_map (self);
  show_sum (self);
}

static void
chosen_cb (PrognosisRegionsPage *self)
{
  if (!self->is_syncing)
    prognosis_page_update (PROGNOSIS_PAGE (self));
}

static void
regions_cb (PrognosisRegionsPage *self, GtkBitset *regions)
{
  prognosis_session_select_regions (get_session (self), regions);
}

static void
copy_cb (PrognosisRegionsPage *self)
{
  g_autofree char *text = prognosis_ranking_table_dup_text (self->table);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  prognosis_session_say (get_session (self), _ ("Ranking copied"));
}

static PrognosisFigure *
prognosis_regions_page_new_figure (PrognosisChartPage *page, guint max_regions)
{
  PrognosisRegionsPage *self = PROGNOSIS_REGIONS_PAGE (page);

  return self->ranking != NULL ? new_map (self, FALSE) : NULL;
}

static GString *
prognosis_regions_page_new_csv (PrognosisChartPage *page)
{
  PrognosisRegionsPage *self = PROGNOSIS_REGIONS_PAGE (page);

  return self->ranking != NULL ? prognosis_ranking_to_csv (self->ranking, self->forecast, _ ("Sum of regions")) : NULL;
}

static void
prognosis_regions_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (prognosis_page_update), page, G_CONNECT_SWAPPED);
}

static void
prognosis_regions_page_finalize (GObject *object)
{
  PrognosisRegionsPage *self = PROGNOSIS_REGIONS_PAGE (object);

  g_clear_pointer (&self->shown, prognosis_ranking_unref);
  g_clear_object (&self->survey);
  g_clear_handle_id (&self->play_id, g_source_remove);
  G_OBJECT_CLASS (prognosis_regions_page_parent_class)->finalize (object);
}

static void
prognosis_regions_page_class_init (PrognosisRegionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = prognosis_regions_page_finalize;
  page_class->id = "regions";
  page_class->title = N_ ("Regions");
  page_class->icon_name = "mark-location-symbolic";
  page_class->needs = PROGNOSIS_NEEDS_REGIONS;
  page_class->new_figure = prognosis_regions_page_new_figure;
  page_class->new_csv = prognosis_regions_page_new_csv;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_regions_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_regions_page_update;

  g_type_ensure (PROGNOSIS_TYPE_MAP_VIEW);
  g_type_ensure (PROGNOSIS_TYPE_RANKING_TABLE);
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-regions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, signals);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, measures);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, map);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, play);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, day);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, order);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, none);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, sum);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
}

static void
prognosis_regions_page_init (PrognosisRegionsPage *self)
{
  g_autoptr (GtkStringList) measures = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->survey = prognosis_survey_new ();
  g_signal_connect_object (self->survey, "changed", G_CALLBACK (prognosis_page_update), self, G_CONNECT_SWAPPED);
  for (int measure = 0; measure < PROGNOSIS_N_MEASURES; measure++)
    gtk_string_list_append (measures, prognosis_region_map_get_title (measure));
  gtk_drop_down_set_model (self->measures, G_LIST_MODEL (measures));
  gtk_drop_down_set_selected (self->measures, PROGNOSIS_MEASURE_CHANCE);
  prognosis_style_name_strings (GTK_WIDGET (self->measures), _ ("What the map shows"));
  prognosis_style_name_strings (GTK_WIDGET (self->signals), _ ("Signal"));
  g_signal_connect_object (self->map, "place-clicked", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "regions-selected", G_CALLBACK (regions_cb), self, G_CONNECT_SWAPPED);
}
