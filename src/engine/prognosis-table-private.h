/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-table.h"

G_BEGIN_DECLS

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

  GString *arena;   /* cells, each ended by a NUL */
  GArray *cells;    /* guint32 offsets, n_stored a row, without the header */
  GArray *lines;    /* guint32 by row */
  GPtrArray *header;
  GPtrArray *keys;  /* normalised header */
  GCancellable *cancellable; /* of whoever reads, or NULL */
};

/* What the first bytes say of the rest. */
typedef struct
{
  char delimiter;
  char terminator;      /* '\n', or '\r' of an old Macintosh */
  guint n_leading;      /* lines before the header */
  gsize n_cells;        /* in most lines */
  gboolean short_header; /* the header lacks the name of the first column */
} PrognosisTableShape;

/* Says in words what is no table at all: a picture, a web page, nothing. */
gboolean _prognosis_table_check_bytes (const char *path, const char *bytes, gsize n, GError **error);
gboolean _prognosis_table_sniff (const char *path, const char *text, gsize n, gboolean is_whole,
                                 PrognosisTableShape *shape, GError **error);
/* Opens as a stream of bytes of text: unpacked, and UTF-16 turned to UTF-8. @base is the file itself. */
GInputStream *_prognosis_table_open (const char *path, GFileInputStream **base, GCancellable *cancellable, GError **error);

char *_prognosis_table_make_key (const char *header);

G_END_DECLS
