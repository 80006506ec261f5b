/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisOutput:
 *
 * Files that belong together, written whole or not at all: each goes to a temporary file beside its place, and only when
 * all of them are there are they put in place. Links stay links, and the rights of a file that is replaced stay. A device
 * or a pipe is written as it is. On failure what stood there before is still there, and nothing else; where the file system
 * cannot exchange two files in one step, the error names those that are in place already. Temporary files that a killed program
 * has left are removed from a folder when something is written to it an hour later.
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

/* The file that is written for @path: what links lead to, also if it is not there yet. (transfer full) */
char *prognosis_output_resolve (const char *path);

/* One file. */
gboolean prognosis_output_write (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
