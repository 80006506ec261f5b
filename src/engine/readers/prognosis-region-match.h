/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-known-place.h"

G_BEGIN_DECLS

/* What the regions of @dataset are, n_regions, NULL: unknown; and the set of which most are. Codes of two letters and numbers mean
   many things (BE is Belgium, Bern and Berlin): alone they count only if all regions have one, and not at all if @is_sure. NULL if
   no region is known, or two sets know as many. (transfer container) */
const PrognosisKnownPlace **prognosis_region_match (const PrognosisDataset *dataset, gboolean is_sure,
                                                    const PrognosisKnownPlaceSet **set);

G_END_DECLS
