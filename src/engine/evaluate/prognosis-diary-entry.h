/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"

G_BEGIN_DECLS

/**
 * PrognosisDiaryEntry:
 *
 * A forecast as it was made, to be scored when its future has been observed: quantiles at the levels of the forecast hubs, those of
 * persistence from the same origin, and what was last observed then. Immutable, reference counted.
 *
 * Series are known by the names of their signals and the keys of their regions, so that data may gain and lose some later.
 */
typedef struct _PrognosisDiaryEntry PrognosisDiaryEntry;

/**
 * prognosis_diary_entry_new:
 * @baseline: persistence, of the same dataset and horizon
 * @made: when the forecast was made: ISO 8601, in UTC
 *
 * Returns: (transfer full): NULL if there are too many series to keep, or none
 */
PrognosisDiaryEntry *prognosis_diary_entry_new (const PrognosisForecast *forecast, const PrognosisForecast *baseline,
                                                const char *made);
/* The same; makes the baseline itself, with @options. (transfer full): or NULL with %PROGNOSIS_ERROR_COMPUTATION, also if there are too
   many series, or %G_IO_ERROR_CANCELLED */
PrognosisDiaryEntry *prognosis_diary_entry_make (const PrognosisForecast *forecast, const PrognosisOptions *options,
                                                 GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
PrognosisDiaryEntry *prognosis_diary_entry_ref (PrognosisDiaryEntry *self);
void prognosis_diary_entry_unref (PrognosisDiaryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDiaryEntry, prognosis_diary_entry_unref)

const char *prognosis_diary_entry_get_forecaster (const PrognosisDiaryEntry *self); /* id */
int prognosis_diary_entry_get_origin (const PrognosisDiaryEntry *self);             /* day number of the last step known to it */
const char *prognosis_diary_entry_get_made (const PrognosisDiaryEntry *self);
gsize prognosis_diary_entry_get_horizon (const PrognosisDiaryEntry *self);

/**
 * prognosis_diary_entry_is_of:
 *
 * Whether @dataset continues the data that the forecast was made from: it has the same steps, some of its series, and most of
 * these had about the same last observations. Names alone do not tell, because many tables count “cases” in one “Total”.
 */
gboolean prognosis_diary_entry_is_of (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset);
/* @horizon x 23 quantiles of a series of @dataset, row-major; NULL: it was not forecast. Lent. */
const double *prognosis_diary_entry_get_quantiles (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region,
                                                   gsize signal);

/* The same as a forecast of one region of @dataset, to be drawn; its paths are quantiles, so only its marginals are of use. (transfer
   full) (nullable): NULL: nothing was forecast there */
PrognosisForecast *prognosis_diary_entry_to_forecast (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset,
                                                      gsize region);

/* Sums over scored observations. */
typedef struct
{
  gsize n;
  double wis, baseline_wis; /* in the unit of the signal */
  gsize n_in50, n_in95;
} PrognosisDiaryScore;

/**
 * prognosis_diary_entry_add_score:
 * @dataset: which prognosis_diary_entry_is_of()
 * @horizon: steps from the origin; 0: all
 * @score: (inout): is added to
 *
 * Scores one series against later observations, without missing, excluded and doubtful ones.
 */
void prognosis_diary_entry_add_score (const PrognosisDiaryEntry *self, const PrognosisDataset *dataset, gsize region, gsize signal,
                                      gsize horizon, PrognosisDiaryScore *score);

/* JSON. (transfer full) */
GBytes *prognosis_diary_entry_to_bytes (const PrognosisDiaryEntry *self);
/* (transfer full): or NULL with %G_FILE_ERROR or %PROGNOSIS_ERROR_INPUT */
PrognosisDiaryEntry *prognosis_diary_entry_read (const char *path, GError **error);
/* The same for each entry of the same data, model and origin. (transfer full) */
char *prognosis_diary_entry_dup_file_name (const PrognosisDiaryEntry *self);

G_END_DECLS
