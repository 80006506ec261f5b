/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "command.h"
#include "prognosis-reading-setting.h"
#include "prognosis-setting.h"

G_BEGIN_DECLS

/* The location of --sum. */
#define CLI_SUM_OF_REGIONS "Sum of regions"

/**
 * CliOptions:
 *
 * A command line, checked: numbers are in their ranges, names of fixed sets are known. What only
 * the data or a model can tell (regions, signals, parameters) is checked where they are known.
 * Lists are NULL-terminated; NULL: not given.
 */
typedef struct
{
  char **operands; /* never NULL */
  gboolean wants_help;

  char *format;
  PrognosisColumns columns;
  char *population;
  char *adjacency;
  char *holidays;
  char **regions;
  char **signals;
  gboolean totals; /* are forecast, too */
  char *origin;
  char **models; /* never NULL: "auto" */
  char *method;  /* of nowcast */
  char **origins;
  char **vintages;
  char **truth;
  char *hub;
  char *target;
  char *by;                                /* of score: how a leaderboard is divided */
  double least_share;                      /* the same; NAN: not given */
  char **outputs;                          /* of --hub: ids of output types */
  gboolean sum;                            /* of all regions */
  GPtrArray *groups;                       /* of GStrv: a name, then regions; NULL: none */
  char **changes;                          /* DAY=FACTOR */
  char *assume_deaths, *assume_recoveries; /* SHARE,DAYS or the id of a preset */
  int n_days, n_runs;                      /* of simulate; 0: not given */
  char *disease;                           /* of simulate: the id of a preset */
  double *levels;                          /* never NULL; ascending */
  gsize n_levels;
  PrognosisOptions *engine;

  char *output;
  char *plot;
  char *plot_region;
  char *reproduction;
  char *length_of_stay; /* DAYS[,SHAPE] or nights:N,N,... */
  char *beds;
  double admitted, capacity; /* NAN: not given */
  gboolean for_spreadsheet;  /* CSV with the marks of the language */
  char *shard;               /* of backtest: “3/16” */
  gboolean resume;           /* of backtest: keep a part that is done */
  gboolean keep;             /* in the diary */
  char *diary;               /* its folder; NULL: that of the window */
  gboolean json;
  gboolean summary;
  char **thresholds; /* [SIGNAL=]N */
  int within;        /* days; 0: not given */
  gboolean stats;
  gboolean quiet;
  int progress; /* -1: on a terminal only */
} CliOptions;

/**
 * cli_options_parse:
 * @arguments: NULL-terminated; what follows the command's name
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION
 */
CliOptions *cli_options_parse (const CliCommand *command, char **arguments, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cli_options_free (CliOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOptions, cli_options_free)

typedef enum
{
  CLI_SECTION_READ,
  CLI_SECTION_COMPUTE,
  CLI_SECTION_WRITE,
  CLI_N_SECTIONS,
} CliSection;

/**
 * CliOption:
 * @commands: set of %CliCommandBit
 * @value: what stands for its value in the help; NULL for a switch
 * @parse: checks @value and stores it; its error's message is completed with the option's name
 * @is_many: takes all that follows up to the next option
 *
 * One option. Those of a fit or forecast and of a table are the engine's, see prognosis-setting.h and
 * prognosis-reading-setting.h; one of the command's own is one line of the table in options.c. Help and manual page are made from the list of both.
 */
typedef struct _CliOption CliOption;
typedef gboolean (*CliOptionParse) (const CliOption *option, const char *value, CliOptions *options, GError **error);
struct _CliOption
{
  const char *name;
  CliSection section;
  guint commands;
  const char *value;
  CliOptionParse parse;
  gsize offset;        /* of the field, for @parse */
  double lower, upper; /* of a number, for @parse */
  gboolean is_many;
  const char *help;
  const char *preset;                     /* the default, in words; or NULL */
  const PrognosisSetting *setting;        /* of the engine; NULL: the command's own */
  const PrognosisReadingSetting *reading; /* the same, of a table */
};

const CliOption *cli_options_list (gsize *n);
/* The one that sets @id, as prognosis_error_get_option() gives it; or NULL. */
const CliOption *cli_options_find (const char *id);
/* Sets %PROGNOSIS_ERROR_OPTION. Returns FALSE. */
gboolean cli_options_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A sentence as part of another: without its capital letter and full stop. (transfer full) */
char *cli_options_to_phrase (const char *sentence);

G_END_DECLS
