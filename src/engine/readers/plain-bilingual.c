/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Headers in two languages: “Date / Datum”, “Jahr | Year”, “Woche (Week)”. The readers know most words, but not in pairs. A column that is
 * named so is known by the part that they understand; its whole name is still shown.
 */

#include "prognosis-config.h"
#include "plain-columns.h"

#include <string.h>

#include "plain-names.h"
#include "prognosis-month-text.h"
#include "prognosis-table-private.h"

typedef enum
{
  NAMES_NOTHING,
  NAMES_YEAR,
  NAMES_MONTH,
  NAMES_WEEK,
  NAMES_DATE,
  NAMES_PLACE,
  NAMES_CODE,
  NAMES_POPULATION,
  NAMES_QUANTITY,
  NAMES_STRATUM,
} Meaning;

/* “Name (Nombre)” is more often a remark, so both must be understood. */
static const char *const signs[] = { "/", "|", "\n", "(" };

static Meaning
find_meaning (const char *key)
{
  static const char *const population[] = { "population", "einwohner", "habitants", "habitantes", "poblaci\xc3\xb3n", NULL };

  if (g_strv_contains (prognosis_week_text_get_year_names (), key))
    return NAMES_YEAR;
  if (prognosis_month_text_is_name (key))
    return NAMES_MONTH;
  if (prognosis_week_text_look_at_name (key) != PROGNOSIS_WEEKS_NONE)
    return NAMES_WEEK;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_DATE) || prognosis_plain_is_name (key, PLAIN_NAMES_WEEK_START)
      || prognosis_plain_is_name (key, PLAIN_NAMES_WEEK_END))
    return NAMES_DATE;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_PLACE))
    return NAMES_PLACE;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_CODE))
    return NAMES_CODE;
  if (g_strv_contains (population, key))
    return NAMES_POPULATION;
  if (prognosis_plain_is_name (key, PLAIN_NAMES_QUANTITY))
    return NAMES_QUANTITY;
  return prognosis_plain_is_name (key, PLAIN_NAMES_STRATUM) ? NAMES_STRATUM : NAMES_NOTHING;
}

/* The two names of a column as keys; NULL: it has one. (transfer full) */
static char **
split (const PrognosisTable *table, gsize column, const char *sign)
{
  g_autofree char *header = g_strdup (prognosis_table_get_header (table, column));
  char **parts;

  if (*sign == '(' && g_str_has_suffix (header, ")"))
    header[strlen (header) - 1] = '\0';
  else if (*sign == '(')
    return NULL;
  parts = g_strsplit (header, sign, -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *key = prognosis_table_make_key (parts[i]);

      g_free (parts[i]);
      parts[i] = key;
    }
  if (g_strv_length (parts) != 2 || *parts[0] == '\0' || *parts[1] == '\0')
    g_clear_pointer (&parts, g_strfreev);
  return parts;
}

/* Which of the two names is understood, and both not in different ways; NULL: none is, or the whole is. */
static const char *
choose (const PrognosisTable *table, gsize column, char **parts, gboolean both)
{
  const Meaning first = find_meaning (parts[0]), second = find_meaning (parts[1]);

  if (find_meaning (prognosis_table_get_key (table, column)) != NAMES_NOTHING
      || (first != second && (both || (first != NAMES_NOTHING && second != NAMES_NOTHING))))
    return NULL;
  return first != NAMES_NOTHING ? parts[0] : second != NAMES_NOTHING ? parts[1] : NULL;
}

/* Half of the names that are words must be pairs: “Male/Female” alone is none of translations. */
static gboolean
is_usual (const PrognosisTable *table, const char *sign)
{
  gsize n = 0, n_words = 0;

  for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
    {
      g_auto (GStrv) parts = split (table, i, sign);
      const char *key = prognosis_table_get_key (table, i);

      n += parts != NULL;
      n_words += strspn (key, "0123456789/ :") < strlen (key);
    }
  return n >= 2 && 2 * n >= n_words;
}

void
prognosis_plain_name_bilingual (PrognosisTable *table)
{
  for (gsize s = 0; s < G_N_ELEMENTS (signs) && prognosis_table_has_header (table); s++)
    {
      if (!is_usual (table, signs[s]))
        continue;
      for (gsize i = 0; i < prognosis_table_get_n_columns (table); i++)
        {
          g_auto (GStrv) parts = split (table, i, signs[s]);
          const char *key = parts != NULL ? choose (table, i, parts, *signs[s] == '(') : NULL;

          if (key != NULL)
            prognosis_table_set_key (table, i, key);
        }
      return;
    }
}
