/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-figure.h"
#include "prognosis-ticks.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_LAYER_POINTS,
  PROGNOSIS_LAYER_LINE,
  PROGNOSIS_LAYER_BAND,
  PROGNOSIS_LAYER_MARKER,
  PROGNOSIS_LAYER_SPAN,
  PROGNOSIS_LAYER_LEVEL,
  PROGNOSIS_LAYER_CELLS, /* places of a map */
} PrognosisLayerType;

typedef struct
{
  PrognosisLayerType type;
  PrognosisStyle style; /* name owned */
  gsize n;
  double *x;
  double *y; /* lower edge of a band; NULL for spans and markers */
  double *upper;
  gsize *places;              /* of cells: places of the map */
  GStrv labels, names, texts; /* of cells; empty for NULL */
} PrognosisLayer;

typedef struct
{
  double from, to;
} PrognosisRange;

struct _PrognosisPanel
{
  PrognosisFigure *figure; /* not owned */
  char *title;
  int title_colour; /* of PrognosisColour; -1: that of text */
  char *y_label;
  char *x_label;
  char *empty_text;
  GStrv rows;        /* names; NULL: there is a y axis */
  PrognosisMap *map; /* of the cells; NULL: there are axes */
  PrognosisAxis x_axis;
  gboolean is_log;
  gboolean is_floating;
  PrognosisRange given_x; /* NAN: automatic */
  PrognosisRange held_y;  /* NAN: none */
  PrognosisRange held_x;  /* the x range for which it is held */
  GPtrArray *layers;
};

typedef struct _PrognosisLayout PrognosisLayout;

struct _PrognosisFigure
{
  grefcount ref_count;
  char *title;
  double text_size;
  gboolean localised;
  gboolean show_legend;
  gboolean only_legend;
  GPtrArray *panels;
  PrognosisLayout *layout; /* the most recent layout, or NULL */
  gpointer origin;         /* data of the figure's creator, for updates */
  GDestroyNotify origin_free;
};

/* Every change to the figure calls it. */
void prognosis_figure_changed (PrognosisFigure *self);

/* Layers in drawing order: static layers, then live ones. */
static inline PrognosisLayer *
prognosis_panel_layer (const PrognosisPanel *self, gsize i)
{
  return g_ptr_array_index (self->layers, i);
}

/* The first point that is a value. */
static inline gsize
prognosis_layer_first (const PrognosisLayer *self)
{
  return self->style.has_lead ? 1 : 0;
}

/* Whether its values appear in the readout and in tables. */
static inline gboolean
prognosis_layer_has_readout (const PrognosisLayer *self)
{
  return self->style.name != NULL && self->style.name[0] != '\0' && self->type <= PROGNOSIS_LAYER_BAND;
}

G_END_DECLS
