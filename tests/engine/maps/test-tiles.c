/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "prognosis-tiles.h"

#include "prognosis-known-place.h"

/* No two places have the same tile. */
static void
assert_apart (const PrognosisTile *tiles, gsize n)
{
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < i; k++)
      g_assert_false (tiles[i].column == tiles[k].column && tiles[i].row == tiles[k].row);
}

static void
test_states (void)
{
  gsize n;
  const PrognosisKnownPlace *states
      = prognosis_known_place_set_list (prognosis_known_place_get_set (PROGNOSIS_KNOWN_US_STATES), &n);
  g_autofree const char **codes = g_new0 (const char *, n);
  g_autofree const char **names = g_new0 (const char *, n);
  g_autofree PrognosisTile *tiles = g_new0 (PrognosisTile, n);

  for (gsize i = 0; i < n; i++)
    codes[i] = states[i].code;
  g_assert_cmpint (prognosis_tiles_lay (codes, names, n, tiles), ==, PROGNOSIS_TILES_US);
  /* All of them, each on a tile of its own, in 11 columns. */
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpstr (tiles[i].code, ==, codes[i]);
      g_assert_cmpint (tiles[i].column, <=, 10);
    }
  assert_apart (tiles, n);
}

static void
test_names (void)
{
  const char *const codes[] = { NULL, "48", NULL, NULL, "US" };
  const char *const names[] = { "California", NULL, "new york", "Texas", "United States" };
  PrognosisTile tiles[5];

  g_assert_cmpint (prognosis_tiles_lay (codes, names, 5, tiles), ==, PROGNOSIS_TILES_US);
  g_assert_cmpstr (tiles[0].code, ==, "CA");
  g_assert_cmpstr (tiles[1].code, ==, "TX");
  g_assert_cmpstr (tiles[2].code, ==, "NY");
  /* West of it. */
  g_assert_cmpint (tiles[0].column, <, tiles[2].column);
  /* Neither a place that is there twice nor a total is on the map. */
  g_assert_null (tiles[3].code);
  g_assert_null (tiles[4].code);
  g_assert_cmpint (tiles[4].row, ==, 8);
  assert_apart (tiles, 5);
}

static void
test_europe (void)
{
  const char *const codes[] = { "DE", "FR", "EL", "ESP", "UA" };
  const char *const names[] = { NULL, NULL, NULL, NULL, NULL };
  PrognosisTile tiles[5];

  g_assert_cmpint (prognosis_tiles_lay (codes, names, 5, tiles), ==, PROGNOSIS_TILES_EUROPE);
  g_assert_cmpstr (tiles[2].code, ==, "GR");
  g_assert_cmpint (tiles[3].column, <, tiles[1].column);
  g_assert_cmpint (tiles[2].row, >, tiles[0].row);
  assert_apart (tiles, 5);
}

static void
test_unknown (void)
{
  const char *const codes[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  const char *const names[] = { "LK Leer", "LK Vechta", "SK Emden", "LK Aurich", "Texas", "Germany", "LK Emsland" };
  PrognosisTile tiles[7];

  g_assert_cmpint (prognosis_tiles_lay (codes, names, 7, tiles), ==, PROGNOSIS_TILES_ORDER);
  g_assert_cmpint (tiles[0].column, ==, 0);
  g_assert_cmpint (tiles[0].row, ==, 0);
  g_assert_cmpint (tiles[6].row, ==, 1);
  assert_apart (tiles, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/states", test_states);
  g_test_add_func ("/tiles/names", test_names);
  g_test_add_func ("/tiles/europe", test_europe);
  g_test_add_func ("/tiles/unknown", test_unknown);
  return g_test_run ();
}
