/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-report-page.h"
#include "prognosis-style.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#define ITEM_SHARE 0.28 /* of the width, for the narrow cell of a pair */
#define PAIR_SIZE 9.0

static const PrognosisRgba black = { 0 };

static PangoLayout *
new_layout (PrognosisReportPage *page, double width, const char *text, double size, gboolean is_bold)
{
  PangoLayout *layout = pango_cairo_create_layout (page->cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  PangoAttrList *units = prognosis_style_new_units (text);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, units);
  pango_attr_list_unref (units);
  pango_font_description_free (font);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Begins a new page if @height does not fit on this one. */
static void
make_room (PrognosisReportPage *page, double height)
{
  if (page->bottom <= 0 || page->y + height <= page->bottom)
    return;
  page->number++;
  page->y = PROGNOSIS_REPORT_MARGIN;
}

static void
show_layout (PrognosisReportPage *page, PangoLayout *layout, double x, const PrognosisRgba *colour)
{
  if (page->text != NULL)
    g_string_append_printf (page->text, "%s\n", pango_layout_get_text (layout));
  if (page->number != page->wanted)
    return;
  cairo_set_source_rgb (page->cr, colour->red / 255.0, colour->green / 255.0, colour->blue / 255.0);
  cairo_move_to (page->cr, x, page->y);
  pango_cairo_show_layout (page->cr, layout);
}

static double
show_text (PrognosisReportPage *page, double x, double width, const char *text, double size, gboolean is_bold,
           const PrognosisRgba *colour)
{
  PangoLayout *layout = new_layout (page, width, text, size, is_bold);
  const double height = get_height (layout);

  make_room (page, height);
  show_layout (page, layout, x, colour);
  g_object_unref (layout);
  return height;
}

void
prognosis_report_page_add_paragraph (PrognosisReportPage *page, const char *text, double size, gboolean is_bold, double grey)
{
  const guint8 level = (guint8) (255 * grey);
  const double height
      = show_text (page, PROGNOSIS_REPORT_MARGIN, page->width, text, size, is_bold, &(PrognosisRgba){ level, level, level });

  page->y += height + size * 0.35;
}

void
prognosis_report_page_add_text (PrognosisReportPage *page, const char *text)
{
  prognosis_report_page_add_paragraph (page, text, 9.5, FALSE, 0);
}

void
prognosis_report_page_add_pair (PrognosisReportPage *page, const char *item, const char *text)
{
  const double narrow = ITEM_SHARE * page->width;
  PangoLayout *left = new_layout (page, narrow - 8, item, PAIR_SIZE, TRUE),
              *right = new_layout (page, page->width - narrow, text, PAIR_SIZE, FALSE);
  const double left_height = get_height (left), right_height = get_height (right), height = MAX (left_height, right_height);

  make_room (page, height);
  show_layout (page, left, PROGNOSIS_REPORT_MARGIN, &black);
  show_layout (page, right, PROGNOSIS_REPORT_MARGIN + narrow, &black);
  page->y += height + 4;
  g_object_unref (left);
  g_object_unref (right);
}

void
prognosis_report_page_add_heading (PrognosisReportPage *page, const char *text)
{
  page->y += 8;
  prognosis_report_page_add_paragraph (page, text, 11.5, TRUE, 0);
}

void
prognosis_report_page_add_row (PrognosisReportPage *page, const char *const *cells, gsize n, const PrognosisColour *colours)
{
  double column = page->width / (double) n, height = 0;

  for (gsize i = 0; i < n; i++)
    {
      /* Evaluated before MAX(), which would draw the text twice. */
      const double own = show_text (page, PROGNOSIS_REPORT_MARGIN + (double) i * column, column - 8, cells[i], 9.5, colours != NULL,
                                    colours != NULL ? &prognosis_theme_print.colours[colours[i]] : &black);

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
  prognosis_figure_set_title (figure, NULL);
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
