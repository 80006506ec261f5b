/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* @commands: NULL-terminated. */
void cli_help_print_program (const CliCommand *const *commands);
void cli_help_print_command (const CliCommand *command);

G_END_DECLS
