/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "shard.h"

#include "prognosis-backtest.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-series.h"

/* Without --origins: weeks enough to tell a good method from a lucky one. */
#define N_ORIGINS 8

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const gsize *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

/* The last step that is not after the day, with at least one after it. -1 on error. */
static gssize
find_origin (const PrognosisDataset *dataset, const char *text, GError **error)
{
  gssize step;
  int day;

  if (!prognosis_dataset_parse_day (dataset, text, &day, error))
    {
      g_prefix_error (error, "Option --origins: ");
      return -1;
    }
  step = prognosis_dataset_find_step (dataset, day);
  if (step < 0)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --origins: %s is before the first observation", text);
  else if ((gsize) step + 1 >= prognosis_dataset_get_n_steps (dataset))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --origins: there is no observation after %s to score against", text);
      step = -1;
    }
  return step;
}

/* Ascending, each once. (transfer full) */
static gsize *
parse_origins (const PrognosisDataset *dataset, char **texts, gsize *n, GError **error)
{
  gsize n_texts = g_strv_length (texts);
  g_autofree gsize *origins = g_new (gsize, n_texts);

  for (gsize i = 0; i < n_texts; i++)
    {
      gssize step = find_origin (dataset, texts[i], error);

      if (step < 0)
        return NULL;
      origins[i] = (gsize) step;
    }
  qsort (origins, n_texts, sizeof *origins, compare_steps);
  *n = 0;
  for (gsize i = 0; i < n_texts; i++)
    if (i == 0 || origins[i] != origins[i - 1])
      origins[(*n)++] = origins[i];
  return g_steal_pointer (&origins);
}

static gsize *
get_origins (const CliRun *run, const PrognosisDataset *dataset, gsize *n, GError **error)
{
  const gsize horizon = prognosis_options_get_horizon (run->options->engine, dataset);
  gsize *origins;

  if (run->options->origins != NULL)
    return parse_origins (dataset, run->options->origins, n, error);
  origins = prognosis_backtest_choose_origins (dataset, horizon, N_ORIGINS, n);
  if (origins == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 "Option --origins: the data are too short to choose some; expected days to forecast from");
  return origins;
}

static gboolean
check_models (const CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  for (gsize i = 0; run->options->models[i] != NULL; i++)
    {
      const PrognosisForecaster *forecaster = cli_job_find_forecaster (run->options->models[i], error);

      if (forecaster == NULL || !cli_job_check_model (run, forecaster, dataset, error))
        return FALSE;
    }
  return TRUE;
}

/* @models: ids, NULL-terminated */
static PrognosisBacktest *
test (CliRun *run, PrognosisDataset *dataset, const char *const *models, const gsize *origins, gsize n_origins, GPtrArray *vintages,
      GError **error)
{
  g_autofree const PrognosisForecaster **forecasters = prognosis_forecaster_find_all (models, error);
  const PrognosisBacktestRequest request = {
    .dataset = dataset,
    .forecasters = forecasters,
    .origins = origins,
    .n_origins = n_origins,
    .options = run->options->engine,
    .vintages = (PrognosisDataset *const *) vintages->pdata,
    .n_vintages = vintages->len,
    .progress = cli_job_progress,
    .progress_data = run,
    .cancellable = run->cancellable,
  };
  gint64 started_usec = g_get_monotonic_time ();
  g_autoptr (PrognosisBacktest) backtest = forecasters != NULL ? prognosis_backtest_new (&request, error) : NULL;

  cli_messages_progress_done ();
  if (backtest == NULL || g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  run->stats.fit_s += cli_stats_seconds_since (started_usec);
  return g_steal_pointer (&backtest);
}

static void
say_failures (const PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);

  for (gsize model = 0; model < prognosis_backtest_get_n_models (backtest); model++)
    for (gsize i = 0; i < prognosis_backtest_get_n_origins (backtest); i++)
      {
        const char *failure = prognosis_backtest_get_failure (backtest, model, i);
        gssize step = (gssize) prognosis_backtest_get_origin (backtest, i);
        g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, step));

        if (failure != NULL)
          cli_messages_warn ("%s failed at %s: %s", prognosis_backtest_get_model (backtest, model), day, failure);
      }
}

/* How each model did beside persistence. */
static void
say_verdicts (const PrognosisBacktest *backtest)
{
  for (gsize model = 0; model < prognosis_backtest_get_n_models (backtest); model++)
    {
      g_autofree char *verdict = prognosis_backtest_dup_verdict (backtest, model);

      if (model != prognosis_backtest_get_baseline (backtest))
        cli_messages_say (verdict);
    }
}

/* --- a part of the work --------------------------------------------------------- */

static gboolean
check_shard (const CliOptions *options, GError **error)
{
  gsize number, n;
  const char *problem = NULL;

  if (options->shard == NULL && options->resume)
    problem = "Option --resume is for a part of the work; see --shard";
  else if (options->shard != NULL && cli_output_is_standard (options->output))
    problem = "Option --shard needs --output FILE";
  else if (options->shard != NULL && options->json)
    problem = "Option --shard writes rows only, not --json";
  else if (options->shard != NULL && options->for_spreadsheet)
    problem = "Option --shard writes plain rows only; “merge” knows --csv-for";
  if (problem != NULL)
    g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, problem);
  if (problem != NULL || options->shard == NULL)
    return problem == NULL;
  if (cli_shard_parse (options->shard, &number, &n, error))
    return TRUE;
  g_prefix_error (error, "Option --shard: ");
  return FALSE;
}

/* Appends the rows of @model at the origins that are of this part. One that fails everywhere has none. */
static gboolean
add_model (CliRun *run, const CliShard *shard, gsize model, GPtrArray *vintages, GString *csv, GError **error)
{
  const char *models[] = { shard->models[model], NULL };
  g_autoptr (PrognosisBacktest) backtest = NULL;
  g_autoptr (GString) rows = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree gsize *origins = NULL;
  gsize n;

  origins = cli_shard_list_origins (shard, model, &n);
  for (gsize i = 0; i < n; i++)
    origins[i] = shard->origins[origins[i]];
  if (n == 0)
    return TRUE;
  backtest = test (run, shard->dataset, models, origins, n, vintages, &failure);
  if (backtest == NULL && !g_error_matches (failure, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (backtest == NULL)
    {
      cli_messages_warn ("%s: %s", models[0], failure->message);
      return TRUE;
    }
  say_failures (backtest);
  rows = prognosis_backtest_to_csv (backtest);
  g_string_append (csv, strchr (rows->str, '\n') + 1);
  return TRUE;
}

static gboolean
run_shard (CliRun *run, PrognosisDataset *dataset, const gsize *origins, gsize n_origins, GPtrArray *vintages, GError **error)
{
  const CliOptions *options = run->options;
  CliShard shard = { .dataset = dataset,
                     .models = (const char *const *) options->models,
                     .n_models = g_strv_length (options->models),
                     .origins = origins,
                     .n_origins = n_origins,
                     .options = options->engine };
  g_autofree char *manifest = NULL;
  g_autoptr (GString) csv = NULL;

  if (!cli_shard_parse (options->shard, &shard.number, &shard.n, error))
    return FALSE;
  manifest = cli_shard_dup_manifest (&shard);
  if (options->resume && cli_shard_is_done (options->output, manifest))
    {
      g_autofree char *note = g_strdup_printf ("part %s is done", options->shard);

      cli_messages_note (note);
      return TRUE;
    }
  csv = g_string_new (manifest);
  g_string_append_printf (csv, "\n%s", PROGNOSIS_BACKTEST_HEADER);
  for (gsize m = 0; m < shard.n_models; m++)
    if (!add_model (run, &shard, m, vintages, csv, error))
      return FALSE;
  cli_output_take_text (run->output, options->output, g_steal_pointer (&csv));
  return TRUE;
}

/* --- the command ---------------------------------------------------------------- */

static gboolean
run_whole (CliRun *run, PrognosisDataset *dataset, const gsize *origins, gsize n_origins, GPtrArray *vintages, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisBacktest) backtest
      = test (run, dataset, (const char *const *) options->models, origins, n_origins, vintages, error);
  gsize n_rows;

  if (backtest == NULL)
    return FALSE;
  say_failures (backtest);
  say_verdicts (backtest);
  prognosis_backtest_get_rows (backtest, &n_rows);
  if (n_rows == 0)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
                           "nothing could be scored: no forecast has an observation to compare it with");
      return FALSE;
    }
  if (options->json)
    {
      g_autofree char *json = prognosis_backtest_to_json (backtest);

      GString *report = g_string_new (g_strchomp (json));

      cli_output_take_text (run->output, NULL, g_string_append_c (report, '\n'));
    }
  if (!options->json || options->output != NULL)
    cli_output_take_csv (run->output, options->output, prognosis_backtest_to_csv (backtest), options->for_spreadsheet);
  return TRUE;
}

static gboolean
run_backtest (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GPtrArray) vintages = NULL;
  g_autofree gsize *origins = NULL;
  g_autoptr (PrognosisHub) hub = NULL;
  gsize n_origins;

  if (!check_shard (options, error) || !cli_job_get_hub (run, &hub, error))
    return FALSE;
  dataset = cli_data_read (run, options->operands, error);
  if (dataset == NULL || !check_models (run, dataset, error))
    return FALSE;
  origins = get_origins (run, dataset, &n_origins, error);
  if (origins == NULL)
    return FALSE;
  vintages = cli_vintages_read (run, dataset, error);
  if (vintages == NULL)
    return FALSE;
  return (options->shard != NULL ? run_shard : run_whole) (run, dataset, origins, n_origins, vintages, error);
}

extern const CliCommand cli_command_backtest;

const CliCommand cli_command_backtest = {
  .name = "backtest",
  .bit = CLI_BACKTEST,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Forecasts from past origins, using only the data up to each, and scores the forecasts.",
  .details = "Prints a CSV table with a row for each model, origin, region, signal and horizon:\n"
             "  model,origin,location,target,horizon,observed,median,ae,wis,in50,in95\n"
             "Of a reporting triangle or snapshots (see forecast) each origin sees only what had been reported by then.\n"
             "ae is the absolute error of the median, wis the weighted interval score. --json prints the means by\n"
             "model and signal instead, and the rows go to --output. A comparison of each model with\n"
             "persistence goes to standard error. --shard does a part of the work; “merge” puts the parts together.\n"
             "\n"
             "  prognosis-cli backtest cases.csv --population 763 --model sir,seir,persistence\n"
             "      --origins 2020-07-11,2020-08-22 --horizon 14\n",
  .run = run_backtest,
};
