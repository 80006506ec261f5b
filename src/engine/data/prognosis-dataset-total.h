/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text is “total” or the like, where a date or a place is expected. */
gboolean _prognosis_is_total (const char *text);

G_END_DECLS
