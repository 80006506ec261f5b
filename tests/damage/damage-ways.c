/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "damage-ways.h"

#include <string.h>

const char *
damage_way_to_string (DamageWay way)
{
  static const char *const names[] = { "whole",      "bytes",    "parts", "digit",     "cells", "cut",  "line gone", "line cut",
                                       "line twice", "encoding", "NULs",  "long line", "quote", "word", "empty",     "JSON" };

  return names[way];
}

DamageWay
damage_choose_way (DamageContent content, GRand *rand)
{
  static const DamageWay of_sheets[] = { DAMAGE_WAY_BYTES, DAMAGE_WAY_PARTS,     DAMAGE_WAY_PARTS,      DAMAGE_WAY_DIGIT,
                                         DAMAGE_WAY_CELLS, DAMAGE_WAY_LINE_GONE, DAMAGE_WAY_LINE_TWICE, DAMAGE_WAY_WORD };

  if (content == DAMAGE_CONTENT_SPREADSHEET)
    return of_sheets[g_rand_int_range (rand, 0, G_N_ELEMENTS (of_sheets))];
  if (content == DAMAGE_CONTENT_JSON && g_rand_boolean (rand))
    return DAMAGE_WAY_JSON;
  for (;;)
    {
      const DamageWay way = (DamageWay) g_rand_int_range (rand, 1, DAMAGE_WAY_JSON);

      if (way != DAMAGE_WAY_PARTS)
        return way;
    }
}

gsize
damage_way_max_cells (DamageWay way)
{
  switch (way)
    {
    case DAMAGE_WAY_DIGIT: return 2; /* of the date: a value is lost on one day and added on another */
    case DAMAGE_WAY_CELLS: return 4;
    case DAMAGE_WAY_BYTES: return 2;
    default: return 1;
    }
}

static gsize
damage_at (const GString *text, GRand *rand)
{
  return (gsize) g_rand_int_range (rand, 0, (int) MAX (text->len, 1));
}

void
damage_bytes (GString *text, GRand *rand)
{
  const gsize at = damage_at (text, rand);

  if (text->len < 2)
    return;
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0: text->str[at] = (char) (text->str[at] ^ (1 << g_rand_int_range (rand, 0, 8))); break;
    case 1:
      for (gsize i = at; i < MIN (at + 8, text->len); i++)
        text->str[i] = (char) g_rand_int_range (rand, 0, 256);
      break;
    case 2: g_string_truncate (text, at); break;
    case 3: g_string_erase (text, (gssize) at, (gssize) MIN (16, text->len - at)); break;
    default:
      /* Sizes of archives stand near the end and in front. */
      {
        const gsize near_end = text->len - 1 - (gsize) g_rand_int_range (rand, 0, (int) MIN (60, text->len - 1));

        text->str[near_end] = (char) 0xff;
      }
    }
}

/* Start and length of a random line behind the first. FALSE: there is none. */
static gboolean
damage_find_line (const GString *text, GRand *rand, gsize *start, gsize *length)
{
  const char *first = memchr (text->str, '\n', text->len);
  const char *at, *end;
  gsize begin;

  if (first == NULL || (gsize) (first - text->str) + 2 >= text->len)
    return FALSE;
  begin = (gsize) (first - text->str) + 1;
  at = text->str + begin + g_rand_int_range (rand, 0, (int) (text->len - begin));
  while (at > text->str + begin && at[-1] != '\n')
    at--;
  end = memchr (at, '\n', text->len - (gsize) (at - text->str));
  *start = (gsize) (at - text->str);
  *length = (gsize) ((end != NULL ? end : text->str + text->len) - at);
  return TRUE;
}

static char
damage_find_mark (const GString *text)
{
  return strchr (text->str, '\t') != NULL ? '\t' : strchr (text->str, ';') != NULL ? ';' : ',';
}

/* Replaces the line at @start. Takes @with. */
static void
damage_replace_line (GString *text, gsize start, gsize length, char *with)
{
  g_string_erase (text, (gssize) start, (gssize) length);
  g_string_insert (text, (gssize) start, with);
  g_free (with);
}

static void
damage_swap_cells (GString *text, GRand *rand)
{
  char mark[2] = { damage_find_mark (text), '\0' };
  g_autofree char *line = NULL;
  g_auto (GStrv) cells = NULL;
  gsize start, length, n, a, b;
  char *keep;

  if (!damage_find_line (text, rand, &start, &length))
    return;
  line = g_strndup (text->str + start, length);
  cells = g_strsplit (line, mark, -1);
  n = g_strv_length (cells);
  if (n < 2)
    return;
  a = (gsize) g_rand_int_range (rand, 0, (int) n);
  b = (gsize) g_rand_int_range (rand, 0, (int) n);
  keep = cells[a];
  cells[a] = cells[b];
  cells[b] = keep;
  damage_replace_line (text, start, length, g_strjoinv (mark, cells));
}

static void
damage_digit (char *text, gsize n, GRand *rand)
{
  for (int tries = 0; tries < 200 && n > 0; tries++)
    {
      const gsize at = (gsize) g_rand_int_range (rand, 0, (int) n);

      if (g_ascii_isdigit (text[at]))
        {
          text[at] = (char) ('0' + g_rand_int_range (rand, 0, 10));
          return;
        }
    }
}

static void
damage_encode (GString *text, GRand *rand)
{
  const char *encoding = g_rand_boolean (rand) ? "UTF-16LE" : "UTF-16BE";
  gsize n;
  g_autofree char *converted = NULL;

  if (g_rand_boolean (rand))
    {
      g_string_insert_len (text, (gssize) damage_at (text, rand), g_rand_boolean (rand) ? "\xc3" : "\xe4\xf6", 1);
      return;
    }
  converted = g_convert (text->str, (gssize) text->len, encoding, "UTF-8", NULL, &n, NULL);
  if (converted != NULL)
    {
      g_string_truncate (text, 0);
      g_string_append_len (text, converted, (gssize) n);
    }
}

/* Start and length of a random number. FALSE: there is none. */
static gboolean
find_number (const GString *text, GRand *rand, gsize *start, gsize *length)
{
  static const char inside[] = "0123456789.eE+-";
  gsize at = damage_at (text, rand);

  while (at < text->len && !g_ascii_isdigit (text->str[at]))
    at++;
  *start = at;
  *length = at < text->len ? strspn (text->str + at, inside) : 0;
  return *length > 0;
}

/* A string with its quotation marks. */
static gboolean
find_string (const GString *text, GRand *rand, gsize *start, gsize *length)
{
  const gsize at = damage_at (text, rand);
  const char *p = text->str;

  /* From the front, because a quotation mark does not say whether it opens or closes. */
  while ((p = strchr (p, '"')) != NULL)
    {
      const char *end = strchr (p + 1, '"');

      if (end == NULL)
        return FALSE;
      *start = (gsize) (p - text->str);
      *length = (gsize) (end + 1 - p);
      if (*start >= at)
        return TRUE;
      p = end + 1;
    }
  return FALSE;
}

/* JSON that is valid but says something else, or is not valid any more. */
static void
damage_json (GString *text, GRand *rand)
{
  static const char *const values[] = { "null",
                                        "5",
                                        "-1",
                                        "1e999",
                                        "9223372036854775808",
                                        "-0.5",
                                        "true",
                                        "[]",
                                        "{}",
                                        "\"\"",
                                        "\"many\"",
                                        "\"../../nothing\"",
                                        "\"\\u0000\"",
                                        "\"\\ud800\"",
                                        "[1, \"a\", null]",
                                        "{\"a\": [2]}",
                                        "NaN" };
  const char *with = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
  const gboolean is_number = g_rand_boolean (rand);
  g_autofree char *many = NULL, *copy = NULL;
  gsize start, length, at;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
    case 2:
      if (is_number ? find_number (text, rand, &start, &length) : find_string (text, rand, &start, &length))
        damage_replace_line (text, start, length, g_strdup (with));
      break;
    case 3: /* a letter of a name or a word less */
      if (find_string (text, rand, &start, &length) && length > 2)
        g_string_erase (text, (gssize) start + 1 + g_rand_int_range (rand, 0, (int) length - 2), 1);
      break;
    case 4: /* brackets, commas and colons */
      at = damage_at (text, rand);
      at += strcspn (text->str + at, "{}[],:");
      if (at < text->len && g_rand_boolean (rand))
        g_string_erase (text, (gssize) at, 1);
      else if (at < text->len)
        {
          many = g_strnfill (1 << g_rand_int_range (rand, 0, 18), text->str[at]);
          g_string_insert (text, (gssize) at, many);
        }
      break;
    default: /* twice, one behind the other */ copy = g_strdup (text->str); g_string_append (text, copy);
    }
}

void
damage_text (GString *text, DamageWay way, GRand *rand)
{
  gsize start, length;
  g_autofree char *copy = NULL;

  if (text->len < 4)
    return;
  switch (way)
    {
    case DAMAGE_WAY_BYTES: damage_bytes (text, rand); break;
    case DAMAGE_WAY_DIGIT:
      if (damage_find_line (text, rand, &start, &length))
        damage_digit (text->str + start, length, rand);
      break;
    case DAMAGE_WAY_CELLS: damage_swap_cells (text, rand); break;
    case DAMAGE_WAY_CUT: g_string_truncate (text, damage_at (text, rand)); break;
    case DAMAGE_WAY_LINE_GONE:
      if (damage_find_line (text, rand, &start, &length))
        g_string_erase (text, (gssize) start, (gssize) MIN (length + 1, text->len - start));
      break;
    case DAMAGE_WAY_LINE_CUT:
      if (damage_find_line (text, rand, &start, &length) && length > 1)
        {
          const gsize n = (gsize) g_rand_int_range (rand, 1, (int) length);

          g_string_erase (text, (gssize) (start + length - n), (gssize) n);
        }
      break;
    case DAMAGE_WAY_LINE_TWICE:
      if (damage_find_line (text, rand, &start, &length))
        {
          copy = g_strndup (text->str + start, MIN (length + 1, text->len - start));
          g_string_insert (text, (gssize) start, copy);
        }
      break;
    case DAMAGE_WAY_ENCODING: damage_encode (text, rand); break;
    case DAMAGE_WAY_NULS: g_string_insert_len (text, (gssize) damage_at (text, rand), "\0\0\0", 3); break;
    case DAMAGE_WAY_LONG_LINE:
      copy = g_strnfill (1 << g_rand_int_range (rand, 12, 22), g_rand_boolean (rand) ? '7' : ',');
      g_string_insert (text, (gssize) damage_at (text, rand), copy);
      break;
    case DAMAGE_WAY_QUOTE: g_string_insert_c (text, (gssize) damage_at (text, rand), '"'); break;
    case DAMAGE_WAY_WORD: g_string_insert (text, (gssize) damage_at (text, rand), "see note"); break;
    case DAMAGE_WAY_EMPTY: g_string_truncate (text, g_rand_boolean (rand) ? 0 : strcspn (text->str, "\n")); break;
    case DAMAGE_WAY_JSON: damage_json (text, rand); break;
    default: break;
    }
}

/* --- spreadsheets ---------------------------------------------------------------------- */

void
damage_grid (GPtrArray *grid, DamageWay way, GRand *rand)
{
  const guint at = (guint) g_rand_int_range (rand, 1, (int) MAX (grid->len, 2));
  GPtrArray *row = g_ptr_array_index (grid, MIN (at, grid->len - 1));
  const guint a = (guint) g_rand_int_range (rand, 0, (int) row->len), b = (guint) g_rand_int_range (rand, 0, (int) row->len);
  gpointer keep;

  switch (way)
    {
    case DAMAGE_WAY_DIGIT: damage_digit (g_ptr_array_index (row, a), strlen (g_ptr_array_index (row, a)), rand); break;
    case DAMAGE_WAY_CELLS:
      keep = row->pdata[a];
      row->pdata[a] = row->pdata[b];
      row->pdata[b] = keep;
      break;
    case DAMAGE_WAY_LINE_GONE: g_ptr_array_remove_index (grid, MIN (at, grid->len - 1)); break;
    case DAMAGE_WAY_LINE_TWICE:
      {
        GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

        for (guint i = 0; i < row->len; i++)
          g_ptr_array_add (copy, g_strdup (row->pdata[i]));
        g_ptr_array_insert (grid, (int) MIN (at, grid->len - 1), copy);
      }
      break;
    case DAMAGE_WAY_WORD:
      g_free (row->pdata[a]);
      row->pdata[a] = g_strdup ("see note");
      break;
    default: break;
    }
}

char *
damage_make_xml (const char *xml, GRand *rand)
{
  GString *text = g_string_new (xml);
  g_autofree char *many = NULL;

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0: g_string_truncate (text, damage_at (text, rand)); break;
    case 1: g_string_erase (text, (gssize) damage_at (text, rand), 1); break;
    case 2:
      g_string_prepend (text, "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                              "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>");
      g_string_replace (text, "cases", "&d;", 0);
      break;
    case 3:
      many = g_strnfill (1 << 20, 'x');
      g_string_insert (text, (gssize) damage_at (text, rand), many);
      break;
    case 4:
      for (int i = 0; i < 20000; i++)
        g_string_append (text, "<a>");
      break;
    case 5: g_string_replace (text, "<table:table-row>", "<table:table-row table:number-rows-repeated='1048576'>", 1); break;
    default: damage_bytes (text, rand);
    }
  /* The archive is written from text that ends with NUL. */
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
  return g_string_free (text, FALSE);
}
