/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisOutlines:
 *
 * The outlines of places, such as countries or districts: polygons with what is written about each of them. Immutable,
 * reference counted. Not yet a map of certain regions: see prognosis_map_new_outlines().
 */
typedef struct _PrognosisOutlines PrognosisOutlines;

/* Outlines that come with the program. */
typedef enum
{
  PROGNOSIS_OUTLINES_WORLD,       /* countries, by ISO 3166-1 code */
  PROGNOSIS_OUTLINES_US_STATES,   /* by FIPS number */
  PROGNOSIS_OUTLINES_US_COUNTIES, /* by FIPS number */
  PROGNOSIS_N_OUTLINES,
} PrognosisBundledOutlines;

/* Lent; loaded once. */
PrognosisOutlines *prognosis_outlines_get_bundled (PrognosisBundledOutlines which);

#define PROGNOSIS_OUTLINES_MAX_BYTES (32 * 1024 * 1024)

/**
 * prognosis_outlines_parse:
 * @text: GeoJSON (RFC 7946), length @length: polygons and multipolygons with properties. Coordinates are longitudes and latitudes, or
 *   those of any plane
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT, a phrase that says what is wrong
 */
PrognosisOutlines *prognosis_outlines_parse (const char *text, gsize length, GError **error);
/* The same from a file of at most %PROGNOSIS_OUTLINES_MAX_BYTES; the error is a sentence that names it and says what to do. */
PrognosisOutlines *prognosis_outlines_read (const char *path, GError **error);
PrognosisOutlines *prognosis_outlines_ref (PrognosisOutlines *self);
void prognosis_outlines_unref (PrognosisOutlines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisOutlines, prognosis_outlines_unref)

gsize prognosis_outlines_get_n (const PrognosisOutlines *self);
/* Of outline @i: the text of a property, or NULL. */
const char *prognosis_outlines_get_text (const PrognosisOutlines *self, gsize i, const char *property);

G_END_DECLS
