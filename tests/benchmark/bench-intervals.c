/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How often the 95 % intervals of R0 and of the latent and infectious period hold the true value, over simulated epidemics:
   bench-intervals [EPIDEMICS]. */

#include <stdlib.h>

#include "prognosis-model-list.h"
#include "test-interval-coverage.h"

int
main (int argc, char *argv[])
{
  static const PrognosisKind kinds[] = { PROGNOSIS_KIND_INCIDENT, PROGNOSIS_KIND_CUMULATIVE };
  const int n = argc > 1 ? atoi (argv[1]) : 200;

  g_print ("%d epidemics each, 95 %% intervals\n%-6s %-11s %-18s %8s %8s %8s %8s\n", n, "model", "reports", "number", "inside",
           "below", "above", "width");
  for (int k = 0; k < 2; k++)
    for (int m = 0; m < 2; m++)
      {
        TestCoverage coverage[TEST_N_NUMBERS];

        test_interval_coverage (m ? "seir" : "sir", kinds[k], n, coverage);
        for (int i = 0; i < TEST_N_NUMBERS; i++)
          if (coverage[i].n > 0)
            g_print ("%-6s %-11s %-18s %7.1f%% %7.1f%% %7.1f%% %8.2f\n", m ? "seir" : "sir", k ? "cumulative" : "incident",
                     test_number_names[i], 100.0 * coverage[i].n_inside / coverage[i].n,
                     100.0 * coverage[i].n_below / coverage[i].n, 100.0 * coverage[i].n_above / coverage[i].n,
                     coverage[i].sum_width / coverage[i].n);
      }
  return 0;
}
