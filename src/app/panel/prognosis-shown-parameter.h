/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-parameter-view.h"
#include "prognosis-session-parameters.h"

G_BEGIN_DECLS

/**
 * PrognosisShownParameter:
 *
 * A parameter of a session's fit, in the view in which it is shown: plainly, or a rate as a duration, or the transmission rate as the
 * basic reproduction number. Values are in the parameter's own unit, "shown" numbers in that of the view. All refer to the first
 * selected region.
 */
typedef struct
{
  PrognosisSession *session;           /* borrowed */
  gsize number;                        /* in the fit */
  PrognosisParameter info;             /* strings interned: the names of knots belong to the fit, which may go first */
  const PrognosisParameterView *other; /* beside the plain one, or NULL */
  const PrognosisParameterView *view;  /* the plain one or @other */
} PrognosisShownParameter;

/* In the plain view. The session must have a fit. */
PrognosisShownParameter prognosis_shown_parameter_init (PrognosisSession *session, gsize number);
/* FALSE if the session has a new fit, with other parameters: then only its title remains. */
gboolean prognosis_shown_parameter_is_current (const PrognosisShownParameter *self);
gsize prognosis_shown_parameter_get_region (const PrognosisShownParameter *self);
double prognosis_shown_parameter_get_value (const PrognosisShownParameter *self);
gboolean prognosis_shown_parameter_is_locked (const PrognosisShownParameter *self);

double prognosis_shown_parameter_to_view (const PrognosisShownParameter *self, double value);
/* The value within the parameter's bounds. @is_outside: (out) (optional): whether @shown exceeds them */
double prognosis_shown_parameter_from_view (const PrognosisShownParameter *self, double shown, gboolean *is_outside);
/* How positions of a slider relate to shown numbers: those of the other view are linear. */
PrognosisScale prognosis_shown_parameter_get_scale (const PrognosisShownParameter *self);
/* The 95 % interval, in shown numbers; NAN: none. */
void prognosis_shown_parameter_get_interval (const PrognosisShownParameter *self, double *lower, double *upper);
/* The plausible range, in shown numbers. */
void prognosis_shown_parameter_get_track (const PrognosisShownParameter *self, double *lower, double *upper);

const char *prognosis_shown_parameter_get_title (const PrognosisShownParameter *self);
/* The symbol of what is shown. (transfer full) */
char *prognosis_shown_parameter_dup_symbol (const PrognosisShownParameter *self);
const char *prognosis_shown_parameter_get_unit (const PrognosisShownParameter *self);
/* A value in shown numbers, with as many digits as its interval justifies. @is_estimate: FALSE: it is on the move, without an
 * interval. (transfer full) */
char *prognosis_shown_parameter_dup_number (const PrognosisShownParameter *self, double value, gboolean is_estimate);
/* Says between which shown numbers it must be. (transfer full) */
char *prognosis_shown_parameter_dup_limits (const PrognosisShownParameter *self);

G_END_DECLS
