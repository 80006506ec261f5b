/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
typedef struct
{
  const CliCommand *command;
  CliOptions *options;
  GCancellable *cancellable;
  CliOutput *output;
  CliStats stats;
  _Atomic gint64 worked_usec; /* when a job last said how far it is, from any thread */
} CliRun;

/**
 * CliCommand:
 *
 * A command is one file and one line of the list in main.c; options.c says which options it knows.
 */
struct _CliCommand
{
  const char *name;
  CliCommandBit bit;    /* for the option table */
  const char *operands; /* as in the usage line */
  int min_operands;
  int max_operands;    /* -1: any number */
  const char *summary; /* one line */
  const char *details; /* paragraphs of its help */
  gboolean (*run) (CliRun *run, GError **error);
};

extern const CliCommand cli_command_inspect;
extern const CliCommand cli_command_models;
extern const CliCommand cli_command_simulate;
extern const CliCommand cli_command_fit;
extern const CliCommand cli_command_forecast;
extern const CliCommand cli_command_backtest;
extern const CliCommand cli_command_score;

/* help.c */
void cli_help_print_program (const CliCommand *const *commands);
void cli_help_print_command (const CliCommand *command);

/* data.c: reads @files up to the origin, with population, neighbours and selection. (transfer full) */
PrognosisDataset *cli_data_read (CliRun *run, char **files, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The code where the data have one, else the name. Lent. */
const char *cli_data_get_location (const PrognosisDataset *dataset, gsize region);

/* vintages.c: the versions that --vintages names and that end when @dataset does or before, oldest first. (transfer
 * full) */
GPtrArray *cli_vintages_read (CliRun *run, const PrognosisDataset *dataset, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* job.c: what fit and forecast have in common. */
/* What --hub names, with its season among the options; NULL without one. FALSE with %PROGNOSIS_ERROR_OPTION. */
gboolean cli_job_get_hub (CliRun *run, const PrognosisHub **hub, GError **error);
/* Lent, or NULL with %PROGNOSIS_ERROR_OPTION. */
const PrognosisForecaster *cli_job_find_forecaster (const char *id, GError **error);
/* The one that --model names. */
const PrognosisForecaster *cli_job_get_forecaster (const CliRun *run, GError **error);
/* FALSE where a choice cannot be heard by @forecaster, or names what @dataset does not have. */
gboolean cli_job_check_model (const CliRun *run, const PrognosisForecaster *forecaster, const PrognosisDataset *dataset,
                              GError **error);
/* Puts the option before an error of the engine that is about one of its values. */
void cli_job_name_option (const CliRun *run, GError **error);
/* Forecasts, and keeps the time. @vintages is nullable. (transfer full) */
PrognosisForecast *cli_job_forecast (CliRun *run, const PrognosisForecaster *forecaster, PrognosisDataset *dataset,
                                     GPtrArray *vintages, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cli_job_progress (const PrognosisProgress *progress, gpointer run);
void cli_job_count_fit (CliRun *run, const PrognosisFit *fit);

/* transmission.c: what --change makes of @forecast, which it replaces. */
gboolean cli_transmission_change (CliRun *run, PrognosisForecast **forecast, GError **error);
/* Adds the table that --reproduction asks for, if it does, to the output. */
gboolean cli_transmission_add_table (CliRun *run, PrognosisForecast *forecast, GError **error);

/* figure.c: adds the picture that --plot asks for, if it does, to the output. */
gboolean cli_figure_add (CliRun *run, PrognosisForecast *forecast, GError **error);

/* fit-report.c, fit-json.c */
GString *cli_fit_report_table (const PrognosisFit *fit);
GString *cli_fit_report_csv (const PrognosisFit *fit);
char *cli_fit_report_json (const PrognosisFit *fit);

G_END_DECLS
