/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PrognosisColour:
 *
 * The role of a colour on a chart. To change a colour, change its row in the table of prognosis-theme.c, the only place
 * with colours of charts. A chart names only roles, in the style of each layer (src/plot/charts).
 *
 * No signal has a colour of its own: cases, deaths and hospital admissions each have a panel, with the colours of
 * observations (OBSERVED, AFTER, FLAGGED), of the fit (FIT) and of the forecast (FORECAST, BAND50, BAND95). SERIES1 to
 * SERIES8 distinguish the models, scenarios or networks of one panel.
 */
typedef enum
{
  PROGNOSIS_COLOUR_OBSERVED, /* known at the forecast origin */
  PROGNOSIS_COLOUR_AFTER,    /* observed after the origin */
  PROGNOSIS_COLOUR_FLAGGED,  /* a doubtful observation */
  PROGNOSIS_COLOUR_FIT,
  PROGNOSIS_COLOUR_FORECAST,
  PROGNOSIS_COLOUR_BAND50,
  PROGNOSIS_COLOUR_BAND95,
  PROGNOSIS_COLOUR_ORIGIN,
  PROGNOSIS_COLOUR_WINDOW, /* shading of the training window */
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
 * Colours that can be distinguished with red-green colour blindness; curves, points and text have a contrast of at
 * least 3:1 with @background, or 7:1 in the high-contrast themes. Callers may copy and change a theme.
 */
typedef struct
{
  const char *id;
  PrognosisRgba background;
  PrognosisRgba text;
  PrognosisRgba dim; /* tick labels, units */
  PrognosisRgba grid;
  double line_scale;    /* factor for the width of all lines */
  double least_opacity; /* of lines and points */
  double area_scale;    /* factor for the opacity of areas */
  PrognosisRgba colours[PROGNOSIS_N_COLOURS];
} PrognosisTheme;

extern const PrognosisTheme prognosis_theme_light;
extern const PrognosisTheme prognosis_theme_dark;
extern const PrognosisTheme prognosis_theme_print; /* white, for files */
extern const PrognosisTheme prognosis_theme_contrast;
extern const PrognosisTheme prognosis_theme_contrast_dark;

G_END_DECLS
