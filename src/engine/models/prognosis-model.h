/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-family.h"
#include "prognosis-options.h"
#include "prognosis-parameter.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* "S" */
  const char *title; /* marked for translation */
} PrognosisState;

#define PROGNOSIS_MAX_STATES 8
#define PROGNOSIS_MAX_RATES 8

/**
 * PrognosisQuantity:
 *
 * What can be observed of a model: a linear combination of its states. Of a flow
 * only differences in time mean anything: its sum over a step is the difference of the
 * combination (the sum of beta S I is minus the change of S).
 */
typedef struct
{
  const char *id;
  const char *title; /* marked for translation */
  gboolean is_flow;
  double c[PROGNOSIS_MAX_STATES];
  const char *share; /* id of the observation parameter that multiplies it, or NULL */
} PrognosisQuantity;

/* The default tie of signals of a kind and a role to a quantity. */
typedef struct
{
  PrognosisKind kind;
  PrognosisRole role;
  const char *quantity;
} PrognosisTie;

/**
 * PrognosisSummary:
 *
 * What the data say at a glance, for a start from data. Fractions of the population; 0 where unknown (never NAN).
 */
typedef struct
{
  gboolean is_level;    /* the infections signal is a level, not a flow */
  double level;         /* its first value then */
  double mean_level;    /* its mean over the window */
  double flow;          /* new infections a day at the start of the window, as reported */
  double growth;        /* of that flow [1/day] */
  double recovery_flow; /* recoveries a day, mean over the window */
  double death_flow;    /* deaths a day, mean over the window */
  double mean_flow;     /* new infections a day, mean over the window */
  double removed;       /* reported as infected before the window */
} PrognosisSummary;

typedef struct _PrognosisKernel PrognosisKernel;

/**
 * PrognosisModel:
 *
 * A compartment model. A new one is one file in models/, and one line in prognosis-model.c.
 */
typedef struct
{
  const char *id;          /* stored: never renamed */
  const char *title;       /* marked for translation */
  const char *description; /* one line; marked for translation */
  PrognosisFamily family;
  const char *equations; /* for people, one equation a line */
  gsize n_states;
  const PrognosisState *states;
  gsize n_rates; /* the first of @parameters */
  gsize n_parameters;
  const PrognosisParameter *parameters; /* without those of the transmission function */
  PrognosisParameter beta;              /* the level of the transmission function */
  gsize n_quantities;
  const PrognosisQuantity *quantities;
  gsize n_ties;
  const PrognosisTie *ties;
  int default_knots;                      /* 1: constant transmission */
  int default_train_days;                 /* 0: all there is */
  PrognosisCouplingKind default_coupling; /* of data that know which regions are neighbours; else none */
  /* Fractions at the start from the INITIAL parameters @v (in the table's order) and @given, the
     observed level of each state or 0. @dy0: n_states x n_initial, row-major, may be NULL. */
  void (*initial) (const double *v, const double *given, double *y0, double *dy0);
  /* A start from the data: changes @values (n_parameters, preset to the table's) and @beta where @summary tells. */
  void (*guess) (const PrognosisSummary *summary, const double *given, double *values, double *beta);
  /* Reproduction number at transmission rate @beta with the susceptible share @susceptible (1: the basic one). */
  double (*reproduction) (const double *rates, double beta, double susceptible);
  /* Entry points of the solver, plainest instruction set first: see prognosis-kernel.h. */
  const PrognosisKernel *kernels[2];
} PrognosisModel;

const PrognosisModel *const *prognosis_model_list (gsize *n); /* lent */
const PrognosisModel *prognosis_model_find (const char *id);  /* or NULL */
/* -1 where there is none. */
int prognosis_model_find_quantity (const PrognosisModel *model, const char *id);
int prognosis_model_find_parameter (const PrognosisModel *model, const char *id);
/* The quantity that a signal is tied to by default, or -1. */
int prognosis_model_find_tie (const PrognosisModel *model, PrognosisKind kind, PrognosisRole role);

/**
 * prognosis_model_simulate:
 * @rates: length n_rates
 * @beta: length @n_days + 1, transmission rate at the days' ends [1/day], linear in between
 * @y: (n_days + 1) x n_states, row-major, fractions of the population; row 0 is the start
 *
 * Fixed-step RK4, with as many substeps as the largest rate asks for (numerics: step times rate <= 0.5).
 */
void prognosis_model_simulate (const PrognosisModel *model, const double *rates, const double *beta, gsize n_days, double *y);

G_END_DECLS
