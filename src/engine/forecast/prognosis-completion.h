/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisCompletion:
 *
 * What the last, incomplete steps of a data set will come to once all reports are in: a nowcast of each signal of which it is known
 * what was reported when. Immutable, reference counted.
 */
typedef struct _PrognosisCompletion PrognosisCompletion;

/* Steps that a nowcast covers: the last one and those before it. */
#define PROGNOSIS_COMPLETION_STEPS 4

/* (transfer full): NULL if nothing can be nowcast. */
PrognosisCompletion *prognosis_completion_new (PrognosisDataset *dataset, guint64 seed);
PrognosisCompletion *prognosis_completion_ref (PrognosisCompletion *self);
void prognosis_completion_unref (PrognosisCompletion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisCompletion, prognosis_completion_unref)

/* The data with the median of each incomplete value. (transfer full) */
PrognosisDataset *prognosis_completion_dup_median (const PrognosisCompletion *self) G_GNUC_WARN_UNUSED_RESULT;
/* The data as sample path number @member of @n completes them. The last values of the samples are spread evenly over their
   distribution, in each region in another order. (transfer full) */
PrognosisDataset *prognosis_completion_dup_member (const PrognosisCompletion *self, gsize member,
                                                   gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* Of the value @back steps before the last one, in the unit of the signal. @levels in (0, 1), ascending. FALSE: not nowcast. */
gboolean prognosis_completion_get_quantiles (const PrognosisCompletion *self, gsize region, gsize signal, gsize back,
                                             const double *levels, gsize n_levels, double *values);
/* The share of the last step that has been reported, by the medians, in the mean over all regions and signals; NAN: of none. */
double prognosis_completion_get_share (const PrognosisCompletion *self);

G_END_DECLS
