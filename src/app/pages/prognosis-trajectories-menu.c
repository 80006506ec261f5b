/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a day and a value of a chart, by right click or with the menu key. */

#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"
#include "prognosis-session-choices.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
find_place (PrognosisTrajectoriesPage *self, gssize *signal, gssize *step)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);

  return dataset != NULL && self->menu_chart != NULL && prognosis_chart_get_figure (self->menu_chart) != NULL
         && prognosis_trajectories_page_find_observation (dataset, self->menu_chart, self->menu_panel, round (self->menu_day),
                                                          signal, step);
}

/* The values of all panels on this day, with their titles. */
static void
copy_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;
  PrognosisFigure *figure = self->menu_chart != NULL ? prognosis_chart_get_figure (self->menu_chart) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; figure != NULL && i < prognosis_figure_get_n_panels (figure); i++)
    {
      const char *title = prognosis_panel_get_title (prognosis_figure_get_panel (figure, i));
      g_autofree char *readout = prognosis_figure_dup_readout (figure, i, round (self->menu_day));

      if (readout == NULL)
        continue;
      g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? "\n\n" : "", title != NULL ? title : "", readout);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  prognosis_session_say (self->session, _ ("Values copied"));
}

static void
exclude_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;
  gssize signal, step;
  gsize region;

  if (!find_place (self, &signal, &step))
    return;
  region = prognosis_trajectories_page_find_region (self, self->menu_chart);
  prognosis_session_set_excluded (
      self->session, region, signal, step,
      !(prognosis_dataset_get_flags (prognosis_session_get_dataset (self->session), region, signal)[step]
        & PROGNOSIS_FLAG_EXCLUDED));
}

static void
origin_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;

  prognosis_session_set_origin (
      self->session,
      MAX (prognosis_dataset_find_step (prognosis_session_get_dataset (self->session), (int) round (self->menu_day)), 1));
}

/* FALSE where the chart shows totals, which thresholds are not about. */
static gboolean
find_threshold (PrognosisTrajectoriesPage *self, gsize *signal, double *threshold)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  gssize found;
  PrognosisKind kind;

  if (choices->dataset == NULL || self->menu_chart == NULL || !(self->menu_value > 0))
    return FALSE;
  found = prognosis_trajectories_page_read_threshold (self, self->menu_chart, self->menu_panel, self->menu_value, threshold);
  if (found < 0)
    return FALSE;
  *signal = (gsize) found;
  kind = prognosis_dataset_get_signal (choices->dataset, *signal)->kind;
  return kind == PROGNOSIS_KIND_CUMULATIVE ? choices->view == PROGNOSIS_VIEW_INCREMENTS
                                           : kind == PROGNOSIS_KIND_PREVALENCE || choices->view != PROGNOSIS_VIEW_CUMULATIVE;
}

static void
threshold_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PrognosisTrajectoriesPage *self = user_data;
  double threshold;
  gsize signal;

  if (find_threshold (self, &signal, &threshold))
    prognosis_session_set_threshold (self->session, signal, threshold);
}

static const GActionEntry entries[] = {
  { .name = "copy", .activate = copy_cb },
  { .name = "exclude", .activate = exclude_cb },
  { .name = "origin", .activate = origin_cb },
  { .name = "threshold", .activate = threshold_cb },
};

static void
enable (PrognosisTrajectoriesPage *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->menu_actions, name)), enabled);
}

/* (transfer full) */
static GMenuModel *
new_model (PrognosisTrajectoriesPage *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  const PrognosisAxis axis
      = prognosis_panel_get_x_axis (prognosis_figure_get_panel (prognosis_chart_get_figure (self->menu_chart), self->menu_panel));
  g_autofree char *day = prognosis_figure_format_x (round (self->menu_day), axis, TRUE);
  g_autofree char *number = NULL;
  g_autofree char *threshold = NULL;
  g_autoptr (GMenu) items = g_menu_new ();
  GMenu *menu = g_menu_new ();
  double at = self->menu_value;
  gsize of_threshold;
  gssize signal, step;
  gboolean is_excluded = FALSE, has_value = FALSE;

  if (find_place (self, &signal, &step))
    {
      gsize region = prognosis_trajectories_page_find_region (self, self->menu_chart);

      is_excluded = (prognosis_dataset_get_flags (dataset, region, signal)[step] & PROGNOSIS_FLAG_EXCLUDED) != 0;
      has_value = isfinite (prognosis_dataset_get_values (dataset, region, signal)[step]);
    }
  enable (self, "exclude", has_value);
  enable (self, "origin", prognosis_dataset_find_step (dataset, (int) round (self->menu_day)) >= 1);
  enable (self, "threshold", find_threshold (self, &of_threshold, &at));
  number = prognosis_figure_format_number (at, TRUE);
  g_menu_append (items, _ ("_Copy Values"), "chart.copy");
  g_menu_append (items, is_excluded ? _ ("_Include Observation") : _ ("_Exclude Observation"), "chart.exclude");
  g_menu_append (items, _ ("_Forecast from Here"), "chart.origin");
  /* Translators: a number that the forecast may pass. */
  threshold = g_strdup_printf (_ ("_Threshold at %s"), number);
  g_menu_append (items, threshold, "chart.threshold");
  g_menu_append_section (menu, day, G_MENU_MODEL (items));
  return G_MENU_MODEL (menu);
}

void
prognosis_trajectories_page_close_menu (PrognosisTrajectoriesPage *self)
{
  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

static void
menu_cb (PrognosisChart *chart, guint panel, double day, double value, double x, double y, PrognosisTrajectoriesPage *self)
{
  g_autoptr (GMenuModel) model = NULL;
  double at_x, at_y;

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (chart), GTK_WIDGET (self), x, y, &at_x, &at_y))
    return;
  self->menu_chart = chart;
  self->menu_panel = panel;
  self->menu_day = day;
  self->menu_value = value;
  model = new_model (self);
  prognosis_trajectories_page_close_menu (self);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) at_x, (int) at_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
prognosis_trajectories_page_connect_menu (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  g_signal_connect (chart, "menu", G_CALLBACK (menu_cb), self);
}

void
prognosis_trajectories_page_init_menu (PrognosisTrajectoriesPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->menu_actions = G_ACTION_MAP (group); /* kept by the widget */
  g_action_map_add_action_entries (self->menu_actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (group));
}
