/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-known-place.h"
#include "prognosis-place.h"

#include <string.h>

/* Names that the list of countries lacks. The codes are those of the set. */
typedef struct
{
  const char *name;
  const char *code;
} Alias;

static const Alias aliases_of_countries[] = {
  { "Bolivia Plurinational State", "BOL" },
  { "Bosnia", "BIH" },
  { "Bosnia Herzegovina", "BIH" },
  { "Britain", "GBR" },
  { "Republic Congo", "COG" },
  { "Congo DR", "COD" },
  { "DRC", "COD" },
  { "Democratic Republic Congo", "COD" },
  { "Democratic People's Republic Korea", "PRK" },
  { "Federal Republic Germany", "DEU" },
  { "Federated States Micronesia", "FSM" },
  { "Micronesia Federated States", "FSM" },
  { "Holland", "NLD" },
  { "Hong Kong China", "HKG" },
  { "Iran Islamic Republic", "IRN" },
  { "Islamic Republic Iran", "IRN" },
  { "Korea", "KOR" },
  { "Korea Republic", "KOR" },
  { "Republic Korea", "KOR" },
  { "Macao China", "MAC" },
  { "FYROM", "MKD" },
  { "Mainland China", "CHN" },
  { "People's Republic China", "CHN" },
  { "Moldova Republic", "MDA" },
  { "Republic Moldova", "MDA" },
  { "Oesterreich", "AUT" },
  { "Palestine State", "PSE" },
  { "Palestinian Territory", "PSE" },
  { "Occupied Palestinian Territory", "PSE" },
  { "Gaza West Bank", "PSE" },
  { "Slovak", "SVK" },
  { "Tanzania United Republic", "TZA" },
  { "United Republic Tanzania", "TZA" },
  { "UAE", "ARE" },
  { "UK", "GBR" },
  { "United Kingdom Great Britain Northern Ireland", "GBR" },
  { "US", "USA" },
  { "United States America", "USA" },
  { "Venezuela Bolivarian Republic", "VEN" },
  { "Virgin Islands United States", "VIR" },
  { "Virgin Islands British", "VGB" },
};

static const Alias aliases_of_states[] = {
  { "D.C.", "DC" },
  { "Washington DC", "DC" },
  { "Washington D.C.", "DC" },
  { "US Virgin Islands", "VI" },
  { "U.S. Virgin Islands", "VI" },
  { "United States Virgin Islands", "VI" },
  { "Commonwealth Northern Mariana Islands", "MP" },
};

/* Words that names have or do not have. */
static gboolean
is_filler (const char *word)
{
  static const char *const words[] = { "the", "of", "and", "la", "el", "les", "et", "y", "und", NULL };

  return g_strv_contains (words, word);
}

static const char *
expand (const char *word)
{
  static const char *const pairs[][2] = {
    { "dem", "democratic" }, { "fed", "federated" }, { "is", "islands" }, { "isl", "islands" },  { "rep", "republic" },
    { "st", "saint" },       { "ste", "sainte" },    { "sts", "states" }, { "isds", "islands" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (word, pairs[i][0]))
      return pairs[i][1];
  return word;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Letters and digits without accents, words separated by single spaces. (transfer full) */
static char *
strip (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *text = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || c == '.')
        continue;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (text, c == 0x131 ? 'i' : c == 0xf8 ? 'o' : c == 0x142 ? 'l' : c);
      else if (text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

char *
prognosis_known_place_make_key (const char *name)
{
  g_autofree char *text = strip (name);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_filler (words[i]))
      g_ptr_array_add (kept, (gpointer) expand (words[i]));
  g_ptr_array_sort (kept, compare_words);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

char *
prognosis_known_place_make_code_key (const char *code)
{
  g_autofree char *text = g_strstrip (g_utf8_casefold (code, -1));
  const gsize n_digits = strspn (text, "0123456789");
  gsize n_zeros = strspn (text, "0");

  if (n_digits == 0 || strspn (text + n_digits, text[n_digits] == '.' ? ".0" : "") != strlen (text + n_digits))
    return g_steal_pointer (&text);
  n_zeros = MIN (n_zeros, n_digits - 1);
  return g_strndup (text + n_zeros, n_digits - n_zeros);
}

static void
add (GHashTable *index, char *key, const PrognosisKnownPlace *place)
{
  if (*key == '\0' || g_hash_table_contains (index, key))
    g_free (key);
  else
    g_hash_table_insert (index, key, (gpointer) place);
}

/* Places by key. Codes come first, and have keys of their own: "#". */
static GHashTable *
make_index (gsize set)
{
  const PrognosisKnownPlaceSet *self = &prognosis_known_place_sets[set];
  const Alias *aliases = set == PROGNOSIS_KNOWN_COUNTRIES ? aliases_of_countries : aliases_of_states;
  const gsize n_aliases = set == PROGNOSIS_KNOWN_COUNTRIES ? G_N_ELEMENTS (aliases_of_countries) : G_N_ELEMENTS (aliases_of_states);
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < self->n; i++)
    {
      const PrognosisKnownPlace *place = &self->places[i];
      g_autofree char *code = prognosis_known_place_make_code_key (place->code);
      g_autofree char *other = prognosis_known_place_make_code_key (place->other);

      add (index, g_strconcat ("#", code, NULL), place);
      add (index, g_strconcat ("#", other, NULL), place);
      if (set == PROGNOSIS_KNOWN_US_STATES)
        add (index, g_strconcat ("#us-", code, NULL), place);
      add (index, prognosis_known_place_make_key (place->name), place);
    }
  for (gsize i = 0; i < n_aliases; i++)
    for (gsize k = 0; k < self->n; k++)
      if (g_str_equal (self->places[k].code, aliases[i].code))
        add (index, prognosis_known_place_make_key (aliases[i].name), &self->places[k]);
  return index;
}

static GHashTable *
get_index (const PrognosisKnownPlaceSet *self)
{
  static GHashTable *indices[PROGNOSIS_N_KNOWN_PLACE_SETS];
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      for (gsize i = 0; i < PROGNOSIS_N_KNOWN_PLACE_SETS; i++)
        indices[i] = make_index (i);
      g_once_init_leave (&is_made, 1);
    }
  return indices[self - prognosis_known_place_sets];
}

static const PrognosisKnownPlace *
find_code (const PrognosisKnownPlaceSet *self, const char *text)
{
  g_autofree char *code = prognosis_known_place_make_code_key (text);
  g_autofree char *marked = g_strconcat ("#", code, NULL);

  return g_hash_table_lookup (get_index (self), marked);
}

static const PrognosisKnownPlace *
find_name (const PrognosisKnownPlaceSet *self, const char *text)
{
  g_autofree char *name = prognosis_known_place_make_key (text);
  const PrognosisKnownPlace *place = *name != '\0' ? g_hash_table_lookup (get_index (self), name) : NULL;
  const char *country;

  /* No codes. */
  if (place != NULL || self != &prognosis_known_place_sets[PROGNOSIS_KNOWN_COUNTRIES] || g_utf8_strlen (text, -1) <= 3)
    return place;
  country = prognosis_country_find (text);
  return country != NULL ? find_code (self, country) : NULL;
}

const PrognosisKnownPlace *
prognosis_known_place_set_find (const PrognosisKnownPlaceSet *self, const char *code_or_name)
{
  const PrognosisKnownPlace *place;

  g_return_val_if_fail (self != NULL && code_or_name != NULL, NULL);

  place = find_code (self, code_or_name);
  return place != NULL ? place : find_name (self, code_or_name);
}

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

  *place = find_name (set, region->name);
  /* The nation among its states. */
  if (*place == NULL && set == &prognosis_known_place_sets[PROGNOSIS_KNOWN_US_STATES])
    {
      *place = find_name (&prognosis_known_place_sets[PROGNOSIS_KNOWN_COUNTRIES], region->name);
      if (*place != NULL && !g_str_equal ((*place)->code, "USA"))
        *place = NULL;
    }
  if (*place != NULL)
    return TRUE;
  /* A short code beside a name that is no such place means something else. */
  if (!has_name || is_plain (key))
    *place = find_code (set, key);
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
prognosis_known_place_match_regions (const PrognosisDataset *dataset, gboolean is_sure, const PrognosisKnownPlaceSet **set)
{
  const PrognosisKnownPlace **best = NULL;
  gsize most = 0;
  gboolean is_open = FALSE;

  g_return_val_if_fail (dataset != NULL && set != NULL, NULL);

  for (gsize i = 0; i < PROGNOSIS_N_KNOWN_PLACE_SETS; i++)
    {
      g_autofree const PrognosisKnownPlace **places
          = g_new0 (const PrognosisKnownPlace *, prognosis_dataset_get_n_regions (dataset));
      const gsize n = match_set (&prognosis_known_place_sets[i], dataset, is_sure, places);

      is_open = n == most ? TRUE : n < most && is_open;
      if (n <= most)
        continue;
      most = n;
      *set = &prognosis_known_place_sets[i];
      g_free (best);
      best = g_steal_pointer (&places);
    }
  /* Few among many are chance: counties that are named after a state. */
  if (is_open || 2 * most < prognosis_dataset_get_n_regions (dataset))
    g_clear_pointer (&best, g_free);
  return best;
}
