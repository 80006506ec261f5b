/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* What forecasters ask of one series. @week: steps that make a week. */

gsize prognosis_series_week (const PrognosisDataset *dataset);
/* Steps ahead that are asked for, or the default. */
gsize prognosis_series_horizon (const PrognosisRequest *request);
/* The last observation at or before @origin and not older than a week; -1 where there is none. */
gssize prognosis_series_last_known (const double *x, gssize origin, gsize week);
/* How much a series moves in a step: the unit of errors that are to be compared between series. Positive. */
double prognosis_series_scale (const double *x, gssize origin, PrognosisKind kind, gsize week);
/* How much what followed @other says of what will follow @origin: 1 down to nearly 0. New cases are alike where they grew alike,
 * for errors on a rise are no errors of a decline; other kinds are always alike, as their corrections would pass for growth. */
double prognosis_series_likeness (const double *x, gssize origin, gssize other, PrognosisKind kind, gsize week);

G_END_DECLS
