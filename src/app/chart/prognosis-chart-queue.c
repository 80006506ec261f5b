/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart-queue.h"

#define FRAME_USEC 8000. /* time for charts, of the 16.7 ms of a frame; the rest of the window needs some, too */
#define FIRST_TURN 8

struct _PrognosisChartQueue
{
  GtkWidget *widget;
  GPtrArray *charts;
  guint tick_id;
  gulong painted_id;
  guint next;   /* the next chart to draw */
  guint n_turn; /* how many charts a frame has time for */
  guint n_drawn;
  gint64 start_usec;
};

PrognosisChartQueue *
prognosis_chart_queue_new (GtkWidget *widget, GPtrArray *charts)
{
  PrognosisChartQueue *self = g_new0 (PrognosisChartQueue, 1);

  self->widget = widget;
  self->charts = charts;
  self->n_turn = FIRST_TURN;
  return self;
}

/* The duration of a frame determines how many charts the next one may draw. */
static void
painted_cb (GdkFrameClock *clock, PrognosisChartQueue *self)
{
  gint64 usec = g_get_monotonic_time () - self->start_usec;

  if (self->n_drawn > 0)
    self->n_turn = (guint) MAX (FRAME_USEC * self->n_drawn / (double) MAX (usec, 1), 1);
  self->n_drawn = 0;
}

static void
stopped_cb (gpointer user_data)
{
  PrognosisChartQueue *self = user_data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->widget);

  if (clock != NULL)
    g_clear_signal_handler (&self->painted_id, clock);
  self->painted_id = 0;
  self->tick_id = 0;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PrognosisChartQueue *self = user_data;
  guint n = self->charts->len, i;

  if (self->painted_id == 0)
    self->painted_id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), self);
  self->start_usec = g_get_monotonic_time ();
  self->n_drawn = 0;
  for (i = 0; i < n && self->n_drawn < self->n_turn; i++)
    {
      PrognosisChart *chart = g_ptr_array_index (self->charts, (self->next + i) % n);

      if (!prognosis_chart_is_waiting (chart))
        continue;
      gtk_widget_queue_draw (GTK_WIDGET (chart));
      self->n_drawn++;
    }
  self->next = n > 0 ? (self->next + i) % n : 0;
  return self->n_drawn > 0;
}

void
prognosis_chart_queue_start (PrognosisChartQueue *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (self->widget, tick_cb, self, stopped_cb);
}

void
prognosis_chart_queue_free (PrognosisChartQueue *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick_id);
  g_free (self);
}
