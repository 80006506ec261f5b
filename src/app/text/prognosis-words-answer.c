/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-words-answer.h"
#include "prognosis-figure.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* From this ratio on, the change is not given to the percent. */
#define MANY_TIMES 10.0

static PrognosisKind
get_kind (PrognosisDataset *dataset, gsize signal)
{
  return prognosis_dataset_get_signal (dataset, signal)->kind;
}

static char *
format (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer, double value)
{
  const double unit = prognosis_answer_find_rounding (answer, get_kind (dataset, signal));

  return prognosis_figure_format_number (round (value / unit) * unit, TRUE);
}

/* What was observed is not uncertain. */
static char *
format_observed (double value)
{
  return prognosis_words_for_number (value >= 100.0 ? round (value) : value);
}

static char *
format_chance (double chance)
{
  /* 0 and 1 are never certain: there are only so many paths. */
  if (chance < 0.01)
    /* xgettext:no-c-format */
    return g_strdup (_ ("< 1 %"));
  if (chance > 0.99)
    /* xgettext:no-c-format */
    return g_strdup (_ ("> 99 %"));
  return g_strdup_printf (_ ("%.0f %%"), 100.0 * chance);
}

char *
prognosis_words_for_next (PrognosisDataset *dataset, gsize n_steps)
{
  const guint n = (guint) n_steps;

  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY:
      return n == 1 ? g_strdup (_ ("next month")) : g_strdup_printf (g_dngettext (NULL, "next %u month", "next %u months", n), n);
    case PROGNOSIS_FREQUENCY_WEEKLY:
      return n == 1 ? g_strdup (_ ("next week")) : g_strdup_printf (g_dngettext (NULL, "next %u week", "next %u weeks", n), n);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return n == 1 ? g_strdup (_ ("next day")) : g_strdup_printf (g_dngettext (NULL, "next %u day", "next %u days", n), n);
    }
}

char *
prognosis_words_for_answer_title (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer)
{
  const char *name = prognosis_dataset_get_signal (dataset, signal)->name;

  /* Translators: the name of what is counted: the highest number of persons at once. */
  return answer->is_peak ? g_strdup_printf (_ ("%s · peak"), name) : g_strdup (name);
}

char *
prognosis_words_for_next_title (PrognosisDataset *dataset, gsize n_steps)
{
  g_autofree char *text = prognosis_words_for_next (dataset, n_steps);
  g_autofree char *first = g_utf8_substring (text, 0, 1), *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

char *
prognosis_words_for_answer_median (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer)
{
  return format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_MEDIAN]);
}

char *
prognosis_words_for_answer_interval (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer)
{
  g_autofree char *lower = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_LOWER_80]);
  g_autofree char *upper = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_UPPER_80]);

  /* Translators: the two limits of an interval. */
  return g_strdup_printf (_ ("80 %%: %s – %s"), lower, upper);
}

char *
prognosis_words_for_answer_limits (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer)
{
  g_autofree char *lower = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_LOWER_80]);
  g_autofree char *upper = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_UPPER_80]);

  return g_strdup_printf ("%s – %s", lower, upper);
}

char *
prognosis_words_for_answer_change (const PrognosisAnswer *answer)
{
  g_autofree char *before = NULL;
  const double percent = round (100.0 * answer->change);

  if (isnan (answer->before))
    return g_strdup (_ ("before: not known"));
  if (isnan (answer->change))
    return g_strdup (_ ("none before"));
  before = format_observed (answer->before);
  if (answer->change + 1.0 >= MANY_TIMES)
    /* Translators: a number of times, and the number in the period before. */
    return g_strdup_printf (_ ("over %.0f times as high as before (%s)"), MANY_TIMES, before);
  if (percent > 0.0)
    /* Translators: a percentage, and the number in the period before. */
    return g_strdup_printf (_ ("%.0f %% higher than before (%s)"), percent, before);
  if (percent < 0.0)
    /* Translators: a percentage, and the number in the period before. */
    return g_strdup_printf (_ ("%.0f %% lower than before (%s)"), -percent, before);
  /* Translators: %s is the number in the period before. */
  return g_strdup_printf (_ ("as high as before (%s)"), before);
}

char *
prognosis_words_for_answer_ratio (const PrognosisAnswer *answer)
{
  const double percent = round (100.0 * answer->change);

  if (isnan (answer->change))
    return answer->before == 0.0 ? g_strdup (_ ("none before")) : NULL;
  if (answer->change + 1.0 >= MANY_TIMES)
    /* Translators: a ratio. */
    return g_strdup_printf (_ ("> %.0f-fold"), MANY_TIMES);
  if (percent < 0.0)
    /* Translators: a change; the first sign is a minus. */
    return g_strdup_printf (_ ("−%.0f %%"), -percent);
  if (percent > 0.0)
    /* Translators: a change. */
    return g_strdup_printf (_ ("+%.0f %%"), percent);
  /* xgettext:no-c-format */
  return g_strdup (_ ("±0 %"));
}

char *
prognosis_words_for_answer_chance (const PrognosisAnswer *answer)
{
  g_autofree char *chance = NULL;

  if (isnan (answer->chance_more))
    return NULL;
  chance = format_chance (answer->chance_more);
  /* Translators: %s is a percentage: of more cases than in the period before. */
  return g_strdup_printf (_ ("chance of more: %s"), chance);
}

/* "900 a day" */
static char *
describe_threshold (PrognosisDataset *dataset, const PrognosisAnswer *answer)
{
  g_autofree char *value = prognosis_words_for_number (answer->threshold);

  if (answer->is_peak)
    return g_steal_pointer (&value);
  switch (prognosis_dataset_get_frequency (dataset))
    {
    /* Translators: %s is a number of new cases. */
    case PROGNOSIS_FREQUENCY_MONTHLY: return g_strdup_printf (_ ("%s a month"), value);
    /* Translators: %s is a number of new cases. */
    case PROGNOSIS_FREQUENCY_WEEKLY: return g_strdup_printf (_ ("%s a week"), value);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default:
      /* Translators: %s is a number of new cases. */
      return g_strdup_printf (_ ("%s a day"), value);
    }
}

char *
prognosis_words_for_answer_passage (PrognosisDataset *dataset, const PrognosisAnswer *answer)
{
  g_autofree char *chance = NULL, *what = NULL;

  if (isnan (answer->threshold))
    return NULL;
  chance = format_chance (answer->chance_passed);
  what = describe_threshold (dataset, answer);
  /* Translators: "900 a day", and a percentage. */
  return g_strdup_printf (answer->is_above ? _ ("down to %s: %s") : _ ("over %s: %s"), what, chance);
}

char *
prognosis_words_for_answer_passage_day (const PrognosisForecast *forecast, const PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize end = (gssize) (prognosis_dataset_get_n_steps (dataset) - 1 + prognosis_forecast_get_horizon (forecast));
  g_autofree char *day = NULL;

  if (isnan (answer->threshold))
    return NULL;
  day = prognosis_words_for_day (dataset, answer->is_likely ? answer->day_passed : prognosis_dataset_get_day (dataset, end));
  /* Translators: %s is a date. */
  return g_strdup_printf (answer->is_likely ? _ ("likely from %s") : _ ("unlikely up to %s"), day);
}

char *
prognosis_words_for_answer (const PrognosisForecast *forecast, gsize signal, const PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autofree char *title = prognosis_words_for_answer_title (dataset, signal, answer);
  g_autofree char *next = prognosis_words_for_next (dataset, answer->n_steps);
  g_autofree char *median = prognosis_words_for_answer_median (dataset, signal, answer);
  g_autofree char *interval = prognosis_words_for_answer_interval (dataset, signal, answer);
  g_autofree char *change = prognosis_words_for_answer_change (answer);
  g_autofree char *chance = prognosis_words_for_answer_chance (answer);
  g_autofree char *passage = prognosis_words_for_answer_passage (dataset, answer);
  g_autofree char *day = prognosis_words_for_answer_passage_day (forecast, answer);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: the name of what is counted, "next 7 days", a number, its 80 % interval, and "12 % lower than before". */
  g_string_printf (text, _ ("%s, %s: %s (%s), %s"), title, next, median, interval, change);
  if (chance != NULL)
    g_string_append_printf (text, "; %s", chance);
  if (passage != NULL)
    g_string_append_printf (text, "; %s, %s", passage, day);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
prognosis_words_for_answers (const PrognosisChoices *choices, const PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (GString) lines = g_string_new (NULL);
  PrognosisAnswer answer;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_choices_read_answer (choices, forecast, s, &answer))
      {
        g_autofree char *line = prognosis_words_for_answer (forecast, s, &answer);

        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
      }
  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/* "confirmed 4700 (80 % interval 4100 to 5400), 12 % lower than before" */
static char *
describe_part (PrognosisDataset *dataset, gsize signal, const PrognosisAnswer *answer)
{
  const char *name = prognosis_dataset_get_signal (dataset, signal)->name;
  g_autofree char *median = prognosis_words_for_answer_median (dataset, signal, answer);
  g_autofree char *lower = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_LOWER_80]);
  g_autofree char *upper = format (dataset, signal, answer, answer->values[PROGNOSIS_ANSWER_UPPER_80]);
  g_autofree char *change = prognosis_words_for_answer_change (answer);

  /* Translators: the name of what is counted, a number, the limits of its interval, and "12 % lower than before". */
  return g_strdup_printf (answer->is_peak ? _ ("%s up to %s (80 %% interval %s to %s), %s")
                                          : _ ("%s %s (80 %% interval %s to %s), %s"),
                          name, median, lower, upper, change);
}

char *
prognosis_words_for_bulletin (const PrognosisChoices *choices, const PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (GArray) regions = prognosis_choices_list_summands (choices);
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *place = NULL, *first = NULL, *last = NULL;
  PrognosisAnswer answer, any = { 0 };

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_choices_read_answer (choices, forecast, s, &answer))
      {
        g_autofree char *part = describe_part (dataset, s, &answer);

        g_string_append_printf (parts, "%s%s", parts->len > 0 ? "; " : "", part);
        any = answer;
      }
  if (parts->len == 0)
    return NULL;
  if (regions->len > 1)
    place = g_strdup_printf (g_dngettext (NULL, "%u region", "%u regions", regions->len), regions->len);
  else
    place = g_strdup (prognosis_dataset_get_region (dataset, g_array_index (regions, gsize, 0))->name);
  first = prognosis_words_for_day (dataset, any.first_day);
  last = prognosis_words_for_day (dataset, any.last_day);
  /* Translators: a place, the first and last day of a period, and numbers: "confirmed 4700 (80 % interval …)". */
  return g_strdup_printf (_ ("Forecast for %s from %s to %s: %s."), place, first, last, parts->str);
}
