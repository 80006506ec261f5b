/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <string.h>

#include "prognosis-layout-private.h"
#include "prognosis-text.h"

#define CELL_LINES 3.2      /* sides of a cell by the size of its text */
#define LEAST_CELL_TEXT 6.0 /* [px] */
#define OUTLINE_TEXT 0.85

static void
take_cell_label (PrognosisLayout *layout, const PrognosisLayer *layer, char *text, double x, double y, double size,
                 gboolean is_bold)
{
  prognosis_layout_take_label (layout, text, x, y, size, is_bold, FALSE, PROGNOSIS_ALIGN_CENTRE);
  g_array_index (layout->labels, PrognosisLabel, layout->labels->len - 1).ground = layer;
}

/* Whether both ends of a text in the middle of an outline lie in it. */
static gboolean
has_room (const PrognosisPanelLayout *self, gsize number, const char *text, double size)
{
  const PrognosisMap *map = self->panel->map;
  const PrognosisMapPlace *place = &map->places[number];
  const double half = prognosis_text_measure (text, size, TRUE) / 2 / self->frame.width * (map->right - map->left);

  return prognosis_map_find (map, place->x - half, place->y) == (gssize) number
         && prognosis_map_find (map, place->x + half, place->y) == (gssize) number;
}

/* As many lines as there is room for; on an outline, only a code. */
static void
label_cell (PrognosisLayout *layout, const PrognosisPanelLayout *self, const PrognosisLayer *layer, gsize i, double unit)
{
  const PrognosisMapPlace *place = &self->panel->map->places[layer->places[i]];
  const char *label = layer->labels[i], *second = strchr (label, '\n');
  g_autofree char *first = second != NULL ? g_strndup (label, (gsize) (second - label)) : g_strdup (label);
  const gboolean is_outline = place->n_rings > 0;
  const double width = place->room * unit - 4, height = is_outline ? MIN ((place->top - place->bottom) * unit, width) : unit;
  const double size = MIN (is_outline ? OUTLINE_TEXT * layout->text_size : layout->text_size, height / CELL_LINES);
  const double x = prognosis_panel_layout_x (self, place->x), y = prognosis_panel_layout_y (self, place->y);
  const gboolean has_second = !is_outline && second != NULL && prognosis_text_measure (second + 1, size, FALSE) <= width;
  char *name;

  if (size < LEAST_CELL_TEXT || (is_outline && (place->code == NULL || !has_room (self, layer->places[i], first, size))))
    return;
  name = prognosis_text_fit (first, size, TRUE, width);
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
  const double width = self->x.to - self->x.from, height = self->y.to - self->y.from;
  const double unit = MIN (frame->width / width, frame->height / height);

  self->is_bare = TRUE;
  frame->x += (frame->width - width * unit) / 2;
  frame->y += (frame->height - height * unit) / 2;
  frame->width = width * unit;
  frame->height = height * unit;
  for (guint i = 0; i < self->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self->panel, i);

      for (gsize k = 0; layer->type == PROGNOSIS_LAYER_CELLS && layer->style.mark == PROGNOSIS_MARK_FILLED && k < layer->n; k++)
        label_cell (layout, self, layer, k, unit);
    }
}
