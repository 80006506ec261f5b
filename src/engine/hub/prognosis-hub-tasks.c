/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads hub-config/tasks.json as the hubs of the hubverse publish it, schema versions 2 to 6. */

#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-hub-private.h"
#include "prognosis-json.h"

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s; expected the tasks.json of a forecast hub", path, what);
  return FALSE;
}

static void
take_texts (GPtrArray *texts, JsonArray *array)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      char *text = prognosis_hub_dup_text (json_array_get_element (array, i));

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
}

static void
take_columns (PrognosisHubTask *task, JsonObject *ids)
{
  g_autoptr (GList) names = json_object_get_members (ids);

  for (GList *name = names; name != NULL; name = name->next)
    {
      PrognosisHubColumn *column = prognosis_hub_task_add_column (task, name->data);
      JsonObject *values = prognosis_json_get_object (ids, name->data);

      take_texts (column->required, prognosis_json_get_array (values, "required"));
      take_texts (column->optional, prognosis_json_get_array (values, "optional"));
    }
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return object != NULL && json_object_has_member (object, name) ? prognosis_json_get_text (json_object_get_member (object, name))
                                                                 : NULL;
}

static guint
get_count (JsonObject *object, const char *name)
{
  const double value = prognosis_json_get_number (object, name);

  return value > 0 && value < 1e9 ? (guint) value : 0;
}

static void
take_samples (PrognosisHubOutput *output, JsonObject *parameters)
{
  JsonArray *group = prognosis_json_get_array (parameters, "compound_taskid_set");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  output->min_samples = get_count (parameters, "min_samples_per_task");
  output->max_samples = get_count (parameters, "max_samples_per_task");
  output->max_length = get_count (parameters, "max_length");
  output->has_integer_ids = g_strcmp0 (get_text (parameters, "type"), "integer") == 0;
  output->is_required = prognosis_json_get_boolean (parameters, "is_required", output->is_required);
  take_texts (names, group);
  g_ptr_array_add (names, NULL);
  if (group != NULL)
    output->group = (char **) g_ptr_array_steal (names, NULL);
}

static void
take_output (PrognosisHubTask *task, PrognosisHubType type, JsonObject *description)
{
  PrognosisHubOutput *output = prognosis_hub_task_add_output (task, type);
  JsonObject *ids = prognosis_json_get_object (description, "output_type_id");
  JsonObject *value = prognosis_json_get_object (description, "value");
  JsonObject *samples = prognosis_json_get_object (description, "output_type_id_params");

  take_texts (output->required, prognosis_json_get_array (ids, "required"));
  take_texts (output->optional, prognosis_json_get_array (ids, "optional"));
  if (type == PROGNOSIS_HUB_MEAN || type == PROGNOSIS_HUB_MEDIAN)
    {
      /* Their id is NA, which older versions list. */
      output->is_required = output->required->len > 0;
      g_ptr_array_set_size (output->required, 0);
      g_ptr_array_set_size (output->optional, 0);
    }
  /* Before version 4 a type was required if one of its ids was. */
  output->is_required = prognosis_json_get_boolean (description, "is_required", output->required->len > 0 || output->is_required);
  output->is_integer = g_strcmp0 (get_text (value, "type"), "integer") == 0;
  output->minimum = prognosis_json_get_number (value, "minimum");
  output->maximum = prognosis_json_get_number (value, "maximum");
  if (type == PROGNOSIS_HUB_SAMPLE)
    take_samples (output, samples);
}

static PrognosisHubMeasure
find_measure (JsonObject *metadata)
{
  const char *type = get_text (metadata, "target_type"), *unit = get_text (metadata, "target_units");
  const gboolean is_ahead = prognosis_json_get_boolean (metadata, "is_step_ahead", FALSE);

  if (g_strcmp0 (type, "date") == 0)
    return PROGNOSIS_HUB_PEAK_WEEK;
  if (g_strcmp0 (type, "ordinal") == 0 && is_ahead)
    return PROGNOSIS_HUB_CHANGE;
  if (unit == NULL || (g_strcmp0 (type, "continuous") != 0 && g_strcmp0 (type, "discrete") != 0))
    return PROGNOSIS_HUB_OTHER;
  if (!is_ahead)
    return strstr (get_text (metadata, "target_id") ? get_text (metadata, "target_id") : "", "peak") != NULL
               ? PROGNOSIS_HUB_PEAK_SIZE
               : PROGNOSIS_HUB_OTHER;
  if (g_str_equal (unit, "count"))
    return PROGNOSIS_HUB_COUNT;
  if (g_str_equal (unit, "proportion"))
    return PROGNOSIS_HUB_PROPORTION;
  return strstr (unit, "100,000") != NULL || strstr (unit, "100000") != NULL ? PROGNOSIS_HUB_RATE : PROGNOSIS_HUB_OTHER;
}

/* Targets are named by the value of one column. */
static void
take_targets (PrognosisHub *self, PrognosisHubTask *task, JsonArray *metadata)
{
  for (guint i = 0; i < prognosis_json_get_length (metadata); i++)
    {
      JsonObject *target = prognosis_json_get_element (metadata, i);
      JsonObject *keys = prognosis_json_get_object (target, "target_keys");
      g_autoptr (GList) names = keys != NULL ? json_object_get_members (keys) : NULL;
      const char *name = names != NULL ? get_text (keys, names->data) : get_text (target, "target_id");

      if (name == NULL)
        continue;
      if (names != NULL && self->target_column == NULL)
        self->target_column = g_strdup (names->data);
      prognosis_hub_task_add_target (task, name, find_measure (target));
    }
}

static gboolean
take_task (PrognosisHub *self, PrognosisHubRound *round, JsonObject *description, const char *path, GError **error)
{
  PrognosisHubTask *task = prognosis_hub_task_new ();
  JsonObject *ids = prognosis_json_get_object (description, "task_ids");
  JsonObject *outputs = prognosis_json_get_object (description, "output_type");
  g_autoptr (GList) types = NULL;

  g_ptr_array_add (round->tasks, task);
  if (ids == NULL || outputs == NULL)
    return fail (error, path, "a model task lacks task_ids or output_type");
  take_columns (task, ids);
  types = json_object_get_members (outputs);
  for (GList *name = types; name != NULL; name = name->next)
    {
      PrognosisHubType type;

      if (!prognosis_hub_type_find (name->data, &type))
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                       "%s: the output type “%s” is not known; expected quantile, median, mean, pmf, cdf or sample", path,
                       (const char *) name->data);
          return FALSE;
        }
      take_output (task, type, prognosis_json_get_object (outputs, name->data));
    }
  take_targets (self, task, prognosis_json_get_array (description, "target_metadata"));
  return TRUE;
}

/* The columns of the first model task; all others have the same. */
static void
set_columns (PrognosisHub *self)
{
  const PrognosisHubRound *round = g_ptr_array_index (self->rounds, 0);
  const PrognosisHubTask *task = g_ptr_array_index (round->tasks, 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < task->columns->len; i++)
    g_ptr_array_add (names, g_strdup (((const PrognosisHubColumn *) g_ptr_array_index (task->columns, i))->name));
  g_ptr_array_add (names, g_strdup (self->type_column));
  g_ptr_array_add (names, g_strdup (self->type_id_column));
  g_ptr_array_add (names, g_strdup (self->value_column));
  g_ptr_array_add (names, NULL);
  self->columns = (char **) g_ptr_array_steal (names, NULL);
}

/* The earliest date, or the smallest number, among what the column permits. FALSE: there is none. */
static gboolean
find_first (const PrognosisHubColumn *column, gboolean is_date, int *first)
{
  gboolean any = FALSE;

  for (int kind = 0; column != NULL && kind < 2; kind++)
    {
      const GPtrArray *texts = kind == 0 ? column->required : column->optional;

      for (guint i = 0; i < texts->len; i++)
        {
          const char *text = g_ptr_array_index (texts, i);
          int value = atoi (text);

          if (is_date && !prognosis_day_parse (text, &value))
            continue;
          if (!any || value < *first)
            *first = value;
          any = TRUE;
        }
    }
  return any;
}

/* The configuration does not say when horizon 0 ends. The dates that it lists do, up to whole weeks, and it is the week that ends nearest to
   the date of the round. */
static void
set_end_days (PrognosisHub *self)
{
  for (guint r = 0; r < self->rounds->len; r++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (self->rounds, r);

      for (guint i = 0; i < round->tasks->len; i++)
        {
          const PrognosisHubTask *task = g_ptr_array_index (round->tasks, i);
          int day, end;

          if (!find_first (prognosis_hub_task_find_column (task, self->round_column), TRUE, &day)
              || !find_first (prognosis_hub_task_find_column (task, PROGNOSIS_HUB_END), TRUE, &end))
            continue;
          self->end_days = ((end - day) % 7 + 7) % 7;
          self->end_days -= self->end_days > 3 ? 7 : 0;
          return;
        }
    }
}

gboolean
prognosis_hub_take_tasks (PrognosisHub *self, JsonObject *tasks, const char *path, GError **error)
{
  JsonArray *rounds = prognosis_json_get_array (tasks, "rounds");

  for (guint i = 0; i < prognosis_json_get_length (rounds); i++)
    {
      JsonObject *description = prognosis_json_get_element (rounds, i);
      JsonArray *of_round = prognosis_json_get_array (description, "model_tasks");
      const char *id = get_text (description, "round_id");
      const gboolean is_variable = prognosis_json_get_boolean (description, "round_id_from_variable", FALSE);
      PrognosisHubRound *round = prognosis_hub_add_round (self, is_variable ? NULL : id);

      if (id == NULL || prognosis_json_get_length (of_round) == 0)
        return fail (error, path, "a round lacks round_id or model_tasks");
      if (is_variable && self->round_column == NULL)
        self->round_column = g_strdup (id);
      for (guint t = 0; t < prognosis_json_get_length (of_round); t++)
        if (!take_task (self, round, prognosis_json_get_element (of_round, t), path, error))
          return FALSE;
    }
  if (self->rounds->len == 0)
    return fail (error, path, "there is no list “rounds” in it");
  set_columns (self);
  set_end_days (self);
  /* Horizon 0 is the first week after the data. */
  self->round_days = 7 - self->end_days;
  return TRUE;
}
