/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "prognosis-columns.h"
#include "prognosis-dataset.h"
#include "prognosis-gauge.h"

G_BEGIN_DECLS

/**
 * PrognosisReading:
 *
 * Reads files or folders in a thread: gives the data set, its hash, and the columns as used.
 *
 * Signals: "progress" (while it runs), "done" (there are data or an error now; not after prognosis_reading_drop()).
 */
#define PROGNOSIS_TYPE_READING (prognosis_reading_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReading, prognosis_reading, PROGNOSIS, READING, GObject)

PrognosisReading *prognosis_reading_new (void);

/**
 * prognosis_reading_start:
 * @columns: (nullable): the description of the columns; NULL: detect them
 * @may_forget: if the files cannot be read with @columns, read them without
 *
 * Replaces any previous or running reading.
 */
void prognosis_reading_start (PrognosisReading *self, const char *const *paths, const PrognosisColumns *columns,
                              gboolean may_forget);
/* Forgets any previous or running reading. */
void prognosis_reading_drop (PrognosisReading *self);

gboolean prognosis_reading_is_running (PrognosisReading *self);
double prognosis_reading_get_fraction (PrognosisReading *self);

/* The files of the last start; NULL after a drop. Lent, as all below. */
const char *const *prognosis_reading_get_paths (PrognosisReading *self);
/* Why the files could not be read; otherwise NULL. */
const char *prognosis_reading_get_error (PrognosisReading *self);
/* The id of the reading setting that can solve the error, see prognosis-reading-setting.h; or NULL. */
const char *prognosis_reading_get_suggested_setting (PrognosisReading *self);
PrognosisDataset *prognosis_reading_get_dataset (PrognosisReading *self);       /* or NULL */
const char *prognosis_reading_get_hash (PrognosisReading *self);                /* SHA-256 of the files, or NULL */
const PrognosisColumns *prognosis_reading_get_columns (PrognosisReading *self); /* NULL: the columns were detected */

G_END_DECLS
