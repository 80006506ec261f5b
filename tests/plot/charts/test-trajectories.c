/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Trajectories: known data and paths give known curves. */

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-figure-private.h"
#include "prognosis-trajectories.h"
#include "test-find-layer.h"

#define N_STEPS 60
#define ORIGIN 40
#define HORIZON 10
#define N_PATHS 101
#define FIRST_DAY 18496

enum
{
  CONFIRMED,
  CASES,
  SHARE
};

static double
confirmed_at (gssize step)
{
  return 100 + 10.0 * (double) step;
}

static PrognosisDataset *
new_dataset (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset;
  const char *names[] = { "North", "South", "Empty" };
  const gsize confirmed
      = prognosis_dataset_builder_add_signal (builder, "confirmed", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize cases = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_OTHER, TRUE);
  const gsize share
      = prognosis_dataset_builder_add_signal (builder, "share", PROGNOSIS_KIND_PROPORTION, PROGNOSIS_ROLE_OTHER, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize region = prognosis_dataset_builder_add_region (builder, NULL, names[i], i == 0 ? 50000 : NAN);

      for (int step = 0; step < N_STEPS; step++)
        {
          prognosis_dataset_builder_add_value (builder, region, confirmed, FIRST_DAY + step, i == 2 ? NAN : confirmed_at (step), 0,
                                               1);
          prognosis_dataset_builder_add_value (builder, region, cases, FIRST_DAY + step, step == 5 || i == 2 ? NAN : 2, 0, 1);
          prognosis_dataset_builder_add_value (builder, region, share, FIRST_DAY + step, i == 2 ? NAN : 0.25, 0, 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Path d grows by d per day in addition to the 10 that were observed, so that quantiles are known. */
static PrognosisForecast *
new_forecast (PrognosisDataset *dataset)
{
  g_autoptr (PrognosisDataset) known = prognosis_dataset_truncate (dataset, ORIGIN + 1);
  PrognosisForecast *forecast = prognosis_forecast_new (known, "test", HORIZON, N_PATHS);
  double *paths = prognosis_forecast_add_paths (forecast, 0, CONFIRMED);
  double *cases = prognosis_forecast_add_paths (forecast, 0, CASES);
  double *curve = g_new (double, 20);

  for (int h = 0; h < HORIZON; h++)
    for (int d = 0; d < N_PATHS; d++)
      {
        paths[h * N_PATHS + d] = confirmed_at (ORIGIN) + d * (h + 1);
        cases[h * N_PATHS + d] = d;
      }
  for (int k = 0; k < 20; k++)
    curve[k] = confirmed_at (ORIGIN - 19 + k) + 1;
  prognosis_forecast_take_fitted (forecast, 0, CONFIRMED, ORIGIN - 19, 20, curve);
  prognosis_forecast_finish (forecast);
  return forecast;
}

static void
test_layers (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  const PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast };
  g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, 0);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, CONFIRMED);
  const PrognosisLayer *layer;

  g_assert_cmpstr (figure->title, ==, "North");
  g_assert_cmpuint (prognosis_figure_get_n_panels (figure), ==, 3);
  layer = test_find_layer (panel, PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);
  g_assert_cmpuint (layer->n, ==, ORIGIN + 1);
  layer = test_find_named (panel, "Observed later");
  g_assert_cmpint (layer->style.mark, ==, PROGNOSIS_MARK_HOLLOW);
  g_assert_cmpuint (layer->n, ==, N_STEPS - ORIGIN - 1);
  g_assert_cmpfloat (layer->x[0], ==, FIRST_DAY + ORIGIN + 1);
  layer = test_find_layer (panel, PROGNOSIS_COLOUR_ORIGIN, PROGNOSIS_LAYER_MARKER);
  g_assert_cmpfloat (layer->x[0], ==, FIRST_DAY + ORIGIN);
  layer = test_find_layer (panel, PROGNOSIS_COLOUR_WINDOW, PROGNOSIS_LAYER_SPAN);
  g_assert_cmpfloat (layer->x[0], ==, FIRST_DAY + ORIGIN - 19 - 0.5);
  layer = test_find_named (panel, "Fit");
  g_assert_cmpuint (layer->n, ==, 20);
  g_assert_cmpfloat (layer->y[19], ==, confirmed_at (ORIGIN) + 1);
  layer = test_find_named (panel, "Forecast");
  g_assert_cmpuint (layer->n, ==, HORIZON + 1);
  g_assert_cmpfloat (layer->y[0], ==, confirmed_at (ORIGIN));
  g_assert_cmpfloat_with_epsilon (layer->y[HORIZON], confirmed_at (ORIGIN) + 50 * HORIZON, 1e-9);
  g_assert_cmpint (layer->style.colour, ==, PROGNOSIS_COLOUR_INFECTIONS);
  layer = test_find_band (panel, 0.5);
  g_assert_cmpfloat_with_epsilon (layer->y[HORIZON], confirmed_at (ORIGIN) + 25 * HORIZON, 1e-9);
  g_assert_cmpfloat_with_epsilon (layer->upper[HORIZON], confirmed_at (ORIGIN) + 75 * HORIZON, 1e-9);
  layer = test_find_band (panel, 0.8);
  g_assert_cmpfloat_with_epsilon (layer->y[HORIZON], confirmed_at (ORIGIN) + 10 * HORIZON, 1e-9);
  g_assert_cmpfloat_with_epsilon (layer->upper[HORIZON], confirmed_at (ORIGIN) + 90 * HORIZON, 1e-9);
  layer = test_find_band (panel, 0.95);
  g_assert_cmpfloat_with_epsilon (layer->upper[HORIZON], confirmed_at (ORIGIN) + 97.5 * HORIZON, 1e-9);
  /* not forecast: shown as observed */
  panel = prognosis_figure_get_panel (figure, SHARE);
  g_assert_null (test_find_named (panel, "Forecast"));
  g_assert_nonnull (test_find_layer (panel, PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS));
}

/* Path d grows by @slope times d per day. */
static PrognosisForecast *
new_plain_forecast (PrognosisDataset *dataset, gsize origin, double slope)
{
  g_autoptr (PrognosisDataset) known = prognosis_dataset_truncate (dataset, origin + 1);
  PrognosisForecast *forecast = prognosis_forecast_new (known, "test", HORIZON, N_PATHS);
  double *paths = prognosis_forecast_add_paths (forecast, 0, CONFIRMED);

  for (int h = 0; h < HORIZON; h++)
    for (int d = 0; d < N_PATHS; d++)
      paths[h * N_PATHS + d] = confirmed_at ((gssize) origin) + slope * d * (h + 1);
  prognosis_forecast_finish (forecast);
  return forecast;
}

/* The forecast before the last change is one dotted line, where there is something to compare. */
static void
test_before (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  g_autoptr (PrognosisForecast) other = new_plain_forecast (dataset, ORIGIN, 2);
  g_autoptr (PrognosisForecast) same = new_plain_forecast (dataset, ORIGIN, 1);
  g_autoptr (PrognosisForecast) earlier = new_plain_forecast (dataset, ORIGIN - 1, 2);
  PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast, .before = other };
  g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, 0);
  g_autoptr (PrognosisFigure) overview = prognosis_trajectories_new_overview (&what, 0);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, CONFIRMED);
  const PrognosisLayer *layer = test_find_named (panel, "Before");

  g_assert_nonnull (layer);
  g_assert_cmpint (layer->type, ==, PROGNOSIS_LAYER_LINE);
  g_assert_cmpint (layer->style.dash, ==, PROGNOSIS_DASH_DOTS);
  g_assert_true (layer->style.is_live);
  g_assert_cmpuint (layer->n, ==, HORIZON + 1);
  g_assert_cmpfloat (layer->y[0], ==, confirmed_at (ORIGIN));
  g_assert_cmpfloat_with_epsilon (layer->y[HORIZON], confirmed_at (ORIGIN) + 100 * HORIZON, 1e-9);
  /* It forecast this signal alone. */
  g_assert_null (test_find_named (prognosis_figure_get_panel (figure, CASES), "Before"));
  g_assert_null (test_find_named (prognosis_figure_get_panel (overview, 0), "Before"));
  /* Gone, and back, as Undo exchanges the two. */
  what.before = same;
  prognosis_trajectories_update_live (&what, 0, figure);
  g_assert_null (test_find_named (panel, "Before"));
  what.before = earlier;
  prognosis_trajectories_update_live (&what, 0, figure);
  g_assert_null (test_find_named (panel, "Before"));
  what.forecast = other;
  what.before = forecast;
  prognosis_trajectories_update_live (&what, 0, figure);
  layer = test_find_named (panel, "Before");
  g_assert_cmpfloat_with_epsilon (layer->y[HORIZON], confirmed_at (ORIGIN) + 50 * HORIZON, 1e-9);
}

static void
test_increments (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  const PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast, .view = PROGNOSIS_VIEW_INCREMENTS };
  g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, 0);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, CONFIRMED);
  const PrognosisLayer *points = test_find_layer (panel, PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);
  const PrognosisLayer *median = test_find_named (panel, "Forecast");

  g_assert_cmpuint (points->n, ==, ORIGIN);
  for (gsize i = 0; i < points->n; i++)
    g_assert_cmpfloat (points->y[i], ==, 10);
  for (gsize h = 1; h <= HORIZON; h++)
    g_assert_cmpfloat_with_epsilon (median->y[h], 50, 1e-9);
}

static void
test_cumulative (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  const PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast, .view = PROGNOSIS_VIEW_CUMULATIVE };
  g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, 0);
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, CASES);
  const PrognosisLayer *points = test_find_layer (panel, PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);
  const PrognosisLayer *median = test_find_named (panel, "Forecast");

  g_assert_cmpfloat (points->y[points->n - 1], ==, 2 * ORIGIN); /* one of ORIGIN + 1 is missing */
  g_assert_cmpfloat (median->y[0], ==, 2 * ORIGIN);
  for (gsize h = 1; h <= HORIZON; h++)
    g_assert_cmpfloat_with_epsilon (median->y[h], 2 * ORIGIN + 50.0 * (double) h, 1e-9);
}

static void
test_per_100k (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  const PrognosisTrajectories what = { .dataset = dataset, .per_100k = TRUE };
  g_autoptr (PrognosisFigure) north = prognosis_trajectories_new_figure (&what, 0);
  g_autoptr (PrognosisFigure) south = prognosis_trajectories_new_figure (&what, 1);
  const PrognosisLayer *layer
      = test_find_layer (prognosis_figure_get_panel (north, CONFIRMED), PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);

  g_assert_cmpfloat (layer->y[0], ==, 2 * confirmed_at (0));
  layer = test_find_layer (prognosis_figure_get_panel (north, SHARE), PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);
  g_assert_cmpfloat (layer->y[0], ==, 0.25);
  layer = test_find_layer (prognosis_figure_get_panel (south, CONFIRMED), PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_LAYER_POINTS);
  g_assert_cmpfloat (layer->y[0], ==, confirmed_at (0)); /* the population is unknown */
}

static void
draw (PrognosisFigure *figure)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 600, 400);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_figure_draw (figure, cr, 600, 400, NULL, PROGNOSIS_DRAW_ALL, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_live (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast, .view = PROGNOSIS_VIEW_INCREMENTS };
  g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, 0);
  guint64 key = prognosis_figure_static_key (figure, 600, 400, NULL);
  double live[3][20 + HORIZON];
  const PrognosisLayer *layer;
  gsize n_layers = prognosis_figure_get_panel (figure, CASES)->layers->len;
  guint at = 0;

  for (int k = 0; k < 20 + HORIZON; k++)
    {
      /* The fit has the wrong level but the right growth; the forecast continues from the last observation. */
      live[CONFIRMED][k] = confirmed_at (ORIGIN - 19 + k) + (k < 20 ? 100 : 0);
      live[CASES][k] = live[SHARE][k] = NAN;
    }
  prognosis_trajectories_update_live (&what, 0, figure);
  g_assert_cmpuint (prognosis_figure_static_key (figure, 600, 400, NULL), ==, key);
  what.live = &live[0][0];
  what.live_first = ORIGIN - 19;
  what.n_live = 20 + HORIZON;
  what.n_live_past = 20;
  what.is_stale = TRUE;
  prognosis_trajectories_update_live (&what, 0, figure);
  layer = test_find_layer (prognosis_figure_get_panel (figure, CONFIRMED), PROGNOSIS_COLOUR_LIVE, PROGNOSIS_LAYER_LINE);
  g_assert_cmpuint (layer->n, ==, 20);
  for (gsize i = 1; i < layer->n; i++)
    g_assert_cmpfloat (layer->y[i], ==, 10);
  g_ptr_array_find (prognosis_figure_get_panel (figure, CONFIRMED)->layers, layer, &at);
  layer = prognosis_panel_layer (prognosis_figure_get_panel (figure, CONFIRMED), at + 1);
  g_assert_cmpint (layer->style.colour, ==, PROGNOSIS_COLOUR_LIVE);
  g_assert_cmpuint (layer->n, ==, HORIZON);
  for (gsize i = 0; i < layer->n; i++)
    g_assert_cmpfloat (layer->y[i], ==, 10);
  /* An unanchored curve has no jump either. */
  for (int k = 20; k < 20 + HORIZON; k++)
    live[CONFIRMED][k] += 100;
  what.is_live_unanchored = TRUE;
  prognosis_trajectories_update_live (&what, 0, figure);
  layer = prognosis_panel_layer (prognosis_figure_get_panel (figure, CONFIRMED), at);
  g_assert_cmpuint (layer->n, ==, 20 + HORIZON);
  for (gsize i = 1; i < layer->n; i++)
    g_assert_cmpfloat (layer->y[i], ==, 10);
  g_assert_cmpuint (prognosis_figure_get_panel (figure, CASES)->layers->len, ==, n_layers);
  draw (figure);
}

/* A cumulative curve that falls is no negative count. */
static void
test_not_negative (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  double live[3 * HORIZON];
  PrognosisTrajectories what = { .dataset = dataset,
                                 .view = PROGNOSIS_VIEW_INCREMENTS,
                                 .live = live,
                                 .live_first = ORIGIN + 1,
                                 .n_live = HORIZON,
                                 .is_converging = TRUE };
  g_autoptr (PrognosisFigure) figure = NULL;
  const PrognosisLayer *layer;

  for (int k = 0; k < 3 * HORIZON; k++)
    live[k] = k < HORIZON ? confirmed_at (ORIGIN) - 3 * k : NAN;
  live[HORIZON - 1] += 10;
  figure = prognosis_trajectories_new_figure (&what, 0);
  layer = test_find_named (prognosis_figure_get_panel (figure, CONFIRMED), "Best fit so far");
  g_assert_nonnull (layer);
  for (gsize k = 0; k + 1 < layer->n; k++)
    g_assert_cmpfloat (layer->y[k], ==, 0);
  g_assert_cmpfloat (layer->y[layer->n - 1], ==, 7);
}

static void
test_draws (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  const gsize regions[] = { 0, 1, 2, 99 };

  for (int view = 0; view < 3; view++)
    for (int is_log = 0; is_log < 2; is_log++)
      for (int has_forecast = 0; has_forecast < 2; has_forecast++)
        {
          const PrognosisTrajectories what = { .dataset = dataset,
                                               .forecast = has_forecast ? forecast : NULL,
                                               .view = view,
                                               .is_log = is_log,
                                               .first_step = view == 1 ? 1000 : 0,
                                               .show_all = is_log };
          g_autoptr (PrognosisFigure) grid = prognosis_trajectories_new_grid (&what, regions, G_N_ELEMENTS (regions));

          g_assert_cmpuint (prognosis_figure_get_n_panels (grid), ==, 3);
          draw (grid);
          prognosis_trajectories_update_live (&what, 0, grid);
          draw (grid);
          for (gsize region = 0; region < 3; region++)
            {
              g_autoptr (PrognosisFigure) figure = prognosis_trajectories_new_figure (&what, region);

              draw (figure);
            }
        }
}

/* Returns the level in a panel; NAN: none. */
static double
find_level (const PrognosisPanel *panel)
{
  for (guint k = 0; k < panel->layers->len; k++)
    if (prognosis_panel_layer (panel, k)->type == PROGNOSIS_LAYER_LEVEL)
      return prognosis_panel_layer (panel, k)->y[0];
  return NAN;
}

/* A threshold of new counts is drawn where new counts are, in the unit of the view, and unless it would flatten them. */
static void
test_threshold (void)
{
  static const double near[] = { 15.0, NAN, 0.3 }, far[] = { 1e6, NAN, NAN };
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  PrognosisTrajectories what = { .dataset = dataset, .view = PROGNOSIS_VIEW_INCREMENTS, .thresholds = near };
  g_autoptr (PrognosisFigure) new_counts = prognosis_trajectories_new_figure (&what, 0);
  g_autoptr (PrognosisFigure) scaled = NULL, totals = NULL, none = NULL;

  g_assert_cmpfloat (find_level (prognosis_figure_get_panel (new_counts, CONFIRMED)), ==, 15.0);
  g_assert_true (isnan (find_level (prognosis_figure_get_panel (new_counts, CASES))));
  g_assert_cmpfloat (find_level (prognosis_figure_get_panel (new_counts, SHARE)), ==, 0.3);
  what.per_100k = TRUE;
  scaled = prognosis_trajectories_new_figure (&what, 0);
  g_assert_cmpfloat_with_epsilon (find_level (prognosis_figure_get_panel (scaled, CONFIRMED)), 30.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (prognosis_trajectories_read_threshold (&what, 0, CONFIRMED, 30.0), 15.0, 1e-9);
  what.per_100k = FALSE;
  what.view = PROGNOSIS_VIEW_CUMULATIVE;
  totals = prognosis_trajectories_new_figure (&what, 0);
  g_assert_true (isnan (find_level (prognosis_figure_get_panel (totals, CONFIRMED))));
  what.view = PROGNOSIS_VIEW_INCREMENTS;
  what.thresholds = far;
  none = prognosis_trajectories_new_figure (&what, 0);
  g_assert_true (isnan (find_level (prognosis_figure_get_panel (none, CONFIRMED))));
}

/* Counted in the unit of the view: new counts of 10 lie within 80 % of new counts from 0 to 100 a day. */
static void
test_inside (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) forecast = new_forecast (dataset);
  PrognosisTrajectories what = { .dataset = dataset, .forecast = forecast, .view = PROGNOSIS_VIEW_INCREMENTS };
  gsize n_inside, n;

  g_assert_true (prognosis_trajectories_count_inside (&what, 0, CONFIRMED, &n_inside, &n));
  g_assert_cmpuint (n, ==, HORIZON);
  g_assert_cmpuint (n_inside, ==, HORIZON);
  /* 2 a day lies below the range of 10 to 90 */
  g_assert_true (prognosis_trajectories_count_inside (&what, 0, CASES, &n_inside, &n));
  g_assert_cmpuint (n, ==, HORIZON);
  g_assert_cmpuint (n_inside, ==, 0);
  g_assert_false (prognosis_trajectories_count_inside (&what, 0, SHARE, &n_inside, &n));
  g_assert_false (prognosis_trajectories_count_inside (&what, 1, CONFIRMED, &n_inside, &n));
}

/* Signals that were never observed take no room; a region without any says so. */
static void
test_never_observed (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  const PrognosisTrajectories what = { .dataset = dataset };
  g_autoptr (PrognosisFigure) north = prognosis_trajectories_new_figure (&what, 0);
  g_autoptr (PrognosisFigure) empty = prognosis_trajectories_new_figure (&what, 2);

  g_assert_cmpuint (prognosis_figure_get_n_panels (north), ==, 3);
  g_assert_cmpuint (prognosis_figure_get_n_panels (empty), ==, 1);
  g_assert_true (prognosis_panel_is_empty (prognosis_figure_get_panel (empty, 0)));
}

/* Ten weeks before the origin, and the horizon. */
static void
test_focus (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  const gsize region = prognosis_dataset_builder_add_region (builder, NULL, "North", NAN);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisForecast) forecast = NULL;
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisTrajectories what = { .view = PROGNOSIS_VIEW_INCREMENTS };
  double from, to, *paths;

  for (int step = 0; step < 300; step++)
    prognosis_dataset_builder_add_value (builder, region, cases, FIRST_DAY + step, 10, 0, 1);
  what.dataset = dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  what.forecast = forecast = prognosis_forecast_new (dataset, "test", HORIZON, 1);
  paths = prognosis_forecast_add_paths (forecast, region, cases);
  for (int h = 0; h < HORIZON; h++)
    paths[h] = 10;
  prognosis_forecast_finish (forecast);
  figure = prognosis_trajectories_new_figure (&what, region);
  prognosis_panel_get_x_range (prognosis_figure_get_panel (figure, 0), &from, &to);
  g_assert_cmpfloat_with_epsilon (from, FIRST_DAY + 299 - 70, 3);
  g_assert_cmpfloat_with_epsilon (to, FIRST_DAY + 299 + HORIZON, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/trajectories/layers", test_layers);
  g_test_add_func ("/plot/trajectories/before", test_before);
  g_test_add_func ("/plot/trajectories/increments", test_increments);
  g_test_add_func ("/plot/trajectories/cumulative", test_cumulative);
  g_test_add_func ("/plot/trajectories/per-100k", test_per_100k);
  g_test_add_func ("/plot/trajectories/live", test_live);
  g_test_add_func ("/plot/trajectories/not-negative", test_not_negative);
  g_test_add_func ("/plot/trajectories/draws", test_draws);
  g_test_add_func ("/plot/trajectories/never-observed", test_never_observed);
  g_test_add_func ("/plot/trajectories/focus", test_focus);
  g_test_add_func ("/plot/trajectories/inside", test_inside);
  g_test_add_func ("/plot/trajectories/threshold", test_threshold);
  return g_test_run ();
}
