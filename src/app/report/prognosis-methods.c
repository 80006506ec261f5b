/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <string.h>

#include "prognosis-forecaster-list.h"
#include "prognosis-methods.h"

/* Where a model is published, by its id. */
static const struct
{
  const char *id;
  const char *reference;
} models[] = {
  { "sir", "Kermack WO, McKendrick AG. A contribution to the mathematical theory of epidemics. Proceedings of the Royal Society A "
           "1927;115:700-721." },
  { "seir", "Kermack WO, McKendrick AG. A contribution to the mathematical theory of epidemics. Proceedings of the Royal Society A "
            "1927;115:700-721." },
  { "seird", "Kermack WO, McKendrick AG. A contribution to the mathematical theory of epidemics. Proceedings of the Royal Society "
             "A 1927;115:700-721." },
  { "sueir", "Zou D, Wang L, Xu P, Chen J, Zhang W, Gu Q. Epidemic model guided machine learning for COVID-19 forecasts in the "
             "United States. medRxiv 2020." },
  { "autoode-covid", "Wang R, Maddix D, Faloutsos C, Wang Y, Yu R. Bridging physics-based and data-driven modeling for learning "
                     "dynamical systems. Proceedings of Machine Learning Research 2021;144:385-398." },
  { "autoode",
    "Wang R, Maddix D, Faloutsos C, Wang Y, Yu R. Bridging physics-based and data-driven modeling for learning dynamical "
    "systems. Proceedings of Machine Learning Research 2021;144:385-398." },
  { "hybrid", "Wang R, Maddix D, Faloutsos C, Wang Y, Yu R. Bridging physics-based and data-driven modeling for learning dynamical "
              "systems. Proceedings of Machine Learning Research 2021;144:385-398." },
  { "damped-trend", "Gardner ES, McKenzie E. Forecasting trends in time series. Management Science 1985;31:1237-1246." },
  { "seq2seq", "Cho K, van Merriënboer B, Gulcehre C, et al. Learning phrase representations using RNN encoder-decoder for "
               "statistical machine translation. EMNLP 2014:1724-1734." },
  { "neural-ode", "Chen RTQ, Rubanova Y, Bettencourt J, Duvenaud D. Neural ordinary differential equations. Advances in Neural "
                  "Information Processing Systems 2018;31." },
  { "transformer", "Vaswani A, Shazeer N, Parmar N, et al. Attention is all you need. Advances in Neural Information Processing "
                   "Systems 2017;30." },
  { "gat", "Veličković P, Cucurull G, Casanova A, Romero A, Liò P, Bengio Y. Graph attention networks. International Conference on "
           "Learning Representations 2018." },
};

#define REFERENCE_REPORTING                                                                                                      \
  "Pollett S, Johansson MA, Reich NG, et al. Recommended reporting items for epidemic forecasting and prediction research: the " \
  "EPIFORGE 2020 guidelines. PLoS Medicine 2021;18:e1003793."
#define REFERENCE_SCORE                                                                                                       \
  "Bracher J, Ray EL, Gneiting T, Reich NG. Evaluating epidemic forecasts in an interval format. PLoS Computational Biology " \
  "2021;17:e1008618."
#define REFERENCE_RENEWAL                                                                                                   \
  "Wallinga J, Lipsitch M. How generation intervals shape the relationship between growth rates and reproductive numbers. " \
  "Proceedings of the Royal Society B 2007;274:599-604."

/* The number of @reference in the list, which it joins. */
static guint
cite (GPtrArray *references, const char *reference)
{
  for (guint i = 0; i < references->len; i++)
    if (g_str_equal (g_ptr_array_index (references, i), reference))
      return i + 1;
  g_ptr_array_add (references, (gpointer) reference);
  return references->len;
}

static void
append_model (GString *text, GPtrArray *references, const char *id)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (id);

  g_string_append_printf (text, "the model “%s”", forecaster != NULL ? forecaster->title : id);
  if (forecaster != NULL)
    g_string_append_printf (text, " (%s)", forecaster->description);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    if (g_str_equal (models[i].id, id))
      g_string_append_printf (text, " [%u]", cite (references, models[i].reference));
}

static void
append_data (GString *text, PrognosisSession *session, PrognosisDataset *dataset)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset), n_steps = prognosis_dataset_get_n_steps (dataset);
  const char *source = prognosis_dataset_get_source (choices->dataset);
  g_autofree char *first = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *last = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) n_steps - 1));

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    g_string_append_printf (text, "%s%s", s > 0 ? ", " : "", prognosis_dataset_get_signal (dataset, s)->name);
  if (n_regions > 1)
    g_string_append_printf (text, " in %" G_GSIZE_FORMAT " regions", n_regions);
  g_string_append_printf (text, " from %s to %s (%s", first, last, prognosis_dataset_get_title (choices->dataset));
  if (source != NULL && *source != '\0')
    g_string_append_printf (text, "; %s", source);
  if (choices->hash != NULL)
    g_string_append_printf (text, "; SHA-256 %s", choices->hash);
  g_string_append_c (text, ')');
}

static void
append_performance (GString *text, GPtrArray *references, PrognosisBacktest *backtest, const char *model)
{
  for (gsize m = 0; backtest != NULL && m < prognosis_backtest_get_n_models (backtest); m++)
    {
      PrognosisBacktestSummary summary;

      if (!g_str_equal (prognosis_backtest_get_model (backtest, m), model)
          || !prognosis_backtest_get_summary (backtest, m, -1, 0, &summary))
        continue;
      g_string_append_printf (text,
                              " At %" G_GSIZE_FORMAT " past origins, each forecast from data up to that origin, its weighted "
                              "interval score [%u] was %.2f times that of persistence.",
                              prognosis_backtest_get_n_origins (backtest), cite (references, REFERENCE_SCORE), summary.wis_ratio);
      return;
    }
}

char *
prognosis_methods_dup_text (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const char *model = prognosis_forecast_get_forecaster (forecast);
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (session));
  g_autoptr (GPtrArray) references = g_ptr_array_new ();
  GString *text = g_string_new ("Forecasts were made with Prognosis " PROGNOSIS_VERSION ". The data are ");

  append_data (text, session, dataset);
  g_string_append (text, ". They were forecast up to ");
  g_string_append_printf (text, "%" G_GSIZE_FORMAT " steps ahead of the last of these days by ",
                          prognosis_forecast_get_horizon (forecast));
  append_model (text, references, model);
  g_string_append_printf (text,
                          ". Medians and intervals are quantiles of %" G_GSIZE_FORMAT " sample paths (seed %" G_GUINT64_FORMAT ").",
                          prognosis_forecast_get_n_paths (forecast), choices->options->seed);
  if (choices->options->fixed->len > 0)
    g_string_append_printf (text, " %u parameter values were fixed.", choices->options->fixed->len);
  if (prognosis_forecast_get_fit (forecast) == NULL)
    g_string_append_printf (text, " Reproduction numbers follow from weekly growth [%u] with a mean generation time of %g days.",
                            cite (references, REFERENCE_RENEWAL), choices->options->generation_days);
  if (backtest == NULL)
    backtest = prognosis_comparison_get_backtest (prognosis_session_get_check (session));
  append_performance (text, references, backtest, model);
  if (choices->scenarios->len > 0)
    g_string_append (text, " Scenarios multiply the transmission rate of the forecast by the stated factors, path by path.");
  g_string_append_printf (text,
                          " Settings and provenance are given with each table; the report follows EPIFORGE [%u].\n\n"
                          "References\n\n",
                          cite (references, REFERENCE_REPORTING));
  for (guint i = 0; i < references->len; i++)
    g_string_append_printf (text, "%u. %s\n", i + 1, (const char *) g_ptr_array_index (references, i));
  return g_string_free (text, FALSE);
}
