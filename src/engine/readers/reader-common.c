/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "../prognosis-error.h"

char *
_prognosis_file_stem (const char *path)
{
  static const char *const endings[] = { ".gz", ".csv", ".tsv", ".txt" };
  char *stem = g_path_get_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (stem), tail = strlen (endings[i]);

      if (length > tail && g_ascii_strcasecmp (stem + length - tail, endings[i]) == 0)
        stem[length - tail] = '\0';
    }
  return stem;
}

gboolean
_prognosis_reader_fail (GError **error, const PrognosisTable *table, gsize row, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", prognosis_table_get_path (table),
               prognosis_table_get_line (table, row), message);
  return FALSE;
}

gboolean
_prognosis_reader_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error)
{
  gssize found = prognosis_table_find_column (table, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found >= 0)
    {
      *column = (gsize) found;
      return TRUE;
    }
  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", prognosis_table_get_header (table, i));
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: there is no column “%s”; there are: %s",
               prognosis_table_get_path (table), name, names->str);
  return FALSE;
}

/* 1,234 may be a thousand and something or a little more than one. */
static gboolean
is_doubtful (const char *text)
{
  gsize before = strspn (text, "0123456789");

  return before > 0 && text[before] == ',' && strspn (text + before + 1, "0123456789") == 3 && text[before + 4] == '\0';
}

gboolean
_prognosis_reader_get_number (const PrognosisTable *table, gsize row, gsize column, double *value, GError **error)
{
  const char *text = prognosis_table_get_cell (table, row, column);

  if (prognosis_table_parse_number (table, text, value))
    return TRUE;
  return _prognosis_reader_fail (error, table, row,
                                 is_doubtful (text) ? "“%s” in the column “%s” can be read as a thousand or as a fraction; "
                                                      "a number without a thousands mark was expected"
                                                    : "“%s” in the column “%s” is not a number",
                                 text, prognosis_table_get_header (table, column));
}

guint
_prognosis_reader_add_file (PrognosisDatasetBuilder *builder, const PrognosisTable *table)
{
  guint file = prognosis_dataset_builder_add_file (builder, prognosis_table_get_path (table));
  guint line = prognosis_table_get_converted_line (table);

  if (line > 0)
    prognosis_dataset_builder_warn (builder, file, line, "encoding", _ ("the text is not UTF-8; it is read as Windows-1252"));
  return file;
}
