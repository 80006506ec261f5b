/* SPDX-License-Identifier: GPL-3.0-or-later */

/* OpenDocument 1.2, part 1, chapters 8, 9 and 19: tables in content.xml. */

#include "prognosis-config.h"
#include "prognosis-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"

#define CONTENT "content.xml"
/* A column that repeats fills up a sheet: only what a table can have is taken. */
#define MAX_REPEATS ((gsize) 1 << 14)

typedef struct
{
  const PrognosisPackage *package;
  GPtrArray *names;
  gsize wanted;
  gsize index; /* of the table that the reader is in */
  gsize max_rows;
  PrognosisSheet *sheet;
  gboolean in_table;
  int depth_of_notes; /* comments of cells hold text, too */
  gsize row, column;
  gsize n_row_repeats, n_cell_repeats;
  gsize n_row_span, n_column_span;
  gboolean row_has_cells;
  gboolean in_cell;
  gboolean has_value; /* from an attribute: the text is only its looks */
  gboolean is_formula;
  GString *text;
} Ods;

static gboolean
fail_at (const Ods *self, const char *sentence, GError **error)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%zu: %s", self->package->path, self->row + 1, sentence);
  return FALSE;
}

static gboolean
list_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Ods *self = user_data;

  /* A table inside a cell of a table does not count. */
  if (prognosis_node_is (reader, "table") && !self->in_table)
    {
      char *name = prognosis_node_dup_attribute (reader, "name");

      g_ptr_array_add (self->names, name != NULL ? name : g_strdup (""));
      self->in_table = !xmlTextReaderIsEmptyElement (reader);
    }
  else if (prognosis_node_is_end (reader, "table"))
    self->in_table = FALSE;
  return TRUE;
}

gboolean
prognosis_ods_list (const PrognosisPackage *package, GPtrArray *names, GError **error)
{
  Ods self = { .package = package, .names = names };

  return prognosis_package_parse (package, CONTENT, list_node, &self, error);
}

/* The value of a cell as it is stored. */
static void
begin_cell (Ods *self, xmlTextReader *reader)
{
  g_autofree char *type = prognosis_node_dup_attribute (reader, "value-type");
  g_autofree char *formula = prognosis_node_dup_attribute (reader, "formula");
  g_autofree char *value = NULL;

  g_string_truncate (self->text, 0);
  self->in_cell = TRUE;
  self->is_formula = formula != NULL;
  self->n_cell_repeats = prognosis_node_get_count (reader, "number-columns-repeated", 1, G_MAXUINT32, 1);
  self->n_column_span = prognosis_node_get_count (reader, "number-columns-spanned", 1, MAX_REPEATS, 1);
  self->n_row_span = prognosis_node_get_count (reader, "number-rows-spanned", 1, MAX_REPEATS, 1);
  if (g_strcmp0 (type, "date") == 0)
    value = prognosis_node_dup_attribute (reader, "date-value");
  else if (g_strcmp0 (type, "float") == 0 || g_strcmp0 (type, "percentage") == 0 || g_strcmp0 (type, "currency") == 0)
    value = prognosis_node_dup_attribute (reader, "value");
  else if (g_strcmp0 (type, "string") == 0)
    value = prognosis_node_dup_attribute (reader, "string-value");
  self->has_value = value != NULL;
  if (value != NULL)
    g_string_assign (self->text, value);
}

static gboolean
end_cell (Ods *self, GError **error)
{
  const gsize n = self->text->len > 0 ? self->n_cell_repeats : 0;

  self->in_cell = FALSE;
  if (self->is_formula && self->text->len == 0 && !self->has_value)
    return fail_at (self, _ ("a formula has no stored value; open the file in a spreadsheet program and save it"), error);
  for (gsize i = 0; i < n; i++)
    if (!prognosis_sheet_add_cell (self->sheet, self->column + i, self->text->str, self->text->len))
      return fail_at (self, _ ("the sheet is larger than a table can be"), error);
  if (self->n_column_span > 1 || self->n_row_span > 1)
    prognosis_sheet_merge (self->sheet, self->row, self->column, self->row + self->n_row_span - 1,
                           self->column + self->n_column_span - 1);
  self->row_has_cells |= n > 0;
  self->column += self->n_cell_repeats;
  return TRUE;
}

static gboolean
begin_row (Ods *self, xmlTextReader *reader, GError **error)
{
  self->n_row_repeats = prognosis_node_get_count (reader, "number-rows-repeated", 1, G_MAXUINT32, 1);
  self->column = 0;
  self->row_has_cells = FALSE;
  /* A row of nothing is made only if one with cells comes below it. */
  return TRUE;
}

static gboolean
end_row (Ods *self, GError **error)
{
  if (self->row_has_cells)
    {
      prognosis_sheet_end_row (self->sheet);
      if (!prognosis_sheet_repeat_row (self->sheet, self->n_row_repeats - 1))
        return fail_at (self, _ ("the sheet is larger than a table can be"), error);
    }
  self->row += self->n_row_repeats;
  return TRUE;
}

static gboolean
take_element (Ods *self, xmlTextReader *reader, GError **error)
{
  const gboolean is_empty = xmlTextReaderIsEmptyElement (reader);

  if (prognosis_node_is (reader, "table-row"))
    {
      if (self->max_rows > 0 && prognosis_sheet_get_n_rows (self->sheet) >= self->max_rows)
        return FALSE;
      return begin_row (self, reader, error) && (!is_empty || end_row (self, error));
    }
  if (prognosis_node_is (reader, "table-cell") || prognosis_node_is (reader, "covered-table-cell"))
    {
      begin_cell (self, reader);
      if ((self->text->len > 0 || !is_empty) && !self->row_has_cells && !prognosis_sheet_begin_row (self->sheet, self->row))
        return fail_at (self, _ ("the sheet is larger than a table can be"), error);
      return !is_empty || end_cell (self, error);
    }
  if (prognosis_node_is (reader, "annotation"))
    self->depth_of_notes += !is_empty;
  else if (self->in_cell && !self->has_value && self->depth_of_notes == 0)
    {
      if (prognosis_node_is (reader, "p") && self->text->len > 0)
        g_string_append_c (self->text, ' ');
      else if (prognosis_node_is (reader, "s") || prognosis_node_is (reader, "tab") || prognosis_node_is (reader, "line-break"))
        g_string_append_c (self->text, ' ');
    }
  return TRUE;
}

static gboolean
read_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Ods *self = user_data;

  if (!self->in_table)
    {
      if (prognosis_node_is (reader, "table"))
        {
          self->in_table = self->index == self->wanted && !xmlTextReaderIsEmptyElement (reader);
          self->index++;
        }
      return TRUE;
    }
  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT: return take_element (self, reader, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (self->in_cell && !self->has_value && self->depth_of_notes == 0)
        g_string_append (self->text, (const char *) xmlTextReaderConstValue (reader));
      return TRUE;
    case XML_READER_TYPE_END_ELEMENT:
      if (prognosis_node_is_end (reader, "annotation"))
        self->depth_of_notes -= self->depth_of_notes > 0;
      else if (prognosis_node_is_end (reader, "table-cell") || prognosis_node_is_end (reader, "covered-table-cell"))
        return end_cell (self, error);
      else if (prognosis_node_is_end (reader, "table-row"))
        return end_row (self, error);
      else if (prognosis_node_is_end (reader, "table"))
        return FALSE; /* nothing after it is of interest */
      return TRUE;
    default: return TRUE;
    }
}

gboolean
prognosis_ods_read (const PrognosisPackage *package, gsize index, gsize max_rows, PrognosisSheet *sheet, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Ods self = { .package = package, .wanted = index, .max_rows = max_rows, .sheet = sheet, .text = text };

  return prognosis_package_parse (package, CONTENT, read_node, &self, error);
}
