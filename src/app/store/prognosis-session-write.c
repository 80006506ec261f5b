/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-columns-store.h"
#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-output.h"
#include "prognosis-pasted.h"
#include "prognosis-session-text.h"

#include <json-glib/json-glib.h>
#include <math.h>

static void
write_data (const PrognosisSessionText *self, JsonBuilder *json)
{
  g_autofree char *pasted = prognosis_pasted_dup_text ((const char *const *) self->paths);

  json_builder_set_member_name (json, "data");
  json_builder_begin_object (json);
  prognosis_json_begin_array (json, "paths");
  for (gsize i = 0; self->paths != NULL && self->paths[i] != NULL; i++)
    {
      g_autofree char *absolute = g_canonicalize_filename (self->paths[i], NULL);

      json_builder_add_string_value (json, absolute);
    }
  json_builder_end_array (json);
  if (pasted != NULL)
    prognosis_json_set_string (json, "pasted", pasted);
  prognosis_json_set_string (json, "sha256", self->choices->hash);
  prognosis_json_set_string (json, "format", prognosis_dataset_get_format (self->choices->dataset));
  if (self->choices->columns != NULL)
    {
      json_builder_set_member_name (json, "columns");
      prognosis_columns_write_json (self->choices->columns, json);
    }
  json_builder_end_object (json);
}

static void
write_signals (PrognosisDataset *dataset, JsonBuilder *json)
{
  prognosis_json_begin_array (json, "signals");
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "name", signal->name);
      prognosis_json_set_string (json, "kind", prognosis_kind_to_string (signal->kind));
      prognosis_json_set_string (json, "role", prognosis_role_to_string (signal->role));
      prognosis_json_set_boolean (json, "fitted", signal->fitted);
      if (signal->assumed_share > 0)
        {
          prognosis_json_set_double (json, "assumed-share", signal->assumed_share);
          prognosis_json_set_double (json, "assumed-days", signal->assumed_days);
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* Observations whose exclusion differs from that when the data were read. */
static void
write_excluded (const PrognosisChoices *choices, const char *member, gboolean excluded, JsonBuilder *json)
{
  PrognosisDataset *dataset = choices->dataset;

  prognosis_json_begin_array (json, member);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
        {
          gboolean is_excluded = (prognosis_dataset_get_flags (dataset, r, s)[t] & PROGNOSIS_FLAG_EXCLUDED) != 0;

          if (is_excluded != excluded || prognosis_dataset_was_excluded (dataset, r, s, t) == excluded)
            continue;
          json_builder_begin_object (json);
          prognosis_json_set_string (json, "region", prognosis_choices_get_region_key (choices, r));
          prognosis_json_set_string (json, "signal", prognosis_dataset_get_signal (dataset, s)->name);
          prognosis_json_set_int (json, "day", prognosis_dataset_get_day (dataset, (gssize) t));
          json_builder_end_object (json);
        }
  json_builder_end_array (json);
}

/* Each region has a country, a list of days, or null for none. */
static void
write_holidays (const PrognosisDataset *dataset, JsonBuilder *json)
{
  prognosis_json_begin_array (json, "holidays");
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisHolidays *holidays = prognosis_dataset_get_region (dataset, r)->holidays;
      const int *days;
      gsize n;

      if (holidays == NULL)
        json_builder_add_null_value (json);
      else if (prognosis_holidays_get_id (holidays) != NULL)
        json_builder_add_string_value (json, prognosis_holidays_get_id (holidays));
      else
        {
          days = prognosis_holidays_get_days (holidays, &n);
          json_builder_begin_array (json);
          for (gsize i = 0; i < n; i++)
            json_builder_add_int_value (json, days[i]);
          json_builder_end_array (json);
        }
    }
  json_builder_end_array (json);
}

static void
write_corrections (const PrognosisChoices *choices, JsonBuilder *json)
{
  PrognosisDataset *dataset = choices->dataset;
  gsize n_regions = prognosis_dataset_get_n_regions (dataset);

  write_signals (dataset, json);
  prognosis_json_begin_array (json, "populations");
  for (gsize r = 0; r < n_regions; r++)
    {
      double population = prognosis_dataset_get_region (dataset, r)->population;

      if (isfinite (population))
        json_builder_add_double_value (json, population);
      else
        json_builder_add_null_value (json);
    }
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "neighbours");
  for (gsize r = 0; prognosis_dataset_has_adjacency (dataset) && r < n_regions; r++)
    {
      gsize n;
      const guint *of = prognosis_dataset_get_neighbours (dataset, r, &n);

      for (gsize i = 0; i < n; i++)
        if (of[i] > r)
          {
            json_builder_add_int_value (json, (gint64) r);
            json_builder_add_int_value (json, of[i]);
          }
    }
  json_builder_end_array (json);
  if (prognosis_dataset_has_given_holidays (dataset))
    write_holidays (dataset, json);
  write_excluded (choices, "excluded", TRUE, json);
  write_excluded (choices, "included", FALSE, json);
}

static void
write_thresholds (const PrognosisChoices *choices, JsonBuilder *json)
{
  prognosis_json_begin_array (json, "thresholds");
  for (guint i = 0; i < choices->thresholds->len; i++)
    {
      const PrognosisThreshold *threshold = &g_array_index (choices->thresholds, PrognosisThreshold, i);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "signal", threshold->signal);
      prognosis_json_set_double (json, "value", threshold->value);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_scenarios (const PrognosisChoices *choices, JsonBuilder *json)
{
  prognosis_json_begin_array (json, "scenarios");
  for (guint i = 0; i < choices->scenarios->len; i++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (choices->scenarios, i);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "name", scenario->name);
      prognosis_json_begin_array (json, "changes");
      for (guint c = 0; c < scenario->changes->len; c++)
        {
          const PrognosisChange *change = &g_array_index (scenario->changes, PrognosisChange, c);

          json_builder_begin_object (json);
          prognosis_json_set_int (json, "day", change->day);
          prognosis_json_set_double (json, "factor", change->factor);
          if (change->n_days > 0)
            prognosis_json_set_int (json, "until", change->day + change->n_days - 1);
          json_builder_end_object (json);
        }
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
prognosis_session_text_free (PrognosisSessionText *self)
{
  g_strfreev (self->paths);
  prognosis_choices_free (self->choices);
  g_clear_pointer (&self->backtest, prognosis_backtest_unref);
  prognosis_options_free (self->compared_options);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->stored_forecast, g_ref_string_release);
  g_free (self);
}

static void
write_decisions (const PrognosisChoices *choices, JsonBuilder *json)
{
  prognosis_json_begin_array (json, "decisions");
  for (guint i = 0; i < choices->decisions->len; i++)
    {
      const PrognosisDecision *decision = g_ptr_array_index (choices->decisions, i);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "region", decision->region);
      if (decision->forecaster != NULL)
        prognosis_json_set_string (json, "forecaster", decision->forecaster);
      prognosis_json_set_double (json, "width", decision->width);
      prognosis_json_set_boolean (json, "left-out", decision->is_left_out);
      if (decision->comment != NULL)
        prognosis_json_set_string (json, "comment", decision->comment);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* What is chosen of data. */
static void
write_choices (const PrognosisSessionText *self, JsonBuilder *json)
{
  const PrognosisChoices *choices = self->choices;
  GtkBitsetIter iter;
  guint region;

  write_data (self, json);
  write_corrections (choices, json);
  prognosis_json_set_string (json, "forecaster", choices->forecaster);
  if (choices->origin >= 0)
    prognosis_json_set_int (json, "origin", prognosis_dataset_get_day (choices->dataset, choices->origin));
  prognosis_options_write_json (choices->options, json);
  prognosis_json_begin_array (json, "regions");
  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    json_builder_add_string_value (json, prognosis_choices_get_region_key (choices, region));
  json_builder_end_array (json);
  prognosis_json_set_boolean (json, "all-regions", choices->all_regions);
  prognosis_json_set_int (json, "view", choices->view);
  prognosis_json_set_boolean (json, "log", choices->is_log);
  prognosis_json_set_boolean (json, "per-100k", choices->per_100k);
  prognosis_json_set_int (json, "within", choices->within);
  prognosis_json_set_string (json, "map", choices->map);
  prognosis_json_set_double (json, "length-of-stay", choices->stay_days);
  prognosis_json_set_double (json, "capacity", choices->capacity);
  write_thresholds (choices, json);
  write_scenarios (choices, json);
  prognosis_json_begin_array (json, "groups");
  for (guint i = 0; i < choices->groups->len; i++)
    prognosis_region_group_write_json (g_ptr_array_index (choices->groups, i), json);
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "kept");
  for (guint i = 0; i < choices->kept->len; i++)
    prognosis_kept_write_json (g_ptr_array_index (choices->kept, i), json);
  json_builder_end_array (json);
  write_decisions (choices, json);
  prognosis_session_results_write (self, json);
}

char *
prognosis_session_text_to_json (const PrognosisSessionText *self)
{
  const PrognosisChoices *choices = self->choices;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  prognosis_json_set_string (json, "program", "prognosis");
  prognosis_json_set_string (json, "program-version", PROGNOSIS_VERSION);
  prognosis_json_set_int (json, "version", PROGNOSIS_SESSION_VERSION);
  if (choices->outbreak != NULL)
    {
      json_builder_set_member_name (json, "outbreak");
      json_builder_begin_object (json);
      prognosis_outbreak_write_json (choices->outbreak, json);
      json_builder_end_object (json);
      prognosis_json_set_boolean (json, "by-chance", choices->by_chance);
    }
  if (choices->dataset != NULL)
    write_choices (self, json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

gboolean
prognosis_session_text_write (const PrognosisSessionText *self, const char *path, GError **error)
{
  char *text = prognosis_session_text_to_json (self);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return prognosis_output_write (path, bytes, error);
}
