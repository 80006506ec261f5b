/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* Properties of a series that forecasters use. @week: number of steps in a week; 1 for weeks and months. */

gsize prognosis_series_week (const PrognosisDataset *dataset);
/* Number of steps in a year: whole weeks of days, 52 weeks or 12 months. */
gsize prognosis_series_season (const PrognosisDataset *dataset);
/* Steps ahead, see prognosis_options_get_horizon(). */
gsize prognosis_series_horizon (const PrognosisRequest *request);
/* Whether a value is doubtful: it has such a flag (see prognosis_dataset_get_doubtful()), and if it looked like a batch when it came, the
   values after it do not show that the rise lasted. */
gboolean prognosis_series_is_doubtful (const PrognosisDataset *dataset, gsize region, gsize signal, gsize step);
/* The values of a series without doubtful ones. They are missing, except in a cumulative count,
   where their level is right: there the step to them is replaced by a usual one, and all values before are moved along, so that the
   last one stays. Length n_steps. (transfer full) */
double *prognosis_series_dup_clean (const PrognosisDataset *dataset, gsize region, gsize signal);
/* The last observation at or before @origin that is at most a week old; -1 if there is none. */
gssize prognosis_series_last_known (const double *x, gssize origin, gsize week);
/* How much a series changes per step: the unit in which errors of different series are compared. Positive. */
double prognosis_series_scale (const double *x, gssize origin, PrognosisKind kind, gsize week);
/* How informative what followed @other is for what will follow @origin: from 1 down to nearly 0. For new cases it
   depends on the similarity of growth, because errors during a rise say little about a decline; for other kinds it
   is 1, because their corrections would be taken for growth. */
double prognosis_series_likeness (const double *x, gssize origin, gssize other, PrognosisKind kind, gsize week);
/* Log ratio of the counts in the last week to those in the week before, shrunk to 0 if counts are small. */
double prognosis_series_growth (const double *x, gssize origin, PrognosisKind kind, gsize week);

G_END_DECLS
