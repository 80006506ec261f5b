/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the panel shows of transmission, and what a change of the model leaves in the chart. */

#include "app-test-window.h"

#include "prognosis-dataset-builder.h"
#include "prognosis-figure-private.h"
#include "prognosis-learned-row.h"
#include "prognosis-session-choices.h"
#include "prognosis-transmission-row.h"
#include "prognosis-verdict.h"

#include <math.h>

#define STATES "covid-19-us-states-2020.csv.gz"
#define SCHOOL "influenza-boarding-school-1978.csv"

/* Whether the chart has the line of the forecast before, as a reader of its table sees it. */
static gboolean
has_before (PrognosisWindow *window)
{
  PrognosisChart *chart = app_test_find_type (app_test_get_page (window, "trajectories"), PROGNOSIS_TYPE_CHART, 0);
  g_auto (GStrv) rows = NULL;

  app_test_run_for (300); /* charts are made anew when they are drawn */
  rows = prognosis_figure_dup_table (prognosis_chart_get_figure (chart), 0);
  return strstr (rows[0], "Before") != NULL;
}

/* The forecast before a change stays as a ghost, and Undo exchanges the two. */
static void
test_before (void)
{
  PrognosisWindow *window = app_test_open_window (SCHOOL, 1180, 760);
  PrognosisSession *session = window->session;
  g_autoptr (PrognosisForecast) first = NULL, second = NULL;
  GtkEntry *entry;

  g_assert_null (prognosis_session_get_before (session));
  g_assert_false (has_before (window));
  app_test_activate (window, "win.forecaster", g_variant_new_string ("sir"));
  app_test_settle (session);
  first = prognosis_forecast_ref (prognosis_session_get_forecast (session));
  entry = app_test_find (app_test_find_parameter (window, "gamma"), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "4");
  g_signal_emit_by_name (entry, "activate");
  app_test_settle (session);
  second = prognosis_forecast_ref (prognosis_session_get_forecast (session));
  g_assert_true (prognosis_session_get_before (session) == first);
  g_assert_true (has_before (window));
  app_test_keep_screenshot (window, "ghost.png");
  app_test_activate (window, "win.undo", NULL);
  app_test_settle (session);
  g_assert_true (prognosis_session_get_forecast (session) == first);
  g_assert_true (prognosis_session_get_before (session) == second);
  g_assert_true (has_before (window));
  /* Nothing of other data. */
  app_test_open_sample (session, "measles-weser-ems-2001-2002.csv");
  g_assert_null (prognosis_session_get_before (session));
  g_assert_false (has_before (window));
  app_test_close_window (window);
}

static const PrognosisLayer *
find_live_line (PrognosisTransmissionRow *row)
{
  const PrognosisPanel *panel = prognosis_figure_get_panel (prognosis_transmission_row_get_figure (row), 0);

  for (guint i = 0; i < panel->layers->len; i++)
    if (prognosis_panel_layer (panel, i)->type == PROGNOSIS_LAYER_LINE && prognosis_panel_layer (panel, i)->style.is_live)
      return prognosis_panel_layer (panel, i);
  return NULL;
}

/* The picture of the reproduction number is there for models with equations, and follows the slider. */
static void
test_picture (void)
{
  PrognosisWindow *window = app_test_open_model (STATES, "autoode", 1180, 900);
  PrognosisSession *session = window->session;
  PrognosisTransmissionRow *row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_TRANSMISSION_ROW, 0);
  static const char *const models[] = { "autoode", "hybrid" };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      PrognosisParameterRow *r;
      PrognosisEquations *equations;
      GtkRange *scale;
      double lower, upper, before;

      if (i > 0)
        app_test_activate (window, "win.forecaster", g_variant_new_string (models[i]));
      app_test_settle (session);
      app_test_run_for (300);
      app_test_keep_screenshot (window, i == 0 ? "card-autoode.png" : "card-hybrid.png");
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
      r = app_test_find_parameter (window, "R");
      equations = prognosis_live_get_equations (prognosis_session_get_live (session));
      prognosis_equations_get_track (equations, 0, prognosis_parameter_row_get_parameter (r), &prognosis_parameter_view_plain,
                                     &lower, &upper);
      g_assert_cmpfloat (lower, ==, 0.3);
      g_assert_cmpfloat (upper, ==, 8);
      g_assert_cmpint (prognosis_equations_get_parameter (equations, prognosis_parameter_row_get_parameter (r))->scale, ==,
                       PROGNOSIS_SCALE_LINEAR);
      before = find_live_line (row)->y[0];
      scale = app_test_find (r, "scale");
      g_signal_emit_by_name (scale, "move-slider", GTK_SCROLL_PAGE_FORWARD);
      g_assert_cmpint (prognosis_live_get_previewed (prognosis_session_get_live (session)), >=, 0);
      g_assert_cmpfloat (find_live_line (row)->y[0], >, before + 0.1);
      g_assert_cmpfloat_with_epsilon (
          find_live_line (row)->y[0],
          prognosis_live_get_value (prognosis_session_get_live (session),
                                    prognosis_choices_get_first_region (prognosis_session_get_choices (session)),
                                    prognosis_parameter_row_get_parameter (r)),
          0.02);
      app_test_wait (!prognosis_session_is_stale (session), 60);
      app_test_settle (session);
      app_test_run_for (300);
      app_test_keep_screenshot (window, i == 0 ? "card-autoode-moved.png" : "card-hybrid-moved.png");
      app_test_activate (window, "win.undo", NULL);
      app_test_settle (session);
    }
  app_test_activate (window, "win.forecaster", g_variant_new_string ("persistence"));
  app_test_settle (session);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  app_test_close_window (window);
}

static const char *
get_text (PrognosisWindow *window)
{
  const char *text = adw_preferences_group_get_description (app_test_find (window->model_panel, "transmission_group"));

  return text != NULL ? text : "";
}

/* Linear or with a network: what the network is worth on held-out days is said in numbers, before and after. */
static void
test_learned (void)
{
  PrognosisWindow *window = app_test_open_model (STATES, "autoode", 1180, 900);
  PrognosisSession *session = window->session;
  PrognosisLearnedRow *row = app_test_find_type (window->model_panel, PROGNOSIS_TYPE_LEARNED_ROW, 0);
  PrognosisSettingRow *width = app_test_find_setting (window, "hidden");
  GtkDropDown *list = app_test_find_type (row, GTK_TYPE_DROP_DOWN, 0);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (width)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (app_test_find_setting (window, "layers"))));
  g_assert_nonnull (strstr (get_text (window), "177 weights."));
  gtk_drop_down_set_selected (list, 0);
  app_test_settle (session);
  g_assert_cmpint (prognosis_session_get_choices (session)->options->layers, ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (width)));
  g_assert_null (strstr (get_text (window), "weights"));
  g_assert_null (prognosis_forecast_get_network_worth (prognosis_session_get_forecast (session)));
  gtk_drop_down_set_selected (list, 1);
  app_test_settle (session);
  g_test_message ("%s", get_text (window));
  g_assert_nonnull (strstr (get_text (window), "(was 100.0 %)"));
  prognosis_session_set_setting (session, "hidden", 64);
  app_test_settle (session);
  g_test_message ("%s", get_text (window));
  g_assert_nonnull (strstr (get_text (window), "705 weights."));
  g_assert_nonnull (strstr (get_text (window), "larger network"));
  app_test_run_for (300);
  app_test_keep_screenshot (window, "card-network.png");
  app_test_close_window (window);
}

/* The card is whole in the narrowest window. */
static void
test_narrow (void)
{
  PrognosisWindow *window = app_test_open_model (STATES, "autoode", 360, 640);

  adw_flap_set_reveal_flap (window->model_flap, TRUE);
  app_test_wait (adw_flap_get_reveal_progress (window->model_flap) == 1, 10);
  app_test_assert_small (GTK_WIDGET (window), "transmission card");
  app_test_assert_whole (GTK_WIDGET (app_test_find (window->model_panel, "transmission_group")));
  app_test_keep_screenshot (window, "card-narrow.png");
  app_test_close_window (window);
}

#define HORIZON 14
#define N_KNOWN 60

/* The reproduction number on the first and on the last day ahead. */
static double ends[2];

static void
solve (gconstpointer state, gsize region, const double *values, const double *log_factor, double *median, double *found,
       double *reproduction)
{
  for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
    found[k] = NAN;
  for (int h = 0; h < HORIZON; h++)
    {
      median[h] = NAN;
      if (reproduction != NULL)
        reproduction[h] = ends[0] + (ends[1] - ends[0]) * h / (HORIZON - 1);
    }
}

static void
free_nothing (gpointer state)
{
}

/* Counts of 100 a day that go on with @ahead a day. (transfer full) */
static PrognosisForecast *
new_forecast (double ahead)
{
  static const PrognosisDynamicsMethod method = { solve, free_nothing };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "North", NAN);
  const gssize target[PROGNOSIS_N_LEVERS] = { 0 };
  double values[PROGNOSIS_N_LEVERS];
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisDynamics) dynamics = NULL;
  PrognosisForecast *forecast;
  double *paths;

  for (int t = 0; t < N_KNOWN; t++)
    prognosis_dataset_builder_add_value (builder, region, signal, 18496 + t, 100, 0, 1);
  dataset = prognosis_dataset_builder_finish (builder, NULL);
  forecast = prognosis_forecast_new (dataset, "hybrid", HORIZON, 10);
  paths = prognosis_forecast_add_paths (forecast, region, signal);
  for (int k = 0; k < HORIZON * 10; k++)
    paths[k] = ahead;
  for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
    values[k] = NAN;
  dynamics = prognosis_dynamics_new (dataset, HORIZON, values, target, &method, NULL);
  prognosis_forecast_set_dynamics (forecast, dynamics);
  prognosis_forecast_finish (forecast);
  return forecast;
}

/* Counts that go another way than the reproduction number are explained, others are not. */
static void
test_direction (void)
{
  static const struct
  {
    double ahead, first, last;
    const char *said; /* NULL: nothing */
  } cases[] = {
    { 80, 1.3, 0.9, "above 1 and counts still fall in the coming week: R drops below 1 as the trend fades" },
    { 80, 1.3, 1.2, "infections before, when R was lower" },
    { 120, 0.7, 1.1, "below 1 and counts still rise in the coming week: R climbs above 1" },
    { 120, 0.7, 0.9, "infections before, when R was higher" },
    { 120, 1.3, 0.9, NULL },
    { 80, 0.7, 0.9, NULL },
    { 99, 1.3, 0.9, NULL },
    { 80, 1.02, 0.9, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisForecast) forecast = new_forecast (cases[i].ahead);
      g_autofree char *text = NULL;

      ends[0] = cases[i].first;
      ends[1] = cases[i].last;
      text = prognosis_verdict_on_direction (forecast, 0);
      if (cases[i].said == NULL)
        g_assert_null (text);
      else
        {
          g_assert_nonnull (text);
          g_assert_nonnull (strstr (text, cases[i].said));
        }
    }
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 0;
  g_test_add_func ("/app/transmission-card/before", test_before);
  g_test_add_func ("/app/transmission-card/direction", test_direction);
  g_test_add_func ("/app/transmission-card/picture", test_picture);
  g_test_add_func ("/app/transmission-card/narrow", test_narrow);
  g_test_add_func ("/app/transmission-card/learned", test_learned);
  return g_test_run ();
}
