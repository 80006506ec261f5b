/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes signals of the columns of values: their names, kinds and roles, and which of them are forecast. */

#include "prognosis-config.h"

#include "plain-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-error.h"
#include "prognosis-table-private.h"

const char *
prognosis_plain_get_signal_name (const Plain *self, gsize column)
{
  return prognosis_table_has_header (self->table) ? prognosis_table_get_header (self->table, column) : "value";
}

static int
get_wanted_kind (const Plain *self)
{
  return self->wanted != NULL ? self->wanted->kind : -1;
}

/* As documented by the known format, or NULL. */
static const PrognosisKnownValue *
find_known_value (const Plain *self, const char *name)
{
  const PrognosisKnownTable *known = self->columns.known;

  for (gsize i = 0; known != NULL && i < G_N_ELEMENTS (known->values) && known->values[i].column != NULL; i++)
    if (g_ascii_strcasecmp (known->values[i].column, name) == 0)
      return &known->values[i];
  return NULL;
}

/* The user's choice for value @number, or @otherwise. */
static int
get_given (const Plain *self, const int *given, guint number, int otherwise)
{
  return self->wanted != NULL && self->wanted->values != NULL && given != NULL && given[number] >= 0 ? given[number] : otherwise;
}

gsize
prognosis_plain_add_signal (Plain *self, const char *name)
{
  PrognosisRole role = prognosis_role_from_name (name);

  return prognosis_dataset_builder_add_signal (self->builder, *name != '\0' ? name : "value", get_wanted_kind (self), role,
                                               role != PROGNOSIS_ROLE_OTHER);
}

/* FALSE if an earlier column of values has the same name as number @i. */
static gboolean
check_name (const Plain *self, guint i, GError **error)
{
  const GArray *values = self->columns.values;
  const gsize column = g_array_index (values, gsize, i);
  const char *name = prognosis_plain_get_signal_name (self, column);

  for (guint j = 0; j < i; j++)
    {
      const gsize other = g_array_index (values, gsize, j);

      if (g_ascii_strcasecmp (name, prognosis_plain_get_signal_name (self, other)) != 0)
        continue;
      if (!prognosis_table_has_header (self->table))
        prognosis_table_fail (error, self->table, 0, _ ("several numeric columns have no name (“%s”); expected a header"), name);
      else
        prognosis_table_fail (
            error, self->table, 0,
            /* Translators: the first two are numbers of columns. */
            _ ("columns %zu and %zu are both named “%s”: give each a name of its own, or choose one by its number, "
               "such as #%zu (--value-columns)"),
            other + self->table->first_column + 1, column + self->table->first_column + 1, name,
            other + self->table->first_column + 1);
      return prognosis_error_suggest_setting (error, "values");
    }
  return TRUE;
}

static gboolean
is_rate (const Plain *self, gsize column)
{
  const int kind = get_wanted_kind (self) >= 0 ? get_wanted_kind (self)
                                               : prognosis_kind_from_name (prognosis_plain_get_signal_name (self, column));

  return kind == PROGNOSIS_KIND_RATE || kind == PROGNOSIS_KIND_PROPORTION;
}

gboolean
prognosis_plain_leave_out_rates (Plain *self, GError **error)
{
  GArray *values = self->columns.values;
  const char *rate = NULL;
  guint n = 0;

  if (self->columns.rows != PROGNOSIS_ROWS_SUM || self->columns.wide || self->columns.known != NULL)
    return TRUE;
  for (guint i = 0; i < values->len; i++)
    {
      const gsize column = g_array_index (values, gsize, i);

      if (!is_rate (self, column))
        g_array_index (values, gsize, n++) = column;
      else
        rate = rate == NULL ? prognosis_plain_get_signal_name (self, column) : rate;
    }
  if (rate != NULL && (n == 0 || self->wanted->values != NULL))
    return prognosis_table_fail (error, self->table, 0,
                                 _ ("“%s” is a rate, and rates of groups cannot be summed, because the groups differ in size; keep "
                                    "the rows of one group or of the total, for example with --where"),
                                 rate);
  g_array_set_size (values, n);
  if (rate != NULL)
    prognosis_dataset_builder_warn (self->builder, self->file, 0, "rates-not-summed",
                                    _ ("“%s” is not read, because rates of groups cannot be summed"), rate);
  return TRUE;
}

gboolean
prognosis_plain_add_signals (Plain *self, GError **error)
{
  const GArray *values = self->columns.values;
  gboolean named = self->wanted != NULL && self->wanted->values != NULL;
  const PrognosisKnownTable *known_table = self->columns.known;
  const gboolean is_documented = known_table != NULL && known_table->values[0].column != NULL;
  const gboolean chooses = !self->columns.wide && !named && !is_documented;
  g_autofree PrognosisPlainChoice *choices = NULL;

  if (self->columns.rows == PROGNOSIS_ROWS_COUNT && values->len == 0)
    {
      self->signals = g_new0 (gsize, 1);
      self->signals[0]
          = prognosis_dataset_builder_add_signal (self->builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
      return TRUE;
    }
  if (self->columns.quantity >= 0 || self->columns.across.days != NULL || self->columns.months != NULL)
    return TRUE;
  self->signals = g_new0 (gsize, values->len);
  if (chooses)
    choices = prognosis_plain_choose (self);
  for (guint i = 0; i < values->len; i++)
    {
      const char *name = self->columns.wide ? "value" : prognosis_plain_get_signal_name (self, g_array_index (values, gsize, i));
      const PrognosisKnownValue *known = find_known_value (self, name);
      PrognosisRole role = known != NULL ? known->role : chooses ? choices[i].role : prognosis_role_from_name (name);
      int kind = get_wanted_kind (self) >= 0 || known == NULL ? get_wanted_kind (self) : known->kind;
      const int *kinds = self->wanted != NULL ? self->wanted->kinds : NULL,
                *roles = self->wanted != NULL ? self->wanted->roles : NULL;
      /* Of the columns that are named, only those are not forecast whose role says so. */
      gboolean fitted = named           ? get_given (self, roles, i, (int) PROGNOSIS_ROLE_INFECTIONS) != PROGNOSIS_ROLE_OTHER
                        : known != NULL ? known->fitted
                                        : !chooses || choices[i].is_fitted;

      if (!check_name (self, i, error))
        return FALSE;
      self->signals[i] = prognosis_dataset_builder_add_signal (self->builder, name, get_given (self, kinds, i, kind),
                                                               (PrognosisRole) get_given (self, roles, i, (int) role), fitted);
    }
  return TRUE;
}
