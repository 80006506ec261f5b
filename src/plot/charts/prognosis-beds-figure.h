/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-beds-forecast.h"
#include "prognosis-figure.h"

G_BEGIN_DECLS

/* Beds in use by day, as a fan, with the capacity as a line (NAN: none). (transfer full) */
PrognosisFigure *prognosis_beds_figure_new (const PrognosisBedsForecast *beds, double capacity);

G_END_DECLS
