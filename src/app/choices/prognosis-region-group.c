/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-region-group.h"
#include "prognosis-json.h"

struct _PrognosisRegionGroup
{
  gatomicrefcount ref_count;
  char *name;
  GStrv keys; /* of regions */
};

static PrognosisRegionGroup *
group_new (const char *name, GStrv keys)
{
  PrognosisRegionGroup *self = g_new0 (PrognosisRegionGroup, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->keys = keys;
  return self;
}

PrognosisRegionGroup *
prognosis_region_group_new (const char *name, PrognosisDataset *dataset, GtkBitset *regions)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GtkBitsetIter iter;
  guint region;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, regions, &region); ok; ok = gtk_bitset_iter_next (&iter, &region))
    g_strv_builder_add (keys, prognosis_region_get_key (prognosis_dataset_get_region (dataset, region)));
  return group_new (name, g_strv_builder_end (keys));
}

PrognosisRegionGroup *
prognosis_region_group_ref (PrognosisRegionGroup *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_region_group_unref (PrognosisRegionGroup *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_strfreev (self->keys);
  g_free (self);
}

const char *
prognosis_region_group_get_name (const PrognosisRegionGroup *self)
{
  return self->name;
}

GtkBitset *
prognosis_region_group_dup_regions (const PrognosisRegionGroup *self, PrognosisDataset *dataset)
{
  GtkBitset *regions = gtk_bitset_new_empty ();

  for (gsize i = 0; self->keys[i] != NULL; i++)
    {
      const gssize region = prognosis_dataset_find_region (dataset, self->keys[i]);

      if (region >= 0)
        gtk_bitset_add (regions, (guint) region);
    }
  return regions;
}

void
prognosis_region_group_write_json (const PrognosisRegionGroup *self, JsonBuilder *json)
{
  json_builder_begin_object (json);
  prognosis_json_set_string (json, "name", self->name);
  prognosis_json_begin_array (json, "regions");
  for (gsize i = 0; self->keys[i] != NULL; i++)
    json_builder_add_string_value (json, self->keys[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

PrognosisRegionGroup *
prognosis_region_group_read_json (JsonObject *object)
{
  JsonArray *regions = object != NULL ? prognosis_json_get_array (object, "regions") : NULL;
  const char *name = object != NULL ? prognosis_json_get_text (json_object_get_member (object, "name")) : NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (name == NULL || *name == '\0' || prognosis_json_get_length (regions) == 0)
    return NULL;
  for (guint i = 0; i < prognosis_json_get_length (regions); i++)
    {
      const char *key = prognosis_json_get_text (json_array_get_element (regions, i));

      if (key != NULL)
        g_strv_builder_add (keys, key);
    }
  return group_new (name, g_strv_builder_end (keys));
}

void
prognosis_region_groups_append_csv (const GPtrArray *groups, const PrognosisForecast *forecast, const double *levels,
                                    gsize n_levels, GString *csv)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);

  for (guint i = 0; i < groups->len; i++)
    {
      const PrognosisRegionGroup *group = g_ptr_array_index (groups, i);
      g_autoptr (GtkBitset) members = prognosis_region_group_dup_regions (group, dataset);
      const gsize n = gtk_bitset_get_size (members);
      g_autofree gsize *regions = g_new (gsize, n);

      for (guint k = 0; k < n; k++)
        regions[k] = gtk_bitset_get_nth (members, k);
      if (n > 0)
        prognosis_forecast_append_sum_csv (forecast, prognosis_region_group_get_name (group), regions, n, levels, n_levels, csv);
    }
}
