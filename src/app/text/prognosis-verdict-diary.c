/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEVEL 0.005 /* smaller differences count as none */

static GArray *
list_regions (PrognosisDataset *dataset, GtkBitset *regions)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (regions == NULL || gtk_bitset_contains (regions, (guint) r))
      g_array_append_val (list, r);
  return list;
}

/* Translated; of the weighted interval score. (transfer full) */
static char *
compare (const PrognosisDiaryScore *score)
{
  const double ratio = score->baseline_wis > 0.0 ? score->wis / score->baseline_wis : 1.0;

  if (ratio < 1.0 - LEVEL)
    /* Translators: a percentage. */
    return g_strdup_printf (_ ("error %.0f %% smaller than extrapolating the last week"), 100.0 * (1.0 - ratio));
  if (ratio > 1.0 + LEVEL)
    /* Translators: a percentage. */
    return g_strdup_printf (_ ("error %.0f %% larger than extrapolating the last week"), 100.0 * (ratio - 1.0));
  return g_strdup (_ ("as close as extrapolating the last week"));
}

char *
prognosis_verdict_on_diary (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autoptr (GArray) which = list_regions (dataset, regions);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      g_autofree char *comparison = NULL;
      PrognosisDiaryScore score;

      if (!prognosis_diary_score (entry, dataset, (const gsize *) which->data, which->len, s, 0, &score))
        continue;
      comparison = compare (&score);
      g_string_append (text, text->len > 0 ? "\n" : "");
      /* Translators: the name of a signal, such as "deaths"; how large the error was; then of how many observations how many were
         within the 50 % interval, and within the 95 % interval. */
      g_string_append_printf (text, _ ("%s: %s; of %u observations %u within 50 %%, %u within 95 %%"),
                              prognosis_dataset_get_signal (dataset, s)->name, comparison, (guint) score.n, (guint) score.n_in50,
                              (guint) score.n_in95);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* "cases 20 % smaller, deaths 5 % larger": the error against that of persistence. (transfer full) (nullable) */
static char *
list_gains (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autoptr (GArray) which = list_regions (dataset, regions);
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisDiaryScore score;
      double change;

      if (!prognosis_diary_score (entry, dataset, (const gsize *) which->data, which->len, s, 0, &score)
          || !(score.baseline_wis > 0.0))
        continue;
      change = score.wis / score.baseline_wis - 1.0;
      /* Translators: between the entries of a list. */
      g_string_append (list, list->len > 0 ? _ (", ") : "");
      /* Translators: the name of a signal, such as "deaths", and by how many per cent its error was smaller or larger. */
      g_string_append_printf (list, change < 0.0 ? _ ("%s %.0f %% smaller") : _ ("%s %.0f %% larger"),
                              prognosis_dataset_get_signal (dataset, s)->name, 100.0 * fabs (change));
    }
  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE) : NULL;
}

char *
prognosis_verdict_on_gains (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset)
{
  g_autofree char *list = list_gains (entry, dataset, NULL);

  /* Translators: a list such as "cases 20 % smaller, deaths 5 % larger". */
  return list != NULL ? g_strdup_printf (_ ("Error against extrapolating the week before it: %s"), list) : NULL;
}

char *
prognosis_verdict_on_last (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autofree char *day = prognosis_words_for_day (dataset, prognosis_diary_entry_get_origin (entry));
  g_autofree char *list = list_gains (entry, dataset, regions);

  /* Translators: a day, and a list such as "cases 20 % smaller, deaths 5 % larger". */
  return list != NULL ? g_strdup_printf (_ ("Error of the forecast of %s against extrapolating the week before it: %s"), day, list)
                      : NULL;
}
