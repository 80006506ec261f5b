/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Marks the regions that are totals of others, by their numbers in any of the counts, or by their names. Done once, when the data
   are read: the marks do not change with the steps that are kept. */
void prognosis_dataset_find_totals (PrognosisDataset *self);
/* Warns of the regions that are marked. */
void prognosis_dataset_warn_of_totals (PrognosisDataset *self);

G_END_DECLS
