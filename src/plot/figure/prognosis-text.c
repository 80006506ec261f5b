/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-text.h"

#include <pango/pangocairo.h>
#include <string.h>

char *
prognosis_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid));
  for (const char *c = valid; *c != '\0' && clean->len < 400; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      g_string_append_unichar (clean, g_unichar_iscntrl (letter) ? ' ' : letter);
    }
  return g_string_free (clean, FALSE);
}

static char *family = NULL;

void
prognosis_text_set_family (const char *name)
{
  g_free (family);
  family = g_strdup (name);
  /* PLplot's cairo driver looks it up whenever it begins a page. */
  g_setenv ("PLPLOT_FREETYPE_SANS_FAMILY", name, TRUE);
}

const char *
prognosis_text_get_family (void)
{
  return family != NULL ? family : "sans";
}

static double
measure_with_pango (const char *text, double size, gboolean is_bold)
{
  static PangoLayout *layout = NULL;
  PangoFontDescription *font;
  int width;

  if (layout == NULL)
    {
      PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

      layout = pango_layout_new (context);
      g_object_unref (context);
    }
  font = pango_font_description_new ();
  pango_font_description_set_family (font, prognosis_text_get_family ());
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  return width / (double) PANGO_SCALE;
}

double
prognosis_text_measure (const char *text, double size, gboolean is_bold)
{
  static GHashTable *known = NULL; /* used by the drawing thread only */
  g_autofree char *key = g_strdup_printf ("%s\n%d%c%s", prognosis_text_get_family (), (int) (size * 64), is_bold ? 'b' : 'n', text);
  double *width;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  width = g_hash_table_lookup (known, key);
  if (width != NULL)
    return *width;
  if (g_hash_table_size (known) > 4000)
    g_hash_table_remove_all (known);
  width = g_new (double, 1);
  *width = measure_with_pango (text, size, is_bold);
  g_hash_table_insert (known, g_steal_pointer (&key), width);
  return *width;
}

char *
prognosis_text_fit (const char *text, double size, gboolean is_bold, double width)
{
  glong n;

  if (prognosis_text_measure (text, size, is_bold) <= width)
    return g_strdup (text);
  n = (glong) MIN ((double) g_utf8_strlen (text, -1), width / (0.35 * size) + 1);
  for (; n > 1; n--)
    {
      g_autofree char *part = g_utf8_substring (text, 0, n);
      g_autofree char *shorter = g_strconcat (g_strchomp (part), "…", NULL);

      if (prognosis_text_measure (shorter, size, is_bold) <= width)
        return g_steal_pointer (&shorter);
    }
  return NULL;
}
