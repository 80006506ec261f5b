/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlreader.h>

#include "prognosis-spreadsheet.h"

G_BEGIN_DECLS

/*
 * PrognosisSheet: the rows of a sheet as they are read, from the top, and the text that is made of them.
 */
typedef struct _PrognosisSheet PrognosisSheet;

PrognosisSheet *prognosis_sheet_new (void);
void prognosis_sheet_free (PrognosisSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSheet, prognosis_sheet_free)
/* Rows and columns count from 0. FALSE: the sheet is larger than a table may be. Rows must ascend; what lies between is empty. */
gboolean prognosis_sheet_begin_row (PrognosisSheet *self, gsize row);
gboolean prognosis_sheet_add_cell (PrognosisSheet *self, gsize column, const char *text, gsize length);
void prognosis_sheet_end_row (PrognosisSheet *self);
/* Again @n times what the last row holds. */
gboolean prognosis_sheet_repeat_row (PrognosisSheet *self, gsize n);
/* Cells that the user sees as one; both corners are inside. */
void prognosis_sheet_merge (PrognosisSheet *self, gsize first_row, gsize first_column, gsize last_row, gsize last_column);
gsize prognosis_sheet_get_n_rows (const PrognosisSheet *self);
/* Two rows of two cells at least. */
gboolean prognosis_sheet_has_table (const PrognosisSheet *self);
/* (transfer full) */
char *prognosis_sheet_to_csv (PrognosisSheet *self, gsize *n_bytes);

/*
 * PrognosisPackage: the parts of a ZIP archive.
 */
typedef struct
{
  const char *path;
  GCancellable *cancellable;
} PrognosisPackage;

gboolean prognosis_package_has (const PrognosisPackage *self, const char *part);
/* Handed each element and text of a part in turn, by a reader that stands on it. FALSE ends the part, with or without @error. */
typedef gboolean (*PrognosisNodeFunc) (xmlTextReader *reader, gpointer user_data, GError **error);
/* FALSE with @error where the part is not there, is broken or too large, or @func failed; TRUE where @func ended it. */
gboolean prognosis_package_parse (const PrognosisPackage *self, const char *part, PrognosisNodeFunc func, gpointer user_data,
                                  GError **error);

/* Whether the reader stands on the start of the element @name, in whatever namespace. */
gboolean prognosis_node_is (xmlTextReader *reader, const char *name);
gboolean prognosis_node_is_end (xmlTextReader *reader, const char *name);
/* An attribute by its local name, or NULL. (transfer full), to be freed by g_free() */
char *prognosis_node_dup_attribute (xmlTextReader *reader, const char *name);
/* A whole number that an attribute holds, within the bounds; @fallback where there is none. */
gsize prognosis_node_get_count (xmlTextReader *reader, const char *name, gsize lower, gsize upper, gsize fallback);

/* What both formats read: @sheets holds the names in the file's order, and @index is the one wanted. */
gboolean prognosis_xlsx_list (const PrognosisPackage *package, GPtrArray *names, GError **error);
gboolean prognosis_xlsx_read (const PrognosisPackage *package, gsize index, gsize max_rows, PrognosisSheet *sheet, GError **error);
gboolean prognosis_ods_list (const PrognosisPackage *package, GPtrArray *names, GError **error);
gboolean prognosis_ods_read (const PrognosisPackage *package, gsize index, gsize max_rows, PrognosisSheet *sheet, GError **error);

G_END_DECLS
