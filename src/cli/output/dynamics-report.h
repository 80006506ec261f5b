/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* @forecast: has dynamics. Parameters of every region with their intervals, for people, and for programs. (transfer full) */
GString *cli_dynamics_report_table (const PrognosisForecast *forecast);
char *cli_dynamics_report_json (const PrognosisForecast *forecast);

G_END_DECLS
