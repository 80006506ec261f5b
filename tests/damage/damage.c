/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * usage: damage [FILES [SEED]]
 *
 * Makes so many damaged files of every kind that the program reads, and reads them: nothing may crash, hang or take much memory, and
 * what is read must be what was written, or be warned of, unless nobody could know: one digit for another, the last rows missing.
 * Each file that is read otherwise without a word is listed and kept.
 */

#include <archive.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "damage-ways.h"
#include "engine/readers/format-table.h"
#include "engine/sheet/zip-file.h"
#include "prognosis-dataset-total.h"
#include "prognosis-error.h"
#include "prognosis-reader.h"
#include "prognosis-score.h"
#include "test-files.h"

#define MAX_SECONDS 60
#define MAX_BYTES (1.5e9)

typedef enum
{
  OUTCOME_REFUSED,
  OUTCOME_SAME,
  OUTCOME_WARNED,
  OUTCOME_UNKNOWABLE,
  OUTCOME_SILENT,
  N_OUTCOMES,
} Outcome;

static const char *const outcome_names[] = { "refused", "read the same", "warned of", "not to be known", "wrong without a word" };

typedef enum
{
  KIND_TEXT,
  KIND_GZIP,
  KIND_XLSX,
  KIND_ODS,
  KIND_FORECAST,
  KIND_SIDECAR,
  N_KINDS,
} Kind;

static const char *const kind_names[] = { "text", "gzip", "xlsx", "ods", "forecast", "sidecar" };

/* Of tests/data/formats.ini: long and wide, daily and weekly, with strata, quotes, titles, persons. */
static const char *const format_ids[] = { "nyt-states",        "who-covid",     "owid-2020",         "jhu-us",
                                          "ecdc-2020-12",      "rki-incidence", "france-hospitals",  "hub-time-series",
                                          "cdc-ilinet",        "austria-ages",  "outbreaks-ebola",   "epinow2",
                                          "italy-regions",     "flusight-2023", "ecdc-erviss-rates", "sweden-regions-weekly",
                                          "covid19-scenarios", "jhu-global" };

typedef struct
{
  GKeyFile *formats;
  GRand *rand;
  char *folder;
  guint counts[N_KINDS][N_OUTCOMES];
} Damage;

/* What the watchdog tells of. */
static char current[512];

static void
on_alarm (int number)
{
  static const char text[] = "damage: no end of reading: ";

  (void) !write (STDERR_FILENO, text, sizeof text - 1);
  (void) !write (STDERR_FILENO, current, strlen (current));
  abort ();
}

/* --- files ---------------------------------------------------------------------------- */

static GString *
make_sheet (const FormatGrid *grid, gboolean is_ods)
{
  GString *text = g_string_new (is_ods ? "<table:table table:name='Cases'>" : "<sheetData>");

  for (guint i = 0; i < grid->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (grid, i);

      if (is_ods)
        g_string_append (text, "<table:table-row>");
      else
        g_string_append_printf (text, "<row r='%u'>", i + 1);
      for (guint k = 0; k < row->len; k++)
        {
          const char *cell = g_ptr_array_index (row, k);
          g_autofree char *escaped = g_markup_escape_text (cell, -1);
          char *end;
          const gboolean is_number = *cell != '\0' && (g_ascii_strtod (cell, &end), *end == '\0') && *cell != '0';

          if (is_ods && is_number)
            g_string_append_printf (text,
                                    "<table:table-cell office:value-type='float' office:value='%s'><text:p>%s</text:p>"
                                    "</table:table-cell>",
                                    cell, cell);
          else if (is_ods)
            g_string_append_printf (text, "<table:table-cell office:value-type='string'><text:p>%s</text:p></table:table-cell>",
                                    escaped);
          else if (is_number)
            g_string_append_printf (text, "<c><v>%s</v></c>", cell);
          else
            g_string_append_printf (text, "<c t='inlineStr'><is><t>%s</t></is></c>", escaped);
        }
      g_string_append (text, is_ods ? "</table:table-row>" : "</row>");
    }
  g_string_append (text, is_ods ? "</table:table>" : "</sheetData>");
  return text;
}

#define ODS_START                                                                             \
  "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
  "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                            \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>"
#define ODS_END "</office:spreadsheet></office:body></office:document-content>"
#define XLSX_START "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
#define XLSX_END "</worksheet>"

/* Writes a spreadsheet; one of its parts may be damaged, missing, or there twice. */
static void
write_spreadsheet (Damage *self, const char *path, const FormatGrid *grid, gboolean is_ods, gboolean in_parts)
{
  g_autoptr (GString) sheet = make_sheet (grid, is_ods);
  g_autofree char *content = g_strconcat (is_ods ? ODS_START : XLSX_START, sheet->str, is_ods ? ODS_END : XLSX_END, NULL);
  const char *xlsx[] = { ZIP_XLSX_TYPES,
                         ZIP_XLSX_RELS,
                         ZIP_XLSX_WORKBOOK (""),
                         ZIP_XLSX_WORKBOOK_RELS,
                         ZIP_XLSX_STYLES,
                         ZIP_XLSX_STRINGS,
                         ZIP_XLSX_SHEET ("1", "<sheetData/>"),
                         "xl/worksheets/sheet2.xml",
                         content,
                         NULL };
  const char *ods[] = {
    "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml", "<manifest/>", "content.xml", content,
    NULL
  };
  const char **parts = is_ods ? ods : xlsx;
  const gsize n = is_ods ? G_N_ELEMENTS (ods) / 2 : G_N_ELEMENTS (xlsx) / 2;
  const gsize at = (gsize) g_rand_int_range (self->rand, 0, (int) n);
  g_autofree char *damaged = NULL;

  if (in_parts && g_rand_boolean (self->rand))
    {
      damaged = damage_make_xml (parts[2 * at + 1], self->rand);
      parts[2 * at + 1] = damaged;
    }
  else if (in_parts)
    {
      /* Without this part, or with another under its name. */
      const gsize other = (gsize) g_rand_int_range (self->rand, 0, (int) n);

      if (other == at)
        parts[2 * at] = "nothing.xml";
      else
        parts[2 * at + 1] = parts[2 * other + 1];
    }
  zip_file_write (path, parts);
}

static void
write_gzip (const char *path, const GString *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (out), G_CONVERTER (compressor));

  g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
}

/* Damages the bytes of a file, whatever they are. */
static void
damage_file (const char *path, GRand *rand)
{
  g_autofree char *content = NULL;
  gsize n;
  GString *bytes;

  if (!g_file_get_contents (path, &content, &n, NULL))
    return;
  bytes = g_string_new_len (content, (gssize) n);
  damage_bytes (bytes, rand);
  g_file_set_contents (path, bytes->str, (gssize) bytes->len, NULL);
  g_string_free (bytes, TRUE);
}

/* --- what was read -------------------------------------------------------------------- */

typedef struct
{
  gsize n_changed; /* other values on a day */
  gsize n_lost;    /* values of a day inside */
  gsize n_cut;     /* values of the first or last days */
  gsize n_added;   /* values of days, places or signals that were not there */
  gsize n_unusual; /* changed values beyond all others of their series */
} Difference;

static gssize
find_region (const PrognosisDataset *dataset, const PrognosisRegion *region)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (g_str_equal (prognosis_dataset_get_region (dataset, r)->name, region->name))
      return (gssize) r;
  return -1;
}

static double
get_value (const PrognosisDataset *dataset, gssize region, gssize signal, int day)
{
  if (region < 0 || signal < 0)
    return NAN;
  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    if (prognosis_dataset_get_day (dataset, (gssize) t) == day)
      return prognosis_dataset_get_values (dataset, (gsize) region, (gsize) signal)[t];
  return NAN;
}

static void
compare_series (const PrognosisDataset *a, const PrognosisDataset *b, gsize region, gsize signal, Difference *d)
{
  const gsize n = prognosis_dataset_get_n_steps (a);
  const double *values = prognosis_dataset_get_values (a, region, signal);
  const gssize other_region = find_region (b, prognosis_dataset_get_region (a, region));
  const gssize other_signal = prognosis_dataset_find_signal (b, prognosis_dataset_get_signal (a, signal)->name);
  double largest = 0.0;
  gsize last_read = 0, first_read = n;

  for (gsize t = 0; t < n; t++)
    {
      largest = fmax (largest, isnan (values[t]) ? 0.0 : fabs (values[t]));
      if (!isnan (get_value (b, other_region, other_signal, prognosis_dataset_get_day (a, (gssize) t))))
        {
          last_read = t;
          first_read = MIN (first_read, t);
        }
    }
  for (gsize t = 0; t < n; t++)
    {
      const double other = get_value (b, other_region, other_signal, prognosis_dataset_get_day (a, (gssize) t));

      if (isnan (values[t]) && !isnan (other))
        d->n_added++;
      /* A place without a row is no longer there. */
      else if (!isnan (values[t]) && isnan (other) && (other_region < 0 || t > last_read || t < first_read))
        d->n_cut++;
      else if (!isnan (values[t]) && isnan (other))
        d->n_lost++;
      else if (values[t] != other && !isnan (other))
        {
          d->n_changed++;
          d->n_unusual += fabs (other) > 10.0 * largest;
        }
    }
}

static Difference
compare_datasets (const PrognosisDataset *a, const PrognosisDataset *b)
{
  Difference d = { 0 };
  gsize n_values[2] = { 0 };

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (a); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (a); s++)
      if (prognosis_dataset_get_signal (a, s)->fitted)
        compare_series (a, b, r, s, &d);
  for (int i = 0; i < 2; i++)
    {
      const PrognosisDataset *one = i == 0 ? a : b;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (one); r++)
        for (gsize s = 0; s < prognosis_dataset_get_n_signals (one); s++)
          for (gsize t = 0; prognosis_dataset_get_signal (one, s)->fitted && t < prognosis_dataset_get_n_steps (one); t++)
            n_values[i] += !isnan (prognosis_dataset_get_values (one, r, s)[t]);
    }
  if (n_values[1] > n_values[0] - d.n_cut - d.n_lost + d.n_added)
    d.n_added = n_values[1] - (n_values[0] - d.n_cut - d.n_lost);
  return d;
}

/* Whether @b tells of something that @a did not. */
static gboolean
has_more_warnings (const PrognosisDataset *a, const PrognosisDataset *b)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (b); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (b, i);
      gboolean is_known = FALSE;

      for (gsize k = 0; k < prognosis_dataset_get_n_warnings (a); k++)
        {
          const PrognosisWarning *other = prognosis_dataset_get_warning (a, k);

          is_known |= g_str_equal (other->code, warning->code) && other->line == warning->line
                      && g_str_equal (other->message, warning->message);
        }
      if (!is_known)
        return TRUE;
    }
  return FALSE;
}

static Outcome
judge (const PrognosisDataset *before, const PrognosisDataset *after, DamageWay way)
{
  const Difference d = compare_datasets (before, after);

  if (d.n_changed == 0 && d.n_lost == 0 && d.n_cut == 0 && d.n_added == 0)
    return OUTCOME_SAME;
  if (has_more_warnings (before, after))
    return OUTCOME_WARNED;
  /* A place of another name. */
  if (d.n_changed == 0 && d.n_lost == 0 && d.n_added == d.n_cut
      && prognosis_dataset_get_n_regions (before) == prognosis_dataset_get_n_regions (after))
    return OUTCOME_UNKNOWABLE;
  /* The end of a table may be anywhere, and so may that of its last number. */
  if (d.n_lost == 0 && d.n_added == 0 && d.n_changed <= 1 && d.n_unusual == 0)
    return OUTCOME_UNKNOWABLE;
  /* Numbers of a row in each other's place, or of a column: all are usual ones. A word may be another place's name. */
  if (d.n_unusual == 0 && d.n_changed + d.n_lost + d.n_added <= damage_way_max_cells (way))
    return OUTCOME_UNKNOWABLE;
  return OUTCOME_SILENT;
}

/* --- one file -------------------------------------------------------------------------- */

static PrognosisDataset *
read_path (const char *path, GError **error)
{
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  PrognosisDataset *dataset;

  alarm (MAX_SECONDS);
  dataset = prognosis_read (paths, &options, NULL, error);
  alarm (0);
  return dataset;
}

static void
check_error (const GError *error, const char *path)
{
  if (!g_error_matches (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT) || !g_utf8_validate (error->message, -1, NULL)
      || strchr (error->message, '\n') != NULL)
    g_error ("%s: the error is no sentence about the input: %s", path, error->message);
}

static char *
make_path (const Damage *self, const Format *format, Kind kind)
{
  g_autofree char *delimiter = format_get (format, "delimiter", ",");
  g_autofree char *name = format_get (format, "name", g_str_equal (delimiter, "tab") ? "table.tsv" : "table.csv");
  g_autofree char *full = kind == KIND_GZIP   ? g_strconcat (name, ".gz", NULL)
                          : kind == KIND_XLSX ? g_strdup ("table.xlsx")
                          : kind == KIND_ODS  ? g_strdup ("table.ods")
                                              : g_strdup (name);

  return g_build_filename (self->folder, full, NULL);
}

static void
write_table (Damage *self, const char *path, const Format *format, const FormatGrid *grid, Kind kind, DamageWay way)
{
  g_autoptr (GString) text = NULL;

  if (kind == KIND_XLSX || kind == KIND_ODS)
    {
      write_spreadsheet (self, path, grid, kind == KIND_ODS, way == DAMAGE_WAY_PARTS);
      if (way == DAMAGE_WAY_BYTES)
        damage_file (path, self->rand);
      return;
    }
  text = format_print (format, grid);
  if (way != DAMAGE_WAY_NONE)
    damage_text (text, way, self->rand);
  if (kind != KIND_GZIP)
    {
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
      return;
    }
  write_gzip (path, text);
  if (way == DAMAGE_WAY_BYTES)
    damage_file (path, self->rand);
}

static void
keep (const Damage *self, const char *path, guint number, const char *way)
{
  g_autofree char *content = NULL, *base = g_path_get_basename (path);
  g_autofree char *to = g_strdup_printf ("damage-%u-%s", number, base);
  gsize n;

  if (g_file_get_contents (path, &content, &n, NULL))
    g_file_set_contents (to, content, (gssize) n, NULL);
  g_print ("# wrong without a word: %s (%s), kept as %s\n", current, way, to);
}

/* A table, as text, packed or as a spreadsheet. */
static Outcome
try_table (Damage *self, Kind kind, guint number)
{
  const char *id = format_ids[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (format_ids))];
  const DamageWay way = damage_choose_way (kind == KIND_XLSX || kind == KIND_ODS, self->rand);
  g_autoptr (GPtrArray) grid = NULL;
  g_autoptr (PrognosisDataset) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Format format;
  Outcome outcome;

  format_init (&format, self->formats, id);
  grid = format_make_grid (&format);
  path = make_path (self, &format, kind);
  g_snprintf (current, sizeof current, "%s as %s", id, kind_names[kind]);
  write_table (self, path, &format, grid, kind, DAMAGE_WAY_NONE);
  before = read_path (path, &error);
  if (before == NULL)
    g_error ("%s: %s", current, error->message);
  if (kind == KIND_XLSX || kind == KIND_ODS)
    damage_grid (grid, way, self->rand);
  write_table (self, path, &format, grid, kind, way);
  after = read_path (path, &error);
  format_clear (&format);
  if (after == NULL)
    check_error (error, current);
  outcome = after == NULL ? OUTCOME_REFUSED : judge (before, after, way);
  if (outcome == OUTCOME_SILENT)
    keep (self, path, number, damage_way_to_string (way));
  g_unlink (path);
  return outcome;
}

/* A forecast that is scored. */
static Outcome
try_forecast (Damage *self, guint number)
{
  const DamageWay way = damage_choose_way (FALSE, self->rand);
  g_autoptr (GString) text
      = g_string_new ("reference_date,horizon,target,target_end_date,location,output_type,output_type_id,value\n");
  g_autofree char *path = g_build_filename (self->folder, "forecast.csv", NULL);
  g_autofree char *truth_path = g_build_filename (self->folder, "truth.csv", NULL);
  g_autoptr (PrognosisDataset) truth = NULL;
  g_autoptr (PrognosisScoring) scoring = NULL;
  g_autoptr (GError) error = NULL;

  g_snprintf (current, sizeof current, "a forecast");
  g_file_set_contents (truth_path,
                       "date,location,value\n2023-12-02,01,100\n2023-12-09,01,120\n2023-12-16,01,90\n2023-12-02,02,30\n"
                       "2023-12-09,02,20\n2023-12-16,02,25\n",
                       -1, NULL);
  truth = read_path (truth_path, &error);
  g_assert_no_error (error);
  for (int horizon = 1; horizon <= 3; horizon++)
    for (int place = 1; place <= 2; place++)
      for (int level = 1; level <= 3; level++)
        g_string_append_printf (text, "2023-11-25,%d,wk inc flu hosp,2023-12-%02d,%02d,quantile,%.2f,%d\n", horizon,
                                7 * horizon - 5, place, 0.25 * level, 20 * level + 10 * horizon);
  damage_text (text, way, self->rand);
  g_file_set_contents (path, text->str, (gssize) text->len, NULL);
  alarm (MAX_SECONDS);
  scoring = prognosis_scoring_new (path, truth, &error);
  alarm (0);
  g_unlink (path);
  g_unlink (truth_path);
  if (scoring == NULL)
    check_error (error, current);
  return scoring == NULL ? OUTCOME_REFUSED : OUTCOME_UNKNOWABLE;
}

/* A sidecar, which a damaged one must not keep from reading the data. */
static Outcome
try_sidecar (Damage *self, guint number)
{
  static const char json[] = "{\"title\": \"Measles\", \"source\": \"made up\", \"population\": {\"a\": 1000, \"b\": 2000},\n"
                             " \"signals\": [{\"name\": \"cases\", \"kind\": \"incident\", \"fitted\": true}]}\n";
  const DamageWay way = damage_choose_way (FALSE, self->rand);
  g_autofree char *path = g_build_filename (self->folder, "side.csv", NULL);
  g_autofree char *sidecar = g_build_filename (self->folder, "side.json", NULL);
  g_autoptr (GString) text = g_string_new (json);
  g_autoptr (PrognosisDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  g_snprintf (current, sizeof current, "a sidecar");
  g_file_set_contents (path, "date,place,cases\n2020-03-01,a,5\n2020-03-01,b,6\n2020-03-02,a,5\n2020-03-02,b,6\n", -1, NULL);
  damage_text (text, way, self->rand);
  g_file_set_contents (sidecar, text->str, (gssize) text->len, NULL);
  dataset = read_path (path, &error);
  if (dataset == NULL)
    check_error (error, current);
  g_unlink (path);
  g_unlink (sidecar);
  return dataset == NULL ? OUTCOME_REFUSED : prognosis_dataset_get_n_warnings (dataset) > 0 ? OUTCOME_WARNED : OUTCOME_UNKNOWABLE;
}

static void
print_counts (const Damage *self, guint n)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("# %u files\n# %-10s", n, "");
  for (int outcome = 0; outcome < N_OUTCOMES; outcome++)
    g_print (" %20s", outcome_names[outcome]);
  for (int kind = 0; kind < N_KINDS; kind++)
    {
      g_print ("\n# %-10s", kind_names[kind]);
      for (int outcome = 0; outcome < N_OUTCOMES; outcome++)
        g_print (" %20u", self->counts[kind][outcome]);
    }
  g_print ("\n# memory at most %.0f MB\n", (double) usage.ru_maxrss / 1024.0);
}

int
main (int argc, char **argv)
{
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : 100;
  Damage self = { .rand = g_rand_new_with_seed (argc > 2 ? (guint32) atoi (argv[2]) : 13), .formats = g_key_file_new () };
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "formats.ini", NULL);
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  guint n_silent = 0;

  signal (SIGALRM, on_alarm);
  if (!g_key_file_load_from_file (self.formats, path, G_KEY_FILE_NONE, &error))
    g_error ("%s", error->message);
  self.folder = g_dir_make_tmp ("prognosis-damage-XXXXXX", NULL);
  for (guint i = 0; i < n; i++)
    {
      /* Most are tables. */
      static const Kind kinds[]
          = { KIND_TEXT, KIND_XLSX, KIND_TEXT, KIND_ODS, KIND_GZIP, KIND_TEXT, KIND_XLSX, KIND_FORECAST, KIND_ODS, KIND_SIDECAR };
      const Kind kind = kinds[i % G_N_ELEMENTS (kinds)];
      const Outcome outcome = kind == KIND_FORECAST  ? try_forecast (&self, i)
                              : kind == KIND_SIDECAR ? try_sidecar (&self, i)
                                                     : try_table (&self, kind, i);

      self.counts[kind][outcome]++;
      n_silent += outcome == OUTCOME_SILENT;
    }
  g_rmdir (self.folder);
  g_free (self.folder);
  g_rand_free (self.rand);
  g_key_file_unref (self.formats);
  print_counts (&self, n);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("1..2\n%s 1 nothing is wrong without a word\n%s 2 memory is bounded\n", n_silent == 0 ? "ok" : "not ok",
           (double) usage.ru_maxrss * 1024.0 < MAX_BYTES ? "ok" : "not ok");
  return n_silent == 0 && (double) usage.ru_maxrss * 1024.0 < MAX_BYTES ? 0 : 1;
}
