/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-outlines.h"

G_BEGIN_DECLS

/* Where a place lies: a tile, or an outline. Coordinates are those of the map, y upwards. */
typedef struct
{
  double x, y; /* the middle, where its label is */
  double left, right, bottom, top;
  gsize first_ring, n_rings; /* none: a tile, a square of one unit */
  double room;               /* width for a label around the middle */
  const char *code;          /* to write on it: ISO 3166 alpha-2, or postal code; NULL: not known */
} PrognosisMapPlace;

typedef enum
{
  PROGNOSIS_MAP_ORDER,    /* tiles in the order of the places: no map is known */
  PROGNOSIS_MAP_TILES,    /* tiles about where the places lie */
  PROGNOSIS_MAP_OUTLINES, /* places without an outline are tiles below it */
} PrognosisMapKind;

/**
 * PrognosisMap:
 *
 * Where all places of a list lie beside each other. Immutable, reference counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  PrognosisMapKind kind;
  gsize n_places;
  PrognosisMapPlace *places;
  gsize n_outlined; /* places with an outline */
  gsize n_others;   /* outlines of other places, for orientation */
  PrognosisMapPlace *others;
  gsize *ring_starts;              /* points of ring i: from ring_starts[i] to ring_starts[i + 1] */
  double *points;                  /* x and y in turn */
  double left, right, bottom, top; /* what is shown */
} PrognosisMap;

/* @codes, @names: of @n places; each may be NULL. (transfer full) */
PrognosisMap *prognosis_map_new_tiles (const char *const *codes, const char *const *names, gsize n);
/**
 * prognosis_map_new_outlines:
 *
 * Finds the property of the outlines that agrees with the codes or names of most places. Shows the places, not faraway islands of
 * them.
 *
 * Returns: (transfer full) (nullable): NULL if no place has an outline
 */
PrognosisMap *prognosis_map_new_outlines (const PrognosisOutlines *outlines, const char *const *codes, const char *const *names,
                                          gsize n);
/* The same with the bundled outlines that have most of the places; NULL unless they have at least three and half of them. */
PrognosisMap *prognosis_map_new_bundled (const char *const *codes, const char *const *names, gsize n);
PrognosisMap *prognosis_map_ref (PrognosisMap *self);
void prognosis_map_unref (PrognosisMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisMap, prognosis_map_unref)

/* The place at (@x, @y), or -1. */
gssize prognosis_map_find (const PrognosisMap *self, double x, double y);
/* The nearest place to the right (@columns 1), left, above or below (@rows 1); -1: none. */
gssize prognosis_map_step (const PrognosisMap *self, gsize from, int columns, int rows);

G_END_DECLS
