/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A small fully connected network x -> f(x) with tanh layers and one linear output, evaluated at a few points
 * at once, for fitting in function space: what is needed there are not the derivatives by each weight but
 * their inner products between points, which a layer gives as (inputs . inputs) (deltas . deltas). So a step
 * costs points x weights, and no points x weights matrix is ever made.
 */
typedef struct
{
  int n_inputs;
  int hidden;   /* width */
  int n_layers; /* hidden layers, 1 or 2 */
  int n_points;
  gsize n_weights;
  double *x;          /* n_points x n_inputs; set by the caller */
  double *weights;    /* layer by layer: matrix (out x in), then biases */
  double *origin;     /* weights at the start: what the prior draws towards */
  double *activation; /* n_layers x n_points x hidden */
  double *delta;      /* the same shape: derivative of the output by each unit's input */
} PrognosisNetwork;

void prognosis_network_init (PrognosisNetwork *self, int n_inputs, int hidden, int n_layers, int n_points);
void prognosis_network_clear (PrognosisNetwork *self);
/* @rng: a gsl_rng */
void prognosis_network_randomise (PrognosisNetwork *self, gpointer rng);
/* Outputs at all points; keeps what the functions below need. */
void prognosis_network_evaluate (PrognosisNetwork *self, double *output);
/* @kernel: n_points x n_points: inner products of the outputs' gradients by the weights. */
void prognosis_network_kernel (const PrognosisNetwork *self, double *kernel);
/* weights += sum over points of c[k] times the gradient of output k. */
void prognosis_network_move (PrognosisNetwork *self, const double *c);
/* @product[k]: gradient of output k times (weights - origin). */
void prognosis_network_pull (const PrognosisNetwork *self, double *product);

G_END_DECLS
