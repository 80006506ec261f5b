/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-table-private.h"

#include <math.h>
#include <string.h>

#define CANCEL_ROWS 4096

void
prognosis_table_free (PrognosisTable *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_string_free (self->arena, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->header);
  g_ptr_array_unref (self->keys);
  g_clear_object (&self->cancellable);
  g_free (self);
}

gboolean
prognosis_table_is_cancelled (const PrognosisTable *self, gsize row, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return row % CANCEL_ROWS == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

const char *
prognosis_table_get_path (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

gsize
prognosis_table_get_n_columns (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->n_columns;
}

gsize
prognosis_table_get_n_rows (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->lines->len;
}

gboolean
prognosis_table_has_header (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->has_header;
}

const char *
prognosis_table_get_header (const PrognosisTable *self, gsize column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  return g_ptr_array_index (self->header, column + self->first_column);
}

/* Lower case, with one space for every separator. */
char *
_prognosis_table_make_key (const char *header)
{
  g_autofree char *folded = g_utf8_strdown (header, -1);

  g_strdelimit (folded, "_.-", ' ');
  return g_strdup (g_strstrip (folded));
}

gssize
prognosis_table_find_column (const PrognosisTable *self, const char *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, -1);

  key = _prognosis_table_make_key (name);
  for (gsize i = 0; i < self->n_columns; i++)
    if (strcmp (g_ptr_array_index (self->keys, i + self->first_column), key) == 0)
      return (gssize) i;
  return -1;
}

const char *
prognosis_table_get_cell (const PrognosisTable *self, gsize row, gsize column)
{
  g_return_val_if_fail (self != NULL && row < self->lines->len && column < self->n_columns, "");
  return self->arena->str + g_array_index (self->cells, guint32, row * self->n_stored + self->first_column + column);
}

guint
prognosis_table_get_line (const PrognosisTable *self, gsize row)
{
  g_return_val_if_fail (self != NULL && row < self->lines->len, 0);
  return g_array_index (self->lines, guint32, row);
}

guint
prognosis_table_get_converted_line (const PrognosisTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->converted_line;
}

gboolean
prognosis_table_is_missing (const char *text)
{
  static const char *const markers[] = { "", "NA", "N/A", "#N/A", "NaN", "null", "-", "--", "X", "." };

  g_return_val_if_fail (text != NULL, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    if (g_ascii_strcasecmp (text, markers[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Digits with at most one @mark and an exponent: no "inf", no hexadecimal, no thousands. */
static gboolean
is_plain_number (const char *text, char mark)
{
  const char *p = text;
  gboolean digits = FALSE, marked = FALSE;

  if (*p == '-' || *p == '+')
    p++;
  for (; *p != '\0' && *p != 'e' && *p != 'E'; p++)
    if (g_ascii_isdigit (*p))
      digits = TRUE;
    else if (*p == mark && !marked)
      marked = TRUE;
    else
      return FALSE;
  if (!digits || *p == '\0')
    return digits;
  p++;
  if (*p == '-' || *p == '+')
    p++;
  if (*p == '\0')
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  return *p == '\0';
}

gboolean
prognosis_table_parse_number (const PrognosisTable *self, const char *text, double *value)
{
  gint64 whole = 0;
  const char *p = text;
  char copy[64];
  char mark;

  g_return_val_if_fail (self != NULL && text != NULL && value != NULL, FALSE);

  /* Nearly every cell is a short whole number, with or without ".0". */
  while (g_ascii_isdigit (*p) && p - text < 15)
    whole = whole * 10 + (*p++ - '0');
  if (p > text && p[0] == '.' && p[1] == '0' && p[2] == '\0')
    p += 2;
  if (*p == '\0' && p > text)
    {
      *value = (double) whole;
      return TRUE;
    }
  if (prognosis_table_is_missing (text))
    {
      *value = NAN;
      return TRUE;
    }
  mark = self->decimal_comma && strchr (text, '.') == NULL ? ',' : '.';
  if (!is_plain_number (text, mark) || g_strlcpy (copy, text, sizeof copy) >= sizeof copy)
    return FALSE;
  g_strdelimit (copy, ",", '.');
  *value = g_ascii_strtod (copy, NULL);
  return isfinite (*value);
}
