/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads one date as text. The text is taken apart into numbers and a style; the numbers give a day once the column has settled
   what a single cell such as 3/4 leaves open (prognosis-date-column.c). To add a spelling, parse it here. */

#include "prognosis-config.h"
#include "prognosis-date-text.h"

#include <string.h>

#include "prognosis-day.h"
#include "prognosis-month-text.h"
#include "prognosis-week-text.h"

#define MAX_MONTH_NAME 32
#define SERIAL_EPOCH (-25569) /* 1899-12-30 */

/* Skips "de " in Spanish and Portuguese dates, "del " and "di " likewise. */
static const char *
skip_of (const char *p)
{
  static const char *const words[] = { "de ", "del ", "di " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return p + strlen (words[i]);
  return p;
}

static gsize
take_digits (const char **p, gint64 *number)
{
  gsize n = 0;

  for (*number = 0; g_ascii_isdigit (**p) && n < 9; n++, (*p)++)
    *number = *number * 10 + (**p - '0');
  return n;
}

static int
find_month (const char *name, gsize n)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

  for (int i = 0; n >= 3 && i < 12; i++)
    if (g_ascii_strncasecmp (name, months[i], 3) == 0)
      return i + 1;
  return 0;
}

static gboolean
is_end_or_time (const char *p)
{
  return *p == '\0' || ((*p == 'T' || *p == ' ') && g_ascii_isdigit (p[1]));
}

static gint64
add_century (gint64 year, gsize n_digits)
{
  return n_digits != 2 ? year : year < 70 ? year + 2000 : year + 1900;
}

/* In English, or in another language of the readers. */
static gsize
take_month_name (const char **p, gint64 *month)
{
  char name[MAX_MONTH_NAME];
  gsize n = 0;

  while (g_ascii_isalpha ((*p)[n]) || ((*p)[n] & 0x80))
    n++;
  *month = find_month (*p, n);
  if (*month == 0 && n < sizeof name)
    {
      memcpy (name, *p, n);
      name[n] = '\0';
      *month = prognosis_month_text_find (name);
    }
  *p += n;
  return *month > 0 ? n : 0;
}

/* "22-Aug-2020", "22 Aug 2020", "22. Aug. 2020", "22 de agosto de 2020": from the name on. */
static gboolean
take_named_month (const char *p, char separator, PrognosisDateParts *parts)
{
  const gboolean is_free = separator == ' ' || separator == '.';
  gsize n, gap;

  if (take_month_name (&p, &parts->b) == 0)
    return FALSE;
  gap = strspn (p, is_free ? ". " : "-/");
  if (gap == 0 || (!is_free && (gap > 1 || *p != separator)))
    return FALSE;
  p = skip_of (p + gap);
  n = take_digits (&p, &parts->c);
  parts->style = PROGNOSIS_DATES_NAMED;
  parts->c = add_century (parts->c, n);
  return (n == 2 || n == 4) && is_end_or_time (p);
}

/* "August 22, 2020". */
static gboolean
take_month_first (const char *p, PrognosisDateParts *parts)
{
  gsize n;

  if (take_month_name (&p, &parts->b) == 0 || *p == '\0' || strchr (".- ", *p) == NULL)
    return FALSE;
  p += 1 + (p[0] == '.' && p[1] == ' ');
  n = take_digits (&p, &parts->a);
  if (n < 1 || n > 2 || *p == '\0' || strchr (",- ", *p) == NULL)
    return FALSE;
  p += 1 + (p[0] == ',' && p[1] == ' ');
  n = take_digits (&p, &parts->c);
  parts->c = add_century (parts->c, n);
  parts->style = PROGNOSIS_DATES_NAMED;
  return (n == 2 || n == 4) && is_end_or_time (p);
}

/* Parses the rest after a first number of one or two digits. */
static gboolean
take_abc (const char *p, PrognosisDateParts *parts)
{
  const char *name;
  char separator;
  gsize n;

  /* "1er janvier 2021" */
  if (g_str_has_prefix (p, "er "))
    p += 2;
  separator = *p++;
  if (separator == '\0' || strchr ("/.- ", separator) == NULL)
    return FALSE;
  name = separator == ' ' || separator == '.' ? skip_of (p + strspn (p, " ")) : p;
  if (g_ascii_isalpha (*name))
    return take_named_month (name, separator, parts);
  p = separator == '.' ? name : p;
  n = take_digits (&p, &parts->b);
  if (n < 1 || n > 2 || *p++ != separator || separator == ' ')
    return FALSE;
  p += separator == '.' ? strspn (p, " ") : 0;
  n = take_digits (&p, &parts->c);
  if ((n != 2 && n != 4) || !is_end_or_time (p))
    return FALSE;
  parts->c = add_century (parts->c, n);
  parts->style = PROGNOSIS_DATES_ABC;
  parts->point = separator == '.';
  return TRUE;
}

/* Parses the rest after a first number of four digits. */
static gboolean
take_year_first (const char *p, PrognosisDateParts *parts)
{
  char separator = *p;
  gsize n;

  if (separator == '\0' || strchr ("-/.", separator) == NULL)
    return FALSE;
  p++;
  n = take_digits (&p, &parts->b);
  if (n < 1 || n > 2 || *p++ != separator)
    return FALSE;
  n = take_digits (&p, &parts->c);
  parts->style = PROGNOSIS_DATES_YMD;
  return n >= 1 && n <= 2 && is_end_or_time (p);
}

/* Skips "Do " or "Thursday, "; NULL if the text is not a weekday followed by a date. */
static const char *
skip_weekday (const char *text)
{
  static const char *const names[] = { "mon",
                                       "tue",
                                       "wed",
                                       "thu",
                                       "fri",
                                       "sat",
                                       "sun",
                                       "mo",
                                       "di",
                                       "mi",
                                       "do",
                                       "fr",
                                       "sa",
                                       "so",
                                       "lun",
                                       "mar",
                                       "mer",
                                       "jeu",
                                       "ven",
                                       "sam",
                                       "dim",
                                       "mi\xc3\xa9",
                                       "jue",
                                       "vie",
                                       "s\xc3\xa1"
                                       "b",
                                       "dom" };
  gsize n = 0;
  gboolean is_one = FALSE;

  while (g_ascii_isalpha (text[n]) || (text[n] & 0x80))
    n++;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    is_one |= n >= 2 && g_ascii_strncasecmp (text, names[i], strlen (names[i])) == 0;
  text += n;
  text += strspn (text, ".,");
  if (!is_one || *text != ' ')
    return NULL;
  return text + strspn (text, " ");
}

/* Leaves the style NONE if @text does not look like a date. */
static PrognosisDateParts
take_parts_of_day (const char *text)
{
  PrognosisDateParts parts = { PROGNOSIS_DATES_NONE };
  const char *p = text + (*text == '-');
  gsize n = take_digits (&p, &parts.a);
  gboolean good = FALSE;

  if (n > 0 && n < 9 && (*p == '\0' || strcmp (p, ".0") == 0))
    {
      parts.a = *text == '-' ? -parts.a : parts.a;
      parts.style = n == 8 ? PROGNOSIS_DATES_COMPACT : PROGNOSIS_DATES_INDEX;
      return parts;
    }
  if (n == 0 && g_ascii_isalpha (*text))
    good = take_month_first (text, &parts);
  else if (*text != '-' && n == 4)
    good = take_year_first (p, &parts);
  else if (*text != '-' && (n == 1 || n == 2))
    good = take_abc (p, &parts);
  if (!good)
    parts.style = PROGNOSIS_DATES_NONE;
  return parts;
}

PrognosisDateParts
prognosis_date_text_parse (const char *text)
{
  const PrognosisDateParts parts = take_parts_of_day (text);
  const char *behind = parts.style == PROGNOSIS_DATES_NONE ? skip_weekday (text) : NULL;
  const PrognosisDateParts others = take_parts_of_day (behind ? behind : text);

  if (others.style == PROGNOSIS_DATES_ABC || others.style == PROGNOSIS_DATES_YMD || others.style == PROGNOSIS_DATES_NAMED)
    return others;
  return parts;
}

gboolean
prognosis_date_text_is_unknown (const char *text)
{
  /* In lower case, without accents, points and slashes. */
  static const char *const words[] = { "unknown",
                                       "unk",
                                       "unkn",
                                       "not known",
                                       "date unknown",
                                       "unknown date",
                                       "undated",
                                       "no date",
                                       "not available",
                                       "not applicable",
                                       "not reported",
                                       "not recorded",
                                       "not stated",
                                       "missing",
                                       "pending",
                                       "none",
                                       "unbekannt",
                                       "unbek",
                                       "nicht bekannt",
                                       "datum unbekannt",
                                       "unbekanntes datum",
                                       "ohne datum",
                                       "ohne angabe",
                                       "keine angabe",
                                       "nicht angegeben",
                                       "nicht ermittelbar",
                                       "fehlt",
                                       "inconnu",
                                       "inconnue",
                                       "date inconnue",
                                       "non connu",
                                       "non connue",
                                       "non renseigne",
                                       "non renseignee",
                                       "non disponible",
                                       "non precise",
                                       "sans date",
                                       "desconocido",
                                       "desconocida",
                                       "fecha desconocida",
                                       "no conocido",
                                       "no conocida",
                                       "se desconoce",
                                       "sin dato",
                                       "sin datos",
                                       "sin fecha",
                                       "sin informacion",
                                       "no disponible",
                                       "no informado",
                                       "no especificado",
                                       "no especificada",
                                       "no consta",
                                       "ignorado",
                                       "ignorada",
                                       "sconosciuto",
                                       "sconosciuta",
                                       "non noto",
                                       "non nota",
                                       "ignoto",
                                       "ignota",
                                       "desconhecido",
                                       "desconhecida",
                                       "nao informado",
                                       "nao informada",
                                       "sem data",
                                       "sem informacao",
                                       "onbekend",
                                       NULL };
  g_autofree char *plain = NULL;
  g_autofree char *lower = NULL;

  if (strchr (text, '?') != NULL)
    return TRUE;
  if (strlen (text) < 3 || strlen (text) > 32)
    return FALSE;
  plain = g_str_to_ascii (text, "C");
  lower = g_strstrip (g_strdelimit (g_ascii_strdown (plain, -1), "()[].,", ' '));
  /* xx.07.2023 */
  return g_strv_contains (words, lower) || (strstr (lower, "xx") != NULL && strspn (lower, "x0123456789-/ ") == strlen (lower));
}

static gboolean
from_ymd (gint64 year, gint64 month, gint64 day, int *number)
{
  if (!prognosis_day_is_valid ((int) year, (int) month, (int) day))
    return FALSE;
  *number = prognosis_day_from_ymd ((int) year, (int) month, (int) day);
  return TRUE;
}

gboolean
prognosis_date_text_get_day (const PrognosisDateParts *parts, PrognosisDates style, PrognosisDateOrder order, int *day)
{
  switch (style)
    {
    case PROGNOSIS_DATES_YMD: return from_ymd (parts->a, parts->b, parts->c, day);
    case PROGNOSIS_DATES_COMPACT: return from_ymd (parts->a / 10000, parts->a / 100 % 100, parts->a % 100, day);
    case PROGNOSIS_DATES_WEEK: return prognosis_week_text_get_end ((PrognosisWeeks) parts->c, (int) parts->a, (int) parts->b, day);
    case PROGNOSIS_DATES_NAMED: return from_ymd (parts->c, parts->b, parts->a, day);
    case PROGNOSIS_DATES_ABC:
      if (order == PROGNOSIS_DATE_ORDER_YEAR_FIRST)
        return from_ymd (add_century (parts->a, 2), parts->b, parts->c % 100, day);
      return order == PROGNOSIS_DATE_ORDER_DAY_FIRST ? from_ymd (parts->c, parts->b, parts->a, day)
                                                     : from_ymd (parts->c, parts->a, parts->b, day);
    case PROGNOSIS_DATES_SERIAL: *day = (int) parts->a + SERIAL_EPOCH; return TRUE;
    case PROGNOSIS_DATES_INDEX: *day = (int) parts->a; return TRUE;
    case PROGNOSIS_DATES_MONTH:
      if (!from_ymd (parts->a, parts->b, 1, day))
        return FALSE;
      *day = prognosis_day_from_month (prognosis_day_to_month (*day));
      return TRUE;
    case PROGNOSIS_DATES_NONE:
    default: return FALSE;
    }
}
