/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* What names say about totals. */

/* Whether @text, read as a date or a place, is “total” or a similar word. */
gboolean prognosis_is_total (const char *text);
/* The same without names of a country, which is one place in a table of countries. */
gboolean prognosis_is_total_by_name_alone (const char *name);
/* Whether @region is one of the groups of countries that public tables list among the countries, and which rarely add up to the last
 * person. */
gboolean prognosis_is_group_of_countries (const PrognosisRegion *region);
/* Whether a word in @name suggests an area that has parts in the same table. */
gboolean prognosis_is_area_with_parts (const char *name);

G_END_DECLS
