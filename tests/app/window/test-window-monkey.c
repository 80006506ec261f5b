/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random changes and every action of the window, undone and redone between, as nobody would make them: the program
 * stands, undoing everything gives what was at the start, and a session that is saved and opened is the same.
 * PROGNOSIS_MONKEY_STEPS and PROGNOSIS_MONKEY_SEED change how many and which. */

#include "app-test-window.h"

#include "prognosis-setting.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-outbreak.h"
#include "prognosis-session-parameters.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static PrognosisWindow *window;
static GRand *dice;
static char *folder;
static char *start; /* what undoing everything must restore */

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

  prognosis_session_set_setting (window->session, setting->id, g_rand_double_range (dice, setting->lower, upper + 1e-3));
}

static void
move_slider (void)
{
  guint n = app_test_count (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW);
  GtkRange *scale;

  if (n == 0)
    return;
  scale = app_test_find (app_test_find_type (window->model_panel, PROGNOSIS_TYPE_PARAMETER_ROW, roll (n)), "scale");
  for (guint i = roll (5) + 1; i > 0; i--)
    gtk_range_set_value (scale, g_rand_double (dice));
  app_test_run_for (roll (3) * 200);
}

static void
touch_parameter (void)
{
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (window->session));
  gsize parameter;

  if (fit == NULL)
    return;
  parameter = roll ((guint) prognosis_fit_get_n_parameters (fit));
  if (toss ())
    prognosis_session_set_locked (window->session, parameter, &prognosis_parameter_view_plain, toss ());
  else
    prognosis_session_reset_parameter (window->session, parameter, &prognosis_parameter_view_plain);
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
change_outbreak (void)
{
  const PrognosisOutbreak *outbreak = prognosis_session_get_choices (window->session)->outbreak;
  const guint n_changes = outbreak != NULL && outbreak->scenario != NULL ? outbreak->scenario->changes->len : 0;
  const PrognosisChange change = { (int) roll (200), roll (300) / 100.0, (int) roll (100) };
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);
  const PrognosisOutbreakField *field = &fields[roll ((guint) n)];

  if (outbreak == NULL)
    activate ("win.simulate", NULL);
  else if (toss ())
    prognosis_session_set_outbreak_field (window->session, field,
                                          field->slider_lower + roll (101) / 100.0 * (field->slider_upper - field->slider_lower));
  else if (n_changes > 0 && toss ())
    prognosis_session_set_outbreak_change (window->session, (int) roll (n_changes), toss () ? NULL : &change);
  else if (toss ())
    prognosis_session_set_outbreak_change (window->session, -1, &change);
  else
    prognosis_session_set_by_chance (window->session, toss ());
}

static GVariant *
choose_text (const char *const *texts, guint n)
{
  return g_variant_new_string (texts[roll (n)]);
}

static GVariant *
choose_file (const char *const *names, guint n)
{
  g_autofree char *path = g_build_filename (folder, names[roll (n)], NULL);

  return g_variant_new_string (path);
}

/* A parameter for the action; NULL: the action is left out. */
static GVariant *
choose_target (const char *action)
{
  static const char *const pages[] = { "trajectories", "reproduction", "compare", "scenarios", "fit", "outbreak" };
  static const char *const manuals[] = { "manual-data", "manual-reading", "manual-model", "manual-sharing" };
  static const char *const formats[] = { "png", "svg", "pdf" };
  static const char *const exports[] = { "a.png", "a.svg", "a.pdf", "a.csv", "gone/a.png", "gone/a.csv" };
  static const char *const folders[] = { "all", "gone/all" };
  static const char *const tables[] = { "t.csv", "gone/t.csv" };
  static const char *const reports[] = { "r.pdf", "gone/r.pdf" };
  static const char *const sessions[] = { "s.prognosis", "gone/s.prognosis" };
  gsize n, n_lessons;
  const PrognosisPreset *presets = prognosis_preset_list (&n);
  const PrognosisLesson *lessons = prognosis_lesson_list (&n_lessons);

  if (g_str_equal (action, "win.page"))
    return choose_text (pages, G_N_ELEMENTS (pages));
  if (g_str_equal (action, "win.manual"))
    return choose_text (manuals, G_N_ELEMENTS (manuals));
  if (g_str_equal (action, "win.lesson"))
    return g_variant_new_string (lessons[roll ((guint) n_lessons)].id);
  if (g_str_equal (action, "win.export-chart"))
    return choose_text (formats, G_N_ELEMENTS (formats));
  if (g_str_equal (action, "win.preset"))
    return g_variant_new_string (presets[roll ((guint) n)].id);
  if (g_str_equal (action, "win.export-to"))
    return choose_file (exports, G_N_ELEMENTS (exports));
  if (g_str_equal (action, "win.report-to"))
    return choose_file (reports, G_N_ELEMENTS (reports));
  if (g_str_equal (action, "win.export-everything-to"))
    return choose_file (folders, G_N_ELEMENTS (folders));
  if (g_str_equal (action, "win.export-table-to"))
    return choose_file (tables, G_N_ELEMENTS (tables));
  if (g_str_equal (action, "win.save-to"))
    return choose_file (sessions, G_N_ELEMENTS (sessions));
  if (g_str_equal (action, "win.forecaster") || g_str_equal (action, "win.open-path") || g_str_equal (action, "win.locate-at"))
    return NULL; /* choose_model(), reopen() */
  g_error ("%s: say here what it can be given", action);
}

/* Windows that an action has opened. */
static void
close_others (void)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  /* Before it is drawn: GTK's own chooser may draw buttons of its path before they have a place, and warns of it. */
  g_clear_object (&window->chooser);
  app_test_run_for (20);
  for (guint i = g_list_model_get_n_items (toplevels); i-- > 0;)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

      if (other != NULL && other != GTK_WINDOW (window))
        gtk_window_destroy (other);
    }
  app_test_run_for (20);
}

static void
try_any_action (void)
{
  /* Dialogs that wait for an answer, and actions that open other data. */
  static const char *const left_out[] = { "win.print", "win.first-steps", "win.restore", NULL };
  static const char *const of_application[] = { "app.new-window", "app.about" };
  const char *name;
  const GVariantType *type;
  const char *property;
  GType owner;
  guint n = 0;
  GVariant *target = NULL;

  if (roll (20) == 0)
    name = of_application[roll (G_N_ELEMENTS (of_application))], type = NULL;
  else
    {
      GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (window);

      while (gtk_widget_class_query_action (klass, n, &owner, &name, &type, &property))
        n++;
      g_assert_true (gtk_widget_class_query_action (klass, roll (n), &owner, &name, &type, &property));
      if (owner != PROGNOSIS_TYPE_WINDOW || g_strv_contains (left_out, name))
        return;
    }
  if (type != NULL)
    {
      target = choose_target (name);
      if (target == NULL)
        return;
    }
  activate (name, target);
  close_others ();
}

/* The session without its results, which come and go on their own. (transfer full) */
static char *
dup_choices (void)
{
  char *json = prognosis_session_to_json (window->session);
  char *results = strstr (json, ",\n  \"results\"");

  if (results != NULL)
    *results = '\0';
  else
    *strrchr (json, '\n') = '\0';
  return json;
}

/* Saved and reopened it is the same, without its history. */
static void
reopen (void)
{
  g_autofree char *path = g_build_filename (folder, "again.prognosis", NULL);
  g_autofree char *before = NULL;

  app_test_run_for (400); /* sliders come to rest */
  before = dup_choices ();
  activate ("win.save-to", g_variant_new_string (path));
  activate ("win.open-path", g_variant_new_string (path));
  app_test_wait (prognosis_session_get_state (window->session) != PROGNOSIS_SESSION_READING, 60);
  g_free (start);
  start = dup_choices ();
  g_assert_cmpstr (before, ==, start);
}

static void
act (void)
{
  static const char *const pages[] = { "trajectories", "reproduction", "compare", "scenarios", "fit", "outbreak" };
  static const char *const views[] = { "as-given", "increments", "cumulative" };
  static const char *const plain[]
      = { "win.log",  "win.per-100k",           "win.zoom-in", "win.zoom-out",         "win.zoom-fit",      "win.fit",
          "win.stop", "win.select-all-regions", "win.search",  "win.reset-parameters", "win.stop-comparing" };
  PrognosisDataset *dataset = prognosis_session_get_dataset (window->session);

  switch (roll (23))
    {
    case 0: change_setting (); break;
    case 1: move_slider (); break;
    case 2: touch_parameter (); break;
    case 3: choose_model (); break;
    case 4: select_regions (); break;
    case 5: exclude (); break;
    case 6: change_scenarios (); break;
    case 7: activate ("win.page", g_variant_new_string (pages[roll (G_N_ELEMENTS (pages))])); break;
    case 8: activate ("win.view", g_variant_new_string (views[roll (G_N_ELEMENTS (views))])); break;
    case 9: prognosis_session_set_origin (window->session, roll ((guint) prognosis_dataset_get_n_steps (dataset))); break;
    case 10: prognosis_session_set_all_regions (window->session, toss ()); break;
    case 11:
    case 12:
      for (guint i = roll (4); i > 0; i--)
        activate ("win.undo", NULL);
      break;
    case 13:
      for (guint i = roll (4); i > 0; i--)
        activate ("win.redo", NULL);
      break;
    case 14:
    case 15: activate (plain[roll (G_N_ELEMENTS (plain))], NULL); break;
    case 16:
      if (roll (8) == 0)
        reopen ();
      break;
    case 17:
    case 18: change_outbreak (); break;
    default: try_any_action (); break;
    }
}

static void
test_monkey (gconstpointer sample)
{
  const char *steps = g_getenv ("PROGNOSIS_MONKEY_STEPS");
  const char *seed = g_getenv ("PROGNOSIS_MONKEY_SEED");
  int n = steps != NULL ? atoi (steps) : 200;
  g_autofree char *end = NULL;
  g_autoptr (GSettings) settings = app_test_get_settings ();
  gpointer weak;

  dice = g_rand_new_with_seed (seed != NULL ? (guint32) atoi (seed) : 1);
  window = prognosis_window_new (GTK_APPLICATION (app_test_get_application ()), settings);
  gtk_window_present (GTK_WINDOW (window));
  app_test_open_sample (window->session, sample);
  start = dup_choices ();
  for (int i = 0; i < n; i++)
    {
      act ();
      app_test_run_for (roll (20));
    }
  app_test_run_for (500); /* sliders come to rest */
  while (prognosis_history_get_undo_label (prognosis_session_get_history (window->session)) != NULL)
    prognosis_session_undo (window->session);
  end = dup_choices ();
  g_assert_cmpstr (end, ==, start);
  prognosis_comparison_stop (prognosis_session_get_comparison (window->session));
  app_test_settle (window->session);
  weak = window;
  g_object_add_weak_pointer (G_OBJECT (window), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (weak == NULL, 10);
  g_rand_free (dice);
  g_clear_pointer (&start, g_free);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_remove (child) != 0)
        remove_folder (child);
    }
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  int result;

  folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_data_func ("/app/window-monkey/school", "influenza-boarding-school-1978.csv", test_monkey);
  g_test_add_data_func ("/app/window-monkey/districts", "measles-weser-ems-2001-2002.csv", test_monkey);
  result = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return result;
}
