/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-preview.h"

#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-day.h"
#include "prognosis-table-private.h"
#include "plain-columns.h"

#define MAX_ROWS 24
/* Lines shown above the header. */
#define MAX_ABOVE 4

struct _PrognosisPreview
{
  PrognosisTable *raw;   /* every line as a row */
  PrognosisTable *table; /* the rows below the header, with as many columns */
  gsize first_row;       /* first row of raw that is shown */
  gsize first_below;     /* first row of raw that is in table */
  PrognosisDateOrder order;
  PrognosisDateColumn across;
  gsize date_column; /* the column whose days are in dates; G_MAXSIZE: none */
  PrognosisDateColumn dates;
};

void
prognosis_preview_free (PrognosisPreview *self)
{
  if (self == NULL)
    return;
  prognosis_table_free (self->raw);
  prognosis_table_free (self->table);
  prognosis_date_column_clear (&self->across);
  prognosis_date_column_clear (&self->dates);
  g_free (self);
}

static void
find_rows (PrognosisPreview *self)
{
  gsize n = prognosis_table_get_n_rows (self->raw), header = n;

  for (gsize row = 0; row < n && header == n; row++)
    if (prognosis_table_get_line (self->raw, row) == self->raw->header_line)
      header = row;
  if (header == n)
    return;
  self->first_below = header + 1;
  self->first_row = header > MAX_ABOVE ? header - MAX_ABOVE : 0;
}

/* Puts the names of groups in the row above the header in front of the names of columns. */
static void
join_groups (PrognosisPreview *self)
{
  GPtrArray *header = self->table->header;
  g_autofree const char **groups = g_new (const char *, header->len);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < header->len; i++)
    groups[i] = prognosis_table_get_cell (self->raw, self->first_below - 2, i);
  names = prognosis_table_join_names (groups, (const char *const *) header->pdata, header->len);
  g_ptr_array_set_size (header, 0);
  for (gsize i = 0; names[i] != NULL; i++)
    g_ptr_array_add (header, g_strdup (names[i]));
}

static void
take_header (PrognosisPreview *self)
{
  PrognosisTable *table = self->table;
  gsize n = self->raw->n_columns;

  table->has_header = self->first_below > 0;
  table->header_line = self->raw->header_line;
  for (gsize i = 0; i < n; i++)
    {
      char *name;

      if (!table->has_header)
        name = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      else if (self->raw->short_header)
        name = g_strdup (i > 0 ? prognosis_table_get_cell (self->raw, self->first_below - 1, i - 1) : "");
      else
        name = g_strdup (prognosis_table_get_cell (self->raw, self->first_below - 1, i));
      g_ptr_array_add (table->header, name);
    }
  if (self->raw->has_groups && self->first_below > 1)
    join_groups (self);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (table->keys, prognosis_table_make_key (g_ptr_array_index (table->header, i)));
}

static void
make_table (PrognosisPreview *self)
{
  PrognosisTable *table = self->table = prognosis_table_new (self->raw->path);

  table->delimiter = self->raw->delimiter;
  table->decimal_comma = self->raw->decimal_comma;
  table->weeks = self->raw->weeks;
  table->numbers->is_known = self->raw->numbers->is_known;
  table->numbers->thousands = self->raw->numbers->thousands;
  table->n_columns = table->n_stored = self->raw->n_columns;
  take_header (self);
  for (gsize row = self->first_below; row < prognosis_table_get_n_rows (self->raw); row++)
    {
      guint32 line = prognosis_table_get_line (self->raw, row);

      for (gsize i = 0; i < table->n_columns; i++)
        {
          const char *text = prognosis_table_get_cell (self->raw, row, i);
          guint32 offset = (guint32) table->arena->len;

          g_string_append_len (table->arena, text, (gssize) strlen (text) + 1);
          g_array_append_val (table->cells, offset);
        }
      g_array_append_val (table->lines, line);
    }
  prognosis_plain_name_bilingual (table);
}

PrognosisPreview *
prognosis_preview_read (const char *path, const PrognosisColumns *columns, GError **error)
{
  static const PrognosisColumns nothing = PROGNOSIS_COLUMNS_INIT;
  g_autoptr (PrognosisPreview) self = g_new0 (PrognosisPreview, 1);
  PrognosisTableOptions options = prognosis_table_options_from (columns);

  g_return_val_if_fail (path != NULL, NULL);

  columns = columns != NULL ? columns : &nothing;
  options.is_raw = TRUE;
  options.max_rows = MAX_ROWS + (gsize) MAX (columns->header_line, 0);
  self->order = columns->date_order;
  self->date_column = G_MAXSIZE;
  self->raw = prognosis_table_read_full (path, &options, NULL, error);
  if (self->raw == NULL)
    return NULL;
  if (self->raw->header_line > 0)
    find_rows (self);
  make_table (self);
  if (prognosis_table_get_n_rows (self->table) > 0)
    (void) prognosis_plain_find_across (&self->across, self->table, self->order, NULL);
  return g_steal_pointer (&self);
}

gsize
prognosis_preview_get_n_columns (const PrognosisPreview *self)
{
  return self->raw->n_columns;
}

gsize
prognosis_preview_get_n_rows (const PrognosisPreview *self)
{
  return MIN (prognosis_table_get_n_rows (self->raw) - self->first_row, MAX_ROWS);
}

const char *
prognosis_preview_get_cell (const PrognosisPreview *self, gsize row, gsize column)
{
  return prognosis_table_get_cell (self->raw, row + self->first_row, column);
}

guint
prognosis_preview_get_line (const PrognosisPreview *self, gsize row)
{
  return prognosis_table_get_line (self->raw, row + self->first_row);
}

guint
prognosis_preview_get_header_line (const PrognosisPreview *self)
{
  return self->table->has_header ? self->raw->header_line : 0;
}

const char *
prognosis_preview_get_encoding (const PrognosisPreview *self)
{
  return prognosis_table_get_encoding (self->raw);
}

char
prognosis_preview_get_delimiter (const PrognosisPreview *self)
{
  return self->raw->sheet == NULL ? self->raw->delimiter : '\0';
}

const char *
prognosis_preview_get_title (const PrognosisPreview *self, gsize column)
{
  return self->table->has_header ? prognosis_table_get_header (self->table, column) : "";
}

char *
prognosis_preview_dup_name (const PrognosisPreview *self, gsize column)
{
  const char *title = prognosis_preview_get_title (self, column);

  if (*title == '\0' || prognosis_table_find_column (self->table, title) != (gssize) column)
    return g_strdup_printf ("#%" G_GSIZE_FORMAT, column + 1);
  return g_strdup (title);
}

gboolean
prognosis_preview_is_day (const PrognosisPreview *self, gsize column)
{
  return self->across.days != NULL && g_array_index (self->across.days, int, column) != PROGNOSIS_NO_DAY;
}

GStrv
prognosis_preview_dup_sheets (const PrognosisPreview *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (self->raw->sheet == NULL)
    return NULL;
  g_strv_builder_add (names, self->raw->sheet);
  for (gsize i = 0; self->raw->other_sheets != NULL && self->raw->other_sheets[i] != NULL; i++)
    g_strv_builder_add (names, self->raw->other_sheets[i]);
  return g_strv_builder_end (names);
}

/* --- what is inferred ---------------------------------------------------------------- */

static void
take_values (const PrognosisPreview *self, const PrognosisPlainColumns *found, PrognosisColumns *guess)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = found->values->len;

  /* Columns that are places, or values whose quantity is in another column, need not be named one by one. */
  if (n == 0 || found->wide || found->quantity >= 0)
    return;
  guess->kinds = g_new (int, n);
  guess->roles = g_new (int, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = prognosis_preview_dup_name (self, g_array_index (found->values, gsize, i));

      const char *title = prognosis_preview_get_title (self, g_array_index (found->values, gsize, i));
      const PrognosisKnownValue *known
          = found->known != NULL && i < G_N_ELEMENTS (found->known->values) ? &found->known->values[i] : NULL;

      g_strv_builder_add (names, name);
      guess->kinds[i] = known != NULL && known->column != NULL ? known->kind : prognosis_kind_from_name (title);
      guess->roles[i] = (int) (known != NULL && known->column != NULL ? known->role : prognosis_role_from_name (title));
    }
  guess->values = g_strv_builder_end (names);
}

/* On an error, keeps what was found before it. */
static void
find_columns (const PrognosisPreview *self, PrognosisPlainColumns *found)
{
  const PrognosisColumns wanted = { .kind = -1, .date_order = self->order };
  PrognosisWhere where = { 0 };

  (void) prognosis_where_init (&where, self->table, NULL, NULL);
  (void) prognosis_plain_columns_init (found, self->table, &wanted, prognosis_known_table_find (self->table), &where, NULL);
  prognosis_where_clear (&where);
}

PrognosisColumns *
prognosis_preview_guess (const PrognosisPreview *self)
{
  g_auto (PrognosisPlainColumns) found = { 0 };
  PrognosisColumns *guess = prognosis_columns_new ();
  g_autoptr (GStrvBuilder) regions = g_strv_builder_new ();

  if (prognosis_table_get_n_rows (self->table) == 0)
    return guess;
  find_columns (self, &found);
  if (found.date >= 0)
    guess->date = prognosis_preview_dup_name (self, (gsize) found.date);
  if (found.code >= 0)
    guess->code = prognosis_preview_dup_name (self, (gsize) found.code);
  if (found.population >= 0)
    guess->population = prognosis_preview_dup_name (self, (gsize) found.population);
  for (guint i = 0; i < found.n_names; i++)
    {
      g_autofree char *name = prognosis_preview_dup_name (self, (gsize) found.names[i]);

      g_strv_builder_add (regions, name);
    }
  guess->regions = g_strv_builder_end (regions);
  take_values (self, &found, guess);
  return guess;
}

static guint
get_applied_delimiter (const PrognosisPreview *self)
{
  switch (prognosis_preview_get_delimiter (self))
    {
    case ',': return PROGNOSIS_DELIMITER_COMMA;
    case ';': return PROGNOSIS_DELIMITER_SEMICOLON;
    case '\t': return PROGNOSIS_DELIMITER_TAB;
    case '|': return PROGNOSIS_DELIMITER_BAR;
    default: return PROGNOSIS_DELIMITER_FOUND;
    }
}

/* Only where a number of the lines has a mark. */
static guint
get_applied_decimal (const PrognosisPreview *self)
{
  const char mark = self->table->decimal_comma ? ',' : '.';

  for (gsize row = 0; row < prognosis_table_get_n_rows (self->table); row++)
    for (gsize i = 0; i < prognosis_table_get_n_columns (self->table); i++)
      {
        const char *text = prognosis_table_get_cell (self->table, row, i);
        double value;

        if (strchr (text, mark) != NULL && prognosis_table_parse_number (self->table, text, &value) && !isnan (value))
          return self->table->decimal_comma ? PROGNOSIS_DECIMAL_COMMA : PROGNOSIS_DECIMAL_POINT;
      }
  return PROGNOSIS_DECIMAL_FOUND;
}

static guint
get_applied_order (const PrognosisPreview *self, gssize date)
{
  g_auto (PrognosisDateColumn) dates = { 0 };

  if (date >= 0)
    (void) prognosis_date_column_init (&dates, self->table, (gsize) date, TRUE, self->order, PROGNOSIS_DATES_LENIENT, NULL);
  return dates.style == PROGNOSIS_DATES_ABC ? dates.order : PROGNOSIS_DATE_ORDER_FOUND;
}

guint
prognosis_preview_get_applied (const PrognosisPreview *self, const PrognosisReadingSetting *setting)
{
  g_auto (PrognosisPlainColumns) found = { 0 };

  if (prognosis_table_get_n_rows (self->table) == 0)
    return 0;
  if (g_str_equal (setting->id, "delimiter"))
    return get_applied_delimiter (self);
  if (g_str_equal (setting->id, "decimal-mark"))
    return get_applied_decimal (self);
  find_columns (self, &found);
  if (g_str_equal (setting->id, "date-order"))
    return get_applied_order (self, found.week < 0 ? found.date : -1);
  if (g_str_equal (setting->id, "weeks") && found.week >= 0)
    return found.iso_weeks ? PROGNOSIS_WEEKS_ISO : PROGNOSIS_WEEKS_EPI;
  return 0;
}

/* --- what each cell is read as -------------------------------------------------------- */

static int
find_day (PrognosisPreview *self, gsize row, gsize column)
{
  if (self->date_column != column)
    {
      const char *key = prognosis_table_get_key (self->table, column);

      prognosis_date_column_clear (&self->dates);
      (void) prognosis_date_column_init (&self->dates, self->table, column, strstr (key, "dat") != NULL, self->order,
                                         PROGNOSIS_DATES_LENIENT, NULL);
      self->date_column = column;
    }
  return g_array_index (self->dates.days, int, row);
}

static PrognosisCell
check_date (PrognosisPreview *self, gsize row, gsize column, const char *text, char **reading)
{
  int day = find_day (self, row, column);
  g_autofree char *iso = NULL;

  if (day == PROGNOSIS_NO_DAY)
    return PROGNOSIS_CELL_NOT_UNDERSTOOD;
  iso = self->dates.style == PROGNOSIS_DATES_INDEX   ? g_strdup (text)
        : self->dates.style == PROGNOSIS_DATES_MONTH ? prognosis_day_format_month (day)
                                                     : prognosis_day_format (day);
  if (strcmp (iso, text) != 0)
    *reading = g_steal_pointer (&iso);
  return PROGNOSIS_CELL_UNDERSTOOD;
}

static PrognosisCell
check_number (PrognosisPreview *self, const char *text, char **reading)
{
  double value;
  g_autofree char *plain = NULL;

  if (!prognosis_table_parse_number (self->table, text, &value))
    return PROGNOSIS_CELL_NOT_UNDERSTOOD;
  if (isnan (value))
    return PROGNOSIS_CELL_MISSING;
  plain = g_strdup_printf ("%.10g", value);
  if (text[strspn (text, "0123456789.+-")] != '\0' || (strchr (text, '.') != NULL && value >= 1000))
    *reading = g_steal_pointer (&plain);
  return PROGNOSIS_CELL_UNDERSTOOD;
}

PrognosisCell
prognosis_preview_check (PrognosisPreview *self, PrognosisColumn use, gsize row, gsize column, char **reading)
{
  g_autofree char *read_as = NULL;
  PrognosisCell cell = PROGNOSIS_CELL_UNUSED;
  const char *text;

  g_return_val_if_fail (self != NULL && row < prognosis_preview_get_n_rows (self), PROGNOSIS_CELL_UNUSED);

  row += self->first_row;
  if (reading != NULL)
    *reading = NULL;
  if (row < self->first_below)
    return row + 1 == self->first_below ? PROGNOSIS_CELL_HEADER : PROGNOSIS_CELL_ABOVE;
  row -= self->first_below;
  text = prognosis_table_get_cell (self->table, row, column);
  if (use == PROGNOSIS_COLUMN_DATE)
    cell = check_date (self, row, column, text, &read_as);
  else if (use == PROGNOSIS_COLUMN_REGION || use == PROGNOSIS_COLUMN_CODE)
    cell = *text != '\0' ? PROGNOSIS_CELL_UNDERSTOOD : PROGNOSIS_CELL_NOT_UNDERSTOOD;
  else if (use != PROGNOSIS_COLUMN_NONE)
    cell = check_number (self, text, &read_as);
  if (reading != NULL)
    *reading = g_steal_pointer (&read_as);
  return cell;
}
