/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/**
 * CliShard:
 *
 * One of several parts of a backtest, done by processes that know nothing of each other. The work is numbered by model and then by
 * origin, and dealt out in turn. The file of a part is one line of JSON behind “# ”, which says what it is part of, and the rows of
 * its work as in the whole table.
 */
typedef struct
{
  gsize number, n; /* from 1 to n */
  PrognosisDataset *dataset;
  const char *const *models; /* ids, NULL-terminated */
  const gsize *origins;      /* steps, ascending */
  gsize n_models, n_origins;
  const PrognosisOptions *options;
} CliShard;

/* “3/16”. FALSE, with @error set, if that is not a part. */
gboolean cli_shard_parse (const char *text, gsize *number, gsize *n, GError **error);
/* The origins of @model, as indices. @n: set to their number. (transfer full) */
gsize *cli_shard_list_origins (const CliShard *self, gsize model, gsize *n);
/* Without a line break. The same for the same data, models, origins and settings, whatever the number of threads. (transfer full) */
char *cli_shard_dup_manifest (const CliShard *self);
/* Whether the file at @path is a part with this manifest. */
gboolean cli_shard_is_done (const char *path, const char *manifest);
/**
 * cli_shard_merge:
 * @paths: NULL-terminated, in any order
 *
 * Returns: (transfer full): the table of the whole, byte for byte as one process writes it; or NULL with %PROGNOSIS_ERROR_INPUT if a
 *   file is no part, is of another backtest, or one is missing or there twice
 */
GString *cli_shard_merge (char **paths, GError **error);

G_END_DECLS
