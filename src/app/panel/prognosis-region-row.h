/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-region-item.h"

G_BEGIN_DECLS

#define PROGNOSIS_TYPE_REGION_ROW (prognosis_region_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisRegionRow, prognosis_region_row, PROGNOSIS, REGION_ROW, GtkBox)

GtkWidget *prognosis_region_row_new (void);
void prognosis_region_row_set_item (PrognosisRegionRow *self, PrognosisRegionItem *item); /* (nullable) */

G_END_DECLS
