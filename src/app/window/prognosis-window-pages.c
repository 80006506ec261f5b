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

static gboolean
has_what_it_needs (PrognosisSession *session, PrognosisNeeds needs)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  gsize n_revisions;

  switch (needs)
    {
    case PROGNOSIS_NEEDS_OUTBREAK: return choices->outbreak != NULL;
    case PROGNOSIS_NEEDS_DIARY:
      return choices->dataset != NULL && prognosis_diary_keeper_get_entries (prognosis_session_get_diary (session))->len > 0;
    case PROGNOSIS_NEEDS_REGIONS: return choices->dataset != NULL && prognosis_dataset_get_n_regions (choices->dataset) > 1;
    case PROGNOSIS_NEEDS_REVISIONS:
      return choices->dataset != NULL && prognosis_dataset_get_revisions (choices->dataset, &n_revisions) != NULL;
    case PROGNOSIS_NEEDS_DATA:
    default: return choices->dataset != NULL;
    }
}

void
prognosis_window_show_pages (PrognosisWindow *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  guint n_offered = 0;
  gsize n;
  const PrognosisChartPageClass *const *classes = prognosis_chart_page_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      GtkWidget *page = adw_view_stack_get_child_by_name (self->pages, classes[i]->id);
      const gboolean is_offered = has_what_it_needs (self->session, classes[i]->needs);

      adw_view_stack_page_set_visible (adw_view_stack_get_page (self->pages, page), is_offered);
      n_offered += is_offered;
    }
  if (!adw_view_stack_page_get_visible (adw_view_stack_get_page (self->pages, adw_view_stack_get_visible_child (self->pages))))
    adw_view_stack_set_visible_child_name (self->pages,
                                           choices->dataset == NULL && choices->outbreak != NULL ? "outbreak" : classes[0]->id);
  gtk_widget_set_visible (self->switcher, n_offered > 1);
}

void
prognosis_window_show_panel (PrognosisWindow *self)
{
  PrognosisChartPage *page = prognosis_window_get_visible_page (self);
  const gboolean is_outbreak = page != NULL && PROGNOSIS_CHART_PAGE_GET_CLASS (page)->needs == PROGNOSIS_NEEDS_OUTBREAK;

  gtk_stack_set_visible_child (self->panels, is_outbreak ? GTK_WIDGET (self->outbreak_panel) : GTK_WIDGET (self->model_panel));
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
