/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-columns.h"

#include <string.h>

#include "prognosis-reading-setting.h"

PrognosisColumns *
prognosis_columns_new (void)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;

  return g_memdup2 (&nothing, sizeof nothing);
}

static gsize
count (char **list)
{
  return list != NULL ? g_strv_length (list) : 0;
}

/* The type of the memory that the field of a setting owns. */
static gboolean
is_list (const PrognosisReadingSetting *setting)
{
  return setting->kind == PROGNOSIS_READING_COLUMNS || setting->kind == PROGNOSIS_READING_CONDITIONS;
}

static gboolean
is_text (const PrognosisReadingSetting *setting)
{
  return setting->kind == PROGNOSIS_READING_COLUMN || setting->kind == PROGNOSIS_READING_TEXT;
}

PrognosisColumns *
prognosis_columns_copy (const PrognosisColumns *self)
{
  PrognosisColumns *copy;
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  for (gsize i = 0; i < n; i++)
    if (is_text (&settings[i]))
      PROGNOSIS_READING_FIELD (copy, &settings[i], char *) = g_strdup (PROGNOSIS_READING_FIELD (self, &settings[i], char *));
    else if (is_list (&settings[i]))
      PROGNOSIS_READING_FIELD (copy, &settings[i], GStrv) = g_strdupv (PROGNOSIS_READING_FIELD (self, &settings[i], GStrv));
  copy->kinds = g_memdup2 (self->kinds, count (self->values) * sizeof *self->kinds);
  copy->roles = g_memdup2 (self->roles, count (self->values) * sizeof *self->roles);
  return copy;
}

void
prognosis_columns_clear (PrognosisColumns *self)
{
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    if (is_text (&settings[i]))
      g_clear_pointer (&PROGNOSIS_READING_FIELD (self, &settings[i], char *), g_free);
    else if (is_list (&settings[i]))
      g_clear_pointer (&PROGNOSIS_READING_FIELD (self, &settings[i], GStrv), g_strfreev);
  g_clear_pointer (&self->kinds, g_free);
  g_clear_pointer (&self->roles, g_free);
}

void
prognosis_columns_free (PrognosisColumns *self)
{
  if (self == NULL)
    return;
  prognosis_columns_clear (self);
  g_free (self);
}

gboolean
prognosis_columns_is_empty (const PrognosisColumns *self)
{
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  for (gsize i = 0; self != NULL && i < n; i++)
    if (settings[i].is_plain && !prognosis_reading_setting_is_unset (&settings[i], self))
      return FALSE;
  return TRUE;
}

static gboolean
lists_equal (GStrv a, GStrv b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

static gboolean
numbers_equal (const int *a, const int *b, gsize n)
{
  return a == NULL || b == NULL ? a == b : memcmp (a, b, n * sizeof *a) == 0;
}

static gboolean
fields_equal (const PrognosisReadingSetting *setting, const PrognosisColumns *a, const PrognosisColumns *b)
{
  if (is_text (setting))
    return g_strcmp0 (PROGNOSIS_READING_FIELD (a, setting, char *), PROGNOSIS_READING_FIELD (b, setting, char *)) == 0;
  if (is_list (setting))
    return lists_equal (PROGNOSIS_READING_FIELD (a, setting, GStrv), PROGNOSIS_READING_FIELD (b, setting, GStrv));
  if (setting->kind == PROGNOSIS_READING_SWITCH)
    return !PROGNOSIS_READING_FIELD (a, setting, gboolean) == !PROGNOSIS_READING_FIELD (b, setting, gboolean);
  return PROGNOSIS_READING_FIELD (a, setting, int) == PROGNOSIS_READING_FIELD (b, setting, int);
}

gboolean
prognosis_columns_equal (const PrognosisColumns *a, const PrognosisColumns *b)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;
  gsize n;
  const PrognosisReadingSetting *settings = prognosis_reading_setting_list (&n);

  a = a != NULL ? a : &nothing;
  b = b != NULL ? b : &nothing;
  for (gsize i = 0; i < n; i++)
    if (!fields_equal (&settings[i], a, b))
      return FALSE;
  return numbers_equal (a->kinds, b->kinds, count (a->values)) && numbers_equal (a->roles, b->roles, count (a->values));
}
