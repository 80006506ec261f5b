/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "autoode-solve.h"

#include "prognosis-machine.h"

void
prognosis_autoode_solve (const PrognosisAutoodeRates *rates, const PrognosisAutoodeStart *start, const double *outputs, gsize n,
                         const double *log_factor, double *cases, double *slope, double *reproduction)
{
#ifdef PROGNOSIS_HAVE_V3
  if (prognosis_machine_has_v3 ())
    {
      prognosis_autoode_solve_v3 (rates, start, outputs, n, log_factor, cases, slope, reproduction);
      return;
    }
#endif
  prognosis_autoode_solve_plain (rates, start, outputs, n, log_factor, cases, slope, reproduction);
}
