/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-setting.h"

#include <math.h>

static void
write_setting (const PrognosisSetting *setting, const PrognosisOptions *options, JsonBuilder *json)
{
  const double value = prognosis_setting_get (setting, options);
  g_autofree char *text = prognosis_setting_to_text (setting, options);

  if (setting->values != NULL || value >= PROGNOSIS_SETTING_MAX_EXACT)
    prognosis_json_set_string (json, setting->id, text);
  else if (value == round (value))
    prognosis_json_set_int (json, setting->id, (gint64) value);
  else
    prognosis_json_set_double (json, setting->id, value);
}

void
prognosis_options_write_json (const PrognosisOptions *options, JsonBuilder *json)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  json_builder_set_member_name (json, "settings");
  json_builder_begin_object (json);
  for (gsize i = 0; i < n; i++)
    write_setting (&settings[i], options, json);
  json_builder_end_object (json);
  prognosis_json_begin_array (json, "fixed");
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "region", fixed->region);
      prognosis_json_set_string (json, "parameter", fixed->parameter);
      prognosis_json_set_double (json, "value", fixed->value);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "observe");
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);

      json_builder_begin_object (json);
      prognosis_json_set_string (json, "signal", observe->signal);
      prognosis_json_set_string (json, "quantity", observe->quantity);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* Older versions let one knot be chosen, which meant constant transmission, or three where piecewise linear was asked for. */
static void
read_one_knot (PrognosisOptions *options)
{
  options->n_knots = options->transmission == PROGNOSIS_TRANSMISSION_PIECEWISE ? 3 : 0;
  if (options->transmission == PROGNOSIS_TRANSMISSION_DEFAULT)
    options->transmission = PROGNOSIS_TRANSMISSION_CONSTANT;
}

static void
read_settings (PrognosisOptions *options, JsonObject *values)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      JsonNode *node = json_object_get_member (values, settings[i].id);
      const char *text = prognosis_json_get_text (node);
      const double number = prognosis_json_to_number (node);

      if (text != NULL)
        {
          if (!prognosis_setting_parse (&settings[i], text, options, NULL))
            g_debug ("“%s” is no value of the setting %s", text, settings[i].id);
        }
      else if (settings[i].values == NULL && isfinite (number))
        prognosis_setting_set (&settings[i], options, number);
    }
  if (prognosis_json_get_number (values, "knots") == 1)
    read_one_knot (options);
}

static const char *
get_member_text (JsonObject *object, const char *name)
{
  return object != NULL ? prognosis_json_get_text (json_object_get_member (object, name)) : NULL;
}

void
prognosis_options_read_json (PrognosisOptions *options, JsonObject *object)
{
  JsonObject *settings = prognosis_json_get_object (object, "settings");
  JsonArray *fixed = prognosis_json_get_array (object, "fixed");
  JsonArray *observe = prognosis_json_get_array (object, "observe");

  if (settings != NULL)
    read_settings (options, settings);
  for (guint i = 0; i < prognosis_json_get_length (fixed); i++)
    {
      JsonObject *element = prognosis_json_get_element (fixed, i);
      const double value = prognosis_json_get_number (element, "value");
      const char *parameter = get_member_text (element, "parameter");

      if (parameter != NULL && isfinite (value))
        prognosis_options_fix (options, get_member_text (element, "region"), parameter, value);
    }
  for (guint i = 0; i < prognosis_json_get_length (observe); i++)
    {
      JsonObject *element = prognosis_json_get_element (observe, i);
      const char *signal = get_member_text (element, "signal");
      const char *quantity = get_member_text (element, "quantity");

      if (signal != NULL && quantity != NULL)
        prognosis_options_observe (options, signal, quantity);
    }
}
