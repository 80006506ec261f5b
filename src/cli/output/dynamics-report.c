/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parameters of a forecast whose equations are no compartment model. */

#include "dynamics-report.h"

#include <math.h>

#include "fit-rows.h"
#include "json.h"

#define LEVEL 0.95

/* FALSE where @region has no such parameter. */
static gboolean
get_row (const PrognosisForecast *forecast, gsize region, PrognosisLever lever, CliFitRow *row)
{
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);

  *row = (CliFitRow){ .id = prognosis_levers[lever].id,
                      .unit = prognosis_unit_to_string (prognosis_levers[lever].unit),
                      .value = prognosis_dynamics_get_found (dynamics, region)[lever],
                      .is_fixed = !isnan (prognosis_dynamics_get_set (dynamics, region)[lever]),
                      .prior_share = NAN };
  prognosis_forecast_get_lever_interval (forecast, region, lever, LEVEL, &row->lower, &row->upper);
  return !isnan (row->value);
}

GString *
cli_dynamics_report_table (const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GString *text = g_string_new (NULL);
  const int width = cli_fit_write_heading (text, dataset);
  CliFitRow row;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
      if (get_row (forecast, r, k, &row))
        cli_fit_write_row (text, dataset, r, width, &row);
  return text;
}

char *
cli_dynamics_report_json (const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  CliFitRow row;

  json_builder_begin_object (json);
  cli_json_add_string (json, "model", prognosis_forecast_get_forecaster (forecast));
  cli_json_add_day (json, "origin", dataset,
                    prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1));
  json_builder_set_member_name (json, "regions");
  json_builder_begin_array (json);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      json_builder_begin_object (json);
      cli_json_add_string (json, "code", region->code);
      cli_json_add_string (json, "name", region->name);
      json_builder_set_member_name (json, "parameters");
      json_builder_begin_array (json);
      for (int k = 0; k < PROGNOSIS_N_LEVERS; k++)
        if (get_row (forecast, r, k, &row))
          cli_fit_add_row (json, &row);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return cli_json_to_text (json, TRUE);
}
