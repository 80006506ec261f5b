/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-question-box.h"

#include <glib/gi18n.h>

#include "prognosis-curve.h"
#include "prognosis-reading.h"

#define CURVE_WIDTH 120
#define CURVE_HEIGHT 56

/* One button. */
typedef struct
{
  PrognosisQuestionBox *box; /* borrowed */
  const PrognosisReply *answer;
  GtkToggleButton *button;
  PrognosisCurve *curve;
  GtkLabel *hint;
  PrognosisReading *reading;
} Option;

struct _PrognosisQuestionBox
{
  GtkBox parent_instance;

  PrognosisQuestion *question;
  Option *options; /* as many as answers */
  gboolean is_syncing;
};

G_DEFINE_TYPE (PrognosisQuestionBox, prognosis_question_box, GTK_TYPE_BOX)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
done_cb (Option *option)
{
  PrognosisDataset *dataset = prognosis_reading_get_dataset (option->reading);

  if (dataset == NULL)
    {
      gtk_label_set_label (option->hint, _ ("Cannot be read so"));
      gtk_widget_set_visible (GTK_WIDGET (option->hint), TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (option->button), FALSE);
      return;
    }
  prognosis_curve_show (option->curve, dataset);
}

static void
toggled_cb (Option *option)
{
  if (!option->box->is_syncing && gtk_toggle_button_get_active (option->button))
    g_signal_emit (option->box, signals[ANSWERED], 0, option->answer->columns);
}

static GtkWidget *
make_button (Option *option, const char *question, const char *const *paths)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new (option->answer->label);
  GtkWidget *hint = gtk_label_new (NULL);

  option->button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  option->hint = GTK_LABEL (hint);
  option->curve = PROGNOSIS_CURVE (prognosis_curve_new (CURVE_WIDTH, CURVE_HEIGHT));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_tooltip_text (GTK_WIDGET (option->button), option->answer->label);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_set_visible (hint, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (option->curve));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (option->button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (option->button), GTK_ACCESSIBLE_PROPERTY_LABEL, option->answer->label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question, -1);
  g_signal_connect_swapped (option->button, "toggled", G_CALLBACK (toggled_cb), option);
  option->reading = prognosis_reading_new ();
  g_signal_connect_swapped (option->reading, "done", G_CALLBACK (done_cb), option);
  prognosis_reading_start (option->reading, paths, option->answer->columns, FALSE);
  return GTK_WIDGET (option->button);
}

GtkWidget *
prognosis_question_box_new (PrognosisQuestion *question, const char *const *paths)
{
  PrognosisQuestionBox *self = g_object_new (PROGNOSIS_TYPE_QUESTION_BOX, NULL);
  GtkWidget *label = gtk_label_new (question->text), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const guint n = question->answers->len;

  self->question = question;
  self->options = g_new0 (Option, n);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 9);
  gtk_box_append (GTK_BOX (self), label);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (row, 9);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  self->is_syncing = TRUE;
  for (guint i = 0; i < n; i++)
    {
      Option *option = &self->options[i];

      option->box = self;
      option->answer = g_ptr_array_index (question->answers, i);
      gtk_box_append (GTK_BOX (row), make_button (option, question->text, paths));
      if (i > 0)
        gtk_toggle_button_set_group (option->button, self->options[0].button);
    }
  gtk_toggle_button_set_active (self->options[0].button, TRUE);
  self->is_syncing = FALSE;
  gtk_box_append (GTK_BOX (self), row);
  return GTK_WIDGET (self);
}

void
prognosis_question_box_forget (PrognosisQuestionBox *self)
{
  self->is_syncing = TRUE;
  for (guint i = 0; i < self->question->answers->len; i++)
    gtk_toggle_button_set_active (self->options[i].button, FALSE);
  self->is_syncing = FALSE;
}

static void
prognosis_question_box_finalize (GObject *object)
{
  PrognosisQuestionBox *self = PROGNOSIS_QUESTION_BOX (object);

  for (guint i = 0; i < self->question->answers->len; i++)
    {
      prognosis_reading_drop (self->options[i].reading);
      g_object_unref (self->options[i].reading);
    }
  g_free (self->options);
  prognosis_question_free (self->question);
  G_OBJECT_CLASS (prognosis_question_box_parent_class)->finalize (object);
}

static void
prognosis_question_box_class_init (PrognosisQuestionBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_question_box_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_POINTER);
}

static void
prognosis_question_box_init (PrognosisQuestionBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 9);
}
