/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>

#include "prognosis-bundle.h"
#include "prognosis-commands.h"
#include "prognosis-csv.h"
#include "prognosis-export.h"
#include "prognosis-file-name.h"
#include "prognosis-methods.h"
#include "prognosis-output.h"
#include "prognosis-report.h"
#include "prognosis-scenario-words.h"
#include "prognosis-tables.h"

#define CHART_WIDTH 1200
#define CHART_HEIGHT 800

typedef struct
{
  PrognosisSession *session;
  const PrognosisChoices *choices;
  PrognosisForecast *forecast;
  gboolean for_spreadsheet;
  const char *folder; /* under a temporary name */
  PrognosisOutput *output;
} Bundle;

static void
take_file (Bundle *self, const char *name, GString *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  prognosis_output_take_text (self->output, path, text);
}

/* @csv: (transfer full) (nullable); @provenance: (transfer full): JSON */
static void
take_table (Bundle *self, const char *stem, GString *csv, char *provenance)
{
  g_autofree char *name = g_strconcat (stem, ".csv", NULL), *beside = g_strconcat (stem, ".json", NULL);
  g_autofree char *json = provenance;

  if (csv == NULL)
    return;
  if (self->for_spreadsheet)
    prognosis_csv_to_spreadsheet (csv, prognosis_csv_get_decimal_mark ());
  take_file (self, name, csv);
  take_file (self, beside, g_string_new (json));
}

/* A table about the forecast. @csv: (transfer full) (nullable) */
static void
take_own (Bundle *self, const char *stem, GString *csv)
{
  take_table (self, stem, csv, prognosis_provenance_to_json (self->session, NULL));
}

static void
take_answers (Bundle *self)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self->forecast);
  const gsize n = prognosis_dataset_get_n_signals (dataset);
  g_autofree double *thresholds = g_new (double, n);

  for (gsize s = 0; s < n; s++)
    thresholds[s] = prognosis_choices_get_threshold (self->choices, prognosis_dataset_get_signal (dataset, s)->name);
  take_own (
      self, "summary",
      prognosis_tables_write_answers (self->forecast, prognosis_answer_find_period (dataset, self->choices->within), thresholds));
}

static gboolean
take_scenarios (Bundle *self, GError **error)
{
  PrognosisScenario *const *scenarios = (PrognosisScenario *const *) self->choices->scenarios->pdata;
  const gsize n = self->choices->scenarios->len;
  const double generation_days = self->choices->options->generation_days;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_build_filename (self->folder, "forecast.csv", NULL);
  g_autoptr (GArray) regions = NULL;
  gsize n_levels;
  const double *levels = prognosis_forecast_hub_levels (&n_levels);

  if (n == 0)
    return TRUE;
  regions = prognosis_scenario_words_dup_regions (self->session);
  take_own (self, "scenarios",
            prognosis_tables_write_scenarios (self->forecast, scenarios, n, (const gsize *) (gpointer) regions->data, regions->len,
                                              generation_days));
  for (gsize i = 0; i < n; i++)
    {
      char *own = prognosis_provenance_dup_path_of (path, scenarios[i]->name, taken);
      g_autofree char *stem = prognosis_file_name_dup_stem (own);
      g_autoptr (PrognosisForecast) changed = prognosis_scenario_apply (scenarios[i], self->forecast, generation_days, error);

      g_hash_table_add (taken, own);
      if (changed == NULL)
        return FALSE;
      take_table (self, stem, prognosis_forecast_to_csv (changed, levels, n_levels),
                  prognosis_provenance_to_json (self->session, scenarios[i]));
    }
  return TRUE;
}

static gboolean
take_tables (Bundle *self, GError **error)
{
  PrognosisBacktest *backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (self->session));
  gsize n_levels;
  const double *levels = prognosis_forecast_hub_levels (&n_levels);

  take_own (self, "forecast", prognosis_forecast_to_csv (self->forecast, levels, n_levels));
  take_answers (self);
  take_own (self, "transmission",
            prognosis_tables_write_transmission (self->forecast, self->choices->options->generation_days, levels, n_levels));
  take_own (self, "parameters", prognosis_tables_write_parameters (self->forecast));
  take_own (self, "residuals", prognosis_tables_write_residuals (self->forecast));
  take_own (self, "loss", prognosis_tables_write_losses (self->forecast));
  if (backtest != NULL)
    {
      char *scores = prognosis_backtest_to_json (backtest);

      take_table (self, "comparison", prognosis_backtest_to_csv (backtest),
                  prognosis_provenance_comparison_to_json (self->session));
      take_table (self, "comparison-errors", prognosis_backtest_ratios_to_csv (backtest),
                  prognosis_provenance_comparison_to_json (self->session));
      take_file (self, "comparison-scores.json", g_string_new (scores));
      g_free (scores);
    }
  return take_scenarios (self, error);
}

static void
take_texts (Bundle *self)
{
  g_autofree char *script = prognosis_commands_dup_script (self->session);
  g_autofree char *methods = prognosis_methods_dup_text (self->session);
  g_autofree char *session = prognosis_session_to_json (self->session);
  GString *populations = prognosis_commands_write_populations (prognosis_session_get_dataset (self->session));

  take_file (self, "commands.sh", g_string_new (script));
  take_file (self, "methods.txt", g_string_new (methods));
  take_file (self, "session.prognosis", g_string_new (session));
  if (populations != NULL)
    take_file (self, PROGNOSIS_COMMANDS_POPULATIONS, populations);
}

static gboolean
take_charts (Bundle *self, const PrognosisBundleChart *charts, gsize n_charts, GError **error)
{
  static const char *const formats[] = { "png", "svg" };

  for (gsize i = 0; i < n_charts; i++)
    for (gsize f = 0; f < G_N_ELEMENTS (formats); f++)
      {
        g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (self->session, charts[i].shows);
        g_autofree char *name = g_strdup_printf ("%s.%s", charts[i].name, formats[f]);
        g_autofree char *path = g_build_filename (self->folder, name, NULL);
        g_autoptr (GBytes) bytes = prognosis_figure_export_bytes (charts[i].figure, formats[f], CHART_WIDTH, CHART_HEIGHT, 2, NULL,
                                                                  (const char *const *) metadata, error);

        if (bytes == NULL)
          return FALSE;
        prognosis_output_add (self->output, path, bytes);
      }
  return TRUE;
}

/* Written last: the charts share their figure with it. */
static gboolean
write_report (Bundle *self, const PrognosisBundleChart *chart, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "report.pdf", NULL);

  return prognosis_report_write_pdf (self->session, chart->figure, FALSE, path, error);
}

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

/* @path as in the messages of PrognosisOutput: the reason, then the path. */
static gboolean
fail (const char *path, GError **error)
{
  const int number = errno;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number), "%s: %s", g_strerror (number), path);
  return FALSE;
}

gboolean
prognosis_bundle_write (PrognosisSession *session, const PrognosisBundleChart *charts, gsize n_charts, gboolean for_spreadsheet,
                        const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *temporary = g_build_filename (parent, ".prognosis-XXXXXX", NULL);
  Bundle self = { .session = session,
                  .choices = prognosis_session_get_choices (session),
                  .forecast = prognosis_session_get_forecast (session),
                  .for_spreadsheet = for_spreadsheet };
  gboolean ok;

  if (g_mkdtemp_full (temporary, 0777) == NULL)
    return fail (folder, error);
  self.folder = temporary;
  self.output = prognosis_output_new ();
  take_texts (&self);
  ok = take_tables (&self, error) && take_charts (&self, charts, n_charts, error)
       && prognosis_output_commit (self.output, NULL, error) && (n_charts == 0 || write_report (&self, &charts[0], error));
  prognosis_output_free (self.output);
  if (ok && g_rename (temporary, folder) != 0)
    ok = fail (folder, error);
  if (!ok)
    remove_folder (temporary);
  return ok;
}
