/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Short texts about data and numbers: names of kinds and units, extents, gaps, times left. Every function returns a translated
   sentence or phrase, so that pages, panels and the report say the same thing in the same words. Texts about fits are in
   prognosis-words-fit.c, judgements of a model in prognosis-verdict.c. */

#include "prognosis-config.h"

#include "prognosis-figure.h"
#include "prognosis-dataset-findings.h"
#include "prognosis-dataset-counted.h"
#include "prognosis-words.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n.h>
#include <math.h>

char *
prognosis_words_for_refit (double seconds)
{
  const gulong n = (gulong) lround (seconds < 90 ? seconds : seconds / 60);

  if (seconds < 1)
    return g_strdup (_ ("A refit takes less than a second."));
  if (seconds < 90)
    return g_strdup_printf (g_dngettext (NULL, "A refit takes about %lu second.", "A refit takes about %lu seconds.", n), n);
  return g_strdup_printf (g_dngettext (NULL, "A refit takes about %lu minute.", "A refit takes about %lu minutes.", n), n);
}

const char *
prognosis_words_for_kind (PrognosisKind kind)
{
  switch (kind)
    {
    case PROGNOSIS_KIND_INCIDENT: return _ ("New counts");
    case PROGNOSIS_KIND_CUMULATIVE: return _ ("Cumulative");
    case PROGNOSIS_KIND_PREVALENCE: return _ ("Prevalence");
    case PROGNOSIS_KIND_RATE: return _ ("New per 100 000 people");
    case PROGNOSIS_KIND_PROPORTION:
    default: return _ ("Proportion from 0 to 1");
    }
}

const char *
prognosis_words_for_role (PrognosisRole role)
{
  switch (role)
    {
    case PROGNOSIS_ROLE_INFECTIONS: return _ ("Infections");
    case PROGNOSIS_ROLE_RECOVERIES: return _ ("Recoveries");
    case PROGNOSIS_ROLE_DEATHS: return _ ("Deaths");
    case PROGNOSIS_ROLE_OTHER:
    default: return _ ("Other");
    }
}

const char *
prognosis_words_for_counted (const PrognosisSignal *signal)
{
  const gboolean are_patients = signal->kind == PROGNOSIS_KIND_PREVALENCE;

  switch (prognosis_signal_get_counted (signal))
    {
    case PROGNOSIS_COUNTED_HOSPITAL: return are_patients ? _ ("Hospital patients") : _ ("Hospital admissions");
    case PROGNOSIS_COUNTED_INTENSIVE_CARE: return are_patients ? _ ("Intensive care patients") : _ ("Intensive care admissions");
    case PROGNOSIS_COUNTED_TESTS: return _ ("Tests");
    case PROGNOSIS_COUNTED_INFECTIONS:
    case PROGNOSIS_COUNTED_RECOVERIES:
    case PROGNOSIS_COUNTED_DEATHS:
    case PROGNOSIS_COUNTED_OTHER:
    default: return prognosis_words_for_role (signal->role);
    }
}

static const char *
words_for_flag (PrognosisFlag flag)
{
  switch (flag)
    {
    case PROGNOSIS_FLAG_MISSING: return _ ("missing");
    case PROGNOSIS_FLAG_NEGATIVE: return _ ("negative");
    case PROGNOSIS_FLAG_FALL: return _ ("below the previous value");
    case PROGNOSIS_FLAG_BATCH: return _ ("reported in a batch");
    case PROGNOSIS_FLAG_PARTIAL: return _ ("incomplete");
    case PROGNOSIS_FLAG_EXCLUDED: return _ ("excluded");
    case PROGNOSIS_FLAG_SUPPRESSED: return _ ("suppressed");
    case PROGNOSIS_FLAG_INCOMPLETE: return _ ("not complete yet");
    case PROGNOSIS_FLAG_OK:
    default: return "";
    }
}

const char *
prognosis_words_for_unit (PrognosisUnit unit)
{
  switch (unit)
    {
    case PROGNOSIS_UNIT_PER_DAY: return _ ("per day");
    case PROGNOSIS_UNIT_PERSONS: return _ ("people");
    case PROGNOSIS_UNIT_DAYS: return _ ("days");
    case PROGNOSIS_UNIT_SHARE:
    default: return "";
    }
}

char *
prognosis_words_for_day (PrognosisDataset *dataset, int day)
{
  return prognosis_figure_format_x (day, prognosis_trajectories_get_axis (dataset), TRUE);
}

char *
prognosis_words_for_extent (PrognosisDataset *dataset)
{
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  gssize last = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree char *from = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *to = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, last));

  /* Bare numbers need the word "days". */
  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    {
      if (n_regions == 1)
        /* Translators: the first and last day of the data, as numbers. */
        return g_strdup_printf (_ ("Days %s – %s"), from, to);
      return g_strdup_printf (g_dngettext (NULL, "%u region · days %s – %s", "%u regions · days %s – %s", n_regions),
                              (guint) n_regions, from, to);
    }
  if (n_regions == 1)
    /* Translators: the first and last day of the data. */
    return g_strdup_printf (_ ("%s – %s"), from, to);
  /* Translators: the number of regions, and the first and last day of the data. */
  return g_strdup_printf (g_dngettext (NULL, "%u region · %s – %s", "%u regions · %s – %s", n_regions), (guint) n_regions, from,
                          to);
}

char *
prognosis_words_for_days (PrognosisDataset *dataset)
{
  gsize n = prognosis_dataset_get_n_steps (dataset);
  g_autofree char *from = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *to = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, (gssize) n - 1));

  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_WEEKLY:
      return g_strdup_printf (g_dngettext (NULL, "%u week, from %s to %s", "%u weeks, from %s to %s", n), (guint) n, from, to);
    case PROGNOSIS_FREQUENCY_MONTHLY:
      return g_strdup_printf (g_dngettext (NULL, "%u month, from %s to %s", "%u months, from %s to %s", n), (guint) n, from, to);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return g_strdup_printf (g_dngettext (NULL, "%u day, from %s to %s", "%u days, from %s to %s", n), (guint) n, from, to);
    }
}

char *
prognosis_words_for_signal (PrognosisDataset *dataset, gsize signal)
{
  const PrognosisSignal *it = prognosis_dataset_get_signal (dataset, signal);
  PrognosisFrequency frequency = prognosis_dataset_get_frequency (dataset);
  const char *kind = prognosis_words_for_kind (it->kind);

  if (it->kind == PROGNOSIS_KIND_INCIDENT && frequency != PROGNOSIS_FREQUENCY_INDEX)
    kind = frequency == PROGNOSIS_FREQUENCY_WEEKLY    ? _ ("New per week")
           : frequency == PROGNOSIS_FREQUENCY_MONTHLY ? _ ("New per month")
                                                      : _ ("New per day");
  /* Translators: the name of a column, and the kind of its counts: "cases (New per day)". */
  return g_strdup_printf (_ ("%s (%s)"), it->name, kind);
}

/* Only signals that are fitted; the others are not forecast. */
static char *
list_kinds (PrognosisDataset *dataset)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->fitted)
      g_ptr_array_add (parts, prognosis_words_for_signal (dataset, s));
  g_ptr_array_add (parts, NULL);
  /* Translators: between the members of a list. */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

char *
prognosis_words_for_steps (PrognosisDataset *dataset, gsize n)
{
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY: return g_strdup_printf (g_dngettext (NULL, "%u month", "%u months", n), (guint) n);
    case PROGNOSIS_FREQUENCY_WEEKLY: return g_strdup_printf (g_dngettext (NULL, "%u week", "%u weeks", n), (guint) n);
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return g_strdup_printf (g_dngettext (NULL, "%u day", "%u days", n), (guint) n);
    }
}

char *
prognosis_words_for_reading (PrognosisDataset *dataset)
{
  gsize n_regions = prognosis_dataset_get_n_regions (dataset), n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autoptr (GPtrArray) findings = prognosis_dataset_list_findings (dataset, FALSE);
  g_autofree char *kinds = list_kinds (dataset);
  g_autofree char *regions = g_strdup_printf (g_dngettext (NULL, "%u region", "%u regions", n_regions), (guint) n_regions);
  g_autofree char *steps = prognosis_words_for_steps (dataset, n_steps);
  g_autofree char *warnings = NULL;

  if (findings->len == 0)
    /* Translators: the contents of a file: "3 regions", "60 days", "cases (New per day)". */
    return g_strdup_printf (_ ("Read without trouble: %s, %s, %s."), regions, steps, kinds);
  if (findings->len == 1)
    /* Translators: as above, and the one thing that was found, as a sentence without its full stop. */
    return g_strdup_printf (_ ("Read: %s, %s, %s. One thing to look at: %s."), regions, steps, kinds,
                            ((const PrognosisFinding *) g_ptr_array_index (findings, 0))->title);
  warnings = g_strdup_printf (g_dngettext (NULL, "%u thing to look at", "%u things to look at", findings->len), findings->len);
  /* Translators: as above, and "2 things to look at". */
  return g_strdup_printf (_ ("Read: %s, %s, %s. %s."), regions, steps, kinds, warnings);
}

char *
prognosis_words_for_gaps (PrognosisDataset *dataset)
{
  static const PrognosisFlag flags[]
      = { PROGNOSIS_FLAG_MISSING, PROGNOSIS_FLAG_NEGATIVE, PROGNOSIS_FLAG_FALL,      PROGNOSIS_FLAG_BATCH,
          PROGNOSIS_FLAG_PARTIAL, PROGNOSIS_FLAG_EXCLUDED, PROGNOSIS_FLAG_SUPPRESSED };
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize f = 0; f < G_N_ELEMENTS (flags); f++)
    {
      guint count = 0;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
          {
            const guint8 *of = prognosis_dataset_get_flags (dataset, r, s);

            for (gsize t = 0; t < n_steps; t++)
              count += (of[t] & flags[f]) != 0;
          }
      if (count == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: the number of observations, and what is wrong with them: "missing", "incomplete". */
      g_string_append_printf (text, g_dngettext (NULL, "%u observation: %s", "%u observations: %s", count), count,
                              words_for_flag (flags[f]));
    }
  if (text->len == 0)
    g_string_append (text, _ ("No gaps or corrections"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
prognosis_words_for_problem (PrognosisDataset *dataset, gsize region, gsize signal, gsize step)
{
  static const PrognosisFlag all[]
      = { PROGNOSIS_FLAG_MISSING, PROGNOSIS_FLAG_NEGATIVE, PROGNOSIS_FLAG_FALL,      PROGNOSIS_FLAG_BATCH,
          PROGNOSIS_FLAG_PARTIAL, PROGNOSIS_FLAG_EXCLUDED, PROGNOSIS_FLAG_SUPPRESSED };
  guint8 flags = prognosis_dataset_get_flags (dataset, region, signal)[step];
  g_autofree char *day = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, (gssize) step));
  g_autoptr (GString) text = g_string_new (day);
  const char *file = NULL;
  guint line = 0;
  gboolean any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (flags & all[i])
      {
        g_string_append_printf (text, "%s%s", any ? ", " : ": ", words_for_flag (all[i]));
        any = TRUE;
      }
  if (!any)
    return NULL;
  prognosis_dataset_get_source_row (dataset, region, signal, step, &file, &line);
  if (file != NULL && line > 0)
    {
      g_autofree char *base = g_path_get_basename (file);

      g_string_append_c (text, '\n');
      /* Translators: the name of a file, and a line number. */
      g_string_append_printf (text, _ ("%s, line %u"), base, line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
prognosis_words_for_seconds_left (double seconds)
{
  guint minutes = (guint) MAX (round (seconds / 60), 1), hours = (guint) round (seconds / 3600);

  if (seconds < 10)
    return g_strdup (_ ("a few seconds left"));
  if (seconds < 55)
    {
      guint tens = (guint) ceil (seconds / 10) * 10;

      return g_strdup_printf (g_dngettext (NULL, "about %u s left", "about %u s left", tens), tens);
    }
  if (minutes < 90)
    return g_strdup_printf (g_dngettext (NULL, "about %u min left", "about %u min left", minutes), minutes);
  return g_strdup_printf (g_dngettext (NULL, "about %u h left", "about %u h left", hours), hours);
}

char *
prognosis_words_for_number (double value)
{
  if (isfinite (value) && fabs (value) >= 10000)
    return prognosis_figure_format_number (round (value), TRUE);
  if (isfinite (value) && value != 0 && fabs (value) < 1e-4)
    return prognosis_figure_format_number (value, TRUE);
  return prognosis_words_for_entry (value);
}

char *
prognosis_words_for_entry (double value)
{
  if (!isfinite (value))
    return g_strdup ("–");
  if (fabs (value) >= 10000)
    return g_strdup_printf ("%.0f", value);
  return g_strdup_printf ("%.4g", value);
}

char *
prognosis_words_for_estimate (double value, double lower, double upper)
{
  int digits = 3;
  double unit;

  if (!isfinite (value) || value == 0)
    return prognosis_words_for_entry (value);
  if (isfinite (lower) && isfinite (upper) && upper > lower)
    digits = CLAMP ((int) floor (log10 (fabs (value))) - (int) floor (log10 (0.5 * (upper - lower))) + 2, 2, 4);
  unit = pow (10, floor (log10 (fabs (value))) + 1 - digits);
  return prognosis_words_for_entry (round (value / unit) * unit);
}

gboolean
prognosis_words_parse_number (const char *text, double *value)
{
  g_autofree char *plain = g_strstrip (g_strdelimit (g_strdup (text), ",", '.'));
  char *end;
  double parsed = g_ascii_strtod (plain, &end);

  if (end == plain || *end != '\0' || !isfinite (parsed))
    return FALSE;
  *value = parsed;
  return TRUE;
}
