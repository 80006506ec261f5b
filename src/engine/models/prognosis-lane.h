/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-kernel.h"

/* The lane type of the instruction set for which the including file is compiled: one native register of doubles.
   gcc and clang generate scalar code if there is no such register. */
#if defined(__AVX2__)
#define LANES 4
#else
#define LANES 2
#endif

typedef double V __attribute__ ((vector_size (LANES * sizeof (double)), aligned (LANES * sizeof (double)), may_alias));

/* A model's table is in only one of the compilations, and lists the kernels of all. */
#ifdef PROGNOSIS_HAVE_V3
#define PROGNOSIS_DECLARE_KERNELS(model)                         \
  extern const PrognosisKernel prognosis_kernel_##model##_plain; \
  extern const PrognosisKernel prognosis_kernel_##model##_v3;
#define PROGNOSIS_KERNELS(model)                                      \
  {                                                                   \
    &prognosis_kernel_##model##_plain, &prognosis_kernel_##model##_v3 \
  }
#else
#define PROGNOSIS_DECLARE_KERNELS(model) extern const PrognosisKernel prognosis_kernel_##model##_plain;
#define PROGNOSIS_KERNELS(model)            \
  {                                         \
    &prognosis_kernel_##model##_plain, NULL \
  }
#endif
