/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-week-text.h"

#include <string.h>

#include "prognosis-day.h"

#define MAX_TOKENS 4
#define FIRST_YEAR 1900
#define LAST_YEAR 2199

/* Words for a week in front of its number, in lower case. */
static const char *const markers[]
    = { "w",  "wk",     "wks",     "week",      "weeks", "kw", "woche", "kalenderwoche", "s",  "sem",
        "se", "semana", "semaine", "settimana", "sett",  "ew", "cw",    "epiweek",       "ew", NULL };

typedef struct
{
  gsize n_digits; /* 0: a word */
  int number;
} Token;

/* Numbers and words of a text that holds nothing else but separators. -1: something else, or too many. */
static int
split (const char *text, Token *tokens)
{
  int n = 0;

  while (*text != '\0')
    {
      if (strchr (" -/._:,", *text) != NULL)
        {
          text++;
          continue;
        }
      if (n == MAX_TOKENS)
        return -1;
      tokens[n] = (Token){ 0 };
      if (g_ascii_isdigit (*text))
        {
          for (; g_ascii_isdigit (*text) && tokens[n].n_digits < 7; text++, tokens[n].n_digits++)
            tokens[n].number = tokens[n].number * 10 + (*text - '0');
          if (g_ascii_isdigit (*text))
            return -1;
        }
      else if (g_ascii_isalpha (*text))
        {
          gsize length = 0;
          g_autofree char *word = NULL;

          while (g_ascii_isalpha (text[length]))
            length++;
          word = g_ascii_strdown (text, (gssize) length);
          if (!g_strv_contains (markers, word))
            return -1;
          text += length;
        }
      else
        return -1;
      n++;
    }
  return n;
}

static gboolean
is_year (const Token *token)
{
  return token->n_digits == 4 && token->number >= FIRST_YEAR && token->number <= LAST_YEAR;
}

static gboolean
is_week (const Token *token)
{
  return (token->n_digits == 1 || token->n_digits == 2) && token->number >= 1 && token->number <= 53;
}

static gboolean
take (const Token *year_token, const Token *week_token, int *year, int *week)
{
  if (!is_year (year_token) || !is_week (week_token))
    return FALSE;
  *year = year_token->number;
  *week = week_token->number;
  return TRUE;
}

gboolean
prognosis_week_text_parse (const char *text, gboolean in_weeks, int *year, int *week)
{
  Token t[MAX_TOKENS];
  const int n = split (text, t);
  int word = -1;

  for (int i = 0; i < n; i++)
    if (t[i].n_digits == 0)
      {
        if (word >= 0)
          return FALSE;
        word = i;
      }
  /* 2020-W32, also with the first day of the week behind it */
  if (word == 1 && (n == 3 || (n == 4 && t[3].n_digits == 1 && t[3].number >= 1 && t[3].number <= 7)))
    return take (&t[0], &t[2], year, week) || (n == 3 && take (&t[2], &t[0], year, week));
  /* W32-2020, and “Week 2020-32” */
  if (word == 0 && n == 3)
    return take (&t[2], &t[1], year, week) || take (&t[1], &t[2], year, week);
  if (word >= 0 || !in_weeks)
    return FALSE;
  if (n == 2)
    return take (&t[0], &t[1], year, week) || take (&t[1], &t[0], year, week);
  if (n == 1 && t[0].n_digits == 6)
    {
      const Token parts[] = { { 4, t[0].number / 100 }, { 2, t[0].number % 100 } };

      return take (&parts[0], &parts[1], year, week);
    }
  return FALSE;
}

gboolean
prognosis_week_text_get_end (PrognosisWeeks weeks, int year, int week, int *day)
{
  if (weeks == PROGNOSIS_WEEKS_EPI ? !prognosis_day_from_epi_week (year, week, day)
                                   : !prognosis_day_from_iso_week (year, week, day))
    return FALSE;
  *day += 6;
  return TRUE;
}

const char *const *
prognosis_week_text_get_year_names (void)
{
  static const char *const names[] = { "year",
                                       "years",
                                       "jahr",
                                       "iso year",
                                       "isoyear",
                                       "epi year",
                                       "epiyear",
                                       "mmwr year",
                                       "current mmwr year",
                                       "mmwryear",
                                       "ano",
                                       "a\xc3\xb1o",
                                       "anio",
                                       "annee",
                                       "ann\xc3\xa9"
                                       "e",
                                       "anno",
                                       "yr",
                                       "meldejahr",
                                       "week year",
                                       "weekyear",
                                       "reporting year",
                                       "\xc3\xa5r",
                                       "rok",
                                       "jaar",
                                       "vuosi",
                                       "tahun",
                                       "y\xc4\xb1l",
                                       "leto",
                                       "godina",
                                       "\xd0\xb3\xd0\xbe\xd0\xb4",
                                       "\xe5\xb9\xb4",
                                       "\xe7\x99\xbc\xe7\x97\x85\xe5\xb9\xb4\xe4\xbb\xbd",
                                       NULL };

  return names;
}

PrognosisWeeks
prognosis_week_text_look_at_name (const char *key)
{
  static const char *const words[] = { "week",
                                       "weeks",
                                       "isoweek",
                                       "weeknum",
                                       "weekno",
                                       "weeknumber",
                                       "yearweek",
                                       "weekyear",
                                       "yyyyww",
                                       "yrwk",
                                       "wk",
                                       "kw",
                                       "woche",
                                       "kalenderwoche",
                                       "berichtswoche",
                                       "meldewoche",
                                       "semaine",
                                       "semana",
                                       "semanas",
                                       "settimana",
                                       "sem",
                                       "yw",
                                       "yweek",
                                       "weekid",
                                       "weekofyear",
                                       "vecka",
                                       "veckonummer",
                                       "uge",
                                       "uke",
                                       "tyden",
                                       "tydzien",
                                       "viikko",
                                       "hafta",
                                       "minggu",
                                       "teden",
                                       "tjedan",
                                       "saptamana",
                                       "\xe9\x80\xb1",
                                       "\xe5\x91\xa8",
                                       "\xe9\x80\xb1\xe5\x88\xa5",
                                       "\xe7\x99\xbc\xe7\x97\x85\xe9\x80\xb1\xe5\x88\xa5",
                                       NULL };
  static const char *const epi_words[] = { "epi",
                                           "epiweek",
                                           "epiweeks",
                                           "epiwk",
                                           "mmwr",
                                           "mmwrweek",
                                           "mmwrwk",
                                           "epidemiological",
                                           "epidemiologica",
                                           "epidemiologicas",
                                           "epid",
                                           "ew",
                                           "cdcweek",
                                           "se",
                                           "\xe7\x99\xbc\xe7\x97\x85\xe9\x80\xb1\xe5\x88\xa5",
                                           NULL };
  g_auto (GStrv) parts = NULL;
  gboolean has_week = FALSE, is_epi = FALSE;

  if (g_str_equal (key, "se") || g_str_equal (key, "ew"))
    return PROGNOSIS_WEEKS_EPI;
  parts = g_strsplit_set (key, " /()", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *plain = g_str_to_ascii (parts[i], "C");

      has_week |= g_strv_contains (words, plain) || g_strv_contains (words, parts[i]);
      is_epi |= g_strv_contains (epi_words, plain) || g_strv_contains (epi_words, parts[i]);
      /* One word that says both. */
      has_week |= g_str_equal (plain, "epiweek") || g_str_equal (plain, "epiweeks") || g_str_equal (plain, "epiwk")
                  || g_str_has_prefix (plain, "mmwrw") || g_str_equal (plain, "cdcweek");
    }
  return !has_week ? PROGNOSIS_WEEKS_NONE : is_epi ? PROGNOSIS_WEEKS_EPI : PROGNOSIS_WEEKS_ISO;
}
