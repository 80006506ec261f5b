/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hybrid-weekly-features.h"

G_BEGIN_DECLS

/* AutoODE of weekly counts: one equation for the growth of all regions, trained on all weeks ahead at once. */
typedef struct _PrognosisWeeklyEquation PrognosisWeeklyEquation;

/* Trains the equation in every week on what was known then. @weekly and @features must stay. */
PrognosisWeeklyEquation *prognosis_weekly_equation_new (const PrognosisWeekly *weekly, double *features);
void prognosis_weekly_equation_free (PrognosisWeeklyEquation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisWeeklyEquation, prognosis_weekly_equation_free)
/* @growth: as of prognosis_weekly_growth(); fills that of @ahead weeks. */
void prognosis_weekly_equation_solve (const PrognosisWeeklyEquation *self, gsize ahead, double *growth);
/* Of growth at the origin [weeks] */
double prognosis_weekly_equation_get_half_life (const PrognosisWeeklyEquation *self);

G_END_DECLS
