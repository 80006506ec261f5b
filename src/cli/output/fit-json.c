/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fit-report.h"
#include "fit-rows.h"
#include "json.h"
#include "location.h"

void
cli_fit_add_row (JsonBuilder *json, const CliFitRow *row)
{
  json_builder_begin_object (json);
  cli_json_add_string (json, "id", row->id);
  prognosis_json_set_double (json, "value", row->value);
  cli_json_add_string (json, "unit", row->unit);
  prognosis_json_set_double (json, "lower_95", row->lower);
  prognosis_json_set_double (json, "upper_95", row->upper);
  prognosis_json_set_boolean (json, "fixed", row->is_fixed);
  prognosis_json_set_double (json, "prior_share", row->prior_share);
  json_builder_end_object (json);
}

static void
add_parameters (JsonBuilder *json, const PrognosisFit *fit, gsize region)
{
  json_builder_set_member_name (json, "parameters");
  json_builder_begin_array (json);
  for (gsize i = 0; cli_fit_has_data (fit, region) && i < prognosis_fit_get_n_parameters (fit); i++)
    {
      CliFitRow row = cli_fit_get_row (fit, region, i);

      cli_fit_add_row (json, &row);
    }
  json_builder_end_array (json);
}

/* Durations by the id of their rate, and reproduction numbers. */
static void
add_derived (JsonBuilder *json, const PrognosisFit *fit, gsize region)
{
  double first = NAN, last = NAN;

  json_builder_set_member_name (json, "durations");
  json_builder_begin_array (json);
  for (gsize i = 0; cli_fit_has_data (fit, region) && i < prognosis_fit_get_n_parameters (fit); i++)
    {
      CliFitRow row;

      if (!cli_fit_get_duration (fit, region, i, &row))
        continue;
      row.id = prognosis_fit_get_parameter (fit, i)->id;
      json_builder_begin_object (json);
      cli_json_add_string (json, "rate", row.id);
      prognosis_json_set_double (json, "days", row.value);
      prognosis_json_set_double (json, "lower_95", row.lower);
      prognosis_json_set_double (json, "upper_95", row.upper);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  cli_fit_get_reproduction (fit, region, &first, &last);
  prognosis_json_set_double (json, "reproduction_first", first);
  prognosis_json_set_double (json, "reproduction_last", last);
}

static void
add_regions (JsonBuilder *json, const PrognosisFit *fit)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);

  json_builder_set_member_name (json, "regions");
  json_builder_begin_array (json);
  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, i);

      json_builder_begin_object (json);
      cli_json_add_string (json, "code", region->code);
      cli_json_add_string (json, "name", region->name);
      prognosis_json_set_double (json, "population", region->population);
      cli_json_add_string (json, "stop", prognosis_stop_to_string (prognosis_fit_get_stop (fit, i)));
      prognosis_json_set_double (json, "loss", prognosis_fit_get_region_loss (fit, i));
      add_parameters (json, fit, i);
      add_derived (json, fit, i);
      cli_json_add_strings (json, "notes", prognosis_fit_get_notes (fit, i));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_curve (const PrognosisFit *fit, gsize region, gsize signal, const double *curve, gpointer to)
{
  JsonBuilder *json = to;
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const double *observed = prognosis_dataset_get_values (dataset, region, signal);
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  for (gsize t = 0; t < n; t++)
    {
      json_builder_begin_object (json);
      cli_json_add_string (json, "location", cli_location_get (dataset, region));
      cli_json_add_string (json, "target", prognosis_dataset_get_signal (dataset, signal)->name);
      cli_json_add_day (json, "date", dataset, prognosis_dataset_get_day (dataset, (gssize) (first + t)));
      prognosis_json_set_double (json, "observed", observed[first + t]);
      prognosis_json_set_double (json, "fitted", curve[t]);
      json_builder_end_object (json);
    }
}

char *
cli_fit_report_json (const PrognosisFit *fit)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  json_builder_begin_object (json);
  cli_json_add_string (json, "model", prognosis_fit_get_model (fit)->id);
  cli_json_add_string (json, "title", prognosis_dataset_get_title (dataset));
  cli_json_add_day (json, "first_date", dataset, prognosis_dataset_get_day (dataset, (gssize) first));
  cli_json_add_day (json, "origin", dataset, prognosis_dataset_get_day (dataset, (gssize) (first + n) - 1));
  prognosis_json_set_int (json, "steps", n);
  prognosis_json_set_double (json, "loss", prognosis_fit_get_loss (fit));
  prognosis_json_set_double (json, "mse", prognosis_fit_get_mse (fit));
  prognosis_json_set_int (json, "evaluations", prognosis_fit_get_n_evaluations (fit));
  add_regions (json, fit);
  json_builder_set_member_name (json, "trajectory");
  json_builder_begin_array (json);
  cli_fit_walk_curves (fit, add_curve, json);
  json_builder_end_array (json);
  cli_json_add_warnings (json, dataset);
  json_builder_end_object (json);
  return cli_json_to_text (json, TRUE);
}
