/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "prognosis-theme.h"

/* What the tests of themes and of drawing compute from colours. */

static const PrognosisTheme *const all_themes[] = { &prognosis_theme_light, &prognosis_theme_dark, &prognosis_theme_print,
                                                    &prognosis_theme_contrast, &prognosis_theme_contrast_dark };

static inline double
linear_channel (guint8 value)
{
  double share = value / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, "relative luminance". */
static inline double
luminance (const PrognosisRgba *colour)
{
  return 0.2126 * linear_channel (colour->red) + 0.7152 * linear_channel (colour->green) + 0.0722 * linear_channel (colour->blue);
}

/* WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
static inline double
get_contrast (const PrognosisRgba *a, const PrognosisRgba *b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/* The colour seen where @top lies on @bottom. */
static inline PrognosisRgba
put_over (const PrognosisRgba *top, const PrognosisRgba *bottom)
{
  double alpha = top->alpha;

  return (PrognosisRgba){
    .red = (guint8) lround (alpha * top->red + (1 - alpha) * bottom->red),
    .green = (guint8) lround (alpha * top->green + (1 - alpha) * bottom->green),
    .blue = (guint8) lround (alpha * top->blue + (1 - alpha) * bottom->blue),
    .alpha = 1,
  };
}
