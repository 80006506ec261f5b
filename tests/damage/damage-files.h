/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/readers/format-table.h"

G_BEGIN_DECLS

/* Writes a spreadsheet; if @in_parts, one of its parts is damaged, missing, or there twice. */
void damage_write_spreadsheet (const char *path, const FormatGrid *grid, gboolean is_ods, gboolean in_parts, GRand *rand);
void damage_write_gzip (const char *path, const GString *text);
/* Damages the bytes of a file, whatever they are. */
void damage_file (const char *path, GRand *rand);

G_END_DECLS
