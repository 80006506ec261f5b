/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-outbreak-steps.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <math.h>

/* A new step: for eight weeks, from where the last one ends, three fifths of transmission are left. */
#define FIRST_DAY 40
#define N_DAYS 56
#define FACTOR 0.6

#define MAX_PERCENT 400

/* The numbers of one step, in their order in its row. */
enum
{
  FROM,
  TO,
  PERCENT,
  N_NUMBERS,
};

struct _PrognosisOutbreakSteps
{
  GtkBox parent_instance;

  PrognosisSession *session; /* borrowed */
  GPtrArray *rows;           /* of GtkBox; borrowed */
  GtkWidget *add_button;
  gboolean is_syncing;
};

G_DEFINE_TYPE (PrognosisOutbreakSteps, prognosis_outbreak_steps, GTK_TYPE_BOX)

static const PrognosisOutbreak *
get_outbreak (PrognosisOutbreakSteps *self)
{
  return prognosis_session_get_choices (self->session)->outbreak;
}

static int
get_last_day (const PrognosisChange *change, const PrognosisOutbreak *outbreak)
{
  return change->n_days > 0 ? change->day + change->n_days - 1 : (int) outbreak->days;
}

static GtkSpinButton *
get_spin (GtkWidget *row, int number)
{
  static const char *const keys[N_NUMBERS] = { "from", "to", "percent" };

  return g_object_get_data (G_OBJECT (row), keys[number]);
}

static void
changed_cb (GtkSpinButton *spin, PrognosisOutbreakSteps *self)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (spin), "row");
  PrognosisChange change;
  guint i;
  int last;

  if (self->is_syncing || !g_ptr_array_find (self->rows, row, &i))
    return;
  change.day = gtk_spin_button_get_value_as_int (get_spin (row, FROM));
  last = gtk_spin_button_get_value_as_int (get_spin (row, TO));
  /* To the end, however long the outbreak is followed. */
  change.n_days = last >= (int) get_outbreak (self)->days ? 0 : MAX (last - change.day + 1, 1);
  change.factor = gtk_spin_button_get_value (get_spin (row, PERCENT)) / 100;
  prognosis_session_set_outbreak_change (self->session, (int) i, &change);
}

/* From idle: the row, whose button was pressed, goes. */
static gboolean
delete_cb (gpointer user_data)
{
  GtkWidget *row = user_data;
  PrognosisOutbreakSteps *self = PROGNOSIS_OUTBREAK_STEPS (gtk_widget_get_ancestor (row, PROGNOSIS_TYPE_OUTBREAK_STEPS));
  guint i;

  if (self != NULL && g_ptr_array_find (self->rows, row, &i))
    prognosis_session_set_outbreak_change (self->session, (int) i, NULL);
  return G_SOURCE_REMOVE;
}

static void
delete_clicked_cb (GtkWidget *row)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, delete_cb, g_object_ref (row), g_object_unref);
}

static void
add_spin (PrognosisOutbreakSteps *self, GtkWidget *row, GtkWidget *box, const char *key, double upper, const char *label,
          const char *after)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, upper, 1);

  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_HORIZONTAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (spin, label);
  prognosis_style_pass_scrolling (spin);
  g_object_set_data (G_OBJECT (spin), "row", row);
  g_object_set_data (G_OBJECT (row), key, spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, 0);
  gtk_box_append (GTK_BOX (box), spin);
  if (after != NULL)
    gtk_box_append (GTK_BOX (box), gtk_label_new (after));
}

static GtkWidget *
new_row (PrognosisOutbreakSteps *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *strength = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (row, "card");
  gtk_widget_add_css_class (row, "step");
  gtk_box_append (GTK_BOX (days), gtk_label_new (_ ("Day")));
  add_spin (self, row, days, "from", 3660, _ ("First day of the step"), "–");
  add_spin (self, row, days, "to", 3660, _ ("Last day of the step"), NULL);
  add_spin (self, row, strength, "percent", MAX_PERCENT, _ ("Transmission in percent of what it would be"),
            _ ("percent of transmission"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Delete"), -1);
  gtk_widget_set_tooltip_text (button, _ ("Delete"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), row, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (strength), button);
  gtk_box_append (GTK_BOX (row), days);
  gtk_box_append (GTK_BOX (row), strength);
  return row;
}

void
prognosis_outbreak_steps_update (PrognosisOutbreakSteps *self)
{
  const PrognosisOutbreak *outbreak = get_outbreak (self);
  const guint n = outbreak != NULL && outbreak->scenario != NULL ? outbreak->scenario->changes->len : 0;

  self->is_syncing = TRUE;
  while (self->rows->len > n)
    {
      gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < n)
    {
      GtkWidget *row = new_row (self);

      gtk_box_insert_child_after (GTK_BOX (self), row,
                                  self->rows->len > 0 ? g_ptr_array_index (self->rows, self->rows->len - 1) : NULL);
      g_ptr_array_add (self->rows, row);
    }
  for (guint i = 0; i < n; i++)
    {
      const PrognosisChange *change = &g_array_index (outbreak->scenario->changes, PrognosisChange, i);
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      gtk_spin_button_set_value (get_spin (row, FROM), change->day);
      gtk_spin_button_set_value (get_spin (row, TO), get_last_day (change, outbreak));
      gtk_spin_button_set_value (get_spin (row, PERCENT), round (100 * change->factor));
    }
  self->is_syncing = FALSE;
}

static void
add_cb (PrognosisOutbreakSteps *self)
{
  const PrognosisOutbreak *outbreak = get_outbreak (self);
  const GArray *changes = outbreak != NULL && outbreak->scenario != NULL ? outbreak->scenario->changes : NULL;
  PrognosisChange change = { FIRST_DAY, FACTOR, N_DAYS };

  if (outbreak == NULL)
    return;
  if (changes != NULL)
    change.day = get_last_day (&g_array_index (changes, PrognosisChange, changes->len - 1), outbreak) + 1;
  change.day = MIN (change.day, (int) outbreak->days - 1);
  prognosis_session_set_outbreak_change (self->session, -1, &change);
}

void
prognosis_outbreak_steps_set_session (PrognosisOutbreakSteps *self, PrognosisSession *session)
{
  self->session = session;
}

static void
prognosis_outbreak_steps_finalize (GObject *object)
{
  g_ptr_array_unref (PROGNOSIS_OUTBREAK_STEPS (object)->rows);
  G_OBJECT_CLASS (prognosis_outbreak_steps_parent_class)->finalize (object);
}

static void
prognosis_outbreak_steps_class_init (PrognosisOutbreakStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_outbreak_steps_finalize;
}

static void
prognosis_outbreak_steps_init (PrognosisOutbreakSteps *self)
{
  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->add_button = gtk_button_new_with_mnemonic (_ ("_Add a Step"));
  gtk_widget_set_tooltip_text (self->add_button,
                               _ ("Days on which transmission is lower or higher, such as a closure; drag it in the strip"));
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->add_button);
}
