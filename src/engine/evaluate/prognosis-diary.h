/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-diary-entry.h"

G_BEGIN_DECLS

/* A diary is a folder of forecasts, one file each, of any data. */

/* The folder that window and command share. (transfer full) */
char *prognosis_diary_dup_folder (void);

/**
 * prognosis_diary_add:
 * @folder: is created if it does not exist
 *
 * Replaces what the diary holds of the same data, model and origin. Of one model and data it keeps the latest sixty origins.
 *
 * Returns: FALSE with %G_FILE_ERROR; then the diary is as before
 */
gboolean prognosis_diary_add (const char *folder, const PrognosisDiaryEntry *entry, GError **error);

/**
 * prognosis_diary_list:
 * @cancellable: (nullable): the list is then incomplete
 * @problems: (out) (nullable) (transfer full): sentences on files that could not be read, NULL-terminated
 *
 * Returns: (transfer full): of #PrognosisDiaryEntry: those made from earlier versions of @dataset, the latest origin first, of each
 *   model and origin the one that was made last. Empty if there is no such folder
 */
GPtrArray *prognosis_diary_list (const char *folder, const PrognosisDataset *dataset, GCancellable *cancellable, GStrv *problems);

/* Deletes all forecasts. FALSE with %G_FILE_ERROR, that of the first file which stayed. */
gboolean prognosis_diary_clear (const char *folder, GError **error);

/**
 * prognosis_diary_score:
 * @regions: (array length=n_regions) (nullable): NULL: all
 * @horizon: steps from the origin; 0: all
 *
 * Returns: FALSE if nothing was forecast there that has been observed since
 */
gboolean prognosis_diary_score (const PrognosisDiaryEntry *entry, const PrognosisDataset *dataset, const gsize *regions,
                                gsize n_regions, gsize signal, gsize horizon, PrognosisDiaryScore *score);

/* What came of all @entries: a CSV table with the columns
   origin,model,target,location,horizon,n,wis,wis_baseline,relative_wis,cov50,cov95. For each entry and signal a row for all places
   and horizons, then one for each horizon, then one for each place if there are several. (transfer full) */
GString *prognosis_diary_to_csv (const GPtrArray *entries, const PrognosisDataset *dataset);

G_END_DECLS
