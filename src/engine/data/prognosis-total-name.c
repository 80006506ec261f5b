/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-total-name.h"

#include <string.h>

/* Bytes of a word for a total. */
#define MAX_WORD 32

gboolean
prognosis_is_total (const char *text)
{
  static const char *const words[] = { "total",
                                       "totals",
                                       "grand total",
                                       "total general",
                                       "tot",
                                       "tot.",
                                       "sum",
                                       "all",
                                       "world",
                                       "global",
                                       "worldwide",
                                       "overall",
                                       "national",
                                       "nationwide",
                                       "us",
                                       "usa",
                                       "united states",
                                       "united states of america",
                                       "gesamt",
                                       "summe",
                                       "insgesamt",
                                       "alle",
                                       "beide",
                                       "beide geschlechter",
                                       "bundesweit",
                                       "bundesgebiet",
                                       "deutschland gesamt",
                                       "totale",
                                       "totaal",
                                       "suma",
                                       "somme",
                                       "ensemble",
                                       "tous",
                                       "toutes",
                                       "tous sexes",
                                       "les deux sexes",
                                       "nacional",
                                       "todos",
                                       "todas",
                                       "ambos",
                                       "ambos sexos",
                                       "tutti",
                                       "entrambi",
                                       "00+",
                                       "all ages",
                                       "both",
                                       "both sexes",
                                       "both genders",
                                       "all sexes",
                                       "all genders",
                                       "male and female",
                                       "all persons",
                                       "all groups",
                                       "all regions",
                                       "all districts",
                                       "national total",
                                       "country total",
                                       "total population",
                                       "gesamtsumme",
                                       "zusammen",
                                       "alle altersgruppen",
                                       "alle alter",
                                       "alle geschlechter",
                                       "m\xc3\xa4nner und frauen",
                                       "tous \xc3\xa2ges",
                                       "tous les \xc3\xa2ges",
                                       "tous ages",
                                       "tous les ages",
                                       "tout \xc3\xa2ge",
                                       "toutes les classes d'\xc3\xa2ge",
                                       "hommes et femmes",
                                       "total national",
                                       "total g\xc3\xa9n\xc3\xa9ral",
                                       "france enti\xc3\xa8re",
                                       "todas las edades",
                                       "todas edades",
                                       "todos los sexos",
                                       "todas as idades",
                                       "ambos os sexos",
                                       "hombres y mujeres",
                                       "total nacional",
                                       "total pa\xc3\xads",
                                       "total pais",
                                       "total geral",
                                       "tutte le et\xc3\xa0",
                                       "entrambi i sessi",
                                       "maschi e femmine",
                                       "totale nazionale",
                                       "totale generale",
                                       NULL };

  g_autofree char *lower = NULL;

  if (*text == '\0' || strlen (text) > MAX_WORD)
    return FALSE;
  lower = g_utf8_strdown (text, -1);
  return g_strv_contains (words, lower);
}

gboolean
prognosis_is_group_of_countries (const PrognosisRegion *region)
{
  static const char *const names[] = { "africa",
                                       "americas",
                                       "asia",
                                       "asia excl. china",
                                       "europe",
                                       "european union",
                                       "european union (27)",
                                       "eu",
                                       "eu/eea",
                                       "eu/eea (total)",
                                       "high income",
                                       "high-income countries",
                                       "international",
                                       "low income",
                                       "low-income countries",
                                       "lower middle income",
                                       "lower-middle-income countries",
                                       "middle income",
                                       "north america",
                                       "northern america",
                                       "oceania",
                                       "south america",
                                       "latin america and the caribbean",
                                       "sub-saharan africa",
                                       "upper middle income",
                                       "upper-middle-income countries",
                                       "world",
                                       "world excl. china",
                                       "global",
                                       "worldwide",
                                       NULL };
  /* Our World in Data gives codes of its own to groups, and to a few places without one. */
  static const char *const places[] = { "OWID_KOS", "OWID_CYN", "OWID_NCY", "OWID_ENG", "OWID_SCT", "OWID_WLS", "OWID_NIR",
                                        "OWID_GRN", "OWID_ABK", "OWID_SOS", "OWID_SML", "OWID_TRS", NULL };
  g_autofree char *lower = g_ascii_strdown (region->name, -1);
  const char *key = prognosis_region_get_key (region);

  if (g_str_has_prefix (key, "OWID_"))
    return !g_strv_contains (places, key);
  return g_strv_contains (names, lower);
}

gboolean
prognosis_is_total_by_name_alone (const char *name)
{
  return prognosis_is_total (name) && g_ascii_strncasecmp (name, "us", 2) != 0 && g_ascii_strncasecmp (name, "united", 6) != 0;
}

gboolean
prognosis_is_area_with_parts (const char *name)
{
  static const char *const words[]
      = { "north", "south", "east",     "west",     "northern", "southern", "eastern",   "western", "central", "region",
          "area",  "zone",  "district", "province", "state",    "country",  "continent", "nord",    "norden",  "süd",
          "süden", "ost",   "osten",    "westen",   "norte",    "sur",      "este",      "oeste",   "centro",  "sud",
          "est",   "ouest", "région",   "región",   "regione",  "gesamt",   "total",     "sum",     "all",     NULL };
  g_autofree char *lower = g_utf8_strdown (name, -1);
  g_auto (GStrv) tokens = g_strsplit_set (lower, " ,-_/().", -1);

  for (gsize i = 0; tokens[i] != NULL; i++)
    if (g_strv_contains (words, tokens[i]))
      return TRUE;
  return FALSE;
}
