/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-spreadsheet.h"

#include <glib/gi18n-lib.h>

#include "prognosis-error.h"
#include "prognosis-sheet-private.h"

typedef struct
{
  const char *part; /* that no archive of another format has */
  gboolean (*list) (const PrognosisPackage *package, GPtrArray *names, GError **error);
  gboolean (*read) (const PrognosisPackage *package, gsize index, gsize max_rows, PrognosisSheet *sheet, GError **error);
} Format;

static const Format formats[] = {
  { "[Content_Types].xml", prognosis_xlsx_list, prognosis_xlsx_read },
  { "META-INF/manifest.xml", prognosis_ods_list, prognosis_ods_read },
};

gboolean
prognosis_spreadsheet_has_magic (const guchar *bytes, gsize n)
{
  return n >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
}

/* The number of the sheet named or numbered @wanted; -1 with @error. */
static gssize
find_sheet (const PrognosisPackage *package, const GPtrArray *names, const char *wanted, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  guint64 number;

  for (guint i = 0; i < names->len; i++)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (names, i), wanted) == 0)
        return i;
      g_string_append_printf (known, "%s“%s”", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
    }
  if (names->len > 0 && g_ascii_string_to_unsigned (wanted, 10, 1, names->len, &number, NULL))
    return (gssize) number - 1;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("%s: there is no sheet “%s”; there are %s"), package->path,
               wanted, known->str);
  return -1;
}

PrognosisSpreadsheet *
prognosis_spreadsheet_read (const char *path, const char *sheet, gsize max_rows, GCancellable *cancellable, GError **error)
{
  const PrognosisPackage package = { path, cancellable };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PrognosisSheet) found = NULL;
  const Format *format = NULL;
  PrognosisSpreadsheet *self;
  gssize index = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (formats) && format == NULL; i++)
    if (prognosis_package_has (&package, formats[i].part))
      format = &formats[i];
  if (format == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: this is a ZIP archive but no spreadsheet (.xlsx or .ods); unpack it and open what it holds"), path);
      return NULL;
    }
  if (!format->list (&package, names, error))
    return NULL;
  if (sheet != NULL && (index = find_sheet (&package, names, sheet, error)) < 0)
    return NULL;
  for (guint i = sheet != NULL ? (guint) index : 0; i < names->len && found == NULL; i++)
    {
      g_autoptr (PrognosisSheet) candidate = prognosis_sheet_new ();

      if (!format->read (&package, i, max_rows, candidate, error))
        return NULL;
      if (sheet == NULL && !prognosis_sheet_has_table (candidate))
        continue;
      found = g_steal_pointer (&candidate);
      index = i;
    }
  if (found == NULL)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                   _ ("%s: no sheet holds a table; a header and rows with a date and a count were expected"), path);
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    if ((gssize) i != index)
      g_ptr_array_add (others, g_strdup (g_ptr_array_index (names, i)));
  g_ptr_array_add (others, NULL);
  self = g_new0 (PrognosisSpreadsheet, 1);
  self->csv = prognosis_sheet_to_csv (found, &self->n_bytes);
  self->sheet = g_strdup (g_ptr_array_index (names, (guint) index));
  self->others = (char **) g_ptr_array_steal (others, NULL);
  return self;
}

void
prognosis_spreadsheet_free (PrognosisSpreadsheet *self)
{
  g_free (self->csv);
  g_free (self->sheet);
  g_strfreev (self->others);
  g_free (self);
}
