/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The two letters of a country, from its ISO 3166 code of two or three letters or a usual name, in any case. Lent, or NULL. */
const char *prognosis_country_find (const char *text);

/* @country: two capital letters. 1 if it has a northern winter, -1 a southern one, 0 neither or both */
int prognosis_country_get_winter (const char *country);

/**
 * prognosis_places_find_countries:
 * @codes: of @n places; each may be NULL
 * @names: of the same places; each may be NULL
 *
 * The country that each place is or lies in, from the codes and names of all of them: names of countries and of states, ISO
 * codes, postal abbreviations, FIPS numbers. What most places are, such as states of the US, decides how the others are read.
 *
 * Returns: (transfer container): @n times two letters, or NULL where it is unknown or ambiguous, such as “DE” or “Georgia” alone
 */
const char **prognosis_places_find_countries (const char *const *codes, const char *const *names, gsize n);

G_END_DECLS
