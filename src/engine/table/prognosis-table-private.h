/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

/* How numbers are written, inferred from all cells when the first number that is not plain is read; and what was
   read. */
typedef struct
{
  gboolean is_known;
  char thousands;     /* ',' or '.', or 0 */
  char doubtful;      /* the ambiguous mark of cells such as 1,234, or 0 */
  char *marked;       /* the first number read with a thousands separator, or NULL */
  guint n_suppressed; /* suppressed values that were read */
  char *suppressed;   /* the first of them, or NULL */
} PrognosisTableNumbers;

struct _PrognosisTable
{
  char *path;
  char delimiter;
  gboolean has_header;
  gboolean decimal_comma;
  PrognosisWeeks weeks; /* as the user says; NONE: as the names of columns say */
  gsize n_columns;
  gsize first_column; /* 1 if the file has an unnamed index column */
  gsize n_stored;     /* columns as stored, including the index */
  guint converted_line;
  guint header_line;
  gboolean has_groups;   /* the line above the header names groups of columns; the header of a raw table lacks them */
  gboolean short_header; /* for a raw table */
  gboolean is_utf16;
  char *sheet;         /* of a spreadsheet, or NULL */
  char **other_sheets; /* NULL-terminated, or NULL */
  guint n_notes;       /* text lines below the table, which are ignored */
  guint note_line;
  char *note;          /* the first of them */
  guint n_headers;     /* rows that repeat the header, which are skipped */
  guint repeated_line; /* of the first of them */
  GPtrArray *filled;   /* headers of columns whose empty cells were filled from above; or NULL */
  PrognosisTableNumbers *numbers;

  GString *arena; /* cells, each terminated by NUL */
  GArray *cells;  /* guint32 offsets, n_stored per row, without the header */
  GArray *lines;  /* guint32 by row */
  GPtrArray *header;
  GPtrArray *keys;           /* normalised header */
  GPtrArray *short_keys;     /* the same, of names that a reader shortened; or NULL */
  GCancellable *cancellable; /* the reader's, or NULL */
};

/* Inferred from the first bytes. */
typedef struct
{
  char delimiter;
  char terminator;       /* '\n', or '\r' of old Macintosh files */
  guint n_leading;       /* lines before the header, and before the groups above it */
  gboolean has_blanks;   /* blanks separate the cells of all lines, as in the output of R, and are read as tabs */
  guint blank_line;      /* blanks separate only the names of columns, in this line; or 0 */
  guint names_line;      /* if the header has groups above it: its line; or 0 */
  gsize n_cells;         /* in most lines */
  gboolean short_header; /* the header lacks a name for the first column */
  gboolean spare_cell;   /* either the header or all rows end in a delimiter, after which there is nothing */
} PrognosisTableShape;

/* The numbers that a suppressed value stands for. */
typedef struct
{
  double low;  /* 1 for “1-4”; NAN: left open, as in “<5” and “≤ 0.5” */
  double high; /* 4, 5, 0.5 */
  gboolean is_high_included;
} PrognosisTableInterval;

/* A line at the beginning of a file. */
typedef struct
{
  const char *start;
  gsize n;
  guint number; /* from 1 */
} PrognosisLine;

/* Fails, naming the type, if the file is not a table: a picture, a web page, an empty file. */
gboolean prognosis_table_check_bytes (const char *path, const char *bytes, gsize n, GError **error);
gboolean prognosis_table_sniff (const char *path, const char *text, gsize n, gboolean is_whole,
                                const PrognosisTableOptions *options, PrognosisTableShape *shape, GError **error);
/* Of the lines from @first on with the same number of cells, the first that is not a title padded with empty cells. */
guint prognosis_table_skip_titles (const PrognosisLine *lines, const gsize *counts, guint n_lines, guint first, char delimiter);
/* Whether the line @upper of the beginning of a file names groups of the columns that the next line names. @n_cells: in most lines. */
gboolean prognosis_table_has_groups (const PrognosisLine *lines, guint n_lines, guint upper, char delimiter, gsize n_cells);
/* Whether a cell of the line is a number or a date. */
gboolean prognosis_table_line_has_values (const PrognosisLine *line, char delimiter);
/* A line with a tab for each run of blanks that is not in quotation marks, without blanks around it. (transfer full) */
GString *prognosis_table_tabs_for_blanks (const char *text, gsize n);
/* The names of @n columns, such as “Cases new”, of the names of groups, each over its first column, and those below. (transfer full) */
char **prognosis_table_join_names (const char *const *groups, const char *const *names, gsize n);
gboolean prognosis_line_begins_with_digit (const PrognosisLine *line);
/* Whether a row is text about the table, such as a source or a footnote. @first: the first non-empty cell.
   @n_filled: the number of non-empty cells. */
gboolean prognosis_table_is_note (const char *first, guint n_filled, guint n_cells, guint n_expected);
/* The first non-empty of the @n cells at these offsets in @arena, or "". Lent by @arena. */
const char *prognosis_table_find_words (const char *arena, const guint32 *cells, gsize n);
/* Whether the @n cells at these offsets in the arena of @table are a note, by prognosis_table_is_note (). */
gboolean prognosis_table_is_note_row (const PrognosisTable *table, const guint32 *cells, gsize n);
/* Counts a note, and keeps the start of the first by its line. */
void prognosis_table_remember_note (PrognosisTable *table, const char *text, guint line);
/* Removes the rows at the end that are notes padded with empty cells; they are remembered. */
void prognosis_table_drop_notes (PrognosisTable *table);
/* Whether @text is a suppressed value, such as “<5” or “*”. */
gboolean prognosis_table_is_suppressed (const char *text);
/* Whether @text is a range of small counts, such as “1-9”, which among numbers is a suppressed value. */
gboolean prognosis_table_is_small_range (const char *text);
/* The numbers that a suppressed value stands for. FALSE: @text is none, or does not tell, such as “*”. */
gboolean prognosis_table_find_interval (const char *text, PrognosisTableInterval *interval);
/* Whether @text is one dash. */
gboolean prognosis_table_is_dash (const char *text);
/* The number of bytes of @text before a mark of a number, such as 3 of “352*”, “352 (p)” and “352†”; 0: there is no mark. A mark in front,
   as in “*352”, is skipped: @start. @is_provisional: the mark says that the number is preliminary. */
gsize prognosis_table_find_mark (const char *text, const char **start, gboolean *is_provisional);
/* Whether @text is a number whose mark may separate either thousands or decimals. */
gboolean prognosis_table_is_doubtful (const PrognosisTable *self, const char *text);
/* Opens the file of a table as a stream of text: decompressed, converted from UTF-16 to UTF-8, one sheet of a spreadsheet turned
   into CSV. @base is the file itself. */
GInputStream *prognosis_table_open (PrognosisTable *self, const PrognosisTableOptions *options, GFileInputStream **base,
                                    gboolean *is_packed, GError **error);
/* FALSE with %PROGNOSIS_ERROR_INPUT: too much. @n_bytes: of text so far; @n_packed: of the whole packed file, 0 if it is not packed
   or has no size; @n_memory: of the table so far. */
gboolean prognosis_table_check_size (const char *path, gsize n_bytes, gsize n_packed, gsize n_memory, GError **error);

/* Gives empty cells the text of the cell above. */
void prognosis_table_fill_down (PrognosisTable *self, gsize column);

char *prognosis_table_make_key (const char *header);
/* The name of a column in lower case, with single spaces for separators, or what a reader made of it. */
const char *prognosis_table_get_key (const PrognosisTable *self, gsize column);
/* Lets @key stand for the name of a column, which is found under both. */
void prognosis_table_set_key (PrognosisTable *self, gsize column, const char *key);
PrognosisTable *prognosis_table_new (const char *path);
/* A single column of @n texts, all attributed to the header line of @of. */
PrognosisTable *prognosis_table_new_column (const PrognosisTable *of, const char *const *texts, gsize n);

/* Whether a number such as 1,5 occurs and no ambiguous 1,234. */
gboolean prognosis_table_has_decimal_comma (const PrognosisTable *table);
/* Data frames are often saved with their row numbers in an unnamed first column. */
gboolean prognosis_table_has_index_column (const PrognosisTable *table);

G_END_DECLS
