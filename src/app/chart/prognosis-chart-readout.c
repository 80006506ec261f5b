/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-private.h"
#include "prognosis-style.h"

#include <math.h>
#include <string.h>

#define RING 6 /* radius of the ring around the point at the cursor [px] */

GdkRGBA
prognosis_chart_to_rgba (const PrognosisRgba *colour)
{
  return (GdkRGBA){ colour->red / 255.f, colour->green / 255.f, colour->blue / 255.f, (float) colour->alpha };
}

void
prognosis_chart_snapshot_box (PrognosisChart *self, GtkSnapshot *snapshot, const char *text, double at_x, double at_y,
                              const graphene_rect_t *frame, int width, gboolean to_left)
{
  const PrognosisTheme *theme = prognosis_style_get_theme ();
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA text_colour = prognosis_chart_to_rgba (&theme->text), background = prognosis_chart_to_rgba (&theme->background),
          line = text_colour;
  double right = frame->origin.x + frame->size.width, top = frame->origin.y, x, y;
  GskRoundedRect box;
  int tw, th;

  pango_layout_get_pixel_size (layout, &tw, &th);
  if (to_left)
    x = at_x - 12 - tw - 16 < frame->origin.x ? at_x + 12 : at_x - 12 - tw - 16;
  else
    x = at_x + 12 + tw + 16 > right ? at_x - 12 - tw - 16 : at_x + 12;
  x = CLAMP (x, 0, MAX (0, width - tw - 16));
  y = CLAMP (at_y - th / 2. - 6, top, MAX (top, top + frame->size.height - th - 12));
  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT (x, y, tw + 16, th + 12), 6);
  background.alpha = 0.94f;
  line.alpha = 0.4f;
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &background, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, (float[]){ 1, 1, 1, 1 }, (GdkRGBA[]){ line, line, line, line });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + 8, y + 6));
  gtk_snapshot_append_layout (snapshot, layout, &text_colour);
  gtk_snapshot_restore (snapshot);
}

/* The position of the cursor on screen; on the point of its day, if there is one. */
static gboolean
find_cursor (PrognosisChart *self, int width, int height, gsize *panel, double *day, double *x, double *y, gboolean *is_on_point)
{
  double from, to, value;

  *panel = self->cursor_panel;
  *day = self->cursor_x;
  if (*panel >= prognosis_figure_get_n_panels (self->figure))
    return FALSE;
  prognosis_panel_get_y_range (prognosis_figure_get_panel (self->figure, *panel), &from, &to);
  *is_on_point = prognosis_figure_find_point (self->figure, *panel, *day, &value);
  if (*is_on_point)
    *is_on_point = prognosis_figure_project (self->figure, width, height, *panel, *day, value, x, y);
  if (!*is_on_point)
    prognosis_figure_project (self->figure, width, height, *panel, *day, to, x, y);
  return TRUE;
}

gboolean
prognosis_chart_locate_cursor (PrognosisChart *self, int width, int height, double *x, double *y, double *value)
{
  gboolean is_on_point;
  gsize panel;
  double day;

  return self->has_cursor && find_cursor (self, width, height, &panel, &day, x, y, &is_on_point)
         && prognosis_figure_locate_in (self->figure, width, height, panel, *x, *y, NULL, value);
}

/* The values of a panel beside the crosshair, but left of the origin, so that the forecast stays visible. Other panels than the
 * one pointed at repeat no date. */
static void
snapshot_values (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height, gsize panel, double day, double y,
                 const graphene_rect_t *frame, gboolean with_date)
{
  g_autofree char *text = prognosis_figure_dup_readout (self->figure, panel, day);
  const char *values = text != NULL && !with_date ? strchr (text, '\n') : text;
  double x, origin;

  if (values == NULL)
    return;
  prognosis_figure_project (self->figure, width, height, panel, day, 1, &x, NULL);
  prognosis_figure_project (self->figure, width, height, panel, self->handles[PROGNOSIS_HANDLE_ORIGIN], 1, &origin, NULL);
  if (isfinite (origin) && origin > frame->origin.x + frame->size.width / 4)
    x = MIN (x, origin);
  prognosis_chart_snapshot_box (self, snapshot, with_date ? values : values + 1, x, y, frame, width, TRUE);
}

void
prognosis_chart_snapshot_readout (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height)
{
  GdkRGBA line = prognosis_chart_to_rgba (&prognosis_style_get_theme ()->text);
  double day, left, top, frame_width, frame_height, x = self->pointer_x, y = self->pointer_y, across;
  gboolean is_on_point = FALSE;
  gsize panel;

  if (self->dragged >= 0)
    return;
  if (self->has_cursor ? !find_cursor (self, width, height, &panel, &day, &x, &y, &is_on_point)
                       : !self->has_pointer || !prognosis_figure_locate (self->figure, width, height, x, y, &panel, &day, NULL))
    return;
  if (!prognosis_figure_get_frame (self->figure, width, height, panel, &left, &top, &frame_width, &frame_height) || x < left
      || x > left + frame_width)
    return;
  line.alpha = 0.4f;
  for (gsize i = 0; i < prognosis_figure_get_n_panels (self->figure); i++)
    if (prognosis_figure_get_frame (self->figure, width, height, i, &left, &top, &frame_width, &frame_height)
        && !prognosis_panel_is_empty (prognosis_figure_get_panel (self->figure, i)))
      {
        prognosis_figure_project (self->figure, width, height, i, day, 1, &across, NULL);
        if (across >= left && across <= left + frame_width)
          gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (across, top, 1, frame_height));
      }
  if (is_on_point)
    {
      GskRoundedRect ring;

      line.alpha = 1;
      gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x - RING, y - RING, 2 * RING, 2 * RING), RING);
      gtk_snapshot_append_border (snapshot, &ring, (float[]){ 1.5, 1.5, 1.5, 1.5 }, (GdkRGBA[]){ line, line, line, line });
    }
  for (gsize i = 0; i < prognosis_figure_get_n_panels (self->figure); i++)
    if (prognosis_figure_get_frame (self->figure, width, height, i, &left, &top, &frame_width, &frame_height)
        && !prognosis_panel_is_empty (prognosis_figure_get_panel (self->figure, i)))
      snapshot_values (self, snapshot, width, height, i, day, i == panel ? y : top + frame_height / 2,
                       &GRAPHENE_RECT_INIT (left, top, frame_width, frame_height), i == panel);
}
