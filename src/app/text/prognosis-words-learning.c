/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a learned forecast is made of, and what it was learned from. */

#include "prognosis-config.h"

#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

char *
prognosis_words_for_scheme (const PrognosisLearning *learning)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; learning->scheme->meanings[i] != NULL; i++)
    g_string_append_printf (text, "%s%s.", i > 0 ? "\n" : "", _ (learning->scheme->meanings[i]));
  if (isfinite (learning->share))
    {
      g_string_append_c (text, '\n');
      /* Translators: a percentage; a and i are symbols in equations. */
      g_string_append_printf (text, _ ("a: the share of i in the mean, %.0f %%."), 100 * learning->share);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
prognosis_words_for_learning (PrognosisForecast *forecast)
{
  const PrognosisLearning *learning = prognosis_forecast_get_learning (forecast);
  const guint n = (guint) learning->n_series, n_origins = (guint) learning->n_origins;
  g_autofree char *steps = prognosis_words_for_steps (prognosis_forecast_get_dataset (forecast), learning->n_steps);
  /* Translators: a number of series (a count in a region), and a time such as "70 days". */
  g_autofree char *from
      = g_strdup_printf (g_dngettext (NULL, "Learned from %u series of %s.", "Learned from %u series of %s.", n), n, steps);
  g_autofree char *intervals = NULL;

  if (n_origins > 0)
    intervals
        = g_strdup_printf (g_dngettext (NULL, "The intervals come from the errors of its forecasts from %u past origin.",
                                        "The intervals come from the errors of its forecasts from %u past origins.", n_origins),
                           n_origins);
  else
    intervals = g_strdup (_ ("The intervals come from the errors of its forecasts from all past weeks."));
  return g_strjoin (" ", from, intervals, NULL);
}
