/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-table-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

/* Digits with at most one @mark and an exponent: no "inf", no hexadecimal digits, no thousands separators. */
static gboolean
is_plain_number (const char *text, char mark)
{
  const char *p = text;
  gboolean digits = FALSE, marked = FALSE;

  if (*p == '-' || *p == '+')
    p++;
  for (; *p != '\0' && *p != 'e' && *p != 'E'; p++)
    if (g_ascii_isdigit (*p))
      digits = TRUE;
    else if (*p == mark && !marked)
      marked = TRUE;
    else
      return FALSE;
  if (!digits || *p == '\0')
    return digits;
  p++;
  if (*p == '-' || *p == '+')
    p++;
  if (*p == '\0')
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  return *p == '\0';
}

/* --- thousands separators --------------------------------------------------------- */

typedef enum
{
  FORM_OTHER,   /* not a number */
  FORM_SMALL,   /* a whole number below 1000 */
  FORM_LARGE,   /* a whole number of at least 1000, without a mark */
  FORM_DECIMAL, /* the mark can only be a decimal mark */
  FORM_EITHER,  /* 1,234 */
  FORM_GROUPED, /* the mark can only separate thousands: 1,234,567 or 1,234.5 */
} Form;

static Form
get_form (const char *text, char mark)
{
  gsize n = strspn (text += *text == '-', DIGITS);
  gboolean in_threes = n >= 1 && n <= 3 && *text != '0';
  guint n_groups = 0;

  if (n == 0)
    return FORM_OTHER;
  if (text[n] == '\0')
    return n <= 3 ? FORM_SMALL : FORM_LARGE;
  for (text += n; *text == mark; text += n + 1, n_groups++)
    {
      n = strspn (text + 1, DIGITS);
      if (n == 0)
        return FORM_OTHER;
      in_threes &= n == 3;
    }
  if (n_groups == 0)
    return FORM_OTHER;
  if (*text == (mark == ',' ? '.' : ',') && in_threes && text[1 + strspn (text + 1, DIGITS)] == '\0')
    return FORM_GROUPED;
  if (*text != '\0' || (n_groups > 1 && !in_threes))
    return FORM_OTHER;
  return n_groups > 1 ? FORM_GROUPED : in_threes ? FORM_EITHER : FORM_DECIMAL;
}

/* The same without the mark of a footnote, as in “1,234*”. */
static Form
get_form_of_cell (const char *text, char mark)
{
  const gsize n = strlen (text);
  const char *start;
  gboolean is_provisional;
  gsize length;

  if (n == 0 || (g_ascii_isdigit (*text) && g_ascii_isdigit (text[n - 1])))
    return get_form (text, mark);
  length = prognosis_table_find_mark (text, &start, &is_provisional);
  if (length > 0)
    {
      g_autofree char *number = g_strndup (start, length);

      return get_form (number, mark);
    }
  return get_form (text, mark);
}

/* Whether every number of at least 1000 in the column has the mark, and no smaller one does. */
static gboolean
column_groups (const guint *counts)
{
  return counts[FORM_EITHER] > 0 && counts[FORM_SMALL] > 0 && counts[FORM_LARGE] == 0;
}

static void
look_for_mark (const PrognosisTable *self, char mark)
{
  PrognosisTableNumbers *numbers = self->numbers;
  gboolean any = FALSE, groups = FALSE;

  /* Most tables do not contain it: searching all bytes once is faster than checking each cell. */
  if (memchr (self->arena->str, mark, self->arena->len) == NULL)
    return;
  for (gsize c = 0; c < self->n_columns; c++)
    {
      guint counts[FORM_GROUPED + 1] = { 0 };

      for (gsize row = 0; row < self->lines->len; row++)
        counts[get_form_of_cell (prognosis_table_get_cell (self, row, c), mark)]++;
      if (counts[FORM_DECIMAL] > 0)
        return;
      any |= counts[FORM_EITHER] > 0;
      groups |= counts[FORM_GROUPED] > 0 || column_groups (counts);
    }
  /* If the comma is the decimal mark, points separate thousands. */
  groups |= any && mark == '.' && self->decimal_comma;
  if (groups)
    numbers->thousands = mark;
  else if (any)
    numbers->doubtful = mark;
}

/* A point between digits is a decimal point, unless the table would use a comma for that. */
static void
find_marks (const PrognosisTable *self)
{
  PrognosisTableNumbers *numbers = self->numbers;

  if (numbers->is_known)
    return;
  numbers->is_known = TRUE;
  if (!self->decimal_comma)
    look_for_mark (self, ',');
  if (numbers->thousands == 0 && numbers->doubtful == 0)
    look_for_mark (self, '.');
  if (numbers->doubtful == '.' && self->delimiter != ';')
    numbers->doubtful = 0;
  if (numbers->thousands == '.' && self->delimiter != ';' && !self->decimal_comma)
    numbers->thousands = 0;
}

/* Spaces and apostrophes are unambiguous. Returns the length of the separator at @p, or 0. */
static gsize
take_mark (const PrognosisTable *self, const char *p)
{
  static const char *const marks[] = { " ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99" };

  if (*p != '\0' && *p == self->numbers->thousands)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i]))
      return strlen (marks[i]);
  return 0;
}

/* Copies @text to @plain (@size bytes) without its thousands separators. FALSE if they are not consistent
   separators. */
static gboolean
take_marks_out (const PrognosisTable *self, const char *text, char *plain, gsize size)
{
  const char *p = text + (*text == '-' || *text == '+');
  gsize n = strspn (p, DIGITS), length = (gsize) (p - text) + n, mark = take_mark (self, p + n);
  const char *first_mark = p + n;

  if (n < 1 || n > 3 || mark == 0 || strlen (text) >= size)
    return FALSE;
  memcpy (plain, text, length);
  for (p += n; strncmp (p, first_mark, mark) == 0; p += mark + 3)
    {
      if (strspn (p + mark, DIGITS) < 3 || g_ascii_isdigit (p[mark + 3]))
        return FALSE;
      memcpy (plain + length, p + mark, 3);
      length += 3;
    }
  strcpy (plain + length, p);
  return TRUE;
}

static char
get_decimal_mark (const PrognosisTable *self, const char *text)
{
  if (self->numbers->thousands != 0)
    return self->numbers->thousands == '.' ? ',' : '.';
  return self->decimal_comma && strchr (text, '.') == NULL ? ',' : '.';
}

gboolean
prognosis_table_is_doubtful (const PrognosisTable *self, const char *text)
{
  find_marks (self);
  return self->numbers->doubtful != 0 && get_form_of_cell (text, self->numbers->doubtful) == FORM_EITHER;
}

gboolean
prognosis_table_parse_number (const PrognosisTable *self, const char *text, double *value)
{
  gint64 whole = 0;
  const char *p = text;
  char copy[64];
  char mark;

  g_return_val_if_fail (self != NULL && text != NULL && value != NULL, FALSE);

  /* Fast path: nearly every cell is a short whole number, with or without ".0". */
  while (g_ascii_isdigit (*p) && p - text < 15)
    whole = whole * 10 + (*p++ - '0');
  if (p > text && p[0] == '.' && p[1] == '0' && p[2] == '\0')
    p += 2;
  if (*p == '\0' && p > text)
    {
      *value = (double) whole;
      return TRUE;
    }
  if (prognosis_table_is_missing (text))
    {
      *value = NAN;
      return TRUE;
    }
  /* Points may separate thousands if the decimal mark is a comma, or would be. */
  if ((self->delimiter == ';' || self->decimal_comma) && strchr (text, '.') != NULL)
    find_marks (self);
  mark = get_decimal_mark (self, text);
  if (is_plain_number (text, mark) && !(self->numbers->doubtful == '.' && prognosis_table_is_doubtful (self, text)))
    {
      if (g_strlcpy (copy, text, sizeof copy) >= sizeof copy)
        return FALSE;
    }
  else
    {
      const char *start;
      gboolean is_provisional;
      gsize n;

      find_marks (self);
      if (prognosis_table_is_suppressed (text))
        {
          *value = NAN;
          return TRUE;
        }
      n = prognosis_table_find_mark (text, &start, &is_provisional);
      if (n > 0)
        {
          g_autofree char *number = g_strndup (start, n);

          return prognosis_table_parse_number (self, number, value);
        }
      mark = get_decimal_mark (self, text);
      if (!take_marks_out (self, text, copy, sizeof copy) || !is_plain_number (copy, mark))
        return FALSE;
      if (self->numbers->marked == NULL)
        self->numbers->marked = g_strdup (text);
    }
  g_strdelimit (copy, ",", '.');
  *value = g_ascii_strtod (copy, NULL);
  return isfinite (*value);
}
