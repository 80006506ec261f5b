/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-csv.h"

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
