/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-estimates.h"
#include "prognosis-fit-compartments.h"
#include "prognosis-style.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Estimates that are more correlated are hardly told apart by the data. */
#define HIGH_CORRELATION 0.8
#define MAX_PAIRS 3
#define MAX_ROWS 60 /* the weights of a network are not estimates to read */

struct _PrognosisEstimates
{
  PrognosisPage parent_instance;

  PrognosisSession *session; /* borrowed */

  GtkLabel *region;
  GtkLabel *stop;
  GtkGrid *table;
  GtkLabel *notes;
};

G_DEFINE_TYPE (PrognosisEstimates, prognosis_estimates, PROGNOSIS_TYPE_PAGE)

static PrognosisFit *
get_fit (PrognosisEstimates *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  return forecast != NULL ? prognosis_forecast_get_fit (forecast) : NULL;
}

static void
add_cell (PrognosisEstimates *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_label_set_selectable (GTK_LABEL (label), row > 0 && *text != '\0');
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static char *
format_limits (double lower, double upper)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  from = prognosis_words_for_estimate (lower, lower, upper);
  to = prognosis_words_for_estimate (upper, lower, upper);
  /* Translators: the two limits of an interval. */
  text = g_strdup_printf (C_ ("interval", "%s – %s"), from, to);
  return prognosis_style_isolate (text);
}

static char *
format_interval (PrognosisFit *fit, gsize region, gsize parameter)
{
  double lower, upper;

  if (prognosis_fit_is_fixed (fit, region, parameter))
    return g_strdup (_ ("fixed"));
  prognosis_fit_get_interval (fit, region, parameter, 0.95, &lower, &upper);
  if (!isfinite (lower) || !isfinite (upper))
    return g_strdup ("–");
  return format_limits (lower, upper);
}

/* As many digits as its interval supports. (transfer full) */
static char *
dup_estimate (PrognosisFit *fit, gsize region, gsize parameter, double value)
{
  double lower = NAN, upper = NAN;

  if (!prognosis_fit_is_fixed (fit, region, parameter))
    prognosis_fit_get_interval (fit, region, parameter, 0.95, &lower, &upper);
  return prognosis_words_for_estimate (value, lower, upper);
}

/* What a parameter means, and what is published of it. (transfer full) */
static char *
dup_meaning (PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  const char *hint = p->hint != NULL ? _ (p->hint) : "";
  const gboolean has_latent = prognosis_model_find_parameter (prognosis_fit_get_model (fit), "sigma") >= 0;
  const PrognosisPreset *shortest, *longest;
  double least, most;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!prognosis_fit_find_published (fit, parameter, &least, &most)
      || !prognosis_preset_find_range (p->period, p->period == PROGNOSIS_PERIOD_INFECTIOUS && !has_latent, &least, &most, &shortest,
                                       &longest))
    return g_strdup (hint);
  from = prognosis_words_for_number (least);
  to = prognosis_words_for_number (most);
  /* Translators: what a parameter means; its least and its most days; a disease and its source, and the same again. */
  return g_strdup_printf (_ ("%s. Published: %s to %s days (%s: %s; %s: %s)"), hint, from, to, _ (shortest->title),
                          shortest->source, _ (longest->title), longest->source);
}

/* @prior_share: NAN if there is none */
static void
add_explanation (PrognosisEstimates *self, const char *text, const char *style, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "caption");
  gtk_grid_attach (self->table, label, 0, row, 3, 1);
}

static void
explain (PrognosisEstimates *self, PrognosisFit *fit, gsize parameter, double prior_share, int row)
{
  g_autofree char *meaning = dup_meaning (fit, parameter);
  /* Translators: what a parameter means, and a percentage. */
  g_autofree char *text = isfinite (prior_share) ? g_strdup_printf (_ ("%s. %.0f %% of the estimate comes from prior assumptions."),
                                                                    meaning, 100 * prior_share)
                                                 : g_strdup (meaning);

  /* Warn about estimates that come mostly from the prior. */
  add_explanation (self, text, prior_share > 0.5 ? "warning" : "dim-label", row);
}

static void
add_cells (PrognosisEstimates *self, const PrognosisParameter *p, const char *number, const char *interval, int row)
{
  /* Translators: the symbol of a parameter, and its name. */
  g_autofree char *name
      = *p->symbol != '\0' ? g_strdup_printf (C_ ("parameter", "%s  %s"), p->symbol, _ (p->title)) : g_strdup (_ (p->title));
  /* Translators: a number and its unit. */
  g_autofree char *with_unit = g_strdup_printf (C_ ("estimate", "%s %s"), number, prognosis_words_for_unit (p->unit));

  add_cell (self, 0, row, name, NULL);
  add_cell (self, 1, row, with_unit, "numeric");
  add_cell (self, 2, row, interval, "numeric");
}

static void
add_row (PrognosisEstimates *self, PrognosisFit *fit, gsize region, gsize parameter, int row)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  double value = prognosis_fit_get_value (fit, region, parameter);
  double share = prognosis_fit_get_prior_share (fit, region, parameter);
  g_autofree char *number = dup_estimate (fit, region, parameter, value);
  g_autofree char *interval = format_interval (fit, region, parameter);

  add_cells (self, p, number, interval, row);
  explain (self, fit, parameter, prognosis_fit_is_fixed (fit, region, parameter) ? NAN : share, row + 1);
}

static void
start_table (PrognosisEstimates *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  add_cell (self, 0, 0, _ ("Parameter"), "caption-heading");
  add_cell (self, 1, 0, _ ("Estimate"), "caption-heading");
  /* xgettext:no-c-format */
  add_cell (self, 2, 0, _ ("95 % interval"), "caption-heading");
}

static void
show_table (PrognosisEstimates *self, PrognosisFit *fit, gsize region)
{
  gsize n = prognosis_fit_get_n_parameters (fit);
  guint n_rows = 0;

  start_table (self);
  for (gsize i = 0; i < n && n_rows < MAX_ROWS && prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA; i++)
    if (prognosis_fit_is_interpretable (fit, i))
      add_row (self, fit, region, i, 2 * (int) n_rows++ + 1);
}

/* What a learned model has found in @region, or was told. */
static void
show_learned (PrognosisEstimates *self, PrognosisForecast *forecast, PrognosisDynamics *dynamics, gsize region)
{
  const double *found = prognosis_dynamics_get_found (dynamics, region), *set = prognosis_dynamics_get_set (dynamics, region);
  int n_rows = 0;

  start_table (self);
  for (gsize i = 0; i < PROGNOSIS_N_LEVERS; i++)
    {
      const PrognosisParameter *p = &prognosis_levers[i];
      double lower, upper;
      g_autofree char *number = NULL, *interval = NULL;

      if (!isfinite (found[i]))
        continue;
      if (isfinite (set[i]))
        interval = g_strdup (_ ("fixed"));
      else if (prognosis_forecast_get_lever_interval (forecast, region, i, 0.95, &lower, &upper))
        interval = format_limits (lower, upper);
      else
        {
          lower = upper = NAN;
          interval = g_strdup (prognosis_dynamics_get_target (dynamics, i) < 0 ? _ ("assumed") : "–");
        }
      number = isfinite (set[i]) ? prognosis_words_for_number (found[i]) : prognosis_words_for_estimate (found[i], lower, upper);
      add_cells (self, p, number, interval, 2 * n_rows + 1);
      add_explanation (self, _ (p->hint), "dim-label", 2 * n_rows++ + 2);
    }
}

/* The pairs of estimates that are most correlated, as one more note. */
static void
append_correlations (PrognosisFit *fit, gsize region, GString *text)
{
  const gsize n = prognosis_fit_get_n_parameters (fit);
  g_autofree double *correlations = prognosis_fit_dup_correlations (fit, region);
  g_autoptr (GString) pairs = g_string_new (NULL);
  guint n_pairs = 0;

  for (gsize a = 0; a < n; a++)
    for (gsize b = a + 1; b < n && n_pairs < MAX_PAIRS; b++)
      {
        const double r = correlations[a * n + b];
        g_autofree char *number = NULL;

        if (!(fabs (r) >= HIGH_CORRELATION) || !prognosis_fit_is_interpretable (fit, a) || !prognosis_fit_is_interpretable (fit, b))
          continue;
        number = prognosis_words_for_number (round (r * 100) / 100);
        g_string_append_printf (pairs, "%s%s–%s %s", n_pairs++ > 0 ? ", " : "", prognosis_fit_get_parameter (fit, a)->symbol,
                                prognosis_fit_get_parameter (fit, b)->symbol, number);
      }
  if (n_pairs == 0)
    return;
  g_string_append (text, text->len > 0 ? "\n" : "");
  /* Translators: pairs of parameters with their correlation. */
  g_string_append_printf (text, _ ("Correlated estimates: %s. The data hardly tell them apart."), pairs->str);
}

static void
show_notes (PrognosisEstimates *self, PrognosisFit *fit, guint region)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  g_autoptr (GtkBitset) shown = gtk_bitset_new_range (region, 1);
  g_autofree char *own = prognosis_words_for_fit_notes (fit, shown, G_MAXUINT);
  g_autoptr (GString) text = g_string_new (own);
  GtkBitsetIter iter;
  guint other, n = 0;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &other); ok; ok = gtk_bitset_iter_next (&iter, &other))
    n += other != region && *prognosis_fit_get_notes (fit, other) != NULL;
  if (n > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text,
                              g_dngettext (NULL, "There are also notes on %u other selected region: select it alone to read them.",
                                           "There are also notes on %u other selected regions: select one alone to read them.", n),
                              n);
    }
  append_correlations (fit, region, text);
  prognosis_style_say (self->notes, text->str);
}

/* The equations of a learned model, or NULL. */
static PrognosisDynamics *
get_dynamics (PrognosisEstimates *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);

  return forecast != NULL ? prognosis_forecast_get_dynamics (forecast) : NULL;
}

static void
prognosis_estimates_update (PrognosisPage *page)
{
  PrognosisEstimates *self = PROGNOSIS_ESTIMATES (page);
  const PrognosisChoices *choices = prognosis_session_get_choices (self->session);
  PrognosisFit *fit = get_fit (self);
  gsize region = prognosis_choices_get_first_region (choices);
  g_autofree char *stop = NULL;

  if (choices->dataset == NULL || (fit == NULL && get_dynamics (self) == NULL))
    return;
  gtk_label_set_label (self->region, prognosis_diagnostics_get_title (choices->dataset, region));
  if (fit == NULL)
    {
      show_learned (self, prognosis_session_get_forecast (self->session), get_dynamics (self), region);
      gtk_label_set_label (self->stop, "");
      prognosis_style_say (self->notes, "");
      return;
    }
  stop = prognosis_words_for_region_fit (fit, region);
  gtk_label_set_label (self->stop, stop);
  show_table (self, fit, region);
  show_notes (self, fit, (guint) region);
}

static void
changed_cb (PrognosisEstimates *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), get_fit (self) != NULL || get_dynamics (self) != NULL);
  prognosis_page_update (PROGNOSIS_PAGE (self));
}

static void
prognosis_estimates_follow (PrognosisPage *page, PrognosisSession *session)
{
  PROGNOSIS_ESTIMATES (page)->session = session;
  g_signal_connect_object (session, "choices-changed", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "result-changed", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
}

static void
prognosis_estimates_class_init (PrognosisEstimatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  PROGNOSIS_PAGE_CLASS (klass)->follow = prognosis_estimates_follow;
  PROGNOSIS_PAGE_CLASS (klass)->update = prognosis_estimates_update;
  prognosis_page_class_set_template (PROGNOSIS_PAGE_CLASS (klass), "prognosis-estimates.ui");
  gtk_widget_class_bind_template_child (widget_class, PrognosisEstimates, region);
  gtk_widget_class_bind_template_child (widget_class, PrognosisEstimates, stop);
  gtk_widget_class_bind_template_child (widget_class, PrognosisEstimates, table);
  gtk_widget_class_bind_template_child (widget_class, PrognosisEstimates, notes);
}

static void
prognosis_estimates_init (PrognosisEstimates *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
