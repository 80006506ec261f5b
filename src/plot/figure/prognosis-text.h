/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL, or valid UTF-8 without control characters. (transfer full) */
char *prognosis_text_clean (const char *text);

/* The typeface of all charts from now on; "sans" by default. Call it before threads are started. */
void prognosis_text_set_family (const char *family);
const char *prognosis_text_get_family (void);

/* The width of @text as drawn [px]. Caches results. */
double prognosis_text_measure (const char *text, double size, gboolean is_bold);

/* @text, or its beginning followed by "…", at most @width wide [px]. (transfer full) (nullable) */
char *prognosis_text_fit (const char *text, double size, gboolean is_bold, double width);

G_END_DECLS
