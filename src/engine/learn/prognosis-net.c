/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-net.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

void
prognosis_dense_start (gpointer rng, gsize in, gsize out, double gain, double *weights)
{
  for (gsize i = 0; i < in * out; i++)
    weights[i] = gsl_ran_gaussian (rng, gain / sqrt (in));
  memset (weights + in * out, 0, out * sizeof *weights);
}
