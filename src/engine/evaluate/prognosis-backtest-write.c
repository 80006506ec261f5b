/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a backtest as CSV and as JSON. */

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "prognosis-backtest-private.h"
#include "prognosis-csv.h"

GString *
prognosis_backtest_to_csv (const PrognosisBacktest *self)
{
  GString *csv = g_string_new (PROGNOSIS_BACKTEST_HEADER);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < self->n_origins; i++)
    g_ptr_array_add (days,
                     prognosis_dataset_format_day (self->dataset, prognosis_dataset_get_day (self->dataset, self->origins[i])));
  for (gsize i = 0; i < self->n_rows; i++)
    {
      const PrognosisBacktestRow *row = &self->rows[i];
      const PrognosisRegion *region = prognosis_dataset_get_region (self->dataset, row->region);

      if (row->model >= self->n_asked)
        break;
      prognosis_csv_append_text (csv, g_ptr_array_index (self->models, row->model));
      g_string_append_printf (csv, ",%s,", (char *) g_ptr_array_index (days, row->origin));
      prognosis_csv_append_text (csv, prognosis_region_get_key (region));
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, prognosis_dataset_get_signal (self->dataset, row->signal)->name);
      g_string_append_printf (csv, ",%d,", row->horizon);
      prognosis_csv_append_number (csv, row->observed);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, row->median);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, row->ae);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, row->wis);
      g_string_append_printf (csv, ",%d,%d\n", row->in50, row->in95);
    }
  return csv;
}

/* @origin, @signal, @week -1: all. Scores and coverage are known for all origins and weeks together. */
static void
append_ratio (GString *csv, const PrognosisBacktest *self, gsize model, gssize origin, gssize signal, gssize week)
{
  g_autofree char *day = origin < 0 ? g_strdup ("all")
                                    : prognosis_dataset_format_day (
                                        self->dataset, prognosis_dataset_get_day (self->dataset, (gssize) self->origins[origin]));
  PrognosisBacktestSummary summary;
  gsize first, last;

  prognosis_backtest_get_week (self, week, &first, &last);
  prognosis_csv_append_text (csv, prognosis_backtest_get_model (self, model));
  g_string_append_printf (csv, ",%s,", prognosis_backtest_get_forecaster (self, model)->id);
  prognosis_csv_append_text (csv, signal < 0 ? "all" : prognosis_dataset_get_signal (self->dataset, (gsize) signal)->name);
  g_string_append_printf (csv, ",%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",%s,", first, last, day);
  prognosis_csv_append_number (csv, prognosis_backtest_get_error_ratio (self, model, origin, signal, week));
  if (origin >= 0 || week >= 0 || !prognosis_backtest_get_summary (self, model, signal, 0, &summary))
    {
      g_string_append (csv, ",,,\n");
      return;
    }
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, summary.wis_ratio);
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, summary.means.coverage50);
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, summary.means.coverage95);
  g_string_append_c (csv, '\n');
}

GString *
prognosis_backtest_ratios_to_csv (const PrognosisBacktest *self)
{
  GString *csv = g_string_new ("model,forecaster,target,first_step,last_step,origin,error_ratio,score_ratio,in50,in95\n");
  const gssize n_signals = (gssize) prognosis_dataset_get_n_signals (self->dataset);
  const gssize n_weeks = (gssize) prognosis_backtest_get_n_weeks (self);

  for (gsize m = 0; m < self->models->len; m++)
    for (gssize s = n_signals > 1 ? -1 : 0; s < n_signals; s++)
      for (gssize week = n_weeks > 1 ? -1 : 0; week < n_weeks; week++)
        for (gssize o = -1; o < (gssize) self->n_origins; o++)
          append_ratio (csv, self, self->ranking[m], o, s, n_weeks > 1 ? week : -1);
  return csv;
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_day (JsonBuilder *builder, const PrognosisBacktest *self, gsize origin)
{
  g_autofree char *day
      = prognosis_dataset_format_day (self->dataset, prognosis_dataset_get_day (self->dataset, self->origins[origin]));

  if (prognosis_dataset_get_frequency (self->dataset) == PROGNOSIS_FREQUENCY_INDEX)
    json_builder_add_int_value (builder, g_ascii_strtoll (day, NULL, 10));
  else
    json_builder_add_string_value (builder, day);
}

/* The number of fallback rows of @model. @signal -1: all. */
static gint64
count_stand_in_rows (const PrognosisBacktest *self, gsize model, gssize signal)
{
  gint64 n = 0;

  for (gsize i = 0; i < self->n_rows; i++)
    n += self->rows[i].model == model && (signal < 0 || self->rows[i].signal == signal) && self->rows[i].is_stand_in;
  return n;
}

/* @signal -1: all. */
static void
add_summary (JsonBuilder *builder, const PrognosisBacktest *self, gsize model, gssize signal)
{
  PrognosisBacktestSummary s;

  if (!prognosis_backtest_get_summary (self, model, signal, 0, &s))
    return;
  json_builder_begin_object (builder);
  add_text (builder, "model", g_ptr_array_index (self->models, model));
  if (signal >= 0)
    add_text (builder, "target", prognosis_dataset_get_signal (self->dataset, signal)->name);
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, s.means.n);
  json_builder_set_member_name (builder, "n_fallback");
  json_builder_add_int_value (builder, count_stand_in_rows (self, model, signal));
  if (signal >= 0)
    {
      add_number (builder, "mae", s.means.ae);
      add_number (builder, "wis", s.means.wis);
      add_number (builder, "wis_log", s.means.log_wis);
    }
  add_number (builder, "coverage50", s.means.coverage50);
  add_number (builder, "coverage95", s.means.coverage95);
  add_number (builder, "mae_ratio", s.mae_ratio);
  add_number (builder, "own_mae_ratio", s.own_mae_ratio);
  add_number (builder, "wis_ratio", s.wis_ratio);
  add_number (builder, "wis_log_ratio", s.log_wis_ratio);
  add_number (builder, "relative_wis", s.relative_wis);
  add_number (builder, "relative_wis_log", s.relative_log_wis);
  json_builder_end_object (builder);
}

static void
add_origins (JsonBuilder *builder, const PrognosisBacktest *self)
{
  json_builder_set_member_name (builder, "origins");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < self->n_origins; i++)
    add_day (builder, self, i);
  json_builder_end_array (builder);
}

static void
add_failures (JsonBuilder *builder, const PrognosisBacktest *self)
{
  json_builder_set_member_name (builder, "failures");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < self->models->len * self->n_origins; i++)
    if (self->failures[i])
      {
        json_builder_begin_object (builder);
        add_text (builder, "model", g_ptr_array_index (self->models, i / self->n_origins));
        json_builder_set_member_name (builder, "origin");
        add_day (builder, self, i % self->n_origins);
        add_text (builder, "message", self->failures[i]);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

/* Where a model fell back to the damped trend. */
static void
add_fallbacks (JsonBuilder *builder, const PrognosisBacktest *self)
{
  json_builder_set_member_name (builder, "fallbacks");
  json_builder_begin_array (builder);
  for (gsize m = 0; m < self->models->len; m++)
    for (gsize i = 0; i < self->n_origins; i++)
      {
        gsize n_examples, n_needed;

        if (!prognosis_backtest_is_stand_in (self, m, i, &n_examples, &n_needed))
          continue;
        json_builder_begin_object (builder);
        add_text (builder, "model", g_ptr_array_index (self->models, m));
        json_builder_set_member_name (builder, "origin");
        add_day (builder, self, i);
        add_text (builder, "used", g_ptr_array_index (self->models, self->baseline));
        json_builder_set_member_name (builder, "windows");
        json_builder_add_int_value (builder, n_examples);
        json_builder_set_member_name (builder, "windows_needed");
        json_builder_add_int_value (builder, n_needed);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
add_verdicts (JsonBuilder *builder, const PrognosisBacktest *self)
{
  json_builder_set_member_name (builder, "verdicts");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < self->models->len; i++)
    {
      g_autofree char *verdict = prognosis_backtest_dup_verdict (self, self->ranking[i]);

      json_builder_add_string_value (builder, verdict);
    }
  json_builder_end_array (builder);
}

char *
prognosis_backtest_to_json (const PrognosisBacktest *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "horizon");
  json_builder_add_int_value (builder, self->horizon);
  add_text (builder, "baseline", g_ptr_array_index (self->models, self->baseline));
  add_origins (builder, self);
  json_builder_set_member_name (builder, "summary");
  json_builder_begin_array (builder);
  for (gsize m = 0; m < self->models->len; m++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
      add_summary (builder, self, m, s);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "ranking");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < self->models->len; i++)
    add_summary (builder, self, self->ranking[i], -1);
  json_builder_end_array (builder);
  add_failures (builder, self);
  add_fallbacks (builder, self);
  add_verdicts (builder, self);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
