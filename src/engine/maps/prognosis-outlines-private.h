/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-outlines.h"

G_BEGIN_DECLS

#define PROGNOSIS_MAX_PROPERTIES 64

typedef struct
{
  double x, y; /* y upwards */
} PrognosisMapPoint;

/* A closed ring without its last point, which is the first one. */
typedef struct
{
  gsize start, n; /* points */
  double area;    /* positive: filled; negative: a hole */
} PrognosisRing;

typedef struct
{
  gsize first_ring, n_rings;
  char *values[PROGNOSIS_MAX_PROPERTIES]; /* of properties; NULL: none */
} PrognosisOutline;

struct _PrognosisOutlines
{
  gatomicrefcount ref_count;
  gboolean is_globe;     /* longitudes and latitudes [°] */
  GArray *points;        /* of PrognosisMapPoint */
  GArray *rings;         /* of PrognosisRing */
  GArray *outlines;      /* of PrognosisOutline */
  GPtrArray *properties; /* names */
};

static inline const PrognosisOutline *
prognosis_outlines_get (const PrognosisOutlines *self, gsize i)
{
  return &g_array_index (self->outlines, PrognosisOutline, i);
}

/* Building: an outline begins, gets values and rings, and ends when the next one begins. */
PrognosisOutlines *prognosis_outlines_new (void);
void prognosis_outlines_begin (PrognosisOutlines *self);
/* Only the first PROGNOSIS_MAX_PROPERTIES names are kept. */
void prognosis_outlines_add_value (PrognosisOutlines *self, const char *property, const char *value);
/* @is_hole: the ring is cut out of the one before it. A ring without area is left out. */
void prognosis_outlines_add_ring (PrognosisOutlines *self, const PrognosisMapPoint *points, gsize n, gboolean is_hole);
/* Finds out about the coordinates, and drops points that lie too close together to be seen. */
void prognosis_outlines_finish (PrognosisOutlines *self);

G_END_DECLS
