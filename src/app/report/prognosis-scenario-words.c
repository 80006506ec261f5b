/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-figure.h"
#include "prognosis-dataset-counted.h"
#include "prognosis-scenario-words.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

gboolean
prognosis_scenario_words_can_sum (PrognosisDataset *dataset)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (signal->fitted && (signal->kind == PROGNOSIS_KIND_RATE || signal->kind == PROGNOSIS_KIND_PROPORTION))
        return FALSE;
    }
  return TRUE;
}

GArray *
prognosis_scenario_words_dup_regions (PrognosisSession *session)
{
  GArray *regions = prognosis_choices_list_summands (prognosis_session_get_choices (session));

  if (!prognosis_scenario_words_can_sum (prognosis_session_get_dataset (session)))
    g_array_set_size (regions, 1);
  return regions;
}

static char *
format_difference (double value)
{
  g_autofree char *number = prognosis_figure_format_number (fabs (round (value)), TRUE);

  return g_strconcat (round (value) < 0 ? "−" : round (value) > 0 ? "+" : "", number, NULL);
}

/* Whether any of its changes takes effect within the horizon. */
static gboolean
is_within (const PrognosisScenario *scenario, PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize last = (gssize) (prognosis_dataset_get_n_steps (dataset) + prognosis_forecast_get_horizon (forecast)) - 1;

  for (guint i = 0; i < scenario->changes->len; i++)
    if (g_array_index (scenario->changes, PrognosisChange, i).day <= prognosis_dataset_get_day (dataset, last))
      return TRUE;
  return FALSE;
}

/* Bare numbers need the word "day". */
static char *
dup_day (PrognosisDataset *dataset, int day)
{
  g_autofree char *words = prognosis_words_for_day (dataset, day);

  /* Translators: %s is the number of a day. */
  return prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX ? g_strdup_printf (_ ("day %s"), words)
                                                                                : g_steal_pointer (&words);
}

/* To two figures: more would pretend a precision that no scenario has. (transfer full) */
static char *
format_two_figures (double value)
{
  const double unit = value == 0.0 ? 1.0 : MAX (pow (10.0, floor (log10 (fabs (value))) - 1.0), 1.0);
  const double rounded = round (value / unit) * unit;
  g_autofree char *number = prognosis_figure_format_number (fabs (rounded), TRUE);

  return rounded < 0.0 ? g_strconcat ("−", number, NULL) : g_steal_pointer (&number);
}

/* "Saves 47 000 of 71 000 cases (6000 to 99 000)". @difference: quantiles of scenario minus baseline. (transfer full) */
static char *
dup_effect (const PrognosisSignal *signal, const double *difference, double total)
{
  const gboolean saves = round (difference[1]) <= 0.0;
  const double sign = saves ? -1.0 : 1.0;
  g_autofree char *median = format_two_figures (sign * difference[1]);
  g_autofree char *lower = format_two_figures (sign * difference[saves ? 2 : 0]);
  g_autofree char *upper = format_two_figures (sign * difference[saves ? 0 : 2]);
  g_autofree char *baseline = format_two_figures (total);

  if (signal->kind == PROGNOSIS_KIND_PREVALENCE)
    /* Translators: a difference in person-days, the baseline, the name of what is counted, and the limits of an interval. */
    return g_strdup_printf (saves ? _ ("Saves %1$s of %2$s person-days of %5$s (%3$s to %4$s)")
                                  : _ ("Adds %1$s to %2$s person-days of %5$s (%3$s to %4$s)"),
                            median, baseline, lower, upper, signal->name);
  /* Hospital admissions and rates go by the name of the signal. */
  switch (signal->kind == PROGNOSIS_KIND_RATE ? PROGNOSIS_COUNTED_OTHER : prognosis_signal_get_counted (signal))
    {
    /* Translators: a difference in cases, the baseline, and the limits of an interval. */
    case PROGNOSIS_COUNTED_INFECTIONS:
      return g_strdup_printf (saves ? _ ("Saves %s of %s cases (%s to %s)") : _ ("Adds %s to %s cases (%s to %s)"), median,
                              baseline, lower, upper);
    case PROGNOSIS_COUNTED_DEATHS:
      return g_strdup_printf (saves ? _ ("Saves %s of %s deaths (%s to %s)") : _ ("Adds %s to %s deaths (%s to %s)"), median,
                              baseline, lower, upper);
    case PROGNOSIS_COUNTED_RECOVERIES:
      return g_strdup_printf (saves ? _ ("%s of %s recoveries fewer (%s to %s)") : _ ("%s more than %s recoveries (%s to %s)"),
                              median, baseline, lower, upper);
    case PROGNOSIS_COUNTED_HOSPITAL:
    case PROGNOSIS_COUNTED_INTENSIVE_CARE:
    case PROGNOSIS_COUNTED_TESTS:
    case PROGNOSIS_COUNTED_OTHER:
    default:
      /* Translators: a difference, the baseline, the limits of an interval, and the name of what is counted. */
      return g_strdup_printf (saves ? _ ("%5$s: %1$s of %2$s fewer (%3$s to %4$s)")
                                    : _ ("%5$s: %1$s more than %2$s (%3$s to %4$s)"),
                              median, baseline, lower, upper, signal->name);
    }
}

/* (transfer full) */
static char *
dup_height (PrognosisDataset *dataset, PrognosisKind kind, double height)
{
  g_autofree char *number = kind == PROGNOSIS_KIND_PROPORTION ? prognosis_words_for_number (height) : format_two_figures (height);

  if (kind == PROGNOSIS_KIND_PREVALENCE || kind == PROGNOSIS_KIND_PROPORTION)
    return g_steal_pointer (&number);
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY: return g_strdup_printf (_ ("%s a month"), number);
    case PROGNOSIS_FREQUENCY_WEEKLY: return g_strdup_printf (_ ("%s a week"), number);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return g_strdup_printf (_ ("%s a day"), number);
    }
}

/* @heights, @steps: of the scenario and of the baseline. (transfer full) */
static char *
dup_peak (PrognosisDataset *dataset, PrognosisKind kind, const double *heights, const double *steps)
{
  const gssize n_steps = (gssize) prognosis_dataset_get_n_steps (dataset);
  g_autofree char *height = dup_height (dataset, kind, heights[0]);
  g_autofree char *of_baseline = dup_height (dataset, kind, heights[1]);
  g_autofree char *day = dup_day (dataset, prognosis_dataset_get_day (dataset, n_steps + (gssize) round (steps[0])));
  g_autofree char *day_of_baseline = dup_day (dataset, prognosis_dataset_get_day (dataset, n_steps + (gssize) round (steps[1])));

  /* Translators: the height and the day of a peak in a scenario and in the baseline. */
  return g_strdup_printf (_ ("Peak: %s on %s; baseline: %s on %s"), height, day, of_baseline, day_of_baseline);
}

GPtrArray *
prognosis_scenario_words_list_effects (PrognosisSession *session, const PrognosisScenario *scenario)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  const double days = prognosis_session_get_choices (session)->options->generation_days;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisDataset *dataset = forecast != NULL ? prognosis_forecast_get_dataset (forecast) : NULL;
  const gsize n_signals = dataset != NULL ? prognosis_dataset_get_n_signals (dataset) : 0;
  g_autofree double *differences = g_new (double, n_signals *G_N_ELEMENTS (levels));
  g_autofree double *totals = g_new (double, n_signals);
  g_autofree double *heights = g_new (double, 2 * n_signals), *steps = g_new (double, 2 * n_signals);
  g_autoptr (GArray) summands = NULL;
  const gsize *regions;

  if (forecast == NULL || scenario->changes->len == 0)
    return lines;
  if (!is_within (scenario, forecast))
    {
      g_ptr_array_add (lines, g_strdup (_ ("It starts after the last forecast day: choose a longer horizon.")));
      return lines;
    }
  summands = prognosis_scenario_words_dup_regions (session);
  regions = (const gsize *) (gpointer) summands->data;
  if (!prognosis_scenario_get_differences (scenario, forecast, regions, summands->len, days, levels, G_N_ELEMENTS (levels),
                                           differences, totals)
      || !prognosis_scenario_get_peaks (scenario, forecast, regions, summands->len, days, heights, steps)
      || !prognosis_scenario_get_peaks (NULL, forecast, regions, summands->len, days, heights + n_signals, steps + n_signals))
    return lines;
  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);
      const double of_peak[2] = { heights[s], heights[n_signals + s] }, at[2] = { steps[s], steps[n_signals + s] };
      const double *difference = differences + s * G_N_ELEMENTS (levels);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *peak = NULL;
      guint n = 0;

      if (!isfinite (of_peak[0]) || !isfinite (of_peak[1]))
        continue;
      if (isfinite (difference[1]))
        {
          g_autofree char *effect = dup_effect (signal, difference, totals[s]);

          g_string_append (text, effect);
        }
      else
        g_string_append (text, signal->name);
      for (guint i = 0; i < summands->len; i++)
        n += prognosis_forecast_has (forecast, regions[i], s);
      if (n > 0 && n < summands->len)
        /* Translators: the number of regions in a sum, and the number of regions chosen. */
        g_string_append_printf (text, _ (" · sum of %u of %u regions"), n, summands->len);
      peak = dup_peak (dataset, signal->kind, of_peak, at);
      g_string_append_printf (text, "\n%s", peak);
      g_ptr_array_add (lines, g_string_free (g_steal_pointer (&text), FALSE));
    }
  return lines;
}

char *
prognosis_scenario_words_describe_changes (PrognosisSession *session, const PrognosisScenario *scenario)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, i);
      g_autofree char *percent = format_difference ((change->factor - 1) * 100);
      g_autofree char *from = dup_day (dataset, change->day);
      g_autofree char *until = change->n_days > 0 ? dup_day (dataset, change->day + change->n_days - 1) : NULL;

      if (i > 0)
        g_string_append (text, " · ");
      if (until != NULL)
        /* Translators: a change in percent, its first day and its last day. */
        g_string_append_printf (text, _ ("%s %% from %s to %s"), percent, from, until);
      else
        /* Translators: a change in percent, and its first day. */
        g_string_append_printf (text, _ ("%s %% from %s"), percent, from);
    }
  if (text->len == 0)
    g_string_append (text, _ ("No change"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
prognosis_scenario_words_describe (PrognosisSession *session, const PrognosisScenario *scenario)
{
  g_autofree char *changes = prognosis_scenario_words_describe_changes (session, scenario);
  g_autoptr (GPtrArray) effects = prognosis_scenario_words_list_effects (session, scenario);
  g_autoptr (GString) text = g_string_new (changes);

  for (guint i = 0; i < effects->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (effects, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
