/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-commands.h"
#include "prognosis-csv.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-pasted.h"
#include "prognosis-reading-setting.h"
#include "prognosis-setting.h"

static void
append_option (GString *line, const char *option, const char *value)
{
  g_autofree char *quoted = value != NULL ? g_shell_quote (value) : NULL;

  g_string_append_printf (line, " --%s%s%s", option, quoted != NULL ? " " : "", quoted != NULL ? quoted : "");
}

static void
append_number_option (GString *line, const char *option, const char *prefix, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = g_strconcat (prefix, g_ascii_dtostr (number, sizeof number, value), NULL);

  append_option (line, option, text);
}

/* --- the data --------------------------------------------------------------------- */

static void
append_reading (GString *line, const PrognosisReadingSetting *setting, const PrognosisColumns *columns)
{
  const char *option = prognosis_reading_setting_get_option (setting);
  g_autofree char *list = NULL;
  g_autofree char *number = NULL;

  if (prognosis_reading_setting_is_unset (setting, columns))
    return;
  switch (setting->kind)
    {
    case PROGNOSIS_READING_COLUMN:
    case PROGNOSIS_READING_TEXT: append_option (line, option, PROGNOSIS_READING_FIELD (columns, setting, char *)); break;
    case PROGNOSIS_READING_COLUMNS:
      {
        g_autoptr (GString) names = g_string_new (NULL);

        for (char **name = PROGNOSIS_READING_FIELD (columns, setting, char **); *name != NULL; name++)
          {
            g_string_append (names, names->len > 0 ? "," : "");
            prognosis_csv_append_quoted (names, *name);
          }
        append_option (line, option, names->str);
        break;
      }
    case PROGNOSIS_READING_CONDITIONS:
      for (char **condition = PROGNOSIS_READING_FIELD (columns, setting, char **); *condition != NULL; condition++)
        append_option (line, option, *condition);
      break;
    case PROGNOSIS_READING_ENUM:
      append_option (line, option, setting->values[prognosis_reading_setting_get_value (setting, columns)].id);
      break;
    case PROGNOSIS_READING_LINE:
      number = g_strdup_printf ("%d", PROGNOSIS_READING_FIELD (columns, setting, int));
      append_option (line, option, number);
      break;
    case PROGNOSIS_READING_SWITCH:
    default: append_option (line, option, NULL); break;
    }
}

static gboolean
has_population (PrognosisDataset *dataset)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (prognosis_dataset_get_region (dataset, r)->population > 0)
      return TRUE;
  return FALSE;
}

GString *
prognosis_commands_write_populations (PrognosisDataset *dataset)
{
  GString *csv;

  if (!has_population (dataset))
    return NULL;
  csv = g_string_new ("location,population\n");
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      if (!(region->population > 0))
        continue;
      prognosis_csv_append_text (csv, prognosis_region_get_key (region));
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, region->population);
      g_string_append_c (csv, '\n');
    }
  return csv;
}

/* A figure for one region, the table for several. */
static void
append_population (GString *line, PrognosisDataset *dataset)
{
  if (!has_population (dataset))
    return;
  if (prognosis_dataset_get_n_regions (dataset) == 1)
    append_number_option (line, "population", "", prognosis_dataset_get_region (dataset, 0)->population);
  else
    g_string_append (line, " --population \"$here/" PROGNOSIS_COMMANDS_POPULATIONS "\"");
}

/* "prognosis-cli forecast FILES", and how they are read. */
static void
append_start (GString *line, PrognosisSession *session, const char *command)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const char *const *paths = prognosis_session_get_paths (session);
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  g_string_append_printf (line, "prognosis-cli %s", command);
  for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (paths[i]);
      g_autofree char *quoted = g_shell_quote (base);

      g_string_append_printf (line, " \"$data\"/%s", quoted);
    }
  for (gsize i = 0; choices->columns != NULL && i < n; i++)
    append_reading (line, &settings[i], choices->columns);
  append_population (line, choices->dataset);
}

/* --- the forecast ----------------------------------------------------------------- */

/* Settings that @forecaster reads (NULL: any) and that are not the default; and the seed. */
static void
append_settings (GString *line, const PrognosisChoices *choices, const PrognosisOptions *options,
                 const PrognosisForecaster *forecaster)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);
  g_autoptr (PrognosisOptions) presets = prognosis_options_new ();
  const guint reads = forecaster != NULL ? prognosis_forecaster_get_reads (forecaster, choices->dataset, options) : G_MAXUINT;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = NULL;

      if ((settings[i].reads & reads) == 0
          || (settings[i].kind != PROGNOSIS_SETTING_SEED && prognosis_setting_equal (&settings[i], options, presets)))
        continue;
      value = prognosis_setting_to_text (&settings[i], options);
      append_option (line, prognosis_setting_get_option (&settings[i]), value);
    }
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);
      g_autofree char *name = fixed->region != NULL ? g_strdup_printf ("%s:%s=", fixed->region, fixed->parameter)
                                                    : g_strdup_printf ("%s=", fixed->parameter);

      append_number_option (line, "set", name, fixed->value);
    }
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);
      g_autofree char *text = g_strdup_printf ("%s=%s", observe->signal, observe->quantity);

      append_option (line, "observe", text);
    }
}

static void
append_day_option (GString *line, const char *option, PrognosisDataset *dataset, int day)
{
  g_autofree char *text = prognosis_dataset_format_day (dataset, day);

  append_option (line, option, text);
}

/* The command of the forecast, to which options for its output are added. (transfer full) */
static GString *
new_forecast_line (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  GString *line = g_string_new (NULL);

  append_start (line, session, "forecast");
  append_option (line, "model", choices->forecaster);
  if (choices->origin >= 0)
    append_day_option (line, "origin", choices->dataset, prognosis_choices_get_origin_day (choices));
  append_settings (line, choices, choices->options, prognosis_forecaster_find (choices->forecaster));
  return line;
}

static void
append_output (GString *script, GString *line, const char *name)
{
  g_autofree char *quoted = g_shell_quote (name);

  g_string_append_printf (script, "%s --output \"$again\"/%s\n", line->str, quoted);
}

static void
append_scenario (GString *script, PrognosisSession *session, const PrognosisScenario *scenario)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (GString) line = new_forecast_line (session);
  g_autofree char *plain = g_strdelimit (g_strdup (scenario->name), "/\\:", '-');
  g_autofree char *name = g_strdup_printf ("forecast-%s.csv", plain);

  for (guint i = 0; i < scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, i);
      g_autofree char *from = prognosis_dataset_format_day (dataset, change->day);
      g_autofree char *start = g_strconcat (from, "=", NULL);
      g_autofree char *after = change->n_days > 0 ? prognosis_dataset_format_day (dataset, change->day + change->n_days) : NULL;
      g_autofree char *end = after != NULL ? g_strconcat (after, "=1", NULL) : NULL;

      append_number_option (line, "change", start, change->factor);
      if (end != NULL)
        append_option (line, "change", end);
    }
  append_output (script, line, name);
}

static void
append_comparison (GString *script, PrognosisSession *session)
{
  PrognosisComparison *comparison = prognosis_session_get_comparison (session);
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (comparison);
  g_autoptr (GString) line = g_string_new (NULL), models = g_string_new (NULL), origins = g_string_new (NULL);
  PrognosisDataset *dataset;
  g_autofree char *horizon = NULL;

  if (backtest == NULL)
    return;
  dataset = prognosis_backtest_get_dataset (backtest);
  /* The command gives all models the same options, so it cannot repeat kept forecasts. */
  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    if (!prognosis_backtest_is_run (backtest, m))
      g_string_append_printf (models, "%s%s", models->len > 0 ? "," : "", prognosis_backtest_get_model (backtest, m));
  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    {
      const gssize step = (gssize) prognosis_backtest_get_origin (backtest, o);
      g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, step));

      g_string_append_printf (origins, "%s%s", o > 0 ? "," : "", day);
    }
  append_start (line, session, "backtest");
  append_option (line, "model", models->str);
  append_option (line, "origins", origins->str);
  horizon = g_strdup_printf ("%" G_GSIZE_FORMAT, prognosis_backtest_get_horizon (backtest));
  append_option (line, "horizon", horizon);
  g_string_append_printf (line, " --seed %" G_GUINT64_FORMAT, prognosis_comparison_get_options (comparison)->seed);
  append_output (script, line, "comparison.csv");
}

char *
prognosis_commands_dup_script (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  g_autoptr (GString) line = new_forecast_line (session);
  GString *script = g_string_new (
      "#!/bin/sh\n"
      "# Makes the tables of this folder again, in its subfolder “again”: sh commands.sh FOLDER-OF-THE-DATA\n"
      "# Corrections made in the window (excluded reports, kinds of signals, neighbours, holidays) are not options of the\n"
      "# command: if there are any, open session.prognosis instead.\n"
      "set -e\n"
      "here=$(dirname \"$0\")\n"
      "data=${1:-.}\n"
      "again=$here/again\n"
      "mkdir -p \"$again\"\n");

  if (prognosis_pasted_is (prognosis_session_get_paths (session)))
    g_string_append (script, "# The data were pasted: session.prognosis holds them.\n");
  append_output (script, line, "forecast.csv");
  g_string_append_printf (script, "%s --summary --within %d > \"$again\"/summary.txt\n", line->str, choices->within);
  if (prognosis_session_get_forecast (session) != NULL)
    g_string_append_printf (script, "%s --reproduction \"$again\"/transmission.csv > /dev/null\n", line->str);
  for (guint i = 0; i < choices->scenarios->len; i++)
    append_scenario (script, session, g_ptr_array_index (choices->scenarios, i));
  append_comparison (script, session);
  return g_string_free (script, FALSE);
}
