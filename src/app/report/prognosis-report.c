/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forecast on paper. The first page has the title, the answer, the chart, a table of quantiles, scenarios, the model in words,
   its past performance, and where each number comes from. Its text is laid out first and the chart gets the room that is left; if
   that is too little, long lists are shortened step by step until the page holds both. The details after it take as many pages as
   they need. The same code writes the PDF, prints, and yields the text alone for tests. */

#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-epiforge.h"
#include "prognosis-metadata.h"
#include "prognosis-output.h"
#include "prognosis-provenance.h"
#include "prognosis-report-page.h"
#include "prognosis-report-table.h"
#include "prognosis-report-private.h"
#include "prognosis-samples.h"
#include "prognosis-scenario-words.h"
#include "prognosis-verdict.h"
#include "prognosis-words-answer.h"
#include "prognosis-words.h"
#include "prognosis-forecaster-list.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#define PAGE_WIDTH 595.28 /* A4 [pt] */
#define PAGE_HEIGHT 841.89
#define CHART_SHARE 0.4 /* of the page's height */
#define LEAST_CHART_SHARE 0.26
#define MAX_LINES 10 /* of each of notes and warnings on the first page */

typedef struct
{
  PrognosisReportPage page;
  PrognosisSession *session;
  const PrognosisChoices *choices;
  PrognosisForecast *forecast; /* or NULL */
  GArray *regions;             /* of gsize: those shown */
  double *sums; /* sums over the regions, n_signals x horizon x PROGNOSIS_REPORT_N_LEVELS; NULL: regions are reported one by one */
  GPtrArray *scenarios; /* descriptions, or NULL */
  GStrv verdict;        /* past performance of the model, or NULL */
} Report;

static gsize
get_region (Report *report, guint i)
{
  return g_array_index (report->regions, gsize, i);
}

static void
add_text (Report *report, const char *text)
{
  prognosis_report_page_add_paragraph (&report->page, text, 9.5, FALSE, 0);
}

/* The day of the forecast origin. (transfer full) */
static char *
dup_origin (Report *report)
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
dup_regions_name (Report *report)
{
  PrognosisDataset *dataset = report->choices->dataset;
  guint n = (guint) gtk_bitset_get_size (report->choices->regions);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (report->sums != NULL)
    return g_strdup_printf (g_dngettext (NULL, "Sum of %u region", "Sum of %u regions", report->regions->len),
                            report->regions->len);
  for (guint i = 0; i < report->regions->len; i++)
    g_ptr_array_add (names, (gpointer) prognosis_dataset_get_region (dataset, get_region (report, i))->name);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_ (", "), (char **) names->pdata);
  if (report->regions->len >= n)
    return g_steal_pointer (&list);
  /* Translators: the number of regions shown, the number of all regions, and the names of those shown. */
  return g_strdup_printf (_ ("%u of %u regions: %s"), report->regions->len, n, list);
}

static void
add_title (Report *report)
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

  prognosis_report_page_add_paragraph (&report->page, title, 18, TRUE, 0);
  prognosis_report_page_add_paragraph (&report->page, line, 10.5, FALSE, 0.3);
}

/* What comes in the next days, of all signals. */
static void
add_answer (Report *report)
{
  g_autofree char *text = prognosis_words_for_answers (report->choices, report->forecast);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return;
  parts = g_strsplit (text, "\n", -1);
  for (char **line = parts; *line != NULL; line++)
    g_ptr_array_add (lines, g_strdup (*line));
  prognosis_report_page_add_lines (&report->page, lines, 10.5, 0);
}

/* --- the model in words -------------------------------------------------------- */

static void
add_scenarios (Report *report)
{
  if (report->scenarios == NULL)
    return;
  prognosis_report_page_add_heading (&report->page, _ ("Scenarios: difference from the baseline by the last day"));
  prognosis_report_page_add_lines (&report->page, report->scenarios, 9.5, 0);
}

/* (transfer full) */
static char *
describe_estimate (Report *report, PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  double lower, upper;
  g_autofree char *name = g_strdup_printf (C_ ("parameter", "%s  %s"), p->symbol, _ (p->title));
  g_autofree char *value = prognosis_words_for_number (prognosis_fit_get_value (fit, get_region (report, 0), parameter));
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (prognosis_fit_is_fixed (fit, get_region (report, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, fixed"), name, value, prognosis_words_for_unit (p->unit));
  if (prognosis_fit_is_at_edge (fit, get_region (report, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: no estimate; at the limit of its range, %s %s"), name, value,
                            prognosis_words_for_unit (p->unit));
  prognosis_fit_get_interval (fit, get_region (report, 0), parameter, 0.95, &lower, &upper);
  from = prognosis_words_for_number (lower);
  to = prognosis_words_for_number (upper);
  /* Translators: a parameter's name, its value, its unit, and the two limits of its interval. */
  return g_strdup_printf (_ ("%s: %s %s (95 %%: %s – %s)"), name, value, prognosis_words_for_unit (p->unit), from, to);
}

/* How the fit ended, and which estimates not to interpret. */
static void
add_fit (Report *report, PrognosisFit *fit)
{
  GtkBitset *regions = report->choices->regions;
  g_autofree char *stop = prognosis_words_for_fit (fit, regions);
  g_autofree char *doubts = prognosis_words_for_common_notes (fit, regions, report->page.max_lines);

  add_text (report, stop);
  if (*doubts != '\0')
    add_text (report, doubts);
}

/* What @backtest reports on the forecast's model, and its range of origins; NULL: nothing. (transfer full) */
static GStrv
dup_verdict_of (Report *report, PrognosisBacktest *backtest)
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
dup_verdict (Report *report)
{
  GStrv verdict = NULL;

  if (!prognosis_comparison_is_stale (prognosis_session_get_comparison (report->session),
                                      prognosis_session_get_choices (report->session)))
    verdict = dup_verdict_of (report, prognosis_comparison_get_backtest (prognosis_session_get_comparison (report->session)));
  if (verdict != NULL || prognosis_forecast_get_reason (report->forecast) >= 0)
    return verdict;
  return dup_verdict_of (report, prognosis_comparison_get_backtest (prognosis_session_get_check (report->session)));
}

/* Notes on the forecast, except those on regions that are not shown. */
static void
add_notes (Report *report)
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
  prognosis_report_page_add_lines (&report->page, lines, 9.5, 0);
}

static void
add_model (Report *report)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (report->forecast));
  PrognosisFit *fit = prognosis_forecast_get_fit (report->forecast);
  g_autofree char *text = NULL;

  prognosis_report_page_add_heading (&report->page, _ ("Model"));
  if (forecaster != NULL)
    {
      /* Translators: the name of a model, and its description. */
      text = g_strdup_printf (_ ("%s: %s."), _ (forecaster->title), _ (forecaster->description));
      add_text (report, text);
    }
  add_notes (report);
  if (fit != NULL)
    add_fit (report, fit);
}

static gboolean
is_persistence (Report *report)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (report->forecast));

  return forecaster != NULL && forecaster->is_baseline;
}

/* Notes that scores cover all regions, if the report shows fewer. */
static void
add_scope (Report *report)
{
  const gsize n = prognosis_dataset_get_n_regions (report->choices->dataset);
  g_autofree char *text = NULL;

  if (report->verdict == NULL || n == 1 || gtk_bitset_get_size (report->choices->regions) == n)
    return;
  text = g_strdup_printf (g_dngettext (NULL, "This covers all %u region of the data, not only those in the report.",
                                       "This covers all %u regions of the data, not only those in the report.", n),
                          (guint) n);
  add_text (report, text);
}

static void
add_score (Report *report)
{
  const GStrv verdict = report->verdict;
  gssize reason = prognosis_forecast_get_reason (report->forecast);

  prognosis_report_page_add_heading (&report->page, _ ("Past performance"));
  for (gsize i = 0; verdict != NULL && verdict[i] != NULL; i++)
    add_text (report, verdict[i]);
  add_scope (report);
  if (verdict == NULL && reason >= 0)
    add_text (report, prognosis_forecast_get_notes (report->forecast)[reason]);
  else if (verdict == NULL && prognosis_comparison_is_running (prognosis_session_get_check (report->session)))
    add_text (report, _ ("The comparison with persistence at past origins was not complete when this report was written."));
  else if (verdict == NULL
           && prognosis_comparison_is_stale (prognosis_session_get_comparison (report->session),
                                             prognosis_session_get_choices (report->session)))
    add_text (report, _ ("The comparison at past origins was made before the latest changes."));
  else if (verdict == NULL && is_persistence (report))
    add_text (report, _ ("Persistence was not compared with any model at past origins of these data."));
  else if (verdict == NULL)
    add_text (report, _ ("This model was not compared with persistence at past origins of these data."));
  if (prognosis_session_is_stale (report->session))
    prognosis_report_page_add_paragraph (&report->page, _ ("Settings were changed after this forecast was made."), 9.5, TRUE, 0);
}

static void
add_foot (Report *report, double bottom)
{
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (report->session, PROGNOSIS_SHOWS_FORECAST);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const keys[] = { "Software", "Data", "Source", "Model", "Seed" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    for (gsize i = 0; metadata[i] != NULL; i += 2)
      if (g_str_equal (metadata[i], keys[k]))
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", k == 4 ? _ ("Seed") : "", k == 4 ? " " : "",
                                metadata[i + 1]);
  report->page.y = bottom;
  prognosis_report_page_add_paragraph (&report->page, text->str, 7, FALSE, 0.45);
}

/* --- the details ----------------------------------------------------------------- */

/* (transfer full) */
static char *
describe_lever (Report *report, PrognosisLever lever, double value)
{
  const PrognosisParameter *p = &prognosis_levers[lever];
  double lower, upper;
  g_autofree char *number = prognosis_words_for_number (value), *from = NULL, *to = NULL;

  if (!prognosis_forecast_get_lever_interval (report->forecast, get_region (report, 0), lever, 0.95, &lower, &upper))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, not learned from these data"), _ (p->title), number, prognosis_words_for_unit (p->unit));
  from = prognosis_words_for_number (lower);
  to = prognosis_words_for_number (upper);
  return g_strdup_printf (_ ("%s: %s %s (95 %%: %s – %s)"), _ (p->title), number, prognosis_words_for_unit (p->unit), from, to);
}

/* All that was estimated or set, of a single region. */
static void
add_parameters (Report *report)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (report->forecast);
  PrognosisDynamics *dynamics = fit == NULL ? prognosis_forecast_get_dynamics (report->forecast) : NULL;
  const gsize region = get_region (report, 0);
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
  prognosis_report_page_add_heading (&report->page, _ ("Parameters"));
  prognosis_report_page_add_lines (&report->page, lines, 9, 0.15);
}

static void
add_items (Report *report)
{
  g_auto (GStrv) answers = prognosis_epiforge_dup_answers (report->session, (const char *const *) report->verdict);

  prognosis_report_page_add_heading (&report->page, _ ("What a report of a forecast should tell (EPIFORGE 2020)"));
  for (guint i = 0; i < PROGNOSIS_EPIFORGE_N_ITEMS; i++)
    {
      g_autofree char *item = g_strdup_printf ("%u. %s", i + 1, prognosis_epiforge_get_item (i));

      prognosis_report_page_add_pair (&report->page, item, answers[i]);
    }
}

/* From the second page on. */
static void
add_details (Report *report, double bottom)
{
  report->page.number = 1;
  report->page.bottom = bottom;
  report->page.max_lines = G_MAXUINT;
  report->page.y = PROGNOSIS_REPORT_MARGIN;
  if (report->forecast == NULL)
    return;
  add_parameters (report);
  add_items (report);
}

/* --- the first page -------------------------------------------------------------- */

static void
add_all (Report *report, PrognosisFigure *figure, double chart_height, double bottom)
{
  report->page.y = PROGNOSIS_REPORT_MARGIN;
  add_title (report);
  if (report->forecast != NULL)
    add_answer (report);
  prognosis_report_page_add_chart (&report->page, figure, chart_height);
  if (report->forecast != NULL)
    {
      prognosis_report_table_add (&report->page, report->forecast, report->regions, report->sums);
      add_scenarios (report);
      add_model (report);
      add_score (report);
    }
  if (bottom > 0)
    add_foot (report, bottom);
}

/* The height of the text [pt]. */
static double
measure (Report *report)
{
  cairo_t *cr = report->page.cr;

  report->page.cr = prognosis_report_page_new_scratch ();
  add_all (report, NULL, 0, 0);
  cairo_destroy (report->page.cr);
  report->page.cr = cr;
  return report->page.y;
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
choose_regions (Report *report, PrognosisFigure **figure)
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

/* Draws one page: the chart gets the room that the text leaves, and long lists are shortened until that is enough. */
static double
get_bottom (double height)
{
  return height - PROGNOSIS_REPORT_MARGIN - 14;
}

/* @figure: of the forecast; replaced by the one to show; or NULL. Returns FALSE without data; then, too, call clear(). */
static gboolean
init (Report *report, PrognosisSession *session, PrognosisFigure **figure, double width)
{
  PrognosisFigure *none = NULL;

  *report = (Report){ .page = { .max_lines = MAX_LINES, .width = width - 2 * PROGNOSIS_REPORT_MARGIN },
                      .session = session,
                      .choices = prognosis_session_get_choices (session),
                      .forecast = prognosis_session_get_forecast (session) };
  if (report->choices->dataset == NULL)
    return FALSE;
  report->regions = dup_selected (report->choices);
  report->scenarios = report->choices->scenarios->len > 0 ? describe_scenarios (session) : NULL;
  report->verdict = report->forecast != NULL ? dup_verdict (report) : NULL;
  choose_regions (report, figure != NULL ? figure : &none);
  return TRUE;
}

static void
clear (Report *report)
{
  g_clear_pointer (&report->regions, g_array_unref);
  g_clear_pointer (&report->sums, g_free);
  g_clear_pointer (&report->verdict, g_strfreev);
  g_clear_pointer (&report->scenarios, g_ptr_array_unref);
}

/* The chart gets the room that the text leaves, and long lists are shortened until that is enough. */
static void
draw_first (Report *report, PrognosisFigure *figure, double height)
{
  const double bottom = get_bottom (height);
  GString *text = g_steal_pointer (&report->page.text);
  double room;

  while ((room = bottom - measure (report)) < LEAST_CHART_SHARE * height && report->page.max_lines > 1)
    report->page.max_lines--;
  report->page.text = text;
  add_all (report, figure, CLAMP (room, 0, CHART_SHARE * height), bottom);
}

guint
prognosis_report_count_pages (PrognosisSession *session, double width, double height)
{
  Report report;
  guint n = 1;

  if (init (&report, session, NULL, width) && report.forecast != NULL)
    {
      report.page.cr = prognosis_report_page_new_scratch ();
      add_details (&report, get_bottom (height));
      cairo_destroy (report.page.cr);
      n = report.page.number + 1;
    }
  clear (&report);
  return n;
}

void
prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, guint page, cairo_t *cr,
                       double width, double height)
{
  PrognosisFigure *shown = figure != NULL ? prognosis_figure_ref (figure) : NULL;
  Report report;

  if (init (&report, session, has_scenarios ? NULL : &shown, width))
    {
      report.page.cr = cr;
      report.page.wanted = page;
      if (page == 0)
        draw_first (&report, shown, height);
      else
        {
          add_details (&report, get_bottom (height));
          report.page.number = page;
          report.page.bottom = 0;
          add_foot (&report, get_bottom (height));
        }
    }
  clear (&report);
  g_clear_pointer (&shown, prognosis_figure_unref);
}

char *
prognosis_report_dup_text (PrognosisSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Report report;

  if (init (&report, session, NULL, PAGE_WIDTH))
    {
      report.page.cr = prognosis_report_page_new_scratch ();
      report.page.text = text;
      draw_first (&report, NULL, PAGE_HEIGHT);
      add_details (&report, get_bottom (PAGE_HEIGHT));
      cairo_destroy (report.page.cr);
    }
  clear (&report);
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
