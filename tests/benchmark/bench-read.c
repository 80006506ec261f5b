/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of 100 MB: time, memory beside its size, and how soon a reader that is cancelled comes back; and a spreadsheet beside the
 * same rows as text. */

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>

#include "engine/sheet/zip-file.h"
#include "large-table.h"
#include "prognosis-reader.h"

#define N_CANCELS 12
#define N_SHEET_ROWS 100000

/* In the reader's own time: other programs of the machine are not its fault. */
typedef struct
{
  const char *path;
  GCancellable *cancellable;
  double back_sec; /* when it came back */
  gint is_back;
} Reading;

static double
get_seconds (clockid_t clock)
{
  struct timespec spec;

  clock_gettime (clock, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;
  const char *paths[] = { reading->path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, NULL, reading->cancellable, &error);

  reading->back_sec = get_seconds (CLOCK_THREAD_CPUTIME_ID);
  g_atomic_int_set (&reading->is_back, TRUE);
  if (dataset == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error ("%s", error->message);
  return GINT_TO_POINTER (dataset == NULL);
}

static void
measure_cancel (const char *path, double whole)
{
  double worst = 0, sum = 0;
  int n = 0;

  for (int i = 0; i < N_CANCELS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Reading reading = { .path = path, .cancellable = cancellable };
      pthread_t thread;
      clockid_t clock;
      double now = 0;
      void *was_cancelled;

      pthread_create (&thread, NULL, read_thread, &reading);
      pthread_getcpuclockid (thread, &clock);
      while (now < whole * (i + 0.5) / N_CANCELS && !g_atomic_int_get (&reading.is_back))
        {
          g_usleep (2000);
          now = get_seconds (clock);
        }
      g_cancellable_cancel (cancellable);
      pthread_join (thread, &was_cancelled);
      if (GPOINTER_TO_INT (was_cancelled))
        {
          double msec = (reading.back_sec - now) * 1e3;

          sum += msec;
          worst = MAX (worst, msec);
          n++;
        }
    }
  g_print ("cancelled at %d moments: back after %.0f ms on average, %.0f ms at worst\n", n, sum / MAX (n, 1), worst);
}

static double
measure (const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  const double start = get_seconds (CLOCK_THREAD_CPUTIME_ID);

  dataset = prognosis_read (paths, NULL, NULL, &error);
  if (dataset == NULL)
    g_error ("%s", error->message);
  return get_seconds (CLOCK_THREAD_CPUTIME_ID) - start;
}

static void
measure_spreadsheet (const char *folder)
{
  g_autofree char *sheet_path = g_build_filename (folder, "rows.xlsx", NULL),
                  *text_path = g_build_filename (folder, "rows.csv", NULL);
  g_autoptr (GString) sheet
      = g_string_new ("<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
                      "<row r='1'><c t='inlineStr'><is><t>date</t></is></c><c t='inlineStr'><is><t>place</t>"
                      "</is></c><c t='inlineStr'><is><t>cases</t></is></c></row>");
  g_autoptr (GString) text = g_string_new ("date,place,cases\n");
  double of_sheet, of_text;

  for (int row = 0; row < N_SHEET_ROWS; row++)
    {
      const int day = row / 100, place = row % 100, count = 20 + (day * 7 + place * 13) % 31;
      g_autofree char *date = prognosis_day_format (prognosis_day_from_ymd (2020, 3, 1) + day);

      g_string_append_printf (
          sheet, "<row r='%d'><c s='1'><v>%d</v></c><c t='inlineStr'><is><t>Place %02d</t></is></c><c><v>%d</v></c></row>", row + 2,
          43891 + day, place, count);
      g_string_append_printf (text, "%s,Place %02d,%d\n", date, place, count);
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  {
    const char *const parts[] = { ZIP_XLSX_TYPES,
                                  ZIP_XLSX_RELS,
                                  ZIP_XLSX_WORKBOOK (""),
                                  ZIP_XLSX_WORKBOOK_RELS,
                                  ZIP_XLSX_STYLES,
                                  ZIP_XLSX_STRINGS,
                                  ZIP_XLSX_SHEET ("1", "<sheetData/>"),
                                  "xl/worksheets/sheet2.xml",
                                  sheet->str,
                                  NULL };

    zip_file_write (sheet_path, parts);
  }
  g_file_set_contents (text_path, text->str, (gssize) text->len, NULL);
  of_text = measure (text_path);
  of_sheet = measure (sheet_path);
  g_print ("a spreadsheet of %d rows: read in %.2f s of the processor, %.1f times as long as the same rows as text\n", N_SHEET_ROWS,
           of_sheet, of_sheet / of_text);
  g_unlink (sheet_path);
  g_unlink (text_path);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-read-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "large.csv", NULL);
  gsize n_bytes = large_table_write (path);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = NULL;
  double start = get_seconds (CLOCK_THREAD_CPUTIME_ID);
  struct rusage usage;
  double whole;

  dataset = prognosis_read (paths, NULL, NULL, &error);
  if (dataset == NULL)
    g_error ("%s", error->message);
  whole = get_seconds (CLOCK_THREAD_CPUTIME_ID) - start;
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%.0f MB, %" G_GSIZE_FORMAT " regions, %" G_GSIZE_FORMAT
           " steps: read in %.1f s of the processor, memory at most %.0f MB, %.1f times the file\n",
           (double) n_bytes / 1e6, prognosis_dataset_get_n_regions (dataset), prognosis_dataset_get_n_steps (dataset), whole,
           (double) usage.ru_maxrss * 1024 / 1e6, (double) usage.ru_maxrss * 1024 / (double) n_bytes);
  g_clear_pointer (&dataset, prognosis_dataset_unref);
  measure_cancel (path, whole);
  g_unlink (path);
  measure_spreadsheet (folder);
  g_rmdir (folder);
  return 0;
}
