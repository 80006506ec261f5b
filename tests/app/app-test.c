/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "prognosis-session-choices.h"

#include <glib/gstdio.h>

void
app_test_iterate (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
}

static GtkWidget *
find_id (GtkWidget *widget, const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_id (child, id);
  return found;
}

gpointer
app_test_find (gpointer root, const char *id)
{
  GtkWidget *found = find_id (GTK_WIDGET (root), id);

  if (found == NULL)
    g_error ("no widget with the id %s in a %s", id, G_OBJECT_TYPE_NAME (root));
  return found;
}

const char *
app_test_get_label (gpointer root, const char *id)
{
  return gtk_label_get_label (app_test_find (root, id));
}

const char *
app_test_get_cell (gpointer root, int column, int row)
{
  GtkWidget *cell = gtk_grid_get_child_at (app_test_find (root, "table"), column, row);

  if (GTK_IS_CHECK_BUTTON (cell))
    cell = gtk_widget_get_last_child (gtk_check_button_get_child (GTK_CHECK_BUTTON (cell)));
  return gtk_label_get_text (GTK_LABEL (cell));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type, guint *nth)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type, nth);
  return found;
}

gpointer
app_test_find_type (gpointer root, GType type, guint nth)
{
  return find_type (GTK_WIDGET (root), type, &nth);
}

guint
app_test_count (gpointer root, GType type)
{
  guint n = 0;

  while (app_test_find_type (root, type, n) != NULL)
    n++;
  return n;
}

GtkButton *
app_test_find_button (gpointer root, const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0; (button = app_test_find_type (root, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      return GTK_BUTTON (button);
  g_error ("no button “%s” in a %s", tooltip, G_OBJECT_TYPE_NAME (root));
}

AppTestWait
app_test_wait_begin (double seconds, const char *what)
{
  return (AppTestWait){ what, seconds, g_get_monotonic_time () };
}

void
app_test_wait_turn (AppTestWait *self)
{
  double seconds = (g_get_monotonic_time () - self->start) / (double) G_USEC_PER_SEC;

  if (seconds > self->seconds)
    {
      g_printerr ("%.0f s waited for %s\n", seconds, self->what);
      self->seconds = 2 * seconds;
    }
  app_test_iterate ();
}

void
app_test_run_for (guint msec)
{
  gint64 end = g_get_monotonic_time () + (gint64) msec * 1000;

  while (g_get_monotonic_time () < end)
    app_test_iterate ();
}

char *
app_test_sample (const char *name)
{
  return g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
}

void
app_test_settle (PrognosisSession *session)
{
  app_test_wait (!prognosis_session_is_busy (session) && !prognosis_session_is_ending (session)
                     && prognosis_session_get_state (session) != PROGNOSIS_SESSION_READING,
                 120);
}

PrognosisSession *
app_test_new_session (const char *sample, const char *forecaster)
{
  PrognosisSession *session = prognosis_session_new ();

  app_test_open_sample (session, sample);
  if (forecaster != NULL)
    {
      prognosis_session_set_forecaster (session, forecaster);
      app_test_settle (session);
    }
  return session;
}

void
app_test_open_sample (PrognosisSession *session, const char *name)
{
  g_autofree char *path = app_test_sample (name);
  const char *paths[] = { path, NULL };

  prognosis_session_open (session, paths);
  app_test_wait (prognosis_session_get_state (session) != PROGNOSIS_SESSION_READING, 60);
  g_assert_cmpint (prognosis_session_get_state (session), ==, PROGNOSIS_SESSION_READY);
  app_test_settle (session);
}

guint
app_test_count_state_files (const char *suffix)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "prognosis", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

void
app_test_forget_unsaved (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "prognosis", "unsaved.prognosis", NULL);

  g_unlink (path);
}

void
app_test_screenshot (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, path);
  gsk_render_node_unref (node);
}
