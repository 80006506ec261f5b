/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-outlines-private.h"

#include <gio/gio.h>
#include <math.h>

#include "prognosis-maps-resources.h"

#define RESOLUTION 10000.0 /* points that are kept across the whole map */
#define LEAST_POINTS 3

static void
outline_clear (gpointer data)
{
  PrognosisOutline *self = data;

  for (gsize i = 0; i < PROGNOSIS_MAX_PROPERTIES; i++)
    g_free (self->values[i]);
}

PrognosisOutlines *
prognosis_outlines_new (void)
{
  PrognosisOutlines *self = g_new0 (PrognosisOutlines, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->points = g_array_new (FALSE, FALSE, sizeof (PrognosisMapPoint));
  self->rings = g_array_new (FALSE, FALSE, sizeof (PrognosisRing));
  self->outlines = g_array_new (FALSE, TRUE, sizeof (PrognosisOutline));
  g_array_set_clear_func (self->outlines, outline_clear);
  self->properties = g_ptr_array_new_with_free_func (g_free);
  return self;
}

PrognosisOutlines *
prognosis_outlines_ref (PrognosisOutlines *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_outlines_unref (PrognosisOutlines *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->points);
  g_array_unref (self->rings);
  g_array_unref (self->outlines);
  g_ptr_array_unref (self->properties);
  g_free (self);
}

gsize
prognosis_outlines_get_n (const PrognosisOutlines *self)
{
  return self->outlines->len;
}

static gssize
find_property (const PrognosisOutlines *self, const char *name)
{
  guint i;

  return g_ptr_array_find_with_equal_func (self->properties, name, g_str_equal, &i) ? (gssize) i : -1;
}

const char *
prognosis_outlines_get_text (const PrognosisOutlines *self, gsize i, const char *property)
{
  const gssize number = find_property (self, property);

  g_return_val_if_fail (i < self->outlines->len, NULL);
  return number >= 0 ? prognosis_outlines_get (self, i)->values[number] : NULL;
}

/* --- building ------------------------------------------------------------------------ */

void
prognosis_outlines_begin (PrognosisOutlines *self)
{
  const PrognosisOutline outline = { .first_ring = self->rings->len };

  g_array_append_val (self->outlines, outline);
}

void
prognosis_outlines_add_value (PrognosisOutlines *self, const char *property, const char *value)
{
  PrognosisOutline *outline = &g_array_index (self->outlines, PrognosisOutline, self->outlines->len - 1);
  gssize number = find_property (self, property);

  if (number < 0 && self->properties->len < PROGNOSIS_MAX_PROPERTIES)
    {
      number = self->properties->len;
      g_ptr_array_add (self->properties, g_strdup (property));
    }
  if (number < 0 || outline->values[number] != NULL)
    return;
  outline->values[number] = g_strdup (value);
}

/* Positive if the ring is run through counterclockwise. */
static double
measure (const PrognosisMapPoint *points, gsize n)
{
  double twice = 0.0;

  /* Relative to the first point: coordinates may be large. */
  for (gsize i = 1; i + 1 < n; i++)
    twice += (points[i].x - points[0].x) * (points[i + 1].y - points[0].y)
             - (points[i + 1].x - points[0].x) * (points[i].y - points[0].y);
  return twice / 2.0;
}

static void
reverse (PrognosisMapPoint *points, gsize n)
{
  for (gsize i = 0; i < n / 2; i++)
    {
      const PrognosisMapPoint other = points[i];

      points[i] = points[n - 1 - i];
      points[n - 1 - i] = other;
    }
}

void
prognosis_outlines_add_ring (PrognosisOutlines *self, const PrognosisMapPoint *points, gsize n, gboolean is_hole)
{
  PrognosisOutline *outline = &g_array_index (self->outlines, PrognosisOutline, self->outlines->len - 1);
  PrognosisRing ring = { .start = self->points->len };

  while (n > 1 && points[n - 1].x == points[0].x && points[n - 1].y == points[0].y)
    n--;
  ring.n = n;
  ring.area = n >= LEAST_POINTS ? measure (points, n) : 0.0;
  if (ring.area == 0.0 || !isfinite (ring.area))
    return;
  g_array_append_vals (self->points, points, (guint) n);
  /* Files run through rings in either direction. */
  if ((ring.area < 0.0) != is_hole)
    {
      reverse (&g_array_index (self->points, PrognosisMapPoint, ring.start), n);
      ring.area = -ring.area;
    }
  g_array_append_val (self->rings, ring);
  outline->n_rings++;
}

/* Moves the points of @ring that are seen to @end of all points. Returns the new end. */
static gsize
keep_points (PrognosisOutlines *self, PrognosisRing *ring, gsize end, double least)
{
  PrognosisMapPoint *points = (PrognosisMapPoint *) (gpointer) self->points->data;
  const gsize start = end;

  for (gsize i = 0; i < ring->n; i++)
    {
      const PrognosisMapPoint point = points[ring->start + i];
      const gsize n_left = ring->n - i;

      if (end > start && end - start + n_left > LEAST_POINTS
          && hypot (point.x - points[end - 1].x, point.y - points[end - 1].y) < least)
        continue;
      points[end++] = point;
    }
  ring->start = start;
  ring->n = end - start;
  return end;
}

void
prognosis_outlines_finish (PrognosisOutlines *self)
{
  const PrognosisMapPoint *points = (const PrognosisMapPoint *) (gpointer) self->points->data;
  double left = INFINITY, right = -INFINITY, bottom = INFINITY, top = -INFINITY;
  gsize end = 0;

  for (guint i = 0; i < self->points->len; i++)
    {
      left = MIN (left, points[i].x);
      right = MAX (right, points[i].x);
      bottom = MIN (bottom, points[i].y);
      top = MAX (top, points[i].y);
    }
  self->is_globe = left >= -180.5 && right <= 180.5 && bottom >= -90.0 && top <= 90.0;
  for (guint i = 0; i < self->rings->len; i++)
    end = keep_points (self, &g_array_index (self->rings, PrognosisRing, i), end, MAX (right - left, top - bottom) / RESOLUTION);
  g_array_set_size (self->points, (guint) end);
}

/* --- bundled -------------------------------------------------------------------------- */

/* (transfer full) */
static GBytes *
load_bundled (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/prognosis_epi/Prognosis/maps/", name, NULL);
  g_autoptr (GInputStream) packed
      = g_resource_open_stream (prognosis_maps_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, unpacker);
  g_autoptr (GOutputStream) text = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (text, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (text));
}

PrognosisOutlines *
prognosis_outlines_get_bundled (PrognosisBundledOutlines which)
{
  static const char *const names[] = {
    [PROGNOSIS_OUTLINES_WORLD] = "world.geojson.gz",
    [PROGNOSIS_OUTLINES_US_STATES] = "us-states.geojson.gz",
    [PROGNOSIS_OUTLINES_US_COUNTIES] = "us-counties.geojson.gz",
  };
  static PrognosisOutlines *loaded[PROGNOSIS_N_OUTLINES];

  g_return_val_if_fail (which < PROGNOSIS_N_OUTLINES, NULL);
  if (g_once_init_enter (&loaded[which]))
    {
      g_autoptr (GBytes) bytes = load_bundled (names[which]);
      gsize length;
      const char *text = g_bytes_get_data (bytes, &length);
      PrognosisOutlines *outlines = prognosis_outlines_parse (text, length, NULL);

      g_once_init_leave (&loaded[which], outlines);
    }
  return loaded[which];
}
