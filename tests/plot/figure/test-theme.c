/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Themes: sufficient contrast, and colours that readers with colour vision deficiencies can distinguish. */

#include <math.h>

#include "../theme-test.h"

static gboolean
is_fill (int colour)
{
  return colour == PROGNOSIS_COLOUR_WINDOW;
}

/* What is counted, and the observations. */
static gboolean
is_role (int colour)
{
  return colour == PROGNOSIS_COLOUR_OBSERVED || (colour >= PROGNOSIS_COLOUR_INFECTIONS && colour <= PROGNOSIS_COLOUR_OTHER);
}

static gboolean
is_high (const PrognosisTheme *theme)
{
  return theme == &prognosis_theme_contrast || theme == &prognosis_theme_contrast_dark;
}

static void
test_contrast (gconstpointer data)
{
  const PrognosisTheme *theme = data;
  double least = is_high (theme) ? 7.0 : 3.0;

  for (int i = 0; i < PROGNOSIS_N_COLOURS; i++)
    if (!is_fill (i))
      g_assert_cmpfloat (get_contrast (&theme->colours[i], &theme->background), >=, is_role (i) ? MAX (least, 4.5) : least);
  g_assert_cmpfloat (get_contrast (&theme->text, &theme->background), >=, 7.0);
  g_assert_cmpfloat (get_contrast (&theme->dim, &theme->background), >=, is_high (theme) ? 7.0 : 4.5);
}

/* Medians and observations are legible on top of their bands, too. */
static void
test_contrast_on_bands (gconstpointer data)
{
  const PrognosisTheme *theme = data;

  for (int i = PROGNOSIS_COLOUR_INFECTIONS; i <= PROGNOSIS_COLOUR_OTHER; i++)
    {
      PrognosisRgba wide = theme->colours[i], under;

      wide.alpha = 0.15 * theme->area_scale;
      under = put_over (&wide, &theme->background);
      g_assert_cmpfloat (get_contrast (&theme->colours[i], &under), >=, is_high (theme) ? 4.5 : 3.0);
      g_assert_cmpfloat (get_contrast (&theme->colours[PROGNOSIS_COLOUR_OBSERVED], &under), >=, 4.5);
    }
}

static double
linear (guint8 value)
{
  double share = value / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
lab_part (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE 1976 from linear sRGB. */
static void
to_lab (const double rgb[3], double lab[3])
{
  double x = lab_part ((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
  double y = lab_part (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
  double z = lab_part ((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);

  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

/* Machado, Oliveira and Fernandes (2009), severity 1. */
static const double matrices[][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 }, /* protan */
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },  /* deutan */
};

static double
difference (const PrognosisRgba *a, const PrognosisRgba *b, const double *m)
{
  double first[3], second[3];
  const PrognosisRgba *both[] = { a, b };
  double *labs[] = { first, second };

  for (int k = 0; k < 2; k++)
    {
      double rgb[3] = { linear (both[k]->red), linear (both[k]->green), linear (both[k]->blue) }, seen[3];

      for (int i = 0; i < 3; i++)
        seen[i] = CLAMP (m[3 * i] * rgb[0] + m[3 * i + 1] * rgb[1] + m[3 * i + 2] * rgb[2], 0, 1);
      to_lab (seen, labs[k]);
    }
  return sqrt (pow (first[0] - second[0], 2) + pow (first[1] - second[1], 2) + pow (first[2] - second[2], 2));
}

static void
test_apart (gconstpointer data)
{
  const PrognosisTheme *theme = data;
  const int roles[] = { PROGNOSIS_COLOUR_OBSERVED, PROGNOSIS_COLOUR_FIT, PROGNOSIS_COLOUR_FORECAST, PROGNOSIS_COLOUR_LIVE };

  for (gsize sight = 0; sight < G_N_ELEMENTS (matrices); sight++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        for (gsize j = 0; j < i; j++)
          {
            double d = difference (&theme->colours[roles[i]], &theme->colours[roles[j]], matrices[sight]);

            if (d < 14)
              g_error ("%s: colours %d and %d are %.1f apart for sight %zu", theme->id, roles[i], roles[j], d, sight);
          }
      for (int i = PROGNOSIS_COLOUR_INFECTIONS; i <= PROGNOSIS_COLOUR_OTHER; i++)
        {
          for (int j = PROGNOSIS_COLOUR_INFECTIONS; j < i; j++)
            g_assert_cmpfloat (difference (&theme->colours[i], &theme->colours[j], matrices[sight]), >, 9);
          g_assert_cmpfloat (difference (&theme->colours[i], &theme->colours[PROGNOSIS_COLOUR_OBSERVED], matrices[sight]), >, 14);
          g_assert_cmpfloat (difference (&theme->colours[i], &theme->colours[PROGNOSIS_COLOUR_LIVE], matrices[sight]), >, 9);
        }
      for (int i = PROGNOSIS_COLOUR_SERIES1; i <= PROGNOSIS_COLOUR_SERIES8; i++)
        for (int j = PROGNOSIS_COLOUR_SERIES1; j < i; j++)
          {
            double d = difference (&theme->colours[i], &theme->colours[j], matrices[sight]);

            if (d < 9)
              g_error ("%s: series %d and %d are %.1f apart for sight %zu", theme->id, i, j, d, sight);
          }
    }
}

/* Seven classes of a scale can be told apart in every kind of sight, by lightness alone towards the ends, and all can be written on. */
static void
test_scales (gconstpointer data)
{
  const PrognosisTheme *theme = data;
  const double direction = luminance (&theme->background) > 0.5 ? -1 : 1;
  PrognosisRgba classes[7];

  for (int scale = PROGNOSIS_COLOURS_SEQUENTIAL; scale <= PROGNOSIS_COLOURS_DIVERGING; scale++)
    {
      for (int i = 0; i < 7; i++)
        {
          PrognosisRgba ink;

          classes[i] = prognosis_theme_get_scale_colour (theme, scale, i / 6.0);
          ink = prognosis_rgba_get_ink (&classes[i]);
          g_assert_cmpfloat (get_contrast (&ink, &classes[i]), >=, 4.5);
        }
      for (gsize sight = 0; sight < G_N_ELEMENTS (matrices); sight++)
        for (int i = 0; i < 7; i++)
          for (int j = 0; j < i; j++)
            g_assert_cmpfloat (difference (&classes[i], &classes[j], matrices[sight]), >, 6);
      for (int i = 1; i < 7; i++)
        {
          /* In print, falls are lighter than rises. */
          const gboolean is_one_way = scale == PROGNOSIS_COLOURS_SEQUENTIAL || theme == &prognosis_theme_print;
          const double away = is_one_way || i > 3 ? direction : -direction;

          g_assert_cmpfloat (away * (luminance (&classes[i]) - luminance (&classes[i - 1])), >, 0);
        }
    }
}

/* Compared with published values of the same formula. */
static void
test_contrast_ratio (void)
{
  const PrognosisRgba white = { 255, 255, 255, 1 }, black = { 0, 0, 0, 1 }, grey = { 0x76, 0x76, 0x76, 1 }, red = { 255, 0, 0, 1 };

  g_assert_cmpfloat_with_epsilon (get_contrast (&white, &black), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_contrast (&grey, &white), 4.54, 0.005);
  g_assert_cmpfloat_with_epsilon (get_contrast (&white, &grey), 4.54, 0.005);
  g_assert_cmpfloat_with_epsilon (get_contrast (&red, &white), 4.00, 0.005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/theme/contrast-ratio", test_contrast_ratio);
  for (gsize i = 0; i < G_N_ELEMENTS (all_themes); i++)
    {
      const PrognosisTheme *theme = all_themes[i];
      g_autofree char *contrast = g_strdup_printf ("/plot/theme/%s/contrast", theme->id);
      g_autofree char *bands = g_strdup_printf ("/plot/theme/%s/contrast-on-bands", theme->id);
      g_autofree char *apart = g_strdup_printf ("/plot/theme/%s/apart", theme->id);
      g_autofree char *scales = g_strdup_printf ("/plot/theme/%s/scales", theme->id);

      g_test_add_data_func (contrast, (gpointer) theme, test_contrast);
      g_test_add_data_func (bands, (gpointer) theme, test_contrast_on_bands);
      g_test_add_data_func (apart, (gpointer) theme, test_apart);
      g_test_add_data_func (scales, (gpointer) theme, test_scales);
    }
  return g_test_run ();
}
