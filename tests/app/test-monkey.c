/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random changes, undone and redone between, as nobody would make them: the program stands, and undoing
 * everything gives what was at the start. PROGNOSIS_MONKEY_STEPS and PROGNOSIS_MONKEY_SEED change how many and which. */

#include "app-test-window.h"

#include "prognosis-setting.h"

#include <stdlib.h>

static PrognosisWindow *window;
static GRand *dice;

static guint
roll (guint n)
{
  return n > 0 ? (guint) g_rand_int_range (dice, 0, (gint32) n) : 0;
}

static gboolean
toss (void)
{
  return g_rand_boolean (dice);
}

static void
activate (const char *name, GVariant *target)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

static void
change_setting (void)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);
  const PrognosisSetting *setting = &settings[roll ((guint) n)];
  double upper = MIN (setting->upper, MAX (setting->lower + 1, 60));

  prognosis_session_set_setting (window->session, setting->id,
                                 g_rand_double_range (dice, setting->lower, upper + 1e-3));
}

static void
move_slider (void)
{
  guint n = prognosis_model_panel_get_n_rows (window->model_panel);
  GtkRange *scale;

  if (n == 0)
    return;
  scale = prognosis_parameter_row_get_scale (prognosis_model_panel_get_row (window->model_panel, roll (n)));
  for (guint i = roll (5) + 1; i > 0; i--)
    gtk_range_set_value (scale, g_rand_double (dice));
  app_test_run_for (roll (3) * 200);
}

static void
touch_parameter (void)
{
  PrognosisFit *fit = prognosis_session_get_fit (window->session);
  gsize parameter;

  if (fit == NULL)
    return;
  parameter = roll ((guint) prognosis_fit_get_n_parameters (fit));
  if (toss ())
    prognosis_session_set_locked (window->session, parameter, toss ());
  else
    prognosis_session_reset_parameter (window->session, parameter);
}

static void
choose_model (void)
{
  gsize n;
  const PrognosisForecaster *const *all = prognosis_forecaster_list (&n);

  activate ("win.forecaster", g_variant_new_string (all[roll ((guint) n)]->id));
}

static void
select_regions (void)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);
  g_autoptr (GtkBitset) regions = gtk_bitset_new_empty ();

  for (guint i = roll (4) + 1; i > 0; i--)
    gtk_bitset_add (regions, roll ((guint) prognosis_dataset_get_n_regions (dataset)));
  prognosis_session_select_regions (window->session, regions);
}

static void
exclude (void)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);

  prognosis_session_set_excluded (window->session, roll ((guint) prognosis_dataset_get_n_regions (dataset)),
                                  roll ((guint) prognosis_dataset_get_n_signals (dataset)),
                                  roll ((guint) prognosis_dataset_get_n_steps (dataset)), toss ());
}

static void
change_scenarios (void)
{
  guint n = prognosis_session_get_choices (window->session)->scenarios->len;

  if (n > 0 && toss ())
    prognosis_session_set_scenario (window->session, roll (n), NULL);
  else
    activate ("win.add-scenario", NULL);
}

static void
act (void)
{
  static const char *const pages[] = { "trajectories", "reproduction", "compare", "scenarios", "fit" };
  static const char *const views[] = { "as-given", "increments", "cumulative" };
  static const char *const plain[] = { "win.log",    "win.per-100k", "win.zoom-in",          "win.zoom-out",
                                       "win.zoom-fit", "win.fit",    "win.stop",             "win.select-all-regions",
                                       "win.search", "win.reset-parameters", "win.stop-comparing" };
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);

  switch (roll (16))
    {
    case 0:
      change_setting ();
      break;
    case 1:
      move_slider ();
      break;
    case 2:
      touch_parameter ();
      break;
    case 3:
      choose_model ();
      break;
    case 4:
      select_regions ();
      break;
    case 5:
      exclude ();
      break;
    case 6:
      change_scenarios ();
      break;
    case 7:
      activate ("win.page", g_variant_new_string (pages[roll (G_N_ELEMENTS (pages))]));
      break;
    case 8:
      activate ("win.view", g_variant_new_string (views[roll (G_N_ELEMENTS (views))]));
      break;
    case 9:
      prognosis_session_set_origin (window->session, roll ((guint) prognosis_dataset_get_n_steps (dataset)));
      break;
    case 10:
      prognosis_session_set_all_regions (window->session, toss ());
      break;
    case 11:
    case 12:
      for (guint i = roll (4); i > 0; i--)
        activate ("win.undo", NULL);
      break;
    case 13:
      for (guint i = roll (4); i > 0; i--)
        activate ("win.redo", NULL);
      break;
    default:
      activate (plain[roll (G_N_ELEMENTS (plain))], NULL);
      break;
    }
}

static void
test_monkey (gconstpointer sample)
{
  const char *steps = g_getenv ("PROGNOSIS_MONKEY_STEPS");
  const char *seed = g_getenv ("PROGNOSIS_MONKEY_SEED");
  int n = steps != NULL ? atoi (steps) : 120;
  g_autoptr (PrognosisChoices) start = NULL;
  gpointer weak;

  dice = g_rand_new_with_seed (seed != NULL ? (guint32) atoi (seed) : 1);
  window = prognosis_window_new (app_test_get_application ());
  gtk_window_present (GTK_WINDOW (window));
  app_test_open_sample (window->session, sample);
  start = prognosis_choices_copy (prognosis_session_get_choices (window->session));
  for (int i = 0; i < n; i++)
    {
      act ();
      app_test_run_for (roll (20));
    }
  app_test_run_for (500); /* sliders come to rest */
  while (prognosis_session_can_undo (window->session))
    prognosis_session_undo (window->session);
  g_assert_true (prognosis_choices_equal (start, prognosis_session_get_choices (window->session)));
  app_test_settle (window->session);
  weak = window;
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (weak == NULL, 10);
  g_rand_free (dice);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_data_func ("/app/monkey/school", "influenza-boarding-school-1978.csv", test_monkey);
  g_test_add_data_func ("/app/monkey/districts", "measles-weser-ems-2001-2002.csv", test_monkey);
  return g_test_run ();
}
