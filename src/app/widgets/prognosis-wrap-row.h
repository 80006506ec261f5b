/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A title and what it names: on one line where both are whole on it, else one below the other, each as wide as there is. */
#define PROGNOSIS_TYPE_WRAP_ROW (prognosis_wrap_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisWrapRow, prognosis_wrap_row, PROGNOSIS, WRAP_ROW, GtkWidget)

/* Words break between each other, never within. @subtitle: or NULL. */
GtkWidget *prognosis_wrap_row_new (const char *title, const char *subtitle, GtkWidget *control);
/* A row of a list that holds a pair, and is named by @title. @below: what stands under it, or NULL. */
void prognosis_wrap_row_fill_row (AdwPreferencesRow *row, const char *title, const char *subtitle, GtkWidget *control,
                                  GtkWidget *below);

G_END_DECLS
