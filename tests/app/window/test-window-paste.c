/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables from the clipboard: read like files, kept in sessions. */

#include "app-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

#include "prognosis-pasted.h"

typedef struct
{
  const char *name, *text;
  guint n_regions;
  double last;
} Case;

static const Case cases[] = {
  { "tabs", "date\tcases\n2021-03-01\t4\n2021-03-02\t6\n2021-03-03\t3\n", 1, 3 },
  { "commas", "date,place,cases\n2021-03-01,North,4\n2021-03-01,South,6\n2021-03-02,North,3\n2021-03-02,South,6\n", 2, 3 },
  { "semicolons", "Datum;F\xc3\xa4lle\r\n01.03.2021;4\r\n02.03.2021;6\r\n03.03.2021;5\r\n", 1, 5 },
  { "from-a-web-page", "\n date \t cases \t\n 2021-03-01 \t 4 \t\n 2021-03-02 \t 16 \t\n\n", 1, 16 },
};

static void
paste (PrognosisWindow *window, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  app_test_activate (window, "win.paste", NULL);
}

static void
test_read (gconstpointer data)
{
  const Case *c = data;
  PrognosisWindow *window = app_test_new_window (900, 700);
  PrognosisDataset *dataset;

  g_object_set (window->session, "auto-refit", FALSE, NULL);
  paste (window, c->text);
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_READY, 10);
  dataset = prognosis_session_get_dataset (window->session);
  g_assert_cmpstr (prognosis_dataset_get_title (dataset), ==, "pasted table");
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, c->n_regions);
  g_assert_cmpfloat (prognosis_dataset_get_values (dataset, 0, 0)[prognosis_dataset_get_n_steps (dataset) - 1], ==, c->last);
  app_test_close_window (window);
}

/* Errors name the line, and not a folder that nobody knows. */
static void
test_error (void)
{
  PrognosisWindow *window = app_test_new_window (900, 700);

  paste (window, "date\tcases\n2021-03-01\t4\n2021-03-02\tmany\n2021-03-03\t3\n");
  app_test_wait (prognosis_session_get_state (window->session) == PROGNOSIS_SESSION_FAILED, 10);
  g_assert_true (g_str_has_prefix (adw_status_page_get_description (window->failed_page), "pasted table.txt:3: "));
  app_test_close_window (window);
}

/* What is no table leaves the data that are open. */
static void
test_nothing (void)
{
  static const char *const texts[] = { "", "  \n\n", "hello" };
  PrognosisWindow *window = app_test_new_window (900, 700);

  app_test_keep_screenshot (window, "welcome-paste.png");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *toast = NULL;

      paste (window, texts[i]);
      toast = app_test_take_toast (window);
      g_assert_true (g_str_has_prefix (toast, "The clipboard holds no table"));
      g_assert_cmpint (prognosis_session_get_state (window->session), ==, PROGNOSIS_SESSION_EMPTY);
    }
  app_test_close_window (window);
}

/* A session holds the table, and opens where the kept file is gone. */
static void
test_session (void)
{
  PrognosisWindow *window = app_test_new_window (900, 700);
  PrognosisSession *session = window->session;
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL), *saved = g_build_filename (folder, "a.prognosis", NULL);
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (session, "auto-refit", FALSE, NULL);
  paste (window, cases[1].text);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  path = g_strdup (prognosis_session_get_paths (session)[0]);
  text = prognosis_pasted_dup_text (prognosis_session_get_paths (session));
  g_assert_cmpstr (text, ==, cases[1].text);
  g_assert_true (prognosis_session_save (session, saved, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (prognosis_session_load (session, saved, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (session) == PROGNOSIS_SESSION_READY, 10);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (prognosis_session_get_dataset (session)), ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  /* Other files are none of it. */
  g_assert_false (prognosis_pasted_is ((const char *const[]){ saved, NULL }));
  app_test_close_window (window);
  g_unlink (saved);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("prognosis-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  if (!app_test_init (&argc, &argv))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/app/paste/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_read);
    }
  g_test_add_func ("/app/paste/error", test_error);
  g_test_add_func ("/app/paste/nothing", test_nothing);
  g_test_add_func ("/app/paste/session", test_session);
  return g_test_run ();
}
