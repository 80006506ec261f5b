/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The scale of a parameter's slider, and its transformation for fitting. */
typedef enum
{
  PROGNOSIS_SCALE_LINEAR,
  PROGNOSIS_SCALE_LOG,
  PROGNOSIS_SCALE_LOGIT,
} PrognosisScale;

typedef enum
{
  PROGNOSIS_USE_RATE,         /* rate in the equations */
  PROGNOSIS_USE_INITIAL,      /* persons in a compartment at the start of the window */
  PROGNOSIS_USE_OBSERVATION,  /* factor between a quantity of the model and a signal */
  PROGNOSIS_USE_TRANSMISSION, /* belongs to the transmission function */
} PrognosisUse;

typedef enum
{
  PROGNOSIS_UNIT_SHARE, /* dimensionless */
  PROGNOSIS_UNIT_PER_DAY,
  PROGNOSIS_UNIT_PERSONS,
  PROGNOSIS_UNIT_DAYS,
} PrognosisUnit;

/* The mean period that a rate is the reciprocal of. */
typedef enum
{
  PROGNOSIS_PERIOD_NONE,
  PROGNOSIS_PERIOD_LATENT,     /* from infection to infectiousness */
  PROGNOSIS_PERIOD_INFECTIOUS, /* to recovery */
} PrognosisPeriod;

/**
 * PrognosisParameter:
 *
 * Values, bounds and starts are in @unit, except that persons are fractions of the region's population
 * inside the engine.
 */
typedef struct
{
  const char *id;     /* for --set and stored sessions: never change it */
  const char *symbol; /* the usual symbol: "β" */
  const char *title;  /* marked for translation */
  PrognosisUnit unit;
  const char *hint; /* one sentence for a tooltip; marked for translation */
  double start;
  double lower;
  double upper;
  double prior_sd; /* of the weak prior, on the transformed scale */
  PrognosisScale scale;
  PrognosisUse use;
  PrognosisPeriod period;
  gboolean is_share; /* a proportion: fitted without these bounds, but meaningless outside 0 to 1 */
  const char *only;  /* the id of the only state that the rate affects, or NULL */
} PrognosisParameter;

const char *prognosis_unit_to_string (PrognosisUnit unit); /* as printed: "1/day", "1", "persons", "days" */

G_END_DECLS
