/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* Adds to @group what reading the data has found: what changes the forecast as a row for each kind, or that there was no trouble; then how
 * the data were read, folded with a count. @rows: takes the widgets that were added (borrowed). */
void prognosis_findings_add (AdwPreferencesGroup *group, PrognosisDataset *dataset, GPtrArray *rows);

G_END_DECLS
