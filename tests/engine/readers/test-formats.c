/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Published tables are recognised by their documented headers: as they are, with the columns in another order, with one more, one
 * less and one renamed. Every value that is fitted is compared with what was written.
 */

#include <locale.h>

#include "format-table.h"
#include "sheet/sheet-file.h"
#include "plain-known.h"
#include "test-reading.h"

static GKeyFile *formats;

/* "COLUMN|SERIES|KIND|ROLE" */
static gboolean
is_fitted_column (const Format *self, const char *header)
{
  g_autofree char *fitted = format_get (self, "fitted", "");
  g_auto (GStrv) signals = g_strsplit (fitted, ";", -1);
  gboolean found = FALSE;

  for (gsize i = 0; signals[i] != NULL; i++)
    found |= g_str_has_prefix (signals[i], header) && signals[i][strlen (header)] == '|';
  return found;
}

/* “Norland”, alone or in front of what it lies in, or its code. */
static gboolean
names_place (const char *text, const FormatPlace *place)
{
  const gsize n = strlen (place->name);

  return g_strcmp0 (text, place->code) == 0
         || (text != NULL && strncmp (text, place->name, n) == 0 && (text[n] == '\0' || text[n] == ','));
}

static gssize
find_region (const Format *self, const PrognosisDataset *dataset, gsize place)
{
  if (prognosis_dataset_get_n_regions (dataset) == 1 && self->places->len == 1)
    return 0;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      if (names_place (region->name, g_ptr_array_index (self->places, place))
          || names_place (region->code, g_ptr_array_index (self->places, place)))
        return (gssize) r;
    }
  return -1;
}

static const PrognosisSignal *
find_signal (const PrognosisDataset *dataset, const char *name, gsize *index)
{
  g_autofree char *key = prognosis_table_make_key (name);

  for (*index = 0; *index < prognosis_dataset_get_n_signals (dataset); (*index)++)
    {
      g_autofree char *other = prognosis_table_make_key (prognosis_dataset_get_signal (dataset, *index)->name);

      if (g_str_equal (key, other))
        return prognosis_dataset_get_signal (dataset, *index);
    }
  return NULL;
}

static char *
list_fitted (const PrognosisDataset *dataset)
{
  GString *names = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->fitted)
      g_string_append_printf (names, "“%s” ", prognosis_dataset_get_signal (dataset, s)->name);
  return g_string_free (names, FALSE);
}

/* The step of the data in which row @t lies. */
static gsize
find_step (const Format *self, const PrognosisDataset *dataset, gsize t)
{
  return prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_DAILY
             ? (gsize) prognosis_dataset_find_step (dataset, format_find_day (self, t))
             : t;
}

/* What differs, or NULL. (transfer full) */
static char *
compare_values (const Format *self, const PrognosisDataset *dataset, gsize signal, const char *series)
{
  for (gsize place = 0; place < self->places->len; place++)
    {
      const gssize region = find_region (self, dataset, place);
      const char *name = ((const FormatPlace *) g_ptr_array_index (self->places, place))->name;

      if (region < 0)
        return g_strdup_printf ("no place %s, but “%s”", name, prognosis_dataset_get_region (dataset, 0)->name);
      if (prognosis_dataset_get_n_steps (dataset) != find_step (self, dataset, self->n_steps - 1) + 1)
        return g_strdup_printf ("%" G_GSIZE_FORMAT " steps", prognosis_dataset_get_n_steps (dataset));
      for (gsize t = 0; t < self->n_steps; t++)
        {
          g_autofree char *bad = format_get_bad (self, place, t);
          const double written = format_value (self, series, place, self->strata != NULL ? self->kept : 0, t),
                       read = prognosis_dataset_get_values (dataset, (gsize) region, signal)[find_step (self, dataset, t)];

          if (bad == NULL && !(fabs (written - read) <= 1e-9 * fabs (written)))
            return g_strdup_printf ("%s at step %" G_GSIZE_FORMAT " is %g, not %g", name, t, read, written);
        }
    }
  return NULL;
}

static char *
compare_signal (const Format *self, const PrognosisDataset *dataset, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, "|", 4);
  gsize index;
  const PrognosisSignal *signal = find_signal (dataset, parts[0], &index);

  if (signal == NULL || !signal->fitted)
    return g_strdup_printf ("%s is not fitted, but %s", parts[0], list_fitted (dataset));
  if (!g_str_equal (prognosis_kind_to_string (signal->kind), parts[2]))
    return g_strdup_printf ("%s is %s, not %s", parts[0], prognosis_kind_to_string (signal->kind), parts[2]);
  if (!g_str_equal (prognosis_role_to_string (signal->role), parts[3]))
    return g_strdup_printf ("%s is %s, not %s", parts[0], prognosis_role_to_string (signal->role), parts[3]);
  return compare_values (self, dataset, index, parts[1]);
}

/* What differs from what the format says, or NULL. (transfer full) */
static char *
compare (const Format *self, const PrognosisDataset *dataset)
{
  g_autofree char *fitted = format_get (self, "fitted", ""), *frequency = format_get (self, "frequency", "daily");
  g_autofree char *first = format_get (self, "first", "2021-03-01"), *begins = format_get (self, "begins", first);
  g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *format = format_get (self, "format", "plain");
  g_autofree char *warned = format_get (self, "warned", "");
  g_auto (GStrv) signals = g_strsplit (fitted, ";", -1), warnings = g_strsplit (warned, ";", -1);
  const gsize n_extra = (gsize) format_get_double (self, "extra", 0.0);
  gsize n_fitted = 0;

  for (gsize i = 0; warnings[i] != NULL; i++)
    if (!test_has_warning (dataset, warnings[i], 0))
      return g_strdup_printf ("there is no warning %s", warnings[i]);
  if (n_extra > 0 && !test_has_warning (dataset, "total-among-parts", 0))
    return g_strdup ("nothing is said of the total");
  if (!g_str_equal (prognosis_dataset_get_format (dataset), format))
    return g_strdup_printf ("the format is %s, not %s", prognosis_dataset_get_format (dataset), format);
  if (!g_str_equal (prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)), frequency))
    return g_strdup_printf ("it is %s, not %s", prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)),
                            frequency);
  if (!g_str_equal (day, begins))
    return g_strdup_printf ("it begins on %s, not %s", day, begins);
  if (prognosis_dataset_get_n_regions (dataset) != self->places->len + n_extra)
    return g_strdup_printf ("there are %" G_GSIZE_FORMAT " places", prognosis_dataset_get_n_regions (dataset));
  for (gsize i = 0; signals[i] != NULL; i++)
    {
      char *difference = compare_signal (self, dataset, signals[i]);

      if (difference != NULL)
        return difference;
    }
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      g_autofree char *name = prognosis_table_make_key (prognosis_dataset_get_signal (dataset, s)->name);
      g_autofree char *expected = prognosis_table_make_key (fitted);

      n_fitted += prognosis_dataset_get_signal (dataset, s)->fitted;
      if (prognosis_dataset_get_signal (dataset, s)->fitted && strstr (expected, name) == NULL)
        return g_strdup_printf ("%s is fitted, too", prognosis_dataset_get_signal (dataset, s)->name);
    }
  return n_fitted == g_strv_length (signals) ? NULL : g_strdup_printf ("%" G_GSIZE_FORMAT " are fitted", n_fitted);
}

/* Reads a grid as a file. */
static PrognosisDataset *
read_grid (const Format *self, const FormatGrid *grid, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *delimiter = format_get (self, "delimiter", ",");
  g_autofree char *name = format_get (self, "name", g_str_equal (delimiter, "tab") ? "table.tsv" : "table.csv");
  PrognosisDataset *dataset;
  TestFiles files;

  text = format_print (self, grid);
  test_files_init (&files);
  dataset = test_read_one (test_files_write (&files, name, text->str, (gssize) text->len), NULL, error);
  if (g_getenv ("PROGNOSIS_FORMATS") != NULL)
    {
      g_autofree char *path
          = g_strdup_printf ("%s/%s.%s", g_getenv ("PROGNOSIS_FORMATS"), self->id, g_str_equal (delimiter, "tab") ? "tsv" : "csv");

      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
    }
  test_files_clear (&files);
  return dataset;
}

/* @is_other: not as published. Which of two equal columns is fitted may then depend on their order, if that is said. */
static void
check (const Format *self, const FormatGrid *grid, const char *how, const char *about, gboolean is_other)
{
  g_autofree char *refused = format_get (self, "refused", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = read_grid (self, grid, &error);
  g_autofree char *difference = NULL;

  if (refused != NULL)
    difference = dataset != NULL                            ? g_strdup ("it was read")
                 : strstr (error->message, refused) == NULL ? g_strdup (error->message)
                                                            : NULL;
  else if (dataset != NULL && !(is_other && test_has_warning (dataset, "close-call", 0)))
    difference = compare (self, dataset);
  else if (dataset == NULL)
    difference = g_strdup (error->message);
  if (difference != NULL)
    {
      g_test_message ("%s, %s %s: %s", self->id, how, about, difference);
      g_test_fail ();
    }
}

/* --- the same table in another file ------------------------------------------------------ */

/* The text that a spreadsheet puts into the clipboard. (transfer full) */
static GString *
print_pasted (const FormatGrid *grid)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < grid->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (grid, i);

      for (guint k = 0; k < row->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "\t" : "", (const char *) g_ptr_array_index (row, k));
      g_string_append (text, "\r\n");
    }
  return text;
}

/* As spreadsheets, and as text that was copied from one. */
static void
check_files (const Format *self, const FormatGrid *grid)
{
  static const char *const suffixes[] = { ".xlsx", ".ods", ".txt" };
  g_autofree char *named = format_get (self, "name", "table.csv");
  g_autofree char *stem = g_strndup (named, strcspn (named, "."));

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = NULL, *difference = NULL, *name = g_strconcat (stem, suffixes[i], NULL);
      g_autoptr (PrognosisDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = print_pasted (grid);
      TestFiles files;

      test_files_init (&files);
      path = g_strdup (test_files_write (&files, name, text->str, (gssize) text->len));
      if (i < 2)
        {
          g_autoptr (GPtrArray) parts = sheet_file_make_parts (grid, i == 1);

          zip_file_write (path, (const char *const *) parts->pdata);
        }
      dataset = test_read_one (path, NULL, &error);
      test_files_clear (&files);
      difference = dataset != NULL ? compare (self, dataset) : g_strdup (error->message);
      if (difference == NULL)
        continue;
      g_test_message ("%s, %s: %s", self->id, name, difference);
      g_test_fail ();
    }
}

/* --- the same table otherwise ------------------------------------------------------------ */

/* Cells of @grid by the columns in @order (guint). (transfer full) */
static FormatGrid *
order_columns (const FormatGrid *grid, const GArray *order)
{
  FormatGrid *other = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < grid->len; i++)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      for (guint k = 0; k < order->len; k++)
        g_ptr_array_add (row,
                         g_strdup (g_ptr_array_index ((GPtrArray *) g_ptr_array_index (grid, i), g_array_index (order, guint, k))));
      g_ptr_array_add (other, row);
    }
  return other;
}

static guint
count_columns (const FormatGrid *grid)
{
  return ((const GPtrArray *) g_ptr_array_index (grid, 0))->len;
}

static void
check_orders (const Format *self, const FormatGrid *grid)
{
  const guint n = count_columns (grid);

  for (guint turn = 0; turn < 3; turn++)
    {
      g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GPtrArray) other = NULL;

      for (guint i = 0; i < n; i++)
        {
          guint column = turn == 0 ? n - 1 - i : turn == 1 ? (i + n / 2) % n : (i + 1) % n;

          g_array_append_val (order, column);
        }
      other = order_columns (grid, order);
      check (self, other, "columns in another order", turn == 0 ? "backwards" : turn == 1 ? "halves" : "first last", TRUE);
    }
}

static void
check_added (const Format *self, FormatGrid *grid)
{
  static const struct
  {
    const char *header, *cells[3];
  } foreign[] = { { "quality", { "ok", "", "ok" } },
                  { "water_temperature", { "12.5", "11.9", "12.1" } },
                  { "load_date", { "2025-05-01", "2025-05-01", "2025-05-01" } },
                  { "row_version", { "3", "3", "3" } } };

  for (gsize f = 0; f < G_N_ELEMENTS (foreign); f++)
    for (int at_end = 0; at_end < 2; at_end++)
      {
        for (guint i = 0; i < grid->len; i++)
          g_ptr_array_insert (g_ptr_array_index (grid, i), at_end ? -1 : 0,
                              g_strdup (i == 0 ? foreign[f].header : foreign[f].cells[i % 3]));
        check (self, grid, at_end ? "one more at the end" : "one more in front", foreign[f].header, TRUE);
        for (guint i = 0; i < grid->len; i++)
          g_ptr_array_remove_index (g_ptr_array_index (grid, i), at_end ? ((GPtrArray *) g_ptr_array_index (grid, i))->len - 1 : 0);
      }
}

/* Whether the table is the same without a column: it holds no day, place, stratum or fitted count. */
static gboolean
is_optional (const Format *self, const char *header, const char *cell)
{
  static const char *const needed[]
      = { "%", "{epi", "{stratum}", "{quantity}", "{value}", "{place}", "{code}", "{id}", "{*", "{+", "{step}", "{month" };
  g_autofree char *keep = format_get (self, "keep", "");
  g_auto (GStrv) kept = g_strsplit (keep, ";", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (strstr (cell, needed[i]) != NULL)
      return FALSE;
  return !is_fitted_column (self, header) && !g_strv_contains ((const char *const *) kept, header);
}

static void
check_missing_and_renamed (const Format *self, const FormatGrid *grid)
{
  g_autofree char *line = format_get (self, "row", ""), *split = format_get (self, "split", ",");
  g_auto (GStrv) cells = g_strsplit (line, split, -1);
  const guint n = count_columns (grid);
  GPtrArray *header = g_ptr_array_index (grid, 0);

  /* Where a cell stands for many columns, those before it are still in order. */
  for (guint column = 0; column < n && cells[column] != NULL && !g_str_has_prefix (cells[column], "{*"); column++)
    {
      g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GPtrArray) other = NULL;
      g_autofree char *name = g_strdup (g_ptr_array_index (header, column));

      for (guint i = 0; i < n; i++)
        if (i != column)
          g_array_append_val (order, i);
      other = order_columns (grid, order);
      if (is_optional (self, name, cells[column]))
        {
          check (self, other, "without", name, TRUE);
          g_free (header->pdata[column]);
          header->pdata[column] = g_strdup ("zzz");
          check (self, grid, "renamed", name, TRUE);
        }
      else
        {
          g_free (header->pdata[column]);
          header->pdata[column] = g_utf8_strup (name, -1);
          g_strdelimit (header->pdata[column], "_", ' ');
          check (self, grid, "in capitals", name, TRUE);
        }
      g_free (header->pdata[column]);
      header->pdata[column] = g_steal_pointer (&name);
    }
}

static void
check_known (const Format *self, const FormatGrid *grid)
{
  g_autofree char *known = format_get (self, "known", NULL);
  g_autoptr (GString) text = format_print (self, grid);
  g_autoptr (PrognosisTable) table = NULL;
  g_autoptr (GError) error = NULL;
  const PrognosisKnownTable *found;
  TestFiles files;

  test_files_init (&files);
  table = prognosis_table_read (test_files_write (&files, "table.csv", text->str, (gssize) text->len), 0, NULL, &error);
  test_files_clear (&files);
  g_assert_no_error (error);
  found = prognosis_known_table_find (table);
  if (g_strcmp0 (known, found != NULL ? found->title : NULL) != 0)
    {
      g_test_message ("%s is taken as %s", self->id, found != NULL ? found->title : "nothing known");
      g_test_fail ();
    }
}

static void
test_format (gconstpointer data)
{
  Format format;
  g_autoptr (GPtrArray) grid = NULL;
  g_autofree char *refused = NULL;

  format_init (&format, formats, data);
  grid = format_make_grid (&format);
  refused = format_get (&format, "refused", NULL);
  check (&format, grid, "as it is", "", FALSE);
  check_known (&format, grid);
  if (refused == NULL)
    {
      check_files (&format, grid);
      check_added (&format, grid);
      check_missing_and_renamed (&format, grid);
    }
  if (!(format_get_double (&format, "fixed", 0.0) > 0.0))
    check_orders (&format, grid);
  format_clear (&format);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) ids = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "data", "formats.ini", NULL);
  formats = g_key_file_new ();
  if (!g_key_file_load_from_file (formats, path, G_KEY_FILE_NONE, &error))
    g_error ("%s", error->message);
  ids = g_key_file_get_groups (formats, NULL);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("/formats/", ids[i], NULL);

      g_test_add_data_func (name, ids[i], test_format);
    }
  status = g_test_run ();
  g_key_file_unref (formats);
  return status;
}
