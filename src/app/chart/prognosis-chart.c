/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-private.h"
#include "prognosis-style.h"

#include <math.h>

G_DEFINE_TYPE (PrognosisChart, prognosis_chart, GTK_TYPE_WIDGET)

#define LIVE_MARGIN 4 /* [px] */

GtkWidget *
prognosis_chart_new (void)
{
  return g_object_new (PROGNOSIS_TYPE_CHART, NULL);
}

void
prognosis_chart_set_source (PrognosisChart *self, PrognosisChartFunc update, gpointer user_data)
{
  self->update = update;
  self->update_data = user_data;
}

void
prognosis_chart_outdate (PrognosisChart *self, gboolean only_live)
{
  self->is_live_old = TRUE;
  if (!only_live)
    self->is_old = TRUE;
}

/* FALSE if it is scrolled out of view: then it draws nothing. */
static gboolean
is_in_view (PrognosisChart *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (viewport == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), viewport, &bounds))
    return TRUE;
  return bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < gtk_widget_get_height (viewport);
}

gboolean
prognosis_chart_is_waiting (PrognosisChart *self)
{
  return (self->is_old || self->is_live_old) && is_in_view (self);
}

double
prognosis_chart_get_distance (PrognosisChart *self, gsize panel, double x, double y)
{
  double px, py;

  if (self->figure == NULL
      || !prognosis_figure_project (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)), panel, x, y, &px, &py))
    return INFINITY;
  return hypot (px - self->pointer_x, py - self->pointer_y);
}

/* --- drawing ------------------------------------------------------------------ */

/* Static layers are drawn once. A texture would be converted in every frame if cairo renders the window. */
static GskRenderNode *
new_still (PrognosisChart *self, int width, int height, int scale)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  g_autoptr (GError) error = NULL;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  if (!prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (), PROGNOSIS_DRAW_STATIC, &error))
    g_warning ("%s", error->message);
  cairo_destroy (cr);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

/* The frames of all panels plus a line's width: live layers stay within, so that less is repainted. */
static graphene_rect_t
get_live_bounds (PrognosisChart *self, int width, int height)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  double x, y, frame_width, frame_height;

  for (gsize i = 0; i < prognosis_figure_get_n_panels (self->figure); i++)
    if (prognosis_figure_get_frame (self->figure, width, height, i, &x, &y, &frame_width, &frame_height))
      {
        graphene_rect_t frame = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) frame_width, (float) frame_height);

        if (i == 0)
          bounds = frame;
        else
          graphene_rect_union (&bounds, &frame, &bounds);
      }
  graphene_rect_inset (&bounds, -LIVE_MARGIN, -LIVE_MARGIN);
  graphene_rect_intersection (&bounds, &GRAPHENE_RECT_INIT (0, 0, width, height), &bounds);
  return bounds;
}

static GskRenderNode *
new_live (PrognosisChart *self, int width, int height)
{
  graphene_rect_t bounds = get_live_bounds (self, width, height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  g_autoptr (GError) error = NULL;
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  if (!prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (), PROGNOSIS_DRAW_LIVE, &error))
    g_warning ("%s", error->message);
  cairo_destroy (cr);
  return node;
}

/* Draws the focus indicator while the keyboard is in use. */
static void
snapshot_focus (GtkWidget *widget, GtkSnapshot *snapshot, int width, int height)
{
  GskRoundedRect ring;
  GdkRGBA colour;

  if (!gtk_widget_has_visible_focus (widget)
      || !gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color", &colour))
    return;
  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (1, 1, width - 2, height - 2), 6);
  gtk_snapshot_append_border (snapshot, &ring, (float[]){ 2, 2, 2, 2 }, (GdkRGBA[]){ colour, colour, colour, colour });
}

static void
prognosis_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PrognosisChart *self = PROGNOSIS_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  guint64 key;

  if (width <= 0 || height <= 0 || !is_in_view (self) || prognosis_chart_get_figure (self) == NULL)
    return;
  key = prognosis_figure_static_key (self->figure, width, height, prognosis_style_get_theme ());
  if (self->still == NULL || key != self->still_key || scale != self->still_scale)
    {
      g_clear_pointer (&self->still, gsk_render_node_unref);
      g_clear_pointer (&self->live, gsk_render_node_unref);
      self->still = new_still (self, width, height, scale);
      self->still_key = key;
      self->still_scale = scale;
    }
  if (self->live == NULL)
    self->live = new_live (self, width, height);
  gtk_snapshot_append_node (snapshot, self->still);
  gtk_snapshot_append_node (snapshot, self->live);
  prognosis_chart_snapshot_handles (self, snapshot, width, height);
  prognosis_chart_snapshot_level (self, snapshot, width, height);
  prognosis_chart_snapshot_readout (self, snapshot, width, height);
  snapshot_focus (widget, snapshot, width, height);
}

static void
prognosis_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 180;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
}

static void
prognosis_chart_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (prognosis_chart_parent_class)->map (widget);
  /* It may have been outdated while it was hidden. */
  gtk_widget_queue_draw (widget);
}

static void
prognosis_chart_dispose (GObject *object)
{
  PrognosisChart *self = PROGNOSIS_CHART (object);

  g_clear_pointer (&self->figure, prognosis_figure_unref);
  g_clear_pointer (&self->still, gsk_render_node_unref);
  g_clear_pointer (&self->live, gsk_render_node_unref);
  self->update = NULL;
  G_OBJECT_CLASS (prognosis_chart_parent_class)->dispose (object);
}

static void
prognosis_chart_finalize (GObject *object)
{
  g_array_unref (PROGNOSIS_CHART (object)->zoom);
  g_array_unref (PROGNOSIS_CHART (object)->home);
  g_array_unref (PROGNOSIS_CHART (object)->levels);
  G_OBJECT_CLASS (prognosis_chart_parent_class)->finalize (object);
}

static void
prognosis_chart_class_init (PrognosisChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_chart_finalize;
  widget_class->map = prognosis_chart_map;
  widget_class->snapshot = prognosis_chart_snapshot;
  widget_class->measure = prognosis_chart_measure;
  prognosis_chart_class_install_signals (klass);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
prognosis_chart_init (PrognosisChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->zoom = g_array_new (FALSE, TRUE, sizeof (PrognosisChartRange));
  self->home = g_array_new (FALSE, TRUE, sizeof (PrognosisChartRange));
  self->drag_panel = -1;
  self->dragged = -1;
  self->levels = g_array_new (FALSE, FALSE, sizeof (double));
  self->dragged_level = -1;
  for (int i = 0; i < PROGNOSIS_N_HANDLES; i++)
    self->handles[i] = self->drawn[i] = NAN;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  prognosis_style_follow (widget);

  prognosis_chart_add_pointer (self);
  prognosis_chart_add_keys (self);
}
