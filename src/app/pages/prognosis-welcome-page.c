/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-autosave.h"
#include "prognosis-curve.h"
#include "prognosis-reading.h"
#include "prognosis-samples.h"
#include "prognosis-session.h"
#include "prognosis-welcome-page.h"

#define CURVE_WIDTH 96 /* px */
#define CURVE_HEIGHT 40

struct _PrognosisWelcomePage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *samples;
  GtkWidget *restore_button;
  GQueue waiting; /* Picture: whose samples are not read yet */
  PrognosisReading *reading;
};

/* A curve, and the data that it will show. */
typedef struct
{
  PrognosisCurve *curve;
  char *path;
} Picture;

G_DEFINE_TYPE (PrognosisWelcomePage, prognosis_welcome_page, ADW_TYPE_BIN)

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_free (picture->path);
  g_free (picture);
}

/* One after the other, so that opening a file need not wait. */
static void
read_next (PrognosisWelcomePage *self)
{
  const Picture *picture = g_queue_peek_head (&self->waiting);
  const char *paths[] = { picture != NULL ? picture->path : NULL, NULL };

  if (picture != NULL)
    prognosis_reading_start (self->reading, paths, NULL, FALSE);
  else
    prognosis_reading_drop (self->reading);
}

static void
done_cb (PrognosisWelcomePage *self)
{
  Picture *picture = g_queue_pop_head (&self->waiting);
  PrognosisDataset *dataset = prognosis_reading_get_dataset (self->reading);

  if (dataset != NULL)
    prognosis_curve_show (picture->curve, dataset);
  picture_free (picture);
  read_next (self);
}

static void
add_sample (PrognosisWelcomePage *self, const PrognosisSample *sample)
{
  GtkWidget *row = adw_action_row_new (), *curve = prognosis_curve_new (CURVE_WIDTH, CURVE_HEIGHT);
  g_autofree char *title = g_markup_escape_text (prognosis_samples_translate (sample->title), -1);
  g_autofree char *story = sample->story != NULL ? g_markup_escape_text (prognosis_samples_translate (sample->story), -1) : NULL;
  Picture *picture = g_new0 (Picture, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (story != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), story);
  gtk_widget_set_tooltip_text (row, sample->source);
  gtk_widget_set_valign (curve, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), curve);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", sample->path);
  adw_preferences_group_add (self->samples, row);

  picture->curve = PROGNOSIS_CURVE (curve);
  picture->path = g_strdup (sample->path);
  g_queue_push_tail (&self->waiting, picture);
}

/* Pictures of samples are drawn only where they are seen. */
static void
prognosis_welcome_page_map (GtkWidget *widget)
{
  PrognosisWelcomePage *self = PROGNOSIS_WELCOME_PAGE (widget);

  GTK_WIDGET_CLASS (prognosis_welcome_page_parent_class)->map (widget);
  read_next (self);
}

static void
prognosis_welcome_page_unmap (GtkWidget *widget)
{
  prognosis_reading_drop (PROGNOSIS_WELCOME_PAGE (widget)->reading);
  GTK_WIDGET_CLASS (prognosis_welcome_page_parent_class)->unmap (widget);
}

static void
prognosis_welcome_page_dispose (GObject *object)
{
  PrognosisWelcomePage *self = PROGNOSIS_WELCOME_PAGE (object);

  g_queue_clear_full (&self->waiting, picture_free);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (prognosis_welcome_page_parent_class)->dispose (object);
}

static void
prognosis_welcome_page_class_init (PrognosisWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_welcome_page_dispose;
  widget_class->map = prognosis_welcome_page_map;
  widget_class->unmap = prognosis_welcome_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisWelcomePage, samples);
  gtk_widget_class_bind_template_child (widget_class, PrognosisWelcomePage, restore_button);
}

static void
prognosis_welcome_page_init (PrognosisWelcomePage *self)
{
  g_autoptr (GPtrArray) samples = prognosis_samples_list (NULL);
  g_auto (GStrv) orphans = prognosis_autosave_list_orphans ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->waiting);
  self->reading = prognosis_reading_new ();
  g_signal_connect_object (self->reading, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->restore_button, orphans[0] != NULL);
  for (guint i = 0; i < samples->len; i++)
    add_sample (self, g_ptr_array_index (samples, i));
  gtk_widget_set_visible (GTK_WIDGET (self->samples), samples->len > 0);
}
