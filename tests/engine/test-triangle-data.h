/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset-builder.h"

/* Weeks end on the days 7 * week. */
#define TEST_TRIANGLE_WEEKS 40

/* What is reported of a week after @delay weeks: half at once, then a third and a sixth; in the last weeks what is known by then. */
static inline double
test_triangle_get_report (gsize region, int week, int delay)
{
  static const double shares[] = { 0.5, 1.0 / 3, 1.0 / 6 };
  const double noise = 1 + 0.1 * ((week * 7 + delay * 3 + (int) region * 5) % 11 - 5) / 5;

  return (double) (int) ((1 + (double) region) * (300 + 20 * (week % 9)) * shares[delay] * noise);
}

/* Two regions whose weeks are complete after two more weeks. (transfer full) */
static inline PrognosisDataset *
test_triangle_dataset (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "x", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_additive (builder, TRUE);
  prognosis_dataset_builder_set_keeps_totals (builder);
  for (gsize r = 0; r < 2; r++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, r == 0 ? "Here" : "There", NAN);

      for (int week = 0; week < TEST_TRIANGLE_WEEKS; week++)
        for (int delay = 0; delay < 3 && week + delay < TEST_TRIANGLE_WEEKS; delay++)
          prognosis_dataset_builder_add_revision (builder, region, signal, 7 * week, 7 * (week + delay),
                                                  test_triangle_get_report (r, week, delay), 0, 0);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}
