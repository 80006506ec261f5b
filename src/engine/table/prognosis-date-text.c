/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads one date as text. The text is taken apart into numbers and a style; the numbers give a day once the column has settled
   what a single cell such as 3/4 leaves open (prognosis-date-column.c). To add a spelling, parse it here. */

#include "prognosis-config.h"
#include "prognosis-date-text.h"

#include <string.h>

#include "prognosis-day.h"
#include "prognosis-month-text.h"
#include "prognosis-week-text.h"

#define SERIAL_EPOCH (-25569) /* 1899-12-30 */

static gsize
take_digits (const char **p, gint64 *number)
{
  gsize n = 0;

  for (*number = 0; g_ascii_isdigit (**p) && n < 9; n++, (*p)++)
    *number = *number * 10 + (**p - '0');
  return n;
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
static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || (c & 0x80);
}

/* Moves @p behind the name of a month and a point after it. FALSE: there is none. */
static gboolean
take_month_name (const char **p, gint64 *month)
{
  gsize n = 0;

  while (is_letter ((*p)[n]))
    n++;
  *month = n > 0 ? prognosis_month_text_find_name (*p, n) : 0;
  *p += n;
  *p += **p == '.';
  return *month > 0;
}

/* Moves @p behind signs and little words between the parts of a date: “3. Mai”, “1 de enero de 2021”. FALSE: there are none. */
static gboolean
skip_between (const char **p)
{
  static const char *const words[] = { "de ", "del ", "di ", "of ", "d'", "d\xe2\x80\x99" };
  const char *begin = *p;

  *p += strspn (*p, " -/.,");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (*p, words[i], strlen (words[i])) == 0)
      {
        *p += strlen (words[i]);
        break;
      }
  return *p > begin;
}

/* Behind “1” in “1er janvier”, “1º de enero”, “1st of May”. */
static const char *
skip_ordinal (const char *p)
{
  static const char *const endings[] = { "er", "re", "st", "nd", "rd", "th", "\xc2\xba", "\xc2\xb0", "\xc2\xaa" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (p, endings[i]) && p[strlen (endings[i])] == ' ')
      return p + strlen (endings[i]);
  return p;
}

/* The year at the end. */
static gboolean
take_last_year (const char *p, PrognosisDateParts *parts)
{
  const gsize n = take_digits (&p, &parts->c);

  parts->c = add_century (parts->c, n);
  parts->style = PROGNOSIS_DATES_NAMED;
  return (n == 2 || n == 4) && is_end_or_time (p);
}

/* Parses the rest of “22-Aug-20”, “3. Mai 2020”, “1 de enero de 2021” and “01MAR2020” after the day. */
static gboolean
take_named_month (const char *p, PrognosisDateParts *parts)
{
  gboolean is_parted;

  p = skip_ordinal (p);
  is_parted = skip_between (&p);
  return is_letter (*p) && take_month_name (&p, &parts->b) && (skip_between (&p) || p[-1] == '.') == is_parted
         && take_last_year (p, parts);
}

/* "August 22, 2020". */
static gboolean
take_month_first (const char *p, PrognosisDateParts *parts)
{
  gsize n;

  if (!take_month_name (&p, &parts->b) || (!skip_between (&p) && p[-1] != '.'))
    return FALSE;
  n = take_digits (&p, &parts->a);
  p = skip_ordinal (p);
  return (n == 1 || n == 2) && skip_between (&p) && take_last_year (p, parts);
}

/* Parses the rest after a first number of one or two digits. */
static gboolean
take_abc (const char *p, PrognosisDateParts *parts)
{
  const char separator = *p;
  gsize n;

  if (take_named_month (p, parts))
    return TRUE;
  p++;
  if (separator == '\0' || strchr ("/.-", separator) == NULL)
    return FALSE;
  /* “22. 8. 2020” */
  p += separator == '.' ? strspn (p, " ") : 0;
  n = take_digits (&p, &parts->b);
  if (n < 1 || n > 2 || *p++ != separator)
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

/* “2021-dic-01”. */
static gboolean
take_year_and_name (const char *p, PrognosisDateParts *parts)
{
  gsize n;

  parts->c = parts->a;
  if (!skip_between (&p) || !is_letter (*p) || !take_month_name (&p, &parts->b) || !skip_between (&p))
    return FALSE;
  n = take_digits (&p, &parts->a);
  parts->style = PROGNOSIS_DATES_NAMED;
  return (n == 1 || n == 2) && is_end_or_time (p);
}

/* Parses the rest after a first number of four digits. */
static gboolean
take_year_first (const char *p, PrognosisDateParts *parts)
{
  const char separator = *p;
  gsize n;

  if (separator != '\0' && is_letter (p[1]))
    return take_year_and_name (p, parts);
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
                                       "dom",
                                       "gio",
                                       "sab",
                                       "seg",
                                       "ter",
                                       "qua",
                                       "qui",
                                       "sex" };
  gsize n = 0;
  gboolean is_one = FALSE;

  while (is_letter (text[n]))
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
  if (n == 0 && is_letter (*text))
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
  const PrognosisDateParts others = behind != NULL ? take_parts_of_day (behind) : parts;

  if (others.style == PROGNOSIS_DATES_ABC || others.style == PROGNOSIS_DATES_YMD || others.style == PROGNOSIS_DATES_NAMED)
    return others;
  return parts;
}

gboolean
prognosis_date_text_lacks_year (const char *text)
{
  static const char *const years[] = { "2020", " 2020", "/2020", "-2020", ".2020" };

  if (prognosis_date_text_parse (text).style != PROGNOSIS_DATES_NONE)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *full = g_strconcat (text, years[i], NULL);
      const PrognosisDates style = prognosis_date_text_parse (full).style;

      if (style == PROGNOSIS_DATES_ABC || style == PROGNOSIS_DATES_NAMED)
        return TRUE;
    }
  return FALSE;
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
