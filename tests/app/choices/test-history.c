/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-forecaster-list.h"
#include "prognosis-history.h"
#include "prognosis-reader.h"

/* Choices that differ by their horizon. (transfer full) */
static PrognosisChoices *
choose (int horizon)
{
  PrognosisChoices *choices = prognosis_choices_new ();

  choices->options->horizon = horizon;
  return choices;
}

static void
count_cb (PrognosisHistory *history, int *n)
{
  (*n)++;
}

static void
test_undo_and_redo (void)
{
  g_autoptr (PrognosisHistory) history = prognosis_history_new ();
  PrognosisChoices *now = choose (1);
  int n_changes = 0;

  g_signal_connect (history, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_null (prognosis_history_get_undo_label (history));
  g_assert_false (prognosis_history_undo (history, &now));
  g_assert_false (prognosis_history_redo (history, &now));
  g_assert_cmpint (n_changes, ==, 0);

  prognosis_history_record (history, "First", NULL, now);
  now = choose (2);
  prognosis_history_record (history, "Second", NULL, now);
  now = choose (3);
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_cmpstr (prognosis_history_get_undo_label (history), ==, "Second");
  g_assert_null (prognosis_history_get_redo_label (history));

  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 2);
  g_assert_cmpstr (prognosis_history_get_undo_label (history), ==, "First");
  g_assert_cmpstr (prognosis_history_get_redo_label (history), ==, "Second");
  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 1);
  g_assert_null (prognosis_history_get_undo_label (history));
  g_assert_true (prognosis_history_redo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 2);
  g_assert_cmpint (n_changes, ==, 5);

  /* A new change makes redo impossible. */
  prognosis_history_record (history, "Third", NULL, now);
  g_assert_null (prognosis_history_get_redo_label (history));
  prognosis_history_clear (history);
  g_assert_null (prognosis_history_get_undo_label (history));
}

/* Changes with one key in quick succession are undone together. */
static void
test_merge (void)
{
  g_autoptr (PrognosisHistory) history = prognosis_history_new ();
  PrognosisChoices *now;

  prognosis_history_record (history, "Horizon", "horizon", choose (1));
  prognosis_history_record (history, "Horizon", "horizon", choose (2));
  prognosis_history_record (history, "Seed", "seed", choose (3));
  prognosis_history_record (history, "Seed", NULL, choose (4));
  prognosis_history_record (history, "Seed", NULL, choose (5));
  now = choose (6);
  for (int horizon = 5; horizon >= 3; horizon--)
    {
      g_assert_true (prognosis_history_undo (history, &now));
      g_assert_cmpint (now->options->horizon, ==, horizon);
    }
  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 1);
  g_assert_null (prognosis_history_get_undo_label (history));
  /* After undo and redo, the next change is a step of its own. */
  g_assert_true (prognosis_history_redo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 3);
  prognosis_history_record (history, "Horizon", "horizon", now);
  now = choose (8);
  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_cmpint (now->options->horizon, ==, 3);
  prognosis_choices_free (now);
}

/* (transfer full) */
static PrognosisForecast *
forecast (PrognosisDataset *dataset)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *made = prognosis_forecaster_run (prognosis_forecaster_find ("persistence"), &request, &error);

  g_assert_no_error (error);
  return made;
}

/* (transfer full) */
static PrognosisDataset *
read_cases (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "influenza-boarding-school-1978.csv", NULL);
  const char *const paths[] = { path, NULL };
  PrognosisDataset *dataset = prognosis_read (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

/* The latest steps keep their forecast, and receive one made later. */
static void
test_results (void)
{
  g_autoptr (PrognosisHistory) history = prognosis_history_new ();
  g_autoptr (PrognosisDataset) dataset = read_cases ();
  g_autoptr (PrognosisForecast) result = forecast (dataset);
  PrognosisChoices *now = NULL;

  for (int i = 0; i < 6; i++)
    {
      PrognosisChoices *before = choose (1);

      before->is_log = i % 2;
      before->result = prognosis_forecast_ref (result);
      prognosis_history_record (history, "Scale", NULL, before);
    }
  now = choose (1);
  for (int i = 5; i >= 0; i--)
    {
      g_assert_true (prognosis_history_undo (history, &now));
      g_assert_cmpint (now->result != NULL, ==, i >= 2);
    }
  /* Steps with other options do not receive it. */
  prognosis_history_record (history, "Horizon", NULL, now);
  now = choose (2);
  now->result = prognosis_forecast_ref (result);
  prognosis_history_share_result (history, now);
  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_null (now->result);
  now->result = prognosis_forecast_ref (result);
  prognosis_history_record (history, "Horizon", NULL, choose (1));
  prognosis_history_share_result (history, now);
  prognosis_choices_free (now);
  now = choose (3);
  g_assert_true (prognosis_history_undo (history, &now));
  g_assert_true (now->result == result);
  prognosis_choices_free (now);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/history/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/app/history/merge", test_merge);
  g_test_add_func ("/app/history/results", test_results);
  return g_test_run ();
}
