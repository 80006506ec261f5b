/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisColour:
 *
 * What a colour stands for. The theme says which colour that is.
 */
typedef enum
{
  PROGNOSIS_COLOUR_OBSERVED, /* what was known at the origin */
  PROGNOSIS_COLOUR_AFTER,    /* what happened after it */
  PROGNOSIS_COLOUR_FLAGGED,  /* an observation that something is wrong with */
  PROGNOSIS_COLOUR_FIT,
  PROGNOSIS_COLOUR_FORECAST,
  PROGNOSIS_COLOUR_BAND50,
  PROGNOSIS_COLOUR_BAND95,
  PROGNOSIS_COLOUR_ORIGIN,
  PROGNOSIS_COLOUR_WINDOW, /* the training window's shade */
  PROGNOSIS_COLOUR_GHOST,  /* an earlier curve, kept for comparison */
  PROGNOSIS_COLOUR_LIVE,   /* the curve under a slider */
  PROGNOSIS_COLOUR_SERIES1,
  PROGNOSIS_COLOUR_SERIES2,
  PROGNOSIS_COLOUR_SERIES3,
  PROGNOSIS_COLOUR_SERIES4,
  PROGNOSIS_COLOUR_SERIES5,
  PROGNOSIS_COLOUR_SERIES6,
  PROGNOSIS_COLOUR_SERIES7,
  PROGNOSIS_COLOUR_SERIES8,
  PROGNOSIS_N_COLOURS
} PrognosisColour;

#define PROGNOSIS_N_SERIES_COLOURS 8

typedef struct
{
  guint8 red, green, blue;
  double alpha;
} PrognosisRgba;

/**
 * PrognosisTheme:
 *
 * Colours that readers who confuse red and green can tell apart; curves, points and text have a
 * contrast of at least 3:1 against @background, 7:1 in those for high contrast. A caller may copy one and change it.
 */
typedef struct
{
  const char *id;
  PrognosisRgba background;
  PrognosisRgba text;
  PrognosisRgba dim; /* tick labels, units */
  PrognosisRgba grid;
  double line_scale;    /* multiplies every line's width */
  double least_opacity; /* of lines and points */
  double area_scale;    /* of the opacity that a figure asks for areas */
  PrognosisRgba colours[PROGNOSIS_N_COLOURS];
} PrognosisTheme;

extern const PrognosisTheme prognosis_theme_light;
extern const PrognosisTheme prognosis_theme_dark;
extern const PrognosisTheme prognosis_theme_print; /* white, for files */
extern const PrognosisTheme prognosis_theme_contrast;
extern const PrognosisTheme prognosis_theme_contrast_dark;

/* NULL-terminated. Lent. */
const PrognosisTheme *const *prognosis_theme_list (void);
/* By id ("light", "dark", "print", "contrast", "contrast-dark"), or NULL. */
const PrognosisTheme *prognosis_theme_find (const char *id);
/* WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
double prognosis_rgba_contrast (const PrognosisRgba *a, const PrognosisRgba *b);
/* The colour seen where @top lies on @bottom. */
PrognosisRgba prognosis_rgba_over (const PrognosisRgba *top, const PrognosisRgba *bottom);

G_END_DECLS
