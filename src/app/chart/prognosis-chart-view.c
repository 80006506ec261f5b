/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-private.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_RANGE 7.0 /* in x, days for most data: no zoom shows less */

/* The state of a chart: its figure, the ranges that the user has chosen, what it says. Pointer, keys and handles change it
 * through these functions; the widget in prognosis-chart.c puts all of them together and draws. */

enum
{
  HANDLE_MOVED,
  LEVEL_MOVED,
  POINT_CLICKED,
  VIEW_CHANGED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
prognosis_chart_class_install_signals (PrognosisChartClass *klass)
{
  signals[HANDLE_MOVED] = g_signal_new ("handle-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);
  signals[LEVEL_MOVED] = g_signal_new ("level-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  signals[POINT_CLICKED] = g_signal_new ("point-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 5,
                                G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[VIEW_CHANGED]
      = g_signal_new ("view-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
prognosis_chart_emit_menu (PrognosisChart *self, gsize panel, double day, double value, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, (guint) panel, day, value, x, y);
}

void
prognosis_chart_emit_handle (PrognosisChart *self, PrognosisHandle handle, double x)
{
  g_signal_emit (self, signals[HANDLE_MOVED], 0, handle, x);
}

void
prognosis_chart_emit_level (PrognosisChart *self, gsize panel, double y)
{
  g_signal_emit (self, signals[LEVEL_MOVED], 0, (guint) panel, y);
}

void
prognosis_chart_emit_point (PrognosisChart *self, gsize panel, double x, double y)
{
  g_signal_emit (self, signals[POINT_CLICKED], 0, (guint) panel, x, y);
}

/* --- the figure --------------------------------------------------------------- */

static void
bring_up_to_date (PrognosisChart *self)
{
  gboolean is_old = self->is_old || self->figure == NULL;

  if (self->update == NULL || !(self->is_old || self->is_live_old))
    return;
  self->is_old = self->is_live_old = FALSE;
  self->update (self, !is_old, self->update_data);
  g_clear_pointer (&self->live, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

PrognosisFigure *
prognosis_chart_get_figure (PrognosisChart *self)
{
  bring_up_to_date (self);
  return self->figure;
}

/* How the figure is shown where nobody zooms. */
static void
note_home (PrognosisChart *self)
{
  g_array_set_size (self->home, 0);
  for (gsize i = 0; i < prognosis_figure_get_n_panels (self->figure); i++)
    {
      PrognosisChartRange range = { .is_set = TRUE };

      prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, i), &range.from, &range.to);
      g_array_append_val (self->home, range);
    }
}

static void
apply_zoom (PrognosisChart *self)
{
  gsize n = prognosis_figure_get_n_panels (self->figure);

  for (gsize i = 0; i < n && i < self->zoom->len; i++)
    {
      const PrognosisChartRange *range = &g_array_index (self->zoom, PrognosisChartRange, i);

      if (range->is_set)
        prognosis_panel_set_x_range (prognosis_figure_get_panel (self->figure, i), range->from, range->to);
    }
}

char *
prognosis_chart_dup_cursor_text (PrognosisChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *readout = NULL;
  const PrognosisPanel *panel;

  if (!self->has_cursor || self->figure == NULL)
    return NULL;
  panel = prognosis_figure_get_panel (self->figure, self->cursor_panel);
  if (panel == NULL)
    return NULL;
  if (prognosis_figure_get_n_panels (self->figure) > 1 && prognosis_panel_get_title (panel) != NULL)
    g_string_append_printf (text, "%s\n", prognosis_panel_get_title (panel));
  readout = prognosis_figure_dup_readout (self->figure, self->cursor_panel, self->cursor_x);
  if (readout == NULL)
    readout = prognosis_figure_format_x (self->cursor_x, prognosis_panel_get_x_axis (panel), TRUE);
  g_string_append (text, readout);
  if (fabs (self->handles[PROGNOSIS_HANDLE_ORIGIN] - self->cursor_x) < 0.5)
    g_string_append_printf (text, "\n%s", _ ("The forecast starts from this day"));
  if (fabs (self->handles[PROGNOSIS_HANDLE_WINDOW] - self->cursor_x) < 0.5)
    g_string_append_printf (text, "\n%s", _ ("The fitted period starts on this day"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
prognosis_chart_describe (PrognosisChart *self)
{
  g_autofree char *description = prognosis_chart_dup_cursor_text (self);

  if (description == NULL && self->figure != NULL)
    description = prognosis_figure_dup_description (self->figure);
  if (description == NULL)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

void
prognosis_chart_set_figure (PrognosisChart *self, PrognosisFigure *figure)
{
  if (figure != NULL)
    prognosis_figure_ref (figure);
  if (figure != NULL && self->figure != NULL && figure != self->figure)
    prognosis_figure_hold_ranges (figure, self->figure);
  g_clear_pointer (&self->figure, prognosis_figure_unref);
  g_clear_pointer (&self->live, gsk_render_node_unref);
  self->figure = figure;
  if (figure != NULL)
    {
      prognosis_figure_set_text_size (figure, prognosis_style_get_text_size (GTK_WIDGET (self)));
      prognosis_figure_set_localised (figure, TRUE);
      note_home (self);
      apply_zoom (self);
      prognosis_chart_describe (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- zoom --------------------------------------------------------------------- */

void
prognosis_chart_set_range (PrognosisChart *self, gsize panel, double from, double to)
{
  PrognosisChartRange range = { TRUE, from, to };

  if (!(to - from > 1e-6 * MAX (1, fabs (from))))
    return;
  if (panel >= self->zoom->len)
    g_array_set_size (self->zoom, panel + 1);
  g_array_index (self->zoom, PrognosisChartRange, panel) = range;
  prognosis_panel_set_x_range (prognosis_figure_get_panel (self->figure, panel), from, to);
}

void
prognosis_chart_clamp (PrognosisFigure *figure, double *from, double *to)
{
  double first, last, width;

  prognosis_figure_get_x_extent (figure, &first, &last);
  width = CLAMP (*to - *from, MIN (LEAST_RANGE, last - first), last - first);
  *from = CLAMP ((*from + *to - width) / 2, first, last - width);
  *to = *from + width;
}

void
prognosis_chart_set_view (PrognosisChart *self, double from, double to)
{
  gsize n;

  if (prognosis_chart_get_figure (self) == NULL || !(from < to))
    return;
  n = prognosis_figure_get_n_panels (self->figure);
  prognosis_chart_clamp (self->figure, &from, &to);
  for (gsize i = 0; i < n; i++)
    prognosis_chart_set_range (self, i, from, to);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
prognosis_chart_get_view (PrognosisChart *self, double *from, double *to)
{
  if (prognosis_chart_get_figure (self) == NULL || prognosis_figure_get_n_panels (self->figure) == 0)
    return FALSE;
  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, 0), from, to);
  return TRUE;
}

void
prognosis_chart_set_ranges (PrognosisChart *self, double from, double to)
{
  prognosis_chart_set_view (self, from, to);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

void
prognosis_chart_zoom_at (PrognosisChart *self, gsize panel, double centre, double factor)
{
  double from, to;

  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, panel), &from, &to);
  prognosis_chart_set_ranges (self, centre - (centre - from) / factor, centre + (to - centre) / factor);
}

void
prognosis_chart_zoom (PrognosisChart *self, double factor)
{
  double from, to;

  if (prognosis_chart_get_figure (self) == NULL || prognosis_figure_get_n_panels (self->figure) == 0)
    return;
  prognosis_panel_get_x_range (prognosis_figure_get_panel (self->figure, 0), &from, &to);
  prognosis_chart_zoom_at (self, 0, (from + to) / 2, factor);
}

void
prognosis_chart_zoom_fit (PrognosisChart *self)
{
  g_array_set_size (self->zoom, 0);
  if (self->figure == NULL)
    return;
  for (gsize i = 0; i < self->home->len; i++)
    {
      const PrognosisChartRange *range = &g_array_index (self->home, PrognosisChartRange, i);

      prognosis_panel_set_x_range (prognosis_figure_get_panel (self->figure, i), range->from, range->to);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

gboolean
prognosis_chart_is_zoomed (PrognosisChart *self)
{
  /* While a line is dragged, the range is only kept. */
  return self->zoom->len > 0 && !self->holds_ranges;
}

void
prognosis_chart_set_follower (PrognosisChart *self, gboolean is_follower)
{
  self->is_follower = is_follower;
}

gboolean
prognosis_chart_is_follower (PrognosisChart *self)
{
  return self->is_follower;
}
