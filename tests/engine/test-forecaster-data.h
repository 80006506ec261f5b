/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"

#include <math.h>

/* Data of every shape that a forecaster must cope with. */

#define FIRST_DAY 18000
#define N_REGIONS 3

typedef enum
{
  WHOLE,
  ZEROS,     /* nothing ever happened */
  SHORT,     /* only three observations */
  YESTERDAY, /* two regions have just begun to report */
  HOLES,     /* missing days, including the last */
  FALLING,   /* a cumulative count is corrected downwards */
  WEEKLY,
  SHARES, /* proportions, weekly */
  MONDAY, /* one region has not reported on the last day, and the last deaths of another are incomplete */
  N_SHAPES,
} Shape;

static inline double
make_flow (Shape shape, int region, gsize t, gsize n)
{
  const double wave = 300.0 * (region + 1) * exp (-0.5 * pow ((t - 0.7 * n - 4.0 * region) / (0.2 * n), 2)) + (t * 7 + region) % 5;

  switch (shape)
    {
    case ZEROS: return 0.0;
    case MONDAY: return region == 1 && t + 1 == n ? NAN : wave;
    case YESTERDAY: return region > 0 && t + 1 < n ? NAN : wave;
    case HOLES: return t % 9 == 4 || (region == 1 && t + 3 > n) || (region == 2 && t + 12 > n) ? NAN : wave;
    case SHARES: return wave / 3000.0;
    default: return wave;
    }
}

static inline PrognosisDataset *
make_data (Shape shape)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize n = shape == SHORT ? 3 : 60, step = shape == WEEKLY || shape == SHARES ? 7 : 1;
  GError *error = NULL;
  PrognosisDataset *dataset;
  gsize cases, deaths;

  cases = prognosis_dataset_builder_add_signal (builder, "cases",
                                                shape == SHARES   ? PROGNOSIS_KIND_PROPORTION
                                                : shape == WEEKLY ? PROGNOSIS_KIND_INCIDENT
                                                                  : PROGNOSIS_KIND_CUMULATIVE,
                                                PROGNOSIS_ROLE_INFECTIONS, TRUE);
  deaths = prognosis_dataset_builder_add_signal (
      builder, "deaths", shape == SHARES ? PROGNOSIS_KIND_PROPORTION : PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, TRUE);
  for (int r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      /* The last region has no population. */
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, r == 2 ? NAN : 1e5 * (r + 1));
      double sum = 0.0;

      for (gsize t = 0; t < n; t++)
        {
          const double flow = make_flow (shape, r, t, n), share = shape == SHARES ? 1.0 : 20.0;
          const int day = FIRST_DAY + 2 + (int) (t * step);

          if (isnan (flow))
            continue;
          sum += shape == FALLING && t == n - 3 ? -2.0 * flow : flow;
          prognosis_dataset_builder_add_value (builder, region, cases, day,
                                               shape == SHARES   ? flow
                                               : shape == WEEKLY ? floor (flow)
                                                                 : floor (sum),
                                               file, t + 1);
          prognosis_dataset_builder_add_value (builder, region, deaths, day,
                                               shape == MONDAY && r == 2 && t + 1 == n ? 3.0
                                               : shape == SHARES                       ? flow / 2.0
                                                                                       : floor (flow / share),
                                               file, t + 1);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static inline PrognosisForecast *
run (const PrognosisForecaster *forecaster, PrognosisDataset *dataset, int n_threads, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };

  options->horizon = 9;
  options->n_paths = 60;
  options->n_threads = n_threads;
  options->starts = 1;
  options->hidden = 6;
  options->epochs = 50;
  return prognosis_forecaster_run (forecaster, &request, error);
}
