/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-columns.h"

#include <string.h>

PrognosisColumns *
prognosis_columns_new (void)
{
  PrognosisColumns *self = g_new0 (PrognosisColumns, 1);

  self->kind = -1;
  return self;
}

static gsize
count (char **list)
{
  return list != NULL ? g_strv_length (list) : 0;
}

PrognosisColumns *
prognosis_columns_copy (const PrognosisColumns *self)
{
  PrognosisColumns *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->date = g_strdup (self->date);
  copy->values = g_strdupv (self->values);
  copy->kinds = g_memdup2 (self->kinds, count (self->values) * sizeof *self->kinds);
  copy->roles = g_memdup2 (self->roles, count (self->values) * sizeof *self->roles);
  copy->regions = g_strdupv (self->regions);
  copy->code = g_strdup (self->code);
  copy->population = g_strdup (self->population);
  copy->sheet = g_strdup (self->sheet);
  copy->where = g_strdupv (self->where);
  return copy;
}

void
prognosis_columns_free (PrognosisColumns *self)
{
  if (self == NULL)
    return;
  g_free (self->date);
  g_strfreev (self->values);
  g_free (self->kinds);
  g_free (self->roles);
  g_strfreev (self->regions);
  g_free (self->code);
  g_free (self->population);
  g_free (self->sheet);
  g_strfreev (self->where);
  g_free (self);
}

gboolean
prognosis_columns_is_empty (const PrognosisColumns *self)
{
  return self == NULL
         || (self->date == NULL && self->values == NULL && self->regions == NULL && self->code == NULL && self->population == NULL
             && self->date_order == PROGNOSIS_DATE_ORDER_FOUND && self->kind < 0 && self->rows == PROGNOSIS_ROWS_FOUND
             && self->where == NULL);
}

static gboolean
lists_equal (char **a, char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
numbers_equal (const int *a, const int *b, gsize n)
{
  return a == NULL || b == NULL ? a == b : memcmp (a, b, n * sizeof *a) == 0;
}

gboolean
prognosis_columns_equal (const PrognosisColumns *a, const PrognosisColumns *b)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;

  a = a != NULL ? a : &nothing;
  b = b != NULL ? b : &nothing;
  return g_strcmp0 (a->date, b->date) == 0 && lists_equal (a->values, b->values)
         && numbers_equal (a->kinds, b->kinds, count (a->values)) && numbers_equal (a->roles, b->roles, count (a->values))
         && lists_equal (a->regions, b->regions) && g_strcmp0 (a->code, b->code) == 0
         && g_strcmp0 (a->population, b->population) == 0 && g_strcmp0 (a->sheet, b->sheet) == 0 && a->date_order == b->date_order
         && a->kind == b->kind && a->rows == b->rows && lists_equal (a->where, b->where) && a->header_line == b->header_line
         && a->decimal == b->decimal && !a->weekly == !b->weekly;
}

const char *
prognosis_date_order_to_string (PrognosisDateOrder order)
{
  static const char *const names[] = { "found", "day-first", "month-first", "year-first" };

  return names[order];
}

const char *
prognosis_rows_to_string (PrognosisRows rows)
{
  static const char *const names[] = { "found", "sum", "count" };

  return names[rows];
}

const char *
prognosis_decimal_to_string (PrognosisDecimal decimal)
{
  static const char *const names[] = { "found", "point", "comma" };

  return names[decimal];
}
