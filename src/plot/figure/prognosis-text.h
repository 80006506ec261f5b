/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL, or valid UTF-8 without control characters. (transfer full) */
char *prognosis_text_clean (const char *text);

/* Width of @text as drawn [px]. Remembers what it was asked. */
double prognosis_text_measure (const char *text, double size, gboolean is_bold);

/* @text, or its beginning and "…", not wider than @width [px]. (transfer full) (nullable) */
char *prognosis_text_fit (const char *text, double size, gboolean is_bold, double width);

G_END_DECLS
