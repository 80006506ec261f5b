/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-hindsight.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* Mention persistence only if its error is lower by at least this share; smaller differences may be chance. */
#define LEAST_WORSE 0.05
/* Ratios within half a per cent of 1 count as equal to persistence. */
#define LEVEL 0.005
#define FAR_OFF 10.0 /* times the error of persistence */

static const char *
get_title (PrognosisBacktest *backtest, gsize model)
{
  return prognosis_backtest_get_title (backtest, model);
}

static char *
format_step (PrognosisDataset *dataset, gsize step)
{
  return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, (gssize) step));
}

char *
prognosis_verdict_on_stand_ins (PrognosisBacktest *backtest, gsize model)
{
  gsize n_examples, n_needed, total = prognosis_backtest_get_n_origins (backtest);
  gsize n = prognosis_backtest_count_stand_ins (backtest, model, &n_examples, &n_needed);
  const char *title = get_title (backtest, model);
  g_autofree char *where = NULL;

  if (n == 0)
    return NULL;
  /* Translators: the name of a model, the number of origins at which it fell back, and the total number of origins. */
  where = g_strdup_printf (g_dngettext (NULL, "%s fell back to the damped trend at %u of %u origin",
                                        "%s fell back to the damped trend at %u of %u origins", total),
                           title, (guint) n, (guint) total);
  if (n_needed == 0)
    /* Translators: a sentence without its full stop. */
    return g_strdup_printf (_ ("%s."), where);
  /* Translators: a sentence without its full stop, and the reason: the number of training examples, and how many the model needs. */
  return g_strdup_printf (_ ("%s: at most %u training windows are available, and %u are needed."), where, (guint) n_examples,
                          (guint) n_needed);
}

/* Do not report very large ratios to the percent. */
static char *
dup_error (const char *signal, double ratio)
{
  if (ratio >= FAR_OFF)
    /* Translators: the name of a signal, such as "deaths"; the number is always ten. */
    return g_strdup_printf (_ ("%s (more than %.0f times its error)"), signal, FAR_OFF);
  /* Translators: the name of a signal, such as "deaths", and the model's error relative to persistence. */
  return g_strdup_printf (_ ("%s (%.0f %% of its error)"), signal, 100 * ratio);
}

/* The signals on which @model is better (@side -1), level (0) or worse (1) than persistence; NULL: none. */
static char *
list_signals (PrognosisBacktest *backtest, gsize model, int side)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisBacktestSummary summary;

      if (!prognosis_backtest_get_summary (backtest, model, (gssize) s, 0, &summary) || isnan (summary.own_mae_ratio)
          || side != (summary.own_mae_ratio > 1 + LEVEL) - (summary.own_mae_ratio < 1 - LEVEL))
        continue;
      g_ptr_array_add (parts, dup_error (prognosis_dataset_get_signal (dataset, s)->name, summary.own_mae_ratio));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  /* Translators: between the members of a list. */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

/* For each signal, the best model that beat persistence: "SEIR on deaths (83 % of its error)"; NULL: none did. */
static char *
list_better (PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisBacktestSummary summary;
      double least = 1 - LEVEL;
      gssize best = -1;

      for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
        if (prognosis_backtest_get_summary (backtest, m, (gssize) s, 0, &summary) && summary.own_mae_ratio < least)
          {
            least = summary.own_mae_ratio;
            best = (gssize) m;
          }
      if (best >= 0)
        /* Translators: the name of a model, the name of a signal, such as "deaths", and the model's error relative to persistence. */
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s on %s (%.0f %% of its error)"), get_title (backtest, (gsize) best),
                                                 prognosis_dataset_get_signal (dataset, s)->name, 100 * least));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

static char *
verdict_on_persistence (PrognosisBacktest *backtest)
{
  g_autofree char *list = list_better (backtest);

  if (list == NULL)
    return g_strdup (_ ("No chosen model did better than persistence, which extrapolates the mean increment of the last week."));
  /* Translators: a list such as "SEIR on deaths (83 % of its error)". */
  return g_strdup_printf (_ ("No chosen model has a better score than persistence, which extrapolates the mean increment of the "
                             "last week. The median alone was closer for %s."),
                          list);
}

/* The best-ranked model of @family that has a score, and its error relative to persistence; -1: there is none. */
static gssize
find_best (PrognosisBacktest *backtest, PrognosisFamily family, double *ratio)
{
  const gsize *ranking = prognosis_backtest_get_ranking (backtest);

  for (gsize i = 0; i < prognosis_backtest_get_n_models (backtest); i++)
    if (prognosis_backtest_get_forecaster (backtest, ranking[i])->family == family)
      {
        *ratio = prognosis_backtest_get_error_ratio (backtest, ranking[i], -1, -1, -1);
        if (isfinite (*ratio))
          return (gssize) ranking[i];
      }
  return -1;
}

/* "35 % better", "level" */
static char *
dup_gain (double ratio)
{
  if (ratio >= FAR_OFF)
    /* Translators: the error of a model relative to persistence; the number is always ten. */
    return g_strdup_printf (_ ("more than %.0f times as far off"), FAR_OFF);
  if (ratio > 1 + LEVEL)
    /* Translators: by how much a model's error is larger than that of persistence. */
    return g_strdup_printf (_ ("%.0f %% worse"), 100 * (ratio - 1));
  if (ratio < 1 - LEVEL)
    /* Translators: by how much a model's error is smaller than that of persistence. */
    return g_strdup_printf (_ ("%.0f %% better"), 100 * (1 - ratio));
  return g_strdup (_ ("just as good"));
}

char *
prognosis_verdict_on_kinds (PrognosisBacktest *backtest)
{
  static const struct
  {
    PrognosisFamily family;
    const char *words;
  } kinds[] = {
    /* Translators: the name of a model, and its gain: "35 % better". A model of equations; one that only learns; one that does both. */
    { PROGNOSIS_FAMILY_MECHANISTIC, N_ ("mechanism (%s) %s") },
    { PROGNOSIS_FAMILY_DATA_DRIVEN, N_ ("learning (%s) %s") },
    { PROGNOSIS_FAMILY_HYBRID, N_ ("both together (%s) %s") },
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      double ratio;
      const gssize model = find_best (backtest, kinds[i].family, &ratio);
      g_autofree char *gain = model >= 0 ? dup_gain (ratio) : NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      if (model >= 0)
        g_ptr_array_add (parts, g_strdup_printf (_ (kinds[i].words), get_title (backtest, (gsize) model), gain));
#pragma GCC diagnostic pop
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  list = g_strjoinv (_ (", "), (char **) parts->pdata);
  /* Translators: a list such as "mechanism (SIR) 12 % worse, learning (Regression) 14 % better". */
  return g_strdup_printf (_ ("Against carrying on as last week: %s."), list);
}

char *
prognosis_verdict_on_stop (PrognosisBacktest *backtest)
{
  const gsize n = prognosis_backtest_get_n_unfinished (backtest);

  if (n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (NULL, "The comparison was stopped: %u unfinished model is omitted.",
                                       "The comparison was stopped: %u unfinished models are omitted.", n),
                          (guint) n);
}

char *
prognosis_verdict_on_failure (PrognosisBacktest *backtest, gsize model)
{
  const PrognosisForecaster *forecaster = prognosis_backtest_get_forecaster (backtest, model);

  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    if (prognosis_backtest_get_failure (backtest, model, o) != NULL)
      {
        char *lack = prognosis_verdict_on_lack (prognosis_backtest_get_dataset (backtest), forecaster);

        if (lack != NULL)
          return lack;
        /* Translators: the name of a model, and why it could not forecast. */
        return g_strdup_printf (_ ("%s: %s"), get_title (backtest, model), prognosis_backtest_get_failure (backtest, model, o));
      }
  return NULL;
}

char *
prognosis_verdict_on_regions (PrognosisBacktest *backtest, gsize region)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const gsize n = prognosis_dataset_get_n_regions (dataset);

  if (n == 1)
    return NULL;
  /* Translators: the number of regions, and the name of one of them. */
  return g_strdup_printf (
      g_dngettext (NULL, "Scores cover all %u region; the chart shows %s.", "Scores cover all %u regions; the chart shows %s.", n),
      (guint) n, prognosis_dataset_get_region (dataset, region)->name);
}

/* Compares the score of @model with that of persistence: -1 better, 1 worse, 0 equal or unknown. */
static int
get_score (PrognosisBacktest *backtest, gsize model, double *ratio)
{
  PrognosisBacktestSummary summary;

  if (!prognosis_backtest_has_score (backtest, model) || !prognosis_backtest_get_summary (backtest, model, -1, 0, &summary))
    return 0;
  *ratio = summary.wis_ratio;
  return (summary.wis_ratio > 1 + LEVEL) - (summary.wis_ratio < 1 - LEVEL);
}

/* Judges the median, and mentions the score, which measures the whole forecast, if it disagrees. */
static void
add_sides (PrognosisBacktest *backtest, gsize model, GPtrArray *sentences)
{
  static const struct
  {
    const char *whole;
    const char *median;
  } sides[] = {
    /* Translators: the name of a model, and a list of signals; or only the list, after a sentence about the model's score. */
    { N_ ("%s did better than persistence on %s."), N_ ("Its median alone was closer on %s.") },
    { N_ ("%s matched persistence on %s."), N_ ("Its median alone was equally far off on %s.") },
    { N_ ("%s did worse than persistence on %s."), N_ ("Its median alone was farther off on %s.") },
  };
  const char *title = get_title (backtest, model);
  double ratio = 1;
  int score = get_score (backtest, model, &ratio);
  char *lists[G_N_ELEMENTS (sides)];
  gboolean says_otherwise = FALSE;

  for (int i = 0; i < (int) G_N_ELEMENTS (sides); i++)
    {
      lists[i] = list_signals (backtest, model, i - 1);
      says_otherwise |= lists[i] != NULL && score != 0 && score != i - 1;
    }
  if (says_otherwise && score < 0)
    /* Translators: the name of a model, and its score relative to persistence, whose score is 1. */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("%s has a better score than persistence (%.2f)."), title, ratio));
  else if (says_otherwise)
    /* Translators: the name of a model, and its score relative to persistence, whose score is 1. */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("%s has a worse score than persistence (%.2f)."), title, ratio));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (lists[i] != NULL)
      g_ptr_array_add (sentences, says_otherwise ? g_strdup_printf (_ (sides[i].median), lists[i])
                                                 : g_strdup_printf (_ (sides[i].whole), title, lists[i]));
#pragma GCC diagnostic pop
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    g_free (lists[i]);
}

char *
prognosis_verdict_on_model (PrognosisBacktest *backtest, gsize model)
{
  const gsize best = prognosis_backtest_get_ranking (backtest)[0];
  const char *title = get_title (backtest, model);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  char *stand_ins;
  guint n_failed = 0;

  /* If persistence was beaten, report on the model that beat it. */
  if (model == prognosis_backtest_get_baseline (backtest))
    return model == best ? verdict_on_persistence (backtest) : prognosis_verdict_on_model (backtest, best);
  add_sides (backtest, model, sentences);
  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    n_failed += prognosis_backtest_get_failure (backtest, model, o) != NULL;
  stand_ins = prognosis_verdict_on_stand_ins (backtest, model);
  if (stand_ins != NULL)
    g_ptr_array_add (sentences, stand_ins);
  if (sentences->len == 0 && n_failed == 0)
    g_ptr_array_add (sentences, g_strdup_printf (_ ("%s and persistence have no forecasts in common to compare."), title));
  if (n_failed > 0)
    g_ptr_array_add (
        sentences,
        g_strdup_printf (g_dngettext (NULL, "%s failed at %u origin.", "%s failed at %u origins.", n_failed), title, n_failed));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}

char *
prognosis_verdict_on_span (PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  gsize n = prognosis_backtest_get_n_origins (backtest), horizon = prognosis_backtest_get_horizon (backtest);
  gsize first = prognosis_backtest_get_origin (backtest, 0), last = prognosis_backtest_get_origin (backtest, n - 1);
  gsize end = MIN (last + horizon, prognosis_dataset_get_n_steps (dataset) - 1);
  g_autofree char *from = format_step (dataset, first);
  g_autofree char *to = format_step (dataset, last);
  g_autofree char *until = format_step (dataset, end);
  g_autofree char *ahead = prognosis_words_for_steps (dataset, horizon);

  if (n == 1)
    /* Translators: a past day, the horizon ("4 weeks"), and the last day compared. */
    return g_strdup_printf (_ ("Compared from one past origin (%s), %s ahead, up to %s. A single origin is weak evidence: a "
                               "shorter horizon leaves room for more."),
                            from, ahead, until);
  /* Translators: the number of forecast origins, the first and the last, the horizon ("4 weeks"), and the last day compared. */
  return g_strdup_printf (g_dngettext (NULL, "Compared from %u past origin (%s to %s), %s ahead, up to %s.",
                                       "Compared from %u past origins (%s to %s), %s ahead from each, up to %s.", n),
                          (guint) n, from, to, ahead, until);
}

char *
prognosis_verdict_on_check (PrognosisBacktest *backtest, gboolean *is_worse)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  gsize n = prognosis_backtest_get_n_origins (backtest), horizon = prognosis_backtest_get_horizon (backtest);
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autofree char *ahead = prognosis_words_for_steps (dataset, horizon), *text = NULL, *regions = NULL;
  PrognosisBacktestSummary summary;
  double lower;

  if (!prognosis_backtest_get_summary (backtest, 0, -1, 0, &summary) || !isfinite (summary.own_mae_ratio))
    return NULL;
  lower = 1 - 1 / summary.own_mae_ratio;
  if (fabs (lower) < LEAST_WORSE)
    return NULL;
  if (is_worse != NULL)
    *is_worse = lower > 0;
  if (lower < 0)
    /* Translators: the number of past origins, the horizon ("4 weeks"), and a percentage; it follows a sentence on a forecast. */
    text = g_strdup_printf (g_dngettext (NULL, "From %u past origin, %s ahead, its error was %.0f %% lower than by extrapolating.",
                                         "From %u past origins, %s ahead, its error was %.0f %% lower than by extrapolating.", n),
                            (guint) n, ahead, 100 * (1 - summary.own_mae_ratio));
  else
    /* Translators: the number of past origins, the horizon ("4 weeks"), a percentage, and the name of a model. */
    text
        = g_strdup_printf (g_dngettext (NULL,
                                        "Simply extrapolating the last week does better: from %u past origin, %s ahead, its error "
                                        "was %.0f %% lower than that of %s.",
                                        "Simply extrapolating the last week does better: from %u past origins, %s ahead, its error "
                                        "was %.0f %% lower than that of %s.",
                                        n),
                           (guint) n, ahead, MIN (100 * lower, 99), get_title (backtest, 0));
  if (n_regions < 2)
    return g_steal_pointer (&text);
  regions = g_strdup_printf (g_dngettext (NULL, "across all %u region", "across all %u regions", n_regions), (guint) n_regions);
  /* Translators: a sentence, and the number of regions it refers to. */
  return g_strdup_printf (_ ("%s · %s"), text, regions);
}

/* Of gsize. */
static GArray *
list_regions (GtkBitset *regions)
{
  GArray *which = g_array_new (FALSE, FALSE, sizeof (gsize));
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    {
      gsize value = region;

      g_array_append_val (which, value);
    }
  return which;
}

static void
add_to_list (GString *list, const char *signal, double share)
{
  /* Translators: between the entries of a list. */
  g_string_append (list, list->len > 0 ? _ (", ") : "");
  /* Translators: the name of a signal, such as "deaths", and a percentage. */
  g_string_append_printf (list, _ ("%s by %.0f %%"), signal, 100 * share);
}

char *
prognosis_verdict_on_gain (PrognosisForecast *forecast, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autoptr (GArray) which = list_regions (regions);
  g_autoptr (GString) closer = g_string_new (NULL), farther = g_string_new (NULL), text = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const char *signal = prognosis_dataset_get_signal (dataset, s)->name;
      PrognosisHindsight hindsight;
      double ratio;

      if (!prognosis_hindsight_measure (forecast, dataset, (const gsize *) which->data, which->len, s, &hindsight)
          || !(hindsight.persistence_mae > 0))
        continue;
      ratio = hindsight.mae / hindsight.persistence_mae;
      if (ratio < 1 - LEVEL)
        add_to_list (closer, signal, 1 - ratio);
      else if (ratio > 1 + LEVEL)
        add_to_list (farther, signal, MIN (ratio, FAR_OFF) - 1);
    }
  if (closer->len > 0)
    /* Translators: a list of signals, each with a percentage. */
    g_string_append_printf (text, _ ("Closer to what came than extrapolating the last week: %s."), closer->str);
  if (farther->len > 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      /* Translators: a list of signals, each with a percentage. */
      g_string_append_printf (text, _ ("Farther from what came than extrapolating the last week: %s."), farther->str);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
prognosis_verdict_on_hindsight (PrognosisForecast *forecast, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autoptr (GArray) which = list_regions (regions);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisHindsight hindsight;
      g_autofree char *mae = NULL;

      if (!prognosis_hindsight_measure (forecast, dataset, (const gsize *) which->data, which->len, s, &hindsight))
        continue;
      mae = prognosis_words_for_number (hindsight.mae);
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: the name of a signal, how it is counted ("Cumulative"), by how much the median was off, and how many
         observations of how many were inside the interval. */
      g_string_append_printf (
          text,
          _ ("%s (%s), verified: mean absolute error %s, %u of %u within the 95 %% interval, %u of %u within the 50 %% interval"),
          prognosis_dataset_get_signal (dataset, s)->name,
          prognosis_words_for_kind (prognosis_dataset_get_signal (dataset, s)->kind), mae, (guint) hindsight.n_in95,
          (guint) hindsight.n, (guint) hindsight.n_in50, (guint) hindsight.n);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
prognosis_verdict_on_forecast (PrognosisForecast *forecast, GtkBitset *regions)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      {
        gsize n_examples, n_needed;

        if (!prognosis_forecast_is_stand_in (forecast, region, s, &n_examples, &n_needed))
          continue;
        if (n_needed == 0 || n_examples >= n_needed)
          return g_strdup_printf (_ ("the damped trend is the fallback for %s"), prognosis_dataset_get_signal (dataset, s)->name);
        /* Translators: the name of a signal, the number of training examples, and how many are needed. */
        return g_strdup_printf (_ ("the damped trend is the fallback for %s: %u training windows, but %u are needed"),
                                prognosis_dataset_get_signal (dataset, s)->name, (guint) n_examples, (guint) n_needed);
      }
  return NULL;
}

char *
prognosis_verdict_on_lack (PrognosisDataset *dataset, const PrognosisForecaster *forecaster)
{
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (forecaster, dataset);

  if (refusal != NULL)
    return g_strdup_printf (_ ("%s."), refusal);
  if (!prognosis_forecaster_lacks_population (forecaster, dataset))
    return NULL;
  return g_strdup_printf (_ ("%s needs the population, which the data do not include."), _ (forecaster->title));
}
