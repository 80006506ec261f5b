/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries the affordable forecasters at past origins, uses the one with the best score, and gives the reason. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-fit.h"
#include "prognosis-recommend.h"
#include "prognosis-forecaster-list.h"

/* A model must beat persistence by at least this much. */
#define LEAST_GAIN 0.98

/* The favourite is run before the comparison: for most data it wins, and meanwhile there is a forecast to show. */
#define FAVOURITE_SHARE 0.25 /* of the work; the rest is trials */

/* With few origins another model is easily the best by chance, and hybrids were the best on other data: others must beat them by
   this factor. Chosen on 8 countries with known populations, where it improved the score of the recommended model from 0.99 to
   0.85 of persistence's, and on the samples, where it changed nothing. */
#define PREFERENCE 0.8

static gboolean
is_hybrid (const PrognosisBacktest *backtest, gsize model)
{
  return prognosis_forecaster_find (prognosis_backtest_get_model (backtest, model))->has_dynamics;
}

/* The model to choose, and the best of the others; -1: none. @rejected: by model: not to be chosen; @ratios: their scores relative
   to persistence. Where a hybrid applies, persistence is never chosen: a few past origins say little of the next turn, which
   persistence always misses. */
static void
find_best (const PrognosisBacktest *backtest, const gboolean *rejected, gssize *best, gssize *second, double ratios[2])
{
  const gsize n = prognosis_backtest_get_n_models (backtest), bar = prognosis_backtest_get_baseline (backtest);
  g_autofree double *all = g_new (double, n);
  gboolean has_hybrid = FALSE;
  double least = INFINITY;

  for (gsize m = 0; m < n; m++)
    {
      all[m] = m == bar ? 1.0 : rejected[m] ? INFINITY : prognosis_recommend_ratio (backtest, m, -1);
      has_hybrid |= is_hybrid (backtest, m) && isfinite (all[m]);
    }
  *best = *second = -1;
  for (gsize m = 0; m < n; m++)
    {
      const double weighed = has_hybrid && !is_hybrid (backtest, m) ? all[m] / PREFERENCE : all[m];

      if (weighed < least && !(has_hybrid && m == bar))
        {
          least = weighed;
          *best = m;
        }
    }
  for (gsize m = 0; m < n; m++)
    if ((gssize) m != *best && isfinite (all[m]) && (*second < 0 || all[m] < all[*second]))
      *second = m;
  ratios[0] = *best < 0 ? INFINITY : all[*best];
  ratios[1] = *second < 0 ? INFINITY : all[*second];
}

static gboolean
is_worth (const PrognosisBacktest *backtest, gssize best, double ratio)
{
  return best >= 0 && (ratio < LEAST_GAIN || is_hybrid (backtest, (gsize) best));
}

static const char *
get_title (const PrognosisBacktest *backtest, gsize model)
{
  return _ (prognosis_forecaster_find (prognosis_backtest_get_model (backtest, model))->title);
}

static void
add_reason (PrognosisForecast *result, const PrognosisBacktest *backtest, gssize best, gssize second, const double ratios[2])
{
  const gulong n = prognosis_backtest_get_n_origins (backtest), n_others = prognosis_backtest_get_n_models (backtest) - 1;
  const PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const gulong horizon = prognosis_backtest_get_horizon (backtest);
  const int days = (int) horizon * prognosis_dataset_get_step_days (dataset);
  g_autofree char *months = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu month", "%lu months", horizon), horizon);
  /* Translators: the number of past origins from which forecasts were made, and how many days ahead (at least seven
     or so). */
  g_autofree char *where
      = prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY
            /* Translators: the number of past origins from which forecasts were made, and “3 months”. */
            ? g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE, "%lu past origin, up to %s ahead", "%lu past origins, up to %s ahead", n), n, months)
            : g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE, "%lu past origin, up to %d days ahead", "%lu past origins, up to %d days ahead", n),
                n, days);

  if (!is_worth (backtest, best, ratios[0]))
    /* Translators: "4 past origins, up to 28 days ahead", and the number of models tried. */
    prognosis_forecast_add_reason (
        result,
        g_dngettext (GETTEXT_PACKAGE, "Persistence was chosen: from %s, the other model tried (%lu) was not clearly better.",
                     "Persistence was chosen: from %s, none of the other %lu models tried was clearly better.", n_others),
        where, n_others);
  else if (ratios[0] >= LEAST_GAIN)
    /* Translators: a model, "4 past origins, up to 28 days ahead", and a percentage. */
    prognosis_forecast_add_reason (result,
                                   _ ("%s was chosen because it learns from all regions, although from %s no model tried was "
                                      "clearly better than persistence: its score (lower is better) was %.0f %% of persistence’s."),
                                   get_title (backtest, best), where, 100.0 * ratios[0]);
  else if (second < 0 || (gsize) second == prognosis_backtest_get_baseline (backtest))
    /* Translators: a model, "4 past origins, up to 28 days ahead", and a percentage. */
    prognosis_forecast_add_reason (result,
                                   _ ("%s was chosen: from %s, its score (lower is better) was %.0f %% of persistence’s, and no "
                                      "other model tried was better than persistence."),
                                   get_title (backtest, best), where, 100.0 * ratios[0]);
  else if (ratios[1] < ratios[0])
    /* Translators: a model, "4 past origins, up to 28 days ahead", a percentage, another model, its percentage. */
    prognosis_forecast_add_reason (result,
                                   _ ("%s was chosen: from %s, its score (lower is better) was %.0f %% of persistence’s; that of "
                                      "%s was %.0f %%, but the difference is small enough to be due to chance."),
                                   get_title (backtest, best), where, 100.0 * ratios[0], get_title (backtest, second),
                                   100.0 * ratios[1]);
  else
    /* Translators: a model, "4 past origins, up to 28 days ahead", a percentage, another model, its percentage. */
    prognosis_forecast_add_reason (result,
                                   _ ("%s was chosen: from %s, its score (lower is better) was %.0f %% of persistence’s; that of "
                                      "the next best, %s, was %.0f %%."),
                                   get_title (backtest, best), where, 100.0 * ratios[0], get_title (backtest, second),
                                   100.0 * ratios[1]);
}

static gboolean
has_population (const PrognosisDataset *dataset)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_region (dataset, r)->population > 0.0)
      return TRUE;
  return FALSE;
}

/* Maps the progress of a part to that of the whole. */
typedef struct
{
  const PrognosisRequest *request;
  double before, share;
} Part;

static void
report_part (const PrognosisProgress *progress, gpointer data)
{
  const Part *part = data;
  PrognosisProgress mine = *progress;

  mine.fraction = part->before + part->share * progress->fraction;
  part->request->progress (&mine, part->request->progress_data);
}

static PrognosisBacktest *
run_trials (const PrognosisRequest *request, double before, GCancellable *cancellable, GError **error)
{
  Part part = { request, before, 1.0 - before };
  PrognosisRequest mine = *request;

  mine.progress = request->progress ? report_part : NULL;
  mine.progress_data = &part;
  mine.cancellable = cancellable;
  return prognosis_recommend_try (prognosis_forecaster_list (NULL), &mine, error);
}

/* NULL without @error if it cannot forecast these data. */
static PrognosisForecast *
run_favourite (const PrognosisRequest *request, GError **error)
{
  Part part = { request, 0.0, FAVOURITE_SHARE };
  PrognosisRequest mine = *request;
  g_autoptr (GError) failed = NULL;
  const PrognosisForecaster *favourite = prognosis_recommend_find_favourite (prognosis_forecaster_list (NULL), request);
  PrognosisForecast *forecast;

  if (favourite == NULL)
    return NULL;
  mine.progress = request->progress ? report_part : NULL;
  mine.progress_data = &part;
  forecast = prognosis_forecaster_run (favourite, &mine, &failed);
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failed));
  return forecast;
}

/* Whether the fitted model runs away after the origin in one of its regions. */
static gboolean
runs_away (const PrognosisForecast *forecast)
{
  const PrognosisFit *fit = prognosis_forecast_get_fit (forecast);

  for (gsize r = 0; fit && r < prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit)); r++)
    if (prognosis_fit_get_stop (fit, r) == PROGNOSIS_STOP_IMPLAUSIBLE)
      return TRUE;
  return FALSE;
}

typedef struct
{
  gssize best, second; /* in the trials; -1: none */
  double ratios[2];
  GString *runaways; /* titles of better ones that run away now */
} Choice;

/* Runs the best model whose forecast is plausible: good forecasts from past origins do not keep a fit from running away. */
static PrognosisForecast *
run_choice (const PrognosisRequest *request, PrognosisForecast *favourite, const PrognosisBacktest *backtest, Choice *choice,
            GError **error)
{
  const gsize n = backtest ? prognosis_backtest_get_n_models (backtest) : 0;
  g_autofree gboolean *rejected = g_new0 (gboolean, MAX (n, 1));

  for (;;)
    {
      const char *id = prognosis_forecaster_persistence.id;
      PrognosisForecast *result;

      if (backtest)
        find_best (backtest, rejected, &choice->best, &choice->second, choice->ratios);
      if (backtest && is_worth (backtest, choice->best, choice->ratios[0]))
        id = prognosis_backtest_get_model (backtest, choice->best);
      if (favourite && g_str_equal (id, prognosis_forecast_get_forecaster (favourite)))
        return prognosis_forecast_ref (favourite);
      result = prognosis_forecaster_run (prognosis_forecaster_find (id), request, error);
      if (!result || !runs_away (result))
        return result;
      rejected[choice->best] = TRUE;
      g_string_append_printf (choice->runaways, "%s%s", choice->runaways->len > 0 ? ", " : "", get_title (backtest, choice->best));
      prognosis_forecast_unref (result);
    }
}

/* @favourite, or a model that did better at past origins. Trials and the final forecast stop with @cancellable. */
static PrognosisForecast *
run_best (const PrognosisRequest *request, PrognosisForecast *favourite, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (PrognosisBacktest) backtest = run_trials (request, favourite ? FAVOURITE_SHARE : 0.0, cancellable, &failed);
  g_autoptr (PrognosisForecast) result = NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_copy (request->options);
  g_autoptr (GString) runaways = g_string_new (NULL);
  PrognosisRequest final = *request;
  Choice choice = { -1, -1, { 1.0, 1.0 }, runaways };

  if (failed || g_cancellable_set_error_if_cancelled (cancellable, &failed))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  /* Nearly all of the work was in the trials, so report no further progress. */
  options->skips_unknown = TRUE;
  final.options = options;
  final.progress = NULL;
  final.enough = NULL;
  final.cancellable = cancellable;
  result = run_choice (&final, favourite, backtest, &choice, error);
  if (!result || !prognosis_recommend_fill (result, request, error))
    return NULL;
  if (backtest)
    add_reason (result, backtest, choice.best, choice.second, choice.ratios);
  else
    prognosis_forecast_add_reason (result, _ ("Persistence was chosen: the data are too short to try any model at past origins."));
  if (runaways->len > 0)
    /* Translators: titles of models, separated by commas. */
    prognosis_forecast_add_note (result,
                                 _ ("Not used although better at past origins, because the forecast is now many times the largest "
                                    "value ever seen: %s."),
                                 runaways->str);
  if (prognosis_dataset_get_frequency (request->dataset) == PROGNOSIS_FREQUENCY_MONTHLY)
    prognosis_forecast_add_note (result, _ ("Neither compartment models nor the hybrid model were tried, because they follow "
                                            "transmission from day to day, which monthly counts do not show."));
  else if (backtest && !has_population (request->dataset))
    prognosis_forecast_add_note (result,
                                 _ ("No compartment model was tried, because these models need the population, which is unknown."));
  return g_steal_pointer (&result);
}

/* The favourite, if the comparison was stopped early. */
static PrognosisForecast *
take_favourite (const PrognosisRequest *request, PrognosisForecast *favourite, GError **error)
{
  if (!prognosis_recommend_fill (favourite, request, error))
    return NULL;
  prognosis_forecast_add_reason (favourite,
                                 _ ("Stopped before the models were compared; this is the forecast of %s, which is tried first."),
                                 _ (prognosis_forecaster_find (prognosis_forecast_get_forecaster (favourite))->title));
  return prognosis_forecast_ref (favourite);
}

static void
cancel_cb (GCancellable *cancellable, gpointer other)
{
  g_cancellable_cancel (other);
}

static PrognosisForecast *
forecast_auto (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  GCancellable *const from[] = { request->cancellable, request->enough };
  g_autoptr (GCancellable) either = g_cancellable_new ();
  g_autoptr (GError) failed = NULL;
  g_autoptr (PrognosisForecast) favourite = run_favourite (request, &failed), result = NULL;
  gulong ids[2] = { 0 };

  for (int i = 0; i < 2; i++)
    if (from[i])
      ids[i] = g_cancellable_connect (from[i], G_CALLBACK (cancel_cb), either, NULL);
  if (!failed)
    result = run_best (request, favourite, either, &failed);
  for (int i = 0; i < 2; i++)
    g_cancellable_disconnect (from[i], ids[i]);
  if (!result && favourite && g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_cancellable_is_cancelled (request->cancellable))
    {
      g_clear_error (&failed);
      result = take_favourite (request, favourite, &failed);
    }
  if (!result)
    g_propagate_error (error, g_steal_pointer (&failed));
  return g_steal_pointer (&result);
}

static guint
narrow (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  return prognosis_recommend_get_reads (prognosis_forecaster_list (NULL), dataset, options);
}

const PrognosisForecaster prognosis_forecaster_auto = {
  .id = "auto",
  .title = N_ ("Recommended"),
  .family = PROGNOSIS_FAMILY_ENSEMBLE,
  .description = N_ ("The model that forecast the last weeks of these data best"),
  .reads = PROGNOSIS_READS_ALL,
  .narrow = narrow,
  .keeps_best = TRUE,
  .combines_others = TRUE,
  .selects_one = TRUE,
  .forecast = forecast_auto,
};
