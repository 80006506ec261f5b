/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a forecast as a hub wants it: finds round, targets and places, and adds the rows of quantiles, medians and samples. */

#include "prognosis-submission-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-csv.h"
#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-hub-check.h"
#include "prognosis-number.h"

static int
get_origin (const PrognosisDataset *dataset)
{
  return prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
}

/* The round that data up to their last day are for. NULL with an error. */
static const PrognosisHubRound *
find_round (const PrognosisHub *hub, const PrognosisDataset *dataset, int *reference, GError **error)
{
  const PrognosisHubRound *round;
  g_autofree char *day = prognosis_dataset_format_day (dataset, get_origin (dataset)), *date = NULL;

  if (prognosis_dataset_get_frequency (dataset) != PROGNOSIS_FREQUENCY_WEEKLY)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "%s requires data with dates in steps of 7 days", hub->name);
      return NULL;
    }
  if (!prognosis_hub_find_reference (hub, get_origin (dataset), reference))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "%s requires weeks that end on its weekday, but these end on the weekday of %s", hub->name, day);
      return NULL;
    }
  date = prognosis_day_format (*reference);
  round = prognosis_hub_find_round (hub, date);
  if (round == NULL)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                 "data that end on %s are for the round of %s, which %s does not have; choose another --origin", day, date,
                 hub->name);
  return round;
}

static gboolean
is_value (PrognosisHubMeasure measure)
{
  return measure == PROGNOSIS_HUB_COUNT || measure == PROGNOSIS_HUB_RATE || measure == PROGNOSIS_HUB_PROPORTION;
}

static gboolean
is_forecast (const PrognosisForecast *forecast, gsize signal)
{
  if (forecast == NULL)
    return TRUE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)); r++)
    if (prognosis_forecast_has (forecast, r, signal))
      return TRUE;
  return FALSE;
}

static gssize
find_kind (const PrognosisDataset *dataset, const PrognosisForecast *forecast, PrognosisHubMeasure measure)
{
  static const PrognosisKind kinds[] = { [PROGNOSIS_HUB_COUNT] = PROGNOSIS_KIND_INCIDENT,
                                         [PROGNOSIS_HUB_RATE] = PROGNOSIS_KIND_RATE,
                                         [PROGNOSIS_HUB_PROPORTION] = PROGNOSIS_KIND_PROPORTION };

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->kind == kinds[measure] && is_forecast (forecast, s))
      return (gssize) s;
  return -1;
}

/* The signal that a target of values is forecast from, or -1. @forecast: nullable, then any signal */
static gssize
find_signal (const PrognosisDataset *dataset, const PrognosisForecast *forecast, const PrognosisHubTarget *target)
{
  const gssize named = prognosis_dataset_find_signal (dataset, target->name);

  if (named >= 0 && is_forecast (forecast, (gsize) named))
    return named;
  return find_kind (dataset, forecast, target->measure);
}

static gboolean
is_named (const PrognosisDataset *dataset, const char *target)
{
  return prognosis_dataset_find_signal (dataset, target) >= 0;
}

/* A signal that has the name of one target is not of another. */
static void
drop_taken (GPtrArray *targets, const PrognosisDataset *dataset, const PrognosisForecast *forecast)
{
  for (guint i = targets->len; i > 0; i--)
    {
      const PrognosisHubTarget *target = g_ptr_array_index (targets, i - 1);
      gboolean is_taken = FALSE;

      for (guint k = 0; k < targets->len && !is_named (dataset, target->name); k++)
        {
          const PrognosisHubTarget *other = g_ptr_array_index (targets, k);

          is_taken |= is_named (dataset, other->name)
                      && find_signal (dataset, forecast, other) == find_signal (dataset, forecast, target);
        }
      if (is_taken)
        g_ptr_array_remove_index (targets, i - 1);
    }
}

/* The targets of values in @round that the data are of. NULL with an error: none, or one signal could be several. (transfer container) */
static GPtrArray *
find_targets (const PrognosisHub *hub, const PrognosisHubRound *round, const PrognosisDataset *dataset,
              const PrognosisForecast *forecast, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint t = 0; t < round->tasks->len; t++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (round->tasks, t);

      for (guint i = 0; i < task->targets->len; i++)
        {
          PrognosisHubTarget *target = g_ptr_array_index (task->targets, i);

          if (!is_value (target->measure))
            continue;
          g_string_append_printf (all, "%s“%s”", all->len > 0 ? ", " : "", target->name);
          if ((wanted == NULL || g_str_equal (wanted, target->name)) && find_signal (dataset, forecast, target) >= 0)
            g_ptr_array_add (found, target);
        }
    }
  drop_taken (found, dataset, forecast);
  for (guint i = 0; i < found->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const PrognosisHubTarget *a = g_ptr_array_index (found, i), *b = g_ptr_array_index (found, k);

        if (a->measure == b->measure && !is_named (dataset, a->name) && !is_named (dataset, b->name))
          {
            g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                         "the data could be of “%s” or of “%s”; name one with --target, or give the column its name", b->name,
                         a->name);
            return NULL;
          }
      }
  if (found->len > 0)
    return g_steal_pointer (&found);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "%s asks for %s, and the data have no such counts, rates (--kind rate) or proportions (--kind proportion)%s%s",
               hub->name, all->str, wanted != NULL ? " for " : "", wanted != NULL ? wanted : "");
  return NULL;
}

gboolean
prognosis_submission_check_data (const PrognosisHub *hub, const PrognosisDataset *dataset,
                                 const PrognosisSubmissionOptions *options, GError **error)
{
  int reference;
  const PrognosisHubRound *round = find_round (hub, dataset, &reference, error);
  g_autoptr (GPtrArray) targets = NULL;

  if (round == NULL)
    return FALSE;
  targets = find_targets (hub, round, dataset, NULL, options->target, error);
  return targets != NULL;
}

gsize
prognosis_submission_get_horizon (const PrognosisHub *hub, const PrognosisDataset *dataset,
                                  const PrognosisSubmissionOptions *options)
{
  const int origin = get_origin (dataset);
  int reference, first, last, end = origin;
  const PrognosisHubRound *round = find_round (hub, dataset, &reference, NULL);

  for (guint t = 0; round != NULL && t < round->tasks->len; t++)
    {
      const PrognosisHubColumn *column
          = prognosis_hub_task_find_column (g_ptr_array_index (round->tasks, t), PROGNOSIS_HUB_HORIZON);

      for (guint i = 0; column != NULL && i < column->required->len + column->optional->len; i++)
        {
          const char *text = i < column->required->len ? g_ptr_array_index (column->required, i)
                                                       : g_ptr_array_index (column->optional, i - column->required->len);

          end = MAX (end, reference + hub->end_days + 7 * atoi (text));
        }
    }
  if (round != NULL && (options->submit & PROGNOSIS_SUBMIT_PEAKS) && prognosis_submission_get_season (hub, round, &first, &last))
    end = MAX (end, last);
  return (gsize) ((end - origin + 6) / 7);
}

void
prognosis_submission_note (PrognosisSubmissionWriter *self, const char *format, ...)
{
  va_list arguments;
  char *note;

  va_start (arguments, format);
  note = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (g_hash_table_add (self->noted, g_strdup (note)))
    g_ptr_array_add (self->notes, note);
  else
    g_free (note);
}

static char *
format_horizon (const PrognosisSubmissionCell *cell)
{
  return cell->has_horizon ? g_strdup_printf ("%d", cell->horizon) : g_strdup ("NA");
}

static char *
format_end (const PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell)
{
  return cell->has_horizon ? prognosis_day_format (self->reference + self->hub->end_days + 7 * cell->horizon) : g_strdup ("NA");
}

gboolean
prognosis_submission_permits (const PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell)
{
  const PrognosisHubColumn *horizons = prognosis_hub_task_find_column (cell->task, PROGNOSIS_HUB_HORIZON);
  const PrognosisHubColumn *ends = prognosis_hub_task_find_column (cell->task, PROGNOSIS_HUB_END);
  g_autofree char *horizon = format_horizon (cell), *end = format_end (self, cell);

  return (horizons == NULL || prognosis_hub_column_permits (horizons, horizon))
         && (ends == NULL || prognosis_hub_column_permits (ends, end));
}

void
prognosis_submission_add_row (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell,
                              const PrognosisHubOutput *output, const char *id, double value)
{
  const PrognosisHub *hub = self->hub;
  g_autofree char *horizon = format_horizon (cell), *end = format_end (self, cell);

  if (output->is_integer)
    value = round (value);
  if (value < output->minimum)
    value = output->minimum;
  if (value > output->maximum)
    value = output->maximum;
  for (char **name = hub->columns; *name != NULL; name++)
    {
      if (name != hub->columns)
        g_string_append_c (self->csv, ',');
      if (g_str_equal (*name, hub->value_column))
        prognosis_csv_append_number (self->csv, value);
      else
        prognosis_csv_append_quoted (self->csv, g_strcmp0 (*name, hub->round_column) == 0    ? self->round_text
                                                : g_strcmp0 (*name, hub->target_column) == 0 ? cell->target
                                                : g_str_equal (*name, hub->type_column) ? prognosis_hub_type_get_name (output->type)
                                                : g_str_equal (*name, hub->type_id_column)    ? id
                                                : g_str_equal (*name, PROGNOSIS_HUB_LOCATION) ? cell->location
                                                : g_str_equal (*name, PROGNOSIS_HUB_HORIZON)  ? horizon
                                                : g_str_equal (*name, PROGNOSIS_HUB_END)      ? end
                                                : cell->group != NULL                         ? cell->group
                                                                                              : "NA");
    }
  g_string_append_c (self->csv, '\n');
  self->n_rows++;
}

static void
add_quantiles (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell, const PrognosisHubOutput *output, gsize region,
               gsize signal, gsize step)
{
  for (guint i = 0; i < output->required->len; i++)
    {
      const char *id = g_ptr_array_index (output->required, i);
      double level, value;

      if (!prognosis_number_parse (id, &level) || level <= 0.0 || level >= 1.0)
        continue;
      prognosis_forecast_get_quantiles (self->forecast, region, signal, step, &level, 1, &value);
      prognosis_submission_add_row (self, cell, output, id, value);
    }
}

/* A path keeps its number over horizons, so that each sample is one course. Ids differ between places and targets, which hubs that want
   joint samples over horizons alone require. */
static void
add_samples (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell, const PrognosisHubOutput *output, gsize region,
             gsize signal, gsize step)
{
  const gsize n_paths = prognosis_forecast_get_n_paths (self->forecast);
  const double *paths = prognosis_forecast_get_paths (self->forecast, region, signal) + (step - 1) * n_paths;
  const gsize n = MAX (output->min_samples, 1);

  if (n > n_paths)
    {
      prognosis_submission_note (self, "the samples are left out: %s wants %" G_GSIZE_FORMAT ", and --paths are %" G_GSIZE_FORMAT,
                                 self->hub->name, n, n_paths);
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *id = output->has_integer_ids
                                ? g_strdup_printf ("%" G_GSIZE_FORMAT, 100000 * (self->n_targets * 1000 + region) + i)
                                : g_strdup_printf ("%s%c%03u", cell->location, 'a' + (char) (self->n_targets % 26), (guint) i + 1);

      prognosis_submission_add_row (self, cell, output, id, paths[i * n_paths / n]);
    }
}

static gboolean
wants (const PrognosisSubmissionWriter *self, const PrognosisHubOutput *output, PrognosisSubmit what)
{
  return output != NULL && (output->is_required || (self->submit & what) != 0);
}

static void
add_values (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, gsize region, gsize signal)
{
  const PrognosisHubOutput *quantile = prognosis_hub_task_find_output (cell->task, PROGNOSIS_HUB_QUANTILE);
  const PrognosisHubOutput *median = prognosis_hub_task_find_output (cell->task, PROGNOSIS_HUB_MEDIAN);
  const PrognosisHubOutput *sample = prognosis_hub_task_find_output (cell->task, PROGNOSIS_HUB_SAMPLE);
  const int origin = get_origin (self->dataset);

  for (gsize step = 1; step <= prognosis_forecast_get_horizon (self->forecast); step++)
    {
      cell->horizon = (origin + 7 * (int) step - self->reference - self->hub->end_days) / 7;
      if (!prognosis_submission_permits (self, cell))
        continue;
      if (wants (self, quantile, PROGNOSIS_SUBMIT_QUANTILES))
        add_quantiles (self, cell, quantile, region, signal, step);
      if (wants (self, median, PROGNOSIS_SUBMIT_MEDIANS))
        {
          const double half = 0.5;
          double value;

          prognosis_forecast_get_quantiles (self->forecast, region, signal, step, &half, 1, &value);
          prognosis_submission_add_row (self, cell, median, "NA", value);
        }
      if (wants (self, sample, PROGNOSIS_SUBMIT_SAMPLES))
        add_samples (self, cell, sample, region, signal, step);
    }
}

/* The signal that @target is derived from, or -1 if it is not to be written. */
static gssize
find_source (PrognosisSubmissionWriter *self, const PrognosisHubTarget *target, const GPtrArray *values)
{
  if (is_value (target->measure))
    {
      for (guint i = 0; i < values->len; i++)
        if (g_ptr_array_index (values, i) == target)
          return find_signal (self->dataset, self->forecast, target);
      return -1;
    }
  if (target->measure == PROGNOSIS_HUB_OTHER
      || !(self->submit & (target->measure == PROGNOSIS_HUB_CHANGE ? PROGNOSIS_SUBMIT_CHANGES : PROGNOSIS_SUBMIT_PEAKS)))
    return -1;
  /* Change and peak are those of the hub's counts. */
  for (guint i = 0; i < values->len; i++)
    {
      const PrognosisHubTarget *value = g_ptr_array_index (values, i);

      if (value->measure == PROGNOSIS_HUB_COUNT)
        return find_signal (self->dataset, self->forecast, value);
    }
  return -1;
}

static void
add_target (PrognosisSubmissionWriter *self, const PrognosisHubTask *task, const PrognosisHubTarget *target, gsize signal)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  const PrognosisHubColumn *horizons = prognosis_hub_task_find_column (task, PROGNOSIS_HUB_HORIZON);

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (self->dataset); r++)
    {
      PrognosisSubmissionCell cell = { .task = task,
                                       .target = target->name,
                                       .has_horizon = horizons != NULL && horizons->required->len + horizons->optional->len > 0 };

      if (!prognosis_forecast_has (self->forecast, r, signal) || !prognosis_submission_find_place (self, &cell, r, owned))
        continue;
      if (is_value (target->measure))
        add_values (self, &cell, r, signal);
      else if (target->measure == PROGNOSIS_HUB_CHANGE)
        prognosis_submission_add_changes (self, &cell, r, signal);
      else
        prognosis_submission_add_peaks (self, &cell, target->measure, r, signal);
    }
  self->n_targets++;
}

static void
add_header (PrognosisSubmissionWriter *self)
{
  g_autofree char *header = g_strjoinv (",", self->hub->columns);

  g_string_append_printf (self->csv, "%s\n", header);
}

/* What is written is checked as a file from elsewhere would be. */
static gboolean
check_result (const PrognosisSubmissionWriter *self, GError **error)
{
  g_autoptr (PrognosisHubFile) file = prognosis_hub_file_parse ("forecast", self->csv->str, self->csv->len, error);
  g_autoptr (PrognosisHubCheck) check = file != NULL ? prognosis_hub_check (self->hub, file, NULL) : NULL;
  const PrognosisHubViolation *first;

  if (check == NULL || prognosis_hub_check_is_valid (check))
    return check != NULL;
  first = g_ptr_array_index (check->violations, 0);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
               "the forecast breaks a rule of %s and is not written: line %u: %s", self->hub->name, first->line, first->message);
  return FALSE;
}

static void
add_targets (PrognosisSubmissionWriter *self, const GPtrArray *values)
{
  for (guint t = 0; t < self->round->tasks->len; t++)
    {
      const PrognosisHubTask *task = g_ptr_array_index (self->round->tasks, t);

      for (guint i = 0; i < task->targets->len; i++)
        {
          const PrognosisHubTarget *target = g_ptr_array_index (task->targets, i);
          const gssize signal = find_source (self, target, values);

          if (signal >= 0)
            add_target (self, task, target, (gsize) signal);
        }
    }
}

PrognosisSubmission *
prognosis_submission_new (const PrognosisHub *hub, const PrognosisForecast *forecast, const PrognosisSubmissionOptions *options,
                          GError **error)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (PrognosisSubmission) self = g_new0 (PrognosisSubmission, 1);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free), values = NULL;
  g_autoptr (GHashTable) noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PrognosisSubmissionWriter writer
      = { .hub = hub, .forecast = forecast, .dataset = dataset, .submit = options->submit, .notes = notes, .noted = noted };

  writer.round = find_round (hub, dataset, &writer.reference, error);
  values = writer.round != NULL ? find_targets (hub, writer.round, dataset, forecast, options->target, error) : NULL;
  if (values == NULL)
    return NULL;
  writer.csv = self->csv = g_string_new (NULL);
  writer.round_text = self->round = prognosis_day_format (writer.reference);
  add_header (&writer);
  add_targets (&writer, values);
  if (writer.n_rows == 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "nothing of the forecast is what %s asks for%s%s", hub->name,
                   notes->len > 0 ? ": " : "", notes->len > 0 ? (const char *) g_ptr_array_index (notes, 0) : "");
      return NULL;
    }
  if (!check_result (&writer, error))
    return NULL;
  g_ptr_array_add (notes, NULL);
  self->notes = (char **) g_ptr_array_steal (notes, NULL);
  return g_steal_pointer (&self);
}

void
prognosis_submission_free (PrognosisSubmission *self)
{
  g_free (self->round);
  if (self->csv != NULL)
    g_string_free (self->csv, TRUE);
  g_strfreev (self->notes);
  g_free (self);
}
