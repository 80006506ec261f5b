/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-assumed.h"
#include "prognosis-error.h"
#include "prognosis-json.h"
#include "prognosis-options-json.h"
#include "prognosis-pasted.h"
#include "prognosis-columns-store.h"
#include "prognosis-session-text.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>

/* Far larger than a session with results for ten thousand regions. */
#define MAX_BYTES ((gsize) 512 << 20)

static const char *
get_member_text (JsonObject *object, const char *name)
{
  return object != NULL ? prognosis_json_get_text (json_object_get_member (object, name)) : NULL;
}

/* Clamped to an int; @otherwise if it is not a number. */
static int
get_int (JsonObject *object, const char *name, int otherwise)
{
  double value = prognosis_json_get_number (object, name);

  return isfinite (value) ? (int) CLAMP (value, -1e9, 1e9) : otherwise;
}

/* Replaces the dataset by the modified copy @with. */
static void
replace (PrognosisDataset **dataset, PrognosisDataset *with)
{
  prognosis_dataset_unref (*dataset);
  *dataset = with;
}

/* A signal that is not in the data was assumed; if they report it by now, it is not. */
static void
read_assumed (JsonObject *object, int role, PrognosisDataset **dataset)
{
  const double share = prognosis_json_get_number (object, "assumed-share"),
               days = prognosis_json_get_number (object, "assumed-days");
  PrognosisDataset *with = NULL;

  if ((role == PROGNOSIS_ROLE_RECOVERIES || role == PROGNOSIS_ROLE_DEATHS) && share > 0 && share <= 1 && days >= 0
      && days <= PROGNOSIS_ASSUMED_MAX_DAYS)
    with = prognosis_dataset_with_assumed (*dataset, role, share, days, NULL);
  if (with != NULL)
    replace (dataset, with);
}

static void
read_signals (JsonArray *array, PrognosisDataset **dataset)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      JsonObject *object = prognosis_json_get_element (array, i);
      const char *name = get_member_text (object, "name");
      gssize signal = name != NULL ? prognosis_dataset_find_signal (*dataset, name) : -1;
      int kind = -1, role = -1;

      for (int k = 0; k <= PROGNOSIS_KIND_PROPORTION; k++)
        if (g_strcmp0 (prognosis_kind_to_string (k), get_member_text (object, "kind")) == 0)
          kind = k;
      for (int r = 0; r <= PROGNOSIS_ROLE_OTHER; r++)
        if (g_strcmp0 (prognosis_role_to_string (r), get_member_text (object, "role")) == 0)
          role = r;
      if (signal < 0)
        read_assumed (object, role, dataset);
      else if (kind >= 0 && role >= 0)
        {
          const PrognosisSignal *now = prognosis_dataset_get_signal (*dataset, signal);
          gboolean fitted = prognosis_json_get_boolean (object, "fitted", TRUE);

          if ((int) now->kind != kind || (int) now->role != role || !now->fitted != !fitted)
            replace (dataset, prognosis_dataset_with_signal (*dataset, signal, kind, role, fitted));
        }
    }
}

/* Observations that the user excluded or included. */
static void
read_excluded (JsonArray *array, gboolean excluded, PrognosisDataset **dataset)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      JsonObject *object = prognosis_json_get_element (array, i);
      const char *region_key = get_member_text (object, "region");
      const char *signal_name = get_member_text (object, "signal");
      gssize region, signal, step;
      int day;

      if (region_key == NULL || signal_name == NULL)
        continue;
      region = prognosis_dataset_find_region (*dataset, region_key);
      signal = prognosis_dataset_find_signal (*dataset, signal_name);
      day = get_int (object, "day", G_MININT);
      step = prognosis_dataset_find_step (*dataset, day);
      if (region >= 0 && signal >= 0 && step >= 0 && prognosis_dataset_get_day (*dataset, step) == day)
        replace (dataset, prognosis_dataset_with_excluded (*dataset, region, signal, step, excluded));
    }
}

static PrognosisHolidays *
read_holidays_of_region (JsonNode *node)
{
  const char *country = prognosis_json_get_text (node);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));

  if (country != NULL)
    return prognosis_holidays_new_for_country (country);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      double number = prognosis_json_to_number (json_array_get_element (json_node_get_array (node), i));
      int day = number > -1e9 && number < 1e9 ? (int) number : 0;

      if (number > -1e9 && number < 1e9)
        g_array_append_val (days, day);
    }
  return prognosis_holidays_new (NULL, (const int *) days->data, days->len);
}

static void
read_holidays (JsonArray *array, PrognosisDataset **dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (*dataset);
  g_autofree PrognosisHolidays **holidays = NULL;

  if (prognosis_json_get_length (array) != n)
    return;
  holidays = g_new (PrognosisHolidays *, n);
  for (gsize r = 0; r < n; r++)
    holidays[r] = read_holidays_of_region (json_array_get_element (array, (guint) r));
  replace (dataset, prognosis_dataset_with_holidays (*dataset, holidays));
  for (gsize r = 0; r < n; r++)
    g_clear_pointer (&holidays[r], prognosis_holidays_unref);
}

static void
read_corrections (JsonObject *root, PrognosisDataset **dataset)
{
  JsonArray *populations = prognosis_json_get_array (root, "populations");
  JsonArray *neighbours = prognosis_json_get_array (root, "neighbours");
  gsize n_regions = prognosis_dataset_get_n_regions (*dataset);

  read_signals (prognosis_json_get_array (root, "signals"), dataset);
  if (prognosis_json_get_length (populations) == n_regions)
    {
      g_autofree double *values = g_new (double, n_regions);

      for (gsize r = 0; r < n_regions; r++)
        {
          const double persons = prognosis_json_to_number (json_array_get_element (populations, (guint) r));

          values[r] = isfinite (persons) && persons > 0 ? persons : NAN;
        }
      replace (dataset, prognosis_dataset_with_populations (*dataset, values));
    }
  if (prognosis_json_get_length (neighbours) >= 2)
    {
      guint n = prognosis_json_get_length (neighbours) / 2;
      g_autofree guint *pairs = g_new (guint, 2 * n);
      gboolean is_valid = TRUE;

      for (guint i = 0; i < 2 * n; i++)
        {
          double number = prognosis_json_to_number (json_array_get_element (neighbours, i));

          is_valid &= number >= 0 && number < (double) n_regions;
          pairs[i] = is_valid ? (guint) number : 0;
        }
      if (is_valid)
        replace (dataset, prognosis_dataset_with_adjacency (*dataset, pairs, n));
    }
  read_holidays (prognosis_json_get_array (root, "holidays"), dataset);
  read_excluded (prognosis_json_get_array (root, "excluded"), TRUE, dataset);
  read_excluded (prognosis_json_get_array (root, "included"), FALSE, dataset);
}

static void
read_scenarios (JsonArray *array, GPtrArray *scenarios)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      JsonObject *object = prognosis_json_get_element (array, i);
      const char *name;
      JsonArray *changes;
      PrognosisScenario *scenario;

      if (object == NULL)
        continue;
      name = get_member_text (object, "name");
      scenario = prognosis_scenario_new (name != NULL ? name : "");
      changes = prognosis_json_get_array (object, "changes");
      for (guint c = 0; c < prognosis_json_get_length (changes); c++)
        {
          JsonObject *of = prognosis_json_get_element (changes, c);
          PrognosisChange change;

          if (of == NULL)
            continue;
          change.day = get_int (of, "day", 0);
          change.factor = prognosis_json_get_number (of, "factor");
          /* A change without an end is permanent; older versions had no other. */
          change.n_days = MAX (0, get_int (of, "until", change.day - 1) - change.day + 1);
          if (isfinite (change.factor) && change.factor >= 0)
            g_array_append_val (scenario->changes, change);
        }
      g_ptr_array_add (scenarios, scenario);
    }
}

/* NAN: there is none, or none that makes sense. */
static double
get_positive (JsonObject *object, const char *name)
{
  const double value = json_object_has_member (object, name) ? prognosis_json_get_number (object, name) : NAN;

  return value > 0 && value < 1e9 ? value : NAN;
}

static void
read_groups (JsonArray *array, PrognosisChoices *choices)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      PrognosisRegionGroup *group = prognosis_region_group_read_json (prognosis_json_get_element (array, i));

      if (group != NULL && prognosis_choices_find_group (choices, prognosis_region_group_get_name (group)) == NULL)
        g_ptr_array_add (choices->groups, group);
      else if (group != NULL)
        prognosis_region_group_unref (group);
    }
}

static void
read_thresholds (JsonArray *array, PrognosisChoices *choices)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      JsonObject *object = prognosis_json_get_element (array, i);
      const char *signal = object != NULL ? get_member_text (object, "signal") : NULL;
      const double value = object != NULL ? prognosis_json_get_number (object, "value") : NAN;

      if (signal != NULL && isfinite (value) && value >= 0)
        prognosis_choices_set_threshold (choices, signal, value);
    }
}

static void
read_kept (JsonArray *array, PrognosisChoices *choices)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      g_autoptr (PrognosisKept) kept = prognosis_kept_read_json (prognosis_json_get_element (array, i));
      g_autofree char *name = kept != NULL ? prognosis_choices_dup_free_name (choices, prognosis_kept_get_name (kept)) : NULL;

      if (kept == NULL)
        continue;
      g_ptr_array_add (choices->kept, g_str_equal (name, prognosis_kept_get_name (kept)) ? prognosis_kept_ref (kept)
                                                                                         : prognosis_kept_renamed (kept, name));
    }
}

static void
read_decisions (JsonArray *array, PrognosisChoices *choices)
{
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      JsonObject *object = prognosis_json_get_element (array, i);
      const char *region = object != NULL ? get_member_text (object, "region") : NULL;
      const char *forecaster = object != NULL ? get_member_text (object, "forecaster") : NULL;
      const double width = object != NULL ? prognosis_json_get_number (object, "width") : NAN;
      PrognosisDecision *decision;

      if (region == NULL || prognosis_dataset_find_region (choices->dataset, region) < 0)
        continue;
      decision = prognosis_decision_new (region);
      if (forecaster != NULL && prognosis_forecaster_find (forecaster) != NULL)
        decision->forecaster = g_strdup (forecaster);
      if (width > 0.0)
        decision->width = MIN (width, PROGNOSIS_DECISION_MAX_WIDTH);
      decision->is_left_out = prognosis_json_get_boolean (object, "left-out", FALSE);
      decision->comment = g_strdup (get_member_text (object, "comment"));
      prognosis_choices_take_decision (choices, decision);
    }
}

void
prognosis_session_text_apply_outbreak (JsonNode *node, PrognosisChoices *choices)
{
  JsonObject *root = json_node_get_object (node);

  g_clear_pointer (&choices->outbreak, prognosis_outbreak_free);
  choices->outbreak = prognosis_outbreak_read_json (prognosis_json_get_object (root, "outbreak"));
  choices->by_chance = prognosis_json_get_boolean (root, "by-chance", FALSE);
}

void
prognosis_session_text_apply (JsonNode *node, PrognosisChoices *choices)
{
  JsonObject *root = json_node_get_object (node);
  JsonArray *regions = prognosis_json_get_array (root, "regions");
  const char *forecaster = get_member_text (root, "forecaster"), *map = get_member_text (root, "map");
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  read_corrections (root, &choices->dataset);
  if (forecaster != NULL && prognosis_forecaster_find (forecaster) != NULL)
    {
      g_free (choices->forecaster);
      choices->forecaster = g_strdup (forecaster);
    }
  if (json_object_has_member (root, "origin"))
    choices->origin = prognosis_dataset_find_step (choices->dataset, get_int (root, "origin", G_MAXINT));
  prognosis_options_read_json (choices->options, root);
  for (guint i = 0; i < prognosis_json_get_length (regions); i++)
    {
      const char *key = prognosis_json_get_text (json_array_get_element (regions, i));
      gssize region = key != NULL ? prognosis_dataset_find_region (choices->dataset, key) : -1;

      if (region >= 0)
        gtk_bitset_add (selected, (guint) region);
    }
  if (!gtk_bitset_is_empty (selected))
    {
      gtk_bitset_unref (choices->regions);
      choices->regions = g_steal_pointer (&selected);
    }
  choices->all_regions = prognosis_json_get_boolean (root, "all-regions", FALSE);
  choices->view = CLAMP (get_int (root, "view", (int) choices->view), 0, PROGNOSIS_VIEW_CUMULATIVE);
  choices->is_log = prognosis_json_get_boolean (root, "log", FALSE);
  choices->per_100k = prognosis_json_get_boolean (root, "per-100k", FALSE);
  choices->within = get_int (root, "within", choices->within);
  if (prognosis_answer_find_period (choices->dataset, choices->within) == 0)
    choices->within = 7;
  if (map != NULL)
    {
      g_free (choices->map);
      choices->map = g_strdup (map);
    }
  choices->stay_days = get_positive (root, "length-of-stay");
  choices->capacity = get_positive (root, "capacity");
  read_thresholds (prognosis_json_get_array (root, "thresholds"), choices);
  read_scenarios (prognosis_json_get_array (root, "scenarios"), choices->scenarios);
  read_groups (prognosis_json_get_array (root, "groups"), choices);
  read_kept (prognosis_json_get_array (root, "kept"), choices);
  read_decisions (prognosis_json_get_array (root, "decisions"), choices);
  prognosis_session_text_apply_outbreak (node, choices);
}

/* Looks for @path next to the session if it has moved. (transfer full) */
static char *
find_data (const char *path, const char *session_path)
{
  g_autofree char *folder = g_path_get_dirname (session_path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *beside = g_build_filename (folder, base, NULL);

  return g_strdup (!g_file_test (path, G_FILE_TEST_EXISTS) && g_file_test (beside, G_FILE_TEST_EXISTS) ? beside : path);
}

/* Reads the paths of the data, and which of them do not exist. */
static void
read_paths (PrognosisPending *self, JsonObject *data, const char *path)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  JsonArray *array = prognosis_json_get_array (data, "paths");
  const char *pasted = get_member_text (data, "pasted");
  g_autofree char *kept = pasted != NULL ? prognosis_pasted_keep (pasted, NULL) : NULL;

  /* The session holds the data itself. */
  if (kept != NULL)
    {
      g_strv_builder_add (paths, kept);
      array = NULL;
    }
  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      const char *named = prognosis_json_get_text (json_array_get_element (array, i));
      g_autofree char *found = named != NULL ? find_data (named, path) : NULL;

      if (found == NULL)
        continue;
      g_strv_builder_add (paths, found);
      if (!g_file_test (found, G_FILE_TEST_EXISTS))
        g_strv_builder_add (missing, found);
    }
  self->paths = g_strv_builder_end (paths);
  self->missing = g_strv_builder_end (missing);
  self->hash = g_strdup (get_member_text (data, "sha256"));
}

PrognosisPending *
prognosis_pending_read (const char *path, GError **error)
{
  g_autoptr (PrognosisPending) self = NULL;
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) broken = NULL;
  g_autoptr (JsonNode) root = prognosis_json_read (path, MAX_BYTES, &broken);
  JsonObject *object;

  if (root == NULL)
    {
      if (broken->domain == G_FILE_ERROR)
        g_set_error (error, broken->domain, broken->code, "%s: %s", name, broken->message);
      else
        /* Translators: a session file, and what is wrong with it: “it is not JSON”. */
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: not a Prognosis session: %s"), name, broken->message);
      return NULL;
    }
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || !json_object_has_member (object, "version"))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: not a Prognosis session"), name);
      return NULL;
    }
  if (prognosis_json_get_number (object, "version") > PROGNOSIS_SESSION_VERSION)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: saved by a newer version of Prognosis, which this one cannot read"), name);
      return NULL;
    }
  self = g_new0 (PrognosisPending, 1);
  self->file = g_strdup (path);
  self->node = json_node_copy (root);
  read_paths (self, prognosis_json_get_object (object, "data"), path);
  if (self->paths[0] == NULL && prognosis_json_get_object (object, "outbreak") == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the session contains no path to its data"), name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

PrognosisColumns *
prognosis_pending_dup_columns (const PrognosisPending *self)
{
  JsonObject *data = prognosis_json_get_object (json_node_get_object (self->node), "data");

  return data != NULL ? prognosis_columns_read_json (json_object_get_member (data, "columns")) : NULL;
}

void
prognosis_pending_free (PrognosisPending *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_strfreev (self->paths);
  g_strfreev (self->missing);
  g_free (self->file);
  g_free (self->hash);
  g_free (self);
}
