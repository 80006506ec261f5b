/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reading-curve.h"

#include <glib/gi18n.h>
#include <math.h>

#include "prognosis-chart.h"
#include "prognosis-style.h"
#include "prognosis-trajectories.h"

struct _PrognosisReadingCurve
{
  GtkBox parent_instance;

  PrognosisDataset *dataset; /* or NULL */
  gboolean is_syncing;
  GtkWidget *lists;
  GtkDropDown *regions;
  GtkDropDown *names;
  PrognosisChart *chart;
};

G_DEFINE_TYPE (PrognosisReadingCurve, prognosis_reading_curve, GTK_TYPE_BOX)

static void
update_cb (PrognosisChart *chart, gboolean only_live, gpointer user_data)
{
  PrognosisReadingCurve *self = user_data;
  const guint region = gtk_drop_down_get_selected (self->regions), signal = gtk_drop_down_get_selected (self->names);
  g_autoptr (PrognosisFigure) figure = NULL;

  if (self->dataset != NULL && region < prognosis_dataset_get_n_regions (self->dataset)
      && signal < prognosis_dataset_get_n_signals (self->dataset))
    {
      const PrognosisTrajectories what = { .dataset = self->dataset,
                                           .view = PROGNOSIS_VIEW_AS_GIVEN,
                                           .localised = TRUE,
                                           .show_all = TRUE,
                                           .signal = prognosis_dataset_get_signal (self->dataset, signal)->name };

      figure = prognosis_trajectories_new_figure (&what, region);
      prognosis_figure_set_show_legend (figure, FALSE);
    }
  prognosis_chart_set_figure (chart, figure);
}

static void
update (PrognosisReadingCurve *self)
{
  prognosis_chart_outdate (self->chart, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self->chart));
}

static void
selected_cb (PrognosisReadingCurve *self)
{
  if (!self->is_syncing)
    update (self);
}

/* Fills a list and keeps what is selected, or selects @otherwise. */
static void
fill (GtkDropDown *list, GPtrArray *names, guint otherwise)
{
  GtkStringObject *before = gtk_drop_down_get_selected_item (list);
  g_autofree char *name = before != NULL ? g_strdup (gtk_string_object_get_string (before)) : NULL;
  g_autoptr (GtkStringList) items = gtk_string_list_new (NULL);
  guint selected = otherwise;

  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (items, g_ptr_array_index (names, i));
      if (g_strcmp0 (name, g_ptr_array_index (names, i)) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (list, G_LIST_MODEL (items));
  gtk_drop_down_set_selected (list, selected);
  gtk_widget_set_visible (GTK_WIDGET (list), names->len > 1);
}

/* The first signal that is forecast. */
static guint
find_signal (PrognosisDataset *dataset)
{
  for (guint s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->fitted)
      return s;
  return 0;
}

/* The region with the largest value: one can see something there. */
static guint
find_region (PrognosisDataset *dataset, guint signal)
{
  guint best = 0;
  double most = -INFINITY;

  for (guint r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const double *values = prognosis_dataset_get_values (dataset, r, signal);

      for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
        if (values[t] > most)
          {
            most = values[t];
            best = r;
          }
    }
  return best;
}

void
prognosis_reading_curve_show (PrognosisReadingCurve *self, PrognosisDataset *dataset)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new (), names = g_ptr_array_new ();

  if (dataset != NULL)
    prognosis_dataset_ref (dataset);
  g_clear_pointer (&self->dataset, prognosis_dataset_unref);
  self->dataset = dataset;
  for (gsize r = 0; dataset != NULL && r < prognosis_dataset_get_n_regions (dataset); r++)
    g_ptr_array_add (regions, (gpointer) prognosis_dataset_get_region (dataset, r)->name);
  for (gsize s = 0; dataset != NULL && s < prognosis_dataset_get_n_signals (dataset); s++)
    g_ptr_array_add (names, (gpointer) prognosis_dataset_get_signal (dataset, s)->name);
  if (dataset != NULL)
    {
      const guint signal = find_signal (dataset);

      self->is_syncing = TRUE;
      fill (self->names, names, signal);
      fill (self->regions, regions, find_region (dataset, signal));
      self->is_syncing = FALSE;
    }
  gtk_widget_set_visible (self->lists, regions->len > 1 || names->len > 1);
  update (self);
}

static GtkDropDown *
new_list (PrognosisReadingCurve *self, const char *name)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_drop_down_set_expression (GTK_DROP_DOWN (list), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  prognosis_style_name_strings (list, name);
  gtk_widget_set_hexpand (list, TRUE);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->lists), list);
  return GTK_DROP_DOWN (list);
}

static void
prognosis_reading_curve_finalize (GObject *object)
{
  g_clear_pointer (&PROGNOSIS_READING_CURVE (object)->dataset, prognosis_dataset_unref);
  G_OBJECT_CLASS (prognosis_reading_curve_parent_class)->finalize (object);
}

static void
prognosis_reading_curve_class_init (PrognosisReadingCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = prognosis_reading_curve_finalize;
}

static void
prognosis_reading_curve_init (PrognosisReadingCurve *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->lists = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_visible (self->lists, FALSE);
  gtk_box_append (GTK_BOX (self), self->lists);
  self->regions = new_list (self, _ ("Region"));
  self->names = new_list (self, _ ("Column"));
  self->chart = PROGNOSIS_CHART (prognosis_chart_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, 150);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart"), -1);
  prognosis_chart_set_source (self->chart, update_cb, self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->chart));
}
