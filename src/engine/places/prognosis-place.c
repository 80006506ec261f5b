/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-place.h"

#include <string.h>

#include "prognosis-place-list.h"

/* How a text stands for a place. */
typedef enum
{
  FORM_NAME,
  FORM_LETTERS,
  FORM_NUMBER,
  FORM_PREFIX, /* begins with the country: “DE-BY” */
} Form;

typedef struct
{
  char *key; /* by make_key() */
  Form form;
  guint country; /* number in the list */
  int part;      /* number in the list, or -1: the country itself */
} Entry;

typedef struct
{
  const PrognosisCountry *countries;
  gsize n_countries;
  const PrognosisPart *parts;
  gsize n_parts;
  GArray *entries; /* Entry, ascending by key */
} Index;

/* What a place may be. */
typedef struct
{
  gsize place;
  Form form;
  guint country;
  int part; /* -1: the country itself; -2: some part of it */
} Hit;

#define SOME_PART -2

static gboolean
is_code (const char *text)
{
  gsize n = strlen (text);

  return n >= 2 && n <= 3 && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* The key of a code keeps its case; that of a name has neither case, accents nor punctuation. */
static char *
make_key (const char *text, Form form)
{
  g_autofree char *ascii = NULL;
  char *to;

  if (form == FORM_LETTERS)
    return g_strconcat (":", text, NULL);
  if (form == FORM_NUMBER)
    return g_strdup_printf ("#%d", (int) g_ascii_strtoll (text, NULL, 10));
  ascii = g_str_to_ascii (text, "C");
  to = ascii;
  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      *to++ = g_ascii_tolower (*p);
  *to = '\0';
  return g_steal_pointer (&ascii);
}

static void
add (Index *self, const char *text, Form form, guint country, int part)
{
  Entry entry = { make_key (text, form), form, country, part };

  g_array_append_val (self->entries, entry);
}

static void
add_names (Index *self, const char *names, guint country, int part)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  for (char **name = list; *name != NULL; name++)
    add (self, *name, FORM_NAME, country, part);
}

static int
find_code (const Index *self, const char *code, gsize length)
{
  for (gsize i = 0; i < self->n_countries; i++)
    if (length == 2 && strncmp (self->countries[i].code, code, 2) == 0)
      return (int) i;
  return -1;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->key, ((const Entry *) b)->key);
}

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->key);
}

static void
index_init (Index *self)
{
  self->countries = prognosis_country_list (&self->n_countries);
  self->parts = prognosis_part_list (&self->n_parts);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  for (guint i = 0; i < self->n_countries; i++)
    {
      add (self, self->countries[i].code, FORM_LETTERS, i, -1);
      add (self, self->countries[i].code3, FORM_LETTERS, i, -1);
      add_names (self, self->countries[i].names, i, -1);
    }
  for (guint i = 0; i < self->n_parts; i++)
    {
      const PrognosisPart *part = &self->parts[i];
      guint country = (guint) find_code (self, part->country, 2);
      g_autofree char *number = g_strdup_printf ("%d", part->number);

      if (part->code != NULL)
        add (self, part->code, FORM_LETTERS, country, (int) i);
      if (part->number > 0)
        add (self, number, FORM_NUMBER, country, (int) i);
      add_names (self, part->names, country, (int) i);
    }
  g_array_sort (self->entries, compare_entries);
}

/* Made once, because a table may name thousands of places. */
static const Index *
get_index (void)
{
  static gsize is_made;
  static Index index;

  if (g_once_init_enter (&is_made))
    {
      index_init (&index);
      g_once_init_leave (&is_made, TRUE);
    }
  return &index;
}

static void
look_up (const Index *self, const char *text, Form form, gsize place, GArray *hits)
{
  g_autofree char *key = make_key (text, form);
  guint low = 0, high = self->entries->len;

  if (*key == '\0')
    return;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (self->entries, Entry, middle).key, key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->entries->len && strcmp (g_array_index (self->entries, Entry, low).key, key) == 0; low++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, low);
      Hit hit = { place, entry->form, entry->country, entry->part };

      g_array_append_val (hits, hit);
    }
}

static void
add_part (const Index *self, const char *country, gsize place, GArray *hits)
{
  int found = find_code (self, country, 2);
  Hit hit = { place, FORM_PREFIX, (guint) found, SOME_PART };

  if (found >= 0)
    g_array_append_val (hits, hit);
}

/* “DE-BY”, “US_CA” */
static gboolean
has_prefix (const char *text)
{
  gsize n = strlen (text);

  return n >= 4 && n <= 6 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && strchr ("-_.", text[2]) != NULL
         && strspn (text + 3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n - 3;
}

static void
look_up_text (const Index *self, const char *text, gsize place, GArray *hits)
{
  const char *comma = strrchr (text, ',');

  look_up (self, text, FORM_NAME, place, hits);
  if (is_code (text))
    look_up (self, text, FORM_LETTERS, place, hits);
  if (is_digits (text) && strlen (text) <= 2)
    look_up (self, text, FORM_NUMBER, place, hits);
  if (has_prefix (text))
    add_part (self, text, place, hits);
  /* German districts as the Robert Koch Institute names them. */
  if (g_str_has_prefix (text, "LK ") || g_str_has_prefix (text, "SK "))
    add_part (self, "DE", place, hits);
  if (comma != NULL)
    {
      /* “Autauga, Alabama” lies in Alabama, “Ontario, Canada” in Canada: a part of it, whatever it is. */
      g_autofree char *last = g_strstrip (g_strdup (comma + 1));
      guint before = hits->len;

      look_up (self, last, FORM_NAME, place, hits);
      if (is_code (last))
        look_up (self, last, FORM_LETTERS, place, hits);
      for (guint i = before; i < hits->len; i++)
        {
          g_array_index (hits, Hit, i).part = SOME_PART;
          g_array_index (hits, Hit, i).form = FORM_PREFIX;
        }
    }
}

/* The number of different parts of a country that are there in such a form; @n: of those that have it. */
static gsize
count_parts (const Index *self, const GArray *hits, guint country, Form form, gsize *n)
{
  g_autofree gboolean *is_there = g_new0 (gboolean, self->n_parts);
  gsize n_there = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if (hit->country == country && hit->form == form && hit->part >= 0)
        is_there[hit->part] = TRUE;
    }
  *n = 0;
  for (gsize i = 0; i < self->n_parts; i++)
    {
      const PrognosisPart *part = &self->parts[i];

      n_there += is_there[i];
      *n += strcmp (part->country, self->countries[country].code) == 0
            && (form == FORM_NUMBER ? part->number > 0 : part->code != NULL);
    }
  return n_there;
}

static gboolean
is_named (const GArray *hits, guint country)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, Hit, i).country == country && g_array_index (hits, Hit, i).part == -1)
      return TRUE;
  return FALSE;
}

static gboolean
explains_numbers (const GArray *hits, guint country, const gboolean *is_number, gsize n)
{
  g_autofree gboolean *is_explained = g_new0 (gboolean, n);
  gboolean all = TRUE;

  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, Hit, i).country == country && g_array_index (hits, Hit, i).form == FORM_NUMBER)
      is_explained[g_array_index (hits, Hit, i).place] = TRUE;
  for (gsize i = 0; i < n; i++)
    all &= is_explained[i] || !is_number[i];
  return all;
}

/* Numbers stand for parts of a country only if nearly all of it is there, or its total, and no other number: many countries
   number their parts from 1. Letters do if half of it is there; those of the US, which are known everywhere, in any case. */
static gboolean
are_codes_of (const Index *self, const GArray *hits, guint country, Form form, const gboolean *is_number, gsize n)
{
  gsize n_all, n_there = count_parts (self, hits, country, form, &n_all);

  if (form == FORM_NUMBER)
    return explains_numbers (hits, country, is_number, n) && (5 * n_there >= 4 * n_all || is_named (hits, country));
  return 2 * n_there >= n_all || strcmp (self->countries[country].code, "US") == 0;
}

static void
drop_doubtful_codes (const Index *self, GArray *hits, const gboolean *is_number, gsize n)
{
  g_autofree gint8 *known = g_new0 (gint8, 2 * self->n_countries); /* 0: not asked yet; 1: no; 2: yes */
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Hit));

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);
      gint8 *is_known = &known[2 * hit->country + (hit->form == FORM_NUMBER)];

      if (hit->part >= 0 && (hit->form == FORM_LETTERS || hit->form == FORM_NUMBER))
        {
          if (*is_known == 0)
            *is_known = are_codes_of (self, hits, hit->country, hit->form, is_number, n) ? 2 : 1;
          if (*is_known == 1)
            continue;
        }
      g_array_append_val (kept, *hit);
    }
  g_array_set_size (hits, 0);
  g_array_append_vals (hits, kept->data, kept->len);
}

/* Whether a hit fits a reading of all places: 0 as countries, 1 + c as parts of country c or that country itself. */
static gboolean
fits (const Hit *hit, guint reading)
{
  return reading == 0 ? hit->part == -1 : hit->country == reading - 1;
}

/* The reading that explains most places, more than half of them; -1 if there is none, or not only one. */
static int
choose_reading (const Index *self, const GArray *hits, gsize n)
{
  g_autofree gsize *votes = g_new0 (gsize, self->n_countries + 1);
  g_autofree gsize *last = g_new0 (gsize, self->n_countries + 1); /* 1 + the last place that voted */
  guint best = 0;
  gboolean is_tie = FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);
      const guint readings[] = { 0, hit->country + 1 };

      for (gsize k = 0; k < G_N_ELEMENTS (readings); k++)
        if (fits (hit, readings[k]) && last[readings[k]] != hit->place + 1)
          {
            last[readings[k]] = hit->place + 1;
            votes[readings[k]]++;
          }
    }
  for (guint i = 1; i <= self->n_countries; i++)
    if (votes[i] > votes[best])
      {
        best = i;
        is_tie = FALSE;
      }
    else
      is_tie |= votes[i] == votes[best];
  return is_tie || 2 * votes[best] <= n ? -1 : (int) best;
}

/* The only country among the hits of a place that fit a reading (-1: all hits), or among its names only; -1 if there is none, -2
   if there are several. */
static int
find_agreed (const GArray *hits, guint first, guint end, int reading, gboolean only_names)
{
  int country = -1;

  for (guint i = first; i < end; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if ((reading >= 0 && !fits (hit, (guint) reading)) || (only_names && hit->form != FORM_NAME))
        continue;
      if (country >= 0 && country != (int) hit->country)
        return -2;
      country = (int) hit->country;
    }
  return country;
}

const char **
prognosis_places_find_countries (const char *const *codes, const char *const *names, gsize n)
{
  const Index *index = get_index ();
  const char **found = g_new0 (const char *, n + 1);
  g_autofree gboolean *is_number = g_new0 (gboolean, n + 1);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  guint first = 0;
  int reading;

  for (gsize i = 0; i < n; i++)
    {
      const char *texts[] = { codes[i], names[i] };

      for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
        if (texts[k] != NULL)
          {
            is_number[i] |= is_digits (texts[k]);
            look_up_text (index, texts[k], i, hits);
          }
    }
  drop_doubtful_codes (index, hits, is_number, n);
  reading = choose_reading (index, hits, n);
  for (gsize i = 0; i < n; i++)
    {
      guint end = first;
      int country;

      while (end < hits->len && g_array_index (hits, Hit, end).place == i)
        end++;
      country = reading >= 0 ? find_agreed (hits, first, end, reading, FALSE) : -1;
      if (country == -1)
        country = find_agreed (hits, first, end, -1, TRUE);
      if (country == -1)
        country = find_agreed (hits, first, end, -1, FALSE);
      if (country == -1 && reading > 0)
        country = reading - 1;
      if (country >= 0)
        found[i] = index->countries[country].code;
      first = end;
    }
  return found;
}

const char *
prognosis_country_find (const char *text)
{
  const Index *index = get_index ();
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  const char *found = NULL;

  look_up (index, text, FORM_NAME, 0, hits);
  if (is_code (upper))
    look_up (index, upper, FORM_LETTERS, 0, hits);
  for (guint i = 0; i < hits->len && found == NULL; i++)
    if (g_array_index (hits, Hit, i).part == -1)
      found = index->countries[g_array_index (hits, Hit, i).country].code;
  return found;
}
