/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-report-details.h"

#include "prognosis-diagnostics.h"
#include "prognosis-epiforge.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* (transfer full) */
static char *
describe_estimate (const PrognosisReportContent *report, PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  double lower, upper;
  g_autofree char *name = g_strdup_printf (C_ ("parameter", "%s  %s"), p->symbol, _ (p->title));
  g_autofree char *value
      = prognosis_words_for_number (prognosis_fit_get_value (fit, prognosis_report_content_get_region (report, 0), parameter));
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (prognosis_fit_is_fixed (fit, prognosis_report_content_get_region (report, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, fixed"), name, value, prognosis_words_for_unit (p->unit));
  if (prognosis_fit_is_at_edge (fit, prognosis_report_content_get_region (report, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: no estimate; at the limit of its range, %s %s"), name, value,
                            prognosis_words_for_unit (p->unit));
  prognosis_fit_get_interval (fit, prognosis_report_content_get_region (report, 0), parameter, 0.95, &lower, &upper);
  from = prognosis_words_for_number (lower);
  to = prognosis_words_for_number (upper);
  /* Translators: a parameter's name, its value, its unit, and the two limits of its interval. */
  return g_strdup_printf (_ ("%s: %s %s (95 %%: %s – %s)"), name, value, prognosis_words_for_unit (p->unit), from, to);
}

/* (transfer full) */
static char *
describe_lever (const PrognosisReportContent *report, PrognosisLever lever, double value)
{
  const PrognosisParameter *p = &prognosis_levers[lever];
  double lower, upper;
  g_autofree char *number = prognosis_words_for_number (value), *from = NULL, *to = NULL;

  if (!prognosis_forecast_get_lever_interval (report->forecast, prognosis_report_content_get_region (report, 0), lever, 0.95,
                                              &lower, &upper))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, not learned from these data"), _ (p->title), number, prognosis_words_for_unit (p->unit));
  from = prognosis_words_for_number (lower);
  to = prognosis_words_for_number (upper);
  return g_strdup_printf (_ ("%s: %s %s (95 %%: %s – %s)"), _ (p->title), number, prognosis_words_for_unit (p->unit), from, to);
}

/* All that was estimated or set, of a single region. */
static void
add_parameters (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (report->forecast);
  PrognosisDynamics *dynamics = fit == NULL ? prognosis_forecast_get_dynamics (report->forecast) : NULL;
  const gsize region = prognosis_report_content_get_region (report, 0);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (gtk_bitset_get_size (report->choices->regions) > 1)
    return;
  if (fit != NULL && prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA)
    for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
      if (prognosis_fit_is_interpretable (fit, i))
        g_ptr_array_add (lines, describe_estimate (report, fit, i));
  for (int i = 0; dynamics != NULL && i < PROGNOSIS_N_LEVERS; i++)
    if (isfinite (prognosis_dynamics_get_found (dynamics, region)[i]))
      g_ptr_array_add (lines, describe_lever (report, (PrognosisLever) i, prognosis_dynamics_get_found (dynamics, region)[i]));
  if (lines->len == 0)
    return;
  prognosis_report_page_add_heading (page, _ ("Parameters"));
  prognosis_report_page_add_lines (page, lines, 9, 0.15);
}

static void
add_items (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  g_auto (GStrv) answers = prognosis_epiforge_dup_answers (report->session, (const char *const *) report->verdict);

  prognosis_report_page_add_heading (page, _ ("What a report of a forecast should tell (EPIFORGE 2020)"));
  for (guint i = 0; i < PROGNOSIS_EPIFORGE_N_ITEMS; i++)
    {
      g_autofree char *item = g_strdup_printf ("%u. %s", i + 1, prognosis_epiforge_get_item (i));

      prognosis_report_page_add_pair (page, item, answers[i]);
    }
}

void
prognosis_report_details_add (PrognosisReportPage *page, const PrognosisReportContent *report, double bottom)
{
  page->number = 1;
  page->bottom = bottom;
  page->max_lines = G_MAXUINT;
  page->y = PROGNOSIS_REPORT_MARGIN;
  if (report->forecast == NULL)
    return;
  add_parameters (page, report);
  add_items (page, report);
}
