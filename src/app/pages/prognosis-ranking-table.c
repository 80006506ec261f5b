/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-ranking-table.h"
#include "prognosis-figure.h"
#include "prognosis-style.h"
#include "prognosis-words.h"
#include "prognosis-words-answer.h"

#include <glib/gi18n.h>
#include <math.h>

#define SPARKLINE_WIDTH 56
#define SPARKLINE_HEIGHT 22
#define NAME_CHARS 12

/* --- a row ------------------------------------------------------------------------ */

#define RANKING_TYPE_ITEM (ranking_item_get_type ())
G_DECLARE_FINAL_TYPE (RankingItem, ranking_item, RANKING, ITEM, GObject)

struct _RankingItem
{
  GObject parent_instance;

  PrognosisRanking *ranking;
  PrognosisForecast *forecast;
  const PrognosisRankingRow *row; /* of @ranking */
};

G_DEFINE_FINAL_TYPE (RankingItem, ranking_item, G_TYPE_OBJECT)

static void
ranking_item_finalize (GObject *object)
{
  RankingItem *self = RANKING_ITEM (object);

  g_clear_pointer (&self->ranking, prognosis_ranking_unref);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  G_OBJECT_CLASS (ranking_item_parent_class)->finalize (object);
}

static void
ranking_item_class_init (RankingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ranking_item_finalize;
}

static void
ranking_item_init (RankingItem *self)
{
}

static const char *
get_name (const RankingItem *item)
{
  if (item->row->region >= 0)
    return prognosis_dataset_get_region (prognosis_forecast_get_dataset (item->forecast), (gsize) item->row->region)->name;
  return item->row->name != NULL ? item->row->name : _ ("Sum of regions");
}

/* --- columns ---------------------------------------------------------------------- */

/* (transfer full) */
static char *
format_share (double share, gboolean with_sign)
{
  const double percent = round (100 * share);

  if (isnan (share))
    return g_strdup ("–");
  if (with_sign && percent > 999)
    return g_strdup (_ ("> 999 %"));
  if (with_sign && percent != 0)
    return g_strdup_printf (_ ("%s%.0f %%"), percent < 0 ? "−" : "+", fabs (percent));
  return g_strdup_printf (_ ("%.0f %%"), percent);
}

static char *
dup_name (const RankingItem *item)
{
  return g_strdup (get_name (item));
}

static char *
dup_rate (const RankingItem *item)
{
  return isfinite (item->row->rate) ? prognosis_words_for_number (item->row->rate) : g_strdup ("–");
}

static double
get_rate (const RankingItem *item)
{
  return item->row->rate;
}

static char *
dup_growth (const RankingItem *item)
{
  return format_share (item->row->growth, TRUE);
}

static double
get_growth (const RankingItem *item)
{
  return item->row->growth;
}

static char *
dup_median (const RankingItem *item)
{
  return item->row->has_answer ? prognosis_words_for_answer_median (prognosis_forecast_get_dataset (item->forecast),
                                                                    item->ranking->signal, &item->row->answer)
                               : g_strdup ("–");
}

static double
get_median (const RankingItem *item)
{
  return item->row->has_answer ? item->row->answer.values[PROGNOSIS_ANSWER_MEDIAN] : NAN;
}

static char *
dup_interval (const RankingItem *item)
{
  return item->row->has_answer ? prognosis_words_for_answer_limits (prognosis_forecast_get_dataset (item->forecast),
                                                                    item->ranking->signal, &item->row->answer)
                               : g_strdup ("–");
}

static double
get_upper (const RankingItem *item)
{
  return item->row->has_answer ? item->row->answer.values[PROGNOSIS_ANSWER_UPPER_80] : NAN;
}

static double
get_change (const RankingItem *item)
{
  return item->row->has_answer ? item->row->answer.change : NAN;
}

static char *
dup_change (const RankingItem *item)
{
  return format_share (get_change (item), TRUE);
}

static double
get_chance (const RankingItem *item)
{
  return item->row->has_answer ? item->row->answer.chance_more : NAN;
}

static char *
dup_chance (const RankingItem *item)
{
  return format_share (get_chance (item), FALSE);
}

/* What is sorted by no number is sorted by name; @dup_text NULL: the curve. */
typedef struct
{
  const char *title;
  char *(*dup_text) (const RankingItem *item);
  double (*get_number) (const RankingItem *item);
} Column;

/* What is to come before what was: a narrow page shows the first ones without scrolling. */
static const Column columns[] = {
  { N_ ("Region"), dup_name, NULL },
  { N_ ("Trend"), NULL, get_growth },
  { NULL, dup_median, get_median }, /* the period */
  /* xgettext:no-c-format */
  { N_ ("80 % interval"), dup_interval, get_upper },
  { N_ ("Change"), dup_change, get_change },
  { N_ ("Chance of a rise"), dup_chance, get_chance },
  { N_ ("Growth"), dup_growth, get_growth },
  { N_ ("Per 100 000"), dup_rate, get_rate },
};

#define PERIOD 2

/* --- the table -------------------------------------------------------------------- */

struct _PrognosisRankingTable
{
  GtkBox parent_instance;

  GtkColumnView *view;
  GtkColumnViewColumn *period;
  GListStore *items;
  GtkSortListModel *sorted;
  GtkMultiSelection *selection;
  gboolean is_syncing; /* the selection comes from the session */
};

enum
{
  REGIONS_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PrognosisRankingTable, prognosis_ranking_table, GTK_TYPE_BOX)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer list_item)
{
  const RankingItem *item = gtk_list_item_get_item (list_item);
  const PrognosisRanking *ranking = item != NULL ? item->ranking : NULL;

  if (ranking != NULL)
    prognosis_sparkline_draw (cr, width, height, item->row->weeks, ranking->n_back + ranking->horizon, ranking->n_back,
                              prognosis_style_get_theme ());
}

static gboolean
tooltip_cb (GtkLabel *name, int x, int y, gboolean with_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (name));
  return TRUE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Column *column = user_data;
  GtkWidget *child;

  if (column->dup_text == NULL)
    {
      child = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "content-width",
                            SPARKLINE_WIDTH, "content-height", SPARKLINE_HEIGHT, NULL);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (child), draw_cb, list_item, NULL);
      prognosis_style_follow (child);
    }
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), column->get_number != NULL ? 1 : 0);
      if (column->get_number != NULL)
        gtk_widget_add_css_class (child, "numeric");
      else
        {
          gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
          gtk_label_set_width_chars (GTK_LABEL (child), NAME_CHARS);
          /* Setting the text for each row anew would ask the display where the pointer is. */
          gtk_widget_set_has_tooltip (child, TRUE);
          g_signal_connect (child, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
        }
    }
  gtk_list_item_set_child (list_item, child);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  const Column *column = user_data;
  RankingItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = column->dup_text != NULL ? column->dup_text (item) : NULL;

  if (text == NULL)
    {
      gtk_widget_queue_draw (child);
      return;
    }
  gtk_label_set_label (GTK_LABEL (child), text);
  if (column->get_number == NULL)
    prognosis_style_name_item (list_item, text);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column *column = user_data;
  const RankingItem *one = a, *other = b;
  double x, y;

  if (column->get_number == NULL)
    return g_utf8_collate (get_name (one), get_name (other));
  x = column->get_number (one);
  y = column->get_number (other);
  /* Unknown numbers are below all others. */
  if (isnan (x) || isnan (y))
    return isnan (y) - isnan (x);
  return (x > y) - (x < y);
}

static int
compare_sums_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (((const RankingItem *) b)->row->region < 0) - (((const RankingItem *) a)->row->region < 0);
}

static void
add_columns (PrognosisRankingTable *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
          = gtk_column_view_column_new (columns[i].title != NULL ? _ (columns[i].title) : NULL, factory);
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, (gpointer) &columns[i], NULL));

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->view, column);
      if (i == PERIOD)
        self->period = column; /* the view has a reference */
    }
}

static const RankingItem *
get_item (PrognosisRankingTable *self, guint position)
{
  g_autoptr (RankingItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return item; /* the store has a reference */
}

static void
add_regions (const RankingItem *item, GtkBitset *regions)
{
  for (gsize i = 0; i < item->row->n_regions; i++)
    gtk_bitset_add (regions, (guint) item->row->regions[i]);
}

static void
selection_cb (PrognosisRankingTable *self)
{
  g_autoptr (GtkBitset) positions = NULL;
  g_autoptr (GtkBitset) regions = gtk_bitset_new_empty ();

  if (self->is_syncing)
    return;
  positions = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (guint i = 0; i < gtk_bitset_get_size (positions); i++)
    add_regions (get_item (self, gtk_bitset_get_nth (positions, i)), regions);
  if (!gtk_bitset_is_empty (regions))
    g_signal_emit (self, signals[REGIONS_SELECTED], 0, regions);
}

void
prognosis_ranking_table_select (PrognosisRankingTable *self, GtkBitset *regions)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  for (guint i = 0; i < n; i++)
    {
      const gssize region = get_item (self, i)->row->region;

      if (region >= 0 && gtk_bitset_contains (regions, (guint) region))
        gtk_bitset_add (selected, i);
    }
  self->is_syncing = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  self->is_syncing = FALSE;
}

void
prognosis_ranking_table_show (PrognosisRankingTable *self, PrognosisRanking *ranking, PrognosisForecast *forecast)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; ranking != NULL && i < ranking->n_rows; i++)
    {
      RankingItem *item = g_object_new (RANKING_TYPE_ITEM, NULL);

      item->ranking = prognosis_ranking_ref (ranking);
      item->forecast = prognosis_forecast_ref (forecast);
      item->row = &ranking->rows[i];
      g_ptr_array_add (items, item);
    }
  self->is_syncing = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  self->is_syncing = FALSE;
  if (ranking != NULL && ranking->n_rows > 0 && ranking->rows[0].has_answer)
    {
      g_autofree char *next
          = prognosis_words_for_next_title (prognosis_forecast_get_dataset (forecast), ranking->rows[0].answer.n_steps);

      gtk_column_view_column_set_title (self->period, next);
    }
}

char *
prognosis_ranking_table_dup_text (PrognosisRankingTable *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, (guint) i);

      if (columns[i].dup_text != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\t" : "", gtk_column_view_column_get_title (column));
    }
  for (guint row = 0; row < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); row++)
    for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
      {
        g_autofree char *cell = columns[i].dup_text != NULL ? columns[i].dup_text (get_item (self, row)) : NULL;

        if (cell != NULL)
          g_string_append_printf (text, "%c%s", i == 0 ? '\n' : '\t', cell);
      }
  return g_string_free (text, FALSE);
}

static void
prognosis_ranking_table_dispose (GObject *object)
{
  PrognosisRankingTable *self = PROGNOSIS_RANKING_TABLE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (prognosis_ranking_table_parent_class)->dispose (object);
}

static void
prognosis_ranking_table_class_init (PrognosisRankingTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = prognosis_ranking_table_dispose;
  signals[REGIONS_SELECTED] = g_signal_new ("regions-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, GTK_TYPE_BITSET);
}

static void
prognosis_ranking_table_init (PrognosisRankingTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkMultiSorter *sorter = gtk_multi_sorter_new ();

  self->items = g_list_store_new (RANKING_TYPE_ITEM);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "ranking");
  add_columns (self);
  gtk_multi_sorter_append (sorter, GTK_SORTER (gtk_custom_sorter_new (compare_sums_cb, NULL, NULL)));
  gtk_multi_sorter_append (sorter, g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), GTK_SORTER (sorter));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (self->sorted));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Ranking of regions"), -1);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}
