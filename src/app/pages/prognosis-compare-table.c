/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-compare-table.h"
#include "prognosis-diagnostics.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Columns of the table. */
enum
{
  NAME,
  SCORE,
  RATIOS, /* one per signal, and one for all signals */
};

#define HEADING_CHARS 9
#define GROUPS (-1) /* the row of headings above headings */
#define NAME_CHARS 11
#define MUCH_WORSE 1000 /* times the error of persistence */

GtkCheckButton *
prognosis_compare_table_get_tick (GtkGrid *table, int row)
{
  return GTK_CHECK_BUTTON (gtk_grid_get_child_at (table, NAME, row));
}

static GtkWidget *
add_cell (GtkGrid *table, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == NAME ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), row > 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (table, label, column, row, 1, 1);
  return label;
}

static void
embolden (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (label, attributes);
}

/* Large ratios are shown with fewer digits. */
static char *
format_ratio (double ratio)
{
  if (!isfinite (ratio))
    return g_strdup ("–");
  if (ratio >= MUCH_WORSE)
    return g_strdup_printf ("> %d", MUCH_WORSE);
  return g_strdup_printf ("%.*f", ratio >= 10 ? 1 : 2, ratio);
}

/* Formats the coverage of an interval. */
static char *
format_share (double share)
{
  return isfinite (share) ? g_strdup_printf (_ ("%.0f %%"), share * 100) : g_strdup ("–");
}

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const PrognosisStyle *style = user_data;
  const PrognosisRgba *colour = &prognosis_style_get_theme ()->colours[style->colour];

  cairo_set_source_rgba (cr, colour->red / 255., colour->green / 255., colour->blue / 255., colour->alpha);
  cairo_set_line_width (cr, style->width > 0 ? style->width : 3);
  if (style->dash != PROGNOSIS_DASH_NONE)
    cairo_set_dash (cr, style->dash == PROGNOSIS_DASH_DOTS ? (double[]){ 2, 2 } : (double[]){ 5, 3 }, 2, 0);
  cairo_move_to (cr, 0, height / 2.);
  cairo_line_to (cr, width, height / 2.);
  cairo_stroke (cr);
}

/* A sample of the model's line in the chart. */
static GtkWidget *
new_swatch (const PrognosisStyle *style)
{
  GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "content-width", 18,
                                    "content-height", 12, "valign", GTK_ALIGN_CENTER, NULL);

  prognosis_style_follow (swatch);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb, g_memdup2 (style, sizeof *style), g_free);
  return swatch;
}

/* Adds the model's tick, line sample and name. */
static void
add_name (GtkGrid *table, PrognosisBacktest *backtest, gsize model, int row)
{
  const char *id = prognosis_backtest_get_model (backtest, model);
  const PrognosisForecaster *forecaster = prognosis_backtest_get_forecaster (backtest, model);
  PrognosisStyle style = prognosis_comparison_get_style (backtest, model);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (style.name);
  g_autofree char *tip = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (NAME_CHARS, (int) g_utf8_strlen (style.name, -1)));
  if (row == 1)
    embolden (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), new_swatch (&style));
  gtk_box_append (GTK_BOX (box), label);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_widget_set_name (check, id);
  /* Translators: the name of a model, and its family. */
  tip = g_strdup_printf (_ ("%s (%s). Selected models are shown in the chart."), style.name,
                         prognosis_family_get_title (forecaster->family));
  gtk_widget_set_tooltip_text (check, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, style.name, -1);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_grid_attach (table, check, NAME, row, 1, 1);
}

/* With a single signal, the mean over all signals would repeat its ratio. */
static gsize
count_ratios (PrognosisBacktest *backtest)
{
  gsize n = prognosis_dataset_get_n_signals (prognosis_backtest_get_dataset (backtest));

  return n > 1 ? n + 1 : 1;
}

static void
add_model (GtkGrid *table, PrognosisBacktest *backtest, gsize model, int row)
{
  const gsize n_ratios = count_ratios (backtest);
  const gsize n_signals = prognosis_dataset_get_n_signals (prognosis_backtest_get_dataset (backtest));
  PrognosisBacktestSummary summary;
  g_autofree char *score = NULL;
  g_autofree char *in50 = NULL;
  g_autofree char *in95 = NULL;

  add_name (table, backtest, model, row);
  for (gsize s = 0; s < n_ratios; s++)
    {
      const gssize signal = s < n_signals ? (gssize) s : -1;
      g_autofree char *text = prognosis_backtest_get_summary (backtest, model, signal, 0, &summary)
                                  ? format_ratio (summary.own_mae_ratio)
                                  : g_strdup ("–");

      add_cell (table, RATIOS + (int) s, row, text, "numeric");
    }
  /* If the model always fell back to the damped trend, these scores are not its own. */
  if (!prognosis_backtest_has_score (backtest, model) || !prognosis_backtest_get_summary (backtest, model, -1, 0, &summary))
    summary.wis_ratio = summary.means.coverage50 = summary.means.coverage95 = NAN;
  score = format_ratio (summary.wis_ratio);
  in50 = format_share (summary.means.coverage50);
  in95 = format_share (summary.means.coverage95);
  add_cell (table, SCORE, row, score, "numeric");
  if (row == 1)
    embolden (GTK_LABEL (gtk_grid_get_child_at (table, SCORE, row)));
  add_cell (table, RATIOS + (int) n_ratios, row, in50, "numeric");
  add_cell (table, RATIOS + (int) n_ratios + 1, row, in95, "numeric");
}

/* Headings are in plain words, and wrap above their numbers. */
static void
add_heading (GtkGrid *table, int column, const char *text)
{
  GtkLabel *label = GTK_LABEL (add_cell (table, column, 0, text, "caption"));

  gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  gtk_widget_set_valign (GTK_WIDGET (label), GTK_ALIGN_END);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, column == NAME ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_label_set_width_chars (label, MIN (HEADING_CHARS, (int) g_utf8_strlen (text, -1)));
  gtk_label_set_max_width_chars (label, HEADING_CHARS);
}

/* A heading above those of @n columns. */
static void
add_group (GtkGrid *table, int column, int n, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n * HEADING_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (table, label, column, GROUPS, n, 1);
}

static void
add_headings (GtkGrid *table, PrognosisBacktest *backtest)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const int n_ratios = (int) count_ratios (backtest), shares = RATIOS + n_ratios;

  add_group (table, RATIOS, n_ratios, _ ("Error over carrying on"));
  add_group (table, shares, 2, _ ("Inside the interval"));
  add_heading (table, NAME, _ ("Model"));
  add_heading (table, SCORE, _ ("Score"));
  for (gsize s = 0; s < n_signals; s++)
    add_heading (table, RATIOS + (int) s, prognosis_dataset_get_signal (dataset, s)->name);
  if (n_signals > 1)
    add_heading (table, RATIOS + (int) n_signals, _ ("All"));
  /* xgettext:no-c-format */
  add_heading (table, shares, _ ("50 %"));
  /* xgettext:no-c-format */
  add_heading (table, shares + 1, _ ("95 %"));
}

void
prognosis_compare_table_show (GtkGrid *table, PrognosisBacktest *backtest)
{
  const gsize *ranking = prognosis_backtest_get_ranking (backtest);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (table))) != NULL)
    gtk_grid_remove (table, child);
  add_headings (table, backtest);
  for (gsize i = 0; i < prognosis_backtest_get_n_models (backtest); i++)
    add_model (table, backtest, ranking[i], (int) i + 1);
}
