/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-dataset.h"
#include "prognosis-preview.h"

G_BEGIN_DECLS

/**
 * PrognosisColumnsList:
 *
 * A row for each column of a table, with what it is used for, as recognised or as the user says.
 */
typedef struct _PrognosisColumnsList PrognosisColumnsList;

typedef void (*PrognosisColumnsListFunc) (gpointer user_data);

/* Adds its rows to @group. @changed: the user has chosen another use */
PrognosisColumnsList *prognosis_columns_list_new (AdwPreferencesGroup *group, PrognosisColumnsListFunc changed, gpointer user_data);
void prognosis_columns_list_free (PrognosisColumnsList *self);

/* Makes the rows anew. @columns: (nullable): what is given. Does not report a change. */
void prognosis_columns_list_show (PrognosisColumnsList *self, const PrognosisPreview *preview, const PrognosisColumns *columns);
/* Shows the columns that @dataset, read as recognised, sets aside as what they are: numbers that are not forecast. */
void prognosis_columns_list_learn (PrognosisColumnsList *self, const PrognosisPreview *preview, PrognosisDataset *dataset);
/* The number of the use of a column, see prognosis-columns-uses.h. */
guint prognosis_columns_list_get (PrognosisColumnsList *self, gsize column);
/* Writes the uses that differ from what was recognised into @columns. */
void prognosis_columns_list_read (PrognosisColumnsList *self, const PrognosisPreview *preview, PrognosisColumns *columns);
/* The row that is to be looked at first; NULL: there is none. */
GtkWidget *prognosis_columns_list_get_first (PrognosisColumnsList *self);

G_END_DECLS
