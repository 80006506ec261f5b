/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time that the charts show: chosen on the strip below them, with its buttons, or on a chart; the same for all charts. */

#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"

#include <math.h>

/* Shows the chosen range on @chart, or what it shows by itself. */
static void
apply (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  if (self->has_view)
    prognosis_chart_set_view (chart, self->view_from, self->view_to);
  else if (prognosis_chart_is_zoomed (chart))
    prognosis_chart_zoom_fit (chart);
}

static void
apply_to_all (PrognosisTrajectoriesPage *self, PrognosisChart *but)
{
  double from, to;

  self->is_aligning = TRUE;
  for (guint i = 0; i < self->all->len; i++)
    if (g_ptr_array_index (self->all, i) != but)
      apply (self, g_ptr_array_index (self->all, i));
  self->is_aligning = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->reset), self->has_view);
  if (self->all->len > 0 && prognosis_chart_get_view (g_ptr_array_index (self->all, 0), &from, &to))
    prognosis_overview_set_range (self->overview, from, to);
}

static void
view_changed_cb (PrognosisChart *chart, PrognosisTrajectoriesPage *self)
{
  if (self->is_aligning)
    return;
  self->has_view = prognosis_chart_is_zoomed (chart) && prognosis_chart_get_view (chart, &self->view_from, &self->view_to);
  apply_to_all (self, chart);
}

static void
range_cb (PrognosisOverview *overview, double from, double to, PrognosisTrajectoriesPage *self)
{
  self->has_view = TRUE;
  self->view_from = from;
  self->view_to = to;
  apply_to_all (self, NULL);
}

static void
reset_cb (PrognosisTrajectoriesPage *self)
{
  self->has_view = FALSE;
  apply_to_all (self, NULL);
}

/* The days before the origin, and all that the charts show after it. */
static void
show_days (PrognosisTrajectoriesPage *self, int n_days)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  double from, to;

  if (choices->dataset == NULL || self->all->len == 0)
    return;
  reset_cb (self);
  if (!prognosis_chart_get_view (g_ptr_array_index (self->all, 0), &from, &to))
    return;
  range_cb (self->overview, prognosis_choices_get_origin_day (choices) - n_days, to, self);
}

static void
weeks_cb (PrognosisTrajectoriesPage *self)
{
  show_days (self, 8 * 7);
}

static void
months_cb (PrognosisTrajectoriesPage *self)
{
  show_days (self, 91);
}

static void
everything_cb (PrognosisTrajectoriesPage *self)
{
  range_cb (self->overview, -G_MAXINT, G_MAXINT, self);
}

void
prognosis_trajectories_page_align (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  double from, to;

  self->is_aligning = TRUE;
  apply (self, chart);
  self->is_aligning = FALSE;
  if (self->all->len > 0 && chart == g_ptr_array_index (self->all, 0) && prognosis_chart_get_view (chart, &from, &to))
    prognosis_overview_set_range (self->overview, from, to);
}

void
prognosis_trajectories_page_follow_view (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  g_signal_connect (chart, "view-changed", G_CALLBACK (view_changed_cb), self);
  prognosis_chart_set_follower (chart, self->all->len > 0);
}

void
prognosis_trajectories_page_show_overview (PrognosisTrajectoriesPage *self, const PrognosisTrajectories *what, gsize region)
{
  g_autoptr (PrognosisFigure) figure = what != NULL ? prognosis_trajectories_new_overview (what, region) : NULL;

  prognosis_overview_set_figure (self->overview, figure);
  gtk_widget_set_visible (GTK_WIDGET (self->ranges), figure != NULL);
}

void
prognosis_trajectories_page_init_view (PrognosisTrajectoriesPage *self)
{
  g_signal_connect_object (self->overview, "range-changed", G_CALLBACK (range_cb), self, 0);
  g_signal_connect_object (self->overview, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->weeks, "clicked", G_CALLBACK (weeks_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->months, "clicked", G_CALLBACK (months_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->everything, "clicked", G_CALLBACK (everything_cb), self, G_CONNECT_SWAPPED);
}
