/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-samples.h"
#include "prognosis-tutorial-private.h"

#include <glib/gi18n.h>

#define LOOK_MSEC 2000 /* passing over a chart does not count as looking at it */

struct _PrognosisTutorial
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */
  const PrognosisLesson *lesson;
  int step;          /* of the lesson; -1: closed */
  guint noticed;     /* a set of PrognosisNotice */
  gboolean was_done; /* the previous step was completed, not skipped */
  guint look_id;

  GtkRevealer *revealer;
  GtkLabel *count;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *help_button;
  GtkButton *skip_button;
};

G_DEFINE_TYPE (PrognosisTutorial, prognosis_tutorial, PROGNOSIS_TYPE_PAGE)

static int
get_last (PrognosisTutorial *self)
{
  return self->lesson->n_steps - 1;
}

static const PrognosisLessonStep *
get_step (PrognosisTutorial *self)
{
  return &self->lesson->steps[MAX (self->step, 0)];
}

const char *
prognosis_tutorial_get_step (PrognosisTutorial *self)
{
  return self->step >= 0 ? get_step (self)->id : NULL;
}

static char *
find_sample (const char *sample)
{
  g_autofree char *name = g_strconcat (sample, ".csv", NULL);

  return g_build_filename (prognosis_samples_get_folder (), name, NULL);
}

static void
show_button (PrognosisTutorial *self, const PrognosisLessonStep *step)
{
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), step->button != NULL);
  if (step->button == NULL)
    return;
  gtk_button_set_label (self->help_button, _ (step->button));
  /* Cleared while the target changes, so that no action is called with another's target. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->help_button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->help_button), NULL);
  if (step->target == NULL)
    {
      g_autofree char *path = find_sample (step->sample);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->help_button), "s", path);
    }
  else if (*step->target != '\0')
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->help_button), "s", step->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->help_button), step->action);
}

static void
show_step (PrognosisTutorial *self)
{
  const PrognosisLessonStep *step = get_step (self);
  g_autofree char *count = NULL;

  gtk_revealer_set_reveal_child (self->revealer, self->step >= 0);
  if (self->step < 0)
    return;
  if (self->step == get_last (self))
    count = g_strdup (self->was_done ? _ ("Done") : "");
  else if (self->was_done)
    /* Translators: the previous step is done; this is step %u of %u. */
    count = g_strdup_printf (_ ("Done. Step %u of %u"), (guint) self->step + 1, (guint) get_last (self));
  else
    count = g_strdup_printf (_ ("Step %u of %u"), (guint) self->step + 1, (guint) get_last (self));
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->title, _ (step->title));
  gtk_label_set_label (self->text, _ (step->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (step->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (step->text), -1);
  show_button (self, step);
  /* There is no telling whether somebody has read the chart. */
  gtk_button_set_label (self->skip_button, g_str_equal (step->id, "look")  ? _ ("_Next")
                                           : self->step == get_last (self) ? _ ("_Close")
                                                                           : _ ("_Skip"));
}

static void
check (PrognosisTutorial *self)
{
  int before = self->step;

  if (before < 0)
    return;
  while (self->step < get_last (self) && get_step (self)->is_done (self->session, self->noticed))
    self->step++;
  if (self->step == before)
    return;
  self->was_done = TRUE;
  show_step (self);
}

void
prognosis_tutorial_start (PrognosisTutorial *self, const PrognosisLesson *lesson)
{
  self->lesson = lesson;
  self->step = 0;
  self->noticed = 0;
  self->was_done = FALSE;
  show_step (self);
  check (self);
}

void
prognosis_tutorial_skip (PrognosisTutorial *self)
{
  if (self->step < 0)
    return;
  self->was_done = FALSE;
  self->step = self->step == get_last (self) ? -1 : self->step + 1;
  show_step (self);
  check (self);
}

void
prognosis_tutorial_close (PrognosisTutorial *self)
{
  self->step = -1;
  show_step (self);
}

void
prognosis_tutorial_notice (PrognosisTutorial *self, PrognosisNotice notice)
{
  /* Ignore what happens before a step asks for it. */
  if (self->step < 0 || (notice == PROGNOSIS_NOTICE_LOOKED && !g_str_equal (get_step (self)->id, "look")))
    return;
  self->noticed |= notice;
  check (self);
}

static gboolean
looked_cb (gpointer user_data)
{
  PrognosisTutorial *self = user_data;

  self->look_id = 0;
  prognosis_tutorial_notice (self, PROGNOSIS_NOTICE_LOOKED);
  return G_SOURCE_REMOVE;
}

static void
leave_cb (PrognosisTutorial *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
}

static void
enter_cb (PrognosisTutorial *self)
{
  leave_cb (self);
  if (self->step >= 0)
    self->look_id = g_timeout_add (LOOK_MSEC, looked_cb, self);
}

void
prognosis_tutorial_watch (PrognosisTutorial *self, GtkWidget *charts)
{
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkEventController *keyboard = gtk_event_controller_focus_new ();

  g_signal_connect_object (pointer, "motion", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pointer, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keyboard, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keyboard, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (charts, pointer);
  gtk_widget_add_controller (charts, keyboard);
}

static void
prognosis_tutorial_dispose (GObject *object)
{
  leave_cb (PROGNOSIS_TUTORIAL (object));
  G_OBJECT_CLASS (prognosis_tutorial_parent_class)->dispose (object);
}

static void
prognosis_tutorial_follow (PrognosisPage *page, PrognosisSession *session)
{
  static const char *const signals[] = { "choices-changed", "result-changed", "notify::state" };

  PROGNOSIS_TUTORIAL (page)->session = session;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (session, signals[i], G_CALLBACK (check), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (prognosis_session_get_comparison (session), "changed", G_CALLBACK (check), page, G_CONNECT_SWAPPED);
}

static void
prognosis_tutorial_class_init (PrognosisTutorialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_tutorial_dispose;
  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_tutorial_follow;
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-tutorial.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PrognosisTutorial, name)
  CHILD (revealer);
  CHILD (count);
  CHILD (title);
  CHILD (text);
  CHILD (help_button);
  CHILD (skip_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, prognosis_tutorial_skip);
  gtk_widget_class_bind_template_callback (widget_class, prognosis_tutorial_close);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
prognosis_tutorial_init (PrognosisTutorial *self)
{
  gsize n;

  self->lesson = prognosis_lesson_list (&n);
  self->step = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
