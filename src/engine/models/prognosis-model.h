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
 * An observable quantity of a model: a linear combination of its states. Of a flow only differences in time are
 * defined: its sum over a step is the difference of the combination (the sum of beta S I is minus the change of S).
 */
typedef struct
{
  const char *id;
  const char *title; /* marked for translation */
  gboolean is_flow;
  double c[PROGNOSIS_MAX_STATES];
  const char *share; /* id of the observation parameter that is its factor, or NULL */
} PrognosisQuantity;

/* The default mapping from signals of a kind and role to a quantity. */
typedef struct
{
  PrognosisKind kind;
  PrognosisRole role;
  const char *quantity;
} PrognosisTie;

/**
 * PrognosisSummary:
 *
 * Summary of the data for initial values. Fractions of the population; 0 if unknown (never NAN).
 */
typedef struct
{
  gboolean is_level;    /* the infections signal is a level, not a flow */
  double level;         /* then its first value */
  double mean_level;    /* its mean over the window */
  double flow;          /* new reported infections per day at the start of the window */
  double growth;        /* growth rate of that flow [1/day] */
  double recovery_flow; /* recoveries per day, mean over the window */
  double death_flow;    /* deaths per day, mean over the window */
  double mean_flow;     /* new infections per day, mean over the window */
  double removed;       /* cumulative reported infections before the window */
} PrognosisSummary;

typedef struct _PrognosisKernel PrognosisKernel;

/**
 * PrognosisModel:
 *
 * A compartment model. A new model is one file in models/ and one line in prognosis-model-list.c.
 */
typedef struct
{
  const char *id;          /* stored in files: never change it */
  const char *title;       /* marked for translation */
  const char *description; /* one line; marked for translation */
  PrognosisFamily family;
  const char *equations; /* shown to the user, one equation per line */
  gsize n_states;
  const PrognosisState *states;
  gsize n_rates; /* the first ones in @parameters */
  gsize n_parameters;
  const PrognosisParameter *parameters; /* without those of the transmission function */
  PrognosisParameter beta;              /* level of the transmission function */
  gsize n_quantities;
  const PrognosisQuantity *quantities;
  gsize n_ties;
  const PrognosisTie *ties;
  int default_knots;                      /* 1: constant transmission */
  int default_train_days;                 /* 0: all data */
  PrognosisCouplingKind default_coupling; /* of data that know which regions are neighbours; else none */
  /* Initial fractions from the INITIAL parameters @v (in the table's order) and from @given, the observed level of
     each state or 0. @dy0: n_states x n_initial, row-major, may be NULL. */
  void (*initial) (const double *v, const double *given, double *y0, double *dy0);
  /* Initial values from the data: changes @values (n_parameters, preset to the table's starts) and @beta as far as
     @summary determines them. */
  void (*guess) (const PrognosisSummary *summary, const double *given, double *values, double *beta);
  /* Reproduction number at transmission rate @beta with the susceptible fraction @susceptible (1: basic reproduction
     number). */
  double (*reproduction) (const double *rates, double beta, double susceptible);
  guint reproduction_rates; /* a set of bits: which of the rates it depends on */
  /* Entry points of the solver, baseline instruction set first: see prognosis-kernel.h. */
  const PrognosisKernel *kernels[2];
} PrognosisModel;

/* -1 if there is none. */
int prognosis_model_find_quantity (const PrognosisModel *model, const char *id);
int prognosis_model_find_parameter (const PrognosisModel *model, const char *id);
/* The quantity to which a signal is mapped by default, or -1. */
int prognosis_model_find_tie (const PrognosisModel *model, PrognosisKind kind, PrognosisRole role);

/**
 * prognosis_model_simulate:
 * @rates: length n_rates
 * @beta: length @n_days + 1, transmission rate at the ends of days [1/day], linear in between
 * @y: (n_days + 1) x n_states, row-major, fractions of the population; row 0 is the start
 *
 * Fixed-step RK4 with as many substeps as the largest rate requires (numerics: step times rate <= 0.5).
 */
void prognosis_model_simulate (const PrognosisModel *model, const double *rates, const double *beta, gsize n_days, double *y);

G_END_DECLS
