/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* Smaller numbers of persons are treated as zero. */
#define PROGNOSIS_FORECAST_LEAST_COUNT 1e-6

/* Applies the constraints of the signal's kind to @paths (@horizon x @n_paths). FALSE: a value is not finite. */
gboolean prognosis_forecast_finish_paths (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                                          double *paths);

G_END_DECLS
