/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forecast on paper. The first page has the title, the answer, the chart, a table of quantiles, scenarios, the model in words,
   its past performance, and where each number comes from. Its text is laid out first and the chart gets the room that is left; if
   that is too little, long lists are shortened step by step until the page holds both. The details after it take as many pages as
   they need. The same code writes the PDF, prints, and yields the text alone for tests. */

#include "prognosis-config.h"

#include "prognosis-metadata.h"
#include "prognosis-output.h"
#include "prognosis-provenance.h"
#include "prognosis-report-details.h"
#include "prognosis-report-model.h"
#include "prognosis-report-page.h"
#include "prognosis-report-table.h"
#include "prognosis-report-private.h"
#include "prognosis-samples.h"
#include "prognosis-words-answer.h"
#include "prognosis-words.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#define PAGE_WIDTH 595.28 /* A4 [pt] */
#define PAGE_HEIGHT 841.89
#define CHART_SHARE 0.4 /* of the page's height */
#define LEAST_CHART_SHARE 0.26
#define MAX_LINES 10 /* of each of notes and warnings on the first page */

/* The day of the forecast origin. (transfer full) */
static char *
dup_origin (const PrognosisReportContent *report)
{
  PrognosisDataset *dataset = report->choices->dataset;
  gssize origin = prognosis_choices_get_origin (report->choices);

  if (report->forecast != NULL)
    {
      dataset = prognosis_forecast_get_dataset (report->forecast);
      origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
    }
  return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, origin));
}

static char *
dup_regions_name (const PrognosisReportContent *report)
{
  PrognosisDataset *dataset = report->choices->dataset;
  guint n = (guint) gtk_bitset_get_size (report->choices->regions);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (report->sums != NULL)
    return g_strdup_printf (g_dngettext (NULL, "Sum of %u region", "Sum of %u regions", report->regions->len),
                            report->regions->len);
  for (guint i = 0; i < report->regions->len; i++)
    g_ptr_array_add (names,
                     (gpointer) prognosis_dataset_get_region (dataset, prognosis_report_content_get_region (report, i))->name);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_ (", "), (char **) names->pdata);
  if (report->regions->len >= n)
    return g_steal_pointer (&list);
  /* Translators: the number of regions shown, the number of all regions, and the names of those shown. */
  return g_strdup_printf (_ ("%u of %u regions: %s"), report->regions->len, n, list);
}

static void
add_title (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  PrognosisDataset *dataset = report->choices->dataset;
  const char *title = prognosis_samples_translate (prognosis_dataset_get_title (dataset));
  g_autofree char *day = dup_origin (report), *name = dup_regions_name (report);
  g_autofree char *from = g_strdup_printf (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX
                                               /* Translators: the number of a day. */
                                               ? _ ("Forecast from data up to day %s.")
                                               /* Translators: a date. */
                                               : _ ("Forecast from data up to %s."),
                                           day);
  /* The only region is named after the data or their file. */
  g_autofree char *line = prognosis_dataset_get_n_regions (dataset) == 1 ? g_strdup (from) : g_strdup_printf ("%s. %s", name, from);

  prognosis_report_page_add_paragraph (page, title, 18, TRUE, 0);
  prognosis_report_page_add_paragraph (page, line, 10.5, FALSE, 0.3);
}

/* What comes in the next days, of all signals. */
static void
add_answer (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  g_autofree char *text = prognosis_words_for_answers (report->choices, report->forecast);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return;
  parts = g_strsplit (text, "\n", -1);
  for (char **line = parts; *line != NULL; line++)
    g_ptr_array_add (lines, g_strdup (*line));
  prognosis_report_page_add_lines (page, lines, 10.5, 0);
}

static void
add_scenarios (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  if (report->scenarios == NULL)
    return;
  prognosis_report_page_add_heading (page, _ ("Scenarios: difference from the baseline by the last day"));
  prognosis_report_page_add_lines (page, report->scenarios, 9.5, 0);
}

static void
add_foot (PrognosisReportPage *page, const PrognosisReportContent *report, double bottom)
{
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (report->session, PROGNOSIS_SHOWS_FORECAST);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const keys[] = { "Software", "Data", "Source", "Model", "Seed" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    for (gsize i = 0; metadata[i] != NULL; i += 2)
      if (g_str_equal (metadata[i], keys[k]))
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", k == 4 ? _ ("Seed") : "", k == 4 ? " " : "",
                                metadata[i + 1]);
  page->y = bottom;
  prognosis_report_page_add_paragraph (page, text->str, 7, FALSE, 0.45);
}

/* --- the first page -------------------------------------------------------------- */

static void
add_all (PrognosisReportPage *page, const PrognosisReportContent *report, PrognosisFigure *figure, double chart_height,
         double bottom)
{
  page->y = PROGNOSIS_REPORT_MARGIN;
  add_title (page, report);
  if (report->forecast != NULL)
    add_answer (page, report);
  prognosis_report_page_add_chart (page, figure, chart_height);
  if (report->forecast != NULL)
    {
      prognosis_report_table_add (page, report->forecast, report->regions, report->sums);
      add_scenarios (page, report);
      prognosis_report_model_add (page, report);
      prognosis_report_model_add_score (page, report);
    }
  if (bottom > 0)
    add_foot (page, report, bottom);
}

/* The height of the text [pt]. */
static double
measure (PrognosisReportPage *page, const PrognosisReportContent *report)
{
  cairo_t *cr = page->cr;

  page->cr = prognosis_report_page_new_scratch ();
  add_all (page, report, NULL, 0, 0);
  cairo_destroy (page->cr);
  page->cr = cr;
  return page->y;
}

static PrognosisReportPage
new_page (double width)
{
  return (PrognosisReportPage){ .max_lines = MAX_LINES, .width = width - 2 * PROGNOSIS_REPORT_MARGIN };
}

static double
get_bottom (double height)
{
  return height - PROGNOSIS_REPORT_MARGIN - 14;
}

/* The chart gets the room that the text leaves, and long lists are shortened until that is enough. */
static void
draw_first (PrognosisReportPage *page, const PrognosisReportContent *report, PrognosisFigure *figure, double height)
{
  const double bottom = get_bottom (height);
  GString *text = g_steal_pointer (&page->text);
  double room;

  while ((room = bottom - measure (page, report)) < LEAST_CHART_SHARE * height && page->max_lines > 1)
    page->max_lines--;
  page->text = text;
  add_all (page, report, figure, CLAMP (room, 0, CHART_SHARE * height), bottom);
}

guint
prognosis_report_count_pages (PrognosisSession *session, double width, double height)
{
  PrognosisReportPage page = new_page (width);
  PrognosisReportContent report;
  guint n = 1;

  if (prognosis_report_content_init (&report, session, NULL) && report.forecast != NULL)
    {
      page.cr = prognosis_report_page_new_scratch ();
      prognosis_report_details_add (&page, &report, get_bottom (height));
      cairo_destroy (page.cr);
      n = page.number + 1;
    }
  prognosis_report_content_clear (&report);
  return n;
}

void
prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, guint page, cairo_t *cr,
                       double width, double height)
{
  PrognosisReportPage paper = new_page (width);
  PrognosisFigure *shown = figure != NULL ? prognosis_figure_ref (figure) : NULL;
  PrognosisReportContent report;

  if (prognosis_report_content_init (&report, session, has_scenarios ? NULL : &shown))
    {
      paper.cr = cr;
      paper.wanted = page;
      if (page == 0)
        draw_first (&paper, &report, shown, height);
      else
        {
          prognosis_report_details_add (&paper, &report, get_bottom (height));
          paper.number = page;
          paper.bottom = 0;
          add_foot (&paper, &report, get_bottom (height));
        }
    }
  prognosis_report_content_clear (&report);
  g_clear_pointer (&shown, prognosis_figure_unref);
}

char *
prognosis_report_dup_text (PrognosisSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  PrognosisReportPage page = new_page (PAGE_WIDTH);
  PrognosisReportContent report;

  if (prognosis_report_content_init (&report, session, NULL))
    {
      page.cr = prognosis_report_page_new_scratch ();
      page.text = text;
      draw_first (&page, &report, NULL, PAGE_HEIGHT);
      prognosis_report_details_add (&page, &report, get_bottom (PAGE_HEIGHT));
      cairo_destroy (page.cr);
    }
  prognosis_report_content_clear (&report);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, const char *path,
                            GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) metadata
      = prognosis_provenance_dup_metadata (session, has_scenarios ? PROGNOSIS_SHOWS_SCENARIOS : PROGNOSIS_SHOWS_FORECAST);
  const guint n_pages = prognosis_report_count_pages (session, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, array, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr;
  cairo_status_t status;

  prognosis_metadata_set_on_pdf (surface, (const char *const *) metadata);
  cr = cairo_create (surface);
  for (guint page = 0; page < n_pages; page++)
    {
      prognosis_report_draw (session, figure, has_scenarios, page, cr, PAGE_WIDTH, PAGE_HEIGHT);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
      return FALSE;
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  return prognosis_output_write (path, bytes, error);
}
