/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map of regions: a tile a region, coloured by classes. */

#include "prognosis-dataset-builder.h"
#include "prognosis-figure-private.h"
#include "prognosis-region-map.h"

#include <math.h>
#include <string.h>

#define N_STEPS 28
#define HORIZON 7
#define N_PATHS 5

static const char *const states[] = { "California", "Oregon", "Texas", "Maine" };
#define N G_N_ELEMENTS (states)

typedef struct
{
  PrognosisForecast *forecast;
  PrognosisRanking *ranking;
  PrognosisMap *map;
} Fixture;

/* 10 (r + 1) a day in state r; the paths of California only fall, those of Texas only rise, those of Oregon do both, widely; Maine
   has no forecast. */
static void
set_up (Fixture *self, gconstpointer data)
{
  static const double factors[N][N_PATHS]
      = { { 0.1, 0.2, 0.3, 0.4, 0.5 }, { 0.1, 0.2, 1.0, 4.0, 5.0 }, { 1.5, 1.6, 1.7, 1.8, 1.9 }, { 0 } };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  for (gsize r = 0; r < N; r++)
    {
      prognosis_dataset_builder_add_region (builder, NULL, states[r], 1e6);
      for (int t = 0; t < N_STEPS; t++)
        prognosis_dataset_builder_add_value (builder, r, 0, t, 10.0 * (double) (r + 1), 0, 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  self->forecast = prognosis_forecast_new (dataset, "test", HORIZON, N_PATHS);
  for (gsize r = 0; r < N - 1; r++)
    {
      double *paths = prognosis_forecast_add_paths (self->forecast, r, 0);

      for (gsize h = 0; h < HORIZON; h++)
        for (gsize p = 0; p < N_PATHS; p++)
          paths[h * N_PATHS + p] = 10.0 * (double) (r + 1) * factors[r][p];
    }
  self->ranking = prognosis_ranking_new (self->forecast, 0, 7, 20, NULL, 0);
  self->map = prognosis_region_map_new_places (dataset, PROGNOSIS_PLACES_AUTO);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  prognosis_forecast_unref (self->forecast);
  prognosis_ranking_unref (self->ranking);
  prognosis_map_unref (self->map);
}

static PrognosisFigure *
new_figure (const Fixture *self, PrognosisMeasure measure, gssize ahead)
{
  static const gsize selected = 2;
  const PrognosisRegionMap map = { .ranking = self->ranking,
                                   .forecast = self->forecast,
                                   .map = self->map,
                                   .measure = measure,
                                   .ahead = ahead,
                                   .selected = &selected,
                                   .n_selected = 1 };

  return prognosis_region_map_new_figure (&map);
}

/* The layer in which @name is drawn with @mark; NULL: none. */
static const PrognosisLayer *
find_layer (PrognosisFigure *figure, const char *name, PrognosisMark mark)
{
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);

  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      if (layer->style.mark == mark && g_strv_contains ((const char *const *) layer->names, name))
        return layer;
    }
  return NULL;
}

static void
test_chance (Fixture *self, gconstpointer data)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self, PROGNOSIS_MEASURE_CHANCE, 7);
  const PrognosisLayer *fall, *open, *rise, *unknown;

  g_assert_cmpint (self->map->kind, ==, PROGNOSIS_MAP_TILES);
  fall = find_layer (figure, "California", PROGNOSIS_MARK_FILLED);
  open = find_layer (figure, "Oregon", PROGNOSIS_MARK_FILLED);
  rise = find_layer (figure, "Texas", PROGNOSIS_MARK_FILLED);
  unknown = find_layer (figure, "Maine", PROGNOSIS_MARK_FILLED);
  g_assert_cmpstr (fall->style.name, ==, "below 10 %");
  g_assert_cmpstr (rise->style.name, ==, "from 90 %");
  g_assert_cmpstr (open->style.name, ==, "40 % – 60 %");
  g_assert_cmpstr (unknown->style.name, ==, "not known");
  g_assert_cmpfloat (fall->style.position, ==, 0);
  g_assert_cmpfloat (open->style.position, ==, 0.5);
  g_assert_cmpfloat (rise->style.position, ==, 1);
  g_assert_cmpint (unknown->style.scale, ==, PROGNOSIS_COLOURS_NONE);
  /* Only the wide interval is hatched, only the selected region framed. */
  g_assert_nonnull (find_layer (figure, "Oregon", PROGNOSIS_MARK_CROSS));
  g_assert_null (find_layer (figure, "California", PROGNOSIS_MARK_CROSS));
  g_assert_nonnull (find_layer (figure, "Texas", PROGNOSIS_MARK_HOLLOW));
  g_assert_null (find_layer (figure, "Oregon", PROGNOSIS_MARK_HOLLOW));
}

static void
test_rate (Fixture *self, gconstpointer data)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self, PROGNOSIS_MEASURE_RATE, 0);
  const PrognosisLayer *low = find_layer (figure, "California", PROGNOSIS_MARK_FILLED),
                       *high = find_layer (figure, "Maine", PROGNOSIS_MARK_FILLED);

  g_assert_cmpint (low->style.scale, ==, PROGNOSIS_COLOURS_SEQUENTIAL);
  g_assert_cmpfloat (low->style.position, <, high->style.position);
  /* 70 cases a week among a million. */
  g_assert_cmpstr (low->labels[0], ==, "CA\n7");
  /* What was observed is certain. */
  g_assert_null (find_layer (figure, "Oregon", PROGNOSIS_MARK_CROSS));
  g_assert_cmpstr (prognosis_panel_get_title (prognosis_figure_get_panel (figure, 0)), ==,
                   "cases · Per 100 000 · week to 28 Jan 1970");
}

/* The middle class holds no change, and less than all can be lost. */
static void
test_change (Fixture *self, gconstpointer data)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self, PROGNOSIS_MEASURE_CHANGE, 7);

  g_assert_cmpfloat (find_layer (figure, "Oregon", PROGNOSIS_MARK_FILLED)->style.position, ==, 0.5);
  g_assert_cmpfloat (find_layer (figure, "California", PROGNOSIS_MARK_FILLED)->style.position, <, 0.5);
  g_assert_cmpfloat (find_layer (figure, "Texas", PROGNOSIS_MARK_FILLED)->style.position, >, 0.5);
}

static void
test_readout (Fixture *self, gconstpointer data)
{
  g_autoptr (PrognosisFigure) figure = new_figure (self, PROGNOSIS_MEASURE_CHANCE, 7);
  const PrognosisMapPlace *texas = &self->map->places[2];
  g_autofree char *text = prognosis_panel_dup_cell_readout (prognosis_figure_get_panel (figure, 0), texas->x + 0.3, texas->y - 0.3);
  g_autofree char *description = prognosis_figure_dup_description (figure);
  g_auto (GStrv) table = prognosis_figure_dup_table (figure, 0);
  double x, y, data_x, data_y;

  g_assert_cmpstr (text, ==, "Texas\n100 %");
  g_assert_null (prognosis_panel_dup_cell_readout (prognosis_figure_get_panel (figure, 0), -3, 0));
  g_assert_nonnull (strstr (description, "\nfrom 90 %: Texas"));
  g_assert_cmpuint (g_strv_length (table), ==, N + 1);
  g_assert_true (g_strv_contains ((const char *const *) table, "California\t0 %"));
  g_assert_cmpint (prognosis_map_find (self->map, texas->x - 0.4, texas->y + 0.4), ==, 2);
  g_assert_cmpint (prognosis_map_find (self->map, texas->x - 0.6, texas->y), ==, -1);
  /* There and back, on squares. */
  g_assert_true (prognosis_figure_project (figure, 600, 400, 0, texas->x, texas->y, &x, &y));
  g_assert_true (prognosis_figure_locate (figure, 600, 400, x, y, NULL, &data_x, &data_y));
  g_assert_cmpfloat_with_epsilon (data_x, texas->x, 1e-9);
  g_assert_cmpfloat_with_epsilon (data_y, texas->y, 1e-9);
  prognosis_figure_project (figure, 600, 400, 0, texas->x + 1, texas->y - 1, &data_x, &data_y);
  g_assert_cmpfloat_with_epsilon (data_x - x, data_y - y, 1e-9);
}

/* The pixel in the middle of a quarter of the tile. */
static PrognosisRgba
draw_and_pick (PrognosisFigure *figure, const PrognosisMapPlace *tile, const PrognosisTheme *theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 420);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  double x, y;
  const guint32 *pixel;
  PrognosisRgba colour;

  g_assert_true (prognosis_figure_draw (figure, cr, 600, 420, theme, PROGNOSIS_DRAW_ALL, &error));
  g_assert_no_error (error);
  prognosis_figure_project (figure, 600, 420, 0, tile->x - 0.38, tile->y + 0.38, &x, &y);
  cairo_surface_flush (surface);
  pixel = (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                            + (int) y * cairo_image_surface_get_stride (surface))
          + (int) x;
  colour = (PrognosisRgba){ (*pixel >> 16) & 0xff, (*pixel >> 8) & 0xff, *pixel & 0xff, 1 };
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return colour;
}

static void
test_drawn (Fixture *self, gconstpointer data)
{
  const PrognosisTheme *const themes[] = { &prognosis_theme_light, &prognosis_theme_dark };

  for (gsize i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autoptr (PrognosisFigure) figure = new_figure (self, PROGNOSIS_MEASURE_CHANCE, 7);
      const PrognosisRgba drawn = draw_and_pick (figure, &self->map->places[0], themes[i]),
                          fall = prognosis_theme_get_scale_colour (themes[i], PROGNOSIS_COLOURS_DIVERGING, 0);

      g_assert_cmpint (abs (drawn.red - fall.red) + abs (drawn.green - fall.green) + abs (drawn.blue - fall.blue), <=, 6);
    }
}

/* The same regions on outlines: drawn, read and stepped through in the same way. */
static void
test_outlines (Fixture *self, gconstpointer data)
{
  PrognosisMap *map = prognosis_region_map_new_places (prognosis_forecast_get_dataset (self->forecast), PROGNOSIS_PLACES_OUTLINES);
  g_autoptr (PrognosisFigure) figure = NULL;
  g_autofree char *text = NULL;
  PrognosisRgba drawn, fall;

  prognosis_map_unref (self->map);
  self->map = map;
  g_assert_cmpint (map->kind, ==, PROGNOSIS_MAP_OUTLINES);
  g_assert_cmpuint (map->n_outlined, ==, N);
  figure = new_figure (self, PROGNOSIS_MEASURE_CHANCE, 7);
  /* The north of California, off its label. */
  text = prognosis_panel_dup_cell_readout (prognosis_figure_get_panel (figure, 0), map->places[0].left + 1, map->places[0].top - 1);
  g_assert_cmpstr (text, ==, "California\n0 %");
  g_assert_cmpint (prognosis_map_step (map, 0, 0, -1), ==, 1);
  drawn = draw_and_pick (figure, &(PrognosisMapPlace){ .x = map->places[0].left + 1.38, .y = map->places[0].top - 1.38 },
                         &prognosis_theme_light);
  fall = prognosis_theme_get_scale_colour (&prognosis_theme_light, PROGNOSIS_COLOURS_DIVERGING, 0);
  g_assert_cmpint (abs (drawn.red - fall.red) + abs (drawn.green - fall.green) + abs (drawn.blue - fall.blue), <=, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/region-map/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("chance", test_chance);
  ADD ("rate", test_rate);
  ADD ("change", test_change);
  ADD ("readout", test_readout);
  ADD ("drawn", test_drawn);
  ADD ("outlines", test_outlines);
  return g_test_run ();
}
