/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells of CSV files, independent of the locale. */

/* Quotes @text if CSV requires it. */
void prognosis_csv_append_text (GString *csv, const char *text);
/* Ten significant digits; an empty cell if @value is not a number. */
void prognosis_csv_append_number (GString *csv, double value);

G_END_DECLS
