/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headers of two lines: a line of groups above the names of the columns, as merged cells of a spreadsheet become in a text file.

     ,Cases,,Deaths,
     date,new,total,new,total

   The name of a group stands over its first column, and goes in front of the names below. */

#include "prognosis-config.h"
#include "prognosis-table-private.h"

#include <string.h>

#include "prognosis-date-column.h"
#include "prognosis-month-text.h"
#include "prognosis-week-text.h"

/* Rows below the names, of which one must hold numbers. */
#define LOOK_LINES 3

/* The cells of a line, without quotation marks and blanks around them. (transfer full) */
static GPtrArray *
split (const PrognosisLine *line, char delimiter)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (gsize i = 0; i <= line->n; i++)
    {
      const char c = i < line->n ? line->start[i] : delimiter;

      if (c == '"')
        quoted = !quoted;
      else if (c != delimiter || (quoted && i < line->n))
        g_string_append_c (cell, c);
      else
        {
          g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
          g_string_truncate (cell, 0);
        }
    }
  return cells;
}

/* A number or a date, which names no column. */
static gboolean
is_value (const char *text)
{
  return strpbrk (text, "0123456789") != NULL
         && (strspn (text, "0123456789.,+-% <'") == strlen (text) || prognosis_dates_is_date (text));
}

static gsize
count_values (const GPtrArray *cells)
{
  gsize n = 0;

  for (guint i = 0; i < cells->len; i++)
    n += is_value (g_ptr_array_index (cells, i));
  return n;
}

gboolean
prognosis_table_line_has_values (const PrognosisLine *line, char delimiter)
{
  g_autoptr (GPtrArray) cells = split (line, delimiter);

  return count_values (cells) > 0;
}

static gboolean
has_twice (const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    for (guint k = i + 1; k < cells->len && *(const char *) g_ptr_array_index (cells, i) != '\0'; k++)
      if (g_ascii_strcasecmp (g_ptr_array_index (cells, i), g_ptr_array_index (cells, k)) == 0)
        return TRUE;
  return FALSE;
}

/* Names over columns other than the first with an empty cell behind them, or over names that occur twice. */
static gboolean
are_groups (const GPtrArray *upper, const GPtrArray *lower)
{
  const gboolean is_needed = has_twice (lower);
  const guint has_corner
      = *(const char *) g_ptr_array_index (upper, 0) != '\0' && *(const char *) g_ptr_array_index (lower, 0) != '\0';
  guint n_groups = 0, n_filled = 0;

  for (guint i = 0; i < upper->len; i++)
    {
      const char *text = g_ptr_array_index (upper, i), *next = i + 1 < lower->len ? g_ptr_array_index (lower, i + 1) : "";
      const gboolean is_last = i + 1 >= upper->len || *(const char *) g_ptr_array_index (upper, i + 1) == '\0';

      n_filled += *text != '\0';
      n_groups += i > 0 && *text != '\0' && is_last && *next != '\0' && *(const char *) g_ptr_array_index (lower, i) != '\0';
    }
  /* One text, and two of which one stands over the first name, may be a title. */
  if (has_twice (upper))
    return TRUE;
  return is_needed ? n_filled > has_corner : n_groups > 1 || (n_groups == 1 && n_filled > 1 && !has_corner);
}

gboolean
prognosis_table_has_groups (const PrognosisLine *lines, guint n_lines, guint upper, char delimiter, gsize n_cells)
{
  g_autoptr (GPtrArray) groups = NULL, names = NULL;
  gboolean any_values = FALSE;

  if (n_cells < 3 || upper + 2 >= n_lines)
    return FALSE;
  groups = split (&lines[upper], delimiter);
  names = split (&lines[upper + 1], delimiter);
  if (groups->len < 2 || groups->len > n_cells || names->len != n_cells || count_values (names) > 0
      || (count_values (groups) > 0 && !has_twice (names)) || !are_groups (groups, names))
    return FALSE;
  for (guint i = upper + 2; i < MIN (n_lines, upper + 2 + LOOK_LINES) && !any_values; i++)
    {
      g_autoptr (GPtrArray) row = split (&lines[i], delimiter);

      any_values = row->len == n_cells && count_values (row) > 0;
    }
  return any_values;
}

/* “Year” and “week” keep their names under any group. */
static gboolean
names_time (const char *name)
{
  static const char *const days[] = { "date",
                                      "day",
                                      "datum",
                                      "tag",
                                      "fecha",
                                      "dia",
                                      "d\xc3\xad"
                                      "a",
                                      "jour",
                                      "data",
                                      "giorno",
                                      NULL };
  g_autofree char *key = prognosis_table_make_key (name);

  return g_strv_contains (days, key) || g_strv_contains (prognosis_week_text_get_year_names (), key)
         || prognosis_month_text_is_name (key) || prognosis_week_text_look_at_name (key) != PROGNOSIS_WEEKS_NONE;
}

static gboolean
is_unique (const char *const *names, gsize n, gsize column)
{
  for (gsize i = 0; i < n; i++)
    if (i != column && g_ascii_strcasecmp (names[i], names[column]) == 0)
      return FALSE;
  return TRUE;
}

char **
prognosis_table_join_names (const char *const *groups, const char *const *names, gsize n)
{
  char **joined = g_new0 (char *, n + 1);
  const char *group = "";
  gsize begin = 0; /* first column of the group */

  for (gsize i = 0; i < n; i++)
    {
      if (*groups[i] != '\0')
        {
          group = groups[i];
          begin = i;
        }
      if (*names[i] == '\0')
        joined[i] = g_strdup (groups[i]);
      else if (*group == '\0' || (is_unique (names, n, i) && (begin == 0 || names_time (names[i]))))
        joined[i] = g_strdup (names[i]);
      else
        joined[i] = g_strdup_printf ("%s %s", group, names[i]);
    }
  return joined;
}
