/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-reading-setting.h"

G_BEGIN_DECLS

/* The use of a column. */
typedef enum
{
  PROGNOSIS_COLUMN_NONE,
  PROGNOSIS_COLUMN_DATE,
  PROGNOSIS_COLUMN_REGION,
  PROGNOSIS_COLUMN_CODE, /* of a region */
  PROGNOSIS_COLUMN_POPULATION,
  PROGNOSIS_COLUMN_VALUE,
} PrognosisColumn;

typedef enum
{
  PROGNOSIS_CELL_ABOVE, /* above the header: titles */
  PROGNOSIS_CELL_HEADER,
  PROGNOSIS_CELL_UNUSED,
  PROGNOSIS_CELL_UNDERSTOOD,
  PROGNOSIS_CELL_MISSING,
  PROGNOSIS_CELL_NOT_UNDERSTOOD,
} PrognosisCell;

/**
 * PrognosisPreview:
 *
 * The first lines of a table, even one with errors, shown while the user names its columns.
 */
typedef struct _PrognosisPreview PrognosisPreview;

/**
 * prognosis_preview_read:
 * @columns: (nullable): only the header line, the decimal mark and the order of dates are used
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT if the file is not a table of text
 */
PrognosisPreview *prognosis_preview_read (const char *path, const PrognosisColumns *columns,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_preview_free (PrognosisPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisPreview, prognosis_preview_free)

gsize prognosis_preview_get_n_columns (const PrognosisPreview *self);
gsize prognosis_preview_get_n_rows (const PrognosisPreview *self);
const char *prognosis_preview_get_cell (const PrognosisPreview *self, gsize row, gsize column);
guint prognosis_preview_get_line (const PrognosisPreview *self, gsize row); /* in the file, from 1 */
guint prognosis_preview_get_header_line (const PrognosisPreview *self);     /* 0 if there is none */
const char *prognosis_preview_get_encoding (const PrognosisPreview *self);
char prognosis_preview_get_delimiter (const PrognosisPreview *self);                  /* 0: of a spreadsheet */
const char *prognosis_preview_get_title (const PrognosisPreview *self, gsize column); /* "" if it has none */
/* Its name for #PrognosisColumns. (transfer full) */
char *prognosis_preview_dup_name (const PrognosisPreview *self, gsize column);
/* Whether the header of the column is a date, and the column holds the numbers of that day. */
gboolean prognosis_preview_is_day (const PrognosisPreview *self, gsize column);
/* The sheets of a spreadsheet, the one that is shown first; NULL of a text file. (transfer full) */
GStrv prognosis_preview_dup_sheets (const PrognosisPreview *self);
/* Of a setting with values: the one that applies to the table, as given or recognised; 0: it makes no difference to these lines. */
guint prognosis_preview_get_applied (const PrognosisPreview *self, const PrognosisReadingSetting *setting);
/* The columns as inferred without the user's choices. (transfer full) */
PrognosisColumns *prognosis_preview_guess (const PrognosisPreview *self);

/**
 * prognosis_preview_check:
 * @reading: (out) (optional) (nullable) (transfer full): how the cell is read, if that differs from its text
 */
PrognosisCell prognosis_preview_check (PrognosisPreview *self, PrognosisColumn use, gsize row, gsize column, char **reading);

G_END_DECLS
