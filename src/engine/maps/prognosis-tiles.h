/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A map on which each place has a square of the same size, about where it lies. */
typedef enum
{
  PROGNOSIS_TILES_US,     /* states and territories */
  PROGNOSIS_TILES_EUROPE, /* countries */
  PROGNOSIS_TILES_ORDER,  /* no map is known: rows in the order of the places */
} PrognosisTileMap;

typedef struct
{
  int column, row;  /* from 0, from the top left */
  const char *code; /* ISO 3166 alpha-2, or postal code; NULL: not known */
} PrognosisTile;

/**
 * prognosis_tiles_lay:
 * @codes: of @n places; each may be NULL
 * @names: of the same places; each may be NULL
 * @tiles: (out): of the places, @n; no two are the same
 *
 * Uses the map that has most of the places, if it has at least half of them. Others, such as totals, are in rows below it.
 */
PrognosisTileMap prognosis_tiles_lay (const char *const *codes, const char *const *names, gsize n, PrognosisTile *tiles);

G_END_DECLS
