/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/* Parameters of every region with their intervals, for people. (transfer full) */
GString *cli_fit_report_table (const PrognosisFit *fit);
/* The fitted trajectory: location,target,date,observed,fitted. (transfer full) */
GString *cli_fit_report_csv (const PrognosisFit *fit);
/* Both, for programs. (transfer full) */
char *cli_fit_report_json (const PrognosisFit *fit);

G_END_DECLS
