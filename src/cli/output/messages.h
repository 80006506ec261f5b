/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All that goes to standard error. From any thread. */

/* @progress: -1 draws the bar on a terminal only. */
void cli_messages_configure (gboolean quiet, int progress);
gboolean cli_messages_is_quiet (void);

void cli_messages_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A warning about a line of a file; @file may be NULL and @line 0. */
void cli_messages_warn_at (const char *file, guint line, const char *message);
/* What is good to know, and no reason to worry. */
void cli_messages_note (const char *text);
/* What is neither a warning nor a result. */
void cli_messages_say (const char *text);
/* Also with --quiet, as it stands. */
void cli_messages_error (const char *text);
void cli_messages_say_interrupted (void);

/* @fraction 0 to 1; drawn a few times a second. The bar goes away when anything else is said. */
void cli_messages_progress (const char *what, double fraction);
void cli_messages_progress_done (void);

G_END_DECLS
