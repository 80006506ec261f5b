/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-reader.h"

G_BEGIN_DECLS

extern const PrognosisReader prognosis_reader_plain;
extern const PrognosisReader prognosis_reader_jhu_daily_us;
extern const PrognosisReader prognosis_reader_jhu_wide_global;
extern const PrognosisReader prognosis_reader_flusight;

/* Says more of two rows for one day and place: in which column they differ. */
void _prognosis_plain_explain (PrognosisDatasetBuilder *builder, GError **error);
/* The column of that name, or of that number where it is one like "#3"; or an error that lists those there are. */
gboolean _prognosis_reader_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error);
/* The number in a cell, or an error that says where and in which column none is. */
gboolean _prognosis_reader_get_number (const PrognosisTable *table, gsize row, gsize column, double *value, GError **error);
/* Registers the table's file and warns of what was done to its bytes. */
guint _prognosis_reader_add_file (PrognosisDatasetBuilder *builder, const PrognosisTable *table);
/* Warns of how its numbers were read. */
void _prognosis_reader_end_table (PrognosisDatasetBuilder *builder, const PrognosisTable *table);

G_END_DECLS
