/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-report-content.h"

#include "prognosis-diagnostics.h"
#include "prognosis-report-table.h"
#include "prognosis-report.h"
#include "prognosis-scenario-words.h"
#include "prognosis-verdict.h"

#include <glib/gi18n.h>

/* --- past performance ------------------------------------------------------------ */

/* What @backtest reports on the forecast's model, and its range of origins; NULL: nothing. (transfer full) */
static GStrv
dup_verdict_of (const PrognosisReportContent *report, PrognosisBacktest *backtest)
{
  const char *model = prognosis_forecast_get_forecaster (report->forecast);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const gsize *ranking;

  for (gsize m = 0; backtest != NULL && m < prognosis_backtest_get_n_models (backtest); m++)
    if (g_str_equal (prognosis_backtest_get_model (backtest, m), model))
      {
        g_autofree char *verdict = prognosis_verdict_on_model (backtest, m);
        g_autofree char *span = prognosis_verdict_on_span (backtest);
        g_autofree char *best = NULL;

        ranking = prognosis_backtest_get_ranking (backtest);
        if (prognosis_backtest_get_n_models (backtest) > 2 && ranking[0] != m && m != prognosis_backtest_get_baseline (backtest))
          best = prognosis_verdict_on_model (backtest, ranking[0]);
        g_strv_builder_add_many (builder, verdict, best != NULL ? best : span, best != NULL ? span : NULL, NULL);
        return g_strv_builder_end (builder);
      }
  return NULL;
}

/*
 * From the comparison that the user asked for, if it still applies, or else from the automatic check. The check uses another
 * score than a recommendation does, so for a recommendation its reason is shown instead. (transfer full) (nullable)
 */
static GStrv
dup_verdict (const PrognosisReportContent *report)
{
  GStrv verdict = NULL;

  if (!prognosis_comparison_is_stale (prognosis_session_get_comparison (report->session),
                                      prognosis_session_get_choices (report->session)))
    verdict = dup_verdict_of (report, prognosis_comparison_get_backtest (prognosis_session_get_comparison (report->session)));
  if (verdict != NULL || prognosis_forecast_get_reason (report->forecast) >= 0)
    return verdict;
  return dup_verdict_of (report, prognosis_comparison_get_backtest (prognosis_session_get_check (report->session)));
}

/* --- regions --------------------------------------------------------------------- */

static GArray *
dup_selected (const PrognosisChoices *choices)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (gsize));
  GtkBitsetIter iter;
  guint next;

  for (gboolean ok = gtk_bitset_iter_init_first (&iter, choices->regions, &next); ok; ok = gtk_bitset_iter_next (&iter, &next))
    {
      gsize region = next;

      g_array_append_val (regions, region);
    }
  if (regions->len == 0)
    {
      gsize first = prognosis_choices_get_first_region (choices);

      g_array_append_val (regions, first);
    }
  return regions;
}

/* If there are too many regions for a page, shows their sum, or else the first ones. @figure: replaced by one of the sum */
static void
choose_regions (PrognosisReportContent *report, PrognosisFigure **figure)
{
  const double generation_days = report->choices->options->generation_days;
  g_autoptr (GArray) summands = prognosis_choices_list_summands (report->choices);
  const gsize *regions = (const gsize *) (gpointer) summands->data;
  g_autofree double *sums = NULL;

  if (report->regions->len <= PROGNOSIS_REPORT_MAX_REGIONS)
    return;
  if (report->forecast != NULL && prognosis_scenario_words_can_sum (report->choices->dataset))
    {
      sums = g_new (double, prognosis_dataset_get_n_signals (report->choices->dataset)
                                * prognosis_forecast_get_horizon (report->forecast) * PROGNOSIS_REPORT_N_LEVELS);
      if (prognosis_scenario_solve (NULL, report->forecast, regions, summands->len, generation_days, prognosis_report_levels,
                                    PROGNOSIS_REPORT_N_LEVELS, sums))
        report->sums = g_steal_pointer (&sums);
    }
  if (report->sums != NULL)
    {
      g_array_unref (report->regions);
      report->regions = g_array_ref (summands);
    }
  if (report->sums == NULL)
    g_array_set_size (report->regions, PROGNOSIS_REPORT_MAX_REGIONS);
  else if (*figure != NULL)
    {
      prognosis_figure_unref (*figure);
      *figure = prognosis_scenarios_new_figure (report->forecast, regions, summands->len, generation_days, NULL, 0);
    }
}

static GPtrArray *
describe_scenarios (PrognosisSession *session)
{
  const GPtrArray *scenarios = prognosis_session_get_choices (session)->scenarios;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const PrognosisScenario *scenario = g_ptr_array_index (scenarios, i);
      g_autofree char *text = prognosis_scenario_words_describe (session, scenario);
      g_auto (GStrv) parts = g_strsplit (text, "\n", -1);
      g_autofree char *line = g_strjoinv (" · ", parts);

      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s"), scenario->name, line));
    }
  return lines;
}

/* --- the content ----------------------------------------------------------------- */

gboolean
prognosis_report_content_init (PrognosisReportContent *self, PrognosisSession *session, PrognosisFigure **figure)
{
  PrognosisFigure *none = NULL;

  *self = (PrognosisReportContent){ .session = session,
                                    .choices = prognosis_session_get_choices (session),
                                    .forecast = prognosis_session_get_forecast (session) };
  if (self->choices->dataset == NULL)
    return FALSE;
  self->regions = dup_selected (self->choices);
  self->scenarios = self->choices->scenarios->len > 0 ? describe_scenarios (session) : NULL;
  self->verdict = self->forecast != NULL ? dup_verdict (self) : NULL;
  choose_regions (self, figure != NULL ? figure : &none);
  return TRUE;
}

void
prognosis_report_content_clear (PrognosisReportContent *self)
{
  g_clear_pointer (&self->regions, g_array_unref);
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->verdict, g_strfreev);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
}

gsize
prognosis_report_content_get_region (const PrognosisReportContent *self, guint i)
{
  return g_array_index (self->regions, gsize, i);
}
