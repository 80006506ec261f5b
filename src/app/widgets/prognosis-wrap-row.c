/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-wrap-row.h"

#define BESIDE 12 /* px */
#define BELOW 6

struct _PrognosisWrapRow
{
  GtkWidget parent_instance;

  GtkWidget *title, *control;
};

G_DEFINE_TYPE (PrognosisWrapRow, prognosis_wrap_row, GTK_TYPE_WIDGET)

static int
get_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *widget, int width)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static gboolean
is_beside (PrognosisWrapRow *self, int width)
{
  return width < 0 || get_width (self->title) + BESIDE + get_width (self->control) <= width;
}

static GtkSizeRequestMode
prognosis_wrap_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
prognosis_wrap_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  PrognosisWrapRow *self = PROGNOSIS_WRAP_ROW (widget);
  int of_title, of_control;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->title, orientation, -1, &of_title, NULL, NULL, NULL);
      gtk_widget_measure (self->control, orientation, -1, &of_control, NULL, NULL, NULL);
      *minimum = MAX (of_title, of_control);
      *natural = get_width (self->title) + BESIDE + get_width (self->control);
      return;
    }
  if (is_beside (self, for_size))
    *minimum = MAX (get_height (self->title, -1), get_height (self->control, -1));
  else
    *minimum = get_height (self->title, for_size) + BELOW + get_height (self->control, for_size);
  *natural = *minimum;
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
prognosis_wrap_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PrognosisWrapRow *self = PROGNOSIS_WRAP_ROW (widget);
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int at;

  if (is_beside (self, width))
    {
      at = width - get_width (self->control);
      place (self->title, is_rtl ? width - at + BESIDE : 0, 0, at - BESIDE, height);
      place (self->control, is_rtl ? 0 : at, 0, width - at, height);
      return;
    }
  at = get_height (self->title, width);
  place (self->title, 0, 0, width, at);
  place (self->control, 0, at + BELOW, width, height - at - BELOW);
}

static void
prognosis_wrap_row_dispose (GObject *object)
{
  PrognosisWrapRow *self = PROGNOSIS_WRAP_ROW (object);

  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->control, gtk_widget_unparent);
  G_OBJECT_CLASS (prognosis_wrap_row_parent_class)->dispose (object);
}

static void
prognosis_wrap_row_class_init (PrognosisWrapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_wrap_row_dispose;
  widget_class->get_request_mode = prognosis_wrap_row_get_request_mode;
  widget_class->measure = prognosis_wrap_row_measure;
  widget_class->size_allocate = prognosis_wrap_row_size_allocate;
}

static void
prognosis_wrap_row_init (PrognosisWrapRow *self)
{
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

/* Wraps between words, never within them. @subtitle: (nullable) */
static GtkWidget *
wrap_row_new (const char *title, const char *subtitle, GtkWidget *control)
{
  PrognosisWrapRow *self = g_object_new (PROGNOSIS_TYPE_WRAP_ROW, NULL);

  self->title = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->title), new_label (title));
  gtk_widget_set_valign (gtk_widget_get_first_child (self->title), GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (gtk_widget_get_first_child (self->title), TRUE);
  if (subtitle != NULL)
    {
      GtkWidget *label = new_label (subtitle);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (self->title), label);
    }
  self->control = control;
  gtk_widget_set_parent (control, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
prognosis_wrap_row_fill_row (AdwPreferencesRow *row, const char *title, const char *subtitle, GtkWidget *control, GtkWidget *below)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), wrap_row_new (title, subtitle, control));
  if (below != NULL)
    gtk_box_append (GTK_BOX (box), below);
  adw_preferences_row_set_title (row, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
}
