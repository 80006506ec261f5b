/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Short texts about fits: how the search for parameters or the training of networks ended, in one region or in many, and what the
   data do not determine. Where regions differ, the text counts those to which it applies. */

#include "prognosis-config.h"

#include "prognosis-words.h"

#include <glib/gi18n.h>

static const char *
words_for_stop (PrognosisStop stop)
{
  switch (stop)
    {
    case PROGNOSIS_STOP_CONVERGED: return _ ("Converged");
    case PROGNOSIS_STOP_ITERATIONS: return _ ("Not converged: iteration limit reached");
    case PROGNOSIS_STOP_STALLED: return _ ("Not converged: no step improved the fit");
    case PROGNOSIS_STOP_NO_DATA: return _ ("Nothing to fit");
    case PROGNOSIS_STOP_IMPLAUSIBLE: return _ ("Not converged to something plausible");
    case PROGNOSIS_STOP_CANCELLED:
    case PROGNOSIS_N_STOPS:
    default: return _ ("Stopped");
    }
}

char *
prognosis_words_for_search (PrognosisFit *fit, gsize region)
{
  gsize n_rough, n;
  guint steps;

  if (prognosis_fit_get_losses (fit, region, &n_rough, &n) == NULL)
    return NULL;
  /* Each descent starts with the loss before its first step. */
  steps = (guint) (n - (n_rough > 0 && n > n_rough ? 2 : 1));
  switch (prognosis_fit_get_stop (fit, region))
    {
    case PROGNOSIS_STOP_CONVERGED:
      return g_strdup_printf (g_dngettext (NULL, "The fit converged after %u iteration: no step reduces the loss further.",
                                           "The fit converged after %u iterations: no step reduces the loss further.", steps),
                              steps);
    case PROGNOSIS_STOP_ITERATIONS:
      return g_strdup_printf (
          g_dngettext (NULL, "The fit did not converge: it reached the limit after %u iteration that reduced the loss.",
                       "The fit did not converge: it reached the limit after %u iterations that reduced the loss.", steps),
          steps);
    case PROGNOSIS_STOP_STALLED:
      return g_strdup_printf (
          g_dngettext (NULL, "The fit stalled after %u iteration: no step reduces the loss, although its gradient is not zero.",
                       "The fit stalled after %u iterations: no step reduces the loss, although its gradient is not zero.", steps),
          steps);
    case PROGNOSIS_STOP_CANCELLED:
      return g_strdup_printf (
          g_dngettext (NULL, "You stopped the fit after %u iteration.", "You stopped the fit after %u iterations.", steps), steps);
    case PROGNOSIS_STOP_IMPLAUSIBLE:
      return g_strdup (_ ("The fit did not converge to something plausible: the model forecasts many times the largest value ever "
                          "seen, although the data do not demand it."));
    case PROGNOSIS_STOP_NO_DATA:
    case PROGNOSIS_N_STOPS:
    default: return NULL;
    }
}

/* Describes the @n networks of one signal. */
static char *
describe_networks (PrognosisDataset *dataset, const PrognosisTraining *trainings, gsize n)
{
  const char *signal = prognosis_dataset_get_signal (dataset, trainings[0].signal)->name;
  guint least = G_MAXUINT, most = 0, n_open = 0;

  for (gsize i = 0; i < n; i++)
    {
      least = MIN (least, (guint) trainings[i].n_epochs);
      most = MAX (most, (guint) trainings[i].n_epochs);
      n_open += trainings[i].stop != PROGNOSIS_STOP_CONVERGED;
    }
  if (n_open == 0)
    /* Translators: the name of a signal, the number of networks, and the smallest and largest number of epochs. */
    return g_strdup_printf (
        g_dngettext (NULL, "%s: %u network, trained for %u to %u epochs until the error on held-out days stopped falling.",
                     "%s: %u networks, trained for %u to %u epochs until the error on held-out days stopped falling.", n),
        signal, (guint) n, least, most);
  return g_strdup_printf (
      g_dngettext (
          NULL,
          "%s: %u network, trained for %u to %u epochs; %u reached the limit while the error on held-out days was still falling.",
          "%s: %u networks, trained for %u to %u epochs; %u reached the limit while the error on held-out days was still falling.",
          n),
      signal, (guint) n, least, most, n_open);
}

char *
prognosis_words_for_training (PrognosisForecast *forecast)
{
  gsize n;
  const PrognosisTraining *trainings = prognosis_forecast_get_trainings (forecast, &n);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0, m; i < n; i += m)
    {
      for (m = 1; i + m < n && trainings[i + m].signal == trainings[i].signal; m++)
        ;
      g_ptr_array_add (lines, describe_networks (prognosis_forecast_get_dataset (forecast), trainings + i, m));
    }
  if (lines->len == 0)
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (trainings[i].stop == PROGNOSIS_STOP_ITERATIONS)
      {
        g_ptr_array_add (lines, g_strdup (_ ("More epochs may reduce the error: set “Epochs” in the model panel.")));
        break;
      }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

char *
prognosis_words_for_region_fit (PrognosisFit *fit, gsize region)
{
  const char *stop = words_for_stop (prognosis_fit_get_stop (fit, region));

  if (prognosis_fit_follows (fit, region))
    return g_strdup (stop);
  /* Translators: how a fit ended, and the share of the data's variance that its curve explains. */
  return g_strdup_printf (_ ("%s, but the curve does not follow the data (%.0f %% explained)"), stop,
                          100 * prognosis_fit_get_explained (fit, region));
}

char *
prognosis_words_for_fit (PrognosisFit *fit, GtkBitset *regions)
{
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, (guint) prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit)));
  GtkBitset *which = regions != NULL ? regions : all;
  gsize n_regions = gtk_bitset_get_size (which);
  guint n[PROGNOSIS_N_STOPS] = { 0 };
  guint open, astray = 0, region;
  GtkBitsetIter iter;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, which, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      n[prognosis_fit_get_stop (fit, region)]++;
      astray += !prognosis_fit_follows (fit, region);
    }
  if (n_regions == 1)
    return prognosis_words_for_region_fit (fit, gtk_bitset_get_minimum (which));
  open = n[PROGNOSIS_STOP_ITERATIONS] + n[PROGNOSIS_STOP_STALLED] + n[PROGNOSIS_STOP_IMPLAUSIBLE];
  if (n[PROGNOSIS_STOP_CANCELLED] > 0)
    return g_strdup (_ ("Stopped: best fit so far"));
  if (open > 0)
    return g_strdup_printf (g_dngettext (NULL, "Not converged in %u region of %u", "Not converged in %u regions of %u", open), open,
                            (guint) n_regions);
  if (astray > 0)
    return g_strdup_printf (g_dngettext (NULL, "Converged, but in %u region of %u the curve does not follow the data",
                                         "Converged, but in %u regions of %u the curve does not follow the data", astray),
                            astray, (guint) n_regions);
  if (n[PROGNOSIS_STOP_NO_DATA] > 0)
    return g_strdup_printf (g_dngettext (NULL, "Converged; %u region has nothing to fit",
                                         "Converged; %u regions have nothing to fit", n[PROGNOSIS_STOP_NO_DATA]),
                            n[PROGNOSIS_STOP_NO_DATA]);
  if (n_regions < gtk_bitset_get_size (all))
    return g_strdup_printf (
        g_dngettext (NULL, "Converged in the %u selected region", "Converged in all %u selected regions", n_regions),
        (guint) n_regions);
  return g_strdup (_ ("Converged in all regions"));
}

char *
prognosis_words_for_fit_notes (PrognosisFit *fit, GtkBitset *regions, guint max)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  gboolean many = gtk_bitset_get_size (regions) > 1;
  g_autoptr (GString) text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint region, n = 0;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    for (const char *const *note = prognosis_fit_get_notes (fit, region); *note != NULL; note++)
      {
        if (n++ >= max)
          continue;
        if (text->len > 0)
          g_string_append_c (text, '\n');
        if (many)
          /* Translators: the name of a region, and a note about it. */
          g_string_append_printf (text, _ ("%s: %s"), prognosis_dataset_get_region (dataset, region)->name, *note);
        else
          g_string_append (text, *note);
      }
  if (n > max)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (NULL, "and %u more", "and %u more", n - max), n - max);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A note, and how many regions share it. */
typedef struct
{
  const char *note; /* borrowed */
  guint region;     /* the first one */
  guint count;
} Common;

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Common *first = a, *second = b;

  return (first->count < second->count) - (first->count > second->count);
}

static void
count_note (GArray *commons, const char *note, guint region)
{
  Common common = { note, region, 1 };

  for (guint i = 0; i < commons->len; i++)
    if (g_str_equal (g_array_index (commons, Common, i).note, note))
      {
        g_array_index (commons, Common, i).count++;
        return;
      }
  g_array_append_val (commons, common);
}

char *
prognosis_words_for_common_notes (PrognosisFit *fit, GtkBitset *regions, guint max)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  guint total = (guint) gtk_bitset_get_size (regions);
  g_autoptr (GArray) commons = g_array_new (FALSE, FALSE, sizeof (Common));
  g_autoptr (GString) text = g_string_new (NULL);
  GtkBitsetIter iter;
  guint region;

  if (total < 2)
    return prognosis_words_for_fit_notes (fit, regions, max);
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    for (const char *const *note = prognosis_fit_get_notes (fit, region); *note != NULL; note++)
      count_note (commons, *note, region);
  g_array_sort (commons, compare_counts);
  for (guint i = 0; i < MIN (commons->len, max); i++)
    {
      const Common *common = &g_array_index (commons, Common, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (common->count == 1)
        g_string_append_printf (text, _ ("%s: %s"), prognosis_dataset_get_region (dataset, common->region)->name, common->note);
      else
        /* Translators: the number of regions, the total number of regions, and a note that applies to them. */
        g_string_append_printf (text, g_dngettext (NULL, "In %u region of %u: %s", "In %u regions of %u: %s", common->count),
                                common->count, total, common->note);
    }
  if (commons->len > max)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (NULL, "and %u more", "and %u more", commons->len - max), commons->len - max);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
