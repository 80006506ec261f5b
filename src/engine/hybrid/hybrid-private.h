/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* Which signals are forecast, in which unit. */
typedef struct
{
  gsize *signals; /* numbers in the dataset */
  gsize n_signals;
  double *population; /* n_regions [persons], NAN: unknown */
} PrognosisHybridPlan;

/* NULL with %PROGNOSIS_ERROR_OPTION if no signal is a count or a rate, %PROGNOSIS_ERROR_COMPUTATION if nothing is observed. */
PrognosisHybridPlan *_prognosis_hybrid_plan_new (const PrognosisDataset *dataset, GError **error);
void _prognosis_hybrid_plan_free (PrognosisHybridPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHybridPlan, _prognosis_hybrid_plan_free)

/* Persons in one unit of the signal: 1 of counts. A rate where no population is known is taken to be of a million. */
double _prognosis_hybrid_unit (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal);
/* @out: n steps from @first [persons]; NAN: missing, excluded, or of a period that was not over. */
void _prognosis_hybrid_load (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                             gsize first, gsize n, double *out);
/* To the signal's unit. Of new counts that are small, the quantiles are whole: 0.3 persons are none. */
void _prognosis_hybrid_scale (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                              double *quantiles, gsize n);
void _prognosis_hybrid_note_unused (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, PrognosisForecast *forecast);

PrognosisForecast *_prognosis_hybrid_weekly (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);

G_END_DECLS
