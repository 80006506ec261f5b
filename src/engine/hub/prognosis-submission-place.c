/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of a hub's places a region of the data is. */

#include "prognosis-submission-private.h"

#include <string.h>

/* The code that the hub has for a name or a code without its leading zero, which spreadsheets drop. (transfer full): or NULL */
static char *
find_location (const PrognosisSubmissionWriter *self, const PrognosisHubColumn *column, const char *text)
{
  g_autofree char *padded = g_strconcat ("0", text, NULL);
  GHashTableIter iter;
  gpointer value;

  if (prognosis_hub_column_permits (column, text))
    return g_strdup (text);
  if (g_ascii_isdigit (*text) && prognosis_hub_column_permits (column, padded))
    return g_steal_pointer (&padded);
  g_hash_table_iter_init (&iter, self->hub->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PrognosisHubPlace *place = value;

      if (g_ascii_strcasecmp (place->name, text) == 0 && prognosis_hub_column_permits (column, place->code))
        return g_strdup (place->code);
    }
  return NULL;
}

/* A column beside those that every hub has, such as age_group; NULL if there is none. */
static const PrognosisHubColumn *
find_group_column (const PrognosisSubmissionWriter *self, const PrognosisHubTask *task)
{
  for (guint i = 0; i < task->columns->len; i++)
    {
      const PrognosisHubColumn *column = g_ptr_array_index (task->columns, i);

      if (g_strcmp0 (column->name, self->hub->round_column) != 0 && g_strcmp0 (column->name, self->hub->target_column) != 0
          && !g_str_equal (column->name, PROGNOSIS_HUB_LOCATION) && !g_str_equal (column->name, PROGNOSIS_HUB_HORIZON)
          && !g_str_equal (column->name, PROGNOSIS_HUB_END))
        return column;
    }
  return NULL;
}

gboolean
prognosis_submission_find_place (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, gsize region, GPtrArray *owned)
{
  const PrognosisRegion *from = prognosis_dataset_get_region (self->dataset, region);
  const PrognosisHubColumn *locations = prognosis_hub_task_find_column (cell->task, PROGNOSIS_HUB_LOCATION);
  const PrognosisHubColumn *groups = find_group_column (self, cell->task);
  const char *key = prognosis_region_get_key (from);
  const GPtrArray *values = groups == NULL ? NULL : groups->required->len > 0 ? groups->required : groups->optional;
  char *location;

  if (locations == NULL)
    return FALSE;
  location = find_location (self, locations, key);
  if (location == NULL)
    location = find_location (self, locations, from->name);
  cell->group = values != NULL && values->len > 0 ? g_ptr_array_index (values, 0) : NULL;
  for (guint i = 0; location == NULL && values != NULL && i < values->len; i++)
    {
      g_autofree char *tail = g_strconcat ("-", g_ptr_array_index (values, i), NULL);
      g_autofree char *head = g_strdup (key);

      if (!g_str_has_suffix (head, tail))
        continue;
      head[strlen (head) - strlen (tail)] = '\0';
      location = find_location (self, locations, head);
      cell->group = g_ptr_array_index (values, i);
    }
  if (location == NULL)
    {
      prognosis_submission_note (self, "%s is left out: %s has no location “%s”", from->name, self->hub->name, key);
      return FALSE;
    }
  g_ptr_array_add (owned, location);
  cell->location = location;
  return TRUE;
}
