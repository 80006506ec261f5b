/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-chart.h"

G_BEGIN_DECLS

/* A range chosen by the user, for one panel. */
typedef struct
{
  gboolean is_set;
  double from, to;
} PrognosisChartRange;

struct _PrognosisChart
{
  GtkWidget parent_instance;

  PrognosisFigure *figure;
  GArray *zoom; /* of PrognosisChartRange, by panel */
  GArray *home; /* of PrognosisChartRange, by panel: the ranges of the figure itself */

  gboolean is_follower;

  PrognosisChartFunc update;
  gpointer update_data;
  gboolean is_old;      /* the figure is outdated */
  gboolean is_live_old; /* the live layers are outdated */

  GskRenderNode *still; /* static layers: axes and points */
  GskRenderNode *live;  /* live layers, which move with a slider */
  guint64 still_key;
  int still_scale;

  gboolean has_pointer;
  gboolean pointer_moved; /* the pointer has moved, rather than the chart under it */
  double pointer_x, pointer_y;

  gboolean has_cursor; /* moved by keys; replaces the pointer until that moves */
  gsize cursor_panel;
  double cursor_x; /* in data */

  double handles[PROGNOSIS_N_HANDLES];
  double drawn[PROGNOSIS_N_HANDLES]; /* positions drawn by the figure */
  int dragged;                       /* a handle, or -1 */
  gboolean holds_ranges;             /* during a drag of a handle */

  GArray *levels;       /* of double, by panel: NAN: none */
  gssize dragged_level; /* the panel of the level, or -1 */
  double level_y;       /* where it is dragged to, in data */

  gssize drag_panel;
  gboolean is_dragging; /* the drag has moved too far for a click */
  double drag_x;        /* in data, at the start of the drag */
  PrognosisChartRange drag_range;
};

/* In prognosis-chart-view.c. */
void prognosis_chart_class_install_signals (PrognosisChartClass *klass);
void prognosis_chart_zoom_at (PrognosisChart *self, gsize panel, double centre, double factor);
void prognosis_chart_set_range (PrognosisChart *self, gsize panel, double from, double to);
/* Panels of one figure share their time axis: all move together. */
void prognosis_chart_set_ranges (PrognosisChart *self, double from, double to);
void prognosis_chart_emit_handle (PrognosisChart *self, PrognosisHandle handle, double x);
void prognosis_chart_emit_level (PrognosisChart *self, gsize panel, double y);
void prognosis_chart_emit_menu (PrognosisChart *self, gsize panel, double day, double value, double x, double y);
void prognosis_chart_emit_point (PrognosisChart *self, gsize panel, double x, double y);
/* Updates the accessible description: of the whole chart, or of the values at the cursor. */
void prognosis_chart_describe (PrognosisChart *self);
/* The values at the cursor, below the panel's name if there are several panels; NULL if there is no cursor.
 * (transfer full) */
char *prognosis_chart_dup_cursor_text (PrognosisChart *self);

/* In prognosis-chart-pointer.c. */
void prognosis_chart_add_pointer (PrognosisChart *self);

/* In prognosis-chart-handles.c. */
void prognosis_chart_begin_handle (PrognosisChart *self, int handle);
void prognosis_chart_end_handle (PrognosisChart *self);
void prognosis_chart_snapshot_handles (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height);

/* In prognosis-chart-levels.c. */
/* The panel whose level is at a position [px], or -1. */
gssize prognosis_chart_find_level (PrognosisChart *self, double x, double y);
void prognosis_chart_begin_level (PrognosisChart *self, gsize panel);
/* @y: of the pointer [px] */
void prognosis_chart_move_level (PrognosisChart *self, double y);
void prognosis_chart_end_level (PrognosisChart *self);
void prognosis_chart_snapshot_level (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height);

/* In prognosis-chart-keys.c. */
void prognosis_chart_add_keys (PrognosisChart *self);
/* As if the key were pressed; FALSE if the chart does not use it. */
gboolean prognosis_chart_press (PrognosisChart *self, guint key, GdkModifierType state);
void prognosis_chart_drop_cursor (PrognosisChart *self);

/* In prognosis-chart-readout.c. */
GdkRGBA prognosis_chart_to_rgba (const PrognosisRgba *colour);
/* Draws @text in a box beside a position, within @frame; left of it if @to_left and there is room. */
void prognosis_chart_snapshot_box (PrognosisChart *self, GtkSnapshot *snapshot, const char *text, double at_x, double at_y,
                                   const graphene_rect_t *frame, int width, gboolean to_left);
/* The place of the cursor on screen, and its value. FALSE: there is none. */
gboolean prognosis_chart_locate_cursor (PrognosisChart *self, int width, int height, double *x, double *y, double *value);
/* Draws the crosshair and the values at the pointer or cursor. */
void prognosis_chart_snapshot_readout (PrognosisChart *self, GtkSnapshot *snapshot, int width, int height);

G_END_DECLS
