/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* A region of the data as a list item. */
#define PROGNOSIS_TYPE_REGION_ITEM (prognosis_region_item_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisRegionItem, prognosis_region_item, PROGNOSIS, REGION_ITEM, GObject)

PrognosisRegionItem *prognosis_region_item_new (PrognosisDataset *dataset, gsize region);
gsize prognosis_region_item_get_region (PrognosisRegionItem *self);
const char *prognosis_region_item_get_name (PrognosisRegionItem *self);
/* Name and code, case-folded, for searching. */
const char *prognosis_region_item_get_key (PrognosisRegionItem *self);
/* The latest value of the main signal, or "No data". */
const char *prognosis_region_item_get_latest (PrognosisRegionItem *self);
/* The main signal by step, as increments if the data are cumulative. Borrowed. */
const double *prognosis_region_item_get_curve (PrognosisRegionItem *self, gsize *n);

G_END_DECLS
