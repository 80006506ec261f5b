/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Finds regions by what another table calls them: code or name, in any usual spelling; countries and US states by all their codes
   and names. */
typedef struct _PrognosisRegionIndex PrognosisRegionIndex;

/* @dataset: must outlive the index. */
PrognosisRegionIndex *prognosis_region_index_new (const PrognosisDataset *dataset);
void prognosis_region_index_free (PrognosisRegionIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisRegionIndex, prognosis_region_index_free)

/* -1: it is none of the regions. */
gssize prognosis_region_index_find (const PrognosisRegionIndex *self, const char *text);

G_END_DECLS
