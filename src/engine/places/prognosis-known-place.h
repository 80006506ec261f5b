/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place whose population is built in. */
typedef struct
{
  const char *code;  /* ISO 3166 alpha-3, or postal code */
  const char *code2; /* ISO 3166 alpha-2; NULL: of a US state */
  int number;        /* FIPS code of a US state */
  const char *names; /* separated by “|”, the usual one first */
  double population; /* persons */
  const char *more;  /* more names, separated by “|”; or NULL */
} PrognosisKnownPlace;

/* Places of one kind, whose codes are unique among them. */
typedef struct _PrognosisKnownPlaceSet PrognosisKnownPlaceSet;

enum
{
  PROGNOSIS_KNOWN_COUNTRIES,
  PROGNOSIS_KNOWN_US_STATES,
  PROGNOSIS_N_KNOWN_PLACE_SETS,
};

const PrognosisKnownPlaceSet *prognosis_known_place_get_set (gsize set);
const PrognosisKnownPlace *prognosis_known_place_set_list (const PrognosisKnownPlaceSet *self, gsize *n);
/* Where the populations are from, with the year. (transfer full) */
char *prognosis_known_place_set_dup_source (const PrognosisKnownPlaceSet *self);

/* A name without differences of spelling: case, accents, apostrophes, punctuation, order of words ("Korea, South"), articles and
   usual abbreviations. Empty if nothing is left. (transfer full) */
char *prognosis_known_place_make_key (const char *name);
/* The same for a code: without case, zeros in front and ".0" behind. (transfer full) */
char *prognosis_known_place_make_code_key (const char *code);

/* By any of its codes; by any of its names; by either. NULL: not in the set. */
const PrognosisKnownPlace *prognosis_known_place_set_find_code (const PrognosisKnownPlaceSet *self, const char *code);
const PrognosisKnownPlace *prognosis_known_place_set_find_name (const PrognosisKnownPlaceSet *self, const char *name);
const PrognosisKnownPlace *prognosis_known_place_set_find (const PrognosisKnownPlaceSet *self, const char *code_or_name);

G_END_DECLS
