/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-table-private.h"

#include <string.h>

/* Lines of text above and below a table, as spreadsheets and authorities write them. */

#define MIN_WORDS 5

static guint
count_filled (const PrognosisLine *line, char delimiter)
{
  guint n = 0;
  gboolean quoted = FALSE, filled = FALSE;

  for (gsize i = 0; i <= line->n; i++)
    {
      char c = i < line->n ? line->start[i] : delimiter;

      if (c == '"')
        quoted = !quoted;
      if (c == delimiter && (!quoted || i == line->n))
        {
          n += filled;
          filled = FALSE;
        }
      else if (c != '"' && !g_ascii_isspace (c))
        filled = TRUE;
    }
  return n;
}

guint
prognosis_table_skip_titles (const PrognosisLine *lines, const gsize *counts, guint n_lines, guint first, char delimiter)
{
  /* A header may lack the name of its first column; one with a single name is a title in the middle. */
  if (lines[first].n > 0 && lines[first].start[0] == delimiter
      && (counts[first] < 3 || count_filled (&lines[first], delimiter) > 1))
    return first;
  for (guint i = first; i < n_lines; i++)
    {
      guint n_filled = count_filled (&lines[i], delimiter);

      if (counts[i] != counts[first] && i > first)
        {
          if (counts[i] > 1)
            return first;
          continue; /* an unpadded title */
        }
      /* If the next line starts with a number, it is the first row of data, and the line above is a header after all. */
      if (i + 1 < n_lines && counts[i + 1] == 1 && counts[first] > 1 && !prognosis_line_begins_with_digit (&lines[i + 1]))
        continue; /* a title with a comma, above another */
      if (n_filled > 1 && !(n_filled == 2 && counts[i] >= 4))
        return prognosis_line_begins_with_digit (&lines[i]) ? first : i;
      if (n_filled > 0 && prognosis_line_begins_with_digit (&lines[i]) && i > first)
        return first;
    }
  return first;
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (gboolean in_word = FALSE; *text != '\0'; text++)
    {
      n += !in_word && !g_ascii_isspace (*text);
      in_word = !g_ascii_isspace (*text);
    }
  return n;
}

gboolean
prognosis_table_is_note (const char *first, guint n_filled, guint n_cells, guint n_expected)
{
  static const char *const starts[]
      = { "source",     "note",      "footnote",     "quelle",   "hinweis",    "anmerkung", "stand",        "fuente",
          "nota",       "remarque",  "last updated", "updated",  "data as of", "as of",     "data from",    "provisional",
          "downloaded", "generated", "copyright",    "\xc2\xa9", "http",       "*",         "\xe2\x80\xa0", "(",
          "[" };

  /* A row that lacks a cell is an error, and one padded with empty cells may be a place without numbers. */
  if (n_expected < 2 || n_filled == 0 || g_ascii_isdigit (*first) || (n_cells >= n_expected && n_filled > 1))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_ascii_strncasecmp (first, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return strchr (first, ':') != NULL || count_words (first) >= MIN_WORDS;
}
