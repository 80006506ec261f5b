/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-chart.h"
#include "prognosis-presentation.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_REGIONS 6 /* more are not legible from the last row */

static const guint leaving_keys[] = { GDK_KEY_Escape, GDK_KEY_F11 };

static gboolean
close_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
update_cb (PrognosisChart *chart, gboolean only_live, gpointer user_data)
{
  g_autoptr (PrognosisFigure) figure = prognosis_chart_page_new_figure (PROGNOSIS_CHART_PAGE (user_data), MAX_REGIONS);

  if (!only_live)
    prognosis_chart_set_figure (chart, figure);
}

static void
outdate_cb (PrognosisChart *chart)
{
  prognosis_chart_outdate (chart, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

GtkWindow *
prognosis_presentation_new (PrognosisChartPage *page, PrognosisSession *session, GtkWindow *parent)
{
  GtkWidget *self = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, "title",
                                  _ ("Presentation"), "default-width", 960, "default-height", 600, NULL);
  GtkWidget *chart = prognosis_chart_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_add_css_class (self, "presentation");
  gtk_widget_add_css_class (self, "view");
  for (gsize i = 0; i < G_N_ELEMENTS (leaving_keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (leaving_keys[i], 0), gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self, keys);
  gtk_widget_set_margin_start (chart, 24);
  gtk_widget_set_margin_end (chart, 24);
  gtk_widget_set_margin_top (chart, 24);
  gtk_widget_set_margin_bottom (chart, 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart"), -1);
  adw_window_set_content (ADW_WINDOW (self), chart);
  prognosis_chart_set_source (PROGNOSIS_CHART (chart), update_cb, page);
  prognosis_chart_outdate (PROGNOSIS_CHART (chart), FALSE);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (outdate_cb), chart, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (outdate_cb), chart, G_CONNECT_SWAPPED);
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
