/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <math.h>

#include "prognosis-diagram.h"
#include "prognosis-pen.h"
#include "prognosis-text.h"

#define BOX 2.6     /* in sizes of text, each side of a box */
#define ROW_GAP 1.4 /* between boxes that are above each other */
#define MARGIN 0.6
#define HEAD 7.0 /* of an arrow [px] */
#define LINE_WIDTH 1.5
#define LEAST_TEXT 9.0 /* [px] */

/* Boxes are in columns, by the number of flows that lead to them, and in rows within a column. */
typedef struct
{
  const char *boxes[PROGNOSIS_DIAGRAM_MAX_BOXES];
  gsize n_boxes;
  const PrognosisFlow *flows;
  gsize n_flows;
  const PrognosisTheme *theme;
  gsize column[PROGNOSIS_DIAGRAM_MAX_BOXES], row[PROGNOSIS_DIAGRAM_MAX_BOXES], n_in_column[PROGNOSIS_DIAGRAM_MAX_BOXES];
  gsize n_columns, n_rows;
  double width, height, text_size;
} Diagram;

static void
arrange (Diagram *self)
{
  const gsize n = self->n_boxes;

  /* There are no cycles, so that as many rounds as there are boxes are enough. */
  for (gsize round = 0; round < n; round++)
    for (gsize i = 0; i < self->n_flows; i++)
      {
        const PrognosisFlow *flow = &self->flows[i];

        self->column[flow->to] = MIN (MAX (self->column[flow->to], self->column[flow->from] + 1), n - 1);
      }
  for (gsize s = 0; s < n; s++)
    {
      self->row[s] = self->n_in_column[self->column[s]]++;
      self->n_columns = MAX (self->n_columns, self->column[s] + 1);
      self->n_rows = MAX (self->n_rows, self->n_in_column[self->column[s]]);
    }
}

static void
get_centre (const Diagram *self, gsize box_number, double *x, double *y)
{
  const double box = BOX * self->text_size, pitch = box + ROW_GAP * self->text_size;
  const double room = self->width - box - 2 * MARGIN * self->text_size;
  const gsize column = self->column[box_number];

  *x = MARGIN * self->text_size + box / 2 + (self->n_columns > 1 ? room * (double) column / (double) (self->n_columns - 1) : 0);
  *y = self->height / 2 + pitch * ((double) self->row[box_number] - ((double) self->n_in_column[column] - 1) / 2);
}

static void
draw_flow (const Diagram *self, PrognosisPen *pen, const PrognosisFlow *flow)
{
  const double half = BOX * self->text_size / 2;
  double x1, y1, x2, y2, length, dx, dy;
  g_autofree char *label = NULL;
  double size = self->text_size;

  get_centre (self, flow->from, &x1, &y1);
  get_centre (self, flow->to, &x2, &y2);
  x1 += half;
  x2 -= half + 2;
  length = hypot (x2 - x1, y2 - y1);
  if (length < HEAD)
    return;
  dx = (x2 - x1) / length;
  dy = (y2 - y1) / length;
  prognosis_pen_set_colour (pen, &self->theme->text, 1);
  prognosis_pen_set_width (pen, LINE_WIDTH * self->theme->line_scale);
  prognosis_pen_draw_segment (pen, x1 + 2, y1, x2 - HEAD * dx, y2 - HEAD * dy);
  prognosis_pen_fill (pen,
                      (PrognosisPoint[]){ { x2, y2 },
                                          { x2 - HEAD * dx + HEAD / 2 * dy, y2 - HEAD * dy - HEAD / 2 * dx },
                                          { x2 - HEAD * dx - HEAD / 2 * dy, y2 - HEAD * dy + HEAD / 2 * dx } },
                      3);
  /* Long rates are written smaller before they are cut. */
  while (size > LEAST_TEXT && prognosis_text_measure (flow->rate, size, FALSE) > x2 - x1)
    size -= 1;
  label = prognosis_text_fit (flow->rate, size, FALSE, MAX (x2 - x1, 3 * size));
  if (label != NULL)
    prognosis_pen_write (pen, label, (x1 + x2) / 2, (y1 + y2) / 2 - 0.9 * self->text_size, size, 0.5, FALSE);
}

static void
draw_box (const Diagram *self, PrognosisPen *pen, gsize number)
{
  const double half = BOX * self->text_size / 2;
  double x, y;

  get_centre (self, number, &x, &y);
  prognosis_pen_set_colour (pen, &self->theme->colours[PROGNOSIS_COLOUR_SERIES1 + (int) number % PROGNOSIS_N_SERIES_COLOURS], 0.2);
  prognosis_pen_fill_box (pen, x - half, y - half, x + half, y + half);
  prognosis_pen_set_colour (pen, &self->theme->colours[PROGNOSIS_COLOUR_SERIES1 + (int) number % PROGNOSIS_N_SERIES_COLOURS], 1);
  prognosis_pen_set_width (pen, LINE_WIDTH * self->theme->line_scale);
  prognosis_pen_draw_line (
      pen,
      (PrognosisPoint[]){
          { x - half, y - half }, { x + half, y - half }, { x + half, y + half }, { x - half, y + half }, { x - half, y - half } },
      5);
  prognosis_pen_set_colour (pen, &self->theme->text, 1);
  prognosis_pen_write (pen, self->boxes[number], x, y, 1.2 * self->text_size, 0.5, TRUE);
}

static void
draw_page (PrognosisPen *pen, gpointer user_data)
{
  const Diagram *self = user_data;

  for (gsize i = 0; i < self->n_flows; i++)
    draw_flow (self, pen, &self->flows[i]);
  for (gsize i = 0; i < self->n_boxes; i++)
    draw_box (self, pen, i);
}

static Diagram
diagram_init (const char *const *boxes, const PrognosisFlow *flows, gsize n_flows)
{
  Diagram self = { .flows = flows, .n_flows = n_flows };

  for (; self.n_boxes < PROGNOSIS_DIAGRAM_MAX_BOXES && boxes[self.n_boxes] != NULL; self.n_boxes++)
    self.boxes[self.n_boxes] = boxes[self.n_boxes];
  arrange (&self);
  return self;
}

gboolean
prognosis_diagram_draw (const char *const *boxes, const PrognosisFlow *flows, gsize n_flows, cairo_t *cr, int width, int height,
                        double text_size, const PrognosisTheme *theme)
{
  Diagram self = diagram_init (boxes, flows, n_flows);

  self.theme = theme;
  self.width = width;
  self.height = height;
  self.text_size = text_size;
  return prognosis_pen_run (cr, width, height, draw_page, &self);
}

int
prognosis_diagram_get_height (const char *const *boxes, const PrognosisFlow *flows, gsize n_flows, double text_size)
{
  const Diagram self = diagram_init (boxes, flows, n_flows);

  return (int) ceil (text_size * (2 * MARGIN + BOX * (double) self.n_rows + ROW_GAP * ((double) self.n_rows - 1)));
}
