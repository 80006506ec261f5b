/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-kernel.h"
#include "prognosis-model-list.h"

#define N_DAYS 21

/* A solution with parameters in the middle of their bounds and persons in every compartment. */
typedef struct
{
  const PrognosisModel *model;
  const PrognosisKernel *kernel;
  int substeps;
  double *rates, *beta, *y, *stages;
} Problem;

static inline void
problem_init (Problem *p, const PrognosisModel *model, const PrognosisKernel *kernel, guint32 seed, int substeps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const int lanes = kernel->lanes;

  p->model = model;
  p->kernel = kernel;
  p->substeps = substeps;
  p->rates = prognosis_kernel_alloc (kernel->n_rates * lanes);
  p->beta = prognosis_kernel_alloc ((N_DAYS + 1) * lanes);
  p->y = prognosis_kernel_alloc ((N_DAYS + 1) * kernel->n_states * lanes);
  p->stages = prognosis_kernel_alloc (N_DAYS * substeps * 4 * kernel->n_core * lanes);
  for (int l = 0; l < lanes; l++)
    {
      double sum = 0.0;

      for (int i = 0; i < kernel->n_rates; i++)
        p->rates[i * lanes + l] = model->parameters[i].start * g_rand_double_range (rand, 0.8, 1.2) + 0.001;
      for (int t = 0; t <= N_DAYS; t++)
        p->beta[t * lanes + l] = 0.4 * g_rand_double_range (rand, 0.7, 1.3);
      for (int i = 1; i < kernel->n_states; i++)
        sum += p->y[i * lanes + l] = g_rand_double_range (rand, 0.01, 0.04);
      p->y[l] = 1.0 - sum;
    }
}

static inline void
problem_clear (Problem *p)
{
  g_aligned_free (p->rates);
  g_aligned_free (p->beta);
  g_aligned_free (p->y);
  g_aligned_free (p->stages);
}

static inline void
problem_solve (Problem *p)
{
  p->kernel->solve (&(PrognosisSolve){ .n_days = N_DAYS,
                                       .substeps = p->substeps,
                                       .n_groups = 1,
                                       .rates = p->rates,
                                       .beta = p->beta,
                                       .y = p->y,
                                       .stages = p->stages });
}

static inline void
for_each_kernel (const PrognosisModel *model, void (*check) (const PrognosisModel *, const PrognosisKernel *, int))
{
  /* The fastest kernel is the one that this machine can run; the baseline runs everywhere. */
  const PrognosisKernel *fastest = prognosis_model_get_kernel (model);

  for (int substeps = 1; substeps <= 3; substeps += 2)
    {
      check (model, model->kernels[0], substeps);
      if (fastest != model->kernels[0])
        check (model, fastest, substeps);
    }
}
