/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-choices.h"
#include "prognosis-equations.h"
#include "prognosis-preset.h"
#include "prognosis-parameter-view.h"

G_BEGIN_DECLS

/**
 * PrognosisLive:
 *
 * The model under the sliders: its equations, their values as they were fitted or moved, and the curves that go with them. While
 * a forecast is being made, it has what was found so far instead: a partial fit, or the draft of another forecaster.
 *
 * Signal: "changed".
 */
#define PROGNOSIS_TYPE_LIVE (prognosis_live_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisLive, prognosis_live, PROGNOSIS, LIVE, GObject)

PrognosisLive *prognosis_live_new (void);

/* Content. Each of these forgets the draft and moved values. */

/* @forecast: (nullable): the one shown; its equations with the fitted values. */
void prognosis_live_show (PrognosisLive *self, PrognosisForecast *forecast);
/* The same with the values that @choices fix, if they are of the same model. Not while a slider moves. */
void prognosis_live_follow (PrognosisLive *self, PrognosisForecast *forecast, const PrognosisChoices *choices);
/* The fit of a job on its way; @horizon: of its forecast. Not while a slider moves. */
void prognosis_live_set_partial (PrognosisLive *self, PrognosisFit *fit, gsize horizon);

/**
 * prognosis_live_set_draft:
 * @median: (transfer full): n_regions x n_signals of @dataset x @n, from step @first on
 */
void prognosis_live_set_draft (PrognosisLive *self, double *median, PrognosisDataset *dataset, gsize first, gsize n);
void prognosis_live_clear_draft (PrognosisLive *self);
/* TRUE: the curve is that of a job on its way. */
gboolean prognosis_live_is_converging (PrognosisLive *self);
gboolean prognosis_live_is_partial (PrognosisLive *self); /* and the fit is, too */

/* Parameters: those of the equations, by number. */

PrognosisEquations *prognosis_live_get_equations (PrognosisLive *self); /* lent, or NULL */
PrognosisFit *prognosis_live_get_fit (PrognosisLive *self);             /* of the equations, lent, or NULL */
/* In the parameter's unit, persons as persons. With equations, as all below. */
double prognosis_live_get_value (PrognosisLive *self, gsize region, gsize parameter);
/* Between the unit of a parameter and a view of it, with the other values as they are. */
double prognosis_live_to_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double value);
double prognosis_live_from_view (PrognosisLive *self, gsize region, const PrognosisParameterView *view, double shown);
gboolean prognosis_live_takes_presets (PrognosisLive *self); /* FALSE without equations */
/* n_regions x n_parameters as they were moved, or NULL if they are as fitted. Lent. */
const double *prognosis_live_get_moved_values (PrognosisLive *self);
/* TRUE: the values are not those of the forecast shown, and not of a job on its way either. */
gboolean prognosis_live_is_moved (PrognosisLive *self);

/* A slider. */

/* Moves @parameter, in its unit, in the regions that a slider of @choices acts on. */
void prognosis_live_preview (PrognosisLive *self, const PrognosisChoices *choices, gsize parameter, double value);
gssize prognosis_live_get_previewed (PrognosisLive *self); /* the parameter whose slider moves; -1: none */
void prognosis_live_end_preview (PrognosisLive *self);     /* what was moved stays */
/* Gives all regions that a slider of @choices acts on the number that the first one shows for the parameter @moved. */
void prognosis_live_spread (PrognosisLive *self, const PrognosisChoices *choices, gsize moved, const PrognosisParameterView *view);

/**
 * prognosis_live_get_curve:
 * @first: (out): step of the first value
 * @n: (out): values a signal
 *
 * Solved when first asked for.
 *
 * Returns: (nullable): n_signals x @n; NULL if the forecast shown is all there is. Lent until the next change
 */
const double *prognosis_live_get_curve (PrognosisLive *self, gsize region, gsize *first, gsize *n);
/* How many values of that curve are up to its origin. */
gsize prognosis_live_get_n_past (PrognosisLive *self);

G_END_DECLS
