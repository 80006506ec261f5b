/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-model.h"

#include <string.h>

#include "prognosis-kernel.h"

int
prognosis_model_find_quantity (const PrognosisModel *model, const char *id)
{
  for (gsize i = 0; i < model->n_quantities; i++)
    if (g_strcmp0 (model->quantities[i].id, id) == 0)
      return i;
  return -1;
}

int
prognosis_model_find_parameter (const PrognosisModel *model, const char *id)
{
  for (gsize i = 0; i < model->n_parameters; i++)
    if (g_strcmp0 (model->parameters[i].id, id) == 0)
      return i;
  return -1;
}

int
prognosis_model_find_tie (const PrognosisModel *model, PrognosisKind kind, PrognosisRole role)
{
  for (gsize i = 0; i < model->n_ties; i++)
    if (model->ties[i].kind == kind && model->ties[i].role == role)
      return prognosis_model_find_quantity (model, model->ties[i].quantity);
  return -1;
}

void
prognosis_model_simulate (const PrognosisModel *model, const double *rates, const double *beta, gsize n_days, double *y)
{
  const PrognosisKernel *kernel = prognosis_model_get_kernel (model);
  const gsize lanes = kernel->lanes, n_states = model->n_states;
  double *work = prognosis_kernel_alloc ((model->n_rates + (n_days + 1) * (1 + n_states)) * lanes);
  double *lane_beta = work + model->n_rates * lanes, *lane_y = lane_beta + (n_days + 1) * lanes;
  double largest = 0.0;

  for (gsize i = 0; i < model->n_rates; i++)
    {
      largest = MAX (largest, ABS (rates[i]));
      for (gsize l = 0; l < lanes; l++)
        work[i * lanes + l] = rates[i];
    }
  for (gsize t = 0; t <= n_days; t++)
    {
      largest = MAX (largest, beta[t]);
      for (gsize l = 0; l < lanes; l++)
        lane_beta[t * lanes + l] = beta[t];
    }
  for (gsize i = 0; i < n_states; i++)
    for (gsize l = 0; l < lanes; l++)
      lane_y[i * lanes + l] = y[i];

  kernel->solve (&(PrognosisSolve){ .n_days = n_days,
                                    .substeps = prognosis_kernel_substeps (largest),
                                    .n_groups = 1,
                                    .rates = work,
                                    .beta = lane_beta,
                                    .y = lane_y });
  for (gsize i = 0; i < (n_days + 1) * n_states; i++)
    y[i] = lane_y[i * lanes];
  g_aligned_free (work);
}
