/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "reader-common.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-table-private.h"

/* "#3", for columns that have no name or the same name as another. */
static gssize
find_by_number (const PrognosisTable *table, const char *name)
{
  guint64 number;

  if (*name != '#' || !g_ascii_string_to_unsigned (name + 1, 10, 1, table->n_stored, &number, NULL))
    return -1;
  return (gssize) number - 1 - (gssize) table->first_column;
}

/* Of a table of the world, with the world itself: a header that says thousands above larger figures is wrong. */
#define MOST_PERSONS 12e9

gboolean
prognosis_reader_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error)
{
  gssize found = prognosis_table_find_column (table, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found < 0)
    found = find_by_number (table, name);
  if (found >= 0)
    {
      *column = (gsize) found;
      return TRUE;
    }
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", prognosis_table_get_header (table, i));
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: there is no column “%s”; the columns are: %s"),
               prognosis_table_get_path (table), name, names->str);
  return FALSE;
}

gboolean
prognosis_reader_get_number (const PrognosisTable *table, gsize row, gsize column, double *value, GError **error)
{
  const char *text = prognosis_table_get_cell (table, row, column);
  gboolean is_doubtful;

  if (prognosis_table_parse_number (table, text, value))
    {
      if (isnan (*value) && *text != '\0' && prognosis_table_is_suppressed (text) && table->numbers->n_suppressed++ == 0)
        table->numbers->suppressed = g_strdup (text);
      return TRUE;
    }
  if (prognosis_table_is_small_range (text))
    {
      if (table->numbers->n_suppressed++ == 0)
        table->numbers->suppressed = g_strdup (text);
      *value = NAN;
      return TRUE;
    }
  is_doubtful = prognosis_table_is_doubtful (table, text);
  prognosis_table_fail (error, table, row,
                        is_doubtful ? _ ("“%s” in the column “%s” is ambiguous (thousands separator or decimal mark?): specify the "
                                         "decimal mark, for example with --decimal-mark")
                                    : _ ("“%s” in the column “%s” is not a number"),
                        text, prognosis_table_get_header (table, column));
  return is_doubtful && prognosis_error_suggest_setting (error, "decimal-mark");
}

/* "thousands" and "millions" in a header, in the languages that the program knows. */
static double
find_factor (const char *header)
{
  static const char thousands[]
      = "thousand|tausend|\\btsd\\b|in 1[ .,']?000|x ?1[ .,']?000\\b|\\b000s?\\b|milliers|migliaia|en miles|\\(miles"
        "\\)|milhares|duizend";
  static const char millions[] = "million|millón|millones|milioni|milhões|\\bmio\\b|\\bmln\\b|miljoen";

  if (g_regex_match_simple (thousands, header, G_REGEX_CASELESS, 0))
    return 1e3;
  return g_regex_match_simple (millions, header, G_REGEX_CASELESS, 0) ? 1e6 : 1.0;
}

double
prognosis_reader_find_unit (const PrognosisTable *table, gsize column)
{
  const double factor = find_factor (prognosis_table_get_header (table, column));
  double largest = 0.0, value;

  for (gsize row = 0; row < prognosis_table_get_n_rows (table) && factor > 1.0; row++)
    if (prognosis_table_parse_number (table, prognosis_table_get_cell (table, row, column), &value) && value > largest)
      largest = value;
  /* A header may promise thousands above numbers of persons. */
  return largest * factor > MOST_PERSONS ? 1.0 : factor;
}

/* An example of a joined name. */
static const char *
find_longest_name (const PrognosisTable *table)
{
  const char *longest = "";

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    if (strlen (prognosis_table_get_header (table, i)) > strlen (longest))
      longest = prognosis_table_get_header (table, i);
  return longest;
}

guint
prognosis_reader_add_file (PrognosisDatasetBuilder *builder, const PrognosisTable *table)
{
  guint file = prognosis_dataset_builder_add_file (builder, prognosis_table_get_path (table));
  guint line = prognosis_table_get_converted_line (table);

  if (table->other_sheets != NULL && *table->other_sheets != NULL)
    {
      g_autofree char *others = g_strjoinv ("”, “", table->other_sheets);

      prognosis_dataset_builder_warn (builder, file, 0, "other-sheets", _ ("the sheet “%s” was read; the file also holds “%s”"),
                                      table->sheet, others);
    }
  if (line > 0)
    prognosis_dataset_builder_warn (builder, file, line, "encoding", _ ("the text is not UTF-8; it was read as Windows-1252"));
  if (table->n_headers > 0)
    prognosis_dataset_builder_warn (builder, file, table->repeated_line, "header-repeated",
                                    g_dngettext (GETTEXT_PACKAGE, "the header is repeated in %u line, which is skipped",
                                                 "the header is repeated in %u lines, which are skipped", table->n_headers),
                                    table->n_headers);
  if (table->has_groups)
    prognosis_dataset_builder_warn (builder, file, table->header_line, "header-joined",
                                    _ ("the header has two lines, which were joined to names such as “%s”"),
                                    find_longest_name (table));
  for (guint i = 0; table->filled != NULL && i < table->filled->len; i++)
    prognosis_dataset_builder_warn (builder, file, 0, "cells-filled",
                                    _ ("empty cells in “%s” were filled with the value above, as in merged cells"),
                                    (const char *) g_ptr_array_index (table->filled, i));
  if (table->n_notes > 0)
    prognosis_dataset_builder_warn (builder, file, table->note_line, "notes-left-out",
                                    g_dngettext (GETTEXT_PACKAGE, "%u line below the table was taken as a note and ignored: “%s”",
                                                 "%u lines below the table were taken as notes and ignored: “%s”", table->n_notes),
                                    table->n_notes, table->note);
  return file;
}

void
prognosis_reader_end_table (PrognosisDatasetBuilder *builder, const PrognosisTable *table)
{
  const PrognosisTableNumbers *numbers = table->numbers;
  guint file = prognosis_dataset_builder_find_file (builder, prognosis_table_get_path (table));

  if (numbers->n_suppressed > 0)
    prognosis_dataset_builder_warn (builder, file, 0, "secret-numbers",
                                    g_dngettext (GETTEXT_PACKAGE, "%u value such as “%s” is suppressed and treated as missing",
                                                 "%u values such as “%s” are suppressed and treated as missing",
                                                 numbers->n_suppressed),
                                    numbers->n_suppressed, numbers->suppressed);
  if (numbers->marked != NULL)
    prognosis_dataset_builder_warn (builder, file, 0, "thousands-marks",
                                    _ ("numbers such as “%s” were read with thousands separators"), numbers->marked);
}
