/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "option-values.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-error.h"
#include "prognosis-number.h"

#define FIELD(options, option, type) (*(type *) ((char *) (options) + (option)->offset))

gboolean
cli_parse_switch (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  FIELD (options, option, gboolean) = TRUE;
  return TRUE;
}

gboolean
cli_parse_text (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  char **field = &FIELD (options, option, char *);

  if (*value == '\0')
    return cli_options_refuse (error, "%s is empty", option->value);
  g_free (*field);
  *field = g_strdup (value);
  return TRUE;
}

/* Splits at commas; double quotes protect those inside an item, as in a CSV file. */
static GPtrArray *
split (const char *value)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) item = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  for (const char *c = value;; c++)
    {
      if (*c == '\0' || (*c == ',' && !is_quoted))
        {
          g_ptr_array_add (items, g_strstrip (g_strdup (item->str)));
          g_string_truncate (item, 0);
          if (*c == '\0')
            break;
        }
      else if (*c == '"' && is_quoted && c[1] == '"')
        g_string_append_c (item, *c++);
      else if (*c == '"')
        is_quoted = !is_quoted;
      else
        g_string_append_c (item, *c);
    }
  return items;
}

/* (transfer full): or NULL if an item is empty */
static GStrv
parse_items (const CliOption *option, const char *value, GError **error)
{
  g_autoptr (GPtrArray) items = split (value);

  for (guint i = 0; i < items->len; i++)
    if (*(const char *) g_ptr_array_index (items, i) == '\0')
      {
        cli_options_refuse (error, "“%s” has an empty item; expected %s", value, option->value);
        return NULL;
      }
  g_ptr_array_add (items, NULL);
  return (char **) g_ptr_array_steal (items, NULL);
}

gboolean
cli_parse_list (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  char ***field = &FIELD (options, option, char **);
  GStrv items = parse_items (option, value, error);

  if (items == NULL)
    return FALSE;
  g_strfreev (*field);
  *field = items;
  return TRUE;
}

gboolean
cli_parse_group (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  GPtrArray **field = &FIELD (options, option, GPtrArray *);
  const char *equals = strchr (value, '=');
  g_autofree char *name = equals != NULL ? g_strstrip (g_strndup (value, (gsize) (equals - value))) : NULL;
  g_auto (GStrv) items = NULL;
  g_autoptr (GStrvBuilder) group = g_strv_builder_new ();

  if (name == NULL || *name == '\0')
    return cli_options_refuse (error, "“%s” is not a group; expected a name and regions, such as West=California,Oregon,Washington",
                               value);
  items = parse_items (option, equals + 1, error);
  if (items == NULL)
    return FALSE;
  if (*field == NULL)
    *field = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_strv_builder_add (group, name);
  g_strv_builder_addv (group, (const char **) items);
  g_ptr_array_add (*field, g_strv_builder_end (group));
  return TRUE;
}

/* Called once for each of several values of one option. */
static void
append (char ***list, const char *value)
{
  gsize n = *list != NULL ? g_strv_length (*list) : 0;

  *list = g_renew (char *, *list, n + 2);
  (*list)[n] = g_strdup (value);
  (*list)[n + 1] = NULL;
}

gboolean
cli_parse_file (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  if (*value == '\0')
    return cli_options_refuse (error, "the file name is empty");
  append (&FIELD (options, option, char **), value);
  return TRUE;
}

gboolean
cli_parse_where (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  const char *equals = strchr (value, '=');

  if (equals == NULL || equals == value)
    return cli_options_refuse (error, "“%s” is not a valid condition; expected COLUMN=VALUE or COLUMN!=VALUE", value);
  append (&FIELD (options, option, char **), value);
  return TRUE;
}

gboolean
cli_parse_picture (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (value, -1);

  if (!g_str_has_suffix (lower, ".png") && !g_str_has_suffix (lower, ".svg") && !g_str_has_suffix (lower, ".pdf"))
    return cli_options_refuse (error, "“%s” must end in .png, .svg or .pdf", value);
  return cli_parse_text (option, value, options, error);
}

static gboolean
is_day (const char *text)
{
  const char *digits = *text == '-' || *text == '+' ? text + 1 : text;
  int day;

  if (*digits != '\0' && strlen (digits) <= 9 && strspn (digits, "0123456789") == strlen (digits))
    return TRUE;
  return prognosis_day_parse (text, &day) || prognosis_day_parse_month (text, &day);
}

gboolean
cli_parse_change (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "=", 2);
  double factor;

  if (parts[0] == NULL || parts[1] == NULL || !is_day (parts[0]) || !prognosis_number_parse (parts[1], &factor) || factor < 0
      || factor > 100)
    return cli_options_refuse (
        error, "“%s” is not a valid change; expected a day and a factor from 0 to 100, such as 2020-08-22=0.7", value);
  append (&FIELD (options, option, char **), value);
  return TRUE;
}

gboolean
cli_parse_day (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  if (!is_day (value))
    return cli_options_refuse (
        error, "“%s” is not a day; expected a date such as 2020-08-22, or a whole number if the data have a day index", value);
  return cli_parse_text (option, value, options, error);
}

gboolean
cli_parse_days (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  g_auto (GStrv) days = g_strsplit (value, ",", -1);

  for (gsize i = 0; days[i] != NULL; i++)
    if (!is_day (g_strstrip (days[i])))
      return cli_options_refuse (error, "“%s” is not a day; expected dates such as 2020-07-11,2020-08-22", days[i]);
  return cli_parse_list (option, value, options, error);
}

gboolean
cli_parse_levels (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  g_auto (GStrv) items = g_strsplit (value, ",", -1);
  gsize n = g_strv_length (items);
  g_autofree double *levels = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    if (!prognosis_number_parse (g_strstrip (items[i]), &levels[i]) || levels[i] <= 0 || levels[i] >= 1)
      return cli_options_refuse (error, "“%s” is not a quantile level; expected numbers between 0 and 1 such as 0.025,0.5,0.975",
                                 items[i]);
  if (n == 0)
    return cli_options_refuse (error, "no level given; expected numbers between 0 and 1 such as 0.025,0.5,0.975");
  gsl_sort (levels, 1, n);
  for (gsize i = 1; i < n; i++)
    if (levels[i] == levels[i - 1])
      return cli_options_refuse (error, "the level %g is given twice", levels[i]);
  g_free (options->levels);
  options->levels = g_steal_pointer (&levels);
  options->n_levels = n;
  return TRUE;
}

static gboolean
parse_int (const CliOption *option, const char *value, int *field, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, (gint64) option->lower, (gint64) option->upper, &number, NULL))
    return cli_options_refuse (error, "“%s” is not a whole number from %.0f to %.0f", value, option->lower, option->upper);
  *field = (int) number;
  return TRUE;
}

gboolean
cli_parse_number (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  double number;

  if (!prognosis_number_parse (value, &number) || !(number >= option->lower && number <= option->upper))
    return cli_options_refuse (error, "“%s” is not a number from %g to %g", value, option->lower, option->upper);
  FIELD (options, option, double) = number;
  return TRUE;
}

gboolean
cli_parse_int (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  return parse_int (option, value, &FIELD (options, option, int), error);
}

gboolean
cli_parse_engine_switch (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  FIELD (options->engine, option, int) = TRUE;
  return TRUE;
}

gboolean
cli_parse_engine_int (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  return parse_int (option, value, &FIELD (options->engine, option, int), error);
}

gboolean
cli_parse_within (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  static const char *const days[] = { "7", "14", "28", NULL };

  if (!g_strv_contains (days, value))
    return cli_options_refuse (error, "“%s” is not a period; expected %s", value, option->value);
  FIELD (options, option, int) = atoi (value);
  return TRUE;
}

gboolean
cli_parse_threshold (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  /* Names of signals may contain the sign. */
  const char *equals = strrchr (value, '=');
  double number;

  if (!prognosis_number_parse (equals != NULL ? equals + 1 : value, &number) || number < 0.0)
    return cli_options_refuse (error, "“%s” is not a threshold; expected a number from 0, such as 500 or deaths=20", value);
  append (&FIELD (options, option, char **), value);
  return TRUE;
}

gboolean
cli_parse_csv_for (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  const gboolean is_spreadsheet = g_str_equal (value, "spreadsheet");

  if (!is_spreadsheet && !g_str_equal (value, "plain"))
    return cli_options_refuse (error, "“%s” is not known; expected %s", value, option->value);
  FIELD (options, option, gboolean) = is_spreadsheet;
  return TRUE;
}

gboolean
cli_parse_reading (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  const PrognosisReadingValue *values = option->reading->values;

  for (guint i = 1; values[i].id != NULL; i++)
    if (g_str_equal (values[i].id, value))
      {
        prognosis_reading_setting_set_value (option->reading, &options->columns, i);
        return TRUE;
      }
  return cli_options_refuse (error, "“%s” is not known; expected %s", value, option->value);
}

gboolean
cli_parse_setting (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  return prognosis_setting_parse (option->setting, value, options->engine, error);
}

gboolean
cli_parse_set (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  const char *equals = strrchr (value, '=');
  g_autofree char *key = equals != NULL ? g_strndup (value, equals - value) : NULL;
  char *colon = key != NULL ? strrchr (key, ':') : NULL;
  const char *name = colon != NULL ? colon + 1 : key;
  double number;

  if (name == NULL || *name == '\0' || colon == key)
    return cli_options_refuse (error, "“%s” is not valid; expected NAME=VALUE or REGION:NAME=VALUE", value);
  if (!prognosis_number_parse (equals + 1, &number))
    return cli_options_refuse (error, "“%s” in “%s” is not a number; expected one such as 0.25", equals + 1, value);
  if (colon != NULL)
    *colon = '\0';
  prognosis_options_fix (options->engine, colon != NULL ? key : NULL, name, number);
  return TRUE;
}

gboolean
cli_parse_observe (const CliOption *option, const char *value, CliOptions *options, GError **error)
{
  const char *equals = strrchr (value, '=');
  g_autofree char *signal = equals != NULL ? g_strndup (value, equals - value) : NULL;

  if (signal == NULL || *signal == '\0' || equals[1] == '\0')
    return cli_options_refuse (error, "“%s” is not valid; expected SIGNAL=QUANTITY", value);
  prognosis_options_observe (options->engine, signal, equals + 1);
  return TRUE;
}
