/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisRegionGroup:
 *
 * Regions that the user has named together. Immutable, reference counted, for any thread.
 */
typedef struct _PrognosisRegionGroup PrognosisRegionGroup;

/* @regions: of @dataset, at least one */
PrognosisRegionGroup *prognosis_region_group_new (const char *name, PrognosisDataset *dataset, GtkBitset *regions);
PrognosisRegionGroup *prognosis_region_group_ref (PrognosisRegionGroup *self);
void prognosis_region_group_unref (PrognosisRegionGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisRegionGroup, prognosis_region_group_unref)

const char *prognosis_region_group_get_name (const PrognosisRegionGroup *self);
/* Those of its regions that @dataset has. (transfer full) */
GtkBitset *prognosis_region_group_dup_regions (const PrognosisRegionGroup *self, PrognosisDataset *dataset);

/* Adds the rows of @groups (of PrognosisRegionGroup), as locations, to the table of @forecast. */
void prognosis_region_groups_append_csv (const GPtrArray *groups, const PrognosisForecast *forecast, const double *levels,
                                         gsize n_levels, GString *csv);

/* Writes an object. */
void prognosis_region_group_write_json (const PrognosisRegionGroup *self, JsonBuilder *json);
/* NULL if @object is damaged. (transfer full) (nullable) */
PrognosisRegionGroup *prognosis_region_group_read_json (JsonObject *object);

G_END_DECLS
