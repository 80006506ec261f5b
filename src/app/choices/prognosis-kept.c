/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-forecaster-list.h"
#include "prognosis-json.h"
#include "prognosis-kept.h"
#include "prognosis-options-json.h"

#include <math.h>

/* Far more than any forecast has; a file with more is damaged. */
#define MAX_VALUES 50e6

struct _PrognosisKept
{
  gatomicrefcount ref_count;
  char *name;
  const char *forecaster; /* id; borrowed */
  PrognosisOptions *options;
  int day; /* of the origin */
  gsize n_regions, n_signals, horizon;
  double *medians; /* n_regions x n_signals x horizon; NAN: no forecast */
};

static PrognosisKept *
kept_new (const char *name, const char *forecaster, const PrognosisOptions *options)
{
  PrognosisKept *self = g_new0 (PrognosisKept, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->forecaster = prognosis_forecaster_find (forecaster)->id;
  self->options = prognosis_options_copy (options);
  return self;
}

PrognosisKept *
prognosis_kept_new (const char *name, const PrognosisForecast *forecast, const PrognosisOptions *options)
{
  PrognosisKept *self = kept_new (name, prognosis_forecast_get_forecaster (forecast), options);
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double middle = 0.5;

  self->day = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->n_signals = prognosis_dataset_get_n_signals (dataset);
  self->horizon = prognosis_forecast_get_horizon (forecast);
  self->medians = g_new (double, self->n_regions * self->n_signals * self->horizon);
  for (gsize r = 0; r < self->n_regions; r++)
    for (gsize s = 0; s < self->n_signals; s++)
      for (gsize h = 0; h < self->horizon; h++)
        {
          double *value = &self->medians[(r * self->n_signals + s) * self->horizon + h];

          *value = NAN;
          if (prognosis_forecast_has (forecast, r, s))
            prognosis_forecast_get_quantiles (forecast, r, s, h + 1, &middle, 1, value);
        }
  return self;
}

PrognosisKept *
prognosis_kept_renamed (const PrognosisKept *self, const char *name)
{
  PrognosisKept *other = kept_new (name, self->forecaster, self->options);

  other->day = self->day;
  other->n_regions = self->n_regions;
  other->n_signals = self->n_signals;
  other->horizon = self->horizon;
  other->medians = g_memdup2 (self->medians, self->n_regions * self->n_signals * self->horizon * sizeof (double));
  return other;
}

PrognosisKept *
prognosis_kept_ref (PrognosisKept *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_kept_unref (PrognosisKept *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  prognosis_options_free (self->options);
  g_free (self->medians);
  g_free (self);
}

const char *
prognosis_kept_get_name (const PrognosisKept *self)
{
  return self->name;
}

const char *
prognosis_kept_get_forecaster (const PrognosisKept *self)
{
  return self->forecaster;
}

const PrognosisOptions *
prognosis_kept_get_options (const PrognosisKept *self)
{
  return self->options;
}

int
prognosis_kept_get_day (const PrognosisKept *self)
{
  return self->day;
}

gboolean
prognosis_kept_get_overlay (const PrognosisKept *self, const PrognosisDataset *dataset, gsize region, PrognosisOverlay *overlay)
{
  const gssize step = prognosis_dataset_find_step (dataset, self->day);

  if (prognosis_dataset_get_n_regions (dataset) != self->n_regions || prognosis_dataset_get_n_signals (dataset) != self->n_signals
      || step < 0 || prognosis_dataset_get_day (dataset, step) != self->day)
    return FALSE;
  *overlay = (PrognosisOverlay){ .name = self->name,
                                 .origin = step,
                                 .horizon = self->horizon,
                                 .medians = self->medians + region * self->n_signals * self->horizon };
  return TRUE;
}

void
prognosis_kept_write_json (const PrognosisKept *self, JsonBuilder *json)
{
  json_builder_begin_object (json);
  prognosis_json_set_string (json, "name", self->name);
  prognosis_json_set_string (json, "forecaster", self->forecaster);
  prognosis_options_write_json (self->options, json);
  prognosis_json_set_int (json, "day", self->day);
  prognosis_json_set_int (json, "n-regions", (gint64) self->n_regions);
  prognosis_json_set_int (json, "n-signals", (gint64) self->n_signals);
  prognosis_json_set_int (json, "horizon", (gint64) self->horizon);
  prognosis_json_begin_array (json, "medians");
  /* A text for each series: much shorter than an array of numbers, each on its own line. */
  for (gsize i = 0; i < self->n_regions * self->n_signals; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      for (gsize h = 0; h < self->horizon; h++)
        {
          const double value = self->medians[i * self->horizon + h];

          g_string_append_printf (text, "%s%s", h > 0 ? " " : "",
                                  isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, "%.6g", value) : "-");
        }
      json_builder_add_string_value (json, text->str);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
read_series (const char *text, double *values, gsize n)
{
  g_auto (GStrv) tokens = g_strsplit (text, " ", -1);

  for (gsize h = 0; h < n && tokens[h] != NULL; h++)
    {
      char *end;
      const double value = g_ascii_strtod (tokens[h], &end);

      if (end != tokens[h] && *end == '\0' && isfinite (value))
        values[h] = value;
    }
}

static gsize
read_size (JsonObject *object, const char *name)
{
  const double value = prognosis_json_get_number (object, name);

  return value >= 1 && value <= MAX_VALUES ? (gsize) value : 0;
}

PrognosisKept *
prognosis_kept_read_json (JsonObject *object)
{
  const char *name = object != NULL ? prognosis_json_get_text (json_object_get_member (object, "name")) : NULL;
  const char *forecaster = object != NULL ? prognosis_json_get_text (json_object_get_member (object, "forecaster")) : NULL;
  JsonArray *medians = object != NULL ? prognosis_json_get_array (object, "medians") : NULL;
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  double day;
  PrognosisKept *self;
  gsize n_regions, n_signals, horizon, n;

  if (name == NULL || *name == '\0' || forecaster == NULL || prognosis_forecaster_find (forecaster) == NULL)
    return NULL;
  day = prognosis_json_get_number (object, "day");
  n_regions = read_size (object, "n-regions");
  n_signals = read_size (object, "n-signals");
  horizon = read_size (object, "horizon");
  if (!(fabs (day) < 1e8) || (double) n_regions * (double) n_signals * (double) horizon > MAX_VALUES)
    return NULL;
  n = n_regions * n_signals;
  if (n * horizon == 0 || prognosis_json_get_length (medians) != n)
    return NULL;
  prognosis_options_read_json (options, object);
  self = kept_new (name, forecaster, options);
  self->day = (int) day;
  self->n_regions = n_regions;
  self->n_signals = n_signals;
  self->horizon = horizon;
  self->medians = g_new (double, n *horizon);
  for (gsize i = 0; i < n * horizon; i++)
    self->medians[i] = NAN;
  for (gsize i = 0; i < n; i++)
    {
      const char *text = prognosis_json_get_text (json_array_get_element (medians, (guint) i));

      if (text != NULL)
        read_series (text, self->medians + i * horizon, horizon);
    }
  return self;
}
