/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/* The signals to forecast, and their units. */
typedef struct
{
  gsize *signals; /* indices in the dataset */
  gsize n_signals;
  double *population; /* n_regions [persons], NAN: unknown */
} PrognosisHybridPlan;

/* NULL with %PROGNOSIS_ERROR_OPTION if no signal is a count or a rate, %PROGNOSIS_ERROR_COMPUTATION if nothing is observed. */
PrognosisHybridPlan *prognosis_hybrid_plan_new (const PrognosisDataset *dataset, GError **error);
void prognosis_hybrid_plan_free (PrognosisHybridPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHybridPlan, prognosis_hybrid_plan_free)

/* @out: n steps from @first [persons]; NAN: missing, excluded or partial. */
void prognosis_hybrid_load (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                            gsize first, gsize n, double *out);
/* Converts to the unit of the signal. Quantiles of small incident counts are rounded to whole persons. */
void prognosis_hybrid_scale (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                             double *quantiles, gsize n);
/* Warns of fitted signals that are not forecast. */
void prognosis_hybrid_note_unused (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, PrognosisForecast *forecast);

/* Persons per unit of the signal: 1 for counts. A rate without a known population is taken as per million persons. */
double prognosis_hybrid_get_unit (const PrognosisHybridPlan *self, const PrognosisDataset *dataset, gsize region, gsize signal);

/* Notes the reproduction number at the origin that the forecast's equations have, as its slider shows; without equations nothing. */
void prognosis_hybrid_note_reproduction (PrognosisForecast *forecast);

G_END_DECLS
