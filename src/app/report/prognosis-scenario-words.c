/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-figure.h"
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

/* Appends its effect: totals over the horizon minus those of the baseline, one line per signal. */
static void
append_differences (PrognosisSession *session, const PrognosisScenario *scenario, GString *text)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisDataset *dataset = forecast != NULL ? prognosis_forecast_get_dataset (forecast) : NULL;
  gsize n_signals = dataset != NULL ? prognosis_dataset_get_n_signals (dataset) : 0;
  g_autofree double *differences = g_new (double, n_signals *G_N_ELEMENTS (levels));
  g_autofree double *totals = g_new (double, n_signals);
  g_autoptr (GArray) regions = NULL;

  if (forecast == NULL || scenario->changes->len == 0)
    return;
  if (!is_within (scenario, forecast))
    {
      g_string_append_c (text, '\n');
      g_string_append (text, _ ("It starts after the last forecast day: choose a longer horizon."));
      return;
    }
  regions = prognosis_scenario_words_dup_regions (session);
  if (!prognosis_scenario_get_differences (scenario, forecast, (const gsize *) (gpointer) regions->data, regions->len,
                                           choices->options->generation_days, levels, G_N_ELEMENTS (levels), differences, totals))
    return;
  for (gsize s = 0; s < n_signals; s++)
    {
      const double *of = differences + s * G_N_ELEMENTS (levels);
      g_autofree char *lower = format_difference (of[0]);
      g_autofree char *median = format_difference (of[1]);
      g_autofree char *upper = format_difference (of[2]);
      g_autofree char *total = prognosis_figure_format_number (round (totals[s]), TRUE);
      guint n = 0;

      if (!isfinite (of[1]))
        continue;
      g_string_append_c (text, '\n');
      /* Translators: the name of a signal, the difference from the baseline, the limits of its interval, and the baseline. */
      g_string_append_printf (text, _ ("%s: %s (95 %%: %s to %s); baseline %s"), prognosis_dataset_get_signal (dataset, s)->name,
                              median, lower, upper, total);
      for (guint i = 0; i < regions->len; i++)
        n += prognosis_forecast_has (forecast, g_array_index (regions, gsize, i), s);
      if (n > 0 && n < regions->len)
        /* Translators: the number of regions in a sum, and the number of regions chosen. */
        g_string_append_printf (text, _ (" · sum of %u of %u regions"), n, regions->len);
    }
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

char *
prognosis_scenario_words_describe (PrognosisSession *session, const PrognosisScenario *scenario)
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
  append_differences (session, scenario, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
