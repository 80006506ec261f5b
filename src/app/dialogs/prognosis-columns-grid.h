/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-preview.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisColumn use;
  const char *word; /* its name, translated */
} PrognosisColumnUse;

/**
 * prognosis_columns_grid_new:
 * @uses: by column
 * @status: (out) (transfer full): reports the cells that are not recognised, or that all are
 *
 * Shows the first lines of a table, with the use of each column above and marks on cells that are not recognised.
 */
GtkWidget *prognosis_columns_grid_new (PrognosisPreview *preview, const PrognosisColumnUse *uses, char **status);

G_END_DECLS
