/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"

/* Of a region, relative to the first; no region is the sum of others, which would be a total. */
static inline double
test_outbreak_size (gsize region)
{
  return 1.0 + 1.0407 * region + 0.0113 * region * region;
}

/* A simulated outbreak with the given numbers of regions and days, initial cases per day and growth per day. */
static inline PrognosisDataset *
test_outbreak_new (gsize n_regions, gsize n_days, double start, double growth, const double *week, gboolean with_followers)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const int first = prognosis_day_from_ymd (2020, 4, 12);
  const PrognosisRole roles[] = { PROGNOSIS_ROLE_INFECTIONS, PROGNOSIS_ROLE_RECOVERIES, PROGNOSIS_ROLE_DEATHS };
  const char *const names[] = { "confirmed", "recovered", "deaths" };
  GError *error = NULL;
  PrognosisDataset *dataset;
  gsize signals[3];
  guint file;

  file = prognosis_dataset_builder_add_file (builder, "made.csv");
  for (int k = 0; k < (with_followers ? 3 : 1); k++)
    signals[k] = prognosis_dataset_builder_add_signal (builder, names[k], PROGNOSIS_KIND_CUMULATIVE, roles[k], TRUE);
  prognosis_dataset_builder_set_step_days (builder, 1);
  for (gsize r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("Region %d", (int) r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);
      double sum[3] = { 0.0 };

      for (gsize t = 0; t < n_days; t++)
        {
          const double now = start * test_outbreak_size (r) * exp (growth * t) * (week ? week[t % 7] : 1.0);

          sum[0] += now;
          sum[1] += 0.8 * start * test_outbreak_size (r) * exp (growth * (t - 17.0));
          sum[2] += 0.02 * start * test_outbreak_size (r) * exp (growth * (t - 16.0));
          for (int k = 0; k < (with_followers ? 3 : 1); k++)
            prognosis_dataset_builder_add_value (builder, region, signals[k], first + (int) t, round (sum[k]), file, (guint) t + 2);
        }
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}
