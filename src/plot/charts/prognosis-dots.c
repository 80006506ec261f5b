/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dot plot of a comparison. */

#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-dots.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Ratios beyond these are drawn at them: a model that runs away would flatten all others. */
#define LEAST 0.02
#define MOST 50.0

char *
prognosis_dots_dup_signal (PrognosisBacktest *backtest, gssize signal)
{
  if (signal < 0)
    return g_strdup (_ ("All signals"));
  return g_strdup (prognosis_dataset_get_signal (prognosis_backtest_get_dataset (backtest), (gsize) signal)->name);
}

char *
prognosis_dots_dup_week (PrognosisBacktest *backtest, gssize week)
{
  gsize first, last;

  if (week < 0)
    return g_strdup (_ ("Whole horizon"));
  prognosis_backtest_get_week (backtest, week, &first, &last);
  switch (prognosis_dataset_get_frequency (prognosis_backtest_get_dataset (backtest)))
    {
    /* Translators: how far ahead of its origin a forecast looks. */
    case PROGNOSIS_FREQUENCY_WEEKLY: return g_strdup_printf (_ ("Week %u ahead"), (guint) first);
    case PROGNOSIS_FREQUENCY_MONTHLY: return g_strdup_printf (_ ("Month %u ahead"), (guint) first);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return g_strdup_printf (_ ("Days %u to %u ahead"), (guint) first, (guint) last);
    }
}

/* The baseline is the line at 1. */
static gboolean
has_row (PrognosisBacktest *backtest, gsize model, gssize signal, gssize week)
{
  return model != prognosis_backtest_get_baseline (backtest)
         && prognosis_backtest_get_error_ratio (backtest, model, -1, signal, week) > 0;
}

gsize
prognosis_dots_count_rows (PrognosisBacktest *backtest, gssize signal, gssize week)
{
  gsize n = 0;

  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    n += has_row (backtest, m, signal, week);
  return n;
}

static void
add_dot (PrognosisPanel *panel, const PrognosisStyle *style, double ratio, gsize row)
{
  if (ratio > 0)
    prognosis_panel_add_points (panel, style, (double[]){ log10 (CLAMP (ratio, LEAST, MOST)) }, (double[]){ -(double) row }, 1);
}

/* A dot is a layer, named by its model and origin for the readout. */
static void
add_model (PrognosisPanel *panel, PrognosisBacktest *backtest, gsize model, gsize row, gssize signal, gssize week)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const PrognosisStyle line = prognosis_comparison_get_style (backtest, model);
  const gsize n_origins = prognosis_backtest_get_n_origins (backtest);
  g_autofree char *mean = NULL;

  for (gsize o = 0; o < n_origins && n_origins > 1; o++)
    {
      g_autofree char *day
          = prognosis_figure_format_x (prognosis_dataset_get_day (dataset, (gssize) prognosis_backtest_get_origin (backtest, o)),
                                       prognosis_trajectories_get_axis (dataset), TRUE);
      /* Translators: the name of a model, and a forecast origin. */
      g_autofree char *name = g_strdup_printf (_ ("%s, from %s"), line.name, day);

      add_dot (panel, &(PrognosisStyle){ .name = name, .colour = line.colour, .hide_legend = TRUE, .size = 6, .opacity = 0.55 },
               prognosis_backtest_get_error_ratio (backtest, model, (gssize) o, signal, week), row);
    }
  /* Translators: the name of a model; over all forecast origins. */
  mean = g_strdup_printf (_ ("%s, all origins"), line.name);
  add_dot (
      panel,
      &(PrognosisStyle){ .name = mean, .colour = line.colour, .hide_legend = TRUE, .mark = PROGNOSIS_MARK_DIAMOND, .size = 11 },
      prognosis_backtest_get_error_ratio (backtest, model, -1, signal, week), row);
}

/* Explains the marks; has no point. */
static void
add_key (PrognosisPanel *panel, const char *name, PrognosisMark mark, double size, double opacity)
{
  const PrognosisStyle style
      = { .name = name, .colour = PROGNOSIS_COLOUR_OBSERVED, .mark = mark, .size = size, .opacity = opacity };

  prognosis_panel_add_points (panel, &style, (double[]){ NAN }, (double[]){ NAN }, 1);
}

void
prognosis_dots_add_panel (PrognosisFigure *figure, PrognosisBacktest *backtest, gssize signal, gssize week)
{
  const gsize *ranking = prognosis_backtest_get_ranking (backtest);
  const gsize n = prognosis_backtest_get_n_models (backtest);
  g_autofree char *title = prognosis_dots_dup_signal (backtest, signal);
  g_autofree char *ahead = prognosis_dots_dup_week (backtest, week);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, ahead, PROGNOSIS_AXIS_RATIO);
  gsize row = 0;

  prognosis_panel_set_x_label (panel, _ ("Error relative to carrying on"));
  prognosis_panel_set_empty_text (panel, _ ("No model shares forecasts with persistence here"));
  if (prognosis_backtest_get_n_origins (backtest) > 1)
    add_key (panel, _ ("one origin"), PROGNOSIS_MARK_FILLED, 6, 0.55);
  add_key (panel, _ ("all origins"), PROGNOSIS_MARK_DIAMOND, 11, 1);
  prognosis_panel_add_marker (panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_ORIGIN }, 0);
  for (gsize i = 0; i < n; i++)
    if (has_row (backtest, ranking[i], signal, week))
      {
        names[row] = prognosis_backtest_get_title (backtest, ranking[i]);
        add_model (panel, backtest, ranking[i], row, signal, week);
        row++;
      }
  prognosis_panel_set_rows (panel, names);
}

PrognosisFigure *
prognosis_dots_new_figure (PrognosisBacktest *backtest, gssize signal, gssize week)
{
  PrognosisFigure *figure = prognosis_figure_new (NULL);

  prognosis_dots_add_panel (figure, backtest, signal, week);
  return figure;
}
