/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Metadata of exported charts. @metadata: key, value, ..., NULL; or NULL. */

/* Adds a tEXt or iTXt chunk for each pair, and the resolution, after the header of @png. */
void prognosis_metadata_add_to_png (GByteArray *png, const char *const *metadata, double dots_per_inch);
/* Adds a title and a metadata element at the beginning of @svg. */
void prognosis_metadata_add_to_svg (GByteArray *svg, const char *const *metadata);
/* Call before the first page is drawn. */
void prognosis_metadata_set_on_pdf (cairo_surface_t *surface, const char *const *metadata);

G_END_DECLS
