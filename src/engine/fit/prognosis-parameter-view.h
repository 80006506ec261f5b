/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/**
 * PrognosisParameterView:
 *
 * A way to read and enter a parameter of a fit: as the number that it is, as the mean duration that a rate is the reciprocal of, or
 * as the basic reproduction number that goes with a transmission rate.
 */
typedef struct
{
  PrognosisUnit unit;
  const char *symbol; /* NULL: the parameter's own */
  /* The range in which a slider moves, linearly, in the view's unit: of common diseases. Both 0: the parameter's bounds. */
  double lower, upper;
  /* Between the parameter's own unit and the view's; @values: the region's row, which has the rates of a reproduction number. */
  double (*to) (const PrognosisFit *fit, const double *values, double value);
  double (*from) (const PrognosisFit *fit, const double *values, double shown);
  /* Whether the number shown for @parameter changes with @other: to fix the one, all these are fixed. */
  gboolean (*depends) (const PrognosisFit *fit, gsize parameter, gsize other);
  /* The central interval at @level of the number shown; NAN if fixed or not fitted. */
  void (*get_interval) (const PrognosisFit *fit, gsize region, gsize parameter, double level, double *lower, double *upper);
} PrognosisParameterView;

extern const PrognosisParameterView prognosis_parameter_view_plain;
extern const PrognosisParameterView prognosis_parameter_view_duration;
extern const PrognosisParameterView prognosis_parameter_view_reproduction;

/* What the view shows of @parameter: "Infectious period". Marked for translation; borrowed. */
const char *prognosis_parameter_view_get_title (const PrognosisParameterView *self, const PrognosisFit *fit, gsize parameter);
/* The view that @parameter has beside the plain one, or NULL. */
const PrognosisParameterView *prognosis_parameter_view_find (const PrognosisParameter *parameter);

G_END_DECLS
