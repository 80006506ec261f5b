/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *format;              /* a reader's id, or NULL: recognise by content */
  const PrognosisColumns *columns; /* what they are for, with “plain”; NULL: found */
  int last_day;                    /* values after this day number are dropped before anything is inferred; G_MAXINT: none */
  const char *last_day_text;       /* the same as text, where the kind of time axis is not known yet; or NULL */
  PrognosisProgressFunc progress;
  gpointer progress_data;
} PrognosisReadOptions;

#define PROGNOSIS_READ_OPTIONS_INIT \
  {                                 \
    .last_day = G_MAXINT            \
  }

/**
 * PrognosisReader:
 *
 * One input format. A new one is one file in readers/ and one line in the list in prognosis-reader.c.
 */
typedef struct
{
  const char *id;    /* stored in sessions: never renamed */
  const char *title; /* for people, marked for translation */
  /* 0: not this format; the highest answer wins. Looks at the header and the first rows only. */
  int (*recognise) (const PrognosisTable *table);
  /* Several tables where the format is one file a day. Fills @builder. */
  gboolean (*read) (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options,
                    PrognosisDatasetBuilder *builder, GCancellable *cancellable, GError **error);
} PrognosisReader;

const PrognosisReader *const *prognosis_reader_list (gsize *n); /* lent */
const PrognosisReader *prognosis_reader_find (const char *id);  /* or NULL */

/**
 * prognosis_read:
 * @paths: NULL-terminated; files (`.csv`, `.tsv`, `.csv.gz`), or one folder of them
 *
 * Reads data of any known format. A sidecar (same stem, `.json`) beside the first file adds the
 * title, source, population, neighbours and what is fitted.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT ("FILE:LINE: ..."), %PROGNOSIS_ERROR_OPTION
 *   (unknown format) or %G_IO_ERROR_CANCELLED
 */
PrognosisDataset *prognosis_read (const char *const *paths, const PrognosisReadOptions *options, GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files that are read of @paths: those in folders by their names. (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT */
GStrv prognosis_read_list_files (const char *const *paths, GError **error);

/* A number as people write it: 500000, 5e5, 500 000, 500,000, 500.000, 500'000, 5,00,000. */
gboolean prognosis_parse_persons (const char *text, double *persons);
/* @text: a path of a CSV with a column whose name starts with `population`, or a number for a single region.
   Regions are matched by any code or name column. (transfer full) */
PrognosisDataset *prognosis_read_population (const PrognosisDataset *dataset, const char *text,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A CSV of pairs of codes or names. (transfer full) */
PrognosisDataset *prognosis_read_adjacency (const PrognosisDataset *dataset, const char *path,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
