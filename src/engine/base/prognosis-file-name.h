/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name of the file at @path without its folder and without the endings of a table, compressed or not. (transfer full) */
char *prognosis_file_name_dup_stem (const char *path);

G_END_DECLS
