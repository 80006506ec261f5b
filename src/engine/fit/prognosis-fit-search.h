/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_rng.h>

#include "prognosis-fit-private.h"
#include "prognosis-network.h"

G_BEGIN_DECLS

#define PROGNOSIS_MAX_ITERATIONS 250

/*
 * PrognosisSearch: the search for one region's answer: where it stands, and what it may not leave.
 */
typedef struct
{
  PrognosisRegionFit *region;
  const PrognosisProblem *problem;
  PrognosisWorkspace *workspace;
  double theta[PROGNOSIS_MAX_UNKNOWNS]; /* transformed parameters, then the shape */
  double start[PROGNOSIS_MAX_UNKNOWNS];
  double lower[PROGNOSIS_MAX_UNKNOWNS], upper[PROGNOSIS_MAX_UNKNOWNS];
  gboolean fixed[PROGNOSIS_MAX_UNKNOWNS];
  double precision[PROGNOSIS_MAX_UNKNOWNS]; /* of the prior */
  double huber;
  gsize n;
  /* With a network, the unknowns after the parameters are steps y of its outputs at the knots: shape += map y to first order. */
  PrognosisNetwork *network;                             /* or NULL; lent */
  double *saved;                                         /* its weights at @theta; lent */
  double map[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS]; /* lower Cholesky factor of the network's kernel */
  double weight_precision;                               /* of the prior of a weight */
  double losses[2 * (PROGNOSIS_MAX_ITERATIONS + 1)];     /* of each descent: at its start, and after each step that it took */
  gsize n_losses;
  gsize n_rough; /* of these, in units of noise that was not known yet */
} PrognosisSearch;

/* From the region's values, with the prior round its start. */
void prognosis_search_init (PrognosisSearch *self, PrognosisRegionFit *region, const PrognosisProblem *problem,
                            PrognosisWorkspace *workspace);
gboolean prognosis_search_uses_prior (const PrognosisSearch *self);
/* Observations in units of their noise; or, for plain squares, all of a region in one unit. */
void prognosis_search_set_weights (PrognosisSearch *self);
/* Robust spread of each series' residuals at theta, so that the prior counts for what it should, not for what was guessed. */
void prognosis_search_estimate_noise (PrognosisSearch *self);
/* @values: n_parameters; @shape: n_shape. */
void prognosis_search_to_values (const PrognosisSearch *self, const double *theta, double *values, double *shape);
/* Solution, sensitivities and normal equations at @theta into the workspace, the prior not in them. Returns the data's loss. */
double prognosis_search_evaluate_data (PrognosisSearch *self, const double *theta);
/* The penalised loss; gradient and Gauss-Newton matrix of it stand in the workspace (with a network: without its prior,
   and by the knots). Large and finite where the solution is not. */
double prognosis_search_evaluate (PrognosisSearch *self, const double *theta);
/* Levenberg-Marquardt from theta, until the loss falls by less than @tolerance of itself twice. */
PrognosisStop prognosis_search_descend (PrognosisSearch *self, double tolerance, GCancellable *cancellable, double *loss);
/* Writes the answer, its losses and its precision into the region. */
void prognosis_search_store (PrognosisSearch *self, PrognosisStop stop);

/* With a network: @network for the problem's knots; owned by the caller, weights not yet drawn. */
void prognosis_search_set_up_network (PrognosisNetwork *network, const PrognosisProblem *problem);
/* Precision of the prior of a weight, such that the outputs may vary alike whatever the width. */
double prognosis_search_network_precision (const PrognosisSearch *self);
/* Gradient @g and matrix @h by the knots become those by the steps of the network. */
void prognosis_search_to_network (PrognosisSearch *self, double *g, double *h);
/* Moves the weights by the step y in @trial, and puts the true outputs there in its place. */
void prognosis_search_move_network (PrognosisSearch *self, double *trial);
/* Takes the last move back. */
void prognosis_search_restore_network (PrognosisSearch *self);
/* Steps of a network are damped alike, whatever the knot. */
void prognosis_search_level_diagonal (const PrognosisSearch *self, double *diagonal);

G_END_DECLS
