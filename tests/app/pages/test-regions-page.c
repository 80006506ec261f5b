/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The regions beside each other. */

#include "app-test-window.h"
#include "prognosis-ranking-table.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static PrognosisWindow *
open_page (const char *sample)
{
  PrognosisWindow *window = app_test_open_window (sample, 1180, 760);

  app_test_activate (window, "win.page", g_variant_new_string ("regions"));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (app_test_get_page (window, "regions"))), 10);
  return window;
}

static GtkColumnView *
get_view (PrognosisWindow *window)
{
  return app_test_find_type (app_test_get_page (window, "regions"), GTK_TYPE_COLUMN_VIEW, 0);
}

static guint
count_rows (PrognosisWindow *window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_view (window))));
}

/* A cell of the table as text; row 0 has the headings. (transfer full) */
static char *
dup_cell (PrognosisWindow *window, guint row, guint column)
{
  PrognosisRankingTable *table = app_test_find (app_test_get_page (window, "regions"), "table");
  g_autofree char *text = prognosis_ranking_table_dup_text (table);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) cells = g_strsplit (lines[row], "\t", -1);

  return g_strdup (cells[column]);
}

static void
sort_by (PrognosisWindow *window, guint column, GtkSortType order)
{
  g_autoptr (GtkColumnViewColumn) sorted = g_list_model_get_item (gtk_column_view_get_columns (get_view (window)), column);

  gtk_column_view_sort_by_column (get_view (window), sorted, order);
}

/* The sum comes first, however the regions are sorted. */
static void
test_ranking (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  const gsize n = prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session));
  g_autofree char *sum = dup_cell (window, 1, 0);
  double before = G_MAXDOUBLE;

  app_test_settle (window->session);
  g_assert_cmpuint (count_rows (window), ==, n + 1);
  g_assert_cmpstr (sum, ==, "Sum of regions");
  sort_by (window, 7, GTK_SORT_DESCENDING);
  for (guint row = 1; row <= n + 1; row++)
    {
      g_autofree char *name = dup_cell (window, row, 0), *chance = dup_cell (window, row, 6);

      g_assert_cmpint (g_str_equal (name, "Sum of regions"), ==, row == 1);
      if (row == 1 || g_str_equal (chance, "–"))
        continue;
      g_assert_cmpfloat (g_ascii_strtod (chance, NULL), <=, before);
      before = g_ascii_strtod (chance, NULL);
    }
  app_test_keep_screenshot (window, "regions-ranking.png");
  app_test_close_window (window);
}

/* Rows and the list of regions have the same selection; the row of the sum selects all. */
static void
test_selection (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  GtkSelectionModel *model = gtk_column_view_get_model (get_view (window));
  const PrognosisChoices *choices;
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_range (2, 2);

  gtk_selection_model_select_item (model, 3, TRUE);
  choices = prognosis_session_get_choices (window->session);
  g_assert_cmpuint (gtk_bitset_get_size (choices->regions), ==, 1);
  g_assert_true (gtk_bitset_contains (choices->regions, 2));
  g_assert_false (gtk_widget_get_visible (app_test_find (app_test_get_page (window, "regions"), "sum")));
  prognosis_session_select_regions (window->session, chosen);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_true (gtk_selection_model_is_selected (model, 4));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  g_assert_true (
      g_str_has_prefix (app_test_get_label (app_test_get_page (window, "regions"), "sum"), "Sum of 2 selected regions: "));
  /* Steps within a second are merged. */
  app_test_run_for (1100);
  gtk_selection_model_select_item (model, 0, TRUE);
  choices = prognosis_session_get_choices (window->session);
  g_assert_cmpuint (gtk_bitset_get_size (choices->regions), ==,
                    prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session)));
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpuint (gtk_bitset_get_size (prognosis_session_get_choices (window->session)->regions), ==, 2);
  app_test_close_window (window);
}

static void
test_export (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ranking.csv", NULL);
  g_autofree char *csv = NULL;
  g_autofree char *copied = NULL;

  app_test_activate (window, "win.export-table-to", g_variant_new_string (path));
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_nonnull (strstr (csv, "last_week_per_100000"));
  g_assert_nonnull (strstr (csv, "Sum of regions"));
  g_signal_emit_by_name (app_test_find (app_test_get_page (window, "regions"), "copy"), "clicked");
  copied = app_test_take_text (GTK_WIDGET (window));
  g_assert_true (g_str_has_prefix (copied, "Region\tPer 100 000\tGrowth\t"));
  g_unlink (path);
  app_test_close_window (window);
}

/* A single region has no page of regions. */
static void
test_one_region (void)
{
  PrognosisWindow *window = app_test_open_window ("influenza-boarding-school-1978.csv", 1180, 760);
  GtkWidget *page = GTK_WIDGET (app_test_get_page (window, "regions"));

  g_assert_false (adw_view_stack_page_get_visible (adw_view_stack_get_page (window->pages, page)));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/regions-page/ranking", test_ranking);
  g_test_add_func ("/app/regions-page/selection", test_selection);
  g_test_add_func ("/app/regions-page/export", test_export);
  g_test_add_func ("/app/regions-page/one-region", test_one_region);
  return g_test_run ();
}
