/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisSidecar:
 *
 * Metadata in a JSON file beside the data (same stem). All members are optional:
 *
 *     { "title": "...", "source": "...", "story": "...", "order": 1, "population": 763, "adjacency": "neighbours.csv", "holidays": "DE",
 *       "model": "sir", "signals": { "in_bed": { "kind": "prevalence", "role": "infections", "fitted": true } } }
 *
 * `story` is a sentence on what can be seen in the data, `order` where they stand in a list of samples.
 * `population` is a number or the name of a table in the same folder; `holidays` a country, “none”, or the name of a table.
 */
typedef struct
{
  char *title;
  char *source;
  char *story;
  char *model;
  gint64 order; /* G_MAXINT64 if there is none */
} PrognosisSidecar;

/* The sidecar of a data file, or NULL if there is no valid one. (transfer full) */
PrognosisSidecar *prognosis_sidecar_read (const char *data_path);
void prognosis_sidecar_free (PrognosisSidecar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSidecar, prognosis_sidecar_free)

/* Appends to @files (owned strings) the sidecar of @data_path, if there is one, and the tables that it names. */
void prognosis_sidecar_list_files (const char *data_path, GPtrArray *files);
/* Adds what the sidecar of @data_path says, if there is one. What of it cannot be used becomes a warning of the data that names
 * the file. @dataset: (transfer full): what comes back instead, never NULL */
PrognosisDataset *prognosis_sidecar_apply (PrognosisDataset *dataset, const char *data_path);

G_END_DECLS
