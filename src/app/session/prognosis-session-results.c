/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* Results, stored with the choices that led to them. A comparison is shown again; a forecast is recomputed and compared
 * with the saved one. Both apply only to the same data. */

#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-session-private.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>

#define RESULTS_VERSION 1

void
prognosis_session_results_write (const PrognosisSessionText *text, JsonBuilder *json)
{
  if (text->choices->hash == NULL || (text->backtest == NULL && text->forecast == NULL && text->stored_forecast == NULL))
    return;
  json_builder_set_member_name (json, "results");
  json_builder_begin_object (json);
  prognosis_json_set_int (json, "version", RESULTS_VERSION);
  prognosis_json_set_string (json, "sha256", text->choices->hash);
  if (text->backtest != NULL)
    {
      json_builder_set_member_name (json, "comparison");
      prognosis_backtest_store (text->backtest, json);
      json_builder_set_member_name (json, "compared");
      json_builder_begin_object (json);
      prognosis_json_set_boolean (json, "same-data", text->is_of_data);
      prognosis_options_write_json (text->compared_options, json);
      json_builder_end_object (json);
    }
  if (text->forecast != NULL || text->stored_forecast != NULL)
    json_builder_set_member_name (json, "forecast");
  if (text->forecast != NULL)
    prognosis_forecast_store (text->forecast, json);
  else if (text->stored_forecast != NULL)
    json_builder_add_value (json, json_from_string (text->stored_forecast, NULL));
  json_builder_end_object (json);
}

/* Older files do not store the options of a comparison: assume those of the choices. */
static void
take_comparison (PrognosisSession *self, JsonObject *results)
{
  PrognosisDataset *dataset = self->choices->dataset;
  PrognosisBacktest *backtest
      = prognosis_backtest_restore (dataset, prognosis_forecaster_list (NULL), json_object_get_member (results, "comparison"));
  JsonObject *compared = prognosis_json_get_object (results, "compared");
  PrognosisOptions *options;

  if (backtest == NULL)
    return;
  options = compared != NULL ? prognosis_options_new () : prognosis_options_copy (self->choices->options);
  if (compared != NULL)
    {
      prognosis_options_read_json (options, compared);
      if (!json_object_get_boolean_member_with_default (compared, "same-data", TRUE))
        dataset = NULL;
    }
  prognosis_comparison_set_result (self->comparison, backtest, dataset, options);
  prognosis_options_free (options);
}

void
prognosis_session_take_results (PrognosisSession *self, JsonNode *node)
{
  JsonObject *results = prognosis_json_get_object (json_node_get_object (node), "results");
  JsonObject *forecast = prognosis_json_get_object (results, "forecast");

  if (results == NULL || self->choices->hash == NULL || prognosis_json_get_number (results, "version") != RESULTS_VERSION
      || g_strcmp0 (prognosis_json_get_text (json_object_get_member (results, "sha256")), self->choices->hash) != 0)
    return;
  take_comparison (self, results);
  if (forecast != NULL)
    {
      g_autofree char *stored = json_to_string (json_object_get_member (results, "forecast"), FALSE);

      self->stored_forecast = g_ref_string_new (stored);
    }
}

void
prognosis_session_check_stored (PrognosisSession *self, PrognosisForecast *forecast)
{
  g_autoptr (JsonNode) stored = self->stored_forecast != NULL ? json_from_string (self->stored_forecast, NULL) : NULL;

  prognosis_session_forget_stored (self);
  if (stored != NULL && !prognosis_forecast_is_as_stored (forecast, stored))
    prognosis_session_emit_toast (self, _ ("This forecast differs from the saved one: the program or the data have changed since."),
                                  NULL);
}

void
prognosis_session_forget_stored (PrognosisSession *self)
{
  g_clear_pointer (&self->stored_forecast, g_ref_string_release);
}
