/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What only all cells of a table tell of how it was written. */

#include <string.h>

#include "prognosis-table-private.h"

gboolean
prognosis_table_has_decimal_comma (const PrognosisTable *table)
{
  for (guint i = 0; i < table->cells->len; i++)
    {
      const char *text = table->arena->str + g_array_index (table->cells, guint32, i);
      const char *comma = strchr (text, ',');
      gsize before, after;

      if (comma == NULL || comma == text)
        continue;
      text += *text == '-';
      before = strspn (text, "0123456789");
      after = strspn (comma + 1, "0123456789");
      if (text + before == comma && before > 0 && after > 0 && comma[1 + after] == '\0'
          && (after != 3 || before > 3 || *text == '0'))
        return TRUE;
    }
  return FALSE;
}

gboolean
prognosis_table_has_index_column (const PrognosisTable *table)
{
  const char *header = table->n_stored > 1 ? g_ptr_array_index (table->header, 0) : "x";
  const char *cell;

  if (!table->has_header || *header != '\0')
    return FALSE;
  cell = table->lines->len > 0 ? table->arena->str + g_array_index (table->cells, guint32, 0) : "";
  return cell[strspn (cell, "0123456789")] == '\0';
}
