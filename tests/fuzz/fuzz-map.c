/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Outlines of places as GeoJSON, and a map of three places that is made of them. */

#include "fuzz.h"

#include <math.h>

#include "prognosis-map.h"

static const char *const codes[] = { "05111", "US-NY", NULL };
static const char *const names[] = { "Düsseldorf", "New York", "Köln" };

static void
check (const PrognosisMap *map)
{
  g_assert_true (isfinite (map->left) && map->left <= map->right && isfinite (map->right));
  g_assert_true (isfinite (map->bottom) && map->bottom <= map->top && isfinite (map->top));
  for (gsize i = 0; i < map->n_places; i++)
    {
      g_assert_true (isfinite (map->places[i].x) && isfinite (map->places[i].y));
      prognosis_map_find (map, map->places[i].x, map->places[i].y);
      prognosis_map_step (map, i, 1, 0);
      prognosis_map_step (map, i, 0, -1);
    }
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisOutlines) outlines = prognosis_outlines_parse ((const char *) data, n, &error);
  g_autoptr (PrognosisMap) map = NULL;

  if (outlines == NULL)
    {
      fuzz_check_error (error);
      return 0;
    }
  map = prognosis_map_new_outlines (outlines, codes, names, G_N_ELEMENTS (names));
  if (map != NULL)
    check (map);
  return 0;
}
