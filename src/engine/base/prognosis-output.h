/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PrognosisOutput:
 *
 * Files that belong together, written whole or not at all: each goes to a temporary file beside its place, and only when
 * all of them are there are they put in place. Links stay links, and the rights of a file that is replaced stay. A device
 * or a pipe is written as it is. On failure what stood there before is still there, and nothing else.
 */
typedef struct _PrognosisOutput PrognosisOutput;

PrognosisOutput *prognosis_output_new (void);
void prognosis_output_free (PrognosisOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOutput, prognosis_output_free)

void prognosis_output_add (PrognosisOutput *self, const char *path, GBytes *bytes);
/* Takes @text. */
void prognosis_output_take_text (PrognosisOutput *self, const char *path, GString *text);

/**
 * prognosis_output_prepare:
 *
 * Writes the temporary files; nothing is in place yet. prognosis_output_commit() does it where it was not done.
 *
 * Returns: FALSE with %G_FILE_ERROR, a sentence with the reason first and then the path
 */
gboolean prognosis_output_prepare (PrognosisOutput *self, GError **error);

/**
 * prognosis_output_commit:
 * @cancellable: (nullable):
 *
 * Returns: FALSE with %G_FILE_ERROR, or %G_IO_ERROR_CANCELLED; no file is then changed
 */
gboolean prognosis_output_commit (PrognosisOutput *self, GCancellable *cancellable, GError **error);

/* Removes temporary files and blocks whoever would put others in place; the program must end next. From any thread. */
void prognosis_output_abandon (PrognosisOutput *self);

/* One file. */
gboolean prognosis_output_write (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
