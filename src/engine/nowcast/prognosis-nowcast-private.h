/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-nowcast-method.h"

G_BEGIN_DECLS

/* An error of a past nowcast of @place, and how much it counts. */
typedef struct
{
  double error, weight;
  gsize place;
} PrognosisNowcastError;

/* Ascending. */
void prognosis_nowcast_sort_errors (PrognosisNowcastError *errors, gsize n);

/**
 * prognosis_nowcast_fill:
 * @centre: log (1 + final)
 * @scale: what the errors are multiplied with
 * @errors: (length n): of log (1 + final); ascending. At least one
 *
 * Writes the quantiles of exp (@centre + @scale * error) - 1 as the paths of a week, with linear interpolation between the errors.
 */
void prognosis_nowcast_fill (PrognosisNowcast *self, gsize place, gsize back, double centre, double scale,
                             const PrognosisNowcastError *errors, gsize n);

/* multiplicative.c: its nowcast of one week; none if no report of the week has come or no week is complete. */
void prognosis_nowcast_fill_multiplicative (PrognosisNowcast *self, gsize place, gsize back);

/* log (1 + x), for counts that corrections may have made negative. */
double prognosis_nowcast_log (double count);

G_END_DECLS
