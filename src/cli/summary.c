/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <math.h>
#include <string.h>

#include "json.h"
#include "location.h"
#include "prognosis-answer.h"
#include "prognosis-error.h"
#include "prognosis-number.h"

#define DEFAULT_DAYS 7

typedef struct
{
  const CliRun *run;
  const PrognosisForecast *forecast;
  PrognosisDataset *dataset;
  char **thresholds; /* as given, or NULL */
  gsize n_steps;
} Summary;

/* Splits “[SIGNAL=]N”. @signal: NULL for all. */
static double
parse_threshold (const char *text, char **signal)
{
  const char *equals = strrchr (text, '=');
  double value = NAN;

  *signal = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  prognosis_number_parse (equals != NULL ? equals + 1 : text, &value);
  return value;
}

gboolean
cli_summary_check (const CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  const CliOptions *options = run->options;
  const char *lone = options->json                 ? "--json"
                     : options->within > 0         ? "--within"
                     : options->thresholds != NULL ? "--threshold"
                                                   : NULL;

  if (!options->summary && lone != NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option %s: a forecast has it with --summary only", lone);
      return FALSE;
    }
  for (char **text = options->thresholds; text != NULL && *text != NULL; text++)
    {
      g_autofree char *signal = NULL;

      parse_threshold (*text, &signal);
      if (signal == NULL || prognosis_dataset_find_signal (dataset, signal) >= 0)
        continue;
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option --threshold: the data have no signal “%s”; “prognosis-cli inspect” lists them", signal);
      return FALSE;
    }
  return TRUE;
}

/* The last one given for the signal, or for all; NAN: none. */
static double
find_threshold (const Summary *self, gsize signal)
{
  double value = NAN;

  for (char **text = self->thresholds; text != NULL && *text != NULL; text++)
    {
      g_autofree char *name = NULL;
      const double given = parse_threshold (*text, &name);

      if (name == NULL || prognosis_dataset_find_signal (self->dataset, name) == (gssize) signal)
        value = given;
    }
  return value;
}

/* @group: the name of a group; NULL: of one region, or of all that were forecast */
typedef void (*AddFunc) (const Summary *self, const char *group, const gsize *regions, gsize n_regions, gsize signal,
                         const PrognosisAnswer *answer, gpointer data);

typedef struct
{
  const Summary *summary;
  AddFunc add;
  gpointer data;
} Groups;

static void
add_group (const char *name, const gsize *regions, gsize n_regions, gpointer data)
{
  const Groups *groups = data;
  const Summary *self = groups->summary;
  PrognosisAnswer answer;

  for (gsize s = 0; !g_str_equal (name, CLI_SUM_OF_REGIONS) && s < prognosis_dataset_get_n_signals (self->dataset); s++)
    if (prognosis_answer_read (self->forecast, regions, n_regions, s, self->n_steps, find_threshold (self, s), &answer))
      groups->add (self, name, regions, n_regions, s, &answer, groups->data);
}

/* The sum first, which --sum repeats: totals are not part of it. */
static void
for_each (const Summary *self, AddFunc add, gpointer data)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (self->dataset),
              n_signals = prognosis_dataset_get_n_signals (self->dataset);
  g_autofree gsize *regions = g_new (gsize, n_regions);
  PrognosisAnswer answer;

  for (gsize s = 0; s < n_signals; s++)
    {
      gsize n = 0;

      for (gsize r = 0; r < n_regions; r++)
        if (prognosis_dataset_get_region (self->dataset, r)->total_of == NULL && prognosis_forecast_has (self->forecast, r, s))
          regions[n++] = r;
      if (n > 1 && prognosis_answer_read (self->forecast, regions, n, s, self->n_steps, find_threshold (self, s), &answer))
        add (self, NULL, regions, n, s, &answer, data);
    }
  cli_groups_for_each (self->run, self->dataset, add_group, &(Groups){ self, add, data });
  for (gsize r = 0; r < n_regions; r++)
    for (gsize s = 0; s < n_signals; s++)
      if (prognosis_answer_read (self->forecast, &r, 1, s, self->n_steps, find_threshold (self, s), &answer))
        add (self, NULL, &r, 1, s, &answer, data);
}

/* --- text ----------------------------------------------------------------------- */

static const char *
get_step_name (const PrognosisDataset *dataset)
{
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_WEEKLY: return "week";
    case PROGNOSIS_FREQUENCY_MONTHLY: return "month";
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return "day";
    }
}

/* "7 days", "week". (transfer full) */
static char *
describe_period (const PrognosisDataset *dataset, gsize n_steps)
{
  if (n_steps == 1)
    return g_strdup (get_step_name (dataset));
  return g_strdup_printf ("%zu %ss", n_steps, get_step_name (dataset));
}

/* (transfer full) */
static char *
round_to (double value, double unit)
{
  return prognosis_number_to_text (round (value / unit) * unit);
}

static void
append_levels (GString *text, const double *values, double unit)
{
  static const struct
  {
    int percent;
    PrognosisAnswerLevel lower, upper;
  } intervals[] = { { 80, PROGNOSIS_ANSWER_LOWER_80, PROGNOSIS_ANSWER_UPPER_80 },
                    { 50, PROGNOSIS_ANSWER_LOWER_50, PROGNOSIS_ANSWER_UPPER_50 },
                    { 95, PROGNOSIS_ANSWER_LOWER_95, PROGNOSIS_ANSWER_UPPER_95 } };
  g_autofree char *median = round_to (values[PROGNOSIS_ANSWER_MEDIAN], unit);

  g_string_append_printf (text, "%s (", median);
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      g_autofree char *lower = round_to (values[intervals[i].lower], unit), *upper = round_to (values[intervals[i].upper], unit);

      g_string_append_printf (text, "%s%d %%: %s to %s", i > 0 ? "; " : "", intervals[i].percent, lower, upper);
    }
  g_string_append (text, ")\n");
}

static void
append_comparison (GString *text, const PrognosisAnswer *answer, const char *period)
{
  g_autofree char *before = prognosis_number_to_text (round (answer->before * 1e4) / 1e4);

  if (isnan (answer->before))
    {
      g_string_append_printf (text, "  last %s: not known\n", period);
      return;
    }
  g_string_append_printf (text, "  last %s: %s", period, before);
  if (isfinite (answer->change))
    g_string_append_printf (text, " (%+.0f %%)", 100.0 * answer->change);
  g_string_append_printf (text, "; chance of more: %.0f %%\n", 100.0 * answer->chance_more);
}

static void
append_threshold (const Summary *self, GString *text, const PrognosisAnswer *answer)
{
  PrognosisDataset *dataset = self->dataset;
  const gssize end
      = (gssize) prognosis_dataset_get_n_steps (dataset) - 1 + (gssize) prognosis_forecast_get_horizon (self->forecast);
  g_autofree char *last = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, end));
  g_autofree char *value = prognosis_number_to_text (answer->threshold);

  g_string_append_printf (text, "  %s%s%s%s up to %s: chance %.0f %%", answer->is_above ? "fall to " : "more than ", value,
                          answer->is_peak ? "" : " a ", answer->is_peak ? "" : get_step_name (dataset), last,
                          100.0 * answer->chance_passed);
  if (answer->is_likely)
    {
      g_autofree char *day = prognosis_dataset_format_day (dataset, answer->day_passed);

      g_string_append_printf (text, ", likely from %s\n", day);
    }
  else
    g_string_append (text, ", unlikely\n");
}

static void
add_text (const Summary *self, const char *group, const gsize *regions, gsize n_regions, gsize signal,
          const PrognosisAnswer *answer, gpointer data)
{
  GString *text = data;
  const PrognosisSignal *it = prognosis_dataset_get_signal (self->dataset, signal);
  const double unit = prognosis_answer_find_rounding (answer, it->kind);
  g_autofree char *period = describe_period (self->dataset, answer->n_steps);
  g_autofree char *name = cli_messages_make_printable (it->name);
  g_autofree char *place = cli_messages_make_printable (group != NULL ? group : cli_location_get (self->dataset, regions[0]));
  g_autofree char *first = prognosis_dataset_format_day (self->dataset, answer->first_day);
  g_autofree char *last = prognosis_dataset_format_day (self->dataset, answer->last_day);

  if (group == NULL && n_regions > 1)
    g_string_append_printf (text, "Sum of %zu regions", n_regions);
  else
    g_string_append (text, place);
  g_string_append_printf (text, ": %s%s in the next %s (%s to %s): ", answer->is_peak ? "peak of " : "", name, period, first, last);
  append_levels (text, answer->values, unit);
  if (isfinite (answer->person_days[PROGNOSIS_ANSWER_MEDIAN]))
    {
      g_string_append (text, "  person-days: ");
      append_levels (text, answer->person_days, unit);
    }
  append_comparison (text, answer, period);
  if (!isnan (answer->threshold))
    append_threshold (self, text, answer);
}

/* --- JSON ------------------------------------------------------------------------ */

static void
add_levels (JsonBuilder *json, const char *name, const double *values)
{
  prognosis_json_begin_array (json, name);
  for (gsize i = 0; i < PROGNOSIS_ANSWER_N_LEVELS; i++)
    {
      json_builder_begin_object (json);
      prognosis_json_set_double (json, "level", prognosis_answer_levels[i]);
      prognosis_json_set_double (json, "value", values[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_threshold (JsonBuilder *json, const PrognosisDataset *dataset, const PrognosisAnswer *answer)
{
  prognosis_json_set_double (json, "threshold", answer->threshold);
  prognosis_json_set_double (json, "chance_passed", answer->chance_passed);
  prognosis_json_set_boolean (json, "is_above", answer->is_above);
  if (answer->is_likely)
    cli_json_add_day (json, "likely_from", dataset, answer->day_passed);
  else
    cli_json_add_string (json, "likely_from", NULL);
}

static void
add_object (const Summary *self, const char *group, const gsize *regions, gsize n_regions, gsize signal,
            const PrognosisAnswer *answer, gpointer data)
{
  JsonBuilder *json = data;
  const PrognosisSignal *it = prognosis_dataset_get_signal (self->dataset, signal);

  json_builder_begin_object (json);
  if (group == NULL && n_regions == 1)
    group = cli_location_get (self->dataset, regions[0]);
  cli_json_add_string (json, "location", group);
  prognosis_json_set_int (json, "regions", (gint64) n_regions);
  cli_json_add_string (json, "signal", it->name);
  cli_json_add_day (json, "first_day", self->dataset, answer->first_day);
  cli_json_add_day (json, "last_day", self->dataset, answer->last_day);
  add_levels (json, answer->is_peak ? "peak" : "total", answer->values);
  if (isfinite (answer->person_days[PROGNOSIS_ANSWER_MEDIAN]))
    add_levels (json, "person_days", answer->person_days);
  prognosis_json_set_double (json, "before", answer->before);
  prognosis_json_set_double (json, "change", answer->change);
  prognosis_json_set_double (json, "chance_more", answer->chance_more);
  if (!isnan (answer->threshold))
    add_threshold (json, self->dataset, answer);
  json_builder_end_object (json);
}

static GString *
to_json (const Summary *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (self->dataset) - 1;

  json_builder_begin_object (json);
  cli_json_add_string (json, "model", prognosis_forecast_get_forecaster (self->forecast));
  cli_json_add_day (json, "origin", self->dataset, prognosis_dataset_get_day (self->dataset, origin));
  prognosis_json_begin_array (json, "answers");
  for_each (self, add_object, json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  text = cli_json_to_text (json, TRUE);
  return g_string_append_c (g_string_new (text), '\n');
}

void
cli_summary_add (CliRun *run, const PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const int days = run->options->within > 0 ? run->options->within : DEFAULT_DAYS;
  const Summary self = { run, forecast, dataset, run->options->thresholds, prognosis_answer_find_period (dataset, days) };
  GString *text;

  if (run->options->json)
    text = to_json (&self);
  else
    {
      text = g_string_new (NULL);
      for_each (&self, add_text, text);
    }
  cli_output_take_text (run->output, NULL, text);
}
