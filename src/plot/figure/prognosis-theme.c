/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-theme.h"

#include <math.h>

#define RGB(hex)                                                \
  {                                                             \
    ((hex) >> 16) & 0xff, ((hex) >> 8) & 0xff, (hex) &0xff, 1.0 \
  }
#define RGBA(hex, alpha)                                          \
  {                                                               \
    ((hex) >> 16) & 0xff, ((hex) >> 8) & 0xff, (hex) &0xff, alpha \
  }

/* The colours of points, lines and areas: one row per role; columns: light, dark, high contrast on white, on dark.
 *
 * After Okabe and Ito (2008), Color Universal Design; on white, orange, sky blue and yellow are darkened, because the
 * originals fall below a contrast of 3:1. With high contrast, every line and point has a contrast of 7:1 with the
 * background, WCAG's level AAA for text. */
#define COLOURS(of)                                                                                                              \
  {                                                                                                                              \
    [PROGNOSIS_COLOUR_OBSERVED] = of (RGB (0x24292f), RGB (0xeeeeec), RGB (0x000000), RGB (0xffffff)),                           \
    [PROGNOSIS_COLOUR_FLAGGED] = of (RGB (0x8a6100), RGB (0xf0e442), RGB (0x6b4a00), RGB (0xffff66)),                            \
    [PROGNOSIS_COLOUR_FIT] = of (RGB (0x00805c), RGB (0x2fc497), RGB (0x005f43), RGB (0x4fe3b5)),                                \
    [PROGNOSIS_COLOUR_FORECAST] = of (RGB (0x0072b2), RGB (0x56b4e9), RGB (0x004f9e), RGB (0x8bcef5)),                           \
    [PROGNOSIS_COLOUR_INFECTIONS] = of (RGB (0x0051ba), RGB (0x5c9dff), RGB (0x0048d0), RGB (0xa4c2ff)),                         \
    [PROGNOSIS_COLOUR_RECOVERIES] = of (RGB (0x0a5f43), RGB (0x2fe08a), RGB (0x065f4b), RGB (0x2ff07f)),                         \
    [PROGNOSIS_COLOUR_DEATHS] = of (RGB (0xd63800), RGB (0xff6a2a), RGB (0xa82802), RGB (0xff8c42)),                             \
    [PROGNOSIS_COLOUR_ADMISSIONS] = of (RGB (0x8a5cd8), RGB (0xd0c4f2), RGB (0x60349d), RGB (0xcdb4d6)),                         \
    [PROGNOSIS_COLOUR_OTHER] = of (RGB (0x75726e), RGB (0xa09684), RGB (0x4e4224), RGB (0xf1d634)),                              \
    [PROGNOSIS_COLOUR_ORIGIN] = of (RGB (0x5e6468), RGB (0xb5b5b5), RGB (0x000000), RGB (0xffffff)),                             \
    [PROGNOSIS_COLOUR_WINDOW] = of (RGBA (0x30404c, 0.07), RGBA (0xffffff, 0.07), RGBA (0x000000, 0.08), RGBA (0xffffff, 0.10)), \
    [PROGNOSIS_COLOUR_GHOST] = of (RGB (0x8a8d90), RGB (0x8e8e8e), RGB (0x545454), RGB (0xb0b0b0)),                              \
    [PROGNOSIS_COLOUR_LIVE] = of (RGB (0xb5179e), RGB (0xd95fc4), RGB (0x870b6c), RGB (0xdf84ff)),                               \
    [PROGNOSIS_COLOUR_SERIES1] = of (RGB (0x0072b2), RGB (0x56b4e9), RGB (0x004f9e), RGB (0x8bcef5)),                            \
    [PROGNOSIS_COLOUR_SERIES2] = of (RGB (0xd55e00), RGB (0xff7a2e), RGB (0xa03300), RGB (0xff8a45)),                            \
    [PROGNOSIS_COLOUR_SERIES3] = of (RGB (0x00805c), RGB (0x1fb58a), RGB (0x006545), RGB (0x30cf9d)),                            \
    [PROGNOSIS_COLOUR_SERIES4] = of (RGB (0xb0408f), RGB (0xeba0d2), RGB (0x960076), RGB (0xe18bd8)),                            \
    [PROGNOSIS_COLOUR_SERIES5] = of (RGB (0x7a5200), RGB (0xf0e442), RGB (0x513200), RGB (0xffff66)),                            \
    [PROGNOSIS_COLOUR_SERIES6] = of (RGB (0x3d97d3), RGB (0x3a86d8), RGB (0x135c92), RGB (0x6aabff)),                            \
    [PROGNOSIS_COLOUR_SERIES7] = of (RGB (0x24292f), RGB (0xeeeeec), RGB (0x000000), RGB (0xffffff)),                            \
    [PROGNOSIS_COLOUR_SERIES8] = of (RGB (0x7a6ae6), RGB (0x6f6fff), RGB (0x4e44c6), RGB (0xcd99c0)),                            \
  }
#define LIGHT(light, dark, contrast, contrast_dark) light
#define DARK(light, dark, contrast, contrast_dark) dark
#define CONTRAST(light, dark, contrast, contrast_dark) contrast
#define CONTRAST_DARK(light, dark, contrast, contrast_dark) contrast_dark

const PrognosisTheme prognosis_theme_light = {
  .id = "light",
  .background = RGB (0xffffff),
  .text = RGB (0x2e3436),
  .dim = RGB (0x5e6468),
  .grid = RGBA (0x000000, 0.10),
  .line_scale = 1,
  .area_scale = 1,
  .colours = COLOURS (LIGHT),
};

const PrognosisTheme prognosis_theme_dark = {
  .id = "dark",
  .background = RGB (0x1e1e1e),
  .text = RGB (0xf2f2f2),
  .dim = RGB (0xb5b5b5),
  .grid = RGBA (0xffffff, 0.12),
  .line_scale = 1,
  .area_scale = 1.35,
  .colours = COLOURS (DARK),
};

const PrognosisTheme prognosis_theme_print = {
  .id = "print",
  .background = RGB (0xffffff),
  .text = RGB (0x000000),
  .dim = RGB (0x404040),
  .grid = RGBA (0x000000, 0.13),
  .line_scale = 1,
  .area_scale = 1,
  .colours = COLOURS (LIGHT),
};

const PrognosisTheme prognosis_theme_contrast = {
  .id = "contrast",
  .background = RGB (0xffffff),
  .text = RGB (0x000000),
  .dim = RGB (0x000000),
  .grid = RGBA (0x000000, 0.30),
  .line_scale = 1.35,
  .least_opacity = 1,
  .area_scale = 1.6,
  .colours = COLOURS (CONTRAST),
};

const PrognosisTheme prognosis_theme_contrast_dark = {
  .id = "contrast-dark",
  .background = RGB (0x1e1e1e),
  .text = RGB (0xffffff),
  .dim = RGB (0xffffff),
  .grid = RGBA (0xffffff, 0.35),
  .line_scale = 1.35,
  .least_opacity = 1,
  .area_scale = 1.6,
  .colours = COLOURS (CONTRAST_DARK),
};

/* --- scales ----------------------------------------------------------------------- */

/* After Ottosson (2020), "A perceptual color space for image processing": in it, equal distances look alike. */
typedef struct
{
  double l, a, b;
} Oklab;

static double
to_linear (guint8 value)
{
  const double x = value / 255.0;

  return x <= 0.04045 ? x / 12.92 : pow ((x + 0.055) / 1.055, 2.4);
}

static guint8
from_linear (double x)
{
  x = x <= 0.0031308 ? 12.92 * x : 1.055 * pow (x, 1 / 2.4) - 0.055;
  return (guint8) (255 * CLAMP (x, 0, 1) + 0.5);
}

static Oklab
to_oklab (const PrognosisRgba *colour)
{
  const double r = to_linear (colour->red), g = to_linear (colour->green), b = to_linear (colour->blue);
  const double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return (Oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                  0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static PrognosisRgba
from_oklab (const Oklab *lab)
{
  const double l = pow (lab->l + 0.3963377774 * lab->a + 0.2158037573 * lab->b, 3);
  const double m = pow (lab->l - 0.1055613458 * lab->a - 0.0638541728 * lab->b, 3);
  const double s = pow (lab->l - 0.0894841775 * lab->a - 1.2914855480 * lab->b, 3);

  return (PrognosisRgba){ from_linear (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                          from_linear (-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                          from_linear (-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 1 };
}

/* Relative luminance, WCAG 2. */
static double
get_luminance (const PrognosisRgba *colour)
{
  return 0.2126 * to_linear (colour->red) + 0.7152 * to_linear (colour->green) + 0.0722 * to_linear (colour->blue);
}

/* The ends and the middle of each scale: on white, on dark, and in files, which may be printed without colours. */
static const PrognosisRgba scales[][3][3] = {
  [PROGNOSIS_COLOURS_SEQUENTIAL] = { { RGB (0xe4eef6), RGB (0x4a94cc), RGB (0x0a2f5c) },
                                     { RGB (0x2a3642), RGB (0x3d87bd), RGB (0xd9edfc) },
                                     { RGB (0xe4eef6), RGB (0x4a94cc), RGB (0x0a2f5c) } },
  [PROGNOSIS_COLOURS_DIVERGING] = { { RGB (0x0a4a8a), RGB (0xf0f0ee), RGB (0xa34100) },
                                    { RGB (0x7cc3f7), RGB (0x3a3a3a), RGB (0xffa55c) },
                                    { RGB (0xd6ecfb), RGB (0xc4b28e), RGB (0x6e2a00) } },
};

PrognosisRgba
prognosis_theme_get_scale_colour (const PrognosisTheme *self, PrognosisColourScale scale, double position)
{
  const PrognosisRgba *anchors;
  Oklab from, to, between;
  double share;

  g_return_val_if_fail (self != NULL && scale > PROGNOSIS_COLOURS_NONE && scale <= PROGNOSIS_COLOURS_DIVERGING, self->text);
  anchors = scales[scale][g_str_equal (self->id, prognosis_theme_print.id) ? 2 : get_luminance (&self->background) < 0.5];
  share = 2 * CLAMP (position, 0, 1);
  anchors += share > 1;
  share -= share > 1;
  from = to_oklab (&anchors[0]);
  to = to_oklab (&anchors[1]);
  between = (Oklab){ from.l + share * (to.l - from.l), from.a + share * (to.a - from.a), from.b + share * (to.b - from.b) };
  return from_oklab (&between);
}

PrognosisRgba
prognosis_rgba_get_ink (const PrognosisRgba *background)
{
  static const PrognosisRgba black = RGB (0x000000), white = RGB (0xffffff);
  const double luminance = get_luminance (background);

  return (luminance + 0.05) * (luminance + 0.05) > 1.05 * 0.05 ? black : white;
}
