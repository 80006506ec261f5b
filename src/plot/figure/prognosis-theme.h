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
 * Observations are neutral (OBSERVED, FLAGGED); forecasts have the colour of what is counted (INFECTIONS to OTHER, see
 * prognosis_colour_of_signal()), the same on every page and in the report. A band has the colour of its line and becomes
 * paler with its coverage. SERIES1 to SERIES8 distinguish the models, scenarios or networks of one panel.
 */
typedef enum
{
  PROGNOSIS_COLOUR_OBSERVED,
  PROGNOSIS_COLOUR_FLAGGED, /* a doubtful observation */
  PROGNOSIS_COLOUR_FIT,     /* an estimate that is not a count, such as the reproduction number */
  PROGNOSIS_COLOUR_FORECAST,
  PROGNOSIS_COLOUR_INFECTIONS,
  PROGNOSIS_COLOUR_RECOVERIES,
  PROGNOSIS_COLOUR_DEATHS,
  PROGNOSIS_COLOUR_ADMISSIONS, /* to hospital */
  PROGNOSIS_COLOUR_OTHER,      /* any other signal */
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

/* Colours of numbers, even steps of which look evenly apart, also without red and green. */
typedef enum
{
  PROGNOSIS_COLOURS_NONE,
  PROGNOSIS_COLOURS_SEQUENTIAL, /* from little, near the background, to much */
  PROGNOSIS_COLOURS_DIVERGING,  /* from a fall, blue, by no difference, near the background, to a rise, orange */
} PrognosisColourScale;

/**
 * PrognosisTheme:
 *
 * Colours that can be distinguished with red-green colour blindness; curves, points and text have a contrast of at
 * least 3:1 with @background, what is counted at least 4.5:1, and all 7:1 in the high-contrast themes. Callers may copy
 * and change a theme.
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

/* @position: 0 to 1 */
PrognosisRgba prognosis_theme_get_scale_colour (const PrognosisTheme *self, PrognosisColourScale scale, double position);
/* Black or white, whichever is easier to read on @background. */
PrognosisRgba prognosis_rgba_get_ink (const PrognosisRgba *background);

extern const PrognosisTheme prognosis_theme_light;
extern const PrognosisTheme prognosis_theme_dark;
extern const PrognosisTheme prognosis_theme_print; /* white, for files */
extern const PrognosisTheme prognosis_theme_contrast;
extern const PrognosisTheme prognosis_theme_contrast_dark;

G_END_DECLS
