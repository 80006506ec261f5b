/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-figure-page.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-trajectories.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

/* What came of earlier forecasts of the open data: a list of them, and the one that is selected, over what has been observed. */
#define PROGNOSIS_TYPE_DIARY_PAGE (prognosis_diary_page_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDiaryPage, prognosis_diary_page, PROGNOSIS, DIARY_PAGE, PrognosisFigurePage)

struct _PrognosisDiaryPage
{
  PrognosisFigurePage parent_instance;

  GtkListBox *list;
  const GPtrArray *shown; /* the entries that the list shows; borrowed, for comparison only */
  gboolean is_filling;
};

G_DEFINE_TYPE (PrognosisDiaryPage, prognosis_diary_page, PROGNOSIS_TYPE_FIGURE_PAGE)

/* The entry that is looked at, or NULL. */
static const PrognosisDiaryEntry *
get_entry (PrognosisSession *session)
{
  PrognosisDiaryKeeper *diary = prognosis_session_get_diary (session);
  const GPtrArray *entries = prognosis_diary_keeper_get_entries (diary);

  return entries->len > 0 ? entries->pdata[prognosis_diary_keeper_get_selected (diary)] : NULL;
}

static PrognosisFigure *
make (PrognosisSession *session, gsize region)
{
  const PrognosisDiaryEntry *entry = get_entry (session);
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (PrognosisForecast) forecast = entry != NULL ? prognosis_diary_entry_to_forecast (entry, dataset, region) : NULL;
  const PrognosisTrajectories what = {
    .dataset = dataset,
    .forecast = forecast,
    .view = prognosis_session_get_choices (session)->view,
    .localised = TRUE,
  };

  return forecast != NULL ? prognosis_trajectories_new_figure (&what, region) : NULL;
}

static char *
describe (PrognosisSession *session, gsize region)
{
  const PrognosisDiaryEntry *entry = get_entry (session);
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GtkBitset) regions = gtk_bitset_new_empty ();
  g_autofree char *verdict = NULL;

  gtk_bitset_add (regions, (guint) region);
  verdict = entry != NULL ? prognosis_verdict_on_diary (entry, dataset, regions) : NULL;
  if (verdict == NULL || prognosis_dataset_get_n_regions (dataset) == 1)
    return g_steal_pointer (&verdict);
  /* The list is about all regions. */
  return g_strdup_printf ("%s\n%s", prognosis_dataset_get_region (dataset, region)->name, verdict);
}

static const char *
get_placeholder (PrognosisSession *session)
{
  return _ ("Forecasts are kept as they are made. When later data are opened, this page tells what came of them.");
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_row (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_diary_entry_get_forecaster (entry));
  g_autofree char *day = prognosis_words_for_day (dataset, prognosis_diary_entry_get_origin (entry));
  g_autofree char *verdict = prognosis_verdict_on_gains (entry, dataset);
  /* Translators: a day, and the name of a model. */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), day, forecaster != NULL ? _ (forecaster->title) : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), new_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (verdict != NULL ? verdict : _ ("Nothing has been observed since"), "caption"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  verdict != NULL ? verdict : "", -1);
  return row;
}

static void
fill (PrognosisDiaryPage *self)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));
  PrognosisDiaryKeeper *diary = prognosis_session_get_diary (session);
  const GPtrArray *entries = prognosis_diary_keeper_get_entries (diary);
  GtkWidget *row;

  self->is_filling = TRUE;
  if (entries != self->shown)
    {
      while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
        gtk_list_box_remove (self->list, row);
      for (guint i = 0; i < entries->len; i++)
        gtk_list_box_append (self->list, new_row (entries->pdata[i], prognosis_session_get_dataset (session)));
      self->shown = entries;
    }
  gtk_list_box_select_row (self->list,
                           gtk_list_box_get_row_at_index (self->list, (int) prognosis_diary_keeper_get_selected (diary)));
  self->is_filling = FALSE;
}

static void
prognosis_diary_page_update (PrognosisPage *page)
{
  fill (PROGNOSIS_DIARY_PAGE (page));
  PROGNOSIS_PAGE_CLASS (prognosis_diary_page_parent_class)->update (page);
}

static void
selected_cb (PrognosisDiaryPage *self, GtkListBoxRow *row)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (self));

  if (row != NULL && !self->is_filling)
    prognosis_diary_keeper_select (prognosis_session_get_diary (session), (guint) gtk_list_box_row_get_index (row));
}

static void
prognosis_diary_page_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_PAGE_CLASS (prognosis_diary_page_parent_class)->follow (page, session);
  g_signal_connect_object (prognosis_session_get_diary (session), "changed", G_CALLBACK (prognosis_page_update), page,
                           G_CONNECT_SWAPPED);
}

static GString *
prognosis_diary_page_new_csv (PrognosisChartPage *page)
{
  PrognosisSession *session = prognosis_page_get_session (PROGNOSIS_PAGE (page));
  const GPtrArray *entries = prognosis_diary_keeper_get_entries (prognosis_session_get_diary (session));

  return entries->len > 0 ? prognosis_diary_to_csv (entries, prognosis_session_get_dataset (session)) : NULL;
}

static void
prognosis_diary_page_class_init (PrognosisDiaryPageClass *klass)
{
  PrognosisChartPageClass *page_class = PROGNOSIS_CHART_PAGE_CLASS (klass);
  PrognosisFigurePageClass *figure_class = PROGNOSIS_FIGURE_PAGE_CLASS (klass);

  page_class->id = "diary";
  page_class->title = N_ ("Diary");
  page_class->icon_name = "x-office-calendar-symbolic";
  page_class->needs = PROGNOSIS_NEEDS_DIARY;
  page_class->new_csv = prognosis_diary_page_new_csv;
  figure_class->chart_title = N_ ("An earlier forecast and what came");
  figure_class->about = N_ ("Forecasts of these data as they were made, and what has been observed since.");
  figure_class->terms = "score interval coverage origin";
  figure_class->make = make;
  figure_class->describe = describe;
  figure_class->get_placeholder = get_placeholder;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_diary_page_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_diary_page_update;
}

static void
prognosis_diary_page_init (PrognosisDiaryPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Earlier forecasts"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 84);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_widget_set_margin_start (scrolled, 12);
  gtk_widget_set_margin_end (scrolled, 12);
  gtk_widget_set_margin_top (scrolled, 6);
  prognosis_figure_page_add_control (PROGNOSIS_FIGURE_PAGE (self), scrolled);
}
