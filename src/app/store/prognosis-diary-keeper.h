/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-diary.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisDiaryKeeper:
 *
 * Keeps forecasts in the diary, and finds those that were made from earlier versions of the open data. Both happen in threads.
 *
 * Signals: "changed" (the entries, or the one that is looked at), "failed" (with the reason; emitted once, and again only after a
 * success).
 */
#define PROGNOSIS_TYPE_DIARY_KEEPER (prognosis_diary_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDiaryKeeper, prognosis_diary_keeper, PROGNOSIS, DIARY_KEEPER, GObject)

PrognosisDiaryKeeper *prognosis_diary_keeper_new (void);

/* While it is not enabled, nothing is kept or found. */
gboolean prognosis_diary_keeper_is_enabled (PrognosisDiaryKeeper *self);
void prognosis_diary_keeper_set_enabled (PrognosisDiaryKeeper *self, gboolean enabled);

/* @dataset: (nullable): the open data */
void prognosis_diary_keeper_follow (PrognosisDiaryKeeper *self, PrognosisDataset *dataset);
/* Keeps a forecast from the last step of the open data. Of several in a short time the last is kept. */
void prognosis_diary_keeper_keep (PrognosisDiaryKeeper *self, PrognosisForecast *forecast, const PrognosisOptions *options);

/* Of PrognosisDiaryEntry: of earlier origins than the last step of the open data, the latest first. Lent. */
const GPtrArray *prognosis_diary_keeper_get_entries (PrognosisDiaryKeeper *self);
/* The entry that is looked at, of those; 0 at first. */
guint prognosis_diary_keeper_get_selected (PrognosisDiaryKeeper *self);
void prognosis_diary_keeper_select (PrognosisDiaryKeeper *self, guint entry);

/* Deletes the diary, that of other data too. */
gboolean prognosis_diary_keeper_clear (PrognosisDiaryKeeper *self, GError **error);
/* For tests: whether a thread is reading or writing. */
gboolean prognosis_diary_keeper_is_busy (PrognosisDiaryKeeper *self);

G_END_DECLS
