/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-window-private.h"

#include <glib/gi18n.h>

/* The chart pages in the window: see prognosis_chart_page_list(). */

void
prognosis_window_add_pages (PrognosisWindow *self)
{
  gsize n;
  const PrognosisChartPageClass *const *classes = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *page = g_object_new (G_TYPE_FROM_CLASS (classes[i]), "session", self->session, NULL);

      adw_view_stack_add_titled_with_icon (self->pages, page, classes[i]->id, _ (classes[i]->title), classes[i]->icon_name);
    }
}

PrognosisChartPage *
prognosis_window_get_page (PrognosisWindow *self, gsize i)
{
  gsize n;

  return PROGNOSIS_CHART_PAGE (adw_view_stack_get_child_by_name (self->pages, prognosis_chart_page_list (&n)[i]->id));
}

PrognosisChartPage *
prognosis_window_get_visible_page (PrognosisWindow *self)
{
  return PROGNOSIS_CHART_PAGE (adw_view_stack_get_visible_child (self->pages));
}
