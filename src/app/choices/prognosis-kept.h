/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-forecast.h"
#include "prognosis-trajectories.h"

G_BEGIN_DECLS

/**
 * PrognosisKept:
 *
 * A forecast that the user has kept under a name: the model with its settings, from which it can be made again, and its
 * medians. Immutable, reference counted, for any thread.
 */
typedef struct _PrognosisKept PrognosisKept;

/* @options: those of the forecast; fixed parameters included */
PrognosisKept *prognosis_kept_new (const char *name, const PrognosisForecast *forecast, const PrognosisOptions *options);
/* The same under another name. (transfer full) */
PrognosisKept *prognosis_kept_renamed (const PrognosisKept *self, const char *name);
PrognosisKept *prognosis_kept_ref (PrognosisKept *self);
void prognosis_kept_unref (PrognosisKept *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisKept, prognosis_kept_unref)

const char *prognosis_kept_get_name (const PrognosisKept *self);
const char *prognosis_kept_get_forecaster (const PrognosisKept *self); /* id */
const PrognosisOptions *prognosis_kept_get_options (const PrognosisKept *self);
int prognosis_kept_get_day (const PrognosisKept *self); /* of the origin */

/* Its line in the chart of @region; FALSE if @dataset has other regions or signals, or lacks the origin. @overlay borrows. */
gboolean prognosis_kept_get_overlay (const PrognosisKept *self, const PrognosisDataset *dataset, gsize region,
                                     PrognosisOverlay *overlay);

/* Writes an object. */
void prognosis_kept_write_json (const PrognosisKept *self, JsonBuilder *json);
/* NULL if @object is damaged, or its forecaster is unknown. (transfer full) (nullable) */
PrognosisKept *prognosis_kept_read_json (JsonObject *object);

G_END_DECLS
