/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The regions beside each other. */

#include "app-test-window.h"
#include "prognosis-map-view.h"
#include "prognosis-ranking-table.h"
#include "prognosis-ranking.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>
#include <string.h>

#define DISTRICTS "measles-weser-ems-2001-2002.csv"
#define STATES "covid-19-us-states-2020.csv.gz"

static PrognosisMapView *
get_map (PrognosisWindow *window)
{
  return app_test_find (app_test_get_page (window, "regions"), "map");
}

static PrognosisWindow *
open_page (const char *sample)
{
  PrognosisWindow *window = app_test_open_window (sample, 1180, 760);

  app_test_activate (window, "win.page", g_variant_new_string ("regions"));
  app_test_wait (gtk_widget_get_mapped (GTK_WIDGET (app_test_get_page (window, "regions"))), 10);
  app_test_wait (prognosis_map_view_get_figure (get_map (window)) != NULL, 20);
  return window;
}

static const char *
get_title (PrognosisMapView *map)
{
  return prognosis_panel_get_title (prognosis_figure_get_panel (prognosis_map_view_get_figure (map), 0));
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
  sort_by (window, 5, GTK_SORT_DESCENDING);
  for (guint row = 1; row <= n + 1; row++)
    {
      g_autofree char *name = dup_cell (window, row, 0), *chance = dup_cell (window, row, 4);

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
  g_assert_true (g_str_has_prefix (copied, "Region\tNext week\t80 % interval\tChange\tChance of a rise\tGrowth\tPer 100 000\n"));
  g_unlink (path);
  app_test_close_window (window);
}

/* The map shows what is chosen, on the day that is chosen; its squares and arrow keys select regions. */
static void
test_map (void)
{
  PrognosisWindow *window = open_page (STATES);
  PrognosisChartPage *page = app_test_get_page (window, "regions");
  PrognosisMapView *map = app_test_find (page, "map");
  GtkRange *day = app_test_find (page, "day");
  GtkDropDown *measures = app_test_find (page, "measures");
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "map.png", NULL);
  g_autofree char *title = NULL;
  const PrognosisChoices *choices;

  g_assert_false (gtk_widget_get_visible (app_test_find (page, "order")));
  title = g_strdup (get_title (map));
  g_assert_nonnull (strstr (title, "Chance of a rise"));
  app_test_keep_screenshot (window, "regions-chance.png");
  gtk_range_set_value (day, gtk_range_get_value (day) + 1);
  g_assert_cmpstr (get_title (map), !=, title);
  gtk_drop_down_set_selected (measures, PROGNOSIS_MEASURE_RATE);
  g_assert_nonnull (strstr (get_title (map), "Per 100 000"));
  g_assert_cmpfloat (gtk_range_get_value (day), ==, 0);
  app_test_keep_screenshot (window, "regions-rate.png");
  g_signal_emit_by_name (map, "place-clicked", 3.0, -6.0);
  choices = prognosis_session_get_choices (window->session);
  g_assert_cmpstr (prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name, ==,
                   "Texas");
  g_assert_true (app_test_press_key (map, GDK_KEY_Up, 0));
  choices = prognosis_session_get_choices (window->session);
  g_assert_cmpstr (prognosis_dataset_get_region (choices->dataset, prognosis_choices_get_first_region (choices))->name, ==,
                   "Oklahoma");
  app_test_activate (window, "win.export-to", g_variant_new_string (path));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  app_test_close_window (window);
}

static void
test_play (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  PrognosisChartPage *page = app_test_get_page (window, "regions");
  GtkRange *day = app_test_find (page, "day");
  GtkToggleButton *play = app_test_find (page, "play");
  GtkAdjustment *days = gtk_range_get_adjustment (day);

  /* These districts are on no map. */
  g_assert_true (gtk_widget_get_visible (app_test_find (page, "order")));
  gtk_range_set_value (day, gtk_adjustment_get_upper (days));
  gtk_toggle_button_set_active (play, TRUE);
  g_assert_cmpfloat (gtk_range_get_value (day), ==, gtk_adjustment_get_lower (days));
  app_test_wait (gtk_range_get_value (day) == gtk_adjustment_get_upper (days), 10);
  app_test_wait (!gtk_toggle_button_get_active (play), 10);
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

/* The selected regions get a name and a row in both lists; it can be undone, and is saved. */
static void
test_groups (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  const gsize n = prognosis_dataset_get_n_regions (prognosis_session_get_dataset (window->session));
  GtkListBox *groups = app_test_find (window, "groups");
  GtkWidget *button = app_test_find (window, "name_group");
  GtkEditable *name = app_test_find (window, "group_name");
  g_autoptr (GtkBitset) coast = gtk_bitset_new_range (1, 3);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "groups.prognosis", NULL);
  g_autofree char *row = NULL;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (groups)));
  g_assert_false (gtk_widget_get_visible (button));
  prognosis_session_select_regions (window->session, coast);
  g_assert_true (gtk_widget_get_visible (button));
  app_test_run_for (1100);
  gtk_editable_set_text (name, " Coast ");
  g_signal_emit_by_name (name, "activate");
  app_test_wait (count_rows (window) == n + 2, 20);
  row = dup_cell (window, 2, 0);
  g_assert_cmpstr (row, ==, "Coast");
  g_assert_nonnull (gtk_list_box_get_row_at_index (groups, 1));
  /* Other regions, then those of the group again, by its row. */
  gtk_selection_model_select_item (gtk_column_view_get_model (get_view (window)), 5, TRUE);
  g_assert_cmpuint (gtk_bitset_get_size (prognosis_session_get_choices (window->session)->regions), ==, 1);
  g_signal_emit_by_name (groups, "row-activated", gtk_list_box_get_row_at_index (groups, 1));
  g_assert_true (gtk_bitset_equals (prognosis_session_get_choices (window->session)->regions, coast));
  g_signal_emit_by_name (groups, "row-activated", gtk_list_box_get_row_at_index (groups, 0));
  g_assert_cmpuint (gtk_bitset_get_size (prognosis_session_get_choices (window->session)->regions), ==, n);
  app_test_keep_screenshot (window, "regions-groups.png");
  /* Saved, removed, brought back by undo, and read from the session. */
  g_assert_true (prognosis_session_save (window->session, path, NULL));
  prognosis_session_set_group (window->session, "Coast", NULL);
  app_test_wait (count_rows (window) == n + 1, 20);
  app_test_activate (window, "win.undo", NULL);
  app_test_wait (count_rows (window) == n + 2, 20);
  prognosis_session_set_group (window->session, "Coast", NULL);
  g_assert_true (prognosis_session_load (window->session, path, NULL));
  app_test_wait (prognosis_session_get_choices (window->session)->groups->len == 1, 20);
  g_unlink (path);
  app_test_close_window (window);
}

/* The places of the map: their kind, and how many of them have an outline. */
static const PrognosisMap *
get_places (PrognosisWindow *window)
{
  return prognosis_panel_get_map (prognosis_figure_get_panel (prognosis_map_view_get_figure (get_map (window)), 0));
}

static GtkLabel *
get_problem (PrognosisWindow *window)
{
  return app_test_find (app_test_get_page (window, "regions"), "problem");
}

/* Tiles unless outlines are chosen; the choice can be undone. */
static void
test_bundled_map (void)
{
  PrognosisWindow *window = open_page (STATES);

  g_assert_cmpint (get_places (window)->kind, ==, PROGNOSIS_MAP_TILES);
  app_test_activate (window, "win.map", g_variant_new_string ("outlines"));
  app_test_wait (get_places (window)->kind == PROGNOSIS_MAP_OUTLINES, 20);
  g_assert_cmpuint (get_places (window)->n_outlined, ==, 51);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_problem (window))));
  app_test_keep_screenshot (window, "regions-outlines.png");
  app_test_activate (window, "win.undo", NULL);
  app_test_wait (get_places (window)->kind == PROGNOSIS_MAP_TILES, 20);
  app_test_close_window (window);
}

/* A file is matched by the codes of its areas; one that is none, or has no region, is explained, and tiles stay. */
static void
test_own_map (void)
{
  PrognosisWindow *window = open_page (DISTRICTS);
  g_autofree char *map = g_test_build_filename (G_TEST_DIST, "data", "made-up-districts.geojson", NULL);
  g_autofree char *none = g_test_build_filename (G_TEST_DIST, "data", "no-such-map.geojson", NULL);

  g_assert_cmpint (get_places (window)->kind, ==, PROGNOSIS_MAP_ORDER);
  prognosis_window_open_files (window, (const char *const[]){ map, NULL });
  app_test_wait (get_places (window)->kind == PROGNOSIS_MAP_OUTLINES, 20);
  g_assert_cmpuint (get_places (window)->n_outlined, ==, 17);
  g_assert_cmpuint (get_places (window)->n_others, ==, 1);
  app_test_keep_screenshot (window, "regions-own-map.png");
  prognosis_session_set_map (window->session, none);
  app_test_wait (gtk_widget_get_visible (GTK_WIDGET (get_problem (window))), 20);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (get_problem (window)), "The map “no-such-map.geojson” cannot be used: "));
  g_assert_cmpint (get_places (window)->kind, ==, PROGNOSIS_MAP_ORDER);
  app_test_activate (window, "win.undo", NULL);
  app_test_wait (get_places (window)->kind == PROGNOSIS_MAP_OUTLINES, 20);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_problem (window))));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/groups", test_groups);
  g_test_add_func ("/app/bundled-map", test_bundled_map);
  g_test_add_func ("/app/own-map", test_own_map);
  g_test_add_func ("/app/regions-page/ranking", test_ranking);
  g_test_add_func ("/app/regions-page/selection", test_selection);
  g_test_add_func ("/app/regions-page/export", test_export);
  g_test_add_func ("/app/regions-page/map", test_map);
  g_test_add_func ("/app/regions-page/play", test_play);
  g_test_add_func ("/app/regions-page/one-region", test_one_region);
  return g_test_run ();
}
