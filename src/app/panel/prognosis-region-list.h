/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* A searchable list of regions; its selection is that of the session. */
#define PROGNOSIS_TYPE_REGION_LIST (prognosis_region_list_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisRegionList, prognosis_region_list, PROGNOSIS, REGION_LIST, PrognosisPage)

void prognosis_region_list_focus_search (PrognosisRegionList *self);

G_END_DECLS
