/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-kernel.h"

#include <math.h>
#include <string.h>

static gboolean
machine_has_v3 (void)
{
#if defined(__x86_64__)
  /* x86-64-v3: AVX2, FMA and BMI2, with support by the operating system. */
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2");
#else
  return FALSE;
#endif
}

static gboolean
use_v3 (void)
{
  static gsize choice; /* 1: baseline, 2: v3. Determined once. */

  if (g_once_init_enter (&choice))
    g_once_init_leave (&choice, machine_has_v3 () && g_strcmp0 (g_getenv ("PROGNOSIS_ISA"), "baseline") != 0 ? 2 : 1);
  return choice == 2;
}

const PrognosisKernel *
prognosis_model_get_kernel (const PrognosisModel *model)
{
  return model->kernels[1] && use_v3 () ? model->kernels[1] : model->kernels[0];
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
