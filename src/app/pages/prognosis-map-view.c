/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-map-view.h"
#include "prognosis-style.h"

struct _PrognosisMapView
{
  GtkDrawingArea parent_instance;

  PrognosisFigure *figure;
};

enum
{
  PLACE_CLICKED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PrognosisMapView, prognosis_map_view, GTK_TYPE_DRAWING_AREA)

void
prognosis_map_view_set_figure (PrognosisMapView *self, PrognosisFigure *figure)
{
  g_autofree char *description = NULL;

  g_clear_pointer (&self->figure, prognosis_figure_unref);
  if (figure != NULL)
    {
      self->figure = prognosis_figure_ref (figure);
      description = prognosis_figure_dup_description (figure);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

PrognosisFigure *
prognosis_map_view_get_figure (PrognosisMapView *self)
{
  return self->figure;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PrognosisMapView *self = PROGNOSIS_MAP_VIEW (area);

  if (self->figure == NULL)
    return;
  prognosis_figure_set_text_size (self->figure, prognosis_style_get_text_size (GTK_WIDGET (self)));
  /* What cannot be drawn stays empty. */
  prognosis_figure_draw (self->figure, cr, width, height, prognosis_style_get_theme (), PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE,
                         NULL);
}

static gboolean
locate (PrognosisMapView *self, double x, double y, double *data_x, double *data_y)
{
  return self->figure != NULL
         && prognosis_figure_locate (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                     gtk_widget_get_height (GTK_WIDGET (self)), x, y, NULL, data_x, data_y);
}

static void
released_cb (PrognosisMapView *self, int n_press, double x, double y)
{
  double data_x, data_y;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (locate (self, x, y, &data_x, &data_y))
    g_signal_emit (self, signals[PLACE_CLICKED], 0, data_x, data_y);
}

static gboolean
tooltip_cb (PrognosisMapView *self, int x, int y, gboolean with_keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  double data_x, data_y;

  if (!with_keyboard && locate (self, x, y, &data_x, &data_y))
    text = prognosis_panel_dup_cell_readout (prognosis_figure_get_panel (self->figure, 0), data_x, data_y);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static gboolean
key_cb (PrognosisMapView *self, guint key, guint code, GdkModifierType state)
{
  static const struct
  {
    guint key;
    int columns, rows;
  } keys[] = { { GDK_KEY_Left, -1, 0 }, { GDK_KEY_Right, 1, 0 }, { GDK_KEY_Up, 0, -1 }, { GDK_KEY_Down, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key && !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
      {
        g_signal_emit (self, signals[MOVED], 0, keys[i].columns, keys[i].rows);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
prognosis_map_view_finalize (GObject *object)
{
  g_clear_pointer (&PROGNOSIS_MAP_VIEW (object)->figure, prognosis_figure_unref);
  G_OBJECT_CLASS (prognosis_map_view_parent_class)->finalize (object);
}

static void
prognosis_map_view_class_init (PrognosisMapViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_map_view_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
  signals[PLACE_CLICKED] = g_signal_new ("place-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_INT, G_TYPE_INT);
}

static void
prognosis_map_view_init (PrognosisMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
  prognosis_style_follow (GTK_WIDGET (self));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
