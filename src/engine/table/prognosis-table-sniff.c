/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"

#define MAX_LINES 50
#define MAX_LEADING 20
/* Of the lines below the first that have the same number of words, if blanks separate the cells. */
#define SHARE_OF_LINES 0.8

typedef struct
{
  const char *bytes;
  gsize n;
  const char *problem;
} Magic;

static gboolean
fail (GError **error, const char *path, const char *message)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", path, message);
  return FALSE;
}

/* An error message if the bytes are not text, or NULL. */
static const char *
refuse_binary (const char *bytes, gsize n)
{
  static const Magic magics[] = {
    { "\x89PNG", 4, N_ ("this is a picture (PNG); expected a table as text (CSV)") },
    { "\xff\xd8\xff", 3, N_ ("this is a picture (JPEG); expected a table as text (CSV)") },
    { "GIF8", 4, N_ ("this is a picture (GIF); expected a table as text (CSV)") },
    { "%PDF", 4, N_ ("this is a PDF document; expected a table as text (CSV)") },
    { "\xd0\xcf\x11\xe0", 4, N_ ("this is an old Excel document (.xls) or protected by a password; save it as .xlsx or CSV") },
    { "PAR1", 4, N_ ("this is a Parquet file; convert it to CSV") },
    { "SQLite format 3", 15, N_ ("this is a database (SQLite); expected a table as text (CSV)") },
    { "RDX", 3, N_ ("this is an R data file; convert it to CSV") },
    { "BZh", 3, N_ ("this is a bzip2 archive; unpack it") },
    { "\xfd"
      "7zXZ",
      5, N_ ("this is an xz archive; unpack it") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (n >= magics[i].n && memcmp (bytes, magics[i].bytes, magics[i].n) == 0)
      return _ (magics[i].problem);
  return memchr (bytes, '\0', n) != NULL ? _ ("this is a binary file; expected a table as text (CSV)") : NULL;
}

gboolean
prognosis_table_check_bytes (const char *path, const char *bytes, gsize n, GError **error)
{
  const char *problem = refuse_binary (bytes, MIN (n, 4096));
  gsize i = 0;

  if (problem != NULL)
    return fail (error, path, problem);
  if (g_str_has_prefix (bytes, "version https://git-lfs.github.com/spec/"))
    return fail (error, path, _ ("this is a Git LFS pointer, not the data; fetch the data with “git lfs pull”"));
  while (i < n && g_ascii_isspace (bytes[i]))
    i++;
  if (i == n)
    return fail (error, path, _ ("the file is empty; expected a table with a header and one row per day"));
  if (bytes[i] == '<')
    return fail (error, path, _ ("this is a web page or XML, not the data; download the raw file itself"));
  if (bytes[i] == '{' || bytes[i] == '[')
    return fail (error, path, _ ("this is JSON; expected a table as text (CSV)"));
  return TRUE;
}

/* Splits into lines of a table: quoted line ends do not split; comments and empty lines are skipped. */
static guint
split_lines (const char *text, gsize n, gboolean is_whole, char terminator, PrognosisLine *lines)
{
  guint n_lines = 0, number = 1;
  gsize start = 0;
  guint start_number = 1;
  gboolean quoted = FALSE;

  for (gsize i = 0; i <= n && n_lines < MAX_LINES; i++)
    {
      if (i == n && !is_whole && n_lines > 0)
        break; /* cut off in the middle */
      if (i < n && text[i] == '"')
        quoted = !quoted;
      if (i < n && (quoted || text[i] != terminator))
        {
          number += text[i] == terminator;
          continue;
        }
      if (text[start] != '#' && i > start)
        for (gsize k = start; k < i; k++)
          if (!g_ascii_isspace (text[k]))
            {
              lines[n_lines++] = (PrognosisLine){ text + start, i - start, start_number };
              break;
            }
      start = i + 1;
      start_number = ++number;
    }
  return n_lines;
}

static gsize
count_cells (const PrognosisLine *line, char delimiter)
{
  gsize n = 1;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < line->n; i++)
    if (line->start[i] == '"')
      quoted = !quoted;
    else if (line->start[i] == delimiter && !quoted)
      n++;
  return n;
}

gboolean
prognosis_line_begins_with_digit (const PrognosisLine *line)
{
  gsize i = 0;

  while (i < line->n && (line->start[i] == '"' || line->start[i] == ' '))
    i++;
  return i < line->n && g_ascii_isdigit (line->start[i]);
}

/* At least three equal lines with several cells, while lines with one cell hold text: these are above or below the
   table. */
static gboolean
are_singles_words (const PrognosisLine *lines, const gsize *counts, guint n)
{
  guint run = 0, longest = 0;

  for (guint i = 0; i < n; i++)
    {
      if (counts[i] == 1 && prognosis_line_begins_with_digit (&lines[i]))
        return FALSE;
      run = counts[i] > 1 && i > 0 && counts[i] == counts[i - 1] ? run + 1 : counts[i] > 1;
      longest = MAX (longest, run);
    }
  return longest >= 3;
}

/* The most frequent number of cells; if tied, that of the earliest line. */
static gsize
find_mode (const PrognosisLine *lines, const gsize *counts, guint n, guint *n_same)
{
  gboolean skip_singles = are_singles_words (lines, counts, n);
  gsize mode = 0;

  *n_same = 0;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n; j++)
        same += counts[j] == counts[i];
      if (same > *n_same && !(skip_singles && counts[i] == 1))
        {
          *n_same = same;
          mode = counts[i];
        }
    }
  return mode;
}

static char
find_delimiter (const PrognosisLine *lines, guint n, PrognosisDelimiter given, gsize *counts)
{
  static const char characters[] = { [PROGNOSIS_DELIMITER_COMMA] = ',',
                                     [PROGNOSIS_DELIMITER_SEMICOLON] = ';',
                                     [PROGNOSIS_DELIMITER_TAB] = '\t',
                                     [PROGNOSIS_DELIMITER_BAR] = '|' };
  /* Comma last: it is the decimal mark if another character is the delimiter. */
  static const char candidates[] = { '\t', ';', '|', ',' };
  char best = given != PROGNOSIS_DELIMITER_FOUND ? characters[given] : ',';
  guint best_same = 0, same;

  for (gsize c = 0; given == PROGNOSIS_DELIMITER_FOUND && c < G_N_ELEMENTS (candidates); c++)
    {
      for (guint i = 0; i < n; i++)
        counts[i] = count_cells (&lines[i], candidates[c]);
      if (find_mode (lines, counts, n, &same) > 1 && same > best_same)
        {
          best = candidates[c];
          best_same = same;
        }
    }
  for (guint i = 0; i < n; i++)
    counts[i] = count_cells (&lines[i], best);
  return best;
}

GString *
prognosis_table_tabs_for_blanks (const char *text, gsize n)
{
  GString *line = g_string_new (NULL);
  gboolean quoted = FALSE, is_blank = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      quoted ^= text[i] == '"';
      if (!quoted && (text[i] == ' ' || text[i] == '\t'))
        {
          is_blank = line->len > 0;
          continue;
        }
      if (is_blank && text[i] != '\r' && text[i] != '\n')
        g_string_append_c (line, '\t');
      is_blank = FALSE;
      g_string_append_c (line, text[i]);
    }
  return line;
}

/* Takes blanks for the delimiter if there is no other, or of a line of names above rows with tabs. @copies: keeps the lines. */
static void
find_blanks (PrognosisLine *lines, gsize *counts, guint n_lines, PrognosisTableShape *shape, GPtrArray *copies)
{
  g_autofree gsize *others = g_new (gsize, n_lines);
  guint n_alike, header = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      GString *line = prognosis_table_tabs_for_blanks (lines[i].start, lines[i].n);
      const PrognosisLine copy = { line->str, line->len };

      g_ptr_array_add (copies, line);
      others[i] = count_cells (&copy, '\t');
    }
  if (shape->n_cells <= 1)
    {
      const gsize n_cells = find_mode (lines, others, n_lines, &n_alike);
      const GString *last = g_ptr_array_index (copies, n_lines - 1);
      const PrognosisLine row = { last->str, last->len };

      if (n_lines < 3 || n_cells < 2 || n_alike < SHARE_OF_LINES * (n_lines - 1) || !prognosis_table_line_has_values (&row, '\t'))
        return;
      shape->n_cells = n_cells;
      shape->has_blanks = TRUE;
    }
  else if (shape->delimiter == '\t')
    {
      while (header + 1 < n_lines && counts[header + 1] != shape->n_cells)
        header++;
      if (header + 1 >= n_lines || counts[header] != 1 || (others[header] != shape->n_cells && others[header] + 1 != shape->n_cells)
          || !prognosis_table_line_has_values (&lines[header + 1], '\t') || prognosis_table_line_has_values (&lines[header], ' '))
        return;
      shape->blank_line = lines[header].number;
    }
  for (guint i = 0; i < n_lines; i++)
    {
      const GString *line = g_ptr_array_index (copies, i);

      if (!shape->has_blanks && lines[i].number != shape->blank_line)
        continue;
      lines[i] = (PrognosisLine){ line->str, line->len, lines[i].number };
      counts[i] = others[i];
    }
  if (shape->has_blanks)
    shape->delimiter = '\t';
}

static gboolean
ends_in_delimiter (const PrognosisLine *line, char delimiter)
{
  gsize n = line->n;

  while (n > 0 && (line->start[n - 1] == '\r' || line->start[n - 1] == ' '))
    n--;
  return n > 0 && line->start[n - 1] == delimiter;
}

/* A delimiter at the end of all rows but not of the header, or the reverse. */
static gboolean
find_spare_cell (const PrognosisLine *lines, const gsize *counts, guint n_lines, guint header, PrognosisTableShape *shape)
{
  gsize n_cells = shape->n_cells;

  if (header + 1 >= n_lines || MIN (counts[header], n_cells) < 2)
    return FALSE;
  if (counts[header] == n_cells + 1 && ends_in_delimiter (&lines[header], shape->delimiter))
    return shape->spare_cell = TRUE;
  if (counts[header] + 1 != n_cells || ends_in_delimiter (&lines[header], shape->delimiter))
    return FALSE;
  for (guint i = header + 1; i < n_lines; i++)
    if (counts[i] == n_cells && !ends_in_delimiter (&lines[i], shape->delimiter))
      return FALSE;
  shape->n_cells--;
  return shape->spare_cell = TRUE;
}

/* R writes the names of rows, but none for their column. */
static gboolean
has_row_names (const PrognosisLine *lines, const gsize *counts, guint first, const PrognosisTableShape *shape)
{
  return counts[first - 1] + 1 == shape->n_cells && !prognosis_table_line_has_values (&lines[first - 1], shape->delimiter)
         && prognosis_table_line_has_values (&lines[first], shape->delimiter);
}

static gboolean
find_header (const char *path, const PrognosisLine *lines, const gsize *counts, guint n_lines, guint *first,
             PrognosisTableShape *shape, GError **error)
{
  while (counts[*first] != shape->n_cells)
    (*first)++;
  if (*first > 0 && find_spare_cell (lines, counts, n_lines, *first - 1, shape))
    (*first)--;
  else if (*first > 0 && counts[*first - 1] > 1
           && (prognosis_line_begins_with_digit (&lines[*first]) || has_row_names (lines, counts, *first, shape)))
    {
      /* The line before is the header, with one cell too few or too many. */
      (*first)--;
      shape->short_header = counts[*first] + 1 == shape->n_cells && !ends_in_delimiter (&lines[*first + 1], shape->delimiter);
      if (!shape->short_header)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                       /* Translators: a file, its line, the number of cells in it, the line of the header, and the
                          number of cells in that. */
                       g_dngettext (GETTEXT_PACKAGE, "%s:%u: %zu cell, but the header in line %u has %zu",
                                    "%s:%u: %zu cells, but the header in line %u has %zu", shape->n_cells),
                       path, lines[*first + 1].number, shape->n_cells, lines[*first].number, counts[*first]);
          return FALSE;
        }
    }
  *first = prognosis_table_skip_titles (lines, counts, n_lines, *first, shape->delimiter);
  if (*first > MAX_LEADING)
    *first = 0;
  return TRUE;
}

/* Moves @first to the groups above the header, if there are any. */
static void
find_groups (const PrognosisLine *lines, guint n_lines, guint *first, PrognosisTableShape *shape)
{
  for (guint upper = *first; upper + 1 >= *first; upper--)
    {
      if (prognosis_table_has_groups (lines, n_lines, upper, shape->delimiter, shape->n_cells))
        {
          shape->names_line = lines[upper + 1].number;
          *first = upper;
          return;
        }
      if (upper == 0)
        return;
    }
}

/* The header line is given: infer only the rest. */
static void
take_header_line (const PrognosisLine *lines, const gsize *counts, guint n_lines, guint number, PrognosisTableShape *shape)
{
  shape->n_leading = number - 1;
  for (guint i = 0; i + 1 < n_lines; i++)
    if (lines[i].number == number && !find_spare_cell (lines, counts, n_lines, i, shape))
      shape->short_header = counts[i] + 1 == shape->n_cells && !ends_in_delimiter (&lines[i + 1], shape->delimiter);
}

static void
free_line (gpointer data)
{
  g_string_free (data, TRUE);
}

gboolean
prognosis_table_sniff (const char *path, const char *text, gsize n, gboolean is_whole, const PrognosisTableOptions *options,
                       PrognosisTableShape *shape, GError **error)
{
  PrognosisLine lines[MAX_LINES];
  gsize counts[MAX_LINES];
  guint n_lines, first = 0, same;
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (free_line);

  shape->terminator = memchr (text, '\n', n) == NULL && memchr (text, '\r', n) != NULL ? '\r' : '\n';
  n_lines = split_lines (text, n, is_whole, shape->terminator, lines);
  if (n_lines == 0)
    return fail (error, path, _ ("the file contains no table, only comments or empty lines"));
  shape->delimiter = find_delimiter (lines, n_lines, options->delimiter, counts);
  shape->n_cells = find_mode (lines, counts, n_lines, &same);
  shape->short_header = shape->spare_cell = FALSE;
  shape->names_line = 0;
  shape->has_blanks = FALSE;
  shape->blank_line = 0;
  if (options->delimiter == PROGNOSIS_DELIMITER_FOUND)
    find_blanks (lines, counts, n_lines, shape, copies);
  if (options->header_line > 0)
    take_header_line (lines, counts, n_lines, (guint) options->header_line, shape);
  else if (find_header (path, lines, counts, n_lines, &first, shape, options->is_raw ? NULL : error) || options->is_raw)
    {
      if (options->header_line == 0 && !shape->short_header && !shape->spare_cell)
        find_groups (lines, n_lines, &first, shape);
      shape->n_leading = lines[first].number - 1;
    }
  else
    return FALSE;
  return TRUE;
}
