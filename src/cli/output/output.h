/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CliOutput:
 *
 * All results of a run, kept until all are complete and then written together: files through a temporary file and a rename,
 * standard output in between.
 */
typedef struct _CliOutput CliOutput;

CliOutput *cli_output_new (GCancellable *cancellable);
void cli_output_free (CliOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOutput, cli_output_free)

/**
 * cli_output_check:
 * @option: the option that names @path, for the message
 *
 * Checks before any computation that @path can be written.
 *
 * Returns: FALSE with %PROGNOSIS_ERROR_OPTION
 */
gboolean cli_output_check (const char *option, const char *path, GError **error);
/* Whether @path, which may be NULL, means standard output. */
gboolean cli_output_is_standard (const char *path);

/* @path NULL or "-": standard output. */
void cli_output_add (CliOutput *self, const char *path, GBytes *bytes);
void cli_output_take_text (CliOutput *self, const char *path, GString *text);
/* A table; @for_spreadsheet: with the marks of the language. */
void cli_output_take_csv (CliOutput *self, const char *path, GString *csv, gboolean for_spreadsheet);

/**
 * cli_output_commit:
 *
 * Returns: FALSE with %G_FILE_ERROR, or %G_IO_ERROR_CANCELLED; no file is then changed
 */
gboolean cli_output_commit (CliOutput *self, GError **error);

/* Removes temporary files and keeps any other from being put in place; the program must end next. From any thread. */
void cli_output_abandon (void);

G_END_DECLS
