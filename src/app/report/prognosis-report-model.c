/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-report-model.h"

#include "prognosis-forecaster-list.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

/* How the fit ended, and which estimates not to interpret. */
static void
add_fit (PrognosisReportPage *page, const PrognosisReportContent *report, PrognosisFit *fit)
{
  GtkBitset *regions = report->choices->regions;
  g_autofree char *stop = prognosis_words_for_fit (fit, regions);
  g_autofree char *doubts = prognosis_words_for_common_notes (fit, regions, page->max_lines);

  prognosis_report_page_add_text (page, stop);
  if (*doubts != '\0')
    prognosis_report_page_add_text (page, doubts);
}

/* Notes on the forecast, except those on regions that are not shown. */
static void
add_notes (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  const char *const *notes = prognosis_forecast_get_notes (report->forecast);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (gsize i = 0; notes[i] != NULL; i++)
    {
      gssize region = prognosis_forecast_get_note_region (report->forecast, i);

      /* The reason for a recommendation appears under past performance, unless a newer comparison is shown there. */
      if (report->verdict == NULL && (gssize) i == prognosis_forecast_get_reason (report->forecast))
        continue;
      if (region < 0 || gtk_bitset_contains (report->choices->regions, (guint) region))
        g_ptr_array_add (lines, (gpointer) notes[i]);
    }
  prognosis_report_page_add_lines (page, lines, 9.5, 0);
}

void
prognosis_report_model_add (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (report->forecast));
  PrognosisFit *fit = prognosis_forecast_get_fit (report->forecast);
  g_autofree char *text = NULL;

  prognosis_report_page_add_heading (page, _ ("Model"));
  if (forecaster != NULL)
    {
      /* Translators: the name of a model, and its description. */
      text = g_strdup_printf (_ ("%s: %s."), _ (forecaster->title), _ (forecaster->description));
      prognosis_report_page_add_text (page, text);
    }
  add_notes (page, report);
  if (fit != NULL)
    add_fit (page, report, fit);
}

static gboolean
is_persistence (const PrognosisReportContent *report)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (report->forecast));

  return forecaster != NULL && forecaster->is_baseline;
}

/* Notes that scores cover all regions, if the report shows fewer. */
static void
add_scope (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  const gsize n = prognosis_dataset_get_n_regions (report->choices->dataset);
  g_autofree char *text = NULL;

  if (report->verdict == NULL || n == 1 || gtk_bitset_get_size (report->choices->regions) == n)
    return;
  text = g_strdup_printf (g_dngettext (NULL, "This covers all %u region of the data, not only those in the report.",
                                       "This covers all %u regions of the data, not only those in the report.", n),
                          (guint) n);
  prognosis_report_page_add_text (page, text);
}

void
prognosis_report_model_add_score (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  const GStrv verdict = report->verdict;
  gssize reason = prognosis_forecast_get_reason (report->forecast);

  prognosis_report_page_add_heading (page, _ ("Past performance"));
  for (gsize i = 0; verdict != NULL && verdict[i] != NULL; i++)
    prognosis_report_page_add_text (page, verdict[i]);
  add_scope (page, report);
  if (verdict == NULL && reason >= 0)
    prognosis_report_page_add_text (page, prognosis_forecast_get_notes (report->forecast)[reason]);
  else if (verdict == NULL && prognosis_comparison_is_running (prognosis_session_get_check (report->session)))
    prognosis_report_page_add_text (
        page, _ ("The comparison with persistence at past origins was not complete when this report was written."));
  else if (verdict == NULL
           && prognosis_comparison_is_stale (prognosis_session_get_comparison (report->session),
                                             prognosis_session_get_choices (report->session)))
    prognosis_report_page_add_text (page, _ ("The comparison at past origins was made before the latest changes."));
  else if (verdict == NULL && is_persistence (report))
    prognosis_report_page_add_text (page, _ ("Persistence was not compared with any model at past origins of these data."));
  else if (verdict == NULL)
    prognosis_report_page_add_text (page, _ ("This model was not compared with persistence at past origins of these data."));
  if (prognosis_session_is_stale (report->session))
    prognosis_report_page_add_paragraph (page, _ ("Settings were changed after this forecast was made."), 9.5, TRUE, 0);
}
