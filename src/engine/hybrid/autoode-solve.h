/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "autoode.h"

/* prognosis_autoode_solve() for one instruction set. */
typedef void PrognosisAutoodeSolve (const PrognosisAutoodeRates *rates, const PrognosisAutoodeStart *start, const double *outputs,
                                    gsize n, const double *log_factor, double *cases, double *slope, double *reproduction);

PrognosisAutoodeSolve prognosis_autoode_solve_plain, prognosis_autoode_solve_v3;
