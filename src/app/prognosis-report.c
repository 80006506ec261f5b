/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-estimates.h"
#include "prognosis-metadata.h"
#include "prognosis-output.h"
#include "prognosis-provenance.h"
#include "prognosis-report.h"
#include "prognosis-samples.h"
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

typedef struct
{
  PrognosisSession *session;
  const PrognosisChoices *choices;
  PrognosisForecast *forecast; /* or NULL */
  gsize region;
  cairo_t *cr;
  GString *text; /* what it says, or NULL: nobody asks */
  guint max_lines; /* of each kind of what there may be much of */
  double width;  /* between the margins */
  double y;      /* where the next line begins */
} Page;

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

static void
add_title (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  g_autofree char *day = prognosis_words_for_day (
      dataset, prognosis_dataset_get_day (dataset, prognosis_choices_get_origin (page->choices)));
  g_autofree char *from = g_strdup_printf (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX
                                               /* Translators: the name of a region, and a day's number. */
                                               ? _ ("%s. Forecast from what was known on day %s.")
                                               /* Translators: the name of a region, and a date. */
                                               : _ ("%s. Forecast from what was known on %s."),
                                           prognosis_dataset_get_region (dataset, page->region)->name, day);

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

static char *
format_forecast (Page *page, gsize signal, gsize horizon)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  PrognosisKind kind = prognosis_dataset_get_signal (page->choices->dataset, signal)->kind;
  double values[G_N_ELEMENTS (levels)];
  g_autofree char *lower = NULL;
  g_autofree char *median = NULL;
  g_autofree char *upper = NULL;

  prognosis_forecast_get_quantiles (page->forecast, page->region, signal, horizon, levels, G_N_ELEMENTS (levels), values);
  lower = format_value (values[0], kind);
  median = format_value (values[1], kind);
  upper = format_value (values[2], kind);
  /* Translators: a median, and the two ends of an interval. */
  return g_strdup_printf (_ ("%s (%s – %s)"), median, lower, upper);
}

/* Numbers of forecast signals. */
static gsize
list_signals (Page *page, gsize *signals)
{
  gsize n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (page->choices->dataset) && n < MAX_SIGNALS; s++)
    if (prognosis_forecast_has (page->forecast, page->region, s))
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

static void
add_table (Page *page)
{
  PrognosisDataset *dataset = page->choices->dataset;
  gssize origin = prognosis_choices_get_origin (page->choices);
  gsize signals[MAX_SIGNALS], n = list_signals (page, signals);
  gsize horizon = prognosis_forecast_get_horizon (page->forecast);
  gsize rows = MIN (horizon, MAX_ROWS);
  const char *cells[MAX_SIGNALS + 1] = { _ ("Day") };

  /* xgettext:no-c-format */
  add_heading (page, _ ("Forecast: median and 95 % interval"));
  for (gsize i = 0; i < n; i++)
    cells[i + 1] = prognosis_dataset_get_signal (dataset, signals[i])->name;
  add_table_row (page, cells, n + 1, TRUE);
  for (gsize r = 1; r <= rows; r++)
    {
      gsize h = r * horizon / rows;
      g_autofree char *day = prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, origin + (gssize) h));
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      cells[0] = day;
      for (gsize i = 0; i < n; i++)
        {
          g_ptr_array_add (texts, format_forecast (page, signals[i], h));
          cells[i + 1] = g_ptr_array_index (texts, i);
        }
      add_table_row (page, cells, n + 1, FALSE);
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

/* (transfer full) */
static char *
describe_estimate (Page *page, PrognosisFit *fit, gsize parameter)
{
  const PrognosisParameter *p = prognosis_fit_get_parameter (fit, parameter);
  double unit = prognosis_session_get_unit (page->session, page->region, parameter), lower, upper;
  const double *values = prognosis_fit_get_values (fit) + page->region * prognosis_fit_get_n_parameters (fit);
  g_autofree char *name = g_strdup_printf (C_ ("parameter", "%s  %s"), p->symbol, _ (p->title));
  g_autofree char *value = prognosis_words_for_number (values[parameter] / unit);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (prognosis_fit_is_fixed (fit, page->region, parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: %s %s, fixed"), name, value, prognosis_words_for_unit (p->unit));
  if (prognosis_fit_is_at_edge (fit, page->region, parameter))
    /* Translators: a parameter's name, its value and its unit. */
    return g_strdup_printf (_ ("%s: no estimate; it stands at the edge of its range, %s %s"), name, value,
                            prognosis_words_for_unit (p->unit));
  prognosis_fit_get_interval (fit, page->region, parameter, 0.95, &lower, &upper);
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
  if (gtk_bitset_get_size (regions) < 2 && prognosis_fit_get_stop (fit, page->region) != PROGNOSIS_STOP_NO_DATA)
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
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (page->session);
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

/* One page: the chart takes the room that the text leaves, and of what there is much, less is said until there is some. */
static void
draw (PrognosisSession *session, PrognosisFigure *figure, cairo_t *cr, double width, double height, GString *text)
{
  const PrognosisChoices *choices = prognosis_session_get_choices (session);
  const double bottom = height - MARGIN - 14;
  Page page = { .session = session,
                .choices = choices,
                .forecast = prognosis_session_get_forecast (session),
                .region = prognosis_choices_get_first_region (choices),
                .cr = cr,
                .max_lines = MAX_LINES,
                .width = width - 2 * MARGIN };
  double room;

  if (choices->dataset == NULL)
    return;
  while ((room = bottom - measure (&page)) < LEAST_CHART_SHARE * height && page.max_lines > 1)
    page.max_lines--;
  page.text = text;
  add_all (&page, figure, CLAMP (room, 0, CHART_SHARE * height), bottom);
}

void
prognosis_report_draw (PrognosisSession *session, PrognosisFigure *figure, cairo_t *cr, double width, double height)
{
  draw (session, figure, cr, width, height, NULL);
}

char *
prognosis_report_dup_text (PrognosisSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  draw (session, NULL, cr, PAGE_WIDTH, PAGE_HEIGHT, text);
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
prognosis_report_write_pdf (PrognosisSession *session, PrognosisFigure *figure, const char *path, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_auto (GStrv) metadata = prognosis_provenance_dup_metadata (session);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, array, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr;
  cairo_status_t status;

  prognosis_metadata_set_on_pdf (surface, (const char *const *) metadata);
  cr = cairo_create (surface);
  prognosis_report_draw (session, figure, cr, PAGE_WIDTH, PAGE_HEIGHT);
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
