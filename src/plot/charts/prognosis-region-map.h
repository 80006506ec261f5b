/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-ranking.h"

G_BEGIN_DECLS

/* What a map shows. The places of @map are the regions of @forecast. */
typedef struct
{
  const PrognosisRanking *ranking;
  const PrognosisForecast *forecast;
  PrognosisMap *map;
  PrognosisMeasure measure;
  gssize ahead;          /* steps from the origin: see prognosis_ranking_get_extent() */
  const gsize *selected; /* regions, @n_selected: they get a frame */
  gsize n_selected;
  gboolean is_localised; /* numbers are for the screen */
} PrognosisRegionMap;

typedef enum
{
  PROGNOSIS_PLACES_AUTO, /* tiles where they lie like a map; otherwise outlines */
  PROGNOSIS_PLACES_TILES,
  PROGNOSIS_PLACES_OUTLINES, /* tiles if none of the bundled maps has the regions */
} PrognosisPlaces;

/* The map of all regions. (transfer full) */
PrognosisMap *prognosis_region_map_new_places (const PrognosisDataset *dataset, PrognosisPlaces places);
/* The same on outlines of the user; NULL: none of them is a region. */
PrognosisMap *prognosis_region_map_new_outlines (const PrognosisDataset *dataset, const PrognosisOutlines *outlines);
/* The regions of the ranking, coloured by classes. (transfer full) */
PrognosisFigure *prognosis_region_map_new_figure (const PrognosisRegionMap *self);
/* "Chance of a rise". */
const char *prognosis_region_map_get_title (PrognosisMeasure measure);

G_END_DECLS
