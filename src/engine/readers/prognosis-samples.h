/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisSample:
 *
 * A published outbreak that is installed with the program.
 */
typedef struct
{
  char *id;   /* stem of the file name */
  char *path; /* for prognosis_read() */
  char *title;
  char *source; /* citation, or NULL */
  char *story;  /* a sentence on what can be seen in the data, or NULL */
  char *model;  /* id of a suitable model, or NULL */
  gint64 order; /* samples with smaller numbers come first */
} PrognosisSample;

/* The folder in the environment variable PROGNOSIS_SAMPLES, otherwise the installed one. Lent. */
const char *prognosis_samples_get_folder (void);

/**
 * prognosis_samples_list:
 * @folder: (nullable): NULL for prognosis_samples_get_folder()
 *
 * Every table in the folder that has a sidecar with a title, sorted by order and then by title.
 *
 * Returns: (transfer container) (element-type PrognosisSample): owns its elements; empty if
 *   there is no such folder
 */
GPtrArray *prognosis_samples_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

/* The translated title or story of a sample; any other text unchanged. Lent. */
const char *prognosis_samples_translate (const char *text);

G_END_DECLS
