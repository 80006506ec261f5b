/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisOutput:
 *
 * A set of files that are written completely or not at all. Each goes to a temporary file in its folder, and all are
 * renamed only when every one is complete. Symbolic links stay links, and a replaced file keeps its permissions.
 * Devices and pipes are written directly. On failure the previous files are unchanged and no temporary files remain.
 */
typedef struct _PrognosisOutput PrognosisOutput;

PrognosisOutput *prognosis_output_new (void);
void prognosis_output_free (PrognosisOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOutput, prognosis_output_free)

void prognosis_output_add (PrognosisOutput *self, const char *path, GBytes *bytes);
/* @text: (transfer full) */
void prognosis_output_take_text (PrognosisOutput *self, const char *path, GString *text);

/**
 * prognosis_output_prepare:
 *
 * Writes the temporary files without renaming them. prognosis_output_commit() does this itself if necessary.
 *
 * Returns: FALSE with %G_FILE_ERROR; the message gives the reason, then the path
 */
gboolean prognosis_output_prepare (PrognosisOutput *self, GError **error);

/**
 * prognosis_output_commit:
 * @cancellable: (nullable):
 *
 * Returns: FALSE with %G_FILE_ERROR or %G_IO_ERROR_CANCELLED; then no file has changed
 */
gboolean prognosis_output_commit (PrognosisOutput *self, GCancellable *cancellable, GError **error);

/* Removes temporary files and blocks any thread that is about to rename others. The program must exit next.
   Thread-safe. */
void prognosis_output_abandon (PrognosisOutput *self);

/* Writes a single file. */
gboolean prognosis_output_write (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
