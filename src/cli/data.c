/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "prognosis-assumed.h"
#include "prognosis-candidate.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader-list.h"

/* As many as fit on a screen; “inspect” lists all. */
#define MAX_WARNINGS 10

static void
show_progress (double fraction, gpointer data)
{
  cli_messages_progress ("Reading", fraction);
}

/* Readers drop what is later already; here it is made sure of, and the origin's text is checked against the data. */
static PrognosisDataset *
end_at_origin (PrognosisDataset *dataset, const char *origin, GError **error)
{
  g_autofree char *last = NULL;
  gssize step;
  int day, last_day;

  if (!prognosis_dataset_parse_day (dataset, origin, &day, error))
    return NULL;
  step = prognosis_dataset_find_step (dataset, day);
  if (step < 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "%s is before the first observation", origin);
      return NULL;
    }
  last_day = prognosis_dataset_get_day (dataset, step);
  last = prognosis_dataset_format_day (dataset, last_day);
  if (day - last_day >= prognosis_dataset_get_step_days (dataset))
    cli_messages_warn ("the data end on %s, before the origin %s: forecasts start after %s", last, origin, last);
  if ((gsize) step + 1 == prognosis_dataset_get_n_steps (dataset))
    return prognosis_dataset_ref (dataset);
  return prognosis_dataset_truncate (dataset, step + 1);
}

/* Replaces *@dataset by what was made of it for @option, unless that failed. */
static gboolean
replace (PrognosisDataset **dataset, PrognosisDataset *other, const char *option, GError **error)
{
  if (other == NULL)
    {
      if (g_error_matches (*error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION))
        g_prefix_error (error, "Option %s: ", option);
      return FALSE;
    }
  prognosis_dataset_unref (*dataset);
  *dataset = other;
  return TRUE;
}

/* Models that cannot run without populations get the built-in ones, where there are some: nothing else was asked of these data. */
static void
add_needed_populations (const CliRun *run, PrognosisDataset **dataset)
{
  gboolean is_needed = FALSE;
  PrognosisDataset *peopled;

  for (gsize i = 0; (run->command->bit & CLI_FITTING) != 0 && run->options->models[i] != NULL; i++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (run->options->models[i]);

      is_needed |= forecaster != NULL && prognosis_forecaster_lacks_population (forecaster, *dataset);
    }
  if (!is_needed || run->options->population != NULL)
    return;
  peopled = prognosis_population_add_builtin (*dataset, TRUE, NULL);
  if (peopled == NULL || !prognosis_population_check (peopled, NULL))
    {
      g_clear_pointer (&peopled, prognosis_dataset_unref);
      return;
    }
  prognosis_dataset_unref (*dataset);
  *dataset = peopled;
}

static gboolean
assume (PrognosisDataset **dataset, PrognosisRole role, const char *text, const char *option, GError **error)
{
  double share, days;

  return text == NULL
         || replace (dataset,
                     prognosis_assumed_parse (text, role, &share, &days, error)
                         ? prognosis_dataset_with_assumed (*dataset, role, share, days, error)
                         : NULL,
                     option, error);
}

static gboolean
apply_options (PrognosisDataset **dataset, const CliOptions *options, GError **error)
{
  const char *const *regions = (const char *const *) options->regions;
  const char *const *signals = (const char *const *) options->signals;

  if (options->origin != NULL && !replace (dataset, end_at_origin (*dataset, options->origin, error), "--origin", error))
    return FALSE;
  if (options->population != NULL
      && !replace (dataset, prognosis_read_population (*dataset, options->population, error), "--population", error))
    return FALSE;
  if (options->adjacency != NULL
      && !replace (dataset, prognosis_read_adjacency (*dataset, options->adjacency, error), "--adjacency", error))
    return FALSE;
  if (options->holidays != NULL
      && !replace (dataset, prognosis_read_holidays (*dataset, options->holidays, error), "--holidays", error))
    return FALSE;
  if (regions != NULL && !replace (dataset, prognosis_dataset_select (*dataset, regions, NULL, error), "--regions", error))
    return FALSE;
  if (signals != NULL && !replace (dataset, prognosis_dataset_select (*dataset, NULL, signals, error), "--signals", error))
    return FALSE;
  return assume (dataset, PROGNOSIS_ROLE_RECOVERIES, options->assume_recoveries, "--assume-recoveries", error)
         && assume (dataset, PROGNOSIS_ROLE_DEATHS, options->assume_deaths, "--assume-deaths", error);
}

/* A forecast hub asks for its totals as for every other place; other commands than those that fit show all. */
static PrognosisDataset *
choose_totals (const CliRun *run, PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  gboolean any = FALSE;

  if (run->options->hub != NULL)
    return prognosis_dataset_without_totals (dataset);
  if (run->options->totals)
    {
      g_autofree gboolean *picked = g_new (gboolean, n);

      for (gsize r = 0; r < n; r++)
        picked[r] = TRUE;
      return prognosis_dataset_with_picked (dataset, picked);
    }
  for (gsize r = 0; r < n; r++)
    any |= prognosis_dataset_leaves_out (dataset, r);
  return any && (run->command->bit & CLI_FITTING) != 0 ? prognosis_dataset_dup_kept (dataset) : prognosis_dataset_ref (dataset);
}

/* What changes the forecast comes first, so that it is not among those that are left out. */
static void
say_warnings (const PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_warnings (dataset);
  g_auto (GStrv) notices = prognosis_dataset_dup_notices (dataset);
  gsize n_said = 0;

  for (gsize i = 0; notices[i] != NULL; i++)
    cli_messages_note (notices[i]);
  for (int remarks = 0; remarks < 2; remarks++)
    for (gsize i = 0; i < n; i++)
      {
        const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

        if (prognosis_warning_is_remark (warning) == remarks && n_said++ < MAX_WARNINGS)
          cli_messages_warn_at (warning->file, warning->line, warning->message);
      }
  if (n > MAX_WARNINGS)
    cli_messages_warn ("and %" G_GSIZE_FORMAT " more warnings about the data; “prognosis-cli inspect” lists all", n - MAX_WARNINGS);
}

static gboolean
check_format (const char *format, GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  const PrognosisReader *const *readers;
  gsize n;

  if (format == NULL || prognosis_reader_find (format) != NULL)
    return TRUE;
  readers = prognosis_reader_list (&n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", readers[i]->id);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --format: “%s” is not known; expected one of %s", format,
               ids->str);
  return FALSE;
}

PrognosisDataset *
cli_data_read (CliRun *run, char **files, GError **error)
{
  const CliOptions *options = run->options;
  PrognosisReadOptions read_options = PROGNOSIS_READ_OPTIONS_INIT;
  gint64 started_usec = g_get_monotonic_time ();
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (PrognosisDataset) chosen = NULL;

  if (!check_format (options->format, error))
    return NULL;
  read_options.format = options->format;
  read_options.columns = &options->columns;
  read_options.last_day_text = options->origin;
  read_options.progress = show_progress;
  dataset = prognosis_read ((const char *const *) files, &read_options, run->cancellable, error);
  cli_messages_progress_done ();
  /* The format was checked before: what is left to be refused is the last day. */
  if (dataset == NULL && g_error_matches (*error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION))
    g_prefix_error (error, "Option --origin: ");
  if (dataset == NULL || !apply_options (&dataset, options, error)
      || g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  add_needed_populations (run, &dataset);
  chosen = choose_totals (run, dataset);
  prognosis_dataset_unref (dataset);
  dataset = g_steal_pointer (&chosen);
  run->stats.read_s = cli_stats_seconds_since (started_usec);
  run->stats.regions = prognosis_dataset_get_n_regions (dataset);
  if (run->command->bit != CLI_INSPECT)
    say_warnings (dataset);
  return g_steal_pointer (&dataset);
}
