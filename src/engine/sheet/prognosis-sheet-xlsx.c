/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SpreadsheetML (ISO/IEC 29500-1, part 18): the workbook names its sheets, relations say where they are, styles tell dates from
 * other numbers, and most texts stand once in a list of their own. */

#include "prognosis-config.h"
#include "prognosis-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"

#define MAX_STRING_BYTES ((gsize) 1 << 29)
/* Serial numbers of dates: 2,958,465 is the last day of the year 9999. */
#define LAST_SERIAL 2958465.0

/* What a number stands for by its format. */
typedef enum
{
  FORMAT_NUMBER,
  FORMAT_DATE,
  FORMAT_DATE_TIME,
} Format;

typedef struct
{
  const PrognosisPackage *package;
  char *workbook; /* part */
  char *strings;  /* part, or NULL */
  char *styles;   /* part, or NULL */
  GPtrArray *names;
  GPtrArray *ids;         /* relations of the sheets */
  GHashTable *targets;    /* parts by relation */
  GHashTable *date_codes; /* numbers of formats that the workbook itself defines: Format */
  GArray *formats;        /* Format by style */
  gboolean in_cell_formats;
  gboolean is_1904;
  GString *arena; /* texts, each ended by a NUL */
  GArray *texts;  /* gsize: where each begins */
  gboolean in_text, in_phonetic;

  /* the sheet */
  PrognosisSheet *sheet;
  gsize max_rows;
  gsize row, column;
  gboolean in_row, in_cell, in_value;
  gboolean is_formula, has_value;
  char kind; /* of the cell: n number, s shared text, t other text, b truth */
  Format format;
  GString *value;
} Xlsx;

static void
clear_xlsx (Xlsx *self)
{
  g_free (self->workbook);
  g_free (self->strings);
  g_free (self->styles);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->date_codes, g_hash_table_unref);
  g_clear_pointer (&self->formats, g_array_unref);
  g_clear_pointer (&self->texts, g_array_unref);
  if (self->arena != NULL)
    g_string_free (self->arena, TRUE);
  if (self->value != NULL)
    g_string_free (self->value, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Xlsx, clear_xlsx)

static gboolean
fail_at (const Xlsx *self, const char *sentence, GError **error)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%zu: %s", self->package->path, self->row + 1, sentence);
  return FALSE;
}

/* The part that @target means, seen from @base. (transfer full) */
static char *
resolve (const char *base, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *joined = NULL;
  g_autofree char *canonical = NULL;

  if (*target == '/')
    return g_strdup (target + 1);
  joined = g_build_filename ("/", folder, target, NULL);
  canonical = g_canonicalize_filename (joined, "/");
  return g_strdup (canonical + 1);
}

static gboolean
package_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;
  g_autofree char *type = NULL, *target = NULL;

  if (!prognosis_node_is (reader, "Relationship"))
    return TRUE;
  type = prognosis_node_dup_attribute (reader, "Type");
  target = prognosis_node_dup_attribute (reader, "Target");
  if (type != NULL && target != NULL && g_str_has_suffix (type, "/officeDocument") && self->workbook == NULL)
    self->workbook = resolve ("x", target);
  return TRUE;
}

static gboolean
relations_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;
  g_autofree char *type = NULL, *target = NULL, *id = NULL, *mode = NULL;
  char *part;

  if (!prognosis_node_is (reader, "Relationship"))
    return TRUE;
  type = prognosis_node_dup_attribute (reader, "Type");
  target = prognosis_node_dup_attribute (reader, "Target");
  id = prognosis_node_dup_attribute (reader, "Id");
  mode = prognosis_node_dup_attribute (reader, "TargetMode");
  if (type == NULL || target == NULL || id == NULL || g_strcmp0 (mode, "External") == 0)
    return TRUE;
  part = resolve (self->workbook, target);
  if (g_str_has_suffix (type, "/sharedStrings") && self->strings == NULL)
    self->strings = g_strdup (part);
  else if (g_str_has_suffix (type, "/styles") && self->styles == NULL)
    self->styles = g_strdup (part);
  g_hash_table_replace (self->targets, g_steal_pointer (&id), part);
  return TRUE;
}

static gboolean
workbook_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;

  if (prognosis_node_is (reader, "workbookPr"))
    {
      g_autofree char *since = prognosis_node_dup_attribute (reader, "date1904");

      self->is_1904 = g_strcmp0 (since, "1") == 0 || g_strcmp0 (since, "true") == 0;
    }
  else if (prognosis_node_is (reader, "sheet"))
    {
      char *name = prognosis_node_dup_attribute (reader, "name"), *id = NULL;

      /* Its number has the same local name in another case: “sheetId”. */
      id = prognosis_node_dup_attribute (reader, "id");
      g_ptr_array_add (self->names, name != NULL ? name : g_strdup (""));
      g_ptr_array_add (self->ids, id != NULL ? id : g_strdup (""));
    }
  return TRUE;
}

static gboolean
open_workbook (Xlsx *self, GError **error)
{
  g_autofree char *folder = NULL, *file = NULL, *relations = NULL;

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!prognosis_package_parse (self->package, "_rels/.rels", package_node, self, error))
    return FALSE;
  if (self->workbook == NULL)
    self->workbook = g_strdup ("xl/workbook.xml");
  if (!prognosis_package_parse (self->package, self->workbook, workbook_node, self, error))
    return FALSE;
  folder = g_path_get_dirname (self->workbook);
  file = g_path_get_basename (self->workbook);
  relations = g_strdup_printf ("%s/_rels/%s.rels", folder, file);
  return prognosis_package_parse (self->package, relations, relations_node, self, error);
}

gboolean
prognosis_xlsx_list (const PrognosisPackage *package, GPtrArray *names, GError **error)
{
  g_auto (Xlsx) self = { .package = package, .names = names };

  return open_workbook (&self, error);
}

/* By the letters of a format's code, without what is quoted or in brackets (18.8.31). */
static Format
find_format (const char *code)
{
  gboolean has_day = FALSE, has_hour = FALSE, has_digit = FALSE;

  for (; *code != '\0' && *code != ';'; code++)
    {
      if (*code == '"' || *code == '[')
        {
          const char *end = strchr (code + 1, *code == '"' ? '"' : ']');

          if (end == NULL)
            break;
          code = end;
        }
      else if (*code == '\\' || *code == '_' || *code == '*')
        {
          if (*++code == '\0')
            break;
        }
      else
        {
          const char c = g_ascii_tolower (*code);

          has_day |= c == 'd' || c == 'y';
          has_hour |= c == 'h';
          has_digit |= c == '0' || c == '#' || c == '?';
        }
    }
  if (!has_day || has_digit)
    return FORMAT_NUMBER;
  return has_hour ? FORMAT_DATE_TIME : FORMAT_DATE;
}

/* Formats with a number and no code: dates in the first ranges of 18.8.30 and those of East Asia. */
static Format
find_built_in_format (gsize number)
{
  if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 54)
      || number == 57 || number == 58)
    return FORMAT_DATE;
  return number == 22 ? FORMAT_DATE_TIME : FORMAT_NUMBER;
}

static gboolean
styles_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;

  if (prognosis_node_is (reader, "numFmt"))
    {
      g_autofree char *code = prognosis_node_dup_attribute (reader, "formatCode");
      const gsize number = prognosis_node_get_count (reader, "numFmtId", 0, G_MAXUINT32, 0);

      if (code != NULL)
        g_hash_table_replace (self->date_codes, GSIZE_TO_POINTER (number), GINT_TO_POINTER ((int) find_format (code)));
    }
  else if (prognosis_node_is (reader, "cellXfs"))
    self->in_cell_formats = !xmlTextReaderIsEmptyElement (reader);
  else if (prognosis_node_is_end (reader, "cellXfs"))
    self->in_cell_formats = FALSE;
  else if (self->in_cell_formats && prognosis_node_is (reader, "xf") && self->formats->len < 65536)
    {
      const gsize number = prognosis_node_get_count (reader, "numFmtId", 0, G_MAXUINT32, 0);
      gpointer own;
      Format format = find_built_in_format (number);

      if (g_hash_table_lookup_extended (self->date_codes, GSIZE_TO_POINTER (number), NULL, &own))
        format = (Format) GPOINTER_TO_INT (own);
      g_array_append_val (self->formats, format);
    }
  return TRUE;
}

static gboolean
strings_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;
  const int type = xmlTextReaderNodeType (reader);

  if (prognosis_node_is (reader, "si"))
    {
      const gsize start = self->arena->len;

      g_array_append_val (self->texts, start);
      if (xmlTextReaderIsEmptyElement (reader))
        g_string_append_c (self->arena, '\0');
    }
  else if (prognosis_node_is_end (reader, "si"))
    g_string_append_c (self->arena, '\0');
  else if (prognosis_node_is (reader, "rPh"))
    self->in_phonetic = !xmlTextReaderIsEmptyElement (reader);
  else if (prognosis_node_is_end (reader, "rPh"))
    self->in_phonetic = FALSE;
  else if (prognosis_node_is (reader, "t"))
    self->in_text = !xmlTextReaderIsEmptyElement (reader);
  else if (prognosis_node_is_end (reader, "t"))
    self->in_text = FALSE;
  else if (self->in_text && !self->in_phonetic
           && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
    g_string_append (self->arena, (const char *) xmlTextReaderConstValue (reader));
  if (self->arena->len <= MAX_STRING_BYTES)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the spreadsheet holds more text than a table can"),
               self->package->path);
  return FALSE;
}

/* A reference such as “BC23”. FALSE: it is none. */
static gboolean
parse_reference (const char *text, gsize *row, gsize *column, const char **end)
{
  gsize c = 0, r = 0;
  const char *start = text;

  for (; g_ascii_isupper (*text) && text - start < 3; text++)
    c = c * 26 + (gsize) (*text - 'A') + 1;
  if (text == start || !g_ascii_isdigit (*text))
    return FALSE;
  for (start = text; g_ascii_isdigit (*text) && text - start < 7; text++)
    r = r * 10 + (gsize) (*text - '0');
  if (r == 0 || g_ascii_isdigit (*text))
    return FALSE;
  *row = r - 1;
  *column = c - 1;
  *end = text;
  return TRUE;
}

static void
format_date (Xlsx *self, double serial, Format format)
{
  const double day = floor (serial), minutes = floor ((serial - day) * 1440.0 + 0.5);
  /* The serial numbers from before March 1900 count a 29 February that never was. */
  const int epoch = self->is_1904 ? prognosis_day_from_ymd (1904, 1, 1) : prognosis_day_from_ymd (1899, 12, day < 61.0 ? 31 : 30);
  g_autofree char *text = prognosis_day_format (epoch + (int) day);

  g_string_assign (self->value, text);
  if (format == FORMAT_DATE_TIME && minutes > 0.0 && minutes < 1440.0)
    g_string_append_printf (self->value, " %02d:%02d", (int) minutes / 60, (int) minutes % 60);
}

static gboolean
begin_cell (Xlsx *self, xmlTextReader *reader, GError **error)
{
  g_autofree char *reference = prognosis_node_dup_attribute (reader, "r");
  g_autofree char *type = prognosis_node_dup_attribute (reader, "t");
  const gsize style = prognosis_node_get_count (reader, "s", 0, G_MAXUINT32, 0);
  gsize row;
  const char *end;

  if (reference != NULL && (!parse_reference (reference, &row, &self->column, &end) || *end != '\0' || row != self->row))
    return fail_at (self, _ ("a cell stands in another place than its row; save the spreadsheet anew"), error);
  self->kind = 't';
  if (type == NULL || g_str_equal (type, "n"))
    self->kind = 'n';
  else if (g_str_equal (type, "s") || g_str_equal (type, "b"))
    self->kind = *type;
  self->format = style < self->formats->len ? g_array_index (self->formats, Format, style) : FORMAT_NUMBER;
  self->in_cell = TRUE;
  self->is_formula = self->has_value = FALSE;
  g_string_truncate (self->value, 0);
  return TRUE;
}

/* Puts what the user sees in the place of what is stored. */
static gboolean
translate_value (Xlsx *self, GError **error)
{
  guint64 number;

  switch (self->kind)
    {
    case 's':
      if (!g_ascii_string_to_unsigned (self->value->str, 10, 0, self->texts->len > 0 ? self->texts->len - 1 : 0, &number, NULL)
          || self->texts->len == 0)
        return fail_at (self, _ ("a cell refers to a text that is not there; save the spreadsheet anew"), error);
      g_string_assign (self->value, self->arena->str + g_array_index (self->texts, gsize, number));
      return TRUE;
    case 'b': g_string_assign (self->value, g_str_equal (self->value->str, "1") ? "TRUE" : "FALSE"); return TRUE;
    case 'n':
      if (self->format != FORMAT_NUMBER)
        {
          char *end;
          const double serial = g_ascii_strtod (self->value->str, &end);

          if (end != self->value->str && *end == '\0' && serial >= 0.0 && serial <= LAST_SERIAL)
            format_date (self, serial, self->format);
        }
      return TRUE;
    default: return TRUE;
    }
}

static gboolean
end_cell (Xlsx *self, GError **error)
{
  self->in_cell = FALSE;
  if (self->is_formula && !self->has_value)
    return fail_at (self, _ ("a formula has no stored value; open the file in a spreadsheet program and save it"), error);
  if (self->value->len > 0
      && (!translate_value (self, error)
          || !prognosis_sheet_add_cell (self->sheet, self->column, self->value->str, self->value->len)))
    return error != NULL && *error != NULL ? FALSE : fail_at (self, _ ("the sheet is larger than a table can be"), error);
  self->column++;
  return TRUE;
}

static gboolean
take_element (Xlsx *self, xmlTextReader *reader, GError **error)
{
  const gboolean is_empty = xmlTextReaderIsEmptyElement (reader);

  if (prognosis_node_is (reader, "row"))
    {
      self->row = prognosis_node_get_count (reader, "r", 1, G_MAXUINT32, prognosis_sheet_get_n_rows (self->sheet) + 1) - 1;
      if (self->max_rows > 0 && self->row >= self->max_rows)
        return FALSE;
      self->column = 0;
      if (!prognosis_sheet_begin_row (self->sheet, self->row))
        return fail_at (self, _ ("the rows are not in order, or there are more than a sheet can have"), error);
      self->in_row = !is_empty;
      if (is_empty)
        prognosis_sheet_end_row (self->sheet);
    }
  else if (self->in_row && prognosis_node_is (reader, "c"))
    return begin_cell (self, reader, error) && (!is_empty || end_cell (self, error));
  else if (prognosis_node_is (reader, "mergeCell"))
    {
      g_autofree char *range = prognosis_node_dup_attribute (reader, "ref");
      gsize first_row, first_column, last_row, last_column;
      const char *end;

      if (range != NULL && parse_reference (range, &first_row, &first_column, &end) && *end == ':'
          && parse_reference (end + 1, &last_row, &last_column, &end))
        prognosis_sheet_merge (self->sheet, first_row, first_column, last_row, last_column);
    }
  else if (self->in_cell)
    {
      if (prognosis_node_is (reader, "f"))
        self->is_formula = TRUE;
      else if (prognosis_node_is (reader, "rPh"))
        self->in_phonetic = !is_empty;
      else if (prognosis_node_is (reader, "v") || prognosis_node_is (reader, "t"))
        {
          self->in_value = !is_empty && !self->in_phonetic;
          self->has_value = TRUE;
        }
    }
  return TRUE;
}

static gboolean
sheet_node (xmlTextReader *reader, gpointer user_data, GError **error)
{
  Xlsx *self = user_data;

  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT: return take_element (self, reader, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (self->in_value)
        g_string_append (self->value, (const char *) xmlTextReaderConstValue (reader));
      return TRUE;
    case XML_READER_TYPE_END_ELEMENT:
      if (prognosis_node_is_end (reader, "rPh"))
        self->in_phonetic = FALSE;
      else if (prognosis_node_is_end (reader, "v") || prognosis_node_is_end (reader, "t"))
        self->in_value = FALSE;
      else if (self->in_cell && prognosis_node_is_end (reader, "c"))
        return end_cell (self, error);
      else if (self->in_row && prognosis_node_is_end (reader, "row"))
        {
          self->in_row = FALSE;
          prognosis_sheet_end_row (self->sheet);
        }
      return TRUE;
    default: return TRUE;
    }
}

gboolean
prognosis_xlsx_read (const PrognosisPackage *package, gsize index, gsize max_rows, PrognosisSheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (Xlsx) self = { .package = package, .names = names, .max_rows = max_rows, .sheet = sheet };
  const char *part;

  if (!open_workbook (&self, error))
    return FALSE;
  self.date_codes = g_hash_table_new (NULL, NULL);
  self.formats = g_array_new (FALSE, FALSE, sizeof (Format));
  self.texts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self.arena = g_string_new (NULL);
  self.value = g_string_new (NULL);
  part = index < self.ids->len ? g_hash_table_lookup (self.targets, g_ptr_array_index (self.ids, index)) : NULL;
  if (part == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: the spreadsheet is damaged; save it anew, or save the sheet as CSV"), package->path);
      return FALSE;
    }
  if ((self.styles != NULL && prognosis_package_has (package, self.styles)
       && !prognosis_package_parse (package, self.styles, styles_node, &self, error))
      || (self.strings != NULL && !prognosis_package_parse (package, self.strings, strings_node, &self, error)))
    return FALSE;
  return prognosis_package_parse (package, part, sheet_node, &self, error);
}
