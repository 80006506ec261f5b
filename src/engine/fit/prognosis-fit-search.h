/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_rng.h>

#include "prognosis-fit-private.h"
#include "prognosis-network.h"

G_BEGIN_DECLS

#define PROGNOSIS_MAX_ITERATIONS 250

/* PrognosisSearch: state of the search for one region. */
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
  /* With a network, the unknowns after the parameters are steps y of its outputs at the knots: shape += map y to
     first order. */
  PrognosisNetwork *network;                             /* or NULL; lent */
  double *saved;                                         /* the network's weights at @theta; lent */
  double map[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS]; /* lower Cholesky factor of the network's kernel */
  double weight_precision;                               /* of the prior of a weight */
  double losses[2 * (PROGNOSIS_MAX_ITERATIONS + 1)];     /* at the start of each descent, and after each of its steps */
  gsize n_losses;
  gsize n_rough; /* number of these from before the noise was estimated */
} PrognosisSearch;

/* Starts at the region's values, with the prior centred on its start. */
void prognosis_search_init (PrognosisSearch *self, PrognosisRegionFit *region, const PrognosisProblem *problem,
                            PrognosisWorkspace *workspace);
gboolean prognosis_search_uses_prior (const PrognosisSearch *self);
/* Scales observations by their noise; for plain squares, all of a region by the same. */
void prognosis_search_set_weights (PrognosisSearch *self);
/* Estimates the noise of each series robustly from the residuals at theta, so that the prior gets its proper
   weight. */
void prognosis_search_estimate_noise (PrognosisSearch *self);
/* @values: n_parameters; @shape: n_shape. */
void prognosis_search_to_values (const PrognosisSearch *self, const double *theta, double *values, double *shape);
/* Writes the solution, sensitivities and normal equations at @theta, without the prior, to the workspace. Returns
   the loss of the data. */
double prognosis_search_evaluate_data (PrognosisSearch *self, const double *theta);
/* The penalised loss. Its gradient and Gauss-Newton matrix are in the workspace (with a network: without its
   prior, with respect to the knots). Large but finite if the solution is not finite. */
double prognosis_search_evaluate (PrognosisSearch *self, const double *theta);
/* Levenberg-Marquardt from theta, until the relative decrease of the loss is below @tolerance twice. */
PrognosisStop prognosis_search_descend (PrognosisSearch *self, double tolerance, GCancellable *cancellable, double *loss);
/* Stores the result, its losses and its precision in the region. */
void prognosis_search_store (PrognosisSearch *self, PrognosisStop stop);

/* Sets up @network for the problem's knots; owned by the caller, weights not drawn yet. */
void prognosis_search_set_up_network (PrognosisNetwork *network, const PrognosisProblem *problem);
/* Prior precision of a weight, chosen so that outputs vary equally whatever the width. */
double prognosis_search_network_precision (const PrognosisSearch *self);
/* Converts gradient @g and matrix @h from knots to steps of the network. */
void prognosis_search_to_network (PrognosisSearch *self, double *g, double *h);
/* Moves the weights by the step y in @trial, and replaces it by the actual change of outputs. */
void prognosis_search_move_network (PrognosisSearch *self, double *trial);
/* Undoes the last move. */
void prognosis_search_restore_network (PrognosisSearch *self);
/* Gives all steps of a network the same damping. */
void prognosis_search_level_diagonal (const PrognosisSearch *self, double *diagonal);

G_END_DECLS
