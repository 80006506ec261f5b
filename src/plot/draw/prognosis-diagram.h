/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-flow.h"
#include "prognosis-theme.h"

G_BEGIN_DECLS

/* The compartments of @model as boxes from left to right, and its flows as arrows with their rates, on any cairo context. Main thread
 * only. @text_size: [px]. FALSE if PLplot failed. */
gboolean prognosis_diagram_draw (const PrognosisModel *model, cairo_t *cr, int width, int height, double text_size,
                                 const PrognosisTheme *theme);
/* The height that the diagram needs [px]. */
int prognosis_diagram_get_height (const PrognosisModel *model, double text_size);

G_END_DECLS
