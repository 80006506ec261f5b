/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-csv.h"

#include <math.h>
#include <string.h>

void
prognosis_csv_append_text (GString *csv, const char *text)
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
