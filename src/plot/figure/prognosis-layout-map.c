/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <string.h>

#include "prognosis-layout-private.h"
#include "prognosis-text.h"

#define CELL_LINES 3.2      /* sides of a cell by the size of its text */
#define LEAST_CELL_TEXT 6.0 /* [px] */

static void
take_cell_label (PrognosisLayout *layout, const PrognosisLayer *layer, char *text, double x, double y, double size,
                 gboolean is_bold)
{
  prognosis_layout_take_label (layout, text, x, y, size, is_bold, FALSE, PROGNOSIS_ALIGN_CENTRE);
  g_array_index (layout->labels, PrognosisLabel, layout->labels->len - 1).ground = layer;
}

/* As many lines as there is room for. */
static void
label_cell (PrognosisLayout *layout, const PrognosisPanelLayout *self, const PrognosisLayer *layer, gsize i, double side)
{
  const char *label = layer->labels[i], *second = strchr (label, '\n');
  g_autofree char *first = second != NULL ? g_strndup (label, (gsize) (second - label)) : g_strdup (label);
  const double size = MIN (layout->text_size, side / CELL_LINES);
  const double x = prognosis_panel_layout_x (self, layer->x[i]), y = prognosis_panel_layout_y (self, layer->y[i]);
  const gboolean has_second = second != NULL && prognosis_text_measure (second + 1, size, FALSE) <= side - 4;
  char *name = size >= LEAST_CELL_TEXT ? prognosis_text_fit (first, size, TRUE, side - 4) : NULL;

  if (name == NULL)
    return;
  take_cell_label (layout, layer, name, x, has_second ? y - 0.65 * size : y, size, TRUE);
  if (has_second)
    take_cell_label (layout, layer, g_strdup (second + 1), x, y + 0.65 * size, size, FALSE);
}

void
prognosis_layout_lay_map (PrognosisLayout *layout, PrognosisPanelLayout *self)
{
  PrognosisBox *frame = &self->frame;
  const double columns = self->x.to - self->x.from, rows = self->y.to - self->y.from;
  const double side = MIN (frame->width / columns, frame->height / rows);

  self->is_bare = TRUE;
  frame->x += (frame->width - columns * side) / 2;
  frame->y += (frame->height - rows * side) / 2;
  frame->width = columns * side;
  frame->height = rows * side;
  for (guint i = 0; i < self->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self->panel, i);

      for (gsize k = 0; layer->type == PROGNOSIS_LAYER_CELLS && layer->style.mark == PROGNOSIS_MARK_FILLED && k < layer->n; k++)
        label_cell (layout, self, layer, k, side);
    }
}
