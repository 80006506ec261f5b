/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All counties of the US beside each other: time until their map and ranking are there, and of a frame while days are played. */

#include <math.h>

#include "bench-time.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-outlines.h"
#include "prognosis-region-map.h"

#define N_STEPS 200
#define HORIZON 28
#define N_PATHS 500
#define N_FRAMES 56
#define WIDTH 900
#define HEIGHT 560

static PrognosisForecast *
new_forecast (void)
{
  PrognosisOutlines *counties = prognosis_outlines_get_bundled (PROGNOSIS_OUTLINES_US_COUNTIES);
  const gsize n = prognosis_outlines_get_n (counties);
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("counties");
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  PrognosisForecast *forecast;

  prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  for (gsize r = 0; r < n; r++)
    {
      prognosis_dataset_builder_add_region (builder, prognosis_outlines_get_text (counties, r, "code"),
                                            prognosis_outlines_get_text (counties, r, "name"), 1e5);
      for (int t = 0; t < N_STEPS; t++)
        prognosis_dataset_builder_add_value (builder, r, 0, 18000 + t,
                                             floor (g_rand_double_range (rand, 5, 50) * (2 + sin (0.1 * t + (double) r))), 0, 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, NULL);
  forecast = prognosis_forecast_new (dataset, "test", HORIZON, N_PATHS);
  for (gsize r = 0; r < n; r++)
    {
      double *paths = prognosis_forecast_add_paths (forecast, r, 0);

      for (gsize i = 0; i < HORIZON * N_PATHS; i++)
        paths[i] = floor (g_rand_double_range (rand, 0, 100));
    }
  return forecast;
}

static void
print (const char *what, double wall, double cpu)
{
  g_print ("%-44s %8.0f %8.0f\n", what, 1e3 * wall, 1e3 * cpu);
}

static void
play (const PrognosisForecast *forecast, const PrognosisRanking *ranking, PrognosisMap *places, const char *what)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  double making = 0.0, drawing = 0.0;

  for (int frame = 0; frame < N_FRAMES; frame++)
    {
      const PrognosisRegionMap map = { .ranking = ranking,
                                       .forecast = forecast,
                                       .map = places,
                                       .measure = PROGNOSIS_MEASURE_RATE,
                                       .ahead = frame - HORIZON,
                                       .is_localised = TRUE };
      const double start = wall_seconds ();
      g_autoptr (PrognosisFigure) figure = prognosis_region_map_new_figure (&map);
      const double made = wall_seconds ();

      prognosis_figure_draw (figure, cr, WIDTH, HEIGHT, NULL, PROGNOSIS_DRAW_ALL, NULL);
      making += made - start;
      drawing += wall_seconds () - made;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_print ("%-44s %8.1f  (figure %.1f, drawing %.1f)\n", what, 1e3 * (making + drawing) / N_FRAMES, 1e3 * making / N_FRAMES,
           1e3 * drawing / N_FRAMES);
}

int
main (int argc, char **argv)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast ();
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  double wall = wall_seconds (), cpu = cpu_seconds ();
  g_autoptr (PrognosisRanking) ranking = prognosis_ranking_new (forecast, 0, 7, NAN, NULL, 0);
  g_autoptr (PrognosisMap) outlines = NULL;
  g_autoptr (PrognosisMap) tiles = NULL;

  g_print ("%-44s %8s %8s\n", "[ms]", "wall", "all CPU");
  print ("ranking of all counties", wall_seconds () - wall, cpu_seconds () - cpu);
  wall = wall_seconds ();
  cpu = cpu_seconds ();
  outlines = prognosis_region_map_new_places (dataset, PROGNOSIS_PLACES_OUTLINES);
  print ("map of their outlines", wall_seconds () - wall, cpu_seconds () - cpu);
  tiles = prognosis_region_map_new_places (dataset, PROGNOSIS_PLACES_TILES);
  play (forecast, ranking, outlines, "a frame of outlines");
  play (forecast, ranking, tiles, "a frame of tiles");
  return 0;
}
