/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-forecaster.h"
#include "prognosis-hub.h"
#include "prognosis-reader.h"

#include "interrupt.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "stats.h"

G_BEGIN_DECLS

/* What the functions of one command share. */
struct _CliRun
{
  const CliCommand *command;
  CliOptions *options;
  GCancellable *cancellable;
  CliOutput *output;
  CliStats stats;
  _Atomic gint64 worked_usec; /* when a job last said how far it is, from any thread */
};

/* data.c: reads @files up to the origin, with population, neighbours and selection. (transfer full) */
PrognosisDataset *cli_data_read (CliRun *run, char **files, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* vintages.c: the versions that --vintages names and that end when @dataset does or before, oldest first. (transfer
 * full) */
GPtrArray *cli_vintages_read (CliRun *run, const PrognosisDataset *dataset, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files that are the versions in @paths: of a folder each table in it, by name. (transfer full) */
GPtrArray *cli_vintages_list (char **paths);

/* files.c: finds out before any work whether all outputs can be written, and none over an input or another output. FALSE with
 * %PROGNOSIS_ERROR_OPTION */
gboolean cli_files_check (const CliOptions *options, GError **error);

/* job.c: shared by fit and forecast. */
/* What --hub names; NULL without it. Its season and the file of its places become options unless they are given. FALSE with an error.
   @hub: (transfer full) */
gboolean cli_job_get_hub (CliRun *run, PrognosisHub **hub, GError **error);
/* Lent, or NULL with %PROGNOSIS_ERROR_OPTION. */
const PrognosisForecaster *cli_job_find_forecaster (const char *id, GError **error);
/* The one that --model names. */
const PrognosisForecaster *cli_job_get_forecaster (const CliRun *run, GError **error);
/* FALSE if @forecaster cannot follow an option, or an option names something that @dataset does not have. */
gboolean cli_job_check_model (const CliRun *run, const PrognosisForecaster *forecaster, const PrognosisDataset *dataset,
                              GError **error);
/* Forecasts, and keeps the time. @vintages is nullable. @needs_paths: else the forecast has only quantiles, at --levels. (transfer full) */
PrognosisForecast *cli_job_forecast (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset,
                                     GPtrArray *vintages, gboolean needs_paths, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with %PROGNOSIS_ERROR_COMPUTATION: not one series was forecast. */
gboolean cli_job_check_any (const PrognosisForecast *forecast, GError **error);
void cli_job_progress (const PrognosisProgress *progress, gpointer run);
void cli_job_count_fit (CliRun *run, const PrognosisFit *fit);

/* beds.c: FALSE with %PROGNOSIS_ERROR_OPTION if options about beds contradict each other or @dataset. */
gboolean cli_beds_check (const CliRun *run, const PrognosisDataset *dataset, GError **error);
/* Adds the table of --beds, and their lines to the summary. */
gboolean cli_beds_add (CliRun *run, const PrognosisForecast *forecast, GError **error);

/* groups.c: sums of regions, --sum and --group. */
/* FALSE with %PROGNOSIS_ERROR_OPTION if a group names an unknown region, or has the name of another location. */
gboolean cli_groups_check (const CliRun *run, const PrognosisDataset *dataset, GError **error);
typedef void (*CliGroupFunc) (const char *name, const gsize *regions, gsize n_regions, gpointer data);
/* Calls @func for each sum that was asked for. */
void cli_groups_for_each (const CliRun *run, const PrognosisDataset *dataset, CliGroupFunc func, gpointer data);
/* Adds their rows to the table of @forecast. */
void cli_groups_add_rows (const CliRun *run, const PrognosisForecast *forecast, GString *csv);

/* leaderboard.c: ranks the models of --hub. */
gboolean cli_leaderboard_run (CliRun *run, GError **error);

/* submission.c: what --hub writes. */
/* Checks the data and options, and sets the horizon that the hub asks for unless one is given. FALSE with %PROGNOSIS_ERROR_OPTION. */
gboolean cli_submission_prepare (CliRun *run, const PrognosisHub *hub, const PrognosisDataset *dataset, GError **error);
/* (transfer full): or NULL with an error */
GString *cli_submission_make (CliRun *run, const PrognosisHub *hub, const PrognosisForecast *forecast, GError **error);

/* outbreak.c: simulates an outbreak that --set, --disease and --change describe. */
gboolean cli_outbreak_simulate (CliRun *run, GError **error);

/* diary.c: adds @forecast to the diary if --keep is given. */
gboolean cli_diary_keep (CliRun *run, const PrognosisForecast *forecast, GError **error);
/* The folder of the diary. (transfer full) */
char *cli_diary_dup_folder (const CliRun *run);

/* transmission.c: replaces @forecast by the scenario of --change, if given. */
gboolean cli_transmission_change (CliRun *run, PrognosisForecast **forecast, GError **error);
/* Adds the table of --reproduction to the output, if given. */
gboolean cli_transmission_add_table (CliRun *run, PrognosisForecast *forecast, GError **error);

/* figure.c: FALSE with %PROGNOSIS_ERROR_OPTION if @dataset does not have the region of --plot-region. */
gboolean cli_figure_check (const CliRun *run, const PrognosisDataset *dataset, GError **error);
/* Adds the plot of --plot to the output, if given. */
gboolean cli_figure_add (CliRun *run, PrognosisForecast *forecast, GError **error);
/* Adds @figure as the file of --plot, which must be given. */
gboolean cli_figure_write (CliRun *run, PrognosisFigure *figure, const char *title, int width, int height, GError **error);

/* summary.c: what --summary asks for. */
/* FALSE with %PROGNOSIS_ERROR_OPTION if an option lacks --summary, or names a signal that @dataset does not have. */
gboolean cli_summary_check (const CliRun *run, const PrognosisDataset *dataset, GError **error);
/* Adds to standard output what comes in the next days: for the sum of regions, if there are several, and for each region, by
   signal. Text, with numbers rounded by their uncertainty, or JSON. */
void cli_summary_add (CliRun *run, const PrognosisForecast *forecast);

G_END_DECLS
