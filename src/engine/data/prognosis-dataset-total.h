/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text, read as a date or a place, is “total” or a similar word. */
gboolean prognosis_is_total (const char *text);

G_END_DECLS
