/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-columns.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-population.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

typedef struct
{
  const char *format;              /* a reader's id, or NULL to recognise it by content */
  const PrognosisColumns *columns; /* for the format “plain”; NULL: inferred */
  int last_day;                    /* drop later values before anything is inferred (day number); G_MAXINT: none */
  const char *last_day_text;       /* the same as text, while the type of the time axis is not known yet; or NULL */
  const char *version;             /* of a table with a column of versions: the last one that is read; NULL: the newest */
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
 * One input format. A new format is one file in readers/ and one line in prognosis-reader-list.c.
 */
typedef struct
{
  const char *id;    /* stored in sessions: never change it */
  const char *title; /* shown to the user, marked for translation */
  /* 0 if the table does not have this format; the highest score wins. Looks only at the header and the first rows. */
  int (*recognise) (const PrognosisTable *table);
  /* Fills @builder. There are several tables if the format has one file per day. */
  gboolean (*read) (PrognosisTable *const *tables, gsize n_tables, const PrognosisReadOptions *options,
                    PrognosisDatasetBuilder *builder, GCancellable *cancellable, GError **error);
} PrognosisReader;

/**
 * prognosis_read:
 * @paths: NULL-terminated; files (`.csv`, `.tsv`, `.csv.gz`), or one folder of them
 *
 * Reads data in any known format. A sidecar (same stem, `.json`) beside the first file adds the
 * title, source, population, neighbours and the signals to fit.
 *
 * Several files with dates in their names, most of whose values are in all of them, are snapshots of the same data, and so are the
 * versions in a column `as_of` or `issue`: the newest is read, and the data know what was reported when. Versions that end after the
 * last day are not used.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT ("FILE:LINE: ..."), %PROGNOSIS_ERROR_OPTION
 *   (unknown format) or %G_IO_ERROR_CANCELLED
 */
PrognosisDataset *prognosis_read (const char *const *paths, const PrognosisReadOptions *options, GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The files that @paths denotes, with folders expanded in the order of names. (transfer full): or NULL with
   %PROGNOSIS_ERROR_INPUT */
GStrv prognosis_read_list_files (const char *const *paths, GError **error);
/* All files that prognosis_read() may read of @paths, with the sidecar and what that names; without what is not found. (transfer
 * full) */
GStrv prognosis_read_list_inputs (const char *const *paths);

/* @path: a CSV file with pairs of codes or names. (transfer full) */
PrognosisDataset *prognosis_read_adjacency (const PrognosisDataset *dataset, const char *path,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @text: a country with known public holidays, as two or three letters or a name; “none”; or the path of a CSV file with a column
   of dates. Where another column names places of the data, a row holds for that place, else for all. Errors: as for
   populations. (transfer full) */
PrognosisDataset *prognosis_read_holidays (const PrognosisDataset *dataset, const char *text,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether prognosis_read_holidays() takes @text as a path. */
gboolean prognosis_holidays_is_path (const char *text);

G_END_DECLS
