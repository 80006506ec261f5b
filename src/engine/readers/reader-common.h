/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-reader.h"

G_BEGIN_DECLS

/* Adds to a duplicate-row error the column in which the two rows differ. */
void prognosis_plain_explain (PrognosisDatasetBuilder *builder, GError **error);
/* The versions of the data in a table with a column of them, ascending. (transfer container): lent by the table */
GPtrArray *prognosis_plain_list_versions (const PrognosisTable *table);
/* The column with this name, or with this number such as "#3"; or an error that lists the columns. */
gboolean prognosis_reader_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error);
/* The number in a cell; or an error with the line and column of a cell that is not a number. */
gboolean prognosis_reader_get_number (const PrognosisTable *table, gsize row, gsize column, double *value, GError **error);
/* Persons per unit of a column of populations: 1000 where its name says that they are in thousands. */
double prognosis_reader_find_unit (const PrognosisTable *table, gsize column);
/* Registers the table's file and warns of any conversion of its bytes. */
guint prognosis_reader_add_file (PrognosisDatasetBuilder *builder, const PrognosisTable *table);
/* Warns of suppressed values and thousands separators. */
void prognosis_reader_end_table (PrognosisDatasetBuilder *builder, const PrognosisTable *table);

G_END_DECLS
