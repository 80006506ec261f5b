/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-layout.h"
#include "prognosis-pen.h"

G_BEGIN_DECLS

/* Cells of a map: squares of one unit, with a gap between them where there is room. */

/* The place of cell @i of a layer of cells. */
PrognosisBox prognosis_cell_find (const PrognosisPanelLayout *panel, const PrognosisLayer *layer, gsize i);
/* Lines from below left to above right, in the colour of the pen. */
void prognosis_cell_hatch (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisBox *box);
/* The edge of @box, @inset from it, in the colour and width of the pen. */
void prognosis_cell_outline (PrognosisPen *pen, const PrognosisBox *box, double inset);

G_END_DECLS
