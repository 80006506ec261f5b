/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-preview.h"

G_BEGIN_DECLS

typedef struct
{
  PrognosisColumn use;
  const char *word; /* for it, translated */
} PrognosisColumnUse;

/**
 * prognosis_columns_grid_new:
 * @uses: by column
 * @status: (out) (transfer full): what is not understood of the lines, or that all is
 *
 * The first lines of a table, with what each column is taken for above, and marks at what is not understood.
 */
GtkWidget *prognosis_columns_grid_new (PrognosisPreview *preview, const PrognosisColumnUse *uses, char **status);

G_END_DECLS
