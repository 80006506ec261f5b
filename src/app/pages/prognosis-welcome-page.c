/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-autosave.h"
#include "prognosis-samples.h"
#include "prognosis-session.h"
#include "prognosis-welcome-page.h"

struct _PrognosisWelcomePage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *samples;
  GtkWidget *restore_button;
};

G_DEFINE_TYPE (PrognosisWelcomePage, prognosis_welcome_page, ADW_TYPE_BIN)

static void
add_sample (PrognosisWelcomePage *self, const PrognosisSample *sample)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (prognosis_samples_translate_title (sample->title), -1);
  g_autofree char *subtitle = sample->source != NULL ? g_markup_escape_text (sample->source, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", sample->path);
  adw_preferences_group_add (self->samples, row);
}

static void
prognosis_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (prognosis_welcome_page_parent_class)->dispose (object);
}

static void
prognosis_welcome_page_class_init (PrognosisWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_welcome_page_dispose;
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
  gtk_widget_set_visible (self->restore_button, orphans[0] != NULL);
  for (guint i = 0; i < samples->len; i++)
    add_sample (self, g_ptr_array_index (samples, i));
  gtk_widget_set_visible (GTK_WIDGET (self->samples), samples->len > 0);
}
