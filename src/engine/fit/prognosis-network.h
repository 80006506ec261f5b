/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small fully connected network x -> f(x) with tanh layers and one linear output, evaluated at a few points at
   once, for fitting in function space. This does not require derivatives with respect to each weight but only
   their inner products between points, which are (inputs . inputs) (deltas . deltas) for each layer. A step
   therefore costs points x weights operations without forming a matrix of that size. */
typedef struct
{
  int n_inputs;
  int hidden;   /* width */
  int n_layers; /* hidden layers, 1 or 2 */
  int n_points;
  gsize n_weights;
  double *x;          /* n_points x n_inputs; input */
  double *weights;    /* by layer: matrix (out x in), then biases */
  double *origin;     /* initial weights: the mean of the prior */
  double *activation; /* n_layers x n_points x hidden */
  double *delta;      /* the same shape: derivative of the output with respect to each unit's input */
} PrognosisNetwork;

void prognosis_network_init (PrognosisNetwork *self, int n_inputs, int hidden, int n_layers, int n_points);
void prognosis_network_clear (PrognosisNetwork *self);
/* @rng: a gsl_rng */
void prognosis_network_randomise (PrognosisNetwork *self, gpointer rng);
/* Outputs at all points; keeps intermediate results for the functions below. */
void prognosis_network_evaluate (PrognosisNetwork *self, double *output);
/* @kernel: n_points x n_points: inner products of the outputs' gradients with respect to the weights. */
void prognosis_network_kernel (const PrognosisNetwork *self, double *kernel);
/* weights += sum over points of c[k] times the gradient of output k. */
void prognosis_network_move (PrognosisNetwork *self, const double *c);
/* @product[k]: gradient of output k times (weights - origin). */
void prognosis_network_pull (const PrognosisNetwork *self, double *product);

G_END_DECLS
