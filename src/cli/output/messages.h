/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Messages to standard error. From any thread. */

/* @progress: -1 draws the bar on a terminal only. */
void cli_messages_configure (gboolean quiet, int progress);
gboolean cli_messages_is_quiet (void);

/* Text from a file as it may be shown: without control characters, which command a terminal or break the line, and without those
 * that change the direction of writing, which show a name as another; a question mark is in their place. (transfer full) */
char *cli_messages_make_printable (const char *text);

void cli_messages_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A warning about a line of a file; @file may be NULL and @line 0. */
void cli_messages_warn_at (const char *file, guint line, const char *message);
/* A remark that is no warning. */
void cli_messages_note (const char *text);
/* A plain line. */
void cli_messages_say (const char *text);
/* Verbatim, even with --quiet. */
void cli_messages_error (const char *text);
void cli_messages_say_interrupted (void);

/* @fraction 0 to 1; drawn a few times a second. Any other message removes the bar. */
void cli_messages_progress (const char *what, double fraction);
void cli_messages_progress_done (void);

G_END_DECLS
