/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A title and what it names: on one line where both are whole on it, else one below the other, each as wide as there is. */
#define PROGNOSIS_TYPE_PAIR (prognosis_pair_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisPair, prognosis_pair, PROGNOSIS, PAIR, GtkWidget)

/* Words break between each other, never within. @subtitle: or NULL. */
GtkWidget *prognosis_pair_new (const char *title, const char *subtitle, GtkWidget *control);
/* A row of a list that holds a pair, and is named by @title. @below: what stands under it, or NULL. */
void prognosis_pair_fill_row (AdwPreferencesRow *row, const char *title, const char *subtitle, GtkWidget *control,
                              GtkWidget *below);

G_END_DECLS
