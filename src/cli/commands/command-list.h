/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* NULL-terminated, in the order of the help. */
extern const CliCommand *const cli_command_list[];

G_END_DECLS
