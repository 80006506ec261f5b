/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-columns.h"

PrognosisColumns *
prognosis_columns_new (void)
{
  PrognosisColumns *self = g_new0 (PrognosisColumns, 1);

  self->kind = -1;
  return self;
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
  copy->region = g_strdup (self->region);
  copy->population = g_strdup (self->population);
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
  g_free (self->region);
  g_free (self->population);
  g_strfreev (self->where);
  g_free (self);
}

gboolean
prognosis_columns_is_empty (const PrognosisColumns *self)
{
  return self == NULL
         || (self->date == NULL && self->values == NULL && self->region == NULL && self->population == NULL
             && self->date_order == PROGNOSIS_DATE_ORDER_FOUND && self->kind < 0 && self->rows == PROGNOSIS_ROWS_FOUND
             && self->where == NULL);
}

const char *
prognosis_date_order_to_string (PrognosisDateOrder order)
{
  static const char *const names[] = { "found", "day-first", "month-first" };

  return names[order];
}

const char *
prognosis_rows_to_string (PrognosisRows rows)
{
  static const char *const names[] = { "found", "sum", "count" };

  return names[rows];
}
