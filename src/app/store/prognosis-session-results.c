/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

/* Results, stored with the choices that led to them. A comparison is shown again; a forecast is recomputed and compared
 * with the saved one. Both apply only to the same data. */

#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-session-text.h"
#include "prognosis-forecaster-list.h"

#include <string.h>

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
    json_builder_add_value (json, prognosis_json_parse (text->stored_forecast, strlen (text->stored_forecast), NULL));
  json_builder_end_object (json);
}

/* Older files do not store the options of a comparison: assume those of the choices. */
static void
read_comparison (JsonObject *results, const PrognosisChoices *choices, PrognosisSessionResults *into)
{
  JsonObject *compared = prognosis_json_get_object (results, "compared");

  into->backtest = prognosis_backtest_restore (choices->dataset, prognosis_forecaster_list (NULL),
                                               json_object_get_member (results, "comparison"));
  if (into->backtest == NULL)
    return;
  into->options = compared != NULL ? prognosis_options_new () : prognosis_options_copy (choices->options);
  into->is_of_data = compared == NULL || prognosis_json_get_boolean (compared, "same-data", TRUE);
  if (compared != NULL)
    prognosis_options_read_json (into->options, compared);
}

void
prognosis_session_results_read (JsonNode *node, const PrognosisChoices *choices, PrognosisSessionResults *into)
{
  JsonObject *results = prognosis_json_get_object (json_node_get_object (node), "results");

  *into = (PrognosisSessionResults){ 0 };
  if (results == NULL || choices->hash == NULL || prognosis_json_get_number (results, "version") != RESULTS_VERSION
      || g_strcmp0 (prognosis_json_get_text (json_object_get_member (results, "sha256")), choices->hash) != 0)
    return;
  read_comparison (results, choices, into);
  if (prognosis_json_get_object (results, "forecast") != NULL)
    {
      g_autofree char *stored = json_to_string (json_object_get_member (results, "forecast"), FALSE);
      g_autoptr (JsonNode) again = prognosis_json_parse (stored, strlen (stored), NULL);

      /* It is stored as it is until it is recomputed. A number that is infinite, such as 1e999, would spoil the file. */
      if (again != NULL)
        into->forecast = g_ref_string_new (stored);
    }
}
