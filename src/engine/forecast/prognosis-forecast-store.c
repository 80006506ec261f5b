/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forecast as recorded in a session: quantiles, and the parameters behind them. It is not read back; instead
   the forecast is made again from the same data, options and seed, and compared with the record. */

#include <math.h>
#include <string.h>

#include "prognosis-forecast.h"
#include "prognosis-json.h"

#define VERSION 1
/* Above differences due to rounding, or to another processor. */
#define TOLERANCE 1e-3

static void
append_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

/* Step by step, all levels. */
static GString *
format_series (const PrognosisForecast *self, gsize region, gsize signal)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  g_autofree double *values = g_new (double, n);

  for (gsize h = 1; h <= prognosis_forecast_get_horizon (self); h++)
    {
      prognosis_forecast_get_quantiles (self, region, signal, h, levels, n, values);
      for (gsize i = 0; i < n; i++)
        append_number (text, values[i]);
    }
  return text;
}

/* Values without intervals, which take longer to compute than a file to write. Single weights of a network have no meaning. */
static void
write_fit (const PrognosisFit *fit, JsonBuilder *json)
{
  const PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gboolean is_network = prognosis_fit_get_options (fit)->transmission == PROGNOSIS_TRANSMISSION_NEURAL;

  prognosis_json_begin_array (json, "parameters");
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      json_builder_begin_object (json);
      for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
        if (prognosis_fit_get_stop (fit, r) != PROGNOSIS_STOP_NO_DATA && prognosis_fit_is_seen (fit, i)
            && !(is_network && prognosis_fit_get_parameter (fit, i)->use == PROGNOSIS_USE_TRANSMISSION))
          {
            g_autoptr (GString) text = g_string_new (NULL);

            append_number (text, prognosis_fit_get_value (fit, r, i));
            prognosis_json_set_string (json, prognosis_fit_get_parameter (fit, i)->id, text->str);
          }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
prognosis_forecast_store (const PrognosisForecast *self, JsonBuilder *json)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (self);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  PrognosisFit *fit = prognosis_forecast_get_fit (self);
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);

  json_builder_begin_object (json);
  prognosis_json_set_int (json, "version", VERSION);
  prognosis_json_set_string (json, "forecaster", prognosis_forecast_get_forecaster (self));
  prognosis_json_set_int (json, "origin",
                          prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1));
  prognosis_json_set_int (json, "horizon", (gint64) prognosis_forecast_get_horizon (self));
  prognosis_json_begin_array (json, "levels");
  for (gsize i = 0; i < n; i++)
    json_builder_add_double_value (json, levels[i]);
  json_builder_end_array (json);
  if (fit != NULL)
    write_fit (fit, json);
  prognosis_json_begin_array (json, "quantiles");
  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset) * n_signals; i++)
    if (prognosis_forecast_has (self, i / n_signals, i % n_signals))
      {
        g_autoptr (GString) text = format_series (self, i / n_signals, i % n_signals);

        json_builder_add_string_value (json, text->str);
      }
    else
      json_builder_add_null_value (json);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* Compares number by number. */
static gboolean
are_alike (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      char *a_end, *b_end;
      const double x = g_ascii_strtod (a, &a_end), y = g_ascii_strtod (b, &b_end);

      if (a_end == a || b_end == b || !(fabs (x - y) <= TOLERANCE * (1.0 + fmax (fabs (x), fabs (y)))))
        return FALSE;
      a = a_end;
      b = b_end;
    }
  return *a == *b;
}

gboolean
prognosis_forecast_is_as_stored (const PrognosisForecast *self, JsonNode *node)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (self);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const gsize n = prognosis_dataset_get_n_regions (dataset) * n_signals;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *quantiles = prognosis_json_get_array (object, "quantiles");

  /* A record in another format cannot be compared. */
  if (object == NULL || prognosis_json_get_number (object, "version") != VERSION)
    return TRUE;
  if (prognosis_json_get_length (quantiles) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const char *stored = prognosis_json_get_text (json_array_get_element (quantiles, (guint) i));
      g_autoptr (GString) text = NULL;

      if (prognosis_forecast_has (self, i / n_signals, i % n_signals) != (stored != NULL))
        return FALSE;
      if (stored == NULL)
        continue;
      text = format_series (self, i / n_signals, i % n_signals);
      if (!are_alike (text->str, stored))
        return FALSE;
    }
  return TRUE;
}
