/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-kernel.h"

#include <math.h>
#include <string.h>

#include "prognosis-machine.h"

const PrognosisKernel *
prognosis_model_get_kernel (const PrognosisModel *model)
{
  return model->kernels[1] && prognosis_machine_has_v3 () ? model->kernels[1] : model->kernels[0];
}

int
prognosis_kernel_substeps (double largest_rate)
{
  return CLAMP ((int) ceil (largest_rate / 0.5 - 1e-9), 1, PROGNOSIS_MAX_SUBSTEPS);
}

double *
prognosis_kernel_alloc (gsize n_doubles)
{
  return g_aligned_alloc0 (MAX (n_doubles, 1), sizeof (double), PROGNOSIS_KERNEL_ALIGN);
}
