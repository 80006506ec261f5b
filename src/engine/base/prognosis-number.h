/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The shortest text that reads back as the same number, with a point in every locale; "" for NAN and infinity. (transfer full) */
char *prognosis_number_to_text (double value);
/* The inverse: the whole of @text, without leading blanks, is a finite number. */
gboolean prognosis_number_parse (const char *text, double *value);

G_END_DECLS
