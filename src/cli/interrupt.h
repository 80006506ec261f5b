/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CLI_STATUS_INTERRUPTED 130

/**
 * cli_interrupt_start:
 *
 * From here on SIGINT, SIGTERM and SIGHUP cancel the returned cancellable. Work that does not look
 * at it in time is ended from outside, without a partial file. SIGPIPE is ignored. To be called before any
 * thread is made.
 *
 * Returns: (transfer none): lives as long as the program
 */
GCancellable *cli_interrupt_start (void);

G_END_DECLS
