/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;  /* ISO 3166-1, two letters */
  const char *code3; /* the same, three letters */
  const char *names; /* separated by “|”, the usual one first */
  double population; /* persons; 0: unknown */
  const char *more;  /* names that stand for it only where the words are those of countries, separated by “|”; or NULL */
} PrognosisCountry;

/* A state, province or other part of a country. */
typedef struct
{
  const char *country; /* two letters */
  int number;          /* as the country's statistics number it; 0: none */
  const char *code;    /* the usual abbreviation, or NULL */
  const char *names;   /* separated by “|”, the usual one first */
  double population;   /* persons; 0: unknown */
  const char *more;    /* as above */
} PrognosisPart;

const PrognosisCountry *prognosis_country_list (gsize *n);
/* Those of one country follow each other. */
const PrognosisPart *prognosis_part_list (gsize *n);

G_END_DECLS
