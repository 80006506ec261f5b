/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "prognosis-map.h"

#include <string.h>

#define FEATURE(properties, rings) \
  "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" rings "]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static PrognosisOutlines *
parse (const char *text)
{
  PrognosisOutlines *outlines = prognosis_outlines_parse (text, strlen (text), NULL);

  g_assert_nonnull (outlines);
  return outlines;
}

/* Made-up districts in a plane: A with a hole, B to its right; A's island is far away. */
static PrognosisOutlines *
make_districts (void)
{
  return parse (COLLECTION (
      FEATURE ("\"nr\":\"01\",\"kind\":\"x\",\"GEN\":\"Ahausen\"",
               "[[1000,0],[1004,0],[1004,4],[1000,4],[1000,0]],[[1001,1],[1002,"
               "1],[1002,2],[1001,2],[1001,1]]") "," FEATURE ("\"nr\":\"01\",\"kind\":\"x\",\"GEN\":\"Ahausen\"",
                                                              "[[1900,0],[1901,0],[1901,1],[1900,1],[1900,0]]") ","
      /* Clockwise. */
      FEATURE ("\"nr\":\"02\",\"kind\":\"x\",\"GEN\":\"Bedorf\"", "[[1004,0],[1004,4],[1008,4],[1008,0],[1004,0]]") "," FEATURE (
          "\"nr\":\"03\",\"kind\":\"x\",\"GEN\":\"Unseen\"", "[[1000,4],[1008,4],[1008,6],[1000,6],[1000,4]]")));
}

static void
test_codes (void)
{
  /* As in a spreadsheet, without the zero in front; a place without outline. */
  const char *const codes[] = { "1", "2", "9" }, *const names[] = { "A", "B", "C" };
  g_autoptr (PrognosisOutlines) outlines = make_districts ();
  g_autoptr (PrognosisMap) map = prognosis_map_new_outlines (outlines, codes, names, 3);

  g_assert_cmpint (map->kind, ==, PROGNOSIS_MAP_OUTLINES);
  g_assert_cmpuint (map->n_outlined, ==, 2);
  /* Both features of one code, three rings. */
  g_assert_cmpuint (map->places[0].n_rings, ==, 3);
  g_assert_cmpuint (map->places[1].n_rings, ==, 1);
  g_assert_cmpuint (map->places[2].n_rings, ==, 0);
  /* The island does not shrink the rest: 8 units of the file are the 24 of the map. */
  g_assert_cmpfloat_with_epsilon (map->places[1].left, 12, 1e-9);
  g_assert_cmpfloat_with_epsilon (map->places[1].right, 24, 1e-9);
  g_assert_cmpfloat (map->right, <, 25);
  /* The tile lies below. */
  g_assert_cmpfloat (map->places[2].top, <, map->places[1].bottom);
  g_assert_cmpfloat (map->places[2].bottom, >, map->bottom);
  /* Neither above them, in sight, nor owned. */
  g_assert_cmpuint (map->n_others, ==, 0);
}

static void
test_find (void)
{
  const char *const codes[] = { NULL, NULL, NULL }, *const names[] = { "bedorf", "AHAUSEN", "unseen" };
  g_autoptr (PrognosisOutlines) outlines = make_districts ();
  g_autoptr (PrognosisMap) map = prognosis_map_new_outlines (outlines, codes, names, 2);
  g_autoptr (PrognosisMap) all = prognosis_map_new_outlines (outlines, codes, names, 3);

  /* Two features of one name: none of them is meant. */
  g_assert_cmpuint (map->n_outlined, ==, 1);
  g_assert_cmpuint (all->n_outlined, ==, 2);
  g_assert_cmpint (prognosis_map_find (all, all->places[0].x, all->places[0].y), ==, 0);
  g_assert_cmpint (prognosis_map_find (all, all->places[2].x, all->places[2].y), ==, 2);
  g_assert_cmpint (prognosis_map_find (all, -100, 0), ==, -1);
  g_assert_cmpint (prognosis_map_step (all, 0, 0, -1), ==, 2);
  g_assert_cmpint (prognosis_map_step (all, 2, 0, -1), ==, -1);
}

static void
test_hole (void)
{
  const char *const codes[] = { "01", "02" }, *const names[] = { NULL, NULL };
  g_autoptr (PrognosisOutlines) outlines = make_districts ();
  g_autoptr (PrognosisMap) map = prognosis_map_new_outlines (outlines, codes, names, 2);
  const double unit = 3;

  g_assert_cmpint (prognosis_map_find (map, 0.5 * unit, -0.5 * unit), ==, 0);
  g_assert_cmpint (prognosis_map_find (map, 1.5 * unit, -2.5 * unit), ==, -1);
  g_assert_cmpint (prognosis_map_find (map, 5 * unit, -2.5 * unit), ==, 1);
  g_assert_cmpint (prognosis_map_step (map, 0, 1, 0), ==, 1);
  g_assert_cmpint (prognosis_map_step (map, 1, -1, 0), ==, 0);
}

static void
test_none (void)
{
  const char *const codes[] = { "77" }, *const names[] = { "Nowhere" };
  g_autoptr (PrognosisOutlines) outlines = make_districts ();

  g_assert_null (prognosis_map_new_outlines (outlines, codes, names, 1));
}

/* European countries by two letters: without overseas parts, north above south. */
static void
test_europe (void)
{
  const char *const codes[] = { "DE", "FR", "EL", "NO", "ES", NULL };
  const char *const names[] = { NULL, NULL, NULL, NULL, NULL, "Atlantis" };
  g_autoptr (PrognosisMap) map = prognosis_map_new_bundled (codes, names, 6);

  g_assert_nonnull (map);
  g_assert_cmpuint (map->n_outlined, ==, 5);
  g_assert_cmpstr (map->places[2].code, ==, "GR");
  g_assert_cmpfloat (map->places[3].y, >, map->places[0].y);
  g_assert_cmpfloat (map->places[1].x, <, map->places[0].x);
  /* France has about the height of Germany: French Guiana is not shown. */
  g_assert_cmpfloat (map->places[0].top - map->places[0].bottom, >, 0.15 * (map->top - map->bottom));
  g_assert_cmpuint (map->n_others, >, 10);
  g_assert_cmpint (prognosis_map_find (map, map->places[0].x, map->places[0].y), ==, 0);
}

static void
test_states (void)
{
  const char *const codes[] = { "CA", "06037", "TX", "AK", "48" }, *const names[] = { NULL, NULL, NULL, NULL, NULL };
  const char *const all[] = { "01001", "01003", "01005", "56045" };
  const char *const districts[] = { "01001", "01002", "01003", "05111" };
  const char *const cities[] = { "SK Flensburg", "SK Kiel", "SK Lübeck", "SK Düsseldorf" };
  g_autoptr (PrognosisMap) states = prognosis_map_new_bundled (codes, names, 5);
  g_autoptr (PrognosisMap) counties = prognosis_map_new_bundled (all, names, 4);

  g_assert_cmpuint (states->n_outlined, ==, 3);
  g_assert_cmpfloat (states->places[0].x, <, states->places[2].x);
  g_assert_cmpuint (counties->n_outlined, ==, 4);
  /* Germany numbers its districts like the United States their counties. */
  g_assert_null (prognosis_map_new_bundled (districts, cities, 4));
}

static void
test_world (void)
{
  const char *const codes[] = { "USA", "RUS", "AUS", "BRA", "FJI" }, *const names[] = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (PrognosisMap) map = prognosis_map_new_bundled (codes, names, 5);

  g_assert_cmpuint (map->n_outlined, ==, 5);
  g_assert_cmpfloat (map->places[2].x, >, map->places[3].x);
  /* Russia's east lies on both sides of the map, and no ring runs across it. */
  for (gsize ring = map->places[1].first_ring; ring < map->places[1].first_ring + map->places[1].n_rings; ring++)
    for (gsize i = map->ring_starts[ring]; i + 1 < map->ring_starts[ring + 1]; i++)
      g_assert_cmpfloat (ABS (map->points[2 * i + 2] - map->points[2 * i]), <, 6);
  g_assert_cmpfloat (map->places[1].right - map->places[1].left, >, 16);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/codes", test_codes);
  g_test_add_func ("/map/find", test_find);
  g_test_add_func ("/map/hole", test_hole);
  g_test_add_func ("/map/none", test_none);
  g_test_add_func ("/map/europe", test_europe);
  g_test_add_func ("/map/states", test_states);
  g_test_add_func ("/map/world", test_world);
  return g_test_run ();
}
