/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-cell.h"

#define CELL_GAP 1.0   /* [px] around each cell */
#define HATCH_STEP 7.0 /* [px] */

PrognosisBox
prognosis_cell_find (const PrognosisPanelLayout *panel, const PrognosisLayer *layer, gsize i)
{
  const double left = prognosis_panel_layout_x (panel, layer->x[i] - 0.5),
               top = prognosis_panel_layout_y (panel, layer->y[i] + 0.5);
  const double right = prognosis_panel_layout_x (panel, layer->x[i] + 0.5),
               bottom = prognosis_panel_layout_y (panel, layer->y[i] - 0.5), gap = right - left > 8 * CELL_GAP ? CELL_GAP : 0;

  return (PrognosisBox){ left + gap, top + gap, right - left - 2 * gap, bottom - top - 2 * gap };
}

void
prognosis_cell_hatch (PrognosisPen *pen, const PrognosisTheme *theme, const PrognosisBox *box)
{
  prognosis_pen_set_width (pen, 1.2 * theme->line_scale);
  for (double d = HATCH_STEP; d < box->width + box->height; d += HATCH_STEP)
    prognosis_pen_draw_segment (pen, box->x + MAX (d - box->height, 0), box->y + MIN (d, box->height), box->x + MIN (d, box->width),
                                box->y + MAX (d - box->width, 0));
}

void
prognosis_cell_outline (PrognosisPen *pen, const PrognosisBox *box, double inset)
{
  const double left = box->x + inset, top = box->y + inset, right = box->x + box->width - inset,
               bottom = box->y + box->height - inset;

  prognosis_pen_draw_line (
      pen, (PrognosisPoint[]){ { left, top }, { right, top }, { right, bottom }, { left, bottom }, { left, top } }, 5);
}
