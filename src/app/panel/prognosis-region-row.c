/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-style.h"
#include "prognosis-region-row.h"

struct _PrognosisRegionRow
{
  GtkBox parent_instance;

  PrognosisRegionItem *item;
  GtkLabel *name;
  GtkLabel *latest;
  GtkDrawingArea *sparkline;
};

G_DEFINE_TYPE (PrognosisRegionRow, prognosis_region_row, GTK_TYPE_BOX)

GtkWidget *
prognosis_region_row_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_REGION_ROW, NULL);
}

void
prognosis_region_row_set_item (PrognosisRegionRow *self, PrognosisRegionItem *item)
{
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  gtk_label_set_label (self->name, prognosis_region_item_get_name (item));
  gtk_label_set_label (self->latest, prognosis_region_item_get_latest (item));
  gtk_widget_queue_draw (GTK_WIDGET (self->sparkline));
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisRegionRow *self = user_data;
  const double *values;
  gsize n;

  if (self->item == NULL)
    return;
  values = prognosis_region_item_get_curve (self->item, &n);
  prognosis_sparkline_draw (cr, width, height, values, n, n, prognosis_style_get_theme ());
}

static void
prognosis_region_row_dispose (GObject *object)
{
  PrognosisRegionRow *self = PROGNOSIS_REGION_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROGNOSIS_TYPE_REGION_ROW);
  G_OBJECT_CLASS (prognosis_region_row_parent_class)->dispose (object);
}

static void
prognosis_region_row_class_init (PrognosisRegionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_region_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-region-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionRow, name);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionRow, latest);
  gtk_widget_class_bind_template_child (widget_class, PrognosisRegionRow, sparkline);
}

static void
prognosis_region_row_init (PrognosisRegionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->sparkline, draw_cb, self, NULL);
  prognosis_style_follow (GTK_WIDGET (self->sparkline));
}
