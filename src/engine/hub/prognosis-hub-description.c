/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a short description of a hub: the facts that a forecast for it needs. Those in data/hubs are built in.

   {
     "id": "cdc-covid",  "name": "...",  "source": "where the rules are published",
     "round": { "column": "reference_date", "weekday": 6 },      date of a round, 1 (Monday) to 7
     "end_days": 0,                                              from that date to the end of horizon 0
     "round_days": 7,                                            from the end of the data to the round; default: horizon 0 comes next
     "horizons": [-1, 0, 1, 2, 3],
     "locations": ["DE", "FR"],                                  or "us": the country, its states, the District of Columbia, Puerto Rico
     "columns": ["reference_date", "target", ...],               in the order of a file
     "type_column": "type",  "type_id_column": "quantile",       if they are not output_type, output_type_id
     "groups": { "age_group": ["00+"] },                         further columns
     "levels": [0.025, ...],                                     default: the 23 of the hubs
     "file_name": "{round}-{model}.csv",  "output_folder": "model-output/{model}",
     "baseline": "CovidHub-baseline",  "season": "northern",
     "change": { "stable": [0.3, ...], "large": [1.7, ...], "count": 10 },
     "targets": [ { "name": "wk inc covid hosp", "measure": "count", "quantile": "optional", "sample": 200 } ]
   }

   The measure is count, rate, proportion or change. quantile, median, mean, pmf: "required" or "optional". sample: how many; "sample_group" are the columns whose
   combination has samples of its own, "sample_values" the type of their values. */

#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-forecast.h"
#include "prognosis-hub-private.h"
#include "prognosis-json.h"
#include "prognosis-known-place.h"
#include "prognosis-number.h"

/* FIPS codes. */
#define LAST_STATE 56
#define PUERTO_RICO 72

static const char *const measures[] = {
  [PROGNOSIS_HUB_COUNT] = "count",
  [PROGNOSIS_HUB_RATE] = "rate",
  [PROGNOSIS_HUB_PROPORTION] = "proportion",
  [PROGNOSIS_HUB_CHANGE] = "change",
};

static const char *const categories[] = { "large_decrease", "decrease", "stable", "increase", "large_increase" };

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s; expected the description of a forecast hub", path, what);
  return FALSE;
}

/* (transfer full): NULL if it is not there */
static char *
dup_member (JsonObject *object, const char *name)
{
  return object != NULL && json_object_has_member (object, name) ? prognosis_hub_dup_text (json_object_get_member (object, name))
                                                                 : NULL;
}

static void
replace_text (char **text, JsonObject *object, const char *name)
{
  char *given = dup_member (object, name);

  if (given == NULL)
    return;
  g_free (*text);
  *text = given;
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

/* The states by their FIPS codes, the District of Columbia and Puerto Rico, without the small territories. */
static void
take_us_places (PrognosisHub *self, GPtrArray *codes)
{
  const PrognosisKnownPlaceSet *set = prognosis_known_place_get_set (PROGNOSIS_KNOWN_US_STATES);
  gsize n;
  const PrognosisKnownPlace *places = prognosis_known_place_set_list (set, &n);
  double total = 0.0;

  g_ptr_array_add (codes, g_strdup ("US"));
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) names = g_strsplit (places[i].names, "|", 2);
      char *code;

      if (places[i].number > LAST_STATE && places[i].number != PUERTO_RICO)
        continue;
      code = g_strdup_printf ("%02d", places[i].number);
      g_ptr_array_add (codes, code);
      prognosis_hub_add_place (self, code, names[0], places[i].population);
      total += places[i].population;
    }
  prognosis_hub_add_place (self, "US", "United States", total);
}

static void
take_numbers (double *numbers, guint max, guint *n, JsonArray *array)
{
  *n = MIN (max, prognosis_json_get_length (array));
  for (guint i = 0; i < *n; i++)
    numbers[i] = prognosis_json_to_number (json_array_get_element (array, i));
}

static void
take_change (PrognosisHubChange *change, JsonObject *description)
{
  guint n_large;

  if (description == NULL)
    return;
  take_numbers (change->stable, G_N_ELEMENTS (change->stable), &change->n_horizons,
                prognosis_json_get_array (description, "stable"));
  take_numbers (change->large, G_N_ELEMENTS (change->large), &n_large, prognosis_json_get_array (description, "large"));
  change->n_horizons = MIN (change->n_horizons, n_large);
  change->count = prognosis_json_get_number (description, "count");
}

/* NULL if the target does not have the type. */
static PrognosisHubOutput *
add_output (PrognosisHubTask *task, JsonObject *target, PrognosisHubType type, double maximum)
{
  g_autofree char *need = dup_member (target, prognosis_hub_type_get_name (type));
  PrognosisHubOutput *output;

  if (need == NULL)
    return NULL;
  output = prognosis_hub_task_add_output (task, type);
  output->is_required = g_str_equal (need, "required");
  output->minimum = 0.0;
  output->maximum = maximum;
  return output;
}

static void
add_samples (PrognosisHubTask *task, JsonObject *target, double maximum)
{
  PrognosisHubOutput *output = add_output (task, target, PROGNOSIS_HUB_SAMPLE, maximum);
  g_autofree char *values = dup_member (target, "sample_values");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (output == NULL)
    return;
  output->min_samples = output->max_samples = (guint) CLAMP (prognosis_json_get_number (target, "sample"), 1, 1e6);
  output->max_length = 15;
  output->is_integer = g_strcmp0 (values, "integer") == 0;
  take_texts (names, prognosis_json_get_array (target, "sample_group"));
  g_ptr_array_add (names, NULL);
  output->group = (char **) g_ptr_array_steal (names, NULL);
}

static void
add_levels (PrognosisHubOutput *output, JsonObject *description)
{
  JsonArray *levels = prognosis_json_get_array (description, "levels");
  gsize n;
  const double *usual = prognosis_forecast_hub_levels (&n);

  take_texts (output->required, levels);
  for (gsize i = 0; levels == NULL && i < n; i++)
    g_ptr_array_add (output->required, prognosis_number_to_text (usual[i]));
}

static gboolean
take_target (PrognosisHub *self, PrognosisHubTask *task, JsonObject *description, JsonObject *target, const char *path,
             GError **error)
{
  g_autofree char *name = dup_member (target, "name"), *word = dup_member (target, "measure");
  PrognosisHubMeasure measure = PROGNOSIS_HUB_OTHER;
  PrognosisHubOutput *output;
  double maximum;

  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_strcmp0 (word, measures[i]) == 0)
      measure = (PrognosisHubMeasure) i;
  if (name == NULL || measure == PROGNOSIS_HUB_OTHER)
    return fail (error, path, "a target lacks a name, or its measure is not count, rate, proportion or change");
  prognosis_hub_task_add_target (task, name, measure);
  if (self->target_column != NULL)
    g_ptr_array_add (prognosis_hub_task_add_column (task, self->target_column)->optional, g_strdup (name));
  maximum = measure == PROGNOSIS_HUB_PROPORTION || measure == PROGNOSIS_HUB_CHANGE ? 1.0 : NAN;
  output = add_output (task, target, PROGNOSIS_HUB_QUANTILE, maximum);
  if (output != NULL)
    add_levels (output, description);
  add_output (task, target, PROGNOSIS_HUB_MEDIAN, maximum);
  add_output (task, target, PROGNOSIS_HUB_MEAN, maximum);
  output = add_output (task, target, PROGNOSIS_HUB_PMF, maximum);
  for (gsize i = 0; output != NULL && i < G_N_ELEMENTS (categories); i++)
    g_ptr_array_add (output->required, g_strdup (categories[i]));
  add_samples (task, target, maximum);
  return TRUE;
}

/* What all targets have in common. */
static void
add_columns (PrognosisHub *self, PrognosisHubTask *task, JsonObject *description, const GPtrArray *codes, int weekday)
{
  JsonObject *groups = prognosis_json_get_object (description, "groups");
  g_autoptr (GList) names = groups != NULL ? json_object_get_members (groups) : NULL;
  PrognosisHubColumn *locations;

  prognosis_hub_task_add_column (task, self->round_column)->weekday = weekday;
  prognosis_hub_task_add_column (task, PROGNOSIS_HUB_END)->weekday = (weekday + self->end_days + 6) % 7 + 1;
  take_texts (prognosis_hub_task_add_column (task, PROGNOSIS_HUB_HORIZON)->optional,
              prognosis_json_get_array (description, "horizons"));
  locations = prognosis_hub_task_add_column (task, PROGNOSIS_HUB_LOCATION);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (locations->optional, g_strdup (g_ptr_array_index (codes, i)));
  for (GList *name = names; name != NULL; name = name->next)
    take_texts (prognosis_hub_task_add_column (task, name->data)->optional, prognosis_json_get_array (groups, name->data));
}

static gboolean
take_season (PrognosisHub *self, JsonObject *description, const char *path, GError **error)
{
  g_autofree char *season = dup_member (description, "season");

  if (season == NULL)
    return TRUE;
  self->season = g_str_equal (season, "northern")   ? PROGNOSIS_SEASON_NORTHERN
                 : g_str_equal (season, "southern") ? PROGNOSIS_SEASON_SOUTHERN
                                                    : PROGNOSIS_SEASON_DEFAULT;
  return self->season != PROGNOSIS_SEASON_DEFAULT || fail (error, path, "the season is neither northern nor southern");
}

static gboolean
take_names (PrognosisHub *self, JsonObject *description, const char *path, GError **error)
{
  JsonObject *round = prognosis_json_get_object (description, "round");
  JsonArray *columns = prognosis_json_get_array (description, "columns");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  replace_text (&self->id, description, "id");
  replace_text (&self->name, description, "name");
  replace_text (&self->round_column, round, "column");
  replace_text (&self->type_column, description, "type_column");
  replace_text (&self->type_id_column, description, "type_id_column");
  replace_text (&self->file_name, description, "file_name");
  replace_text (&self->output_folder, description, "output_folder");
  replace_text (&self->baseline, description, "baseline");
  take_texts (names, columns);
  if (self->id == NULL || self->round_column == NULL || names->len == 0)
    return fail (error, path, "it lacks id, round or columns");
  g_ptr_array_add (names, NULL);
  self->columns = (char **) g_ptr_array_steal (names, NULL);
  if (g_strv_contains ((const char *const *) self->columns, "target"))
    self->target_column = g_strdup ("target");
  return TRUE;
}

gboolean
prognosis_hub_take_description (PrognosisHub *self, JsonObject *description, const char *path, GError **error)
{
  const double weekday = prognosis_json_get_number (prognosis_json_get_object (description, "round"), "weekday");
  const double end_days = prognosis_json_get_number (description, "end_days");
  JsonArray *targets = prognosis_json_get_array (description, "targets");
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *places = dup_member (description, "locations");
  PrognosisHubRound *round;
  double round_days;

  if (!take_names (self, description, path, error) || !take_season (self, description, path, error))
    return FALSE;
  if (!(weekday >= 1 && weekday <= 7) || !(fabs (end_days) < 1000))
    return fail (error, path, "the weekday of a round is not 1 (Monday) to 7 (Sunday), or end_days is missing");
  self->end_days = (int) end_days;
  round_days = prognosis_json_get_number (description, "round_days");
  self->round_days = fabs (round_days) < 1000 ? (int) round_days : 7 - self->end_days;
  take_change (&self->change, prognosis_json_get_object (description, "change"));
  if (g_strcmp0 (places, "us") == 0)
    take_us_places (self, codes);
  else
    take_texts (codes, prognosis_json_get_array (description, "locations"));
  round = prognosis_hub_add_round (self, NULL);
  for (guint i = 0; i < prognosis_json_get_length (targets); i++)
    {
      PrognosisHubTask *task = prognosis_hub_task_new ();

      g_ptr_array_add (round->tasks, task);
      add_columns (self, task, description, codes, (int) weekday);
      if (!take_target (self, task, description, prognosis_json_get_element (targets, i), path, error))
        return FALSE;
    }
  return round->tasks->len > 0 && codes->len > 0 ? TRUE : fail (error, path, "it lacks targets or locations");
}
