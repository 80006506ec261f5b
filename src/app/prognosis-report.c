/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-estimates.h"
#include "prognosis-metadata.h"
#include "prognosis-output.h"
#include "prognosis-provenance.h"
#include "prognosis-report.h"
#include "prognosis-samples.h"
#include "prognosis-scenario-words.h"
#include "prognosis-verdict.h"
#include "prognosis-words.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

#define PAGE_WIDTH 595.28 /* A4 [pt] */
#define PAGE_HEIGHT 841.89
#define MARGIN 48
#define CHART_SHARE 0.4 /* of the page's height */
#define LEAST_CHART_SHARE 0.28
#define MAX_LINES 10 /* of each of notes, warnings and estimates */
#define MAX_ROWS 4
#define MAX_SIGNALS 4
#define N_LEVELS 3

static const double levels[N_LEVELS] = { 0.025, 0.5, 0.975 };

typedef struct
{
  PrognosisSession *session;
  const PrognosisChoices *choices;
  PrognosisForecast *forecast; /* or NULL */
  GArray *regions;             /* of gsize: those that are shown */
  double *sums;                /* of the regions, n_signals x horizon x N_LEVELS; NULL: they are told one by one */
  GPtrArray *scenarios;        /* in words, or NULL */
  cairo_t *cr;
  GString *text;   /* what it says, or NULL: nobody asks */
  guint max_lines; /* of each kind of what there may be much of */
  double width;    /* between the margins */
  double y;        /* where the next line begins */
} Page;

static gsize
get_region (Page *page, guint i)
{
  return g_array_index (page->regions, gsize, i);
}

static double
show_text (Page *page, double x, double width, const char *text, double size, gboolean is_bold, double grey)
{
  PangoLayout *layout = pango_cairo_create_layout (page->cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  int height;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, NULL, &height);
  cairo_set_source_rgb (page->cr, grey, grey, grey);
  cairo_move_to (page->cr, x, page->y);
  pango_cairo_show_layout (page->cr, layout);
  if (page->text != NULL)
    g_string_append_printf (page->text, "%s\n", text);
  pango_font_description_free (font);
  g_object_unref (layout);
  return (double) height / PANGO_SCALE;
}

static void
add_paragraph (Page *page, const char *text, double size, gboolean is_bold, double grey)
{
  page->y += show_text (page, MARGIN, page->width, text, size, is_bold, grey) + size * 0.35;
}

static void
add_heading (Page *page, const char *text)
{
  page->y += 8;
  add_paragraph (page, text, 11.5, TRUE, 0);
}

/* Of the last day that was known. */
static char *
dup_origin (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  gssize origin = prognosis_choices_get_origin (page->choices);

  if (page->forecast != NULL)
    {
      dataset = prognosis_forecast_get_dataset (page->forecast);
      origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
    }
  return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, origin));
}

static char *
dup_regions_name (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  guint n = (guint) gtk_bitset_get_size (page->choices->regions);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (page->sums != NULL)
    return g_strdup_printf (g_dngettext (NULL, "Sum of %u region", "Sum of %u regions", n), n);
  for (guint i = 0; i < page->regions->len; i++)
    g_ptr_array_add (names, (gpointer) prognosis_dataset_get_region (dataset, get_region (page, i))->name);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_ (", "), (char **) names->pdata);
  if (page->regions->len >= n)
    return g_steal_pointer (&list);
  /* Translators: how many regions, of how many, and their names. */
  return g_strdup_printf (_ ("%u of %u regions: %s"), page->regions->len, n, list);
}

static void
add_title (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  g_autofree char *day = dup_origin (page);
  g_autofree char *name = dup_regions_name (page);
  g_autofree char *from = g_strdup_printf (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX
                                               /* Translators: names of regions, and a day's number. */
                                               ? _ ("%s. Forecast from what was known on day %s.")
                                               /* Translators: names of regions, and a date. */
                                               : _ ("%s. Forecast from what was known on %s."),
                                           name, day);

  add_paragraph (page, prognosis_samples_translate_title (prognosis_dataset_get_title (dataset)), 18, TRUE, 0);
  add_paragraph (page, from, 10.5, FALSE, 0.3);
}

static void
add_chart (Page *page, PrognosisFigure *figure, double height)
{
  g_autoptr (GError) error = NULL;

  if (figure == NULL)
    return;
  prognosis_figure_set_text_size (figure, 8.5);
  prognosis_figure_set_localised (figure, TRUE);
  cairo_save (page->cr);
  cairo_translate (page->cr, MARGIN, page->y);
  if (!prognosis_figure_draw (figure, page->cr, (int) page->width, (int) height, &prognosis_theme_print,
                              PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE, &error))
    g_warning ("%s", error->message);
  cairo_restore (page->cr);
  page->y += height + 4;
}

/* --- the forecast in numbers --------------------------------------------------- */

/* No finer than means anything of persons; shares are numbers like others. */
static char *
format_value (double value, PrognosisKind kind)
{
  if (kind == PROGNOSIS_KIND_PROPORTION)
    return prognosis_words_for_number (value);
  return prognosis_figure_format_number (fabs (value) >= 20 ? round (value) : round (value * 10) / 10, TRUE);
}

/* @region: -1: the sum of all */
static char *
format_forecast (Page *page, gssize region, gsize signal, gsize horizon)
{
  PrognosisKind kind = prognosis_dataset_get_signal (page->choices->dataset, signal)->kind;
  double own[N_LEVELS];
  const double *values = own;
  g_autofree char *lower = NULL;
  g_autofree char *median = NULL;
  g_autofree char *upper = NULL;

  if (region < 0)
    values = page->sums + (signal * prognosis_forecast_get_horizon (page->forecast) + horizon - 1) * N_LEVELS;
  else if (!prognosis_forecast_has (page->forecast, region, signal))
    return g_strdup ("–");
  else
    prognosis_forecast_get_quantiles (page->forecast, region, signal, horizon, levels, N_LEVELS, own);
  lower = format_value (values[0], kind);
  median = format_value (values[1], kind);
  upper = format_value (values[2], kind);
  /* Translators: a median, and the two ends of an interval. */
  return g_strdup_printf (_ ("%s (%s – %s)"), median, lower, upper);
}

static gboolean
has_signal (Page *page, gsize signal)
{
  if (page->sums != NULL)
    return isfinite (page->sums[signal * prognosis_forecast_get_horizon (page->forecast) * N_LEVELS]);
  for (guint i = 0; i < page->regions->len; i++)
    if (prognosis_forecast_has (page->forecast, get_region (page, i), signal))
      return TRUE;
  return FALSE;
}

/* Numbers of forecast signals. */
static gsize
list_signals (Page *page, gsize *signals)
{
  gsize n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (page->choices->dataset) && n < MAX_SIGNALS; s++)
    if (has_signal (page, s))
      signals[n++] = s;
  return n;
}

static void
add_table_row (Page *page, const char *const *cells, gsize n, gboolean is_head)
{
  double column = page->width / (double) n, height = 0;

  for (gsize i = 0; i < n; i++)
    height = MAX (height, show_text (page, MARGIN + (double) i * column, column - 8, cells[i], 9.5, is_head, is_head ? 0.3 : 0));
  page->y += height + 3;
}

/* A row of medians and intervals, under the names of @signals. */
static void
add_forecasts (Page *page, const char *name, gssize region, gsize horizon, const gsize *signals, gsize n)
{
  const char *cells[MAX_SIGNALS + 1] = { name };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (texts, format_forecast (page, region, signals[i], horizon));
      cells[i + 1] = g_ptr_array_index (texts, i);
    }
  add_table_row (page, cells, n + 1, FALSE);
}

/* The day @horizon steps after the origin. */
static char *
dup_day (Page *page, gsize horizon)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (page->forecast);
  gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;

  return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, origin + (gssize) horizon));
}

/* Of one region, or the sum of all, a row for some days; of several regions a row for each, on the last day. */
static void
add_table (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  gboolean many = page->sums == NULL && page->regions->len > 1;
  gsize signals[MAX_SIGNALS], n = list_signals (page, signals);
  gsize horizon = prognosis_forecast_get_horizon (page->forecast);
  gsize rows = MIN (horizon, MAX_ROWS);
  const char *cells[MAX_SIGNALS + 1] = { many ? _ ("Region") : _ ("Day") };
  g_autofree char *last = dup_day (page, horizon);
  g_autofree char *heading = NULL;

  if (!many)
    /* xgettext:no-c-format */
    heading = g_strdup (_ ("Forecast: median and 95 % interval"));
  else if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    /* Translators: a day's number. */
    heading = g_strdup_printf (_ ("Forecast for day %s: median and 95 %% interval"), last);
  else
    /* Translators: a date. */
    heading = g_strdup_printf (_ ("Forecast for %s: median and 95 %% interval"), last);
  add_heading (page, heading);
  for (gsize i = 0; i < n; i++)
    cells[i + 1] = prognosis_dataset_get_signal (dataset, signals[i])->name;
  add_table_row (page, cells, n + 1, TRUE);
  for (guint i = 0; many && i < page->regions->len; i++)
    add_forecasts (page, prognosis_dataset_get_region (dataset, get_region (page, i))->name, (gssize) get_region (page, i),
                   horizon, signals, n);
  for (gsize r = 1; !many && r <= rows; r++)
    {
      gsize h = r * horizon / rows;
      g_autofree char *day = dup_day (page, h);

      add_forecasts (page, day, page->sums != NULL ? -1 : (gssize) get_region (page, 0), h, signals, n);
    }
}

/* --- the model in words -------------------------------------------------------- */

/* A line each, and how many more there would be. */
static void
add_lines (Page *page, GPtrArray *lines, double size, double grey)
{
  guint n = MIN (lines->len, page->max_lines);
  g_autofree char *more = NULL;

  for (guint i = 0; i < n; i++)
    add_paragraph (page, g_ptr_array_index (lines, i), size, FALSE, grey);
  if (lines->len == n)
    return;
  more = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", lines->len - n), lines->len - n);
  add_paragraph (page, more, size, FALSE, grey);
}

static void
add_scenarios (Page *page)
{
  if (page->scenarios == NULL)
    return;
  add_heading (page, _ ("Scenarios: difference from the baseline by the last day"));
  add_lines (page, page->scenarios, 9.5, 0);
}

/* (transfer full) */
static char *
describe_estimate (Page *page, PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  double unit = prognosis_session_get_unit (page->session, get_region (page, 0), parameter), lower, upper;
  const double *values = prognosis_fit_get_values (fit) + get_region (page, 0) * prognosis_fit_get_n_parameters (fit);
  g_autofree char *name = g_strdup_printf (C_ ("parameter", "%s  %s"), p->symbol, _ (p->title));
  g_autofree char *value = prognosis_words_for_number (values[parameter] / unit);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (prognosis_fit_is_fixed (fit, get_region (page, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, fixed"), name, value, prognosis_words_for_unit (p->unit));
  if (prognosis_fit_is_at_edge (fit, get_region (page, 0), parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: no estimate; it stands at the edge of its range, %s %s"), name, value,
                            prognosis_words_for_unit (p->unit));
  prognosis_fit_get_interval (fit, get_region (page, 0), parameter, 0.95, &lower, &upper);
  from = prognosis_words_for_number (lower / unit);
  to = prognosis_words_for_number (upper / unit);
  /* Translators: a parameter's name, its value, its unit, and the two ends of its interval. */
  return g_strdup_printf (_ ("%s: %s %s (95 %%: %s – %s)"), name, value, prognosis_words_for_unit (p->unit), from, to);
}

static void
add_estimates (Page *page, PrognosisFit *fit)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (prognosis_estimates_has (fit, i))
      g_ptr_array_add (lines, describe_estimate (page, fit, i));
  add_lines (page, lines, 9, 0.15);
}

/* How the fit ended, and what is not to be read out of it. */
static void
add_fit (Page *page, PrognosisFit *fit)
{
  GtkBitset *regions = page->choices->regions;
  g_autofree char *stop = prognosis_words_for_fit (fit, regions);
  g_autofree char *doubts = prognosis_words_for_common_notes (fit, regions, page->max_lines);

  add_paragraph (page, stop, 9.5, FALSE, 0);
  if (*doubts != '\0')
    add_paragraph (page, doubts, 9.5, FALSE, 0);
  if (gtk_bitset_get_size (regions) < 2 && prognosis_fit_get_stop (fit, get_region (page, 0)) != PROGNOSIS_STOP_NO_DATA)
    add_estimates (page, fit);
}

/* What @backtest says of the model of the forecast, and from when; NULL: nothing. (transfer full) */
static GStrv
dup_verdict_of (Page *page, PrognosisBacktest *backtest)
{
  const char *model = prognosis_forecast_get_forecaster (page->forecast);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize m = 0; backtest != NULL && m < prognosis_backtest_get_n_models (backtest); m++)
    if (g_str_equal (prognosis_backtest_get_model (backtest, m), model))
      {
        g_autofree char *verdict = prognosis_verdict_on_model (backtest, m);
        g_autofree char *span = prognosis_verdict_on_span (backtest);

        g_strv_builder_add_many (builder, verdict, span, NULL);
        return g_strv_builder_end (builder);
      }
  return NULL;
}

/* Of what was asked for on the page of comparisons, or else of what was tried by itself. (transfer full) (nullable) */
static GStrv
dup_verdict (Page *page)
{
  GStrv verdict = dup_verdict_of (page, prognosis_session_get_backtest (page->session));

  return verdict != NULL ? verdict : dup_verdict_of (page, prognosis_session_get_check (page->session));
}

/* Notes of the forecast; not those of regions that are not meant. */
static void
add_notes (Page *page)
{
  const char *const *notes = prognosis_forecast_get_notes (page->forecast);
  g_auto (GStrv) verdict = dup_verdict (page);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (gsize i = 0; notes[i] != NULL; i++)
    {
      gssize region = prognosis_forecast_get_note_region (page->forecast, i);

      /* Why it was chosen stands under how well it did, where nothing newer is known of that. */
      if (verdict == NULL && (gssize) i == prognosis_forecast_get_reason (page->forecast))
        continue;
      if (region < 0 || gtk_bitset_contains (page->choices->regions, (guint) region))
        g_ptr_array_add (lines, (gpointer) notes[i]);
    }
  add_lines (page, lines, 9.5, 0);
}

static void
add_model (Page *page)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (page->forecast));
  PrognosisFit *fit = prognosis_forecast_get_fit (page->forecast);
  g_autofree char *text = NULL;

  add_heading (page, _ ("Model"));
  if (forecaster != NULL)
    {
      /* Translators: the name of a model, and what it is. */
      text = g_strdup_printf (_ ("%s: %s."), _ (forecaster->title), _ (forecaster->description));
      add_paragraph (page, text, 9.5, FALSE, 0);
    }
  add_notes (page);
  if (fit != NULL)
    add_fit (page, fit);
}

static gboolean
is_persistence (Page *page)
{
  return g_str_equal (prognosis_forecast_get_forecaster (page->forecast), "persistence");
}

static void
add_score (Page *page)
{
  g_auto (GStrv) verdict = dup_verdict (page);
  gssize reason = prognosis_forecast_get_reason (page->forecast);

  add_heading (page, _ ("How well it did in the past"));
  for (gsize i = 0; verdict != NULL && verdict[i] != NULL; i++)
    add_paragraph (page, verdict[i], 9.5, FALSE, 0);
  if (verdict == NULL && reason >= 0)
    add_paragraph (page, prognosis_forecast_get_notes (page->forecast)[reason], 9.5, FALSE, 0);
  else if (verdict == NULL && prognosis_session_is_checking (page->session))
    add_paragraph (page, _ ("The comparison with persistence on past days of these data was not done yet when this was written."),
                   9.5, FALSE, 0);
  else if (verdict == NULL && is_persistence (page))
    add_paragraph (page, _ ("Persistence was not compared with any model on past days of these data."), 9.5, FALSE, 0);
  else if (verdict == NULL)
    add_paragraph (page, _ ("This model was not compared with persistence on past days of these data."), 9.5, FALSE, 0);
  if (prognosis_session_is_stale (page->session))
    add_paragraph (page, _ ("Choices were changed after this forecast was made."), 9.5, TRUE, 0);
}

static void
add_foot (Page *page, double bottom)
{
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (page->session, PROGNOSIS_SHOWS_FORECAST);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const keys[] = { "Software", "Data", "Source", "Model", "Seed" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    for (gsize i = 0; metadata[i] != NULL; i += 2)
      if (g_str_equal (metadata[i], keys[k]))
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? " · " : "", k == 4 ? "Seed " : "", metadata[i + 1]);
  page->y = bottom;
  add_paragraph (page, text->str, 7, FALSE, 0.45);
}

static void
add_all (Page *page, PrognosisFigure *figure, double chart_height, double bottom)
{
  page->y = MARGIN;
  add_title (page);
  add_chart (page, figure, chart_height);
  if (page->forecast != NULL)
    {
      add_table (page);
      add_scenarios (page);
      add_model (page);
      add_score (page);
    }
  if (bottom > 0)
    add_foot (page, bottom);
}

/* How high the text is. */
static double
measure (Page *page)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = page->cr;

  page->cr = cairo_create (surface);
  add_all (page, NULL, 0, 0);
  cairo_destroy (page->cr);
  cairo_surface_destroy (surface);
  page->cr = cr;
  return page->y;
}

/* --- what it is of ------------------------------------------------------------- */

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

/* More regions than a page can tell one by one are added up, or it tells the first of them. @figure: replaced by their sum's */
static void
choose_regions (Page *page, PrognosisFigure **figure)
{
  const double generation_days = page->choices->options->generation_days;
  const gsize *regions = (const gsize *) (gpointer) page->regions->data;
  g_autofree double *sums = NULL;

  if (page->regions->len <= PROGNOSIS_REPORT_MAX_REGIONS)
    return;
  if (page->forecast != NULL && prognosis_scenario_words_can_sum (page->choices->dataset))
    {
      sums = g_new (double, prognosis_dataset_get_n_signals (page->choices->dataset)
                                * prognosis_forecast_get_horizon (page->forecast) * N_LEVELS);
      if (prognosis_scenario_solve (NULL, page->forecast, regions, page->regions->len, generation_days, levels, N_LEVELS, sums))
        page->sums = g_steal_pointer (&sums);
    }
  if (page->sums == NULL)
    g_array_set_size (page->regions, PROGNOSIS_REPORT_MAX_REGIONS);
  else if (*figure != NULL && page->scenarios == NULL)
    {
      prognosis_figure_unref (*figure);
      *figure = prognosis_scenarios_new_figure (page->forecast, regions, page->regions->len, generation_days, NULL, 0);
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

/* One page: the chart takes the room that the text leaves, and of what there is much, less is said until there is some. */
static void
draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, cairo_t *cr, double width, double height,
      GString *text)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const double bottom = height - MARGIN - 14;
  PrognosisFigure *shown = figure != NULL ? prognosis_figure_ref (figure) : NULL;
  Page page = { .session = session,
                .choices = choices,
                .forecast = prognosis_session_get_forecast (session),
                .cr = cr,
                .max_lines = MAX_LINES,
                .width = width - 2 * MARGIN };
  double room;

  if (choices->dataset == NULL)
    return;
  page.regions = dup_selected (choices);
  page.scenarios = has_scenarios ? describe_scenarios (session) : NULL;
  choose_regions (&page, &shown);
  while ((room = bottom - measure (&page)) < LEAST_CHART_SHARE * height && page.max_lines > 1)
    page.max_lines--;
  page.text = text;
  add_all (&page, shown, CLAMP (room, 0, CHART_SHARE * height), bottom);
  g_array_unref (page.regions);
  g_free (page.sums);
  g_clear_pointer (&page.scenarios, g_ptr_array_unref);
  g_clear_pointer (&shown, prognosis_figure_unref);
}

void
prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, gboolean has_scenarios, cairo_t *cr, double width,
                       double height)
{
  draw (session, figure, has_scenarios, cr, width, height, NULL);
}

char *
prognosis_report_dup_text (PrognosisSession *session, gboolean has_scenarios)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  draw (session, NULL, has_scenarios, cr, PAGE_WIDTH, PAGE_HEIGHT, text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
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
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (
      session, has_scenarios ? PROGNOSIS_SHOWS_SCENARIOS : PROGNOSIS_SHOWS_FORECAST);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, array, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr;
  cairo_status_t status;

  prognosis_metadata_set_on_pdf (surface, (const char *const *) metadata);
  cr = cairo_create (surface);
  prognosis_report_draw (session, figure, has_scenarios, cr, PAGE_WIDTH, PAGE_HEIGHT);
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
