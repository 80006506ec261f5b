/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of the command line: one table for all commands, from which parsing, --help and the manual page are made.
   Options of the engine are not repeated here: they are appended from prognosis_setting_list() with its bounds, defaults and
   help. An entry says which commands accept it; what options mean together is checked after all have been read. GOption
   cannot express options with several values, such as --truth FILE..., or sections shared by commands. */

#include "options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "option-values.h"
#include "prognosis-error.h"
#include "prognosis-forecast.h"
#include "prognosis-number.h"

#define OWN(field) .offset = G_STRUCT_OFFSET (CliOptions, field)
#define ENGINE(field) .offset = G_STRUCT_OFFSET (PrognosisOptions, field)

/* The command's own, in the order of the help; those of the engine's list follow the first one. */
static const CliOption own_options[] = {
  { "--format", CLI_SECTION_READ, CLI_READING, "ID", cli_parse_text, OWN (format),
    .help = "format of the files; see “prognosis-cli inspect”", .preset = "detected from the content" },
  { "--population", CLI_SECTION_READ, CLI_READING, "FILE|N|builtin|none", cli_parse_text, OWN (population),
    .help = "population sizes: a table with a column of populations (or years across, as that of the World Bank) and a column of "
            "region codes or names; a number, for a single region; builtin: those of countries (World Bank, 2024) and US states "
            "(US Census Bureau, 2018) where the data have none; none: no population",
    .preset = "taken from the data; builtin, with a notice, if a model needs what they lack" },
  { "--adjacency", CLI_SECTION_READ, CLI_READING, "FILE", cli_parse_text, OWN (adjacency),
    .help = "CSV file of pairs of neighbouring regions, by code or name", .preset = "taken from the data, if present" },
  { "--holidays", CLI_SECTION_READ, CLI_READING, "CC|none|FILE", cli_parse_text, OWN (holidays),
    .help = "public holidays: those of a country (two letters), none, or a CSV file with a column of dates and, if they differ, "
            "a column of region codes or names",
    .preset = "of the country of each region, if recognised" },
  { "--regions", CLI_SECTION_READ, CLI_READING, "A,B,...", cli_parse_list, OWN (regions),
    .help = "use only these regions, by code or name; put names that contain a comma in double quotes", .preset = "all" },
  { "--totals", CLI_SECTION_READ, CLI_FITTING, NULL, cli_parse_switch, OWN (totals),
    .help = "also forecast regions that are totals of others, such as a country among its states, apart from these. "
            "--regions NAME forecasts one alone. With --hub, and in data of a hub, totals are places like all others",
    .preset = "totals are left out" },
  { "--signals", CLI_SECTION_READ, CLI_READING, "A,B,...", cli_parse_list, OWN (signals), .help = "use only these signals",
    .preset = "all that the model can observe" },
  { "--origin", CLI_SECTION_READ, CLI_INSPECT | CLI_FIT | CLI_FORECAST | CLI_NOWCAST, "YYYY-MM-DD", cli_parse_day, OWN (origin),
    .help = "last day whose observations may be used (2020-08 for months, a whole number if the data have a day index). Later data "
            "are ignored "
            "altogether, including for scaling and initial values",
    .preset = "the last day of the data" },
  { "--origins", CLI_SECTION_READ, CLI_BACKTEST, "D1,D2,...", cli_parse_days, OWN (origins), .help = "forecast origins",
    .preset = "eight, one week or month apart, before the end of the data" },
  { "--truth", CLI_SECTION_READ, CLI_SCORE, "FILE...", cli_parse_file, OWN (truth), .is_many = TRUE,
    .help = "observations to score against: files or a folder" },
  { "--vintages", CLI_SECTION_READ, CLI_FORECAST | CLI_BACKTEST, "FILE...", cli_parse_file, OWN (vintages), .is_many = TRUE,
    .help = "earlier versions of the same data, as files or a folder, from which the revision of first reports is learned. "
            "Versions that end after the origin have no effect",
    .preset = "none" },
  { "--model", CLI_SECTION_COMPUTE, CLI_SIMULATE | CLI_FITTING, "ID", cli_parse_list, OWN (models),
    .help = "forecaster, one of those that “prognosis-cli models” lists; auto chooses the best one for these data. "
            "backtest takes several, separated by commas",
    .preset = "auto" },
  { "--method", CLI_SECTION_COMPUTE, CLI_NOWCAST, "ID", cli_parse_text, OWN (method),
    .help = "how to nowcast; “prognosis-cli nowcast --help” lists the methods", .preset = "the first of them" },
  { "--days", CLI_SECTION_COMPUTE, CLI_SIMULATE, "N", cli_parse_int, OWN (n_days), .lower = 1, .upper = 36525,
    .help = "number of days to simulate", .preset = "200; needed with --model" },
  { "--stochastic", CLI_SECTION_COMPUTE, CLI_SIMULATE, "N", cli_parse_int, OWN (n_runs), .lower = 2, .upper = 100000,
    .help
    = "draw this many runs of chance events among whole persons instead of solving the equations; the table then has quantiles",
    .preset = "the equations" },
  { "--disease", CLI_SECTION_COMPUTE, CLI_SIMULATE, "ID", cli_parse_text, OWN (disease),
    .help = "reproduction number, latent and infectious period, and the fatality if it is known, of influenza, measles, covid-19 "
            "or sars; "
            "--set changes them",
    .preset = "the periods of covid-19" },
  { "--set", CLI_SECTION_COMPUTE, CLI_SIMULATE | CLI_FITTING, "[REGION:]NAME=VALUE", cli_parse_set,
    .help = "fix a parameter at a value, in all regions or in one (repeatable); “fit” lists them", .preset = "all are fitted" },
  { "--observe", CLI_SECTION_COMPUTE, CLI_FITTING, "SIGNAL=QUANTITY", cli_parse_observe,
    .help = "quantity of the model that a signal observes (repeatable)", .preset = "chosen by kind and role" },
  { "--change", CLI_SECTION_COMPUTE, CLI_FORECAST | CLI_SIMULATE, "DAY=FACTOR", cli_parse_change, OWN (changes),
    .help = "what if: from this day on, multiply the forecast transmission rate by this factor (repeatable; each factor "
            "applies until the day of the next). In a simulation days count from 0",
    .preset = "as forecast" },
  { "--assume-deaths", CLI_SECTION_COMPUTE, CLI_FORECAST, "SHARE,DAYS|PRESET", cli_parse_text, OWN (assume_deaths),
    .help = "also forecast deaths where none are reported: this share of the cases, on average so many days later; or the figures "
            "published for covid-19 or sars. They are marked as assumed, and the intervals leave out how uncertain the figures are",
    .preset = "only what is reported" },
  { "--assume-recoveries", CLI_SECTION_COMPUTE, CLI_FORECAST, "SHARE,DAYS|PRESET", cli_parse_text, OWN (assume_recoveries),
    .help = "the same for recoveries", .preset = "only what is reported" },
  { "--levels", CLI_SECTION_COMPUTE, CLI_FORECAST | CLI_BACKTEST | CLI_FIT | CLI_NOWCAST, "P,P,...", cli_parse_levels,
    .help = "quantile levels to write; files for --hub have those of the hub",
    .preset = "the 23 levels of the forecast hubs: 0.01 0.025 0.05 0.1 ... 0.95 0.975 0.99" },
  { "--shard", CLI_SECTION_COMPUTE, CLI_BACKTEST, "K/N", cli_parse_text, OWN (shard),
    .help = "do only the K-th of N parts of the work, by model and origin, and write it to --output, for “merge”",
    .preset = "all" },
  { "--resume", CLI_SECTION_COMPUTE, CLI_BACKTEST, NULL, cli_parse_switch, OWN (resume),
    .help = "keep the part at --output if it is done, of the same data, models, origins and settings", .preset = "off" },
  { "--hub", CLI_SECTION_COMPUTE, CLI_FORECAST | CLI_BACKTEST | CLI_VALIDATE | CLI_SCORE, "ID|FOLDER|FILE", cli_parse_text,
    OWN (hub),
    .help
    = "forecast hub: cdc-flusight, cdc-covid, cdc-rsv, respicast, respinow-sari, respinow-influenza, respinow-rsv; or the folder "
      "of a hub with its hub-config/tasks.json; or the file of a description. forecast writes the file that it asks for, with all "
      "levels that it requires",
    .preset = "the columns shared by all hubs" },
  { "--outputs", CLI_SECTION_COMPUTE, CLI_FORECAST, "A,B,...", cli_parse_list, OWN (outputs),
    .help
    = "what to write for --hub, where it asks for it: quantiles, medians, samples, changes (probabilities of the categories of "
      "change), peaks (size and week of the season's peak), all. What the hub requires is always written",
    .preset = "quantiles" },
  { "--target", CLI_SECTION_COMPUTE, CLI_FORECAST | CLI_SCORE, "NAME", cli_parse_text, OWN (target),
    .help = "target of --hub that the data are of, such as “ILI incidence”, or the one to score",
    .preset = "known from the names and kinds of the signals" },
  { "--by", CLI_SECTION_COMPUTE, CLI_SCORE, "horizon|place|season|round", cli_parse_text, OWN (by),
    .help = "with --hub: rank the models for each of these apart", .preset = "all together" },
  { "--least-share", CLI_SECTION_COMPUTE, CLI_SCORE, "SHARE", cli_parse_number, OWN (least_share), .lower = 0, .upper = 1,
    .help = "with --hub: leave out models that have a smaller share of the forecasts", .preset = "0.5" },
  { "--sum", CLI_SECTION_COMPUTE, CLI_FORECAST, NULL, cli_parse_switch, OWN (sum),
    .help = "also forecast the sum of all regions, from sample paths that are drawn for all of them together. Its location is "
            "“" CLI_SUM_OF_REGIONS "”",
    .preset = "each region" },
  { "--group", CLI_SECTION_COMPUTE, CLI_FORECAST, "NAME=A,B,...", cli_parse_group, OWN (groups),
    .help = "also forecast the sum of these regions, by code or name, as a location of this name (repeatable); put names that "
            "contain a comma in double quotes",
    .preset = "none" },
  { "--no-nowcast", CLI_SECTION_COMPUTE, CLI_FORECAST | CLI_BACKTEST, NULL, cli_parse_engine_switch, ENGINE (start),
    .help = "the same as --nowcast none: start from what has been reported of the last weeks so far", .preset = "off" },
  { "--threads", CLI_SECTION_COMPUTE, CLI_ALL, "N", cli_parse_engine_int, ENGINE (n_threads), .lower = 1, .upper = 1024,
    .help = "number of worker threads", .preset = "one per core" },
  { "--length-of-stay", CLI_SECTION_COMPUTE, CLI_FORECAST, "DAYS[,SHAPE]|nights:N,N,...", cli_parse_text, OWN (length_of_stay),
    .help
    = "how long patients need a bed, from which the beds in use follow: the mean, and the shape of a gamma distribution [2], or "
      "the numbers of patients who stay 0, 1, 2, ... nights",
    .preset = "no beds" },
  { "--admitted", CLI_SECTION_COMPUTE, CLI_FORECAST, "SHARE", cli_parse_number, OWN (admitted), .lower = 0, .upper = 1,
    .help = "share of the counts that is admitted", .preset = "1: they are admissions" },
  { "--capacity", CLI_SECTION_COMPUTE, CLI_FORECAST, "N", cli_parse_number, OWN (capacity), .lower = 0, .upper = 1e9,
    .help = "let --summary say how likely more beds than these are needed, and from which day", .preset = "none" },
  { "--beds", CLI_SECTION_WRITE, CLI_FORECAST, "FILE", cli_parse_text, OWN (beds),
    .help = "write the beds in use to this CSV file: date,location,level,beds; an empty location is the sum of all regions" },
  { "--keep", CLI_SECTION_WRITE, CLI_FORECAST, NULL, cli_parse_switch, OWN (keep),
    .help = "keep the forecast in the diary, so that “prognosis-cli diary” can tell later what came of it", .preset = "off" },
  { "--diary", CLI_SECTION_WRITE, CLI_FORECAST | CLI_DIARY, "FOLDER", cli_parse_text, OWN (diary), .help = "folder of the diary",
    .preset = "that of the window" },
  { "--reproduction", CLI_SECTION_WRITE, CLI_FORECAST, "FILE", cli_parse_text, OWN (reproduction),
    .help = "also write the reproduction number over time to this CSV file: date,location,quantity,level,value" },
  { "--output", CLI_SECTION_WRITE, CLI_ALL, "FILE", cli_parse_text, OWN (output), .help = "file to write the result to",
    .preset = "standard output" },
  { "--csv-for", CLI_SECTION_WRITE, CLI_SIMULATE | CLI_FITTING | CLI_SCORE | CLI_NOWCAST | CLI_MERGE | CLI_DIARY,
    "plain|spreadsheet", cli_parse_csv_for, OWN (for_spreadsheet),
    .help = "marks of a CSV file: commas and decimal points, or as a spreadsheet in your language opens it (its separator and "
            "decimal mark, UTF-8 with a byte order mark). In both, names that a spreadsheet would run as a formula begin with an "
            "apostrophe, which reading removes; files of hubs hold names as they are",
    .preset = "plain" },
  { "--summary", CLI_SECTION_WRITE, CLI_FORECAST | CLI_SIMULATE, NULL, cli_parse_switch, OWN (summary),
    .help
    = "print how many come in the next days with their intervals, the change against as many days before, and the chance of "
      "more, for the sum of all regions and for each; of a simulation the peak, the infected and the beds. The table then goes "
      "to --output only",
    .preset = "the table" },
  { "--within", CLI_SECTION_WRITE, CLI_FORECAST, "7|14|28", cli_parse_within, OWN (within),
    .help = "days that --summary covers: in weekly data 1, 2 or 4 weeks, in monthly data 1, 2 or 3 months", .preset = "7" },
  { "--threshold", CLI_SECTION_WRITE, CLI_FORECAST, "[SIGNAL=]N", cli_parse_threshold, OWN (thresholds),
    .help
    = "let --summary say how likely it is up to the horizon, and from which day, that new counts per day (in the mean of seven "
      "days), week or month, or persons present, rise above this number, or fall to it if they are above now (repeatable)",
    .preset = "none" },
  { "--plot", CLI_SECTION_WRITE, CLI_SIMULATE | CLI_FIT | CLI_FORECAST, "FILE.png|.svg|.pdf", cli_parse_picture, OWN (plot),
    .help = "also plot the result, as the window shows it", .preset = "none" },
  { "--plot-region", CLI_SECTION_WRITE, CLI_FORECAST, "NAME", cli_parse_text, OWN (plot_region),
    .help = "plot all signals of this region, given by code or name", .preset = "the largest regions, one signal of each" },
  { "--json", CLI_SECTION_WRITE, CLI_INSPECT | CLI_SIMULATE | CLI_FIT | CLI_FORECAST | CLI_BACKTEST | CLI_SCORE, NULL,
    cli_parse_switch, OWN (json), .help = "print a machine-readable report in JSON; of a forecast or simulation that of --summary",
    .preset = "text" },
  { "--stats", CLI_SECTION_WRITE, CLI_ALL, NULL, cli_parse_switch, OWN (stats),
    .help
    = "print one line of JSON to standard error, even with --quiet: read_s, fit_s, forecast_s, wall_s, loss, mse, evaluations, "
      "parameters, regions, peak_bytes",
    .preset = "off" },
  { "--progress", CLI_SECTION_WRITE, CLI_ALL, NULL, cli_parse_switch, OWN (progress),
    .help = "show a progress bar on standard error", .preset = "only on a terminal" },
  { "--quiet", CLI_SECTION_WRITE, CLI_ALL, NULL, cli_parse_switch, OWN (quiet), .help = "print no messages except errors",
    .preset = "off" },
  { "--help", CLI_SECTION_WRITE, CLI_ALL, NULL, cli_parse_switch, OWN (wants_help), .help = "show this help" },
};

/* The commands that know a setting. fit accepts the generation time, which acts on forecasts only, as earlier versions did. */
static guint
get_commands (const PrognosisSetting *setting)
{
  if (setting->reads & PROGNOSIS_READS_SEED)
    return CLI_ALL;
  return setting->reads & (PROGNOSIS_READS_MODEL | PROGNOSIS_READS_GENERATION) ? CLI_FITTING : CLI_FORECAST | CLI_BACKTEST;
}

/* "constant|piecewise", without the "default" that stands for giving no option at all. (transfer full) */
static char *
join_values (const PrognosisSetting *setting)
{
  GString *text = g_string_new (NULL);

  for (const PrognosisSettingValue *value = setting->values; value->id != NULL; value++)
    if (!g_str_equal (value->id, "default"))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", value->id);
  return g_string_free (text, FALSE);
}

/* (transfer full) */
static char *
describe_preset (const PrognosisSetting *setting)
{
  const PrognosisSettingValue *value = setting->values != NULL ? &setting->values[(int) setting->preset] : NULL;

  if (value != NULL && !g_str_equal (value->id, "default"))
    return g_strdup (value->id);
  if (value == NULL && (setting->preset != 0 || setting->automatic == NULL))
    return prognosis_number_to_text (setting->preset);
  return cli_options_to_phrase (value != NULL ? value->title : setting->automatic);
}

/* (transfer full) */
static char *
describe (const PrognosisSetting *setting)
{
  g_autofree char *help = cli_options_to_phrase (setting->help);
  g_autofree char *lower = prognosis_number_to_text (setting->lower), *upper = prognosis_number_to_text (setting->upper);

  if (setting->kind != PROGNOSIS_SETTING_INT && setting->kind != PROGNOSIS_SETTING_REAL)
    return g_steal_pointer (&help);
  return g_strdup_printf ("%s (%s to %s%s)", help, lower, upper, setting->automatic != NULL ? ", or 0" : "");
}

static CliOption
make_option (const PrognosisSetting *setting)
{
  return (CliOption){
    .name = g_strconcat ("--", prognosis_setting_get_option (setting), NULL),
    .section = CLI_SECTION_COMPUTE,
    .commands = get_commands (setting),
    .value = setting->values != NULL ? join_values (setting) : g_ascii_strup (setting->unit != NULL ? setting->unit : "n", -1),
    .parse = cli_parse_setting,
    .setting = setting,
    .help = describe (setting),
    .preset = describe_preset (setting),
  };
}

/* "comma|semicolon", without the "found" that stands for giving no option at all. (transfer full) */
static char *
join_reading_values (const PrognosisReadingSetting *setting)
{
  GString *text = g_string_new (NULL);

  for (const PrognosisReadingValue *value = setting->values + 1; value->id != NULL; value++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", value->id);
  return g_string_free (text, FALSE);
}

static CliOption
make_reading_option (const PrognosisReadingSetting *setting)
{
  static const CliOptionParse parsers[] = {
    [PROGNOSIS_READING_COLUMN] = cli_parse_text,      [PROGNOSIS_READING_COLUMNS] = cli_parse_list,
    [PROGNOSIS_READING_CONDITIONS] = cli_parse_where, [PROGNOSIS_READING_TEXT] = cli_parse_text,
    [PROGNOSIS_READING_ENUM] = cli_parse_reading,     [PROGNOSIS_READING_LINE] = cli_parse_int,
    [PROGNOSIS_READING_SWITCH] = cli_parse_switch,
  };

  return (CliOption){
    .name = g_strconcat ("--", prognosis_reading_setting_get_option (setting), NULL),
    .section = CLI_SECTION_READ,
    .commands = CLI_READING,
    .value = setting->values != NULL ? join_reading_values (setting) : setting->argument,
    .parse = parsers[setting->kind],
    .offset = G_STRUCT_OFFSET (CliOptions, columns) + setting->offset,
    .lower = -1,
    .upper = 1000000,
    .help = cli_options_to_phrase (setting->help),
    .preset = setting->automatic,
    .reading = setting,
  };
}

static void
append_reading_options (GArray *list)
{
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const CliOption option = make_reading_option (&settings[i]);

      g_array_append_val (list, option);
    }
}

/* The command's own and those of the engine's settings, by section. Made once and kept. */
static const GArray *
get_list (void)
{
  static GArray *list;

  if (g_once_init_enter (&list))
    {
      GArray *made = g_array_new (FALSE, FALSE, sizeof (CliOption));
      gsize n;
      const PrognosisSetting *settings = prognosis_setting_list (&n);

      for (int section = 0; section < CLI_N_SECTIONS; section++)
        {
          for (gsize i = 0; i < G_N_ELEMENTS (own_options); i++)
            if ((int) own_options[i].section == section)
              {
                g_array_append_val (made, own_options[i]);
                if (i == 0)
                  append_reading_options (made);
              }
          for (gsize i = 0; section == CLI_SECTION_COMPUTE && i < n; i++)
            {
              const CliOption option = make_option (&settings[i]);

              g_array_append_val (made, option);
            }
        }
      g_once_init_leave (&list, made);
    }
  return list;
}

gboolean
cli_options_refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, format, arguments);
  va_end (arguments);
  return FALSE;
}

char *
cli_options_to_phrase (const char *sentence)
{
  char *phrase = g_strdup (sentence);
  const gsize length = strlen (phrase);

  if (length > 1 && !g_ascii_isupper (phrase[1]))
    phrase[0] = g_ascii_tolower (phrase[0]);
  if (length > 0 && phrase[length - 1] == '.')
    phrase[length - 1] = '\0';
  return phrase;
}

const CliOption *
cli_options_list (gsize *n)
{
  const GArray *list = get_list ();

  *n = list->len;
  return (const CliOption *) (const void *) list->data;
}
