/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-ranking.h"
#include "prognosis-tiles.h"

G_BEGIN_DECLS

/* What a map shows. @tiles are those of all regions of @forecast, see prognosis_region_map_new_tiles(). */
typedef struct
{
  const PrognosisRanking *ranking;
  const PrognosisForecast *forecast;
  const PrognosisTile *tiles;
  PrognosisMeasure measure;
  gssize ahead;          /* steps from the origin: see prognosis_ranking_get_extent() */
  const gsize *selected; /* regions, @n_selected: they get a frame */
  gsize n_selected;
  gboolean is_localised; /* numbers are for the screen */
} PrognosisRegionMap;

/* (transfer full): one a region */
PrognosisTile *prognosis_region_map_new_tiles (const PrognosisDataset *dataset, PrognosisTileMap *map);
/* A tile for each region of the ranking, coloured by classes. (transfer full) */
PrognosisFigure *prognosis_region_map_new_figure (const PrognosisRegionMap *self);
/* The region at a place of the figure's only panel, in data coordinates; -1: none. */
gssize prognosis_region_map_find (const PrognosisTile *tiles, const PrognosisRanking *ranking, double x, double y);
/* "Chance of a rise". */
const char *prognosis_region_map_get_title (PrognosisMeasure measure);

G_END_DECLS
