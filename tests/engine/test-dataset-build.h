/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"

/* One region, one signal, days from 0 on. */
static inline PrognosisDataset *
test_build_dataset (const double *values, gsize n, int kind, gboolean zero_unreported)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  gsize region = prognosis_dataset_builder_add_region (builder, NULL, "Here", NAN);
  gsize signal = prognosis_dataset_builder_add_signal (builder, "x", kind, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  if (zero_unreported)
    prognosis_dataset_builder_set_zero_unreported (builder, signal);
  for (gsize t = 0; t < n; t++)
    prognosis_dataset_builder_add_value (builder, region, signal, (int) t, values[t], file, (guint) t + 2);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static inline gsize
test_count_warnings (const PrognosisDataset *dataset, const char *code)
{
  gsize n = 0;

  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    n += strcmp (prognosis_dataset_get_warning (dataset, i)->code, code) == 0;
  return n;
}
