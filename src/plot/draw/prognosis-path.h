/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-layout.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y; /* [px] */
} PrognosisPoint;

/* Converts layers to paths that can be drawn in a frame: finite, clipped, no finer than pixels. */

/* Pieces of the curve, each of @pieces (of gsize) points long, one after another in @points (of PrognosisPoint). */
void prognosis_path_line (const PrognosisPanelLayout *panel, const double *x, const double *y, gsize n, GArray *points,
                          GArray *pieces);
/* Closed polygons. Gaps in either edge divide the band. */
void prognosis_path_band (const PrognosisPanelLayout *panel, const double *x, const double *lower, const double *upper, gsize n,
                          GArray *points, GArray *pieces);
/* One per visible point; where there are very many, none over another. */
void prognosis_path_points (const PrognosisPanelLayout *panel, const double *x, const double *y, gsize n, GArray *points);

G_END_DECLS
