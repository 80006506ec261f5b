/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A leaderboard whose numbers are known. */

#include "prognosis-board.h"
#include "prognosis-error.h"
#include "test-files.h"

#include <math.h>

static const char description[]
    = "{\"id\": \"small\", \"name\": \"Small\", \"round\": {\"column\": \"origin\", \"weekday\": 6}, \"end_days\": 0,"
      "\"horizons\": [0, 1], \"locations\": [\"01\", \"02\"], \"levels\": [0.25, 0.5, 0.75], \"baseline\": \"plain\","
      "\"columns\": [\"origin\", \"target\", \"horizon\", \"target_end_date\", \"location\", \"output_type\", \"output_type_id\", "
      "\"value\"],"
      "\"targets\": [{\"name\": \"cases\", \"measure\": \"count\", \"quantile\": \"required\"}]}";

static void
add_rows (GString *csv, const char *round, const char *end, int horizon, const char *location, double middle, double half_width)
{
  for (int i = -1; i <= 1; i++)
    g_string_append_printf (csv, "%s,cases,%d,%s,%s,quantile,%g,%g\n", round, horizon, end, location, 0.5 + 0.25 * i,
                            middle + i * half_width);
}

/* Both places in one round; the model in the second folder has no forecast for place 02. */
static void
write_model (const char *folder, const char *name, double middle, double half_width, gboolean is_whole)
{
  g_autoptr (GString) csv = g_string_new ("origin,target,horizon,target_end_date,location,output_type,output_type_id,value\n");
  g_autofree char *of_model = g_build_filename (folder, name, NULL), *path = g_build_filename (of_model, "2025-05-03-x.csv", NULL);

  g_assert_cmpint (g_mkdir_with_parents (of_model, 0700), ==, 0);
  add_rows (csv, "2025-05-03", "2025-05-03", 0, "01", middle, half_width);
  if (is_whole)
    {
      add_rows (csv, "2025-05-03", "2025-05-10", 1, "01", middle, half_width);
      add_rows (csv, "2025-05-03", "2025-05-03", 0, "02", middle, half_width);
    }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      remove_all (path);
    }
  g_remove (folder);
}

typedef struct
{
  char *folder, *hub, *truth;
  char *more[4];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("prognosis-test-XXXXXX", NULL);
  fixture->hub = g_build_filename (fixture->folder, "hub.json", NULL);
  fixture->truth = g_build_filename (fixture->folder, "truth.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->hub, description, -1, NULL));
  g_assert_true (g_file_set_contents (fixture->truth,
                                      "date,location,value,as_of\n2025-05-03,01,999,2025-05-10\n2025-05-03,01,10,2025-05-17\n"
                                      "2025-05-10,01,10,2025-05-17\n2025-05-03,02,10,2025-05-17\n",
                                      -1, NULL));
  write_model (fixture->folder, "plain", 14, 2, TRUE);
  write_model (fixture->folder, "close", 12, 2, TRUE);
  write_model (fixture->folder, "lazy", 14, 2, FALSE);
  fixture->more[0] = g_strdup_printf ("plain=%s/plain", fixture->folder);
  fixture->more[1] = g_strdup_printf ("%s/close", fixture->folder);
  fixture->more[2] = g_strdup_printf ("other=%s/lazy", fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->folder);
  for (int i = 0; i < 3; i++)
    g_free (fixture->more[i]);
  g_free (fixture->folder);
  g_free (fixture->hub);
  g_free (fixture->truth);
}

static const PrognosisBoardRow *
get_row (const GPtrArray *groups, guint group, guint row)
{
  return &g_array_index (((const PrognosisBoardGroup *) g_ptr_array_index (groups, group))->rows, PrognosisBoardRow, row);
}

/* Quantiles 12, 14, 16 against 10 lose 0.75 * 2, 0.5 * 4, 0.25 * 6, twice whose mean is 10/3; 10, 12, 14 lose 0, 1, 1, so 4/3. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisHub) hub = prognosis_hub_read (fixture->hub, &error);
  const char *truth[] = { fixture->truth, NULL };
  const PrognosisBoardOptions options = { .more = (const char *const *) fixture->more, .truth = truth };
  g_autoptr (PrognosisBoard) board = prognosis_board_new (hub, &options, NULL, &error);
  g_autoptr (GPtrArray) all = NULL, horizons = NULL, places = NULL, seasons = NULL;
  g_autoptr (GString) csv = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_board_get_n_tasks (board), ==, 3);
  g_assert_cmpstr (prognosis_board_get_baseline (board), ==, "plain");
  all = prognosis_board_rank (board, PROGNOSIS_BOARD_ALL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (get_row (all, 0, 0)->model, ==, "close");
  g_assert_cmpfloat_with_epsilon (get_row (all, 0, 0)->wis, 4.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_row (all, 0, 0)->relative, 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_row (all, 0, 0)->in50, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_row (all, 0, 1)->relative, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_row (all, 0, 2)->wis, 10.0 / 3.0, 1e-12);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (get_row (all, 0, i)->share, g_str_equal (get_row (all, 0, i)->model, "other") ? 1.0 / 3.0 : 1.0,
                                    1e-12);
  horizons = prognosis_board_rank (board, PROGNOSIS_BOARD_HORIZON);
  places = prognosis_board_rank (board, PROGNOSIS_BOARD_PLACE);
  seasons = prognosis_board_rank (board, PROGNOSIS_BOARD_SEASON);
  g_assert_cmpuint (horizons->len, ==, 2);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpuint (seasons->len, ==, 1);
  g_assert_cmpstr (((PrognosisBoardGroup *) g_ptr_array_index (seasons, 0))->name, ==, "2024-25");
  /* In horizon 1 the third has no forecast: it comes last, without a score. */
  g_assert_cmpstr (get_row (horizons, 1, 2)->model, ==, "other");
  g_assert_true (isnan (get_row (horizons, 1, 2)->relative));
  csv = prognosis_board_to_csv (all);
  g_assert_true (g_str_has_prefix (csv->str, "group,model,share,n_tasks,relative_wis_log,relative_wis,"));
  g_assert_nonnull (strstr (csv->str, "\nall,close,1,3,"));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PrognosisHub) hub = prognosis_hub_read (fixture->hub, NULL);
  const char *truth[] = { fixture->truth, NULL };
  const char *without[] = { fixture->more[1], NULL }, *nowhere[] = { "nowhere", NULL };
  const PrognosisBoardOptions no_truth = { .more = (const char *const *) fixture->more };
  const PrognosisBoardOptions no_baseline = { .more = without, .truth = truth };
  const PrognosisBoardOptions no_folder = { .more = nowhere, .truth = truth };
  const PrognosisBoardOptions *all[] = { &no_truth, &no_baseline, &no_folder };
  static const char *const says[] = { "name their file with --truth", "there is no baseline", "nowhere: there is no such folder" };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (prognosis_board_new (hub, all[i], NULL, &error));
      g_assert_nonnull (strstr (error->message, says[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/board/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/board/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
