/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-hub-private.h"

#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-number.h"

static const char *const type_names[PROGNOSIS_HUB_N_TYPES] = {
  [PROGNOSIS_HUB_QUANTILE] = "quantile", [PROGNOSIS_HUB_MEDIAN] = "median", [PROGNOSIS_HUB_MEAN] = "mean",
  [PROGNOSIS_HUB_PMF] = "pmf",           [PROGNOSIS_HUB_CDF] = "cdf",       [PROGNOSIS_HUB_SAMPLE] = "sample",
};

static void
column_free (gpointer data)
{
  PrognosisHubColumn *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->required);
  g_ptr_array_unref (self->optional);
  g_free (self);
}

static void
output_free (gpointer data)
{
  PrognosisHubOutput *self = data;

  g_ptr_array_unref (self->required);
  g_ptr_array_unref (self->optional);
  g_strfreev (self->group);
  g_free (self);
}

static void
target_free (gpointer data)
{
  PrognosisHubTarget *self = data;

  g_free (self->name);
  g_free (self);
}

static void
task_free (gpointer data)
{
  PrognosisHubTask *self = data;

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->outputs);
  g_ptr_array_unref (self->targets);
  g_free (self);
}

static void
round_free (gpointer data)
{
  PrognosisHubRound *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

static void
place_free (gpointer data)
{
  PrognosisHubPlace *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

PrognosisHub *
prognosis_hub_new (void)
{
  PrognosisHub *self = g_new0 (PrognosisHub, 1);

  self->rounds = g_ptr_array_new_with_free_func (round_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, place_free);
  self->type_column = g_strdup ("output_type");
  self->type_id_column = g_strdup ("output_type_id");
  self->value_column = g_strdup ("value");
  self->file_name = g_strdup ("{round}-{model}.csv");
  self->output_folder = g_strdup ("model-output/{model}");
  return self;
}

void
prognosis_hub_free (PrognosisHub *self)
{
  char *texts[] = { self->id,          self->name,           self->folder,       self->round_column, self->target_column,
                    self->type_column, self->type_id_column, self->value_column, self->file_name,    self->output_folder,
                    self->baseline,    self->places_path };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (self->rounds);
  g_hash_table_unref (self->places);
  g_strfreev (self->columns);
  g_free (self);
}

PrognosisHubRound *
prognosis_hub_add_round (PrognosisHub *self, const char *id)
{
  PrognosisHubRound *round = g_new0 (PrognosisHubRound, 1);

  round->id = g_strdup (id);
  round->tasks = g_ptr_array_new_with_free_func (task_free);
  g_ptr_array_add (self->rounds, round);
  return round;
}

PrognosisHubTask *
prognosis_hub_task_new (void)
{
  PrognosisHubTask *self = g_new0 (PrognosisHubTask, 1);

  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->outputs = g_ptr_array_new_with_free_func (output_free);
  self->targets = g_ptr_array_new_with_free_func (target_free);
  return self;
}

PrognosisHubColumn *
prognosis_hub_task_add_column (PrognosisHubTask *self, const char *name)
{
  PrognosisHubColumn *column = g_new0 (PrognosisHubColumn, 1);

  column->name = g_strdup (name);
  column->required = g_ptr_array_new_with_free_func (g_free);
  column->optional = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->columns, column);
  return column;
}

PrognosisHubOutput *
prognosis_hub_task_add_output (PrognosisHubTask *self, PrognosisHubType type)
{
  PrognosisHubOutput *output = g_new0 (PrognosisHubOutput, 1);

  output->type = type;
  output->required = g_ptr_array_new_with_free_func (g_free);
  output->optional = g_ptr_array_new_with_free_func (g_free);
  output->minimum = output->maximum = NAN;
  g_ptr_array_add (self->outputs, output);
  return output;
}

void
prognosis_hub_task_add_target (PrognosisHubTask *self, const char *name, PrognosisHubMeasure measure)
{
  PrognosisHubTarget *target = g_new0 (PrognosisHubTarget, 1);

  target->name = g_strdup (name);
  target->measure = measure;
  g_ptr_array_add (self->targets, target);
}

void
prognosis_hub_add_place (PrognosisHub *self, const char *code, const char *name, double population)
{
  PrognosisHubPlace *place = g_new0 (PrognosisHubPlace, 1);

  place->code = g_strdup (code);
  place->name = g_strdup (*name != '\0' ? name : code);
  place->population = population;
  g_hash_table_replace (self->places, place->code, place);
}

char *
prognosis_hub_dup_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "TRUE" : "FALSE");
  return prognosis_number_to_text (json_node_get_double (node));
}

static gboolean
contains (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

gboolean
prognosis_hub_column_permits (const PrognosisHubColumn *self, const char *text)
{
  int day;

  if (self->weekday != 0 && prognosis_day_parse (text, &day) && prognosis_day_weekday (day) == self->weekday)
    return TRUE;
  if (self->weekday == 0 && self->required->len + self->optional->len == 0)
    return g_str_equal (text, "NA") || *text == '\0';
  return contains (self->required, text) || contains (self->optional, text);
}

const PrognosisHubRound *
prognosis_hub_find_round (const PrognosisHub *self, const char *text)
{
  for (guint i = 0; i < self->rounds->len; i++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (self->rounds, i);

      if (round->id != NULL && g_str_equal (round->id, text))
        return round;
      for (guint t = 0; round->id == NULL && t < round->tasks->len; t++)
        {
          const PrognosisHubColumn *column
              = prognosis_hub_task_find_column (g_ptr_array_index (round->tasks, t), self->round_column);

          if (column != NULL && prognosis_hub_column_permits (column, text))
            return round;
        }
    }
  return NULL;
}

/* The weekday of the first date that the column of rounds permits. */
static int
get_weekday (const PrognosisHub *self)
{
  for (guint i = 0; i < self->rounds->len; i++)
    {
      const PrognosisHubRound *round = g_ptr_array_index (self->rounds, i);

      for (guint t = 0; t < round->tasks->len; t++)
        {
          const PrognosisHubColumn *column
              = prognosis_hub_task_find_column (g_ptr_array_index (round->tasks, t), self->round_column);
          const GPtrArray *dates = column == NULL ? NULL : column->required->len > 0 ? column->required : column->optional;
          int day;

          if (column != NULL && column->weekday != 0)
            return column->weekday;
          if (dates != NULL && dates->len > 0 && prognosis_day_parse (g_ptr_array_index (dates, 0), &day))
            return prognosis_day_weekday (day);
        }
    }
  return 0;
}

gboolean
prognosis_hub_find_reference (const PrognosisHub *self, int origin, int *reference)
{
  const int weekday = get_weekday (self);

  *reference = origin + self->round_days;
  return weekday != 0 && prognosis_day_weekday (*reference) == weekday;
}

const PrognosisHubColumn *
prognosis_hub_task_find_column (const PrognosisHubTask *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const PrognosisHubColumn *column = g_ptr_array_index (self->columns, i);

      if (g_strcmp0 (column->name, name) == 0)
        return column;
    }
  return NULL;
}

const PrognosisHubTarget *
prognosis_hub_task_find_target (const PrognosisHubTask *self, const char *name)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      const PrognosisHubTarget *target = g_ptr_array_index (self->targets, i);

      if (g_strcmp0 (target->name, name) == 0)
        return target;
    }
  return NULL;
}

const PrognosisHubOutput *
prognosis_hub_task_find_output (const PrognosisHubTask *self, PrognosisHubType type)
{
  for (guint i = 0; i < self->outputs->len; i++)
    {
      const PrognosisHubOutput *output = g_ptr_array_index (self->outputs, i);

      if (output->type == type)
        return output;
    }
  return NULL;
}

const char *
prognosis_hub_type_get_name (PrognosisHubType type)
{
  return type_names[type];
}

gboolean
prognosis_hub_type_find (const char *name, PrognosisHubType *type)
{
  for (int i = 0; i < PROGNOSIS_HUB_N_TYPES; i++)
    if (g_strcmp0 (type_names[i], name) == 0)
      {
        *type = (PrognosisHubType) i;
        return TRUE;
      }
  return FALSE;
}

const PrognosisHubPlace *
prognosis_hub_find_place (const PrognosisHub *self, const char *code)
{
  return g_hash_table_lookup (self->places, code);
}

char *
prognosis_hub_dup_file_name (const PrognosisHub *self, const char *round, const char *model)
{
  g_autoptr (GString) name = g_string_new (self->output_folder);

  g_string_append_printf (name, "%s%s", name->len > 0 ? G_DIR_SEPARATOR_S : "", self->file_name);
  g_string_replace (name, "{round}", round, 0);
  g_string_replace (name, "{model}", model, 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}
