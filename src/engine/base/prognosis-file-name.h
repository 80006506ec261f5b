/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file name in @path without the extensions of a table and of compression. (transfer full) */
char *prognosis_file_name_dup_stem (const char *path);

G_END_DECLS
