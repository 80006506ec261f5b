/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-region-match.h"

#include <string.h>

/* A code that stands for a place of one kind only: DEU, US-GA. */
static gboolean
is_plain (const char *code)
{
  return strlen (code) > 2 && code[strspn (code, "0123456789.")] != '\0';
}

/* Returns whether the place is sure. */
static gboolean
match_region (const PrognosisKnownPlaceSet *set, const PrognosisRegion *region, const PrognosisKnownPlace **place)
{
  const char *key = prognosis_region_get_key (region);
  const gboolean has_name = !g_str_equal (key, region->name);

  *place = prognosis_known_place_set_find_name (set, region->name);
  /* The nation among its states. */
  if (*place == NULL && set == prognosis_known_place_get_set (PROGNOSIS_KNOWN_US_STATES))
    {
      *place = prognosis_known_place_set_find_name (prognosis_known_place_get_set (PROGNOSIS_KNOWN_COUNTRIES), region->name);
      if (*place != NULL && !g_str_equal ((*place)->code, "USA"))
        *place = NULL;
    }
  if (*place != NULL)
    return TRUE;
  /* A short code beside a name that is no such place means something else. */
  if (!has_name || is_plain (key))
    *place = prognosis_known_place_set_find_code (set, key);
  return *place != NULL && is_plain (key);
}

/* Returns how many regions of @dataset are places of @set. */
static gsize
match_set (const PrognosisKnownPlaceSet *set, const PrognosisDataset *dataset, gboolean only_sure,
           const PrognosisKnownPlace **places)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autofree gboolean *is_sure = g_new (gboolean, n_regions);
  gboolean all = TRUE;
  gsize n = 0;

  for (gsize r = 0; r < n_regions; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      is_sure[r] = match_region (set, region, &places[r]);
      all &= places[r] != NULL || region->total_of != NULL;
    }
  for (gsize r = 0; r < n_regions; r++)
    {
      if (!is_sure[r] && (!all || only_sure))
        places[r] = NULL;
      n += places[r] != NULL;
    }
  return n;
}

const PrognosisKnownPlace **
prognosis_region_match (const PrognosisDataset *dataset, gboolean is_sure, const PrognosisKnownPlaceSet **set)
{
  const PrognosisKnownPlace **best = NULL;
  gsize most = 0;
  gboolean is_open = FALSE;

  g_return_val_if_fail (dataset != NULL && set != NULL, NULL);

  for (gsize i = 0; i < PROGNOSIS_N_KNOWN_PLACE_SETS; i++)
    {
      g_autofree const PrognosisKnownPlace **places
          = g_new0 (const PrognosisKnownPlace *, prognosis_dataset_get_n_regions (dataset));
      const gsize n = match_set (prognosis_known_place_get_set (i), dataset, is_sure, places);

      is_open = n == most ? TRUE : n < most && is_open;
      if (n <= most)
        continue;
      most = n;
      *set = prognosis_known_place_get_set (i);
      g_free (best);
      best = g_steal_pointer (&places);
    }
  /* Few among many are chance: counties that are named after a state. */
  if (is_open || 2 * most < prognosis_dataset_get_n_regions (dataset))
    g_clear_pointer (&best, g_free);
  return best;
}
