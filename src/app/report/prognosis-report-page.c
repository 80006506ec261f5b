/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-report-page.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

static double
show_text (PrognosisReportPage *page, double x, double width, const char *text, double size, gboolean is_bold, double grey)
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

void
prognosis_report_page_add_paragraph (PrognosisReportPage *page, const char *text, double size, gboolean is_bold, double grey)
{
  page->y += show_text (page, PROGNOSIS_REPORT_MARGIN, page->width, text, size, is_bold, grey) + size * 0.35;
}

void
prognosis_report_page_add_heading (PrognosisReportPage *page, const char *text)
{
  page->y += 8;
  prognosis_report_page_add_paragraph (page, text, 11.5, TRUE, 0);
}

void
prognosis_report_page_add_row (PrognosisReportPage *page, const char *const *cells, gsize n, gboolean is_head)
{
  double column = page->width / (double) n, height = 0;

  for (gsize i = 0; i < n; i++)
    {
      /* Evaluated before MAX(), which would draw the text twice. */
      double own
          = show_text (page, PROGNOSIS_REPORT_MARGIN + (double) i * column, column - 8, cells[i], 9.5, is_head, is_head ? 0.3 : 0);

      height = MAX (height, own);
    }
  page->y += height + 3;
}

void
prognosis_report_page_add_lines (PrognosisReportPage *page, GPtrArray *lines, double size, double grey)
{
  guint n = MIN (lines->len, page->max_lines);
  g_autofree char *more = NULL;

  for (guint i = 0; i < n; i++)
    prognosis_report_page_add_paragraph (page, g_ptr_array_index (lines, i), size, FALSE, grey);
  if (lines->len == n)
    return;
  more = g_strdup_printf (g_dngettext (NULL, "and %u more", "and %u more", lines->len - n), lines->len - n);
  prognosis_report_page_add_paragraph (page, more, size, FALSE, grey);
}

void
prognosis_report_page_add_chart (PrognosisReportPage *page, PrognosisFigure *figure, double height)
{
  g_autoptr (GError) error = NULL;

  if (figure == NULL)
    return;
  prognosis_figure_set_text_size (figure, 8.5);
  prognosis_figure_set_localised (figure, TRUE);
  cairo_save (page->cr);
  cairo_translate (page->cr, PROGNOSIS_REPORT_MARGIN, page->y);
  if (!prognosis_figure_draw (figure, page->cr, (int) page->width, (int) height, &prognosis_theme_print,
                              PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE, &error))
    g_warning ("%s", error->message);
  cairo_restore (page->cr);
  page->y += height + 4;
}

cairo_t *
prognosis_report_page_new_scratch (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  return cr;
}
