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

/* After Okabe and Ito (2008), Color Universal Design; orange, sky blue and yellow are darkened on white,
 * where the originals fall below a contrast of 3:1. */
#define LIGHT_COLOURS                                                                                \
  {                                                                                                  \
    [PROGNOSIS_COLOUR_OBSERVED] = RGB (0x24292f), [PROGNOSIS_COLOUR_AFTER] = RGB (0xd55e00),         \
    [PROGNOSIS_COLOUR_FLAGGED] = RGB (0x8a6100), [PROGNOSIS_COLOUR_FIT] = RGB (0x00805c),            \
    [PROGNOSIS_COLOUR_FORECAST] = RGB (0x0072b2), [PROGNOSIS_COLOUR_BAND50] = RGBA (0x0072b2, 0.30), \
    [PROGNOSIS_COLOUR_BAND95] = RGBA (0x0072b2, 0.16), [PROGNOSIS_COLOUR_ORIGIN] = RGB (0x5e6468),   \
    [PROGNOSIS_COLOUR_WINDOW] = RGBA (0x30404c, 0.07), [PROGNOSIS_COLOUR_GHOST] = RGB (0x8a8d90),    \
    [PROGNOSIS_COLOUR_LIVE] = RGB (0xb5179e), [PROGNOSIS_COLOUR_SERIES1] = RGB (0x0072b2),           \
    [PROGNOSIS_COLOUR_SERIES2] = RGB (0xd55e00), [PROGNOSIS_COLOUR_SERIES3] = RGB (0x00805c),        \
    [PROGNOSIS_COLOUR_SERIES4] = RGB (0xb0408f), [PROGNOSIS_COLOUR_SERIES5] = RGB (0x7a5200),        \
    [PROGNOSIS_COLOUR_SERIES6] = RGB (0x3d97d3), [PROGNOSIS_COLOUR_SERIES7] = RGB (0x24292f),        \
    [PROGNOSIS_COLOUR_SERIES8] = RGB (0x7a6ae6),                                                     \
  }

#define DARK_COLOURS                                                                                 \
  {                                                                                                  \
    [PROGNOSIS_COLOUR_OBSERVED] = RGB (0xeeeeec), [PROGNOSIS_COLOUR_AFTER] = RGB (0xff9447),         \
    [PROGNOSIS_COLOUR_FLAGGED] = RGB (0xf0e442), [PROGNOSIS_COLOUR_FIT] = RGB (0x2fc497),            \
    [PROGNOSIS_COLOUR_FORECAST] = RGB (0x56b4e9), [PROGNOSIS_COLOUR_BAND50] = RGBA (0x56b4e9, 0.36), \
    [PROGNOSIS_COLOUR_BAND95] = RGBA (0x56b4e9, 0.20), [PROGNOSIS_COLOUR_ORIGIN] = RGB (0xb5b5b5),   \
    [PROGNOSIS_COLOUR_WINDOW] = RGBA (0xffffff, 0.07), [PROGNOSIS_COLOUR_GHOST] = RGB (0x8e8e8e),    \
    [PROGNOSIS_COLOUR_LIVE] = RGB (0xd95fc4), [PROGNOSIS_COLOUR_SERIES1] = RGB (0x56b4e9),           \
    [PROGNOSIS_COLOUR_SERIES2] = RGB (0xff7a2e), [PROGNOSIS_COLOUR_SERIES3] = RGB (0x1fb58a),        \
    [PROGNOSIS_COLOUR_SERIES4] = RGB (0xeba0d2), [PROGNOSIS_COLOUR_SERIES5] = RGB (0xf0e442),        \
    [PROGNOSIS_COLOUR_SERIES6] = RGB (0x3a86d8), [PROGNOSIS_COLOUR_SERIES7] = RGB (0xeeeeec),        \
    [PROGNOSIS_COLOUR_SERIES8] = RGB (0x6f6fff),                                                     \
  }

/* With high contrast, every line and point has a contrast of 7:1 with the background, WCAG's level AAA for text. */
#define CONTRAST_COLOURS                                                                             \
  {                                                                                                  \
    [PROGNOSIS_COLOUR_OBSERVED] = RGB (0x000000), [PROGNOSIS_COLOUR_AFTER] = RGB (0x9e3500),         \
    [PROGNOSIS_COLOUR_FLAGGED] = RGB (0x6b4a00), [PROGNOSIS_COLOUR_FIT] = RGB (0x005f43),            \
    [PROGNOSIS_COLOUR_FORECAST] = RGB (0x004f9e), [PROGNOSIS_COLOUR_BAND50] = RGBA (0x004f9e, 0.42), \
    [PROGNOSIS_COLOUR_BAND95] = RGBA (0x004f9e, 0.24), [PROGNOSIS_COLOUR_ORIGIN] = RGB (0x000000),   \
    [PROGNOSIS_COLOUR_WINDOW] = RGBA (0x000000, 0.08), [PROGNOSIS_COLOUR_GHOST] = RGB (0x545454),    \
    [PROGNOSIS_COLOUR_LIVE] = RGB (0x870b6c), [PROGNOSIS_COLOUR_SERIES1] = RGB (0x004f9e),           \
    [PROGNOSIS_COLOUR_SERIES2] = RGB (0xa03300), [PROGNOSIS_COLOUR_SERIES3] = RGB (0x006545),        \
    [PROGNOSIS_COLOUR_SERIES4] = RGB (0x960076), [PROGNOSIS_COLOUR_SERIES5] = RGB (0x513200),        \
    [PROGNOSIS_COLOUR_SERIES6] = RGB (0x135c92), [PROGNOSIS_COLOUR_SERIES7] = RGB (0x000000),        \
    [PROGNOSIS_COLOUR_SERIES8] = RGB (0x4e44c6),                                                     \
  }

#define CONTRAST_DARK_COLOURS                                                                        \
  {                                                                                                  \
    [PROGNOSIS_COLOUR_OBSERVED] = RGB (0xffffff), [PROGNOSIS_COLOUR_AFTER] = RGB (0xffab6b),         \
    [PROGNOSIS_COLOUR_FLAGGED] = RGB (0xffff66), [PROGNOSIS_COLOUR_FIT] = RGB (0x4fe3b5),            \
    [PROGNOSIS_COLOUR_FORECAST] = RGB (0x8bcef5), [PROGNOSIS_COLOUR_BAND50] = RGBA (0x8bcef5, 0.45), \
    [PROGNOSIS_COLOUR_BAND95] = RGBA (0x8bcef5, 0.28), [PROGNOSIS_COLOUR_ORIGIN] = RGB (0xffffff),   \
    [PROGNOSIS_COLOUR_WINDOW] = RGBA (0xffffff, 0.10), [PROGNOSIS_COLOUR_GHOST] = RGB (0xb0b0b0),    \
    [PROGNOSIS_COLOUR_LIVE] = RGB (0xdf84ff), [PROGNOSIS_COLOUR_SERIES1] = RGB (0x8bcef5),           \
    [PROGNOSIS_COLOUR_SERIES2] = RGB (0xff8a45), [PROGNOSIS_COLOUR_SERIES3] = RGB (0x30cf9d),        \
    [PROGNOSIS_COLOUR_SERIES4] = RGB (0xe18bd8), [PROGNOSIS_COLOUR_SERIES5] = RGB (0xffff66),        \
    [PROGNOSIS_COLOUR_SERIES6] = RGB (0x6aabff), [PROGNOSIS_COLOUR_SERIES7] = RGB (0xffffff),        \
    [PROGNOSIS_COLOUR_SERIES8] = RGB (0xcd99c0),                                                     \
  }

const PrognosisTheme prognosis_theme_light = {
  .id = "light",
  .background = RGB (0xffffff),
  .text = RGB (0x2e3436),
  .dim = RGB (0x5e6468),
  .grid = RGBA (0x000000, 0.10),
  .line_scale = 1,
  .area_scale = 1,
  .colours = LIGHT_COLOURS,
};

const PrognosisTheme prognosis_theme_dark = {
  .id = "dark",
  .background = RGB (0x1e1e1e),
  .text = RGB (0xf2f2f2),
  .dim = RGB (0xb5b5b5),
  .grid = RGBA (0xffffff, 0.12),
  .line_scale = 1,
  .area_scale = 1,
  .colours = DARK_COLOURS,
};

const PrognosisTheme prognosis_theme_print = {
  .id = "print",
  .background = RGB (0xffffff),
  .text = RGB (0x000000),
  .dim = RGB (0x404040),
  .grid = RGBA (0x000000, 0.13),
  .line_scale = 1,
  .area_scale = 1,
  .colours = LIGHT_COLOURS,
};

const PrognosisTheme prognosis_theme_contrast = {
  .id = "contrast",
  .background = RGB (0xffffff),
  .text = RGB (0x000000),
  .dim = RGB (0x000000),
  .grid = RGBA (0x000000, 0.30),
  .line_scale = 1.35,
  .least_opacity = 1,
  .area_scale = 2,
  .colours = CONTRAST_COLOURS,
};

const PrognosisTheme prognosis_theme_contrast_dark = {
  .id = "contrast-dark",
  .background = RGB (0x1e1e1e),
  .text = RGB (0xffffff),
  .dim = RGB (0xffffff),
  .grid = RGBA (0xffffff, 0.35),
  .line_scale = 1.35,
  .least_opacity = 1,
  .area_scale = 2,
  .colours = CONTRAST_DARK_COLOURS,
};
