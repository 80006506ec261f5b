/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-tiles.h"

#include <math.h>

#include "prognosis-known-place.h"

#define LEAST_SHARE 0.5
#define LEAST_PLACES 3
/* Of maps in order: columns per row. */
#define ASPECT 1.7

/* clang-format off */
static const PrognosisTile us[] = {
  { 0, 0, "AK" }, { 10, 0, "ME" },
  { 5, 1, "WI" }, { 6, 1, "MI" }, { 8, 1, "NY" }, { 9, 1, "VT" }, { 10, 1, "NH" },
  { 0, 2, "WA" }, { 1, 2, "ID" }, { 2, 2, "MT" }, { 3, 2, "ND" }, { 4, 2, "MN" }, { 5, 2, "IL" }, { 6, 2, "IN" }, { 7, 2, "OH" },
  { 8, 2, "PA" }, { 9, 2, "MA" }, { 10, 2, "RI" },
  { 0, 3, "OR" }, { 1, 3, "NV" }, { 2, 3, "WY" }, { 3, 3, "SD" }, { 4, 3, "IA" }, { 5, 3, "MO" }, { 6, 3, "KY" }, { 7, 3, "WV" },
  { 8, 3, "NJ" }, { 9, 3, "CT" },
  { 0, 4, "CA" }, { 1, 4, "UT" }, { 2, 4, "CO" }, { 3, 4, "NE" }, { 4, 4, "KS" }, { 5, 4, "AR" }, { 6, 4, "TN" }, { 7, 4, "VA" },
  { 8, 4, "MD" }, { 9, 4, "DE" },
  { 1, 5, "AZ" }, { 2, 5, "NM" }, { 3, 5, "OK" }, { 4, 5, "LA" }, { 5, 5, "MS" }, { 6, 5, "AL" }, { 7, 5, "NC" }, { 8, 5, "DC" },
  { 3, 6, "TX" }, { 6, 6, "GA" }, { 7, 6, "SC" },
  { 0, 7, "HI" }, { 1, 7, "GU" }, { 2, 7, "MP" }, { 3, 7, "AS" }, { 7, 7, "FL" }, { 9, 7, "PR" }, { 10, 7, "VI" },
};

static const PrognosisTile europe[] = {
  { 0, 0, "IS" }, { 4, 0, "NO" }, { 5, 0, "SE" }, { 6, 0, "FI" },
  { 4, 1, "DK" }, { 7, 1, "EE" }, { 8, 1, "RU" },
  { 0, 2, "IE" }, { 1, 2, "GB" }, { 3, 2, "NL" }, { 4, 2, "DE" }, { 6, 2, "LT" }, { 7, 2, "LV" },
  { 2, 3, "BE" }, { 3, 3, "LU" }, { 4, 3, "CZ" }, { 5, 3, "PL" }, { 7, 3, "BY" },
  { 2, 4, "FR" }, { 3, 4, "CH" }, { 4, 4, "AT" }, { 5, 4, "SK" }, { 6, 4, "UA" },
  { 0, 5, "PT" }, { 1, 5, "ES" }, { 3, 5, "IT" }, { 4, 5, "SI" }, { 5, 5, "HU" }, { 6, 5, "RO" }, { 7, 5, "MD" },
  { 4, 6, "HR" }, { 5, 6, "RS" }, { 6, 6, "BG" },
  { 4, 7, "BA" }, { 5, 7, "XK" }, { 6, 7, "MK" }, { 7, 7, "TR" },
  { 3, 8, "MT" }, { 4, 8, "ME" }, { 5, 8, "AL" }, { 6, 8, "GR" }, { 8, 8, "CY" },
};
/* clang-format on */

typedef struct
{
  gsize set; /* of known places */
  const PrognosisTile *tiles;
  gsize n;
  int n_columns, n_rows;
} Map;

static const Map maps[] = {
  [PROGNOSIS_TILES_US] = { PROGNOSIS_KNOWN_US_STATES, us, G_N_ELEMENTS (us), 11, 8 },
  [PROGNOSIS_TILES_EUROPE] = { PROGNOSIS_KNOWN_COUNTRIES, europe, G_N_ELEMENTS (europe), 9, 9 },
};

static const PrognosisTile *
find_tile (const Map *map, const char *code, const char *name)
{
  const PrognosisKnownPlaceSet *set = prognosis_known_place_get_set (map->set);
  const PrognosisKnownPlace *place = code != NULL ? prognosis_known_place_set_find (set, code) : NULL;

  if (place == NULL && name != NULL)
    place = prognosis_known_place_set_find (set, name);
  for (gsize i = 0; place != NULL && i < map->n; i++)
    if (g_str_equal (map->tiles[i].code, place->code2 != NULL ? place->code2 : place->code))
      return &map->tiles[i];
  return NULL;
}

/* Lays the places that are on the map; the code of all others is NULL. Returns how many there are. */
static gsize
lay_on (const Map *map, const char *const *codes, const char *const *names, gsize n, PrognosisTile *tiles)
{
  g_autofree gboolean *is_taken = g_new0 (gboolean, map->n);
  gsize n_laid = 0;

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisTile *tile = find_tile (map, codes[i], names[i]);

      tiles[i].code = NULL;
      if (tile == NULL || is_taken[tile - map->tiles])
        continue;
      is_taken[tile - map->tiles] = TRUE;
      tiles[i] = *tile;
      n_laid++;
    }
  return n_laid;
}

/* Puts all others in rows from @first_row on. */
static void
lay_others (PrognosisTile *tiles, gsize n, int first_row, int n_columns)
{
  int number = 0;

  for (gsize i = 0; i < n; i++)
    if (tiles[i].code == NULL)
      {
        tiles[i].column = number % n_columns;
        tiles[i].row = first_row + number / n_columns;
        number++;
      }
}

PrognosisTileMap
prognosis_tiles_lay (const char *const *codes, const char *const *names, gsize n, PrognosisTile *tiles)
{
  gsize most = 0;
  PrognosisTileMap best = PROGNOSIS_TILES_ORDER;

  for (gsize i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      const gsize n_laid = lay_on (&maps[i], codes, names, n, tiles);

      if (n_laid < LEAST_PLACES || n_laid < LEAST_SHARE * (double) n || n_laid <= most)
        continue;
      most = n_laid;
      best = (PrognosisTileMap) i;
    }
  if (best == PROGNOSIS_TILES_ORDER)
    {
      for (gsize i = 0; i < n; i++)
        tiles[i].code = NULL;
      lay_others (tiles, n, 0, MAX ((int) ceil (sqrt (ASPECT * (double) n)), 1));
      return best;
    }
  lay_on (&maps[best], codes, names, n, tiles);
  lay_others (tiles, n, maps[best].n_rows, maps[best].n_columns);
  return best;
}
