/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-interval-bar-private.h"

#include <math.h>

#define BELOW 8 /* distance to the middle of the trough [px] */
#define THICK 2
#define END_HEIGHT 6 /* of its end marks, so that a narrow interval is visible too */
#define END_WIDTH 1.5
#define OPACITY 0.55f

struct _PrognosisIntervalBar
{
  GtkWidget parent_instance;

  GtkRange *range;
  double from, to;
};

G_DEFINE_TYPE (PrognosisIntervalBar, prognosis_interval_bar, GTK_TYPE_WIDGET)

void
prognosis_interval_bar_set_range (PrognosisIntervalBar *self, GtkRange *range)
{
  self->range = range;
}

void
prognosis_interval_bar_set (PrognosisIntervalBar *self, double from, double to)
{
  if ((from == self->from && to == self->to) || (isnan (from) && isnan (self->from)))
    return;
  self->from = from;
  self->to = to;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
prognosis_interval_bar_get (PrognosisIntervalBar *self, double *from, double *to)
{
  *from = self->from;
  *to = self->to;
  return isfinite (*from) && isfinite (*to);
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
prognosis_interval_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PrognosisIntervalBar *self = PROGNOSIS_INTERVAL_BAR (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRectangle trough;
  GdkRGBA colour;
  double from, to, y, dx, dy;

  if (!isfinite (self->from) || !isfinite (self->to) || self->range == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (self->range), widget, 0, 0, &dx, &dy))
    return;
  gtk_range_get_range_rect (self->range, &trough);
  from = is_rtl ? 1 - self->to : self->from;
  to = is_rtl ? 1 - self->from : self->to;
  from = dx + trough.x + from * trough.width;
  to = MAX (dx + trough.x + to * trough.width, from + 2);
  y = dy + trough.y + trough.height / 2. + BELOW;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= OPACITY;
  fill (snapshot, &colour, from, y - (END_HEIGHT - THICK) / 2., END_WIDTH, END_HEIGHT);
  fill (snapshot, &colour, to - END_WIDTH, y - (END_HEIGHT - THICK) / 2., END_WIDTH, END_HEIGHT);
  if (to - from > 2 * END_WIDTH)
    fill (snapshot, &colour, from + END_WIDTH, y, to - from - 2 * END_WIDTH, THICK);
}

static void
prognosis_interval_bar_class_init (PrognosisIntervalBarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = prognosis_interval_bar_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
prognosis_interval_bar_init (PrognosisIntervalBar *self)
{
  self->from = self->to = NAN;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
