/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-curve.h"
#include "prognosis-figure.h"
#include "prognosis-style.h"

#include <math.h>

struct _PrognosisCurve
{
  GtkDrawingArea parent_instance;

  double *values; /* or NULL */
  gsize n;
};

G_DEFINE_TYPE (PrognosisCurve, prognosis_curve, GTK_TYPE_DRAWING_AREA)

static gsize
find_signal (PrognosisDataset *dataset)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->fitted)
      return s;
  return 0;
}

static void
add_region (PrognosisCurve *self, const double *values, gboolean is_cumulative)
{
  for (gsize t = is_cumulative; t < self->n; t++)
    {
      const double value = is_cumulative ? MAX (0, values[t] - values[t - 1]) : values[t];

      if (isfinite (value))
        self->values[t] = isfinite (self->values[t]) ? self->values[t] + value : value;
    }
}

void
prognosis_curve_show (PrognosisCurve *self, PrognosisDataset *dataset)
{
  const gsize signal = find_signal (dataset);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;

  g_free (self->values);
  self->n = prognosis_dataset_get_n_steps (dataset);
  self->values = g_new (double, self->n);
  for (gsize t = 0; t < self->n; t++)
    self->values[t] = NAN;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    add_region (self, prognosis_dataset_get_values (dataset, r, signal), is_cumulative);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisCurve *self = PROGNOSIS_CURVE (area);

  if (self->values != NULL)
    prognosis_sparkline_draw (cr, width, height, self->values, self->n, self->n, prognosis_style_get_theme ());
}

static void
prognosis_curve_finalize (GObject *object)
{
  g_free (PROGNOSIS_CURVE (object)->values);
  G_OBJECT_CLASS (prognosis_curve_parent_class)->finalize (object);
}

static void
prognosis_curve_class_init (PrognosisCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_curve_finalize;
}

static void
prognosis_curve_init (PrognosisCurve *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
  prognosis_style_follow (GTK_WIDGET (self));
}

GtkWidget *
prognosis_curve_new (int width, int height)
{
  GtkWidget *self = g_object_new (PROGNOSIS_TYPE_CURVE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self), height);
  return self;
}
