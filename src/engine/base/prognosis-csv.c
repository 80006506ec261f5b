/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-csv.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Also those of a full-width keyboard, which some spreadsheets take for the same. An apostrophe that is part of the name needs
 * one more, so that reading gives back the name. */
static gboolean
is_formula (const char *text, gsize n)
{
  static const char *const signs[]
      = { "=", "+", "-", "@", "\t", "\r", "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0" };

  while (n > 0 && *text == '\'')
    text++, n--;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (n >= strlen (signs[i]) && memcmp (text, signs[i], strlen (signs[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "+-0123456789.")] == '\0' && strpbrk (text + 1, "+-") == NULL;
}

void
prognosis_csv_append_text (GString *csv, const char *text)
{
  g_autofree char *marked = NULL;

  if (is_formula (text, strlen (text)) && !is_number (text))
    marked = g_strconcat ("'", text, NULL);
  prognosis_csv_append_quoted (csv, marked != NULL ? marked : text);
}

const char *
prognosis_csv_skip_mark (const char *text, gsize n)
{
  return n > 1 && *text == '\'' && is_formula (text + 1, n - 1) ? text + 1 : text;
}

void
prognosis_csv_append_quoted (GString *csv, const char *text)
{
  if (!strpbrk (text, ",\"\r\n"))
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

void
prognosis_csv_append_number (GString *csv, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append (csv, g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

/* Names of columns of text in the tables of this program: a code such as 3.1 is not a number. */
static gboolean
is_text_column (const char *name)
{
  static const char *const names[] = { "location", "model",    "name",   "output_type", "parameter", "quantity",
                                       "region",   "scenario", "signal", "state",       "target",    NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_decimal_number (const char *cell)
{
  char *end;

  if (strchr (cell, '.') == NULL || cell[strspn (cell, "0123456789.+-eE")] != '\0')
    return FALSE;
  (void) g_ascii_strtod (cell, &end);
  return *end == '\0';
}

/* @cell: as written, with its quotation marks */
static void
append_cell (GString *csv, GString *cell, gboolean is_text, char separator, char decimal)
{
  if (!is_text && decimal != '.' && is_decimal_number (cell->str))
    *strchr (cell->str, '.') = decimal;
  if (*cell->str != '"' && strchr (cell->str, separator) != NULL)
    g_string_append_printf (csv, "\"%s\"", cell->str);
  else
    g_string_append (csv, cell->str);
}

void
prognosis_csv_to_spreadsheet (GString *csv, char decimal)
{
  const char separator = decimal == ',' ? ';' : ',';
  g_autoptr (GArray) is_text = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GString) cell = g_string_new (NULL), out = g_string_sized_new (csv->len + 3);
  gboolean is_quoted = FALSE, is_header = TRUE;
  guint column = 0;

  g_string_append (out, "\xef\xbb\xbf");
  for (gsize i = 0; i < csv->len; i++)
    {
      const char c = csv->str[i];

      is_quoted ^= c == '"';
      if (is_quoted || (c != ',' && c != '\n'))
        {
          g_string_append_c (cell, c);
          continue;
        }
      if (is_header)
        {
          const gboolean is_name = is_text_column (cell->str);

          g_array_append_val (is_text, is_name);
        }
      append_cell (out, cell, is_header || (column < is_text->len && g_array_index (is_text, gboolean, column)), separator,
                   decimal);
      g_string_append_c (out, c == ',' ? separator : c);
      g_string_truncate (cell, 0);
      is_header &= c == ',';
      column = c == ',' ? column + 1 : 0;
    }
  g_string_append_len (out, cell->str, (gssize) cell->len);
  g_string_assign (csv, out->str);
}

char
prognosis_csv_get_decimal_mark (void)
{
  locale_t own = newlocale (LC_NUMERIC_MASK, "", (locale_t) 0);
  char mark = '.';

  if (own != (locale_t) 0)
    {
      mark = *nl_langinfo_l (RADIXCHAR, own) == ',' ? ',' : '.';
      freelocale (own);
    }
  return mark;
}
