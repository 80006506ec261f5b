/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One row of a file. */
typedef struct
{
  guint line;   /* in the file, from 1 */
  char **cells; /* lent; as many as there are columns */
} PrognosisHubRow;

/**
 * PrognosisHubFile:
 *
 * The cells of a file in a hub, exactly as they are written: commas between them, no guesses.
 */
typedef struct
{
  GStringChunk *texts;
  char **header; /* lent */
  guint n_columns;
  GArray *rows; /* PrognosisHubRow, without the header */
} PrognosisHubFile;

/* @path: for messages. (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT: not CSV, or a row with too many or too few cells */
PrognosisHubFile *prognosis_hub_file_parse (const char *path, const char *text, gsize length, GError **error);
/* The same for a file, which may be compressed with gzip. Also with %G_FILE_ERROR. */
PrognosisHubFile *prognosis_hub_file_read (const char *path, GError **error);
void prognosis_hub_file_free (PrognosisHubFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHubFile, prognosis_hub_file_free)

/* -1: there is none. */
gssize prognosis_hub_file_find_column (const PrognosisHubFile *self, const char *name);
/* Lent. */
const char *prognosis_hub_file_get_cell (const PrognosisHubFile *self, guint row, gssize column);

G_END_DECLS
