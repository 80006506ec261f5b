/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Descriptions of hubs: those that are built in agree with what the hubs publish. */

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-hub.h"
#include "test-files.h"

#include <math.h>

static const PrognosisHubTask *
find_task (const PrognosisHub *hub, const char *round, const char *target)
{
  const PrognosisHubRound *found = prognosis_hub_find_round (hub, round);

  g_assert_nonnull (found);
  for (guint i = 0; i < found->tasks->len; i++)
    if (prognosis_hub_task_find_target (g_ptr_array_index (found->tasks, i), target) != NULL)
      return g_ptr_array_index (found->tasks, i);
  return NULL;
}

static void
test_built_in (void)
{
  g_auto (GStrv) ids = prognosis_hub_list ();

  g_assert_cmpuint (g_strv_length (ids), ==, 7);
  for (char **id = ids; *id != NULL; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisHub) hub = prognosis_hub_read (*id, &error);
      int reference;

      g_assert_no_error (error);
      g_assert_cmpstr (hub->id, ==, *id);
      g_assert_nonnull (hub->baseline);
      /* Weeks that end on a Saturday in the US and on a Sunday in Europe. */
      g_assert_true (
          prognosis_hub_find_reference (hub, prognosis_day_from_ymd (2025, 5, g_str_has_prefix (*id, "cdc") ? 3 : 4), &reference));
      g_assert_false (prognosis_hub_find_reference (hub, prognosis_day_from_ymd (2025, 5, 6), &reference));
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_hub_read ("cdc-measles", &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_assert_nonnull (strstr (error->message, "cdc-covid, cdc-flusight, cdc-rsv"));
}

static void
test_file_name (void)
{
  g_autoptr (PrognosisHub) covid = prognosis_hub_read ("cdc-covid", NULL);
  g_autoptr (PrognosisHub) sari = prognosis_hub_read ("respinow-sari", NULL);
  g_autofree char *name = prognosis_hub_dup_file_name (covid, "2025-05-03", "TEAM-MODEL");
  g_autofree char *german = prognosis_hub_dup_file_name (sari, "2024-10-10", "TEAM-MODEL");

  g_assert_cmpstr (name, ==, "model-output/TEAM-MODEL/2025-05-03-TEAM-MODEL.csv");
  g_assert_cmpstr (german, ==, "submissions/icosari/sari/TEAM-MODEL/2024-10-10-icosari-sari-TEAM-MODEL.csv");
}

typedef struct
{
  const char *id, *folder, *round;
} Pair;

/* A round of ours and of the hub's own configuration permit the same. */
static void
test_agrees (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *path = test_shared_path (pair->folder);
  g_autoptr (PrognosisHub) ours = prognosis_hub_read (pair->id, NULL);
  g_autoptr (PrognosisHub) theirs = NULL;
  g_autoptr (GError) error = NULL;
  const PrognosisHubRound *round;

  if (path == NULL)
    return;
  theirs = prognosis_hub_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (theirs->end_days, ==, ours->end_days);
  g_assert_cmpstr (theirs->round_column, ==, ours->round_column);
  g_assert_cmpstr (theirs->baseline, ==, ours->baseline);
  g_assert_cmpint (theirs->season, ==, ours->season);
  for (char **name = ours->columns; *name != NULL; name++)
    g_assert_true (g_strv_contains ((const char *const *) theirs->columns, *name));
  round = prognosis_hub_find_round (ours, pair->round);
  for (guint i = 0; i < round->tasks->len; i++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (round->tasks, i);
      const PrognosisHubTarget *target = g_ptr_array_index (task->targets, 0);
      const PrognosisHubTask *other = find_task (theirs, pair->round, target->name);

      g_assert_nonnull (other);
      g_assert_cmpint (prognosis_hub_task_find_target (other, target->name)->measure, ==, target->measure);
      for (guint o = 0; o < task->outputs->len; o++)
        {
          const PrognosisHubOutput *output = g_ptr_array_index (task->outputs, o);
          const PrognosisHubOutput *same = prognosis_hub_task_find_output (other, output->type);

          g_assert_nonnull (same);
          g_assert_cmpint (same->is_required, ==, output->is_required);
          g_assert_cmpuint (same->required->len, ==, output->required->len);
          g_assert_cmpuint (same->max_samples, ==, output->max_samples);
          g_assert_cmpint (same->is_integer, ==, output->is_integer);
          for (guint k = 0; k < output->required->len; k++)
            g_assert_cmpstr (g_ptr_array_index (same->required, k), ==, g_ptr_array_index (output->required, k));
        }
      for (guint c = 0; c < task->columns->len; c++)
        {
          const PrognosisHubColumn *column = g_ptr_array_index (task->columns, c);
          const PrognosisHubColumn *same = prognosis_hub_task_find_column (other, column->name);

          g_assert_nonnull (same);
          for (guint k = 0; k < column->optional->len; k++)
            {
              const char *text = g_ptr_array_index (column->optional, k);

              g_test_message ("%s: %s", column->name, text);
              g_assert_true (prognosis_hub_column_permits (same, text));
            }
          if (g_str_equal (column->name, PROGNOSIS_HUB_LOCATION))
            g_assert_cmpuint (same->optional->len, ==, column->optional->len);
        }
    }
}

/* What only the configuration tells: the season's peak. */
static void
test_peaks (void)
{
  g_autofree char *path = test_shared_path ("hub-configs/flusight");
  g_autoptr (PrognosisHub) hub = NULL;

  if (path == NULL)
    return;
  hub = prognosis_hub_read (path, NULL);
  g_assert_cmpint (
      prognosis_hub_task_find_target (find_task (hub, "2025-12-06", "peak inc flu hosp"), "peak inc flu hosp")->measure, ==,
      PROGNOSIS_HUB_PEAK_SIZE);
  g_assert_cmpint (
      prognosis_hub_task_find_target (find_task (hub, "2025-12-06", "peak week inc flu hosp"), "peak week inc flu hosp")->measure,
      ==, PROGNOSIS_HUB_PEAK_WEEK);
  g_assert_cmpuint (hub->change.n_horizons, ==, 4);
  g_assert_cmpfloat (prognosis_hub_find_place (hub, "01")->population, >, 4e6);
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "[]",
                                       "{}",
                                       "{\"rounds\": []}",
                                       "{\"rounds\": [{\"round_id\": \"a\"}]}",
                                       "{\"rounds\": [{\"round_id\": \"a\", \"model_tasks\": [{}]}]}",
                                       "{\"targets\": [], \"id\": \"x\"}",
                                       "not JSON" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TestFiles files;
      const char *path;
      g_autoptr (GError) error = NULL;

      test_files_init (&files);
      path = test_files_write (&files, "tasks.json", wrong[i], -1);
      g_assert_null (prognosis_hub_read (path, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, path));
      test_files_clear (&files);
    }
}

int
main (int argc, char **argv)
{
  static const Pair pairs[] = { { "cdc-flusight", "hub-configs/flusight", "2025-12-06" },
                                { "cdc-covid", "hub-configs/covid", "2025-05-03" },
                                { "cdc-rsv", "hub-configs/rsv", "2025-12-06" },
                                { "respicast", "hub-configs/respicast", "2025-01-08" } };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hub/built-in", test_built_in);
  g_test_add_func ("/hub/unknown", test_unknown);
  g_test_add_func ("/hub/file-name", test_file_name);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strconcat ("/hub/agrees/", pairs[i].id, NULL);

      g_test_add_data_func (path, &pairs[i], test_agrees);
    }
  g_test_add_func ("/hub/peaks", test_peaks);
  g_test_add_func ("/hub/refused", test_refused);
  return g_test_run ();
}
