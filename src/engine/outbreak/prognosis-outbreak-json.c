/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak.h"

#include <math.h>

void
prognosis_outbreak_write_json (const PrognosisOutbreak *self, JsonBuilder *json)
{
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);

  for (gsize i = 0; i < n; i++)
    prognosis_json_set_double (json, fields[i].id, prognosis_outbreak_get (self, &fields[i]));
  prognosis_json_begin_array (json, "changes");
  for (guint i = 0; self->scenario != NULL && i < self->scenario->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (self->scenario->changes, PrognosisChange, i);

      json_builder_begin_object (json);
      prognosis_json_set_int (json, "day", change->day);
      prognosis_json_set_int (json, "days", change->n_days);
      prognosis_json_set_double (json, "factor", change->factor);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static gboolean
is_within (double value, double lower, double upper)
{
  return value >= lower && value <= upper;
}

static void
read_change (PrognosisOutbreak *self, JsonObject *object)
{
  const double day = object != NULL ? prognosis_json_get_number (object, "day") : NAN;
  const double n_days = object != NULL ? prognosis_json_get_number (object, "days") : NAN;
  const double factor = object != NULL ? prognosis_json_get_number (object, "factor") : NAN;
  const PrognosisChange change
      = { (int) (is_within (day, 0, 1e6) ? day : 0), factor, (int) (is_within (n_days, 0, 1e6) ? n_days : 0) };

  if (!is_within (day, 0, 1e6) || !is_within (n_days, 0, 1e6) || !is_within (factor, 0, 100))
    return;
  if (self->scenario == NULL)
    self->scenario = prognosis_scenario_new ("");
  g_array_append_val (self->scenario->changes, change);
}

PrognosisOutbreak *
prognosis_outbreak_read_json (JsonObject *object)
{
  PrognosisOutbreak *self;
  gsize n;
  const PrognosisOutbreakField *fields = prognosis_outbreak_list_fields (&n);
  JsonArray *changes;

  if (object == NULL)
    return NULL;
  self = prognosis_outbreak_new ();
  for (gsize i = 0; i < n; i++)
    if (json_object_has_member (object, fields[i].id))
      prognosis_outbreak_set (self, &fields[i], prognosis_json_get_number (object, fields[i].id), NULL);
  self->imported = MIN (self->imported, self->population);
  changes = prognosis_json_get_array (object, "changes");
  for (guint i = 0; i < prognosis_json_get_length (changes); i++)
    read_change (self, prognosis_json_get_element (changes, i));
  return self;
}
