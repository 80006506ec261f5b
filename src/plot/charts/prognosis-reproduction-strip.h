/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisReproductionStrip:
 * @forecast: (nullable): with a fit or dynamics
 * @fit: (nullable): instead of that of @forecast, such as that of a running job
 * @values: (nullable): n_regions x n_parameters, set by sliders; NULL: as fitted or learned
 * @horizon: steps ahead; that of @forecast, if it has dynamics
 *
 * What a small picture of the reproduction number shows: of a fit the number of its equations, with its band; of dynamics the
 * number derived from weekly growth up to the origin, with its band, and from then on that of the equations.
 */
typedef struct
{
  PrognosisForecast *forecast;
  PrognosisFit *fit;
  const double *values;
  gsize region, horizon;
  gboolean localised;
} PrognosisReproductionStrip;

/* One panel of the last weeks and the forecast, without title and legend, to be drawn some 60 px high. NULL if there are neither
   equations nor a number. (transfer full) (nullable) */
PrognosisFigure *prognosis_reproduction_strip_new_figure (const PrognosisReproductionStrip *what);
/* Replaces what sliders change, in a figure of the same forecast or fit. */
void prognosis_reproduction_strip_update_live (const PrognosisReproductionStrip *what, PrognosisFigure *figure);
/* The number on the first and on the last step ahead. FALSE if it is not known. */
gboolean prognosis_reproduction_strip_get_ends (const PrognosisReproductionStrip *what, double *first, double *last);

G_END_DECLS
