/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure-private.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height; /* [px], y downwards */
} PrognosisBox;

typedef enum
{
  PROGNOSIS_ALIGN_LEFT,
  PROGNOSIS_ALIGN_CENTRE,
  PROGNOSIS_ALIGN_RIGHT,
} PrognosisAlign;

typedef struct
{
  char *text;
  double x, y; /* @y: the middle of capital letters */
  double size;
  gboolean is_bold, is_dim;
  int colour; /* of PrognosisColour; -1: that of text */
  PrognosisAlign align;
  const PrognosisLayer *ground; /* the cells that it is written on, or NULL */
} PrognosisLabel;

typedef struct
{
  const PrognosisLayer *layer;
  double x, y; /* left, middle */
} PrognosisKey;

typedef struct
{
  const PrognosisPanel *panel;
  PrognosisBox cell, frame;
  gboolean is_bare; /* too small for axes */
  gboolean is_empty;
  PrognosisRange x, y;
  GArray *x_ticks, *y_ticks; /* of PrognosisTick; NULL: none */
} PrognosisPanelLayout;

/* The positions of everything in a figure. Depends only on the figure and the size. */
struct _PrognosisLayout
{
  int width, height;
  double text_size;
  GArray *panels; /* of PrognosisPanelLayout */
  GArray *labels; /* of PrognosisLabel */
  GArray *keys;   /* of PrognosisKey: samples in the legend */
};

/* Borrowed, until the figure changes or another size is requested. */
const PrognosisLayout *prognosis_figure_get_layout (PrognosisFigure *self, int width, int height);
void prognosis_layout_free (PrognosisLayout *layout);

#define PROGNOSIS_KEY_WIDTH 20

/* Data to px; not clipped, may be huge or NAN. */
double prognosis_panel_layout_x (const PrognosisPanelLayout *layout, double x);
double prognosis_panel_layout_y (const PrognosisPanelLayout *layout, double y);
/* The inverse of the latter. */
double prognosis_panel_layout_value (const PrognosisPanelLayout *layout, double y);

G_END_DECLS
