/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the text of CSV files, whatever the locale. */

/* Quoted as CSV asks where it must be. */
void prognosis_csv_append_text (GString *csv, const char *text);
/* Ten digits; empty where it is not a number. */
void prognosis_csv_append_number (GString *csv, double value);

G_END_DECLS
