/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-columns.h"

G_BEGIN_DECLS

/**
 * PrognosisTable:
 *
 * The cells of one delimited text file. Handles encoding, delimiter, quotes, comment and title lines,
 * header and ragged rows, so that readers see only cells.
 */
typedef struct _PrognosisTable PrognosisTable;

/* @fraction: share of the work that is done, 0 to 1. Called in the reading thread. */
typedef void (*PrognosisProgressFunc) (double fraction, gpointer user_data);

/* What is not to be inferred about a table. All 0: everything is inferred. */
typedef struct
{
  gsize max_rows;  /* 0 for all; a small number to look at the beginning of a file */
  int header_line; /* in the file, from 1; -1: there is none */
  PrognosisDecimal decimal;
  PrognosisDelimiter delimiter;
  PrognosisWeeks weeks;
  const char *sheet; /* of a spreadsheet: its name or number; NULL: the first that holds a table */
  gboolean is_raw;   /* every line is a row; short rows are padded and long ones cut: for previews of tables with errors */
  PrognosisProgressFunc progress; /* or NULL */
  gpointer progress_data;
} PrognosisTableOptions;

/* What the user says of the table as such. @columns: (nullable); outlives the options */
PrognosisTableOptions prognosis_table_options_from (const PrognosisColumns *columns);

/**
 * prognosis_table_read:
 * @max_rows: 0 for all; a small number to look at the beginning of a file
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT; the message begins with `PATH:` or `PATH:LINE:`
 */
PrognosisTable *prognosis_table_read (const char *path, gsize max_rows, GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
PrognosisTable *prognosis_table_read_full (const char *path, const PrognosisTableOptions *options, GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_table_free (PrognosisTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisTable, prognosis_table_free)

const char *prognosis_table_get_path (const PrognosisTable *self);
gsize prognosis_table_get_n_columns (const PrognosisTable *self);
gsize prognosis_table_get_n_rows (const PrognosisTable *self); /* without the header */
gboolean prognosis_table_has_header (const PrognosisTable *self);
const char *prognosis_table_get_header (const PrognosisTable *self, gsize column); /* trimmed, as written */
/* Ignores case and treats space, '_', '.' and '-' as equal. -1 if there is none. */
gssize prognosis_table_find_column (const PrognosisTable *self, const char *name);
const char *prognosis_table_get_cell (const PrognosisTable *self, gsize row, gsize column); /* trimmed, "" where empty */
guint prognosis_table_get_line (const PrognosisTable *self, gsize row);                     /* line in the file, from 1 */

/* Sets an error that begins with the file and the line of the row. Returns FALSE. */
gboolean prognosis_table_fail (GError **error, const PrognosisTable *self, gsize row, const char *format, ...) G_GNUC_PRINTF (4, 5);
/* For loops over rows: checks every so many rows whether reading was cancelled. */
gboolean prognosis_table_is_cancelled (const PrognosisTable *self, gsize row, GError **error);

/* "UTF-8", "UTF-16" or "Windows-1252", for the part read so far. */
const char *prognosis_table_get_encoding (const PrognosisTable *self);
/* The first line that was not UTF-8 and was read as Windows-1252, or 0. */
guint prognosis_table_get_converted_line (const PrognosisTable *self);
/* Whether @text is a missing-value marker or empty. */
gboolean prognosis_table_is_missing (const char *text);

/* Locale-independent; uses the file's own decimal mark and thousands separator. TRUE for a number, and for a
   missing-value marker or a suppressed value such as “<5” (then NAN); FALSE for other text. */
gboolean prognosis_table_parse_number (const PrognosisTable *self, const char *text, double *value);

G_END_DECLS
