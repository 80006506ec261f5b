/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisStay:
 *
 * How long patients stay: share of those still there on the day of admission and on each day after it.
 */
typedef struct
{
  gsize n_days;
  double *still_there; /* n_days, from 1 (or less) descending; 0 after that */
} PrognosisStay;

/**
 * prognosis_stay_new:
 * @mean_days: more than 0
 * @shape: of a gamma distribution; 1: exponential
 *
 * Patients are admitted at any time of the day and counted at its end: someone whose stay is t days long and who came u before the end of
 * the day is still there k days later if t is more than k + u; u is spread evenly over the day. Then beds in use are, in the long run,
 * admissions a day times the mean stay.
 *
 * Returns: (transfer full)
 */
PrognosisStay *prognosis_stay_new (double mean_days, double shape);
/* @shares: length @n, of patients who stay 0, 1, 2, ... nights; scaled to a sum of 1. (transfer full): or NULL if a share is negative or not finite,
 * or all are 0. */
PrognosisStay *prognosis_stay_new_from_nights (const double *shares, gsize n);
void prognosis_stay_free (PrognosisStay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisStay, prognosis_stay_free)
/* The sum of the shares: beds per admission a day, in the long run. */
double prognosis_stay_get_mean (const PrognosisStay *self);

/* @admissions: length @n, by day, none before; @beds: length @n: in use at the end of each day. */
void prognosis_stay_get_beds (const PrognosisStay *self, const double *admissions, gsize n, double *beds);

G_END_DECLS
