/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-trajectories-page-private.h"
#include "prognosis-session-choices.h"
#include "prognosis-words.h"

#include <math.h>

#define POINT_REACH 9 /* [px] */

static void
handle_cb (PrognosisChart *chart, int handle, double x, PrognosisTrajectoriesPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  gssize step = prognosis_dataset_find_step (choices->dataset, (int) round (x));
  gssize origin = prognosis_choices_get_origin (choices);

  if (handle == PROGNOSIS_HANDLE_ORIGIN)
    prognosis_session_set_origin (self->session, MAX (step, 1));
  else
    prognosis_session_set_setting (self->session, "train", (double) CLAMP (origin - MAX (step, 0) + 1, 2, origin + 1));
}

/* The signal that @panel shows, or -1. */
static gssize
find_signal (PrognosisDataset *dataset, PrognosisFigure *figure, gsize panel)
{
  const char *title = prognosis_panel_get_title (prognosis_figure_get_panel (figure, panel));

  return title != NULL ? prognosis_dataset_find_signal (dataset, title) : -1;
}

gboolean
prognosis_trajectories_page_find_observation (PrognosisDataset *dataset, PrognosisChart *chart, gsize panel, double day,
                                              gssize *signal, gssize *step)
{
  *signal = find_signal (dataset, prognosis_chart_get_figure (chart), panel);
  *step = prognosis_dataset_find_step (dataset, (int) round (day));
  return *signal >= 0 && *step >= 0 && *step < (gssize) prognosis_dataset_get_n_steps (dataset);
}

static void
point_cb (PrognosisChart *chart, guint panel, double x, double y, PrognosisTrajectoriesPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  gsize region = prognosis_trajectories_page_find_region (self, chart);
  gssize signal, step;
  gboolean was_excluded;
  double day, shown;

  if (!prognosis_trajectories_page_find_observation (choices->dataset, chart, panel, x, &signal, &step))
    return;
  day = prognosis_dataset_get_day (choices->dataset, step);
  /* Keys select a day, the pointer selects a point. */
  if (!prognosis_chart_has_cursor (chart)
      && (!prognosis_figure_find_point (prognosis_chart_get_figure (chart), panel, day, &shown)
          || prognosis_chart_get_distance (chart, panel, day, shown) > POINT_REACH))
    return;
  was_excluded = (prognosis_dataset_get_flags (choices->dataset, region, signal)[step] & PROGNOSIS_FLAG_EXCLUDED) != 0;
  prognosis_session_set_excluded (self->session, region, signal, step, !was_excluded);
}

const double *
prognosis_trajectories_page_list_thresholds (PrognosisTrajectoriesPage *self)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);

  g_array_set_size (self->thresholds, (guint) prognosis_dataset_get_n_signals (choices->dataset));
  for (guint s = 0; s < self->thresholds->len; s++)
    g_array_index (self->thresholds, double, s)
        = prognosis_choices_get_threshold (choices, prognosis_dataset_get_signal (choices->dataset, s)->name);
  return (const double *) (gpointer) self->thresholds->data;
}

void
prognosis_trajectories_page_set_levels (PrognosisTrajectoriesPage *self, PrognosisChart *chart, PrognosisFigure *figure,
                                        const PrognosisTrajectories *what, gsize region)
{
  for (gsize panel = 0; panel < prognosis_figure_get_n_panels (figure); panel++)
    {
      const gssize signal = find_signal (what->dataset, figure, panel);

      prognosis_chart_set_level (chart, panel,
                                 signal >= 0 ? prognosis_trajectories_get_threshold (what, region, (gsize) signal) : NAN);
    }
}

/* Two digits are as many as a pointer can tell. */
static double
round_level (double value)
{
  const double unit = value > 0.0 ? pow (10.0, floor (log10 (value)) - 1.0) : 1.0;

  return round (value / unit) * unit;
}

gssize
prognosis_trajectories_page_read_threshold (PrognosisTrajectoriesPage *self, PrognosisChart *chart, gsize panel, double y,
                                            double *threshold)
{
  const gsize region = prognosis_trajectories_page_find_region (self, chart);
  PrognosisTrajectories what;
  gssize signal;

  prognosis_trajectories_page_fill (self, &what, region);
  signal = find_signal (what.dataset, prognosis_chart_get_figure (chart), panel);
  if (signal >= 0)
    *threshold = round_level (prognosis_trajectories_read_threshold (&what, region, (gsize) signal, y));
  return signal;
}

static void
level_cb (PrognosisChart *chart, guint panel, double y, PrognosisTrajectoriesPage *self)
{
  double threshold;
  const gssize signal = prognosis_trajectories_page_read_threshold (self, chart, panel, y, &threshold);

  if (signal >= 0)
    prognosis_session_set_threshold (self->session, (gsize) signal, threshold);
}

/* Explains the flags of the observation under the pointer. */
static gboolean
tooltip_cb (PrognosisChart *chart, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, PrognosisTrajectoriesPage *self)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (self->session);
  PrognosisFigure *figure = prognosis_chart_get_figure (chart);
  int width = gtk_widget_get_width (GTK_WIDGET (chart));
  int height = gtk_widget_get_height (GTK_WIDGET (chart));
  g_autofree char *text = NULL;
  gsize panel, region = prognosis_trajectories_page_find_region (self, chart);
  double day, from, to, px, py;
  gssize signal, step;

  if (by_keyboard || figure == NULL || dataset == NULL
      || !prognosis_figure_locate (figure, width, height, x, y, &panel, &day, NULL))
    return FALSE;
  if (!prognosis_trajectories_page_find_observation (dataset, chart, panel, day, &signal, &step))
    return FALSE;
  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, panel), &from, &to);
  if (!prognosis_figure_project (figure, width, height, panel, prognosis_dataset_get_day (dataset, step), to, &px, &py)
      || fabs (px - x) > POINT_REACH)
    return FALSE;
  text = prognosis_words_for_problem (dataset, region, signal, step);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
prognosis_trajectories_page_connect (PrognosisTrajectoriesPage *self, PrognosisChart *chart)
{
  g_signal_connect (chart, "handle-moved", G_CALLBACK (handle_cb), self);
  g_signal_connect (chart, "level-moved", G_CALLBACK (level_cb), self);
  g_signal_connect (chart, "point-clicked", G_CALLBACK (point_cb), self);
  g_signal_connect (chart, "query-tooltip", G_CALLBACK (tooltip_cb), self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (chart), TRUE);
  prognosis_trajectories_page_connect_menu (self, chart);
}
