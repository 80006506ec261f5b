/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-outbreak.h"

G_BEGIN_DECLS

/**
 * PrognosisOutbreakPicture:
 *
 * A simulated outbreak, and what is shown beside it. All is lent.
 */
typedef struct
{
  const PrognosisOutbreak *outbreak;
  const PrognosisOutbreakCourse *course; /* of its equations */
  const PrognosisOutbreakCourse *runs;   /* the same by chance; or NULL */
  const PrognosisOutbreakCourse *before; /* the equations before the last change; or NULL */
  PrognosisDataset *dataset;             /* observations, whose first day is day 0; or NULL */
  gsize region;
} PrognosisOutbreakPicture;

/* The compartments, the new infections of each day with what was observed, and the beds in use with their capacity. (transfer full) */
PrognosisFigure *prognosis_outbreak_new_figure (const PrognosisOutbreakPicture *picture);

G_END_DECLS
