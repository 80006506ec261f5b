/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"
#include "prognosis-parameter-view.h"

G_BEGIN_DECLS

/**
 * PrognosisEquations:
 *
 * The equations under the sliders, of whatever kind: a fitted compartment model, or those behind another forecaster
 * (PrognosisDynamics). Their values are an array of n_regions x n_parameters: persons as fractions, NAN where the value is the
 * learned one.
 */
typedef struct _PrognosisEquations PrognosisEquations;

PrognosisEquations *prognosis_equations_new_for_fit (PrognosisFit *fit, gsize horizon);
/* NULL if @forecast has none. */
PrognosisEquations *prognosis_equations_new_for_forecast (PrognosisForecast *forecast);
void prognosis_equations_free (PrognosisEquations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisEquations, prognosis_equations_free)

/* Lent, or NULL. */
PrognosisFit *prognosis_equations_get_fit (PrognosisEquations *self);
PrognosisDataset *prognosis_equations_get_dataset (PrognosisEquations *self);
/* Whether @forecast has them. */
gboolean prognosis_equations_are_of (PrognosisEquations *self, PrognosisForecast *forecast);

gsize prognosis_equations_get_n_regions (PrognosisEquations *self);
gsize prognosis_equations_get_n_parameters (PrognosisEquations *self);
const PrognosisParameter *prognosis_equations_get_parameter (PrognosisEquations *self, gsize parameter);
/* Whether the parameter means something for these data. */
gboolean prognosis_equations_is_shown (PrognosisEquations *self, gsize parameter);
/* FALSE where there was nothing to learn from. */
gboolean prognosis_equations_has_region (PrognosisEquations *self, gsize region);

/* As fitted or set. (transfer full) */
double *prognosis_equations_dup_values (PrognosisEquations *self);
/* Between such a value and one in the parameter's unit. */
double prognosis_equations_to_unit (PrognosisEquations *self, gsize region, gsize parameter, double value);
double prognosis_equations_from_unit (PrognosisEquations *self, gsize region, gsize parameter, double value);
/* At 95 %, in the unit of @view; NAN if fixed, or not learned. */
void prognosis_equations_get_interval (PrognosisEquations *self, gsize region, gsize parameter, const PrognosisParameterView *view,
                                       double *lower, double *upper);
/* The ends of a slider: plausible numbers, in the unit of @view. */
void prognosis_equations_get_track (PrognosisEquations *self, gsize region, gsize parameter, const PrognosisParameterView *view,
                                    double *lower, double *upper);
/* What @view shows of the parameter; marked for translation. */
const char *prognosis_equations_get_title (PrognosisEquations *self, gsize parameter, const PrognosisParameterView *view);
/* The published range of a period [days]. FALSE: it is none. */
gboolean prognosis_equations_find_published (PrognosisEquations *self, gsize parameter, double *shortest, double *longest);

/* The values of a curve: @n from step @first on, @n_past of them up to the origin. */
void prognosis_equations_get_span (PrognosisEquations *self, gsize *first, gsize *n, gsize *n_past);
/* Of equations without a fit: @values of @region; @curves: n_signals x n; @found: n_parameters: the values used, learned ones too,
   which depend on those that are set. A fit has a PrognosisSimulator. */
void prognosis_equations_solve (PrognosisEquations *self, gsize region, const double *values, double *curves, double *found);
/* TRUE: the curve of one region depends on the values of all. */
gboolean prognosis_equations_are_coupled (PrognosisEquations *self);

G_END_DECLS
