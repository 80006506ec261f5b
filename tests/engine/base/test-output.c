/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Output files are written completely or not at all, whatever goes wrong. */

#include "prognosis-output.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "full-disk.h"

static const gboolean yes = TRUE, no = FALSE;

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
write_text (const char *path, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return prognosis_output_write (path, bytes, error);
}

static void
assert_contents (const char *path, const char *text)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, text);
}

/* The error is one sentence with the reason first, and no temporary file remains. */
static void
assert_refused (const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *whole = g_strdup_printf ("%s: “%s” was not saved", reason, name);
  g_autoptr (GError) error = NULL;
  guint n = count_files ();

  g_assert_false (write_text (path, "new", &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_cmpstr (error->message, ==, whole);
  g_assert_cmpuint (count_files (), ==, n);
}

static void
test_replaces (void)
{
  g_autofree char *path = path_of ("a");
  g_autofree char *link = path_of ("link");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (write_text (path, "first", &error));
  g_assert_no_error (error);
  assert_contents (path, "first");
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  g_assert_cmpint (symlink ("a", link), ==, 0);
  g_assert_true (write_text (link, "", &error));
  g_assert_no_error (error);
  assert_contents (path, "");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (), ==, 2);
  g_unlink (link);
  g_unlink (path);
}

/* Odd but valid names; the longest possible one leaves no room for a suffix. */
static void
test_odd_names (void)
{
  g_autofree char *longest = g_strnfill (255, 'x');
  const char *names[] = { "with blank", "-dash",       "quote\"'`", "<b>&amp;", "Zürich Ⅷ 日本", "line\nbreak",
                          "%s%n",       "raw\xff\xfe", "a:b*c?",    ".hidden",  longest };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_of (names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (write_text (path, names[i], &error));
      g_assert_no_error (error);
      assert_contents (path, names[i]);
      g_assert_cmpuint (count_files (), ==, 1);
      g_unlink (path);
    }
}

static void
test_refusals (void)
{
  g_autofree char *longer = g_strnfill (256, 'x');
  g_autofree char *too_long = path_of (longer);
  g_autofree char *vanished = path_of ("vanished/a.csv");
  g_autofree char *taken = path_of ("taken.csv");
  g_autofree char *file = path_of ("file");
  g_autofree char *through = path_of ("file/a.csv");
  g_autofree char *odd = path_of ("gone/raw\xff <b>.csv");

  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  g_assert_true (write_text (file, "it", NULL));
  assert_refused (too_long, "The name is too long");
  assert_refused (vanished, "The folder does not exist");
  assert_refused (odd, "The folder does not exist");
  assert_refused (taken, "A folder with this name already exists");
  assert_refused (through, "Part of the path is a file, not a folder");
  g_rmdir (taken);
  g_unlink (file);
}

/* Runs in a folder of the user who started the test. Root may write anywhere, so it becomes another user. */
static void
be_refused (void)
{
  g_autofree char *inside = NULL;
  g_autofree char *file = NULL;

  g_rmdir (folder);
  g_free (folder);
  folder = g_strdup (g_getenv ("PROGNOSIS_TEST_FOLDER"));
  inside = path_of ("locked/new.csv");
  file = path_of ("locked.csv");
  if (geteuid () == 0)
    g_assert_cmpint (setuid (65534), ==, 0);
  assert_refused (inside, "Permission denied");
  assert_refused (file, "Permission denied");
}

static void
test_no_rights (void)
{
  g_autofree char *locked = path_of ("locked");
  g_autofree char *file = path_of ("locked.csv");

  if (g_test_subprocess ())
    {
      be_refused ();
      return;
    }
  g_assert_cmpint (g_chmod (folder, 0777), ==, 0);
  g_assert_cmpint (g_mkdir (locked, 0555), ==, 0);
  g_assert_true (write_text (file, "old", NULL));
  g_assert_cmpint (g_chmod (file, 0444), ==, 0);
  g_setenv ("PROGNOSIS_TEST_FOLDER", folder, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  assert_contents (file, "old");
  g_unlink (file);
  g_rmdir (locked);
}

static void
test_read_only_disk (void)
{
  FullDisk disk;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  if (!full_disk_init (&disk, TRUE))
    return;
  path = full_disk_path (&disk, "a.csv");
  g_assert_true (write_text (path, "old", NULL));
  g_assert_cmpint (mount ("none", disk.folder, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_false (write_text (path, "new", &error));
  g_assert_true (g_str_has_prefix (error->message, "The disk is read-only: "));
  assert_contents (path, "old");
  g_assert_cmpint (mount ("none", disk.folder, "tmpfs", MS_REMOUNT, NULL), ==, 0);
  full_disk_clear (&disk);
}

/* Of two files that belong together, both keep their old content, or neither appears. */
static void
test_full_disk (gconstpointer is_disk)
{
  FullDisk disk;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *list = NULL;

  if (!full_disk_init (&disk, *(const gboolean *) is_disk))
    return;
  first = full_disk_path (&disk, "first.csv");
  second = full_disk_path (&disk, "second.json");
  g_assert_true (write_text (first, "old", NULL));
  full_disk_fill (&disk);
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (PrognosisOutput) output = prognosis_output_new ();
      g_autoptr (GError) error = NULL;

      /* An empty file needs no space, so only the second one fails. */
      prognosis_output_take_text (output, first, g_string_new (round == 0 ? "" : "new"));
      prognosis_output_take_text (output, second, g_string_new ("new"));
      g_assert_false (prognosis_output_commit (output, NULL, &error));
      g_assert_true (g_str_has_prefix (error->message, full_disk_get_words (&disk)));
      g_assert_nonnull (strstr (error->message, round == 0 ? "second.json" : "first.csv"));
    }
  list = full_disk_list (&disk);
  g_assert_cmpstr (list, ==, "first.csv");
  assert_contents (first, "old");
  full_disk_make_room (&disk);
  g_assert_true (write_text (first, "new", NULL));
  assert_contents (first, "new");
  full_disk_clear (&disk);
}

static void
test_full_device (void)
{
  g_autofree char *link = path_of ("full");

  if (g_access ("/dev/full", W_OK) != 0 || symlink ("/dev/full", link) != 0)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  assert_refused (link, "The disk is full");
  g_unlink (link);
}

static void
test_cancelled_and_abandoned (void)
{
  g_autoptr (PrognosisOutput) cancelled = prognosis_output_new ();
  static PrognosisOutput *abandoned; /* locked forever and never freed */
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("a");

  g_cancellable_cancel (cancellable);
  prognosis_output_take_text (cancelled, path, g_string_new ("new"));
  g_assert_false (prognosis_output_commit (cancelled, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&cancelled, prognosis_output_free);
  g_assert_cmpuint (count_files (), ==, 0);

  abandoned = prognosis_output_new ();
  prognosis_output_take_text (abandoned, path, g_string_new ("new"));
  g_assert_true (prognosis_output_prepare (abandoned, NULL));
  g_assert_cmpuint (count_files (), ==, 1);
  prognosis_output_abandon (abandoned);
  g_assert_cmpuint (count_files (), ==, 0);
}

/* A link that leads nowhere yet stays, and the file is made where it leads to. */
static void
test_dangling_link (void)
{
  g_autofree char *link = path_of ("link"), *second = path_of ("second"), *target = path_of ("target"), *loop = path_of ("loop");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("second", link), ==, 0);
  g_assert_cmpint (symlink (target, second), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_true (write_text (link, "new", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (target, G_FILE_TEST_IS_SYMLINK));
  assert_contents (target, "new");
  g_assert_false (write_text (loop, "new", &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_cmpuint (count_files (), ==, 4);
  g_unlink (link);
  g_unlink (second);
  g_unlink (target);
  g_unlink (loop);
}

/* The last cannot be put in place: those before it are as they were, and that is said. */
static void
test_all_or_none (void)
{
  g_autofree char *old = path_of ("old.csv"), *new = path_of ("new.csv"), *last = path_of ("last.png");
  g_autofree char *inside = path_of ("last.png/inside");
  g_autoptr (PrognosisOutput) output = prognosis_output_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (old, "old", NULL));
  prognosis_output_take_text (output, old, g_string_new ("1"));
  prognosis_output_take_text (output, new, g_string_new ("2"));
  prognosis_output_take_text (output, last, g_string_new ("3"));
  g_assert_true (prognosis_output_prepare (output, &error));
  g_assert_cmpint (g_mkdir (last, 0700), ==, 0);
  g_assert_true (write_text (inside, "", NULL));
  g_assert_false (prognosis_output_commit (output, NULL, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, "last.png” was not saved, and no other file was changed"));
  assert_contents (old, "old");
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));
  /* And again, when it can. */
  g_unlink (inside);
  g_rmdir (last);
  g_clear_error (&error);
  g_assert_true (prognosis_output_commit (output, NULL, &error));
  assert_contents (old, "1");
  assert_contents (new, "2");
  assert_contents (last, "3");
  g_assert_cmpuint (count_files (), ==, 3);
  g_unlink (old);
  g_unlink (new);
  g_unlink (last);
}

static void
set_age (const char *path, int seconds)
{
  struct timespec times[2] = { { .tv_sec = time (NULL) - seconds }, { .tv_sec = time (NULL) - seconds } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

/* What a killed program has left goes with the next file that is written there, and nothing else. */
static void
test_stale (void)
{
  static const char *const others[] = { ".prognosis-abc",   ".prognosis-abcdefg",    ".prognosis-ab.def",
                                        "prognosis-abcdef", ".prognosis-abcdef.csv", ".other-abcdef" };
  g_autofree char *stale = path_of (".prognosis-aB3xyZ"), *young = path_of (".prognosis-aaaaaa");
  g_autofree char *link = path_of (".prognosis-bbbbbb"), *sub = path_of (".prognosis-cccccc"), *path = path_of ("a");
  g_autofree char *kept = path_of ("kept"), *linked = path_of (".prognosis-dddddd");

  g_assert_true (write_text (kept, "", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = path_of (others[i]);

      g_assert_true (g_file_set_contents (other, "", 0, NULL));
      set_age (other, 7200);
    }
  g_assert_true (g_file_set_contents (stale, "", 0, NULL));
  g_assert_true (g_file_set_contents (young, "", 0, NULL));
  g_assert_cmpint (symlink ("kept", link), ==, 0);
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  g_assert_cmpint (linkat (AT_FDCWD, kept, AT_FDCWD, linked, 0), ==, 0);
  set_age (stale, 7200);
  set_age (young, 60);
  set_age (link, 7200);
  set_age (sub, 7200);
  set_age (linked, 7200);
  g_assert_true (write_text (path, "new", NULL));
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  /* Ours: the young one, the link, the folder, the second name of a file, those of other names, the two files. */
  g_assert_cmpuint (count_files (), ==, 4 + G_N_ELEMENTS (others) + 2);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other = path_of (others[i]);

      g_assert_cmpint (g_unlink (other), ==, 0);
    }
  g_unlink (young);
  g_unlink (link);
  g_unlink (linked);
  g_rmdir (sub);
  g_unlink (kept);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_test_add_func ("/output/replaces", test_replaces);
  g_test_add_func ("/output/odd-names", test_odd_names);
  g_test_add_func ("/output/refusals", test_refusals);
  g_test_add_func ("/output/no-rights", test_no_rights);
  g_test_add_func ("/output/read-only-disk", test_read_only_disk);
  g_test_add_data_func ("/output/full-disk/disk", &yes, test_full_disk);
  g_test_add_data_func ("/output/full-disk/limit", &no, test_full_disk);
  g_test_add_func ("/output/full-device", test_full_device);
  g_test_add_func ("/output/cancelled-and-abandoned", test_cancelled_and_abandoned);
  g_test_add_func ("/output/dangling-link", test_dangling_link);
  g_test_add_func ("/output/all-or-none", test_all_or_none);
  g_test_add_func ("/output/stale", test_stale);
  result = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return result;
}
