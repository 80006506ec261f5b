/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exported files: complete or absent, with metadata, and identical on every machine. */

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "prognosis-error.h"
#include "prognosis-export.h"

static const char *const formats[] = { "png", "svg", "pdf" };
static const char *const metadata[]
    = { "Title", "Fieber & Co <1>", "Software", "Prognosis 0.1", "Seed", "7", "Region", "Zürich", "Odd\xff key", "a\x01z", NULL };

static char *folder = NULL;

static PrognosisFigure *
new_figure (void)
{
  PrognosisFigure *figure = prognosis_figure_new ("Ein Bild");
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", "per day", PROGNOSIS_AXIS_DATE);
  PrognosisPanel *share = prognosis_figure_add_panel (figure, "Share", NULL, PROGNOSIS_AXIS_NUMBER);
  double x[40], y[40], z[40];

  for (int i = 0; i < 40; i++)
    {
      x[i] = 18300.5 + i;
      y[i] = 12345.678 * i;
      z[i] = 0.01 * i;
    }
  prognosis_panel_add_points (panel, &(PrognosisStyle){ .name = "Observed" }, x, y, 40);
  prognosis_panel_add_band (panel, &(PrognosisStyle){ .name = "Band", .colour = PROGNOSIS_COLOUR_FORECAST }, x, z, y, 40);
  prognosis_panel_add_line (
      share, &(PrognosisStyle){ .name = "Fit", .colour = PROGNOSIS_COLOUR_FIT, .dash = PROGNOSIS_DASH_DASHES }, z, z, 40);
  prognosis_figure_set_localised (figure, TRUE);
  return figure;
}

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static gsize
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gsize n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static guint32
read_uint32 (const char *at)
{
  guint32 big;

  memcpy (&big, at, sizeof big);
  return GUINT32_FROM_BE (big);
}

/* Bitwise, independent of the writer's implementation. */
static guint32
crc_of (const guint8 *data, gsize n)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < 8 * n; i++)
    {
      guint32 bit = ((crc ^ (data[i / 8] >> (i % 8))) & 1) != 0;

      crc = (crc >> 1) ^ (bit ? 0xedb88320u : 0);
    }
  return ~crc;
}

static void
check_png (const char *data, gsize length, int width, int height)
{
  gsize at = 8, n_texts = 0;

  g_assert_cmpmem (data, 8, "\211PNG\r\n\032\n", 8);
  g_assert_cmpuint (read_uint32 (data + 16), ==, width);
  g_assert_cmpuint (read_uint32 (data + 20), ==, height);
  while (at < length)
    {
      gsize n = read_uint32 (data + at);

      g_assert_cmpuint (at + 12 + n, <=, length);
      g_assert_cmpuint (read_uint32 (data + at + 8 + n), ==, crc_of ((const guint8 *) data + at + 4, n + 4));
      n_texts += memcmp (data + at + 4, "tEXt", 4) == 0 || memcmp (data + at + 4, "iTXt", 4) == 0;
      at += 12 + n;
    }
  g_assert_cmpuint (at, ==, length);
  g_assert_cmpuint (n_texts, ==, 5);
}

static void
start_element (GMarkupParseContext *context, const char *name, const char **keys, const char **values, gpointer user_data,
               GError **error)
{
  g_hash_table_add (user_data, g_strdup (name));
}

static void
check_svg (const char *data, gsize length)
{
  const GMarkupParser parser = { .start_element = start_element };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, names, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, data, (gssize) length, &error));
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  g_markup_parse_context_free (context);
  g_assert_true (g_hash_table_contains (names, "metadata"));
  g_assert_true (g_hash_table_contains (names, "title"));
  g_assert_nonnull (g_strstr_len (data, (gssize) length, "Fieber &amp; Co &lt;1&gt;"));
}

static void
test_format (gconstpointer data)
{
  const char *format = data;
  g_autoptr (PrognosisFigure) figure = new_figure ();
  g_autofree char *name = g_strdup_printf ("figure.%s", format);
  g_autofree char *path = path_of (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (prognosis_figure_export (figure, path, 500, 300, 2, NULL, metadata, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  if (g_str_equal (format, "png"))
    check_png (contents, length, 1000, 600);
  else if (g_str_equal (format, "svg"))
    check_svg (contents, length);
  else
    {
      g_assert_cmpmem (contents, 5, "%PDF-", 5);
      g_assert_nonnull (memmem (contents, length, "/Title", 6));
    }
  g_unlink (path);
  g_assert_cmpuint (count_files (), ==, 0);
}

static void
expect_failure (const char *path, int width, int height, double scale, GQuark domain, const char *words)
{
  g_autoptr (PrognosisFigure) figure = new_figure ();
  g_autoptr (GError) error = NULL;

  g_assert_false (prognosis_figure_export (figure, path, width, height, scale, NULL, metadata, &error));
  g_assert_nonnull (error);
  if (error->domain != domain)
    g_error ("%s", error->message);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_failures (void)
{
  g_autofree char *missing = path_of ("nowhere/a.png");
  g_autofree char *none = path_of ("plain");
  g_autofree char *unknown = path_of ("a.bmp");
  g_autofree char *good = path_of ("a.png");
  g_autofree char *directory = path_of ("folder.svg");
  g_autofree char *through = path_of ("folder.svg/a.png/b.png");

  expect_failure (missing, 300, 200, 1, G_FILE_ERROR, "The folder does not exist");
  expect_failure (none, 300, 200, 1, PROGNOSIS_ERROR, ".png, .svg or .pdf");
  expect_failure (unknown, 300, 200, 1, PROGNOSIS_ERROR, "bmp");
  expect_failure (good, 0, 200, 1, PROGNOSIS_ERROR, "0 × 200");
  expect_failure (good, 300, 200, NAN, PROGNOSIS_ERROR, "scale");
  expect_failure (good, 300, 200, 1000, PROGNOSIS_ERROR, "scale");
  expect_failure (good, 300, -5, 1, PROGNOSIS_ERROR, "-5");
  g_mkdir (directory, 0700);
  expect_failure (directory, 300, 200, 1, G_FILE_ERROR, "A folder with this name already exists");
  expect_failure (through, 300, 200, 1, G_FILE_ERROR, "The folder does not exist");
  g_rmdir (directory);
  g_assert_cmpuint (count_files (), ==, 0);
}

static void
test_full_device (void)
{
  g_autofree char *link = path_of ("full.png");

  if (g_access ("/dev/full", W_OK) != 0 || symlink ("/dev/full", link) != 0)
    {
      g_test_skip ("no /dev/full");
      return;
    }
  expect_failure (link, 300, 200, 1, G_FILE_ERROR, "The disk is full");
  g_assert_true (g_file_test ("/dev/full", G_FILE_TEST_EXISTS));
  g_unlink (link);
  g_assert_cmpuint (count_files (), ==, 0);
}

/* A limit on the file size simulates a full disk. */
static void
test_old_file_stays (void)
{
  if (g_test_subprocess ())
    {
      const struct rlimit small = { 2000, 2000 };

      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      expect_failure (g_getenv ("PROGNOSIS_TEST_PATH"), 400, 300, 1, G_FILE_ERROR, "The file is larger");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("old.%s", formats[i]);
      g_autofree char *path = path_of (name);
      g_autofree char *contents = NULL;

      g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
      g_setenv ("PROGNOSIS_TEST_PATH", path, TRUE);
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "what was there");
      g_assert_cmpuint (count_files (), ==, 1);
      g_unlink (path);
    }
}

/* A symbolic link stays a link, and its target is replaced. */
static void
test_link (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure ();
  g_autofree char *target = path_of ("target.png");
  g_autofree char *link = path_of ("link.png");
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (target, "old", -1, NULL));
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (prognosis_figure_export (figure, link, 300, 200, 1, NULL, NULL, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_unlink (link);
  g_unlink (target);
}

static GBytes *
export_bytes (const char *format)
{
  g_autoptr (PrognosisFigure) figure = new_figure ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = prognosis_figure_export_bytes (figure, format, 500, 300, 1.5, &prognosis_theme_light, metadata, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_same_bytes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) first = export_bytes (formats[i]);
      g_autoptr (GBytes) second = NULL;

      if (g_str_equal (formats[i], "pdf"))
        g_usleep (1100000); /* a date in the file would differ */
      second = export_bytes (formats[i]);
      g_assert_true (g_bytes_equal (first, second));
    }
}

/* A locale of the system, otherwise one compiled into the test's folder. FALSE: there is none. */
static gboolean
set_comma_locale (void)
{
  const char *names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8" };
  g_autofree char *locale = path_of ("de_DE.UTF-8");
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", locale, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_ALL, names[i]) != NULL)
      return TRUE;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, "de_DE.UTF-8") != NULL;
}

static void
test_locale (void)
{
  GBytes *plain[G_N_ELEMENTS (formats)];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    plain[i] = export_bytes (formats[i]);
  if (set_comma_locale ())
    {
      g_autofree char *number = prognosis_figure_format_number (12.5, TRUE);

      g_assert_cmpstr (number, ==, "12,5");
      for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        {
          g_autoptr (GBytes) bytes = export_bytes (formats[i]);

          g_assert_true (g_bytes_equal (plain[i], bytes));
        }
      setlocale (LC_ALL, "C");
      {
        g_autofree char *compiled = path_of ("de_DE.UTF-8");

        remove_tree (compiled);
      }
    }
  else
    g_test_skip ("no locale with a decimal comma");
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_bytes_unref (plain[i]);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plot/export/format/%s", formats[i]);

      g_test_add_data_func (path, formats[i], test_format);
    }
  g_test_add_func ("/plot/export/failures", test_failures);
  g_test_add_func ("/plot/export/full-device", test_full_device);
  g_test_add_func ("/plot/export/old-file-stays", test_old_file_stays);
  g_test_add_func ("/plot/export/link", test_link);
  g_test_add_func ("/plot/export/same-bytes", test_same_bytes);
  g_test_add_func ("/plot/export/locale", test_locale);
  result = g_test_run ();
  remove_tree (folder);
  g_free (folder);
  return result;
}
