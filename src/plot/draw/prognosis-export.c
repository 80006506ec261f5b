/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-figure-private.h"
#include "prognosis-metadata.h"
#include "prognosis-output.h"

#define MAX_PIXELS 16384.0

typedef struct
{
  PrognosisFigure *figure;
  int width, height;
  double scale;
  const PrognosisTheme *theme;
  const char *const *metadata;
} Export;

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_cairo (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION, _ ("The chart could not be drawn: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static gboolean
draw_on (const Export *self, cairo_surface_t *surface, GError **error)
{
  cairo_t *cr;
  gboolean done;

  if (!check_cairo (cairo_surface_status (surface), error))
    return FALSE;
  cr = cairo_create (surface);
  done = prognosis_figure_draw (self->figure, cr, self->width, self->height, self->theme, PROGNOSIS_DRAW_ALL, error);
  cairo_destroy (cr);
  return done;
}

static gboolean
export_png (const Export *self, GByteArray *bytes, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) lround (self->width * self->scale),
                                                         (int) lround (self->height * self->scale));
  gboolean done;

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  done = draw_on (self, surface, error) && check_cairo (cairo_surface_write_to_png_stream (surface, append_bytes, bytes), error);
  cairo_surface_destroy (surface);
  if (done)
    prognosis_metadata_add_to_png (bytes, self->metadata, 96 * self->scale);
  return done;
}

static gboolean
finish_vector (const Export *self, cairo_surface_t *surface, GError **error)
{
  gboolean done = draw_on (self, surface, error);

  cairo_surface_finish (surface);
  done = done && check_cairo (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return done;
}

static gboolean
renumber (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *number = g_match_info_fetch (match, 2);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, number));

  if (known == 0)
    {
      known = g_hash_table_size (user_data) + 1;
      g_hash_table_insert (user_data, g_steal_pointer (&number), GUINT_TO_POINTER (known));
    }
  g_string_append_printf (result, "%s%u", before, known);
  return FALSE;
}

/* cairo numbers surfaces per process; number them per file, so that files are reproducible. */
static void
renumber_surfaces (GByteArray *svg)
{
  g_autoptr (GRegex) regex = g_regex_new ("((?:id=\"|#)surface)([0-9]+)", G_REGEX_RAW, 0, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = g_regex_replace_eval (regex, (const char *) svg->data, svg->len, 0, 0, renumber, known, NULL);

  if (text == NULL)
    return;
  g_byte_array_set_size (svg, 0);
  g_byte_array_append (svg, (const guint8 *) text, (guint) strlen (text));
}

static gboolean
export_svg (const Export *self, GByteArray *bytes, GError **error)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, self->width, self->height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  if (!finish_vector (self, surface, error))
    return FALSE;
  renumber_surfaces (bytes);
  prognosis_metadata_add_to_svg (bytes, self->metadata);
  return TRUE;
}

static gboolean
export_pdf (const Export *self, GByteArray *bytes, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, self->width, self->height);

  prognosis_metadata_set_on_pdf (surface, self->metadata);
  return finish_vector (self, surface, error);
}

static const struct
{
  const char *format;
  gboolean (*write) (const Export *self, GByteArray *bytes, GError **error);
} formats[] = { { "png", export_png }, { "svg", export_svg }, { "pdf", export_pdf } };

static gboolean
check_size (int width, int height, double scale, GError **error)
{
  if (width >= 1 && height >= 1 && scale > 0 && MAX (width, height) * MAX (scale, 1) <= MAX_PIXELS
      && MIN (width, height) * scale >= 1)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               _ ("A chart cannot be %d × %d at scale %g: each side must be from 1 to %g pixels"), width, height, scale,
               MAX_PIXELS);
  return FALSE;
}

GBytes *
prognosis_figure_export_bytes (PrognosisFigure *figure, const char *format, int width, int height, double scale,
                               const PrognosisTheme *theme, const char *const *metadata, GError **error)
{
  Export self = { figure, width, height, scale, theme != NULL ? theme : &prognosis_theme_print, metadata };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean was_localised, done;
  gsize i = 0;

  g_return_val_if_fail (figure != NULL && format != NULL, NULL);
  while (i < G_N_ELEMENTS (formats) && g_ascii_strcasecmp (formats[i].format, format) != 0)
    i++;
  if (i == G_N_ELEMENTS (formats))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("“%s” is not a chart format: use png, svg or pdf"), format);
      return NULL;
    }
  if (!check_size (width, height, scale, error))
    return NULL;
  was_localised = figure->localised;
  prognosis_figure_set_localised (figure, FALSE);
  done = formats[i].write (&self, bytes, error);
  prognosis_figure_set_localised (figure, was_localised);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

gboolean
prognosis_figure_export (PrognosisFigure *figure, const char *path, int width, int height, double scale,
                         const PrognosisTheme *theme, const char *const *metadata, GError **error)
{
  g_autofree char *base = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *suffix;

  g_return_val_if_fail (figure != NULL && path != NULL, FALSE);
  base = g_path_get_basename (path);
  suffix = strrchr (base, '.');
  if (suffix == NULL || suffix[1] == '\0')
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("The file name “%s” does not indicate a format: it must end in .png, .svg or .pdf"), base);
      return FALSE;
    }
  bytes = prognosis_figure_export_bytes (figure, suffix + 1, width, height, scale, theme, metadata, error);
  return bytes != NULL && prognosis_output_write (path, bytes, error);
}
