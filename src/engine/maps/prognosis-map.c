/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-map.h"

#include <math.h>
#include <string.h>

#include "prognosis-map-match.h"
#include "prognosis-projection.h"
#include "prognosis-tiles.h"

#define SIZE 24.0      /* units of the longer side of a map of outlines */
#define MARGIN 0.25    /* units around it */
#define FARAWAY 0.6    /* sides of the main part: a part beyond them is not shown */
#define LABEL_ROOM 0.7 /* of the width of the main part */
#define LEAST_SHARE 0.5
#define LEAST_PLACES 3
/* Of unnamed places: codes of other countries may look alike. */
#define SURE_SHARE 0.9

typedef struct
{
  double left, right, bottom, top;
} Box;

static const Box nothing = { INFINITY, -INFINITY, INFINITY, -INFINITY };

static void
widen (Box *self, double x, double y)
{
  self->left = MIN (self->left, x);
  self->right = MAX (self->right, x);
  self->bottom = MIN (self->bottom, y);
  self->top = MAX (self->top, y);
}

static void
unite (Box *self, const Box *other)
{
  widen (self, other->left, other->bottom);
  widen (self, other->right, other->top);
}

static PrognosisMap *
map_new (gsize n)
{
  PrognosisMap *self = g_new0 (PrognosisMap, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_places = n;
  self->places = g_new0 (PrognosisMapPlace, n);
  return self;
}

static void
lay_tile (PrognosisMapPlace *self, double x, double y, const char *code)
{
  *self = (PrognosisMapPlace){ x, y, x - 0.5, x + 0.5, y - 0.5, y + 0.5, .room = 1.0, .code = code };
}

PrognosisMap *
prognosis_map_new_tiles (const char *const *codes, const char *const *names, gsize n)
{
  PrognosisMap *self = map_new (n);
  g_autofree PrognosisTile *tiles = g_new (PrognosisTile, n);
  const PrognosisTileMap kind = prognosis_tiles_lay (codes, names, n, tiles);
  Box box = nothing;

  self->kind = kind == PROGNOSIS_TILES_ORDER ? PROGNOSIS_MAP_ORDER : PROGNOSIS_MAP_TILES;
  for (gsize i = 0; i < n; i++)
    {
      lay_tile (&self->places[i], tiles[i].column, -tiles[i].row, tiles[i].code);
      unite (&box, &(Box){ self->places[i].left, self->places[i].right, self->places[i].bottom, self->places[i].top });
    }
  self->left = n > 0 ? box.left : 0.0;
  self->right = n > 0 ? box.right : 1.0;
  self->bottom = n > 0 ? box.bottom : 0.0;
  self->top = n > 0 ? box.top : 1.0;
  return self;
}

/* --- outlines ----------------------------------------------------------------------- */

typedef struct
{
  PrognosisMap *map;
  const PrognosisOutlines *outlines;
  PrognosisProjection projection;
  Box shown;      /* what the map shows, in projected coordinates before they become units */
  GArray *starts; /* of gsize: of rings */
  GArray *points; /* of PrognosisMapPoint */
} Laying;

static const PrognosisRing *
get_ring (const PrognosisOutlines *self, gsize i)
{
  return &g_array_index (self->rings, PrognosisRing, i);
}

static Box
measure_ring (const PrognosisOutlines *self, const PrognosisRing *ring)
{
  Box box = nothing;

  for (gsize i = ring->start; i < ring->start + ring->n; i++)
    widen (&box, g_array_index (self->points, PrognosisMapPoint, i).x, g_array_index (self->points, PrognosisMapPoint, i).y);
  return box;
}

/* Those of the rings of @outlines: the ring of most area. */
static const PrognosisRing *
find_main (const PrognosisOutlines *self, const gsize *outlines, gsize n)
{
  const PrognosisRing *best = NULL;

  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < prognosis_outlines_get (self, outlines[k])->n_rings; i++)
      {
        const PrognosisRing *ring = get_ring (self, prognosis_outlines_get (self, outlines[k])->first_ring + i);

        if (best == NULL || ring->area > best->area)
          best = ring;
      }
  return best;
}

/* Whether a part belongs into a picture of the place. */
static gboolean
is_near (const Box *part, const Box *whole, double area)
{
  const double across = MAX (MAX (part->left - whole->right, whole->left - part->right), 0.0);
  const double along = MAX (MAX (part->bottom - whole->top, whole->bottom - part->top), 0.0);

  return hypot (across, along) < FARAWAY * sqrt (area);
}

/* Projects a ring and adds it. FALSE if it lies on the other side of the globe. */
static gboolean
add_ring (Laying *self, const PrognosisRing *ring)
{
  const gsize start = self->points->len;

  for (gsize i = ring->start; i < ring->start + ring->n; i++)
    {
      PrognosisMapPoint point = g_array_index (self->outlines->points, PrognosisMapPoint, i);

      if (self->outlines->is_globe)
        point = prognosis_projection_apply (&self->projection, point);
      if (!isfinite (point.x))
        {
          g_array_set_size (self->points, (guint) start);
          return FALSE;
        }
      g_array_append_val (self->points, point);
    }
  g_array_append_val (self->starts, start);
  return TRUE;
}

static Box
measure_added (const Laying *self)
{
  Box box = nothing;

  for (gsize i = g_array_index (self->starts, gsize, self->starts->len - 1); i < self->points->len; i++)
    widen (&box, g_array_index (self->points, PrognosisMapPoint, i).x, g_array_index (self->points, PrognosisMapPoint, i).y);
  return box;
}

/* The middle of the area of the last ring. */
static PrognosisMapPoint
find_middle (const Laying *self)
{
  const gsize start = g_array_index (self->starts, gsize, self->starts->len - 1), n = self->points->len - start;
  const PrognosisMapPoint *p = &g_array_index (self->points, PrognosisMapPoint, start);
  double area = 0.0, x = 0.0, y = 0.0;

  for (gsize i = 1; i + 1 < n; i++)
    {
      const double twice = (p[i].x - p[0].x) * (p[i + 1].y - p[0].y) - (p[i + 1].x - p[0].x) * (p[i].y - p[0].y);

      area += twice;
      x += twice * (p[0].x + p[i].x + p[i + 1].x) / 3.0;
      y += twice * (p[0].y + p[i].y + p[i + 1].y) / 3.0;
    }
  return area != 0.0 ? (PrognosisMapPoint){ x / area, y / area } : p[0];
}

static Box
lay_place (Laying *self, PrognosisMapPlace *place, const gsize *outlines, gsize n)
{
  const PrognosisRing *main_ring = find_main (self->outlines, outlines, n);
  Box all = nothing;

  place->first_ring = self->starts->len;
  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < prognosis_outlines_get (self->outlines, outlines[k])->n_rings; i++)
      {
        const PrognosisRing *ring = get_ring (self->outlines, prognosis_outlines_get (self->outlines, outlines[k])->first_ring + i);
        Box box;

        if (!add_ring (self, ring))
          continue;
        place->n_rings++;
        box = measure_added (self);
        unite (&all, &box);
        if (ring == main_ring)
          {
            const PrognosisMapPoint middle = find_middle (self);

            place->x = middle.x;
            place->y = middle.y;
            place->room = LABEL_ROOM * (box.right - box.left);
          }
      }
  place->left = all.left;
  place->right = all.right;
  place->bottom = all.bottom;
  place->top = all.top;
  return all;
}

/* The parts of the places that are shown, in coordinates of the outlines. */
static Box
find_extent (const PrognosisOutlines *outlines, const PrognosisMapMatch *match, gsize n, gboolean with_faraway)
{
  Box extent = nothing;

  for (gsize place = 0; place < n; place++)
    {
      const gsize *own = match->outlines + match->starts[place], n_own = match->starts[place + 1] - match->starts[place];
      const PrognosisRing *main_ring = find_main (outlines, own, n_own);
      const Box whole = main_ring != NULL ? measure_ring (outlines, main_ring) : nothing;

      for (gsize k = 0; k < n_own; k++)
        for (gsize i = 0; i < prognosis_outlines_get (outlines, own[k])->n_rings; i++)
          {
            const PrognosisRing *ring = get_ring (outlines, prognosis_outlines_get (outlines, own[k])->first_ring + i);
            const Box box = measure_ring (outlines, ring);

            if (with_faraway || is_near (&box, &whole, main_ring->area))
              unite (&extent, &box);
          }
    }
  return extent;
}

/* The same as projected: the edges of a box are curved, so all its points count. */
static void
find_shown (Laying *self, const PrognosisMapMatch *match, gsize n, gboolean with_faraway)
{
  const Box extent = find_extent (self->outlines, match, n, with_faraway);

  self->shown = nothing;
  for (guint i = 0; i < self->outlines->rings->len; i++)
    {
      const PrognosisRing *ring = get_ring (self->outlines, i);
      const Box box = measure_ring (self->outlines, ring);

      if (box.left < extent.left || box.right > extent.right || box.bottom < extent.bottom || box.top > extent.top)
        continue;
      for (gsize k = ring->start; k < ring->start + ring->n; k++)
        {
          PrognosisMapPoint point = g_array_index (self->outlines->points, PrognosisMapPoint, k);

          if (self->outlines->is_globe)
            point = prognosis_projection_apply (&self->projection, point);
          if (isfinite (point.x))
            widen (&self->shown, point.x, point.y);
        }
    }
}

static void
lay_others (Laying *self, const gboolean *are_owned)
{
  PrognosisMap *map = self->map;
  const gsize n = prognosis_outlines_get_n (self->outlines);

  map->others = g_new0 (PrognosisMapPlace, n);
  for (gsize k = 0; k < n; k++)
    {
      PrognosisMapPlace *other = &map->others[map->n_others];

      if (are_owned[k])
        continue;
      lay_place (self, other, &k, 1);
      /* What is not in sight stays among the points, but not among the places. */
      if (other->n_rings > 0 && other->right > self->shown.left && other->left < self->shown.right
          && other->top > self->shown.bottom && other->bottom < self->shown.top)
        map->n_others++;
      else
        memset (other, 0, sizeof *other);
    }
}

static void
move_place (PrognosisMapPlace *self, double x, double y, double scale)
{
  self->x = (self->x - x) * scale;
  self->y = (self->y - y) * scale;
  self->left = (self->left - x) * scale;
  self->right = (self->right - x) * scale;
  self->bottom = (self->bottom - y) * scale;
  self->top = (self->top - y) * scale;
  self->room *= scale;
}

/* Turns projected coordinates into units, and lays places without an outline below. */
static void
take_units (Laying *self)
{
  PrognosisMap *map = self->map;
  const double width = self->shown.right - self->shown.left, height = self->shown.top - self->shown.bottom;
  const double scale = SIZE / MAX (width, height), x = self->shown.left, y = self->shown.top;
  const int n_columns = MAX ((int) floor (width * scale), 1);
  int n_tiles = 0;

  for (guint i = 0; i < self->points->len; i++)
    {
      PrognosisMapPoint *point = &g_array_index (self->points, PrognosisMapPoint, i);

      *point = (PrognosisMapPoint){ (point->x - x) * scale, (point->y - y) * scale };
    }
  for (gsize i = 0; i < map->n_others; i++)
    move_place (&map->others[i], x, y, scale);
  for (gsize i = 0; i < map->n_places; i++)
    if (map->places[i].n_rings > 0)
      move_place (&map->places[i], x, y, scale);
    else
      {
        lay_tile (&map->places[i], n_tiles % n_columns + 0.5, -height * scale - 1.0 - n_tiles / n_columns, map->places[i].code);
        n_tiles++;
      }
  map->left = -MARGIN;
  map->right = width * scale + MARGIN;
  map->top = MARGIN;
  map->bottom = -height * scale - (n_tiles > 0 ? 0.75 + (n_tiles - 1) / n_columns + 1 : MARGIN);
}

PrognosisMap *
prognosis_map_new_outlines (const PrognosisOutlines *outlines, const char *const *codes, const char *const *names, gsize n)
{
  g_autoptr (PrognosisMapMatch) match = prognosis_map_match_new (outlines, codes, names, n);
  g_autofree const PrognosisKnownPlace **known = prognosis_map_find_known (codes, names, n);
  g_autofree gboolean *are_owned = g_new0 (gboolean, prognosis_outlines_get_n (outlines) + 1);
  Laying laying = { .outlines = outlines };
  PrognosisMap *self;
  Box extent;

  if (match->n_outlined == 0)
    return NULL;
  laying.map = self = map_new (n);
  laying.starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  laying.points = g_array_new (FALSE, FALSE, sizeof (PrognosisMapPoint));
  self->kind = PROGNOSIS_MAP_OUTLINES;
  self->n_outlined = match->n_outlined;
  extent = find_extent (outlines, match, n, FALSE);
  laying.projection = prognosis_projection_choose (extent.left, extent.right, extent.bottom, extent.top);
  find_shown (&laying, match, n, outlines->is_globe && laying.projection.is_world);
  for (gsize i = 0; i < n; i++)
    {
      lay_place (&laying, &self->places[i], match->outlines + match->starts[i], match->starts[i + 1] - match->starts[i]);
      if (known[i] != NULL)
        self->places[i].code = known[i]->code2 != NULL ? known[i]->code2 : known[i]->code;
      for (gsize k = match->starts[i]; k < match->starts[i + 1]; k++)
        are_owned[match->outlines[k]] = TRUE;
    }
  lay_others (&laying, are_owned);
  take_units (&laying);
  g_array_append_vals (laying.starts, &(gsize){ laying.points->len }, 1);
  self->ring_starts = (gsize *) (gpointer) g_array_free (laying.starts, FALSE);
  self->points = (double *) (gpointer) g_array_free (laying.points, FALSE);
  return self;
}

/* --- bundled ---------------------------------------------------------------------------- */

/* Other countries number their districts, too: names must agree, or nearly all codes if there are no names. */
static gboolean
are_counties (const PrognosisMapMatch *match, const char *const *codes, const char *const *names, gsize n)
{
  const PrognosisOutlines *counties = prognosis_outlines_get_bundled (PROGNOSIS_OUTLINES_US_COUNTIES);
  gsize n_named = 0, n_agreeing = 0;

  for (gsize i = 0; i < n; i++)
    if (match->starts[i + 1] > match->starts[i] && names[i] != NULL && g_strcmp0 (names[i], codes[i]) != 0)
      {
        const char *name = prognosis_outlines_get_text (counties, match->outlines[match->starts[i]], "name");

        n_named++;
        n_agreeing += strstr (names[i], name) != NULL;
      }
  return n_named > 0 ? n_agreeing >= LEAST_SHARE * (double) n_named : match->n_outlined >= SURE_SHARE * (double) n;
}

PrognosisMap *
prognosis_map_new_bundled (const char *const *codes, const char *const *names, gsize n)
{
  gsize most = 0;
  int best = -1;

  for (int which = 0; which < PROGNOSIS_N_OUTLINES; which++)
    {
      g_autoptr (PrognosisMapMatch) match
          = prognosis_map_match_new (prognosis_outlines_get_bundled ((PrognosisBundledOutlines) which), codes, names, n);

      if (match->n_outlined < LEAST_PLACES || match->n_outlined < LEAST_SHARE * (double) n || match->n_outlined <= most
          || (which == PROGNOSIS_OUTLINES_US_COUNTIES && !are_counties (match, codes, names, n)))
        continue;
      most = match->n_outlined;
      best = which;
    }
  return best >= 0 ? prognosis_map_new_outlines (prognosis_outlines_get_bundled ((PrognosisBundledOutlines) best), codes, names, n)
                   : NULL;
}

PrognosisMap *
prognosis_map_ref (PrognosisMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_map_unref (PrognosisMap *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->places);
  g_free (self->others);
  g_free (self->ring_starts);
  g_free (self->points);
  g_free (self);
}

/* --- places ------------------------------------------------------------------------------ */

/* Whether a ray to the right crosses the rings an odd number of times. */
static gboolean
contains (const PrognosisMap *self, const PrognosisMapPlace *place, double x, double y)
{
  gboolean is_inside = FALSE;

  for (gsize ring = place->first_ring; ring < place->first_ring + place->n_rings; ring++)
    for (gsize i = self->ring_starts[ring], k = self->ring_starts[ring + 1] - 1; i < self->ring_starts[ring + 1]; k = i++)
      {
        const double *p = self->points + 2 * i, *q = self->points + 2 * k;

        if ((p[1] > y) != (q[1] > y) && x < p[0] + (y - p[1]) / (q[1] - p[1]) * (q[0] - p[0]))
          is_inside = !is_inside;
      }
  return is_inside || place->n_rings == 0;
}

gssize
prognosis_map_find (const PrognosisMap *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, -1);
  for (gsize i = 0; i < self->n_places; i++)
    {
      const PrognosisMapPlace *place = &self->places[i];

      if (x >= place->left && x <= place->right && y >= place->bottom && y <= place->top && contains (self, place, x, y))
        return (gssize) i;
    }
  return -1;
}

gssize
prognosis_map_step (const PrognosisMap *self, gsize from, int columns, int rows)
{
  const PrognosisMapPlace *start;
  double nearest = INFINITY;
  gssize found = -1;

  g_return_val_if_fail (self != NULL && from < self->n_places, -1);
  start = &self->places[from];
  for (gsize i = 0; i < self->n_places; i++)
    {
      const double x = self->places[i].x - start->x, y = self->places[i].y - start->y;
      const double along = x * columns - y * rows, across = fabs (x * rows) + fabs (y * columns);
      /* Tiles stand in rows; outlines lie anywhere. */
      const gboolean is_there = self->kind == PROGNOSIS_MAP_OUTLINES ? along > across : along > 0.0 && across < 0.5;

      if (i != from && is_there && along + 2.0 * across < nearest)
        {
          nearest = along + 2.0 * across;
          found = (gssize) i;
        }
    }
  return found;
}
