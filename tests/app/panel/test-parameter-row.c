/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of parameters: moved or typed values are locked, and undo and reset release them, in any unit. */

#include <math.h>

#include "app-test-window.h"
#include "prognosis-words.h"
#include "prognosis-session-choices.h"
#include "prognosis-session-parameters.h"

#define SCHOOL "influenza-boarding-school-1978.csv"
#define DISTRICTS "measles-weser-ems-2001-2002.csv"

static void
type (GtkEntry *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_slider (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisParameterRow *row;
  GtkRange *scale;
  double fitted;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  row = app_test_find_parameter (window, "gamma");
  g_assert_nonnull (row);
  scale = app_test_find (row, "scale");
  fitted = gtk_range_get_value (scale);
  gtk_range_set_value (scale, fitted - 0.05);
  g_assert_true (prognosis_session_is_stale (window->session));
  /* After a rest the value is locked, and the other parameters are refitted. */
  app_test_wait (prognosis_history_get_undo_label (prognosis_session_get_history (window->session)) != NULL
                     && !prognosis_session_is_stale (window->session),
                 30);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), fitted - 0.05, 1e-6);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 1);
  app_test_keep_screenshot (window, "school-slider.png");
  app_test_activate (window, "win.undo", NULL);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), fitted, 1e-6);
  app_test_close_window (window);
}

static void
test_number_entry (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisParameterRow *row;
  GtkEntry *entry;

  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (window->session);
  row = app_test_find_parameter (window, "gamma");
  entry = app_test_find (row, "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "0,5");
  g_signal_emit_by_name (entry, "activate");
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "half");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  app_test_close_window (window);
}

/* An undone entry is discarded, wherever the focus goes. */
static void
test_undo_of_typed (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  GtkEntry *entry = app_test_find (app_test_find_parameter (window, "gamma"), "entry");
  g_autofree char *fitted = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  gtk_widget_grab_focus (GTK_WIDGET (entry));
  type (entry, "3");
  app_test_settle (window->session);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "3");
  app_test_activate (window, "win.undo", NULL);
  app_test_settle (window->session);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, fitted);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  app_test_close_window (window);
}

/* Without automatic refits, undo and reset return to the last fitted values. */
static void
test_reset_without_refit (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  PrognosisParameterRow *row = app_test_find_parameter (window, "gamma");
  GtkEntry *entry = app_test_find (row, "entry");
  g_autofree char *fitted = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  g_object_set (window->session, "auto-refit", FALSE, NULL);
  type (entry, "0.7");
  g_assert_nonnull (prognosis_live_get_moved_values (prognosis_session_get_live (window->session)));
  app_test_activate (window, "win.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, fitted);
  g_assert_null (prognosis_live_get_moved_values (prognosis_session_get_live (window->session)));
  app_test_activate (window, "win.redo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.7");
  g_assert_nonnull (prognosis_live_get_moved_values (prognosis_session_get_live (window->session)));
  prognosis_session_reset_parameter (window->session, 0, &prognosis_parameter_view_plain);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, fitted);
  g_assert_null (prognosis_live_get_moved_values (prognosis_session_get_live (window->session)));
  type (entry, "0.7");
  app_test_activate (window, "win.reset-parameters", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, fitted);
  g_assert_null (prognosis_live_get_moved_values (prognosis_session_get_live (window->session)));
  g_object_set (window->session, "auto-refit", TRUE, NULL); /* a setting of all windows */
  app_test_close_window (window);
}

static double
get_fixed (PrognosisWindow *window, const char *name)
{
  const GPtrArray *fixed = prognosis_session_get_choices (window->session)->options->fixed;

  for (guint i = 0; i < fixed->len; i++)
    {
      const PrognosisFixed *it = g_ptr_array_index (fixed, i);

      if (g_str_equal (it->parameter, name))
        return it->value;
    }
  return NAN;
}

static double
get_number (PrognosisParameterRow *row)
{
  double number;

  g_assert_true (prognosis_words_parse_number (gtk_editable_get_text (GTK_EDITABLE (app_test_find (row, "entry"))), &number));
  return number;
}

/* Every number has its own interval: R0 that of R0, a rate that of the rate. */
static void
test_intervals (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  static const char *const ids[] = { "beta", "gamma" };
  static const char *const titles[][2]
      = { { "Basic reproduction number", "Transmission rate" }, { "Infectious period", "Recovery rate" } };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      PrognosisParameterRow *row = app_test_find_parameter (window, ids[i]);
      PrognosisEquations *equations = prognosis_live_get_equations (prognosis_session_get_live (window->session));
      const PrognosisParameter *parameter
          = prognosis_equations_get_parameter (equations, prognosis_parameter_row_get_parameter (row));

      for (int is_plain = 0; is_plain < 2; is_plain++)
        {
          const PrognosisParameterView *view
              = is_plain ? &prognosis_parameter_view_plain : prognosis_parameter_view_find (parameter);
          g_autofree char *from = NULL, *to = NULL, *text = NULL;
          double lower, upper;

          g_assert_cmpint (gtk_toggle_button_get_active (app_test_find (row, "unit_button")), ==, !is_plain);
          g_assert_nonnull (strstr (app_test_get_label (row, "name"), titles[i][is_plain]));
          prognosis_equations_get_interval (equations, 0, prognosis_parameter_row_get_parameter (row), view, &lower, &upper);
          g_assert_cmpfloat (get_number (row), >=, 0.99 * lower);
          g_assert_cmpfloat (get_number (row), <=, 1.01 * upper);
          from = prognosis_words_for_estimate (lower, lower, upper);
          to = prognosis_words_for_estimate (upper, lower, upper);
          text = g_strdup_printf ("%s\u00a0–\u00a0%s", from, to);
          g_assert_nonnull (strstr (app_test_get_label (row, "detail"), text));
          /* No more digits than the interval supports. */
          g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (app_test_find (row, "entry")))), <=, 6);
          gtk_toggle_button_set_active (app_test_find (row, "unit_button"), is_plain);
        }
    }
  app_test_close_window (window);
}

/* A period of no known disease is marked. */
static void
test_unpublished (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  PrognosisParameterRow *gamma = app_test_find_parameter (window, "gamma");

  type (app_test_find (gamma, "entry"), "20");
  app_test_settle (window->session);
  g_assert_true (gtk_widget_has_css_class (app_test_find (gamma, "detail"), "warning"));
  g_assert_nonnull (strstr (app_test_get_label (gamma, "detail"), "published"));
  type (app_test_find (gamma, "entry"), "4");
  app_test_settle (window->session);
  g_assert_false (gtk_widget_has_css_class (app_test_find (gamma, "detail"), "warning"));
  g_assert_null (strstr (app_test_get_label (gamma, "detail"), "published"));
  app_test_close_window (window);
}

/* A reproduction number that the data contradict is not accepted without a word. */
static void
test_runaway (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  g_autofree char *text = NULL;

  type (app_test_find (app_test_find_parameter (window, "beta"), "entry"), "0.5");
  app_test_settle (window->session);
  text = app_test_take_toast (window);
  g_test_message ("%s", text);
  g_assert_true (strstr (text, "Infectious at the start") != NULL || strstr (text, "no longer follows") != NULL);
  app_test_close_window (window);
}

/* A rate as a duration, transmission as the basic reproduction number. */
static void
test_units (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  PrognosisParameterRow *gamma = app_test_find_parameter (window, "gamma");
  PrognosisParameterRow *beta;

  type (app_test_find (gamma, "entry"), "4");
  app_test_settle (window->session);
  g_assert_cmpfloat_with_epsilon (get_fixed (window, "gamma"), 0.25, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_find (gamma, "entry"))), ==, "4");
  /* The same number as a rate. */
  gtk_toggle_button_set_active (app_test_find (gamma, "unit_button"), FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_find (gamma, "entry"))), ==, "0.25");
  beta = app_test_find_parameter (window, "beta");
  type (app_test_find (beta, "entry"), "3");
  app_test_settle (window->session);
  /* R0 = beta / gamma in this model. */
  g_assert_cmpfloat_with_epsilon (get_fixed (window, "beta"), 0.75, 1e-9);
  app_test_keep_screenshot (window, "units.png");
  /* It stays three, whatever gamma the next fit would prefer. */
  app_test_activate (window, "win.reset-parameters", NULL);
  app_test_settle (window->session);
  type (app_test_find (beta, "entry"), "3");
  app_test_settle (window->session);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_find (beta, "entry"))), ==, "3");
  g_assert_cmpfloat_with_epsilon (get_fixed (window, "beta") / get_fixed (window, "gamma"), 3, 1e-6);
  /* Parameters locked with it are released with it, and the lock covers them all. */
  g_signal_emit_by_name (app_test_find (beta, "reset_button"), "clicked");
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  gtk_toggle_button_set_active (app_test_find (beta, "lock_button"), TRUE);
  app_test_settle (window->session);
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 2);
  g_assert_true (isfinite (get_fixed (window, "gamma")));
  app_test_close_window (window);
}

/* In all regions that the slider acts on, whatever their other rates. */
static void
test_reproduction_of_several (void)
{
  PrognosisWindow *window = app_test_open_model (DISTRICTS, "sir", 1180, 760);
  PrognosisParameterRow *beta = app_test_find_parameter (window, "beta");
  GtkSelectionModel *regions = gtk_list_view_get_model (app_test_find (window->region_list, "list"));
  PrognosisFit *fit = prognosis_live_get_fit (prognosis_session_get_live (window->session));
  gsize b = 0;

  while (!g_str_equal (prognosis_fit_get_parameter (fit, b)->id, "beta"))
    b++;
  gtk_selection_model_select_item (regions, 0, TRUE);
  gtk_selection_model_select_item (regions, 1, FALSE);
  gtk_selection_model_select_item (regions, 2, FALSE);
  type (app_test_find (beta, "entry"), "2");
  app_test_settle (window->session);
  for (gsize r = 0; r < 3; r++)
    g_assert_cmpfloat_with_epsilon (
        prognosis_live_to_view (prognosis_session_get_live (window->session), r, &prognosis_parameter_view_reproduction,
                                prognosis_live_get_value (prognosis_session_get_live (window->session), r, b)),
        2, 1e-6);
  app_test_close_window (window);
}

/* The row says whether regions agree or differ. */
static void
test_spread (void)
{
  PrognosisWindow *window = app_test_open_model (DISTRICTS, "sir", 1180, 760);
  PrognosisParameterRow *row = app_test_find_parameter (window, "gamma");
  GtkSelectionModel *regions = gtk_list_view_get_model (app_test_find (window->region_list, "list"));

  g_assert_null (strstr (app_test_get_label (row, "detail"), "selected regions"));
  gtk_selection_model_select_item (regions, 1, TRUE);
  gtk_selection_model_select_item (regions, 2, FALSE);
  g_assert_nonnull (strstr (app_test_get_label (row, "detail"), "selected\u00a0regions"));
  app_test_close_window (window);
}

static const char *
get_transmission_text (PrognosisWindow *window)
{
  return adw_preferences_group_get_description (app_test_find (window->model_panel, "transmission_group"));
}

/* After a refit with another size of the network the panel compares the errors; the slider moves by doublings. */
static void
test_network_effect (void)
{
  static const struct
  {
    const char *sample, *model, *measure;
  } cases[] = { { SCHOOL, "sir", "Loss" }, { DISTRICTS, "fc", "held-out" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PrognosisWindow *window = app_test_open_model (cases[i].sample, cases[i].model, 1180, 760);
      GtkRange *scale;

      prognosis_session_set_setting (window->session, "starts", 1);
      if (i == 0)
        prognosis_session_set_setting (window->session, "transmission", PROGNOSIS_TRANSMISSION_NEURAL);
      app_test_settle (window->session);
      g_assert_true (get_transmission_text (window) == NULL || strstr (get_transmission_text (window), "was") == NULL);
      scale = GTK_RANGE (app_test_find_type (app_test_find_setting (window, "hidden"), GTK_TYPE_SCALE, 0));
      g_assert_cmpfloat (gtk_range_get_value (scale), ==, 4);
      gtk_range_set_value (scale, 5.2);
      app_test_wait (prognosis_session_get_choices (window->session)->options->hidden == 32, 10);
      app_test_settle (window->session);
      g_test_message ("%s", get_transmission_text (window));
      g_assert_nonnull (strstr (get_transmission_text (window), cases[i].measure));
      g_assert_nonnull (strstr (get_transmission_text (window), "was"));
      if (i == 0)
        g_assert_nonnull (strstr (get_transmission_text (window), "weights."));
      app_test_keep_screenshot (window, i == 0 ? "network-fit.png" : "network-learner.png");
      app_test_close_window (window);
    }
}

/* The cost of a larger network is estimated from the smaller one; for another model it is unknown. */
static void
test_cost (void)
{
  PrognosisWindow *window = app_test_open_model (DISTRICTS, "fc", 1180, 760);
  double small, large;

  small
      = prognosis_job_guess_seconds (prognosis_session_get_job (window->session), prognosis_session_get_choices (window->session));
  g_assert_cmpfloat (small, >, 0);
  g_object_set (window->session, "auto-refit", FALSE, NULL);
  prognosis_session_set_setting (window->session, "hidden", 128);
  large
      = prognosis_job_guess_seconds (prognosis_session_get_job (window->session), prognosis_session_get_choices (window->session));
  g_assert_cmpfloat (large, >, 3 * small);
  app_test_activate (window, "win.forecaster", g_variant_new_string ("gat"));
  g_assert_true (isnan (
      prognosis_job_guess_seconds (prognosis_session_get_job (window->session), prognosis_session_get_choices (window->session))));
  g_object_set (window->session, "auto-refit", TRUE, NULL); /* a setting of all windows */
  app_test_close_window (window);
}

/* Undo in an entry without edits keeps its number. */
static void
test_undo_in_number (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  GtkEntry *entry = app_test_find (app_test_find_parameter (window, "gamma"), "entry");
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (entry)));
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);
  g_assert_cmpstr (before, !=, "");
  app_test_close_window (window);
}

/* A row may be removed while its entry has the focus: pending input is discarded. */
static void
test_taken_away (void)
{
  PrognosisWindow *window = app_test_open_model (SCHOOL, "sir", 1180, 760);
  GtkWidget *entry = GTK_WIDGET (app_test_find (app_test_find_parameter (window, "gamma"), "entry"));

  g_assert_true (gtk_widget_grab_focus (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.9");
  prognosis_session_set_forecaster (window->session, "seird");
  app_test_settle (window->session);
  g_assert_nonnull (app_test_find_parameter (window, "sigma"));
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  entry = GTK_WIDGET (app_test_find (app_test_find_parameter (window, "sigma"), "entry"));
  g_assert_true (gtk_widget_grab_focus (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.8");
  prognosis_session_set_forecaster (window->session, "regression");
  app_test_settle (window->session);
  g_assert_null (app_test_find_parameter (window, "sigma"));
  g_assert_cmpuint (prognosis_session_get_choices (window->session)->options->fixed->len, ==, 0);
  app_test_close_window (window);
}

/* Until the chosen model is fitted, the previous one is shown, and its parameters cannot be moved. */
static void
test_of_another (void)
{
  static const char *const others[] = { "sir", "regression" };
  PrognosisWindow *window = app_test_open_model (SCHOOL, "seir", 1180, 760);
  PrognosisSession *session = window->session;
  gsize sigma = 0;

  g_object_set (session, "auto-refit", FALSE, NULL);
  while (!g_str_equal (prognosis_fit_get_parameter (prognosis_live_get_fit (prognosis_session_get_live (session)), sigma)->id,
                       "sigma"))
    sigma++;
  g_assert_true (prognosis_session_can_move (session));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      prognosis_session_set_forecaster (session, others[i]);
      g_assert_false (prognosis_session_can_move (session));
      g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (app_test_find_parameter (window, "sigma"))));
      prognosis_session_preview (session, sigma, 0.5);
      prognosis_session_commit (session, sigma, &prognosis_parameter_view_plain);
      prognosis_session_set_locked (session, sigma, &prognosis_parameter_view_plain, TRUE);
      g_assert_false (prognosis_session_apply_preset (session, prognosis_preset_find ("measles")));
      g_assert_cmpstr (prognosis_session_get_choices (session)->forecaster, ==, others[i]);
      g_assert_cmpuint (prognosis_session_get_choices (session)->options->fixed->len, ==, 0);
    }
  prognosis_session_set_forecaster (session, "seir");
  g_assert_true (prognosis_session_can_move (session));
  g_object_set (session, "auto-refit", TRUE, NULL); /* a preference that all windows share */
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (app_test_find_parameter (window, "sigma"))));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/parameter-row/slider", test_slider);
  g_test_add_func ("/app/parameter-row/number-entry", test_number_entry);
  g_test_add_func ("/app/parameter-row/undo-of-typed", test_undo_of_typed);
  g_test_add_func ("/app/parameter-row/reset-without-refit", test_reset_without_refit);
  g_test_add_func ("/app/parameter-row/units", test_units);
  g_test_add_func ("/app/parameter-row/intervals", test_intervals);
  g_test_add_func ("/app/parameter-row/unpublished", test_unpublished);
  g_test_add_func ("/app/parameter-row/runaway", test_runaway);
  g_test_add_func ("/app/parameter-row/taken-away", test_taken_away);
  g_test_add_func ("/app/parameter-row/of-another", test_of_another);
  g_test_add_func ("/app/parameter-row/reproduction-of-several", test_reproduction_of_several);
  g_test_add_func ("/app/parameter-row/spread", test_spread);
  g_test_add_func ("/app/parameter-row/network-effect", test_network_effect);
  g_test_add_func ("/app/parameter-row/cost", test_cost);
  g_test_add_func ("/app/parameter-row/undo-in-number", test_undo_in_number);
  return g_test_run ();
}
