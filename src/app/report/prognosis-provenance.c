/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-provenance.h"
#include "prognosis-setting.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define PROGRAM "Prognosis " PROGNOSIS_VERSION

/* "0.25", in every locale. (transfer full) */
static char *
format_value (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.6g", value));
}

/* File names without folders: paths may be private. (transfer full) */
static GStrv
dup_files (PrognosisSession *session)
{
  const char *const *paths = prognosis_session_get_paths (session);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (paths[i]);

      g_strv_builder_add (builder, base);
    }
  return g_strv_builder_end (builder);
}

/* The model that made the forecast shown, which may differ from the one requested (a recommendation). */
static const char *
get_model (PrognosisSession *session)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);

  return forecast != NULL ? prognosis_forecast_get_forecaster (forecast) : prognosis_session_get_choices (session)->forecaster;
}

static gboolean
is_early (PrognosisSession *session)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);

  return forecast != NULL && prognosis_forecast_is_early (forecast);
}

static char *
format_origin (PrognosisSession *session)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);

  return prognosis_dataset_format_day (choices->dataset, prognosis_choices_get_origin_day (choices));
}

static gsize
count_excluded (PrognosisDataset *dataset)
{
  gsize n = 0;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      {
        const guint8 *flags = prognosis_dataset_get_flags (dataset, r, s);

        for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
          n += (flags[t] & PROGNOSIS_FLAG_EXCLUDED) != 0;
      }
  return n;
}

/* --- metadata ------------------------------------------------------------------ */

static void
add_pair (GStrvBuilder *builder, const char *key, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_strv_builder_add (builder, key);
  g_strv_builder_add (builder, value);
}

static char *
dup_settings_text (const PrognosisOptions *options)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = prognosis_setting_to_text (&settings[i], options);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", settings[i].id, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_fixed_text (const PrognosisOptions *options)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);
      g_autofree char *value = format_value (fixed->value);

      g_string_append_printf (text, "%s%s%s%s=%s", i > 0 ? " " : "", fixed->region != NULL ? fixed->region : "",
                              fixed->region != NULL ? ":" : "", fixed->parameter, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_options (GStrvBuilder *builder, const PrognosisOptions *options, int horizon)
{
  PrognosisOptions *used = prognosis_options_copy (options);
  g_autofree char *settings = NULL;
  g_autofree char *fixed = dup_fixed_text (options);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);

  used->horizon = horizon;
  settings = dup_settings_text (used);
  add_pair (builder, "Seed", seed);
  add_pair (builder, "Settings", settings);
  add_pair (builder, "Fixed", fixed);
  prognosis_options_free (used);
}

/* The compared models, in place of the session's own. */
static void
add_comparison (GStrvBuilder *builder, PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  g_autoptr (GString) models = g_string_new (NULL);
  g_autoptr (GString) origins = g_string_new (NULL);
  g_autofree char *horizon = g_strdup_printf ("%u", (guint) prognosis_backtest_get_horizon (backtest));

  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    g_string_append_printf (models, "%s%s", m > 0 ? ", " : "", prognosis_backtest_get_model (backtest, m));
  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    {
      gssize step = (gssize) prognosis_backtest_get_origin (backtest, o);
      g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, step));

      g_string_append_printf (origins, "%s%s", o > 0 ? ", " : "", day);
    }
  add_pair (builder, "Models", models->str);
  add_pair (builder, "Origins", origins->str);
  add_pair (builder, "Horizon", horizon);
}

/* The last day of a change, or NULL. (transfer full) */
static char *
format_end (PrognosisDataset *dataset, const PrognosisChange *change)
{
  return change->n_days > 0 ? prognosis_dataset_format_day (dataset, change->day + change->n_days - 1) : NULL;
}

/* "Lockdown: transmission * 0.7 from 2020-05-01 to 2020-05-31" */
static void
add_scenario (GStrvBuilder *builder, PrognosisDataset *dataset, const PrognosisScenario *scenario)
{
  g_autoptr (GString) text = g_string_new (scenario->name);

  for (guint i = 0; i < scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, i);
      g_autofree char *factor = format_value (change->factor);
      g_autofree char *from = prognosis_dataset_format_day (dataset, change->day);
      g_autofree char *to = format_end (dataset, change);

      g_string_append_printf (text, "%stransmission * %s from %s%s%s", i == 0 ? ": " : "; ", factor, from, to != NULL ? " to " : "",
                              to != NULL ? to : "");
    }
  if (scenario->changes->len == 0)
    g_string_append (text, ": no change");
  add_pair (builder, "Scenario", text->str);
}

/* "reproduction=2.5 latent-days=3.69 ...; transmission * 0.6 from day 40" */
static void
add_outbreak (GStrvBuilder *builder, const PrognosisOutbreak *outbreak)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = format_value (prognosis_outbreak_get (outbreak, &fields[i]));

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", fields[i].id, value);
    }
  for (guint i = 0; outbreak->scenario != NULL && i < outbreak->scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (outbreak->scenario->changes, PrognosisChange, i);
      g_autofree char *factor = format_value (change->factor);

      g_string_append_printf (text, "; transmission * %s from day %d", factor, change->day);
      if (change->n_days > 0)
        g_string_append_printf (text, " for %d days", change->n_days);
    }
  add_pair (builder, "Title", "Simulated outbreak");
  add_pair (builder, "Software", PROGRAM);
  add_pair (builder, "Simulation", text->str);
}

GStrv
prognosis_provenance_dup_metadata (PrognosisSession *session, PrognosisShows shows)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  PrognosisComparison *comparison = prognosis_session_get_comparison (session);
  PrognosisBacktest *backtest = shows == PROGNOSIS_SHOWS_COMPARISON ? prognosis_comparison_get_backtest (comparison) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *origin = NULL;
  g_autofree char *files = NULL;
  g_auto (GStrv) names = dup_files (session);

  if (shows == PROGNOSIS_SHOWS_OUTBREAK && choices->outbreak != NULL)
    add_outbreak (builder, choices->outbreak);
  if (choices->dataset == NULL || shows == PROGNOSIS_SHOWS_OUTBREAK)
    return g_strv_builder_end (builder);
  origin = format_origin (session);
  files = g_strjoinv (", ", names);
  add_pair (builder, "Title", prognosis_dataset_get_title (choices->dataset));
  add_pair (builder, "Software", PROGRAM);
  add_pair (builder, "Source", prognosis_dataset_get_source (choices->dataset));
  add_pair (builder, "Data", files);
  add_pair (builder, "Data SHA-256", prognosis_session_get_choices (session)->hash);
  if (backtest != NULL)
    {
      add_comparison (builder, backtest);
      add_options (builder, prognosis_comparison_get_options (comparison), (int) prognosis_backtest_get_horizon (backtest));
      return g_strv_builder_end (builder);
    }
  add_pair (builder, "Model", get_model (session));
  add_pair (builder, "Origin", origin);
  for (guint i = 0; shows == PROGNOSIS_SHOWS_SCENARIOS && i < choices->scenarios->len; i++)
    add_scenario (builder, choices->dataset, g_ptr_array_index (choices->scenarios, i));
  add_options (builder, choices->options, choices->options->horizon);
  if (is_early (session))
    add_pair (builder, "Comment", "The fit was stopped early: this is the best result so far");
  if (prognosis_session_is_stale (session))
    add_pair (builder, "Comment", "Settings were changed after this forecast was made");
  return g_strv_builder_end (builder);
}

/* --- JSON ---------------------------------------------------------------------- */

static void
set_strings (JsonBuilder *json, const char *name, const char *const *values)
{
  prognosis_json_begin_array (json, name);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (json, values[i]);
  json_builder_end_array (json);
}

static void
write_scenario (JsonBuilder *json, PrognosisDataset *dataset, const PrognosisScenario *scenario)
{
  json_builder_set_member_name (json, "scenario");
  json_builder_begin_object (json);
  prognosis_json_set_string (json, "name", scenario->name);
  prognosis_json_begin_array (json, "changes");
  for (guint i = 0; i < scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, i);
      g_autofree char *from = prognosis_dataset_format_day (dataset, change->day);
      g_autofree char *to = format_end (dataset, change);

      json_builder_begin_object (json);
      prognosis_json_set_double (json, "transmission_factor", change->factor);
      prognosis_json_set_string (json, "from", from);
      prognosis_json_set_string (json, "to", to);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* @json is complete. (transfer full) */
static char *
to_text (JsonBuilder *json)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (json);

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

char *
prognosis_provenance_comparison_to_json (PrognosisSession *session)
{
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (session, PROGNOSIS_SHOWS_COMPARISON);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  for (gsize i = 0; metadata[i] != NULL; i += 2)
    prognosis_json_set_string (json, metadata[i], metadata[i + 1]);
  json_builder_end_object (json);
  return to_text (json);
}

char *
prognosis_provenance_to_json (PrognosisSession *session, const PrognosisScenario *scenario)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *origin = format_origin (session);
  g_auto (GStrv) files = dup_files (session);

  json_builder_begin_object (json);
  prognosis_json_set_string (json, "program", PROGRAM);
  prognosis_json_set_string (json, "title", prognosis_dataset_get_title (choices->dataset));
  prognosis_json_set_string (json, "source", prognosis_dataset_get_source (choices->dataset));
  set_strings (json, "data", (const char *const *) files);
  prognosis_json_set_string (json, "data_sha256", prognosis_session_get_choices (session)->hash);
  prognosis_json_set_int (json, "excluded_observations", (gint64) count_excluded (choices->dataset));
  prognosis_json_set_string (json, "forecaster", choices->forecaster);
  prognosis_json_set_string (json, "forecaster_used", get_model (session));
  prognosis_json_set_string (json, "origin", origin);
  prognosis_json_set_boolean (json, "choices_changed_since", prognosis_session_is_stale (session));
  prognosis_json_set_boolean (json, "ended_early", is_early (session));
  prognosis_options_write_json (choices->options, json);
  if (scenario != NULL)
    write_scenario (json, choices->dataset, scenario);
  set_strings (json, "notes", forecast != NULL ? prognosis_forecast_get_notes (forecast) : NULL);
  json_builder_end_object (json);
  return to_text (json);
}

/* Whether the file at @path does not exist, or was written by an earlier export. */
static gboolean
is_ours (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "\"program\" : \"Prognosis ") != NULL
         && strstr (text, "\"forecaster_used\"") != NULL;
}

/* The length of @path without its suffix. */
static gsize
get_stem (const char *path)
{
  const char *suffix = strrchr (path, '.');
  const char *folder_end = strrchr (path, G_DIR_SEPARATOR);

  return suffix != NULL && suffix > folder_end ? (gsize) (suffix - path) : strlen (path);
}

char *
prognosis_provenance_dup_path_beside (const char *path)
{
  gsize stem = get_stem (path);
  g_autofree char *beside = g_strdup_printf ("%.*s.json", (int) stem, path);

  return is_ours (beside) ? g_steal_pointer (&beside) : g_strconcat (path, ".json", NULL);
}

/* Whether @path can be overwritten: it does not exist, or an earlier export wrote it together with its JSON file. */
static gboolean
is_free (const char *path)
{
  g_autofree char *beside = g_strdup_printf ("%.*s.json", (int) get_stem (path), path);

  return !g_file_test (path, G_FILE_TEST_EXISTS) || (g_file_test (beside, G_FILE_TEST_EXISTS) && is_ours (beside));
}

char *
prognosis_provenance_dup_path_of (const char *path, const char *name, GHashTable *taken)
{
  gsize stem = get_stem (path);
  g_autofree char *plain = g_strdelimit (g_strdup (name), "/\\:", '-');
  g_autofree char *own = g_strdup_printf ("%.*s-%s%s", (int) stem, path, plain, path + stem);

  for (guint i = 2; g_hash_table_contains (taken, own) || !is_free (own); i++)
    {
      g_free (own);
      own = g_strdup_printf ("%.*s-%s-%u%s", (int) stem, path, plain, i, path + stem);
    }
  return g_steal_pointer (&own);
}
