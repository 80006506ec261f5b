/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "prognosis-day.h"
#include "prognosis-table-private.h"

/*
 * Tables in the published formats of tests/data/formats.ini, with numbers of our own. That file says how a row is made: a cell is
 * text, strftime() conversions of the row's date, and terms in braces:
 *
 *   {place} {code} {pop} {stratum} {quantity} {value} {id} {step} {epiyear} {epiweek}
 *   {+3:%Y-%m-%d}      a date so many days later
 *   {NAME} {NAME.cum}  new counts of a series, named freely, and all so far; also .present, .avg, .rate, .share, .sum (over the
 *                      places), .span (of all days since the row before), and .f (with a decimal point)
 *   {month.LANGUAGE}   the name of the month: de, es, fr, pt; {month.end} is its last day
 *   {days:%d/%m/%y} {places} {codes}   in the header: a column a day or place, filled by a cell {*NAME}
 *
 * “step” is the number of days from one row to the next, several numbers over and over, or “month”.
 */

typedef struct
{
  char *name;
  char *code;
  char *population;
} FormatPlace;

typedef struct
{
  GKeyFile *file;
  const char *id;
  GPtrArray *places; /* FormatPlace */
  GStrv strata;      /* or NULL; the total of the others is marked with a star */
  GStrv quantities;  /* NAME|SERIES; or NULL */
  gsize kept;        /* index of the stratum that is read; G_MAXSIZE: the sum of all */
  int first;         /* day of the first row */
  GArray *steps;     /* int: days to the next row, over and over; empty: months */
  gsize n_steps;
  double scale;
  gboolean by_places;  /* a column a place */
  gboolean by_days;    /* a column a day */
  gboolean is_persons; /* a row a person */
} Format;

/* A grid of cells (char *), the header first. */
typedef GPtrArray FormatGrid;

static inline char *
format_get (const Format *self, const char *key, const char *otherwise)
{
  char *text = g_key_file_get_value (self->file, self->id, key, NULL);

  return text != NULL ? text : g_strdup (otherwise);
}

static inline double
format_get_double (const Format *self, const char *key, double otherwise)
{
  g_autofree char *text = format_get (self, key, NULL);

  return text != NULL ? g_ascii_strtod (text, NULL) : otherwise;
}

/* The day of the row @t. */
static inline int
format_find_day (const Format *self, gsize t)
{
  int day = self->first, year, month, day_of_month;

  if (self->steps->len > 0)
    {
      for (gsize i = 0; i < t; i++)
        day += g_array_index (self->steps, int, i % self->steps->len);
      return day;
    }
  prognosis_day_to_ymd (self->first, &year, &month, &day_of_month);
  month += (int) t - 1;
  return prognosis_day_from_ymd (year + month / 12, month % 12 + 1, day_of_month);
}

static inline void
format_place_free (gpointer data)
{
  FormatPlace *self = data;

  g_free (self->name);
  g_free (self->code);
  g_free (self->population);
  g_free (self);
}

static inline void
format_init (Format *self, GKeyFile *file, const char *id)
{
  g_autofree char *places = NULL, *first = NULL, *strata = NULL, *quantities = NULL, *header = NULL, *row = NULL, *day = NULL;
  g_auto (GStrv) list = NULL, list_of_steps = NULL;

  *self = (Format){ .file = file, .id = id };
  header = format_get (self, "header", "");
  row = format_get (self, "row", "");
  places = format_get (self, "places", "Norland|N1|1200000;Suderau|S2|340000;Westmark|W3|75000");
  strata = format_get (self, "strata", NULL);
  quantities = format_get (self, "quantities", NULL);
  first = format_get (self, "first", "2021-03-01");
  day = format_get (self, "step", "1");
  self->places = g_ptr_array_new_with_free_func (format_place_free);
  self->strata = strata != NULL ? g_strsplit (strata, ";", -1) : NULL;
  self->quantities = quantities != NULL ? g_strsplit (quantities, ";", -1) : NULL;
  self->kept = strata == NULL ? 0 : G_MAXSIZE;
  for (gsize i = 0; self->strata != NULL && self->strata[i] != NULL; i++)
    if (g_str_has_suffix (self->strata[i], "*"))
      self->kept = i;
  list = g_strsplit (places, ";", -1);
  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (list[i], "|", 3);
      FormatPlace *place = g_new0 (FormatPlace, 1);

      place->name = g_strdup (parts[0]);
      place->code = g_strdup (g_strv_length (parts) > 1 ? parts[1] : parts[0]);
      place->population = g_strdup (g_strv_length (parts) > 2 ? parts[2] : "1000000");
      g_ptr_array_add (self->places, place);
    }
  self->by_days = strstr (header, "{days:") != NULL;
  self->by_places = strstr (header, "{places}") != NULL || strstr (header, "{codes}") != NULL;
  /* A row that names no place is about one. */
  if (!self->by_places && strstr (row, "{place}") == NULL && strstr (row, "{code}") == NULL)
    g_ptr_array_set_size (self->places, 1);
  g_assert_true (prognosis_day_parse (first, &self->first));
  self->steps = g_array_new (FALSE, FALSE, sizeof (int));
  list_of_steps = g_strsplit (day, ";", -1);
  for (gsize i = 0; !g_str_equal (day, "month") && list_of_steps[i] != NULL; i++)
    {
      const int step = (int) g_ascii_strtoll (list_of_steps[i], NULL, 10);

      g_array_append_val (self->steps, step);
    }
  self->n_steps = (gsize) format_get_double (self, "steps", 28.0);
  self->scale = format_get_double (self, "scale", 1.0);
  self->is_persons = format_get_double (self, "persons", 0.0) > 0.0;
}

static inline void
format_clear (Format *self)
{
  g_ptr_array_unref (self->places);
  g_array_unref (self->steps);
  g_strfreev (self->strata);
  g_strfreev (self->quantities);
}

static inline double
format_count_one (const Format *self, const char *series, gsize place, gsize stratum, gsize t)
{
  const guint hash = g_str_hash (series) + 31 * (guint) stratum;
  const double phase = (double) (hash % 61) / 10.0, size = self->scale * (double) (24 + hash % 40);

  return floor (size * (1.6 + sin (0.31 * (double) t + (double) place + phase))
                + self->scale * (double) ((t * 7 + 3 * place + hash) % 9));
}

static inline double
format_count (const Format *self, const char *series, gsize place, gsize stratum, gsize t)
{
  const gboolean is_total = stratum == G_MAXSIZE || (self->strata != NULL && g_str_has_suffix (self->strata[stratum], "*"));
  double sum = 0.0;

  if (!is_total)
    return format_count_one (self, series, place, stratum, t);
  for (gsize i = 0; self->strata[i] != NULL; i++)
    if (!g_str_has_suffix (self->strata[i], "*"))
      sum += format_count_one (self, series, place, i, t);
  return sum;
}

/* @series: NAME with its suffixes. */
static inline double
format_value (const Format *self, const char *series, gsize place, gsize stratum, gsize t)
{
  g_auto (GStrv) parts = g_strsplit (series, ".", -1);
  const FormatPlace *p = g_ptr_array_index (self->places, place);
  double value = format_count (self, parts[0], place, stratum, t);

  for (gsize i = 1; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "cum"))
      for (gsize s = 0; s < t; s++)
        value += format_count (self, parts[0], place, stratum, s);
    else if (g_str_equal (parts[i], "sum"))
      for (gsize other = 0; other < self->places->len; other++)
        for (gsize s = i > 1 ? 0 : t; other != place && s <= t; s++)
          value += format_count (self, parts[0], other, stratum, s);
    else if (g_str_equal (parts[i], "present"))
      value = floor (400.0 + 90.0 * sin (0.2 * (double) t + (double) place) + (double) (t % 3));
    else if (g_str_equal (parts[i], "span"))
      value *= g_array_index (self->steps, int, (t + self->steps->len - 1) % self->steps->len);
    else if (g_str_equal (parts[i], "avg"))
      value = round (100.0 * value / 7.0) / 100.0 + 0.01;
    else if (g_str_equal (parts[i], "rate"))
      value = round (1e7 * value / g_ascii_strtod (p->population, NULL)) / 100.0 + 0.01;
    else if (g_str_equal (parts[i], "share"))
      value = round (value / 1e3 * 1e4) / 1e4;
    else if (g_str_equal (parts[i], "pct"))
      value = round (value / 1e1 * 1e2) / 1e2 + 0.01;
  return value;
}

static inline char *
format_number (const char *series, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, g_str_has_suffix (series, ".f") ? "%.1f" : "%.12g", value));
}

static inline char *
format_day (const char *how, int day)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  prognosis_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0.0);
  return g_date_time_format (date, how);
}

/* The epidemiological week of a day (Sundays to Saturdays, the first has four days in January). */
static inline void
format_epi_week (int day, int *year, int *week)
{
  int month, day_of_month, first;

  prognosis_day_to_ymd (day, year, &month, &day_of_month);
  (*year)++;
  for (; !prognosis_day_from_epi_week (*year, 1, &first) || first > day; (*year)--)
    ;
  *week = (day - first) / 7 + 1;
}

static inline char *
format_month (const char *language, int day)
{
  static const struct
  {
    const char *language, *names;
  } languages[] = {
    { "de", "Januar Februar M\xc3\xa4rz April Mai Juni Juli August September Oktober November Dezember" },
    { "es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre" },
    { "fr", "janvier f\xc3\xa9vrier mars avril mai juin juillet ao\xc3\xbbt septembre octobre novembre d\xc3\xa9"
            "cembre" },
    { "pt", "jan fev mar abr mai jun jul ago set out nov dez" },
  };
  int year, month, day_of_month;

  prognosis_day_to_ymd (day, &year, &month, &day_of_month);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].language, language))
      {
        g_auto (GStrv) names = g_strsplit (languages[i].names, " ", -1);

        return g_strdup (names[month - 1]);
      }
  g_assert_not_reached ();
}

/* The value that stands in place of the count of the first place at @t, or NULL. (transfer full) */
static inline char *
format_get_bad (const Format *self, gsize place, gsize t)
{
  g_autofree char *bad = format_get (self, "bad", NULL);
  g_auto (GStrv) parts = bad != NULL ? g_strsplit (bad, "|", 3) : NULL;

  return parts != NULL && place == 0 && (gsize) g_ascii_strtoull (parts[0], NULL, 10) == t ? g_strdup (parts[1]) : NULL;
}

static inline char *
format_term (const Format *self, const char *term, gsize place, gsize stratum, gsize quantity, gsize t, gsize id)
{
  const FormatPlace *p = g_ptr_array_index (self->places, place);
  char *bad = g_str_equal (term, "cases") ? format_get_bad (self, place, t) : NULL;
  const int day = format_find_day (self, t);
  int year, week;

  if (bad != NULL)
    return bad;
  if (g_str_equal (term, "place"))
    return g_strdup (p->name);
  if (g_str_equal (term, "code"))
    return g_strdup (p->code);
  if (g_str_equal (term, "pop"))
    return g_strdup (p->population);
  if (g_str_equal (term, "stratum"))
    return g_strndup (self->strata[stratum], strcspn (self->strata[stratum], "*"));
  if (g_str_equal (term, "quantity"))
    return g_strndup (self->quantities[quantity], strcspn (self->quantities[quantity], "|"));
  if (g_str_equal (term, "value"))
    return format_term (self, strchr (self->quantities[quantity], '|') + 1, place, stratum, quantity, t, id);
  if (g_str_equal (term, "id"))
    return g_strdup_printf ("%" G_GSIZE_FORMAT, 1001 + id);
  if (g_str_equal (term, "step"))
    return g_strdup_printf ("%" G_GSIZE_FORMAT, t + 1);
  if (g_str_equal (term, "month.end"))
    return format_day ("%Y-%m-%d", prognosis_day_from_month (prognosis_day_to_month (day)));
  if (g_str_has_prefix (term, "month."))
    return format_month (term + strlen ("month."), day);
  if (*term == '+')
    return format_day (strchr (term, ':') + 1, day + (int) g_ascii_strtoll (term + 1, NULL, 10));
  format_epi_week (day, &year, &week);
  if (g_str_equal (term, "epiyear"))
    return g_strdup_printf ("%d", year);
  if (g_str_equal (term, "epiweek"))
    return g_strdup_printf ("%d", week);
  if (g_str_equal (term, "epiweek2"))
    return g_strdup_printf ("%02d", week);
  return format_number (term, format_value (self, term, place, stratum, t));
}

static inline char *
format_cell (const Format *self, const char *cell, gsize place, gsize stratum, gsize quantity, gsize t, gsize id)
{
  GString *text = g_string_new (NULL);
  g_autofree char *dated = NULL;

  for (const char *end; *cell != '\0'; cell = end)
    if (*cell == '{')
      {
        g_autofree char *term = NULL, *value = NULL;

        end = strchr (cell, '}') + 1;
        term = g_strndup (cell + 1, (gsize) (end - cell) - 2);
        value = format_term (self, term, place, stratum, quantity, t, id);
        g_string_append (text, value);
      }
    else if (*cell == '%')
      {
        gsize length = cell[1] == '-' ? 3 : 2;
        g_autofree char *how = g_strndup (cell, length), *value = format_day (how, format_find_day (self, t));

        g_string_append (text, value);
        end = cell + length;
      }
    else
      {
        g_string_append_c (text, *cell);
        end = cell + 1;
      }
  return g_string_free (text, FALSE);
}

static inline void
format_add_row (const Format *self, FormatGrid *grid, const GStrv cells, gsize place, gsize stratum, gsize quantity, gsize t,
                gsize id)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; cells[i] != NULL; i++)
    if (g_str_has_prefix (cells[i], "{*"))
      {
        g_autofree char *term = g_strndup (cells[i] + 2, strlen (cells[i]) - 3);

        if (g_str_equal (term, "value"))
          {
            g_free (term);
            term = g_strdup (strchr (self->quantities[quantity], '|') + 1);
          }
        for (gsize s = 0; s < (self->by_days ? self->n_steps : self->places->len); s++)
          g_ptr_array_add (
              row, format_number (term, format_value (self, term, self->by_days ? place : s, stratum, self->by_days ? s : t)));
      }
    else
      g_ptr_array_add (row, format_cell (self, cells[i], place, stratum, quantity, t, id));
  g_ptr_array_add (grid, row);
}

static inline void
format_add_header (const Format *self, FormatGrid *grid)
{
  g_autofree char *header = format_get (self, "header", "");
  g_autofree char *delimiter = format_get (self, "split", ",");
  g_auto (GStrv) cells = g_strsplit (header, delimiter, -1);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; cells[i] != NULL; i++)
    if (g_str_has_prefix (cells[i], "{days:"))
      for (gsize t = 0; t < self->n_steps; t++)
        {
          g_autofree char *how = g_strndup (cells[i] + 6, strlen (cells[i]) - 7);

          g_ptr_array_add (row, format_day (how, format_find_day (self, t)));
        }
    else if (g_str_equal (cells[i], "{places}") || g_str_equal (cells[i], "{codes}"))
      for (gsize p = 0; p < self->places->len; p++)
        {
          const FormatPlace *place = g_ptr_array_index (self->places, p);

          g_ptr_array_add (row, g_strdup (g_str_equal (cells[i], "{codes}") ? place->code : place->name));
        }
    else
      g_ptr_array_add (row, g_strdup (cells[i]));
  g_ptr_array_add (grid, row);
}

/* (transfer full) */
static inline FormatGrid *
format_make_grid (const Format *self)
{
  FormatGrid *grid = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree char *line = format_get (self, "row", "");
  g_autofree char *delimiter = format_get (self, "split", ",");
  g_auto (GStrv) cells = g_strsplit (line, delimiter, -1);
  const gsize n_steps = self->by_days ? 1 : self->n_steps, n_places = self->by_places ? 1 : self->places->len;
  const gsize n_strata = self->strata != NULL ? g_strv_length (self->strata) : 1,
              n_quantities = self->quantities != NULL ? g_strv_length (self->quantities) : 1;
  gsize id = 0;

  format_add_header (self, grid);
  for (gsize t = 0; t < n_steps; t++)
    for (gsize place = 0; place < n_places; place++)
      for (gsize stratum = 0; stratum < n_strata; stratum++)
        for (gsize quantity = 0; quantity < n_quantities; quantity++)
          {
            gsize n = self->is_persons ? (gsize) format_count (self, "cases", place, stratum, t) : 1;

            for (; n > 0; n--)
              format_add_row (self, grid, cells, place, stratum, quantity, t, id++);
          }
  if (format_get_double (self, "newest_first", 0.0) > 0.0)
    for (guint i = 1, k = grid->len - 1; i < k; i++, k--)
      {
        gpointer row = grid->pdata[i];

        grid->pdata[i] = grid->pdata[k];
        grid->pdata[k] = row;
      }
  return grid;
}

/* The file's text. (transfer full) */
static inline GString *
format_print (const Format *self, const FormatGrid *grid)
{
  g_autofree char *delimiter = format_get (self, "delimiter", ",");
  g_autofree char *above = format_get (self, "above", NULL);
  const char mark = g_str_equal (delimiter, "tab") ? '\t' : *delimiter;
  const gboolean is_windows = format_get_double (self, "windows", 0.0) > 0.0;
  GString *text = g_string_new (is_windows ? "\xef\xbb\xbf" : "");

  if (above != NULL)
    g_string_append_printf (text, "%s%s", above, is_windows ? "\r\n" : "\n");
  for (guint i = 0; i < grid->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (grid, i);

      for (guint k = 0; k < row->len; k++)
        {
          const char *cell = g_ptr_array_index (row, k);

          if (k > 0)
            g_string_append_c (text, mark);
          g_string_append_printf (text, strchr (cell, mark) != NULL ? "\"%s\"" : "%s", cell);
        }
      g_string_append (text, is_windows ? "\r\n" : "\n");
    }
  return text;
}
