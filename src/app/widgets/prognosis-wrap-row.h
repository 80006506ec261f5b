/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A title and its control: on one line if both fit, otherwise one below the other, each at full width. */
#define PROGNOSIS_TYPE_WRAP_ROW (prognosis_wrap_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisWrapRow, prognosis_wrap_row, PROGNOSIS, WRAP_ROW, GtkWidget)

/* Fills a list row with a wrap row, and names it @title. @below: (nullable): placed underneath */
void prognosis_wrap_row_fill_row (AdwPreferencesRow *row, const char *title, const char *subtitle, GtkWidget *control,
                                  GtkWidget *below);

G_END_DECLS
