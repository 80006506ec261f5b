/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-preview.h"

G_BEGIN_DECLS

/**
 * PrognosisReadingRows:
 *
 * A row for each reading setting that is not about the use of a column, made from the engine's list.
 */
typedef struct _PrognosisReadingRows PrognosisReadingRows;

/* @setting: what the user has changed */
typedef void (*PrognosisReadingRowsFunc) (const PrognosisReadingSetting *setting, gpointer user_data);

/* Adds the rows to @group. */
PrognosisReadingRows *prognosis_reading_rows_new (AdwPreferencesGroup *group, PrognosisReadingRowsFunc changed, gpointer user_data);
void prognosis_reading_rows_free (PrognosisReadingRows *self);

/* Shows what is given (nullable) and what was recognised. Does not report a change. */
void prognosis_reading_rows_show (PrognosisReadingRows *self, const PrognosisColumns *columns, const PrognosisPreview *preview);
/* Writes the settings of the rows into @columns. */
void prognosis_reading_rows_read (PrognosisReadingRows *self, PrognosisColumns *columns);
/* The row of a setting; NULL: it has none. */
GtkWidget *prognosis_reading_rows_find (PrognosisReadingRows *self, const char *id);

G_END_DECLS
