/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reported cases pass through chains of three stages each, a mixture of chains with different mean delays; what leaves the last
   stage is reported as recovered or dead. The chains are linear, so their outflow is the convolution of the cases with a mixture
   of Erlang distributions. */

#include "autoode.h"

#include "prognosis-renewal.h"

#define N_KERNEL PROGNOSIS_AUTOODE_N_KERNEL
#define SHAPE 3.0
#define MIN_REACH 0.2

static const double mean_days[] = { 8.0, 12.0, 16.0, 20.0, 26.0 }, share[] = { 0.088, 0.088, 0.648, 0.088, 0.088 };

void
prognosis_autoode_kernel (double mean, double *kernel)
{
  const double longer = mean > 0.0 ? mean / PROGNOSIS_AUTOODE_DELAY_DAYS : 1.0;
  double part[N_KERNEL];

  for (gsize j = 0; j < N_KERNEL; j++)
    kernel[j] = 0.0;
  for (gsize m = 0; m < G_N_ELEMENTS (mean_days); m++)
    {
      prognosis_renewal_kernel (longer * mean_days[m], SHAPE, N_KERNEL, part);
      for (gsize j = 0; j < N_KERNEL; j++)
        kernel[j] += share[m] * part[j];
    }
}

double
prognosis_autoode_reach (const double *kernel, gssize day)
{
  double sum = 0.0;

  for (gssize j = 1; j <= MIN (N_KERNEL, day); j++)
    sum += kernel[j - 1];
  return MAX (sum, MIN_REACH);
}

double
prognosis_autoode_delay (const double *kernel, const double *cases, gssize first, gssize last, gssize day)
{
  double x = 0.0;

  for (gssize j = MAX (1, day - last); j <= MIN (N_KERNEL, day - first); j++)
    x += kernel[j - 1] * cases[day - j];
  return x / prognosis_autoode_reach (kernel, day);
}
