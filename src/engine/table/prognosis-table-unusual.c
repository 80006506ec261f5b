/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells among numbers that are more or less than a number: suppressed values (“<5”, “1-4”, “<0.5”, “*”), dashes, and numbers with a mark
   (“352*”, “352 (p)”). */

#include "prognosis-config.h"
#include "prognosis-table-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

typedef struct
{
  const char *text;
  gboolean is_included; /* the number itself is possible */
} Bound;

/* In front of the number. */
static const Bound bounds[] = {
  { "<=", TRUE },
  { "=<", TRUE },
  { "\xe2\x89\xa4", TRUE },
  { "\xe2\xa9\xbd", TRUE },
  { "&lt;", FALSE },
  { "<", FALSE },
  { "fewer than", FALSE },
  { "less than", FALSE },
  { "under", FALSE },
  { "below", FALSE },
  { "up to", TRUE },
  { "at most", TRUE },
  { "weniger als", FALSE },
  { "unter", FALSE },
  { "bis zu", TRUE },
  { "h\xc3\xb6"
    "chstens",
    TRUE },
  { "max.", TRUE },
  { "moins de", FALSE },
  { "jusqu'\xc3\xa0", TRUE },
  { "au plus", TRUE },
  { "menos de", FALSE },
  { "menos que", FALSE },
  { "menor que", FALSE },
  { "menor a", FALSE },
  { "hasta", TRUE },
  { "meno di", FALSE },
  { "fino a", TRUE },
  { "minder dan", FALSE },
};
/* Behind it. */
static const char *const or_fewer[]
    = { "or fewer", "or less", "oder weniger", "und weniger", "ou moins", "o menos", "ou menos", "o meno" };
static const char *const unknown[] = { "*",
                                       "**",
                                       "***",
                                       "suppressed",
                                       "masked",
                                       "redacted",
                                       "confidential",
                                       "geheim",
                                       "unterdr\xc3\xbc"
                                       "ckt" };

/* The number at @text, such as 5, 0.5 or ,5, which may have blanks around it, and what follows. -1: there is none. */
static double
take_number (const char *text, const char **rest)
{
  char copy[16];
  gsize n, n_decimals = 0;

  text += strspn (text, " ");
  n = strspn (text, DIGITS);
  if (text[n] == '.' || text[n] == ',')
    n_decimals = strspn (text + n + 1, DIGITS);
  /* Three digits may be thousands. */
  if (n > 4 || n + n_decimals == 0 || n_decimals > (*text == '0' ? 3 : 2))
    return -1.0;
  n += n_decimals > 0 ? n_decimals + 1 : 0;
  memcpy (copy, text, n);
  copy[n] = '\0';
  *rest = text + n;
  *rest += strspn (*rest, " ");
  return g_ascii_strtod (g_strdelimit (copy, ",", '.'), NULL);
}

/* The bound of “<5”, “≤ 0.5” or “4 or fewer”. FALSE: @text is none of them. */
static gboolean
find_upper (const char *text, double *bound, gboolean *is_included)
{
  const char *rest;

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (g_ascii_strncasecmp (text, bounds[i].text, strlen (bounds[i].text)) == 0)
      {
        *bound = take_number (text + strlen (bounds[i].text), &rest);
        *is_included = bounds[i].is_included;
        return *bound >= 0.0 && rest[strspn (rest, "*")] == '\0' && (*bound > 0.0 || *is_included);
      }
  *bound = take_number (text, &rest);
  *is_included = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (or_fewer) && *bound >= 0.0; i++)
    if (g_ascii_strcasecmp (rest, or_fewer[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
prognosis_table_is_suppressed (const char *text)
{
  double bound;
  gboolean is_included;

  /* Most cells that come here are numbers with marks. */
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (g_ascii_strcasecmp (text, unknown[i]) == 0)
      return TRUE;
  return find_upper (text, &bound, &is_included);
}

/* The bounds of "1-9", "0 – 2", "1 to 4". */
static gboolean
find_range (const char *text, int *low, int *high)
{
  static const char *const signs[] = { "-", "\xe2\x80\x93", "\xe2\x80\x94", "to", "bis", "a", "\xc3\xa0" };
  gsize n = strspn (text, DIGITS), m = 0;
  const char *p = text + n;

  if (n == 0 || n > 2)
    return FALSE;
  p += strspn (p, " ");
  for (gsize i = 0; i < G_N_ELEMENTS (signs) && m == 0; i++)
    if (g_str_has_prefix (p, signs[i]))
      m = strlen (signs[i]);
  if (m == 0)
    return FALSE;
  p += m;
  p += strspn (p, " ");
  n = strspn (p, DIGITS);
  if (n == 0 || n > 2 || p[n] != '\0')
    return FALSE;
  *low = atoi (text);
  *high = atoi (p);
  return *low < *high;
}

gboolean
prognosis_table_is_small_range (const char *text)
{
  int low, high;

  return find_range (text, &low, &high);
}

gboolean
prognosis_table_find_interval (const char *text, PrognosisTableInterval *interval)
{
  int low, high;

  if (find_range (text, &low, &high))
    {
      *interval = (PrognosisTableInterval){ low, high, TRUE };
      return TRUE;
    }
  interval->low = NAN;
  return find_upper (text, &interval->high, &interval->is_high_included);
}

gboolean
prognosis_table_is_dash (const char *text)
{
  static const char *const dashes[]
      = { "-", "--", "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95", "\xe2\x88\x92",
          NULL };

  /* Most cells begin with a digit. */
  return (*text == '-' || (*text & 0x80)) && g_strv_contains (dashes, text);
}

gsize
prognosis_table_find_mark (const char *text, const char **start, gboolean *is_provisional)
{
  static const struct
  {
    const char *text;
    gboolean is_provisional;
  } marks[] = { { "*", FALSE },
                { "\xe2\x80\xa0", FALSE }, /* daggers and section sign */
                { "\xe2\x80\xa1", FALSE },
                { "\xc2\xa7", FALSE },
                { "#", FALSE },
                { "^", FALSE },
                { "\xc2\xb9", FALSE }, /* raised 1, 2, 3 */
                { "\xc2\xb2", FALSE },
                { "\xc2\xb3", FALSE },
                { "(p)", TRUE },
                { "(r)", FALSE },
                { "[p]", TRUE },
                { "[r]", FALSE },
                { "(prov.)", TRUE },
                { "(prov)", TRUE },
                { "provisional", TRUE },
                { "prov.", TRUE },
                { "prov", TRUE },
                { "vorl.", TRUE },
                { "(vorl.)", TRUE },
                { "vorl\xc3\xa4ufig", TRUE },
                { "provisoire", TRUE },
                { "provisorisch", TRUE },
                { "preliminar", TRUE },
                { "preliminary", TRUE },
                { "prelim.", TRUE },
                { "(e)", FALSE }, /* flags of Eurostat: estimated, break, definition differs, unreliable */
                { " e", FALSE },
                { "(b)", FALSE },
                { " b", FALSE },
                { "(d)", FALSE },
                { " d", FALSE },
                { "(u)", FALSE },
                { " u", FALSE },
                { "(est.)", FALSE },
                { "est.", FALSE },
                { "p", TRUE },
                { "r", FALSE } };
  gsize n;
  gboolean any = FALSE, again = TRUE;

  *is_provisional = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (!g_ascii_isalnum (*marks[i].text) && *marks[i].text != '(' && *marks[i].text != '['
        && g_str_has_prefix (text, marks[i].text))
      {
        text += strlen (marks[i].text);
        text += strspn (text, " ");
        any = TRUE;
      }
  *start = text;
  for (n = strlen (text); again && n > 0;)
    {
      again = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (marks) && !again; i++)
        {
          const gsize length = strlen (marks[i].text);

          if (length >= n || g_ascii_strncasecmp (text + n - length, marks[i].text, length) != 0)
            continue;
          again = any = TRUE;
          *is_provisional |= marks[i].is_provisional;
          n -= length;
        }
      while (n > 0 && text[n - 1] == ' ')
        n--;
    }
  /* The rest must be a number, which ends in a digit. */
  return any && n > 0 && g_ascii_isdigit (text[n - 1]) && (g_ascii_isdigit (*text) || *text == '-' || *text == '+') ? n : 0;
}
