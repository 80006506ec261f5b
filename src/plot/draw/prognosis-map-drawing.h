/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-layout.h"
#include "prognosis-pen.h"

G_BEGIN_DECLS

/* Panels that show a map: places with their classes, borders, then hatching and frames over them. */

void prognosis_map_drawing_draw (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisPanelLayout *panel);
/* The sample of a layer in the legend. */
void prognosis_map_drawing_draw_key (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisLayer *layer,
                                     const PrognosisBox *box);
/* Of a layer of cells. */
PrognosisRgba prognosis_map_drawing_get_colour (const PrognosisTheme *theme, const PrognosisLayer *layer);

G_END_DECLS
