/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * usage: damage [FILES [SEED [KIND]]]
 *
 * Makes so many damaged files of every kind that the engine reads, and reads them: nothing may crash, hang or take much memory, and
 * what is read must be what was written, or be warned of, unless nobody could know: one digit for another, the last rows missing.
 * Each file that is read otherwise without a word is listed and kept.
 */

#include "damage.h"

static const DamageKind kinds[] = {
  { "text", damage_try_table, DAMAGE_TABLE_TEXT, 3 },
  { "gzip", damage_try_table, DAMAGE_TABLE_GZIP, 1 },
  { "xlsx", damage_try_table, DAMAGE_TABLE_XLSX, 2 },
  { "ods", damage_try_table, DAMAGE_TABLE_ODS, 2 },
  { "forecast", damage_try_scored, DAMAGE_SCORED_FORECAST, 1 },
  { "hub", damage_try_scored, DAMAGE_SCORED_HUB, 1 },
  { "truth", damage_try_scored, DAMAGE_SCORED_TRUTH, 1 },
  { "sidecar", damage_try_beside, DAMAGE_BESIDE_SIDECAR, 2 },
  { "population", damage_try_beside, DAMAGE_BESIDE_POPULATION, 1 },
  { "neighbours", damage_try_beside, DAMAGE_BESIDE_NEIGHBOURS, 1 },
};

int
main (int argc, char **argv)
{
  return damage_run (argc, argv, kinds, G_N_ELEMENTS (kinds));
}
