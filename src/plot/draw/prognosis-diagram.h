/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "prognosis-flow.h"
#include "prognosis-theme.h"

G_BEGIN_DECLS

#define PROGNOSIS_DIAGRAM_MAX_BOXES 12

/* Boxes with their symbols (NULL-terminated) from left to right, and the flows between them as arrows with their rates, on any cairo
 * context. Flows must not form a cycle. Main thread only. @text_size: [px]. FALSE if PLplot failed. */
gboolean prognosis_diagram_draw (const char *const *boxes, const PrognosisFlow *flows, gsize n_flows, cairo_t *cr, int width,
                                 int height, double text_size, const PrognosisTheme *theme);
/* The height that the diagram needs [px]. */
int prognosis_diagram_get_height (const char *const *boxes, const PrognosisFlow *flows, gsize n_flows, double text_size);

G_END_DECLS
