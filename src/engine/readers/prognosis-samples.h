/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisSample:
 *
 * A published outbreak that comes with the program.
 */
typedef struct
{
  char *id;   /* the file's stem */
  char *path; /* for prognosis_read() */
  char *title;
  char *source; /* citation, or NULL */
  char *model;  /* id of a model that suits it, or NULL */
} PrognosisSample;

/* The folder of the environment's PROGNOSIS_SAMPLES, else the installed one. Lent. */
const char *prognosis_samples_get_folder (void);

/**
 * prognosis_samples_list:
 * @folder: (nullable): NULL for that of prognosis_samples_get_folder()
 *
 * Every table in the folder that has a sidecar with a title, by title.
 *
 * Returns: (transfer container) (element-type PrognosisSample): owns its elements; empty where
 *   there is no such folder
 */
GPtrArray *prognosis_samples_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* The title of a sample in the reader's language; any other title as it is. Lent. */
const char *prognosis_samples_translate_title (const char *title);
/* How many are translated. For tests: all of them. */
gsize prognosis_samples_get_n_titles (void);

G_END_DECLS
