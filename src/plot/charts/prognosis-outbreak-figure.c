/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-figure.h"
#include "prognosis-trace.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const double levels[] = { 0.025, 0.1, 0.25, 0.75, 0.9, 0.975 };
#define N_LEVELS G_N_ELEMENTS (levels)

static const PrognosisColour colours[PROGNOSIS_OUTBREAK_N_COLUMNS] = {
  [PROGNOSIS_OUTBREAK_S] = PROGNOSIS_COLOUR_OTHER,
  [PROGNOSIS_OUTBREAK_E] = PROGNOSIS_COLOUR_SERIES5,
  [PROGNOSIS_OUTBREAK_I] = PROGNOSIS_COLOUR_INFECTIONS,
  [PROGNOSIS_OUTBREAK_R] = PROGNOSIS_COLOUR_RECOVERIES,
  [PROGNOSIS_OUTBREAK_D] = PROGNOSIS_COLOUR_DEATHS,
  [PROGNOSIS_OUTBREAK_V] = PROGNOSIS_COLOUR_SERIES4,
  [PROGNOSIS_OUTBREAK_INFECTIONS] = PROGNOSIS_COLOUR_INFECTIONS,
  [PROGNOSIS_OUTBREAK_BEDS_USED] = PROGNOSIS_COLOUR_ADMISSIONS,
};

typedef struct
{
  const PrognosisOutbreakPicture *picture;
  PrognosisAxis axis;
  double first_x;
} Drawing;

/* (transfer full) */
static double *
dup_x (const Drawing *self, gsize n)
{
  double *x = g_new (double, n);

  for (gsize day = 0; day < n; day++)
    x[day] = self->first_x + (double) day;
  return x;
}

static void
add_course (const Drawing *self, PrognosisPanel *panel, const PrognosisOutbreakCourse *course, PrognosisOutbreakColumn column,
            const PrognosisStyle *style)
{
  const gsize n = course->n_days + 1;
  g_autofree double *x = dup_x (self, n);
  g_autofree double *y = g_new (double, n);

  for (gsize day = 0; day < n; day++)
    y[day] = prognosis_outbreak_course_get (course, 0, day, column);
  prognosis_panel_add_line (panel, style, x, y, n);
}

static void
add_before (const Drawing *self, PrognosisPanel *panel, PrognosisOutbreakColumn column)
{
  const PrognosisStyle style
      = { .name = _ ("Before"), .colour = PROGNOSIS_COLOUR_GHOST, .dash = PROGNOSIS_DASH_DOTS, .width = 2, .is_live = TRUE };

  if (self->picture->before != NULL)
    add_course (self, panel, self->picture->before, column, &style);
}

/* What lies between the middle half, four fifths, and 95 % of the runs. */
static void
add_fan (const Drawing *self, PrognosisPanel *panel, PrognosisOutbreakColumn column)
{
  const PrognosisOutbreakCourse *runs = self->picture->runs;
  const gsize n = runs != NULL ? runs->n_days + 1 : 0;
  g_autofree double *x = dup_x (self, n);
  g_autofree double *quantiles = g_new (double, n *N_LEVELS);
  g_autofree double *lower = g_new (double, n);
  g_autofree double *upper = g_new (double, n);

  if (runs == NULL)
    return;
  prognosis_outbreak_course_get_quantiles (runs, column, levels, N_LEVELS, quantiles);
  for (gsize k = 0; k < N_LEVELS / 2; k++)
    {
      const double coverage = levels[N_LEVELS - 1 - k] - levels[k];
      /* Translators: a share of the simulated runs. */
      g_autofree char *name = g_strdup_printf (_ ("%.0f %% of the runs"), 100 * coverage);
      const PrognosisStyle band = { .name = name, .colour = colours[column], .coverage = coverage };

      for (gsize day = 0; day < n; day++)
        {
          lower[day] = quantiles[day * N_LEVELS + k];
          upper[day] = quantiles[day * N_LEVELS + N_LEVELS - 1 - k];
        }
      prognosis_panel_add_band (panel, &band, x, lower, upper, n);
    }
}

/* Observations that are far smaller than the simulated curve do not set the range: the peak is what is asked for. */
static void
hold_peak (const Drawing *self, PrognosisPanel *panel, PrognosisOutbreakColumn column)
{
  const PrognosisStyle unseen = { .colour = PROGNOSIS_COLOUR_GHOST, .opacity = 0.01 };
  double most = 0;

  for (gsize day = 0; day <= self->picture->course->n_days; day++)
    most = MAX (most, prognosis_outbreak_course_get (self->picture->course, 0, day, column));
  prognosis_panel_add_level (panel, &unseen, most);
}

static PrognosisPanel *
add_panel (const Drawing *self, PrognosisFigure *figure, const char *title, const char *unit)
{
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, unit, self->axis);

  if (self->axis == PROGNOSIS_AXIS_INDEX)
    prognosis_panel_set_x_label (panel, _ ("days since the first case"));
  return panel;
}

static gboolean
has_column (const PrognosisOutbreakPicture *picture, PrognosisOutbreakColumn column)
{
  const PrognosisOutbreak *outbreak = picture->outbreak;

  switch (column)
    {
    case PROGNOSIS_OUTBREAK_E: return outbreak->latent_days > 0;
    case PROGNOSIS_OUTBREAK_D: return outbreak->fatality > 0;
    case PROGNOSIS_OUTBREAK_V: return outbreak->doses > 0;
    case PROGNOSIS_OUTBREAK_BEDS_USED: return outbreak->hospitalised > 0;
    default: return TRUE;
    }
}

static PrognosisPanel *
add_compartments (const Drawing *self, PrognosisFigure *figure)
{
  PrognosisPanel *panel = add_panel (self, figure, _ ("Compartments"), _ ("people"));

  add_before (self, panel, PROGNOSIS_OUTBREAK_I);
  for (int column = PROGNOSIS_OUTBREAK_S; column <= PROGNOSIS_OUTBREAK_V; column++)
    {
      /* Translators: the symbol of a compartment, and its name. */
      g_autofree char *name = g_strdup_printf (C_ ("compartment", "%s  %s"), prognosis_outbreak_column_ids[column],
                                               _ (prognosis_outbreak_column_titles[column]));
      const PrognosisStyle line = { .name = name, .colour = colours[column], .width = 2.5, .is_live = TRUE };

      if (has_column (self->picture, column))
        add_course (self, panel, self->picture->course, column, &line);
    }
  return panel;
}

/* Persons present beside the infectious ones, all other counts beside the new infections. */
static void
add_observed (const Drawing *self, PrognosisPanel *compartments, PrognosisPanel *infections)
{
  PrognosisDataset *dataset = self->picture->dataset;
  const PrognosisTrajectories what = { .dataset = dataset, .view = PROGNOSIS_VIEW_INCREMENTS };
  const PrognosisStyle points = { .name = _ ("Observed"), .colour = PROGNOSIS_COLOUR_OBSERVED, .size = 4 };

  for (gsize s = 0; dataset != NULL && s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->role == PROGNOSIS_ROLE_INFECTIONS)
      {
        const PrognosisTrace trace = prognosis_trace_init (&what, self->picture->region, s);
        const gsize n = prognosis_dataset_get_n_steps (dataset);
        const gboolean is_present = prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_PREVALENCE;
        const double days = is_present ? 1 : prognosis_dataset_get_step_days (dataset);
        g_autofree double *y = prognosis_trace_dup_observed (&trace);
        g_autofree double *x = g_new (double, n);

        for (gsize t = 0; t < n; t++)
          {
            x[t] = prognosis_dataset_get_day (dataset, (gssize) t);
            y[t] /= days;
          }
        prognosis_panel_add_points (is_present ? compartments : infections, &points, x, y, n);
        return;
      }
}

static PrognosisPanel *
add_counts (const Drawing *self, PrognosisFigure *figure, PrognosisOutbreakColumn column, const char *unit)
{
  PrognosisPanel *panel = add_panel (self, figure, _ (prognosis_outbreak_column_titles[column]), unit);
  const PrognosisStyle line = { .name = _ (prognosis_outbreak_column_titles[column]),
                                .colour = colours[column],
                                .width = 2.5,
                                .hide_legend = TRUE,
                                .is_live = TRUE };

  add_fan (self, panel, column);
  add_before (self, panel, column);
  add_course (self, panel, self->picture->course, column, &line);
  return panel;
}

PrognosisFigure *
prognosis_outbreak_new_figure (const PrognosisOutbreakPicture *picture)
{
  PrognosisFigure *figure = prognosis_figure_new (NULL);
  const Drawing self
      = { picture, picture->dataset != NULL ? prognosis_trajectories_get_axis (picture->dataset) : PROGNOSIS_AXIS_INDEX,
          picture->dataset != NULL ? prognosis_dataset_get_day (picture->dataset, 0) : 0 };
  PrognosisPanel *compartments = add_compartments (&self, figure), *panel;

  panel = add_counts (&self, figure, PROGNOSIS_OUTBREAK_INFECTIONS, _ ("people per day"));
  add_observed (&self, compartments, panel);
  if (picture->dataset != NULL)
    {
      hold_peak (&self, compartments, PROGNOSIS_OUTBREAK_S);
      hold_peak (&self, panel, PROGNOSIS_OUTBREAK_INFECTIONS);
    }
  if (has_column (picture, PROGNOSIS_OUTBREAK_BEDS_USED))
    {
      panel = add_counts (&self, figure, PROGNOSIS_OUTBREAK_BEDS_USED, _ ("beds"));
      if (picture->outbreak->capacity > 0)
        {
          const PrognosisStyle capacity
              = { .name = _ ("Capacity"), .colour = PROGNOSIS_COLOUR_ORIGIN, .dash = PROGNOSIS_DASH_DASHES, .width = 2 };

          prognosis_panel_add_level (panel, &capacity, picture->outbreak->capacity);
        }
    }
  return figure;
}
