/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-compare-chooser.h"

#include "prognosis-forecaster-item.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-kept-list.h"

#include <glib/gi18n.h>

struct _PrognosisCompareChooser
{
  GtkBox parent_instance;

  GPtrArray *ticks;       /* of GtkCheckButton, one for each model; borrowed */
  const char *forecaster; /* the model in use; interned, or NULL */
  GtkCheckButton *in_use; /* ticked only because it is the model in use; borrowed, or NULL */

  GtkExpander *expander;
  GtkGrid *grid;
  PrognosisKeptList *kept;
};

G_DEFINE_TYPE (PrognosisCompareChooser, prognosis_compare_chooser, GTK_TYPE_BOX)

static guint changed_signal;

/* The check buttons of the models, then those of the kept forecasts. (transfer container) */
static GPtrArray *
list_ticks (PrognosisCompareChooser *self)
{
  GPtrArray *ticks = g_ptr_array_new ();

  g_ptr_array_extend (ticks, self->ticks, NULL, NULL);
  g_ptr_array_extend (ticks, (GPtrArray *) prognosis_kept_list_get_ticks (self->kept), NULL, NULL);
  return ticks;
}

char **
prognosis_compare_chooser_dup_ids (PrognosisCompareChooser *self)
{
  g_autoptr (GPtrArray) ticks = list_ticks (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < ticks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (ticks, i)))
      g_strv_builder_add (ids, gtk_widget_get_name (g_ptr_array_index (ticks, i)));
  return g_strv_builder_end (ids);
}

static void
changed_cb (PrognosisCompareChooser *self)
{
  g_auto (GStrv) ids = prognosis_compare_chooser_dup_ids (self);
  g_autofree char *text = g_strdup_printf (_ ("Models to compare: %u"), g_strv_length (ids));

  gtk_expander_set_label (self->expander, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_emit (self, changed_signal, 0);
}

/* A model that the user ticks stays ticked, whichever model is in use. */
static void
tick_cb (GtkCheckButton *tick, PrognosisCompareChooser *self)
{
  if (tick == self->in_use)
    self->in_use = NULL;
  changed_cb (self);
}

/* Adds the name of a family, with its models beside it. */
static GtkFlowBox *
add_family (PrognosisCompareChooser *self, PrognosisFamily family, int row)
{
  GtkWidget *name = gtk_label_new (prognosis_family_get_title (family));
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_set_margin_top (name, 10);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 5);
  gtk_widget_set_hexpand (flow, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, prognosis_family_get_title (family), -1);
  gtk_grid_attach (self->grid, name, 0, row, 1, 1);
  gtk_grid_attach (self->grid, flow, 1, row, 1, 1);
  return GTK_FLOW_BOX (flow);
}

static void
add_models (PrognosisCompareChooser *self)
{
  g_autoptr (GListModel) models = prognosis_forecaster_item_list ();
  guint n = g_list_model_get_n_items (models);
  GtkFlowBox *flow = NULL;
  int n_families = 0;

  /* The first one is the automatic choice among the others. */
  for (guint i = 1; i < n; i++)
    {
      g_autoptr (PrognosisForecasterItem) item = g_list_model_get_item (models, i);
      const PrognosisForecaster *forecaster = prognosis_forecaster_item_get (item);
      GtkWidget *tick = gtk_check_button_new_with_label (_ (forecaster->title));

      if (flow == NULL || prognosis_forecaster_item_is_first (item))
        flow = add_family (self, forecaster->family, n_families++);
      gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (tick)), TRUE);
      gtk_widget_set_name (tick, forecaster->id);
      gtk_widget_set_tooltip_text (tick, _ (forecaster->description));
      /* Initially, one model of each kind. */
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), forecaster->is_typical || forecaster->is_baseline);
      g_signal_connect_object (tick, "toggled", G_CALLBACK (tick_cb), self, 0);
      gtk_flow_box_insert (flow, tick, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (tick), FALSE);
      g_ptr_array_add (self->ticks, tick);
    }
}

void
prognosis_compare_chooser_show_kept (PrognosisCompareChooser *self, PrognosisSession *session)
{
  prognosis_kept_list_show (self->kept, session);
}

void
prognosis_compare_chooser_set_expanded (PrognosisCompareChooser *self, gboolean is_expanded)
{
  gtk_expander_set_expanded (self->expander, is_expanded);
}

static gboolean
is_compared (PrognosisBacktest *backtest, const char *id)
{
  for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
    if (g_str_equal (prognosis_backtest_get_model (backtest, m), id))
      return TRUE;
  return FALSE;
}

void
prognosis_compare_chooser_tick_compared (PrognosisCompareChooser *self, PrognosisBacktest *backtest)
{
  g_autoptr (GPtrArray) ticks = list_ticks (self);

  self->in_use = NULL;
  for (guint i = 0; i < ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (ticks, i);

      gtk_check_button_set_active (tick, is_compared (backtest, gtk_widget_get_name (GTK_WIDGET (tick))));
    }
}

void
prognosis_compare_chooser_tick_in_use (PrognosisCompareChooser *self, const char *forecaster)
{
  const char *id = g_intern_string (forecaster);
  GtkCheckButton *before;

  if (id == self->forecaster)
    return;
  self->forecaster = id;
  before = g_steal_pointer (&self->in_use);
  if (before != NULL)
    gtk_check_button_set_active (before, FALSE);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkCheckButton *tick = g_ptr_array_index (self->ticks, i);

      if (!g_str_equal (gtk_widget_get_name (GTK_WIDGET (tick)), id) || gtk_check_button_get_active (tick))
        continue;
      gtk_check_button_set_active (tick, TRUE);
      self->in_use = tick;
    }
}

static void
prognosis_compare_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROGNOSIS_TYPE_COMPARE_CHOOSER);
  G_OBJECT_CLASS (prognosis_compare_chooser_parent_class)->dispose (object);
}

static void
prognosis_compare_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (PROGNOSIS_COMPARE_CHOOSER (object)->ticks);
  G_OBJECT_CLASS (prognosis_compare_chooser_parent_class)->finalize (object);
}

static void
prognosis_compare_chooser_class_init (PrognosisCompareChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = prognosis_compare_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = prognosis_compare_chooser_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PROGNOSIS_TYPE_KEPT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/prognosis_epi/Prognosis/prognosis-compare-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisCompareChooser, expander);
  gtk_widget_class_bind_template_child (widget_class, PrognosisCompareChooser, grid);
  gtk_widget_class_bind_template_child (widget_class, PrognosisCompareChooser, kept);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
prognosis_compare_chooser_init (PrognosisCompareChooser *self)
{
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_models (self);
  changed_cb (self);
}
