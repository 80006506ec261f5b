/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/* A place whose population is built in. */
typedef struct
{
  const char *code;  /* ISO 3166 alpha-3, or postal code */
  const char *other; /* ISO 3166 alpha-2, or FIPS code */
  const char *name;  /* as in the source */
  double population; /* persons */
} PrognosisKnownPlace;

/* Places of one kind, whose codes are unique among them. */
typedef struct
{
  const char *source; /* of the populations; marked for translation */
  int year;           /* of the populations */
  const PrognosisKnownPlace *places;
  gsize n;
} PrognosisKnownPlaceSet;

enum
{
  PROGNOSIS_KNOWN_COUNTRIES,
  PROGNOSIS_KNOWN_US_STATES,
  PROGNOSIS_N_KNOWN_PLACE_SETS,
};

extern const PrognosisKnownPlaceSet prognosis_known_place_sets[PROGNOSIS_N_KNOWN_PLACE_SETS];

/* A name without differences of spelling: case, accents, apostrophes, punctuation, order of words ("Korea, South"), articles and
   usual abbreviations. Empty if nothing is left. (transfer full) */
char *prognosis_known_place_make_key (const char *name);
/* The same for a code: without case, zeros in front and ".0" behind. (transfer full) */
char *prognosis_known_place_make_code_key (const char *code);

/* By any of its codes or names. NULL: not in the set. */
const PrognosisKnownPlace *prognosis_known_place_set_find (const PrognosisKnownPlaceSet *self, const char *code_or_name);
/* What the regions of @dataset are, n_regions, NULL: unknown; and the set of which most are. Codes of two letters and numbers mean
   many things (BE is Belgium, Bern and Berlin): alone they count only if all regions have one, and not at all if @is_sure. NULL if
   no region is known, or two sets know as many. (transfer container) */
const PrognosisKnownPlace **prognosis_known_place_match_regions (const PrognosisDataset *dataset, gboolean is_sure,
                                                                 const PrognosisKnownPlaceSet **set);

G_END_DECLS
