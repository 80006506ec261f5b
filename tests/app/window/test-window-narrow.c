/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything fits a window 360 px wide, and all text in panels is readable. */

#include "app-test-window.h"
#include "prognosis-setting.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-session-choices.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define STATES "covid-19-us-states-2020.csv.gz"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static void
test_models (void)
{
  PrognosisWindow *window = app_test_new_window (360, 640);
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  app_test_assert_small (GTK_WIDGET (window), "welcome");
  app_test_open_sample (window->session, SCHOOL);
  for (gsize i = 0; i < n; i++)
    {
      app_test_activate (window, "win.forecaster", g_variant_new_string (list[i]->id));
      app_test_settle (window->session);
      app_test_assert_pages_small (window, list[i]->id);
    }
  app_test_close_window (window);
}

static void
test_regions (void)
{
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 360, 640);
  AdwFlap *flaps[] = { window->regions_flap, window->model_flap };

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  app_test_activate (window, "win.add-scenario", NULL);
  app_test_settle (window->session);
  app_test_assert_pages_small (window, "sir");
  /* Both panels overlay the chart completely and leave a strip of it to return to. */
  for (gsize i = 0; i < G_N_ELEMENTS (flaps); i++)
    {
      g_assert_true (adw_flap_get_folded (flaps[i]));
      adw_flap_set_reveal_flap (flaps[i], TRUE);
      app_test_wait (adw_flap_get_reveal_progress (flaps[i]) == 1, 10);
      g_assert_cmpint (gtk_widget_get_width (adw_flap_get_flap (flaps[i])), <, gtk_widget_get_width (GTK_WIDGET (window)));
      app_test_assert_small (GTK_WIDGET (window), i == 0 ? "regions" : "model");
      app_test_keep_screenshot (window, i == 0 ? "narrow-regions.png" : "narrow-model.png");
      adw_flap_set_reveal_flap (flaps[i], FALSE);
    }
  app_test_close_window (window);
}

/* Asked for 360 px, the window takes no more: also with a long title, regions, three buttons of the window manager and
 * large text, and when it was wide before. */
static void
test_states (void)
{
  static const double scales[] = { 1, 1.5 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    app_test_check_narrow (STATES, scales[i]);
}

/* A narrow window has fewer buttons in its header bar; a wide one has them all. */
static void
test_bar (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 360, 640);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->open_button)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->export_button)));
  g_assert_true (gtk_widget_get_next_sibling (GTK_WIDGET (window->pages)) == window->switcher);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  app_test_wait (gtk_widget_get_visible (GTK_WIDGET (window->open_button)), 10);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->export_button)));
  g_assert_true (gtk_widget_get_next_sibling (window->switcher) == GTK_WIDGET (window->pages));
  app_test_close_window (window);
}

static GtkWidget *
find_other (PrognosisWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (toplevels, i);

      if (other != GTK_WIDGET (window) && gtk_widget_get_visible (other))
        return other;
    }
  return NULL;
}

static void
test_dialogs (void)
{
  static const char *const actions[] = { "win.data", "win.population", "win.table", "win.preferences", "app.about" };
  PrognosisWindow *window = app_test_open_window (DISTRICTS, 360, 640);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *name = g_strdup_printf ("narrow-%s.png", actions[i] + 4);
      GtkWidget *dialog;

      app_test_activate (window, actions[i], NULL);
      app_test_wait (find_other (window) != NULL, 10);
      dialog = find_other (window);
      gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 600);
      app_test_run_for (200);
      app_test_assert_small (dialog, actions[i]);
      if (g_getenv ("PROGNOSIS_SCREENSHOTS") != NULL)
        {
          g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SCREENSHOTS"), name, NULL);

          app_test_run_for (500);
          app_test_screenshot (dialog, path);
        }
      gtk_window_destroy (GTK_WINDOW (dialog));
      app_test_wait (find_other (window) == NULL, 10);
    }
  app_test_close_window (window);
}

/* At the panel’s natural width. */
static void
test_words (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 2400);
  static const char *const models[] = { "auto", "sir", "seir", "autoode-covid", "hybrid", "fc" };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      app_test_activate (window, "win.forecaster", g_variant_new_string (models[i]));
      app_test_settle (window->session);
      app_test_run_for (200);
      app_test_assert_whole (GTK_WIDGET (window->model_panel));
    }
  app_test_close_window (window);
}

/* What is said about the list as a whole does not cover its entries, which say what each model is. */
static void
test_lists (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  GtkWidget *row, *list;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  row = GTK_WIDGET (app_test_find_setting (window, "transmission"));
  list = app_test_find_type (row, GTK_TYPE_DROP_DOWN, 0);
  g_assert_nonnull (gtk_widget_get_tooltip_text (row));
  g_signal_emit_by_name (list, "activate");
  app_test_wait (!gtk_widget_get_has_tooltip (row), 10);
  gtk_popover_popdown (app_test_find_type (list, GTK_TYPE_POPOVER, 0));
  app_test_wait (gtk_widget_get_has_tooltip (row), 10);
  app_test_close_window (window);
}

static gboolean
is_in_sight (PrognosisWindow *window, const char *id)
{
  return gtk_widget_get_visible (GTK_WIDGET (app_test_find_setting (window, id)));
}

/* The settings shown are exactly those the model reads. */
static void
test_settings (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisSession *session = window->session;
  gsize n, n_settings;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);
  const PrognosisSetting *settings = prognosis_setting_list (&n_settings);

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisChoices *choices;

      app_test_activate (window, "win.forecaster", g_variant_new_string (list[i]->id));
      app_test_settle (session);
      choices = prognosis_session_get_choices (session);
      for (gsize k = 0; k < n_settings && !list[i]->combines_others; k++)
        /* Where the generation time is a slider, it is not a setting as well; a learned map has one layer or none. */
        if (!list[i]->has_dynamics || (!g_str_equal (settings[k].id, "generation") && !g_str_equal (settings[k].id, "layers")))
          g_assert_cmpint (is_in_sight (window, settings[k].id), ==,
                           (prognosis_forecaster_get_reads (list[i], choices->dataset, choices->options) & settings[k].reads) != 0);
    }
  /* They follow the choices. */
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  g_assert_false (is_in_sight (window, "hidden"));
  g_assert_false (is_in_sight (window, "half-life"));
  g_assert_false (is_in_sight (window, "coupling"));
  prognosis_session_set_setting (session, "transmission", PROGNOSIS_TRANSMISSION_NEURAL);
  g_assert_true (is_in_sight (window, "hidden"));
  g_assert_true (is_in_sight (window, "half-life"));
  g_assert_false (is_in_sight (window, "knots"));
  /* Settings of the members of an automatic choice are hidden unless changed. */
  app_test_activate (window, "win.forecaster", g_variant_new_string ("auto"));
  g_assert_true (is_in_sight (window, "transmission"));
  g_assert_true (is_in_sight (window, "train"));
  g_assert_false (is_in_sight (window, "loss"));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  g_assert_false (is_in_sight (window, "transmission"));
  g_assert_false (is_in_sight (window, "train"));
  app_test_settle (session);
  app_test_close_window (window);
}

static double
get_x (GtkWidget *widget, PrognosisWindow *window)
{
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (window), 0, 0, &x, &y));
  return x;
}

/* In right-to-left locales, panels swap sides and titles are right-aligned; numbers and time axes are unchanged. */
static void
test_right_to_left (void)
{
  for (int is_rtl = 0; is_rtl < 2; is_rtl++)
    {
      PrognosisWindow *window;
      PrognosisParameterRow *row;
      GtkWidget *control, *title, *detail, *number;
      graphene_rect_t all, part;

      gtk_widget_set_default_direction (is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      window = app_test_open_window (SCHOOL, 1180, 760);
      app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
      app_test_settle (window->session);
      app_test_run_for (300);
      app_test_keep_screenshot (window, is_rtl ? "right-to-left.png" : "left-to-right.png");
      g_assert_cmpint (get_x (GTK_WIDGET (window->model_panel), window) < get_x (GTK_WIDGET (window->pages), window), ==, is_rtl);
      control = app_test_find_type (app_test_find_setting (window, "seed"), GTK_TYPE_SPIN_BUTTON, 0);
      app_test_wait (gtk_widget_get_width (control) > 0, 10); /* "More" has just been opened */
      title = gtk_widget_get_first_child (gtk_widget_get_parent (control));
      g_assert_true (title != control);
      g_assert_cmpint (get_x (title, window) > get_x (control, window), ==, is_rtl);
      g_assert_true (gtk_widget_compute_bounds (title, GTK_WIDGET (window), &all));
      g_assert_true (gtk_widget_compute_bounds (control, GTK_WIDGET (window), &part));
      g_assert_false (graphene_rect_intersection (&all, &part, NULL));
      row = app_test_find_parameter (window, "gamma");
      detail = GTK_WIDGET (app_test_find (row, "detail"));
      number = GTK_WIDGET (app_test_find (row, "entry"));
      g_assert_cmpint (get_x (detail, window) < get_x (number, window), ==, is_rtl);
      g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (number)))), ==,
                       GTK_TEXT_DIR_LTR);
      app_test_close_window (window);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/window-narrow/models", test_models);
  g_test_add_func ("/app/window-narrow/regions", test_regions);
  g_test_add_func ("/app/window-narrow/states", test_states);
  g_test_add_func ("/app/window-narrow/bar", test_bar);
  g_test_add_func ("/app/window-narrow/dialogs", test_dialogs);
  g_test_add_func ("/app/window-narrow/panel/right-to-left", test_right_to_left);
  g_test_add_func ("/app/window-narrow/panel/words", test_words);
  g_test_add_func ("/app/window-narrow/panel/settings", test_settings);
  g_test_add_func ("/app/window-narrow/panel/lists", test_lists);
  return g_test_run ();
}
