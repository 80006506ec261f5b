/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-trace.h"

G_BEGIN_DECLS

/* What changes in a panel while a slider moves: the forecast and the one before it, the fit, overlays, and the curve for the
 * sliders' values. */

/* Quantiles of a forecast, cached: sorting paths in every frame of a drag would cost more than drawing. */
typedef struct
{
  PrognosisForecast *forecast;
  double *quantiles; /* in @view, horizon x PROGNOSIS_N_LEVELS; may be NULL */
  PrognosisView view;
  gboolean per_100k;
} PrognosisCached;

/* The content of a panel. */
typedef struct
{
  gsize region, signal;
  PrognosisCached now, before;
} PrognosisShown;

/* (transfer full) */
PrognosisShown *prognosis_shown_new (gsize region, gsize signal);
void prognosis_shown_free (PrognosisShown *shown);

/* Adds the live layers. @shown: of the same panel */
void prognosis_trajectories_add_live (PrognosisPanel *panel, const PrognosisTrace *series, PrognosisShown *shown);

G_END_DECLS
