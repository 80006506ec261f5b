/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

/* How numbers are written, found by all cells when the first is met that is not plain; and what was met. */
typedef struct
{
  gboolean is_known;
  char thousands;     /* ',' or '.', or 0 */
  char doubtful;      /* the mark of cells such as 1,234 where nothing tells what it means, or 0 */
  char *marked;       /* a number with such a mark that was read, or NULL */
  guint n_suppressed; /* numbers that were asked for and are kept secret */
  char *suppressed;   /* the first of them, or NULL */
} PrognosisTableNumbers;

struct _PrognosisTable
{
  char *path;
  char delimiter;
  gboolean has_header;
  gboolean decimal_comma;
  gsize n_columns;
  gsize first_column; /* 1 where a nameless index was saved in front */
  gsize n_stored;     /* columns as stored, with the index */
  guint converted_line;
  guint header_line;
  gboolean short_header; /* of a raw table */
  gboolean is_utf16;
  guint n_notes; /* lines of words below the table, which are not read */
  guint note_line;
  char *note; /* the first of them */
  PrognosisTableNumbers *numbers;

  GString *arena; /* cells, each ended by a NUL */
  GArray *cells;  /* guint32 offsets, n_stored a row, without the header */
  GArray *lines;  /* guint32 by row */
  GPtrArray *header;
  GPtrArray *keys;           /* normalised header */
  GCancellable *cancellable; /* of whoever reads, or NULL */
};

/* What the first bytes say of the rest. */
typedef struct
{
  char delimiter;
  char terminator;       /* '\n', or '\r' of an old Macintosh */
  guint n_leading;       /* lines before the header */
  gsize n_cells;         /* in most lines */
  gboolean short_header; /* the header lacks the name of the first column */
} PrognosisTableShape;

/* Some lines of a file's beginning. */
typedef struct
{
  const char *start;
  gsize n;
  guint number; /* from 1 */
} PrognosisLine;

/* Says in words what is no table at all: a picture, a web page, nothing. */
gboolean _prognosis_table_check_bytes (const char *path, const char *bytes, gsize n, GError **error);
gboolean _prognosis_table_sniff (const char *path, const char *text, gsize n, gboolean is_whole,
                                 const PrognosisTableOptions *options, PrognosisTableShape *shape, GError **error);
/* Of the lines from @first on that have as many cells, the first that is no title filled up with empty cells. */
guint _prognosis_table_skip_titles (const PrognosisLine *lines, const gsize *counts, guint n_lines, guint first, char delimiter);
gboolean _prognosis_line_begins_with_digit (const PrognosisLine *line);
/* Whether a row says something of the table in words: a source, a footnote. @n_filled: cells that are not empty, of which
   @first is the first. */
gboolean _prognosis_table_is_note (const char *first, guint n_filled, guint n_cells, guint n_expected);
/* Whether it stands for a few persons who could be recognised: “<5”, “*”. */
gboolean _prognosis_table_is_suppressed (const char *text);
/* Whether @text is a number with a mark of which nothing tells whether it parts thousands or decimals. */
gboolean _prognosis_table_is_doubtful (const PrognosisTable *self, const char *text);
/* Opens as a stream of bytes of text: unpacked, and UTF-16 turned to UTF-8. @base is the file itself. */
GInputStream *_prognosis_table_open (const char *path, GFileInputStream **base, gboolean *is_utf16, GCancellable *cancellable,
                                     GError **error);

char *_prognosis_table_make_key (const char *header);
PrognosisTable *_prognosis_table_new (const char *path);
/* One column of @n texts, all of them in the line of the header of @of. */
PrognosisTable *_prognosis_table_new_column (const PrognosisTable *of, const char *const *texts, gsize n);

G_END_DECLS
