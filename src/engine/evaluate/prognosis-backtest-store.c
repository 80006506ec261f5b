/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stores a backtest in a session: forecasts and their scores. Observations are in the data. */

#include <math.h>
#include <string.h>

#include "prognosis-backtest-private.h"
#include "prognosis-json.h"

#define VERSION 1

/* --- writing ------------------------------------------------------------------ */

static void
append_number (GString *text, const char *format, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

/* For each step ahead "MEDIAN/SCORE/HELD", where HELD is 2 within the 50 % interval and 1 within the 95 %
   interval; "-" if it was not scored. A leading "*" marks the fallback to the damped trend. One member per region and
   signal, null if there is nothing. */
static void
write_series (const PrognosisBacktest *self, const PrognosisBacktestRow *rows, gsize n, JsonBuilder *json)
{
  g_autoptr (GString) text = g_string_new (rows[0].is_stand_in ? "*" : NULL);
  gsize k = 0;

  for (gsize h = 1; h <= self->horizon; h++)
    {
      if (h > 1)
        g_string_append_c (text, ' ');
      while (k < n && rows[k].horizon < h)
        k++;
      if (k == n || rows[k].horizon != h || rows[k].is_blank || !isfinite (rows[k].median))
        {
          g_string_append_c (text, '-');
          continue;
        }
      append_number (text, "%.6g", rows[k].median);
      g_string_append_c (text, '/');
      append_number (text, "%.4g", rows[k].wis);
      g_string_append_printf (text, "/%d", rows[k].in50 ? 2 : rows[k].in95 ? 1 : 0);
    }
  json_builder_add_string_value (json, text->str);
}

static gsize
write_run (const PrognosisBacktest *self, gsize run, gsize first, JsonBuilder *json)
{
  const PrognosisStandIn *stand_in = &self->stand_ins[run];
  const gsize n_signals = prognosis_dataset_get_n_signals (self->dataset);
  const gsize n = prognosis_dataset_get_n_regions (self->dataset) * n_signals;
  const gsize model = run / self->n_origins, origin = run % self->n_origins;
  gsize k = first;

  json_builder_begin_object (json);
  if (self->failures[run] != NULL)
    prognosis_json_set_string (json, "failure", self->failures[run]);
  if (stand_in->is_there)
    {
      prognosis_json_set_int (json, "examples", (gint64) stand_in->n_examples);
      prognosis_json_set_int (json, "needed", (gint64) stand_in->n_needed);
    }
  prognosis_json_begin_array (json, "series");
  for (gsize i = 0; i < n && self->failures[run] == NULL; i++)
    {
      const gsize begin = k;

      while (k < self->n_rows && self->rows[k].model == model && self->rows[k].origin == origin
             && self->rows[k].region == i / n_signals && self->rows[k].signal == i % n_signals)
        k++;
      if (k > begin)
        write_series (self, self->rows + begin, k - begin, json);
      else
        json_builder_add_null_value (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return k;
}

void
prognosis_backtest_store (const PrognosisBacktest *self, JsonBuilder *json)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (self->dataset);
  gsize k = 0;

  json_builder_begin_object (json);
  prognosis_json_set_int (json, "version", VERSION);
  prognosis_json_set_int (json, "until", prognosis_dataset_get_day (self->dataset, (gssize) n_steps - 1));
  prognosis_json_set_int (json, "horizon", (gint64) self->horizon);
  prognosis_json_set_int (json, "asked", (gint64) self->n_asked);
  prognosis_json_set_int (json, "unfinished", (gint64) self->n_unfinished);
  prognosis_json_set_int (json, "regions", (gint64) prognosis_dataset_get_n_regions (self->dataset));
  prognosis_json_begin_array (json, "signals");
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    json_builder_add_string_value (json, prognosis_dataset_get_signal (self->dataset, s)->name);
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "origins");
  for (gsize o = 0; o < self->n_origins; o++)
    json_builder_add_int_value (json, prognosis_dataset_get_day (self->dataset, (gssize) self->origins[o]));
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "models");
  for (gsize m = 0; m < self->models->len; m++)
    json_builder_add_string_value (json, g_ptr_array_index (self->models, m));
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "forecasters");
  for (gsize m = 0; m < self->models->len; m++)
    json_builder_add_string_value (json, prognosis_backtest_get_forecaster (self, m)->id);
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "runs");
  for (gsize run = 0; run < self->models->len * self->n_origins; run++)
    k = write_run (self, run, k, json);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* --- reading ------------------------------------------------------------------ */

static gsize
get_size (JsonObject *object, const char *name)
{
  const double value = prognosis_json_get_number (object, name);

  return value >= 0.0 && value < 1e6 ? (gsize) value : 0;
}

/* The step of day @value; -1 if the data do not contain it. */
static gssize
find_step (const PrognosisDataset *dataset, double value)
{
  /* Further than any date: (int) of a larger value is undefined. */
  const int day = value > -1e8 && value < 1e8 ? (int) value : G_MININT;
  const gssize step = prognosis_dataset_find_step (dataset, day);

  return step >= 0 && prognosis_dataset_get_day (dataset, step) == day ? step : -1;
}

/* FALSE if regions, signals or days do not match @dataset: the backtest belongs to other data. */
static gboolean
read_frame (PrognosisBacktest *self, JsonObject *object)
{
  JsonArray *signals = prognosis_json_get_array (object, "signals"), *origins = prognosis_json_get_array (object, "origins");
  const gsize n_signals = prognosis_dataset_get_n_signals (self->dataset), n_steps = prognosis_dataset_get_n_steps (self->dataset);

  self->horizon = get_size (object, "horizon");
  self->n_origins = prognosis_json_get_length (origins);
  if (get_size (object, "regions") != prognosis_dataset_get_n_regions (self->dataset)
      || prognosis_json_get_length (signals) != n_signals || self->horizon == 0 || self->horizon > n_steps || self->n_origins == 0
      || self->n_origins > n_steps)
    return FALSE;
  for (gsize s = 0; s < n_signals; s++)
    if (g_strcmp0 (prognosis_json_get_text (json_array_get_element (signals, (guint) s)),
                   prognosis_dataset_get_signal (self->dataset, s)->name)
        != 0)
      return FALSE;
  self->origins = g_new (gsize, self->n_origins);
  for (gsize o = 0; o < self->n_origins; o++)
    {
      const gssize step = find_step (self->dataset, prognosis_json_to_number (json_array_get_element (origins, (guint) o)));

      if (step < 0 || (gsize) step + 1 >= n_steps || (o > 0 && (gsize) step <= self->origins[o - 1]))
        return FALSE;
      self->origins[o] = (gsize) step;
    }
  return TRUE;
}

/* A file with more is damaged. */
#define MAX_MODELS 1000

/* Older files have no named runs: each model is its forecaster. */
static gboolean
read_models (PrognosisBacktest *self, const PrognosisForecaster *const *forecasters, JsonObject *object)
{
  JsonArray *models = prognosis_json_get_array (object, "models"), *ids = prognosis_json_get_array (object, "forecasters");

  if (ids != NULL && prognosis_json_get_length (ids) != prognosis_json_get_length (models))
    return FALSE;
  self->baseline = G_MAXSIZE;
  for (guint i = 0; i < MIN (prognosis_json_get_length (models), MAX_MODELS); i++)
    {
      const char *name = prognosis_json_get_text (json_array_get_element (models, i));
      const char *id = ids != NULL ? prognosis_json_get_text (json_array_get_element (ids, i)) : name;
      const PrognosisForecaster *forecaster = NULL;

      for (gsize k = 0; forecasters[k] && !forecaster; k++)
        if (g_strcmp0 (forecasters[k]->id, id) == 0)
          forecaster = forecasters[k];
      if (forecaster == NULL || name == NULL || g_ptr_array_find (self->models, g_intern_string (name), NULL))
        return FALSE;
      if (forecaster == &prognosis_forecaster_persistence && g_str_equal (name, forecaster->id))
        self->baseline = i;
      g_ptr_array_add (self->models, (gpointer) g_intern_string (name));
      g_ptr_array_add (self->forecasters, (gpointer) forecaster);
    }
  self->n_asked = get_size (object, "asked");
  self->n_unfinished = get_size (object, "unfinished");
  return self->baseline != G_MAXSIZE && self->n_asked <= self->models->len;
}

static gboolean
read_row (const char *token, PrognosisBacktestRow *row)
{
  char *end;

  row->median = g_ascii_strtod (token, &end);
  if (end == token || *end != '/')
    return FALSE;
  token = end + 1;
  row->wis = g_ascii_strtod (token, &end);
  if (end == token || end[0] != '/' || end[1] < '0' || end[1] > '2' || end[2] != '\0')
    return FALSE;
  row->in50 = end[1] == '2';
  row->in95 = end[1] != '0';
  row->ae = fabs (row->median - row->observed);
  /* Not stored. */
  row->log_ae = row->log_wis = NAN;
  return isfinite (row->median) && isfinite (row->wis);
}

static gboolean
read_series (const PrognosisBacktest *self, PrognosisBacktestRow row, const char *text, GArray *rows)
{
  const double *observed = prognosis_dataset_get_values (self->dataset, row.region, row.signal);
  const gsize n_steps = prognosis_dataset_get_n_steps (self->dataset), start = self->origins[row.origin];
  g_auto (GStrv) tokens = NULL;

  row.is_stand_in = text[0] == '*';
  tokens = g_strsplit (text + row.is_stand_in, " ", -1);
  for (gsize h = 1; h <= self->horizon && tokens[h - 1] != NULL; h++)
    {
      if (g_str_equal (tokens[h - 1], "-") || start + h >= n_steps || !isfinite (observed[start + h]))
        continue;
      row.horizon = (guint16) h;
      row.observed = observed[start + h];
      if (!read_row (tokens[h - 1], &row))
        return FALSE;
      g_array_append_val (rows, row);
    }
  return TRUE;
}

static gboolean
read_run (PrognosisBacktest *self, gsize run, JsonObject *object, GArray *rows)
{
  JsonArray *series = prognosis_json_get_array (object, "series");
  const gsize n_signals = prognosis_dataset_get_n_signals (self->dataset);

  if (object == NULL || prognosis_json_get_length (series) > prognosis_dataset_get_n_regions (self->dataset) * n_signals)
    return FALSE;
  self->failures[run] = g_strdup (prognosis_json_get_text (json_object_get_member (object, "failure")));
  self->stand_ins[run]
      = (PrognosisStandIn){ json_object_has_member (object, "needed"), get_size (object, "examples"), get_size (object, "needed") };
  for (guint i = 0; i < prognosis_json_get_length (series); i++)
    {
      const PrognosisBacktestRow row = { .model = (guint16) (run / self->n_origins),
                                         .origin = (guint16) (run % self->n_origins),
                                         .region = (guint32) (i / n_signals),
                                         .signal = (guint16) (i % n_signals) };
      const char *text = prognosis_json_get_text (json_array_get_element (series, i));

      if (text != NULL && !read_series (self, row, text, rows))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_runs (PrognosisBacktest *self, JsonArray *runs)
{
  const gsize n = self->models->len * self->n_origins;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (PrognosisBacktestRow));
  gboolean is_read = prognosis_json_get_length (runs) == n;

  self->failures = g_new0 (char *, n);
  self->stand_ins = g_new0 (PrognosisStandIn, n);
  for (gsize run = 0; is_read && run < n; run++)
    is_read = read_run (self, run, prognosis_json_get_element (runs, (guint) run), rows);
  self->n_rows = rows->len;
  self->rows = (PrognosisBacktestRow *) (gpointer) g_array_free (rows, FALSE);
  return is_read && self->n_rows > 0;
}

PrognosisBacktest *
prognosis_backtest_restore (const PrognosisDataset *dataset, const PrognosisForecaster *const *forecasters, JsonNode *node)
{
  g_autoptr (PrognosisBacktest) self = NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gssize last;

  if (object == NULL || get_size (object, "version") != VERSION)
    return NULL;
  last = find_step (dataset, prognosis_json_get_number (object, "until"));
  if (last < 0)
    return NULL;
  self = g_new0 (PrognosisBacktest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->models = g_ptr_array_new ();
  self->forecasters = g_ptr_array_new ();
  self->dataset = prognosis_dataset_truncate (dataset, (gsize) last + 1);
  if (!read_frame (self, object) || !read_models (self, forecasters, object)
      || !read_runs (self, prognosis_json_get_array (object, "runs")))
    return NULL;
  prognosis_backtest_rank (self);
  return g_steal_pointer (&self);
}
