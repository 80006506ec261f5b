/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "prognosis-dense.h"
#include "prognosis-windows.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n_in, n_out, n_row, n_neighbours; /* as in PrognosisWindows */
  gsize hidden, layers;
} PrognosisNetShape;

/**
 * PrognosisNet:
 *
 * A network that maps rows to the following values, relative to the size of the window, with its gradient. Matrices
 * are row-major, with one sample per row. The last n_out weights are the biases of the output: start() does not set
 * them, they are initialised with the mean of the training data, and they do not decay.
 */
typedef struct
{
  const char *id;
  gsize default_hidden;
  gsize (*n_weights) (const PrognosisNetShape *shape);
  gsize (*n_work) (const PrognosisNetShape *shape); /* number of doubles per sample */
  double (*cost) (const PrognosisNetShape *shape);  /* number of multiplications per sample, forward pass */
  /* @rng: a gsl_rng */
  void (*start) (const PrognosisNetShape *shape, gpointer rng, double *weights);
  /* @work: n x n_work, kept for backward(). @y: n x n_out. */
  void (*forward) (const PrognosisNetShape *shape, const double *weights, const double *x, gsize n, double *work, double *y);
  /* Adds the derivative of sum (@dy . y) with respect to the weights to @gradient. */
  void (*backward) (const PrognosisNetShape *shape, const double *weights, const double *x, gsize n, double *work, const double *dy,
                    double *gradient);
} PrognosisNet;

/* A new network belongs here, and into test-net.c, which checks its gradient. */
extern const PrognosisNet prognosis_net_fc, prognosis_net_seq2seq, prognosis_net_neural_ode, prognosis_net_transformer,
    prognosis_net_gat;

/* A dense layer with weights of standard deviation @gain / sqrt (in) and no bias. */
void prognosis_dense_start (gpointer rng, gsize in, gsize out, double gain, double *weights);

/* The functions of a network, by the names that its file gives them. */
#define PROGNOSIS_NET_FUNCTIONS \
  .n_weights = n_weights, .n_work = n_work, .cost = cost, .start = start, .forward = forward, .backward = backward

G_END_DECLS
