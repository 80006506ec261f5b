/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-layout-private.h"

#include <math.h>

static gboolean
box_has (const PrognosisBox *box, double x, double y)
{
  return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

gboolean
prognosis_figure_locate_in (PrognosisFigure *self, int width, int height, gsize panel, double x, double y, double *data_x,
                            double *data_y)
{
  const PrognosisPanelLayout *at;
  double across;

  g_return_val_if_fail (self != NULL, FALSE);
  at = prognosis_layout_panel (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  across = (x - at->frame.x) / at->frame.width;
  if (data_x != NULL)
    *data_x = at->x.from + across * (at->x.to - at->x.from);
  if (data_y != NULL)
    *data_y = prognosis_panel_layout_value (at, y);
  return TRUE;
}

gboolean
prognosis_figure_locate (PrognosisFigure *self, int width, int height, double x, double y, gsize *panel, double *data_x,
                         double *data_y)
{
  const PrognosisLayout *layout;

  g_return_val_if_fail (self != NULL, FALSE);
  layout = prognosis_figure_get_layout (self, width, height);
  for (gsize i = 0; i < layout->panels->len; i++)
    if (box_has (&prognosis_layout_panel (layout, i)->frame, x, y))
      {
        if (panel != NULL)
          *panel = i;
        return prognosis_figure_locate_in (self, width, height, i, x, y, data_x, data_y);
      }
  return FALSE;
}

gboolean
prognosis_figure_project (PrognosisFigure *self, int width, int height, gsize panel, double data_x, double data_y, double *x,
                          double *y)
{
  const PrognosisPanelLayout *at;
  double across, down;
  gboolean is_inside;

  g_return_val_if_fail (self != NULL, FALSE);
  at = prognosis_layout_panel (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  across = prognosis_panel_layout_x (at, data_x);
  down = prognosis_panel_layout_y (at, data_y);
  is_inside = box_has (&at->frame, across, down);
  if (isnan (down) && !isnan (data_y))
    down = at->frame.y + at->frame.height;
  if (x != NULL)
    *x = across;
  if (y != NULL)
    *y = down;
  return is_inside;
}

gboolean
prognosis_figure_get_frame (PrognosisFigure *self, int width, int height, gsize panel, double *x, double *y, double *frame_width,
                            double *frame_height)
{
  const PrognosisPanelLayout *at;

  g_return_val_if_fail (self != NULL, FALSE);
  at = prognosis_layout_panel (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  if (x != NULL)
    *x = at->frame.x;
  if (y != NULL)
    *y = at->frame.y;
  if (frame_width != NULL)
    *frame_width = at->frame.width;
  if (frame_height != NULL)
    *frame_height = at->frame.height;
  return TRUE;
}

double
prognosis_figure_find_x (PrognosisFigure *self, gsize panel, double from, int direction)
{
  const PrognosisPanel *at = prognosis_figure_get_panel (self, panel);
  double best = NAN;

  for (guint i = 0; at != NULL && i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);

      for (gsize k = prognosis_layer_first (layer); prognosis_layer_has_readout (layer) && k < layer->n; k++)
        if (isfinite (layer->x[k]) && isfinite (layer->y[k]) && direction * (layer->x[k] - from) > 1e-6
            && !(direction * (layer->x[k] - best) >= 0))
          best = layer->x[k];
    }
  return best;
}

gboolean
prognosis_figure_find_point (PrognosisFigure *self, gsize panel, double x, double *y)
{
  const PrognosisPanel *at = prognosis_figure_get_panel (self, panel);

  for (guint i = 0; at != NULL && i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);

      for (gsize k = 0; layer->type == PROGNOSIS_LAYER_POINTS && k < layer->n; k++)
        if (fabs (layer->x[k] - x) < 0.5 && isfinite (layer->y[k]))
          {
            *y = layer->y[k];
            return TRUE;
          }
    }
  return FALSE;
}
