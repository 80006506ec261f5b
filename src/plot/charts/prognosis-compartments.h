/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-fit.h"

G_BEGIN_DECLS

/* Adds panels with the course of each compartment at the fitted values, large and small ones apart; none if it is unknown. */
void prognosis_compartments_add_panels (PrognosisFigure *figure, const PrognosisFit *fit, gsize region);

G_END_DECLS
