/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows for training and rows to predict. One hidden layer of @hidden units and a linear output. */
typedef struct
{
  int n_inputs, hidden, starts;
  gsize n_threads; /* 0 counts as 1; results do not depend on it */
  guint64 seed;
  const double *x, *y, *weight; /* n x n_inputs, n, n; the weights are inverse variances */
  gsize n;
  const double *x_new; /* n_new x n_inputs */
  gsize n_new;
  /* Receives the mean prediction of the first @n networks after each of them. Returns FALSE to stop training. Or
     NULL. */
  gboolean (*report) (const double *mean, int n, gpointer data);
  gpointer data;
} PrognosisNetworkTask;

/* Of one such network. */
gsize prognosis_daily_network_count_weights (int n_inputs, int hidden);
/* @out: n_new, the mean of all trained networks. Returns their number. */
int prognosis_daily_network (const PrognosisNetworkTask *task, double *out);

G_END_DECLS
