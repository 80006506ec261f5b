/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-week-text.h"
#include "prognosis-table.h"

G_BEGIN_DECLS

/* The words by which the columns of plain tables are recognised. Keys are names as prognosis_table_make_key() returns them:
 * lower case, words separated by spaces. */
typedef enum
{
  PLAIN_NAMES_WEEK_END,
  PLAIN_NAMES_WEEK_START,
  PLAIN_NAMES_DATE,
  PLAIN_NAMES_PLACE, /* finest level first */
  PLAIN_NAMES_CODE,
  PLAIN_NAMES_QUANTITY, /* of a column that names the quantity of each row */
  PLAIN_NAMES_STRATUM,
  PLAIN_NAMES_SINGLE_VALUE, /* of a column with the values of all quantities */
} PlainNames;

/* NULL-terminated, in order of preference. */
const char *const *prognosis_plain_get_names (PlainNames list);
gboolean prognosis_plain_is_name (const char *key, PlainNames list);
/* Whether @name, not yet a key, is a column that subdivides the persons of a place, such as age or sex. */
gboolean prognosis_plain_is_stratum (const char *name);
/* Whether @key is that of a group of persons, such as “male”, “adults” or “0 4”. */
gboolean prognosis_plain_is_group (const char *key);
/* Whether @key contains a word for a kind of place, as “Nombre municipio” does. */
gboolean prognosis_plain_is_place_word (const char *key);
/* How large a place a column names: the less, the smaller it is. */
int prognosis_plain_rank_place (const char *key);
/* Whether @key contains a word for what is counted: a disease, an event. */
gboolean prognosis_plain_is_quantity_word (const char *key);
/* Whether @key denotes a number of persons. */
gboolean prognosis_plain_is_quantity (const char *key);
/* The same, but only by words that names of places do not contain. */
gboolean prognosis_plain_is_surely_quantity (const char *key);
/* Whether @key denotes a number that does not count persons, such as a coordinate. */
gboolean prognosis_plain_is_other_number (const char *key);

/* The column of years, by its name and first value; -1: none. */
gssize prognosis_plain_find_year (const PrognosisTable *table);
/* The column of numbers of weeks, 1 to 53, and how they are counted; -1: none. */
gssize prognosis_plain_find_week (const PrognosisTable *table, PrognosisWeeks *weeks);

G_END_DECLS
