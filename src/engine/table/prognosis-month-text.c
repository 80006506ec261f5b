/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-month-text.h"

#include <string.h>

#define FIRST_YEAR 1800
#define LAST_YEAR 2199
#define MAX_TOKENS 3
#define MAX_WORD 32

typedef struct
{
  const char *name; /* lower case, without accents */
  int month;
} Name;

/* Abbreviations and names that do not begin with the English one, in the languages of the readers. */
static const Name names[] = {
  { "janeiro", 1 },    { "januar", 1 },    { "januari", 1 },   { "jaenner", 1 },   { "janner", 1 },     { "janvier", 1 },
  { "janv", 1 },       { "enero", 1 },     { "ene", 1 },       { "gennaio", 1 },   { "gen", 1 },        { "februar", 2 },
  { "februari", 2 },   { "fevrier", 2 },   { "fevr", 2 },      { "fev", 2 },       { "fevereiro", 2 },  { "febrero", 2 },
  { "febbraio", 2 },   { "marz", 3 },      { "maerz", 3 },     { "mrz", 3 },       { "maart", 3 },      { "mrt", 3 },
  { "mars", 3 },       { "marzo", 3 },     { "marco", 3 },     { "avril", 4 },     { "avr", 4 },        { "abril", 4 },
  { "abr", 4 },        { "aprile", 4 },    { "mai", 5 },       { "mei", 5 },       { "maj", 5 },        { "mayo", 5 },
  { "maio", 5 },       { "maggio", 5 },    { "mag", 5 },       { "juni", 6 },      { "juin", 6 },       { "junio", 6 },
  { "junho", 6 },      { "giugno", 6 },    { "giu", 6 },       { "juli", 7 },      { "juillet", 7 },    { "juil", 7 },
  { "julio", 7 },      { "julho", 7 },     { "luglio", 7 },    { "lug", 7 },       { "augusti", 8 },    { "augustus", 8 },
  { "aout", 8 },       { "agosto", 8 },    { "ago", 8 },       { "septembre", 9 }, { "septiembre", 9 }, { "setiembre", 9 },
  { "setembro", 9 },   { "settembre", 9 }, { "set", 9 },       { "oktober", 10 },  { "octobre", 10 },   { "okt", 10 },
  { "octubre", 10 },   { "outubro", 10 },  { "out", 10 },      { "ottobre", 10 },  { "ott", 10 },       { "novembre", 11 },
  { "noviembre", 11 }, { "novembro", 11 }, { "dezember", 12 }, { "dez", 12 },      { "dezembro", 12 },  { "decembre", 12 },
  { "diciembre", 12 }, { "dic", 12 },      { "dicembre", 12 }, { "sett", 9 },
};

static const char *const english[]
    = { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" };

typedef struct
{
  gsize n_digits; /* 0: a word */
  int number;
  char word[MAX_WORD];
} Token;

/* Lower case without accents. FALSE: too long for the name of a month. */
static gboolean
fold (const char *text, gsize length, char *word)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *plain = g_str_to_ascii (part, "C");
  g_autofree char *lower = g_ascii_strdown (plain, -1);

  return g_strlcpy (word, lower, MAX_WORD) < MAX_WORD;
}

static int
find_name (const char *word)
{
  const gsize n = strlen (word);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, word))
      return names[i].month;
  for (int i = 0; n >= 3 && i < 12; i++)
    if (g_str_has_prefix (english[i], word))
      return i + 1;
  return 0;
}

int
prognosis_month_text_find_name (const char *word, gsize n)
{
  char folded[MAX_WORD];

  return n >= 3 && n < MAX_WORD && fold (word, n, folded) ? find_name (folded) : 0;
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || (c & 0x80);
}

/* Numbers and words, without “de” and apostrophes; -1: something else, or too many. @separators: what stood between. */
static int
split (const char *text, Token *tokens, char *separator)
{
  int n = 0;

  *separator = '\0';
  while (*text != '\0')
    {
      Token *token = &tokens[n];
      gsize length = 0;

      if (strchr (" -/._,'", *text) != NULL)
        {
          if (n == 0)
            return -1;
          *separator = *separator == '\0' || *separator == ' ' ? *text : *separator;
          text++;
          continue;
        }
      if (n == MAX_TOKENS)
        return -1;
      *token = (Token){ 0 };
      if (g_ascii_isdigit (*text))
        {
          for (; g_ascii_isdigit (*text) && token->n_digits < 7; text++, token->n_digits++)
            token->number = token->number * 10 + (*text - '0');
          n++;
          continue;
        }
      while (is_letter (text[length]))
        length++;
      if (length == 0 || !fold (text, length, token->word))
        return -1;
      text += length;
      n += !(g_str_equal (token->word, "de") || g_str_equal (token->word, "del") || g_str_equal (token->word, "di"));
    }
  return n;
}

static gboolean
is_year (const Token *token)
{
  return token->n_digits == 4 && token->number >= FIRST_YEAR && token->number <= LAST_YEAR;
}

static gboolean
is_number (const Token *token, gboolean in_months)
{
  return (token->n_digits == 1 || token->n_digits == 2) && (in_months || (token->number >= 1 && token->number <= 12));
}

static gboolean
take (int first, int second, int *year, int *month)
{
  *year = first;
  *month = second;
  return TRUE;
}

/* 20 is 2020, and 98 is 1998, as in dates. */
static gboolean
take_year (const Token *token, int *year)
{
  if (token->n_digits == 2)
    *year = token->number + (token->number < 70 ? 2000 : 1900);
  else if (is_year (token))
    *year = token->number;
  else
    return FALSE;
  return TRUE;
}

static gboolean
take_six_digits (int number, int *year, int *month)
{
  const int parts[2][2] = { { number / 100, number % 100 }, { number % 10000, number / 10000 } };

  for (int i = 0; i < 2; i++)
    if (parts[i][0] >= FIRST_YEAR && parts[i][0] <= LAST_YEAR && (i == 0 || (parts[i][1] >= 1 && parts[i][1] <= 12)))
      return take (parts[i][0], parts[i][1], year, month);
  return FALSE;
}

gboolean
prognosis_month_text_parse (const char *text, gboolean in_months, int *year, int *month)
{
  Token t[MAX_TOKENS + 1];
  const gsize length = strlen (text);
  char separator;
  int n;

  /* Most cells are dates, which take no time here. */
  if (length < 5 || (length == 10 && text[4] == '-' && text[7] == '-'))
    return FALSE;
  n = split (text, t, &separator);
  if (n == 1 && in_months && t[0].n_digits == 6)
    return take_six_digits (t[0].number, year, month);
  if (n == 3 && is_year (&t[0]) && g_str_equal (t[1].word, "m") && is_number (&t[2], FALSE))
    return take (t[0].number, t[2].number, year, month);
  if (n == 3 && g_str_equal (t[0].word, "m") && is_number (&t[1], FALSE) && is_year (&t[2]))
    return take (t[2].number, t[1].number, year, month);
  if (n != 2)
    return FALSE;
  if (t[0].n_digits == 0)
    return t[1].n_digits > 0 && (*month = find_name (t[0].word)) > 0 && take_year (&t[1], year);
  if (t[1].n_digits == 0)
    return is_year (&t[0]) && (*month = find_name (t[1].word)) > 0 && take_year (&t[0], year);
  if (separator == '\0' || (!in_months && separator != '-' && separator != '/'))
    return FALSE;
  if (is_year (&t[0]) && is_number (&t[1], in_months))
    return take (t[0].number, t[1].number, year, month);
  return is_number (&t[0], in_months) && is_year (&t[1]) && take (t[1].number, t[0].number, year, month);
}

int
prognosis_month_text_find (const char *text)
{
  Token t[MAX_TOKENS + 1];
  char separator;
  const int n = split (text, t, &separator);
  const Token *last = &t[MAX (n, 1) - 1];

  if (n == 1 && last->n_digits == 0)
    return find_name (last->word);
  if ((n == 1 || (n == 2 && g_str_equal (t[0].word, "m"))) && is_number (last, FALSE))
    return last->number;
  return 0;
}

gboolean
prognosis_month_text_is_name (const char *key)
{
  static const char *const words[]
      = { "month",         "months",     "yearmonth",   "monthyear", "yyyymm",    "mmyyyy",   "aaaamm",    "ym",
          "yrmo",          "yearmon",    "yearmo",      "yrmon",     "monat",     "monate",   "jahrmonat", "monatjahr",
          "berichtsmonat", "meldemonat", "mois",        "anneemois", "moisannee", "mes",      "meses",     "anomes",
          "aniomes",       "mesano",     "mesanio",     "mese",      "annomese",  "meseanno", "epimonth",  "monthid",
          "monthnum",      "monthno",    "monthnumber", "monthname", NULL };
  g_auto (GStrv) parts = g_strsplit_set (key, " /()", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *plain = g_str_to_ascii (parts[i], "C");

      if (g_strv_contains (words, plain))
        return TRUE;
    }
  return FALSE;
}
