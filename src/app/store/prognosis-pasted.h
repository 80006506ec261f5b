/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables from the clipboard. Each is kept in a file of its own, which is read as any other file is; sessions hold the text, too, so
 * that they can be opened elsewhere. */

/* Keeps @text as the file “pasted table”. The same text is the same file. (transfer full): its path, or NULL with
 * %PROGNOSIS_ERROR_INPUT if @text is no table, or %G_FILE_ERROR */
char *prognosis_pasted_keep (const char *text, GError **error);
/* Whether the files are one pasted table. */
gboolean prognosis_pasted_is (const char *const *paths);
/* @message without the folder of a pasted table, which nobody knows; unchanged if @paths are none. (transfer full) */
char *prognosis_pasted_shorten (const char *const *paths, const char *message);
/* The text of a pasted table; NULL: these files are none, or it is gone. (transfer full) */
char *prognosis_pasted_dup_text (const char *const *paths);

G_END_DECLS
