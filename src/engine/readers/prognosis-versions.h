/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-reader.h"

G_BEGIN_DECLS

/* Reads @tables (PrognosisTable) and frees them. If they are snapshots of the same data, or one table holds several versions, the newest
   is read and the data know what was reported when. (transfer full): or NULL with an error as of prognosis_read() */
PrognosisDataset *prognosis_versions_read (const PrognosisReader *reader, GPtrArray *tables, const PrognosisReadOptions *options,
                                           GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* prognosis-reader.c: reads tables as parts of one data set. @owner: (nullable): the array that owns them, which is emptied as soon as
   the cells are read. (transfer full) */
PrognosisDataset *prognosis_read_tables (const PrognosisReader *reader, PrognosisTable *const *tables, gsize n,
                                         const PrognosisReadOptions *options, GPtrArray *owner, GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
