/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-theme.h"

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
