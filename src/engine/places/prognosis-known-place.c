/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-known-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-place-list.h"
#include "prognosis-place.h"

struct _PrognosisKnownPlaceSet
{
  const char *source;
  int year;
  GArray *places;    /* PrognosisKnownPlace */
  GHashTable *index; /* PrognosisKnownPlace by key; codes have keys of their own: "#" */
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

/* --- the sets -------------------------------------------------------------------------- */

/* What comes first stays: codes, usual names, other names. */
static void
add (GHashTable *index, char *key, const PrognosisKnownPlace *place)
{
  if (*key == '\0' || g_hash_table_contains (index, key))
    g_free (key);
  else
    g_hash_table_insert (index, key, (gpointer) place);
}

static void
add_code (GHashTable *index, const char *prefix, const char *code, const PrognosisKnownPlace *place)
{
  g_autofree char *key = prognosis_known_place_make_code_key (code);

  add (index, g_strconcat ("#", prefix, key, NULL), place);
}

static void
add_names (GHashTable *index, const char *names, const PrognosisKnownPlace *place)
{
  g_auto (GStrv) list = g_strsplit (names != NULL ? names : "", "|", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    {
      /* Such as EL, by which the European Union knows Greece. */
      if (strlen (list[i]) == 2 && g_ascii_isupper (list[i][0]) && g_ascii_isupper (list[i][1]))
        add_code (index, "", list[i], place);
      add (index, prognosis_known_place_make_key (list[i]), place);
    }
}

static void
add_countries (GArray *places)
{
  gsize n;
  const PrognosisCountry *countries = prognosis_country_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisKnownPlace place
          = { countries[i].code3, countries[i].code, 0, countries[i].names, countries[i].population, countries[i].more };

      if (place.population > 0.0)
        g_array_append_val (places, place);
    }
}

static void
add_states (GArray *places)
{
  gsize n;
  const PrognosisPart *parts = prognosis_part_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      const PrognosisKnownPlace place
          = { parts[i].code, NULL, parts[i].number, parts[i].names, parts[i].population, parts[i].more };

      if (place.population > 0.0 && g_str_equal (parts[i].country, "US"))
        g_array_append_val (places, place);
    }
}

static void
fill (PrognosisKnownPlaceSet *self, gboolean are_states)
{
  const PrognosisKnownPlace *places;

  self->places = g_array_new (FALSE, FALSE, sizeof (PrognosisKnownPlace));
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (are_states)
    add_states (self->places);
  else
    add_countries (self->places);
  places = (const PrognosisKnownPlace *) (gpointer) self->places->data;
  for (guint i = 0; i < self->places->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", places[i].number);

      add_code (self->index, "", places[i].code, &places[i]);
      add_code (self->index, "", are_states ? number : places[i].code2, &places[i]);
      if (are_states)
        add_code (self->index, "us-", places[i].code, &places[i]);
    }
  for (guint i = 0; i < self->places->len; i++)
    add_names (self->index, places[i].names, &places[i]);
  for (guint i = 0; i < self->places->len; i++)
    add_names (self->index, places[i].more, &places[i]);
}

const PrognosisKnownPlaceSet *
prognosis_known_place_get_set (gsize set)
{
  static PrognosisKnownPlaceSet sets[PROGNOSIS_N_KNOWN_PLACE_SETS] = {
    { .source = N_ ("World Bank"), .year = 2024 },
    { .source = N_ ("US Census Bureau"), .year = 2018 },
  };
  static gsize is_made = 0;

  g_return_val_if_fail (set < PROGNOSIS_N_KNOWN_PLACE_SETS, NULL);

  if (g_once_init_enter (&is_made))
    {
      for (gsize i = 0; i < PROGNOSIS_N_KNOWN_PLACE_SETS; i++)
        fill (&sets[i], i == PROGNOSIS_KNOWN_US_STATES);
      g_once_init_leave (&is_made, 1);
    }
  return &sets[set];
}

const PrognosisKnownPlace *
prognosis_known_place_set_list (const PrognosisKnownPlaceSet *self, gsize *n)
{
  *n = self->places->len;
  return (const PrognosisKnownPlace *) (gpointer) self->places->data;
}

char *
prognosis_known_place_set_dup_source (const PrognosisKnownPlaceSet *self)
{
  /* Translators: the source of a figure, and its year. */
  return g_strdup_printf (_ ("%s, %d"), _ (self->source), self->year);
}

const PrognosisKnownPlace *
prognosis_known_place_set_find_code (const PrognosisKnownPlaceSet *self, const char *text)
{
  g_autofree char *code = prognosis_known_place_make_code_key (text);
  g_autofree char *marked = g_strconcat ("#", code, NULL);

  return g_hash_table_lookup (self->index, marked);
}

const PrognosisKnownPlace *
prognosis_known_place_set_find_name (const PrognosisKnownPlaceSet *self, const char *text)
{
  g_autofree char *name = prognosis_known_place_make_key (text);
  const PrognosisKnownPlace *place = *name != '\0' ? g_hash_table_lookup (self->index, name) : NULL;
  const char *country;

  /* No codes. */
  if (place != NULL || self != prognosis_known_place_get_set (PROGNOSIS_KNOWN_COUNTRIES) || g_utf8_strlen (text, -1) <= 3)
    return place;
  country = prognosis_country_find (text);
  return country != NULL ? prognosis_known_place_set_find_code (self, country) : NULL;
}

const PrognosisKnownPlace *
prognosis_known_place_set_find (const PrognosisKnownPlaceSet *self, const char *code_or_name)
{
  const PrognosisKnownPlace *place;

  g_return_val_if_fail (self != NULL && code_or_name != NULL, NULL);

  place = prognosis_known_place_set_find_code (self, code_or_name);
  return place != NULL ? place : prognosis_known_place_set_find_name (self, code_or_name);
}
