/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An outbreak without data: what simulate solves if no model is named. */

#include "cli.h"
#include "json.h"

#include "prognosis-error.h"
#include "prognosis-number.h"
#include "prognosis-outbreak-figure.h"
#include "prognosis-parallel.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

/* The central 95, 80 and 50 % intervals, and the median. */
static const double levels[] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };
#define N_LEVELS G_N_ELEMENTS (levels)

static char *
list_fields (void)
{
  GString *names = g_string_new (NULL);
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", fields[i].id);
  return g_string_free (names, FALSE);
}

static gboolean
set_fields (PrognosisOutbreak *outbreak, const CliOptions *options, GError **error)
{
  for (guint i = 0; i < options->engine->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->engine->fixed, i);
      const PrognosisOutbreakField *field = prognosis_outbreak_find_field (fixed->parameter);
      g_autofree char *names = NULL;

      if (fixed->region != NULL)
        return cli_options_refuse (error, "Option --set: “%s:%s” names a region, but simulate has none", fixed->region,
                                   fixed->parameter);
      if (field == NULL)
        {
          names = list_fields ();
          return cli_options_refuse (
              error,
              "Option --set: “%s” is not part of an outbreak; expected one of %s; or name the model whose parameter it is "
              "with --model",
              fixed->parameter, names);
        }
      if (!prognosis_outbreak_set (outbreak, field, fixed->value, error))
        {
          g_prefix_error (error, "Option --set: ");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
set_disease (PrognosisOutbreak *outbreak, const char *id, GError **error)
{
  const PrognosisPreset *preset = id != NULL ? prognosis_preset_find (id) : NULL, *presets;
  g_autoptr (GString) ids = g_string_new (NULL);
  gsize n;

  if (preset != NULL)
    prognosis_outbreak_apply_preset (outbreak, preset);
  if (id == NULL || preset != NULL)
    return TRUE;
  presets = prognosis_preset_list (&n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", presets[i].id);
  return cli_options_refuse (error, "Option --disease: “%s” is not known; expected one of %s", id, ids->str);
}

static gboolean
set_changes (PrognosisOutbreak *outbreak, const CliOptions *options, gsize n_days, GError **error)
{
  for (char **text = options->changes; text != NULL && *text != NULL; text++)
    {
      g_auto (GStrv) parts = g_strsplit (*text, "=", 2);
      PrognosisChange change = { 0, g_ascii_strtod (parts[1], NULL) };
      gint64 day;

      if (!g_ascii_string_to_signed (parts[0], 10, 0, (gint64) n_days, &day, NULL))
        return cli_options_refuse (
            error, "Option --change: “%s” is not a day of the simulation; expected a whole number from 0 to %" G_GSIZE_FORMAT,
            parts[0], n_days);
      change.day = (int) day;
      if (outbreak->scenario == NULL)
        outbreak->scenario = prognosis_scenario_new ("");
      g_array_append_val (outbreak->scenario->changes, change);
    }
  return TRUE;
}

/* --- table ---------------------------------------------------------------------- */

static void
append_row (GString *csv, gsize day, const char *level, const double *values, gsize stride)
{
  g_string_append_printf (csv, "%" G_GSIZE_FORMAT "%s%s", day, level != NULL ? "," : "", level != NULL ? level : "");
  for (int column = 0; column < PROGNOSIS_OUTBREAK_N_COLUMNS; column++)
    {
      g_autofree char *number = prognosis_number_to_text (values[column * stride]);

      g_string_append_printf (csv, ",%s", number);
    }
  g_string_append_c (csv, '\n');
}

static GString *
to_csv (const PrognosisOutbreakCourse *course)
{
  GString *csv = g_string_new (course->n_runs > 1 ? "day,level" : "day");
  const gsize stride = (course->n_days + 1) * N_LEVELS;
  g_autofree double *quantiles = g_new (double, stride *PROGNOSIS_OUTBREAK_N_COLUMNS);

  for (int column = 0; column < PROGNOSIS_OUTBREAK_N_COLUMNS; column++)
    {
      g_string_append_printf (csv, ",%s", prognosis_outbreak_column_ids[column]);
      if (course->n_runs > 1)
        prognosis_outbreak_course_get_quantiles (course, column, levels, N_LEVELS, quantiles + column * stride);
    }
  g_string_append_c (csv, '\n');
  for (gsize day = 0; day <= course->n_days; day++)
    if (course->n_runs == 1)
      append_row (csv, day, NULL, course->persons + day * PROGNOSIS_OUTBREAK_N_COLUMNS, 1);
    else
      for (gsize k = 0; k < N_LEVELS; k++)
        {
          g_autofree char *level = prognosis_number_to_text (levels[k]);

          append_row (csv, day, level, quantiles + day * N_LEVELS + k, stride);
        }
  return csv;
}

/* --- summary -------------------------------------------------------------------- */

typedef struct
{
  const PrognosisOutbreak *outbreak;
  const PrognosisOutbreakCourse *course;
  PrognosisOutbreakAnswer *answers; /* n_runs */
} Summary;

/* One number of every answer. */
typedef double (*ReadFunc) (const PrognosisOutbreakAnswer *answer);

#define READ(field)                                                  \
  static double read_##field (const PrognosisOutbreakAnswer *answer) \
  {                                                                  \
    return answer->field;                                            \
  }
/* clang-format off */
READ (peak_infectious)
READ (peak_infectious_day)
READ (peak_infections)
READ (peak_infections_day)
READ (peak_beds)
READ (peak_beds_day)
READ (infected)
READ (deaths)
/* clang-format on */

static void
get_quantiles (const Summary *self, ReadFunc read, double *values)
{
  g_autofree double *sorted = g_new (double, self->course->n_runs);

  for (gsize run = 0; run < self->course->n_runs; run++)
    sorted[run] = read (&self->answers[run]);
  gsl_sort (sorted, 1, self->course->n_runs);
  for (gsize k = 0; k < N_LEVELS; k++)
    values[k] = gsl_stats_quantile_from_sorted_data (sorted, 1, self->course->n_runs, levels[k]);
}

static double
get_share (const Summary *self, gboolean is_over)
{
  gsize n = 0;

  for (gsize run = 0; run < self->course->n_runs; run++)
    n += is_over ? self->answers[run].over_first >= 0 : self->answers[run].is_minor;
  return (double) n / (double) self->course->n_runs;
}

/* "1234", or "1234 (95 % interval 980 to 1500)". */
static void
append_number (const Summary *self, GString *text, ReadFunc read)
{
  double values[N_LEVELS];

  get_quantiles (self, read, values);
  g_string_append_printf (text, "%.0f", values[N_LEVELS / 2]);
  if (self->course->n_runs > 1)
    g_string_append_printf (text, " (95 %% interval %.0f to %.0f)", values[0], values[N_LEVELS - 1]);
}

static void
append_beds (const Summary *self, GString *text)
{
  const PrognosisOutbreakAnswer *answer = &self->answers[0];
  const double capacity = self->outbreak->capacity;

  g_string_append (text, "Beds in use: at most ");
  append_number (self, text, read_peak_beds);
  g_string_append (text, ", on day ");
  append_number (self, text, read_peak_beds_day);
  g_string_append_c (text, '\n');
  if (!(capacity > 0))
    return;
  if (self->course->n_runs > 1)
    g_string_append_printf (text, "Chance of more than %.0f beds: %.0f %%\n", capacity, 100 * get_share (self, TRUE));
  else if (answer->over_first >= 0)
    g_string_append_printf (text, "Over the capacity of %.0f beds: day %d to day %d\n", capacity, answer->over_first,
                            answer->over_last);
  else
    g_string_append_printf (text, "Over the capacity of %.0f beds: never\n", capacity);
}

static GString *
to_text (const Summary *self)
{
  const double growth = prognosis_outbreak_get_growth (self->outbreak);
  GString *text = g_string_new (NULL);

  if (growth > 0)
    g_string_append_printf (text, "Infections double every %.1f days at first\n", G_LN2 / growth);
  else
    g_string_append (text, "Infections fall from the start\n");
  g_string_append (text, "Highest number of infectious persons: ");
  append_number (self, text, read_peak_infectious);
  g_string_append (text, ", on day ");
  append_number (self, text, read_peak_infectious_day);
  g_string_append (text, "\nHighest number of new infections in a day: ");
  append_number (self, text, read_peak_infections);
  g_string_append (text, ", on day ");
  append_number (self, text, read_peak_infections_day);
  g_string_append_printf (text, "\nInfected up to day %" G_GSIZE_FORMAT ": ", self->course->n_days);
  append_number (self, text, read_infected);
  g_string_append_printf (text, " of %.0f\nDeaths: ", self->outbreak->population);
  append_number (self, text, read_deaths);
  g_string_append_c (text, '\n');
  append_beds (self, text);
  if (self->course->n_runs > 1)
    g_string_append_printf (text, "Chance that it dies out early: %.1f %%\n", 100 * get_share (self, FALSE));
  return text;
}

static void
add_levels (const Summary *self, JsonBuilder *json, const char *name, ReadFunc read)
{
  double values[N_LEVELS];

  if (self->course->n_runs == 1)
    {
      prognosis_json_set_double (json, name, read (&self->answers[0]));
      return;
    }
  get_quantiles (self, read, values);
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (gsize k = 0; k < N_LEVELS; k++)
    {
      g_autofree char *level = prognosis_number_to_text (levels[k]);

      prognosis_json_set_double (json, level, values[k]);
    }
  json_builder_end_object (json);
}

static GString *
to_json (const Summary *self)
{
  const double growth = prognosis_outbreak_get_growth (self->outbreak);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  prognosis_json_set_int (json, "days", (gint64) self->course->n_days);
  prognosis_json_set_int (json, "runs", self->course->n_runs > 1 ? (gint64) self->course->n_runs : 0);
  prognosis_json_set_double (json, "growth", growth);
  prognosis_json_set_double (json, "doubling_days", growth > 0 ? G_LN2 / growth : NAN);
  add_levels (self, json, "peak_infectious", read_peak_infectious);
  add_levels (self, json, "peak_infectious_day", read_peak_infectious_day);
  add_levels (self, json, "peak_infections", read_peak_infections);
  add_levels (self, json, "peak_infections_day", read_peak_infections_day);
  add_levels (self, json, "peak_beds", read_peak_beds);
  add_levels (self, json, "peak_beds_day", read_peak_beds_day);
  add_levels (self, json, "infected", read_infected);
  add_levels (self, json, "deaths", read_deaths);
  if (self->course->n_runs > 1)
    {
      prognosis_json_set_double (json, "chance_dies_out", get_share (self, FALSE));
      prognosis_json_set_double (json, "chance_over_capacity", self->outbreak->capacity > 0 ? get_share (self, TRUE) : NAN);
    }
  else
    {
      const int first = self->answers[0].over_first, last = self->answers[0].over_last;

      prognosis_json_set_double (json, "over_capacity_from", first >= 0 ? first : NAN);
      prognosis_json_set_double (json, "over_capacity_to", last >= 0 ? last : NAN);
    }
  json_builder_end_object (json);
  text = cli_json_to_text (json, TRUE);
  return g_string_append_c (g_string_new (text), '\n');
}

static void
add_summary (CliRun *run, const PrognosisOutbreak *outbreak, const PrognosisOutbreakCourse *course)
{
  g_autofree PrognosisOutbreakAnswer *answers = g_new (PrognosisOutbreakAnswer, course->n_runs);
  const Summary self = { outbreak, course, answers };

  for (gsize i = 0; i < course->n_runs; i++)
    prognosis_outbreak_answer_read (outbreak, course, i, &answers[i]);
  cli_output_take_text (run->output, NULL, run->options->json ? to_json (&self) : to_text (&self));
}

/* Runs of chance are drawn around the equations. */
static gboolean
add_figure (CliRun *run, const PrognosisOutbreak *outbreak, const PrognosisOutbreakCourse *course, GError **error)
{
  g_autoptr (PrognosisOutbreakCourse) equations = NULL;
  g_autoptr (PrognosisFigure) figure = NULL;
  PrognosisOutbreakPicture picture = { .outbreak = outbreak, .course = course };

  if (course->n_runs > 1)
    {
      equations = prognosis_outbreak_solve (outbreak, course->n_days, error);
      if (equations == NULL)
        return FALSE;
      picture.course = equations;
      picture.runs = course;
    }
  figure = prognosis_outbreak_new_figure (&picture);
  return cli_figure_write (run, figure, "Simulated outbreak", 1000, 900, error);
}

gboolean
cli_outbreak_simulate (CliRun *run, GError **error)
{
  const CliOptions *options = run->options;
  const gsize n_threads = prognosis_parallel_get_n_threads (options->engine->n_threads);
  g_autoptr (PrognosisOutbreak) outbreak = prognosis_outbreak_new ();
  g_autoptr (PrognosisOutbreakCourse) course = NULL;
  const gint64 started_usec = g_get_monotonic_time ();
  gsize n_days;

  if (options->json && !options->summary)
    return cli_options_refuse (error, "Option --json: a simulation has it with --summary only");
  if (!set_disease (outbreak, options->disease, error) || !set_fields (outbreak, options, error))
    return FALSE;
  n_days = options->n_days > 0 ? (gsize) options->n_days : (gsize) outbreak->days;
  if (!set_changes (outbreak, options, n_days, error) || !prognosis_outbreak_check (outbreak, error))
    return FALSE;
  if (options->n_runs > 0)
    course = prognosis_outbreak_run (outbreak, n_days, (gsize) options->n_runs, options->engine->seed, n_threads, run->cancellable,
                                     error);
  else
    course = prognosis_outbreak_solve (outbreak, n_days, error);
  if (course == NULL)
    return FALSE;
  run->stats.forecast_s = cli_stats_seconds_since (started_usec);
  run->stats.regions = 1;
  if (options->plot != NULL && !add_figure (run, outbreak, course, error))
    return FALSE;
  if (options->summary)
    add_summary (run, outbreak, course);
  if (!options->summary || options->output != NULL)
    cli_output_take_csv (run->output, options->output, to_csv (course), options->for_spreadsheet);
  return TRUE;
}
