/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-layout-private.h"
#include "prognosis-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Sizes in units of the text size. */
#define HEAD_ROW 1.85
#define TICK_ROW 1.45
#define SECOND_ROW 1.2
#define TICK_LENGTH 4.0 /* px */

/* The number of columns whose cells come closest to the shape of a good chart, with few empty cells. */
static gsize
choose_columns (gsize n, double width, double height)
{
  gsize best = 1;
  double least = INFINITY;

  for (gsize columns = 1; columns <= n; columns++)
    {
      gsize rows = (n + columns - 1) / columns;
      double shape = width / (double) columns / (height / (double) rows);
      double cost = fabs (log (shape / 2.0)) + 4.0 * (double) (rows * columns - n) / (double) (rows * columns);

      if (cost < least - 1e-9)
        {
          least = cost;
          best = columns;
        }
    }
  return best;
}

typedef struct
{
  gsize n_columns, n_rows;
  PrognosisBox area;
  double column_gap, row_gap;
  double column_width;
} Grid;

/* Of panels that share a time axis, only the lowest has labels. */
static gboolean
shows_x_labels (const PrognosisLayout *layout, const Grid *grid, gsize i)
{
  const PrognosisPanelLayout *self = prognosis_layout_panel (layout, i),
                             *below = prognosis_layout_panel (layout, i + grid->n_columns);

  return below == NULL || below->is_empty || below->panel->x_axis != self->panel->x_axis || below->x.from != self->x.from
         || below->x.to != self->x.to;
}

static gboolean
has_marker_label (const PrognosisPanel *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      if (layer->type == PROGNOSIS_LAYER_MARKER && layer->style.name != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_head (const PrognosisPanel *panel)
{
  return panel->title != NULL || panel->y_label != NULL || has_marker_label (panel);
}

/* The height of the part below the frame. */
static double
foot_height (const PrognosisLayout *layout, const Grid *grid, gsize i, gboolean compact)
{
  const PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);
  double size = layout->text_size, height = TICK_LENGTH;

  if (self->panel->map != NULL || !shows_x_labels (layout, grid, i))
    return height;
  height += TICK_ROW * size;
  if (!compact && (self->panel->x_axis == PROGNOSIS_AXIS_DATE || self->panel->x_axis == PROGNOSIS_AXIS_MONTH))
    height += SECOND_ROW * size;
  if (!compact && self->panel->x_label != NULL)
    height += TICK_ROW * size;
  return height;
}

/* Tops and heights of the frames: all have the same height. */
static void
lay_rows (PrognosisLayout *layout, const Grid *grid)
{
  double size = layout->text_size, head = 0, taken = 0, y = grid->area.y;
  double cell_height = (grid->area.height - (double) (grid->n_rows - 1) * grid->row_gap) / (double) grid->n_rows;
  gboolean compact = cell_height < 9 * size;
  g_autofree double *feet = g_new0 (double, grid->n_rows);
  double frame_height;

  for (gsize i = 0; i < layout->panels->len; i++)
    {
      gsize row = i / grid->n_columns;

      feet[row] = MAX (feet[row], foot_height (layout, grid, i, compact));
      if (has_head (prognosis_layout_panel (layout, i)->panel))
        head = HEAD_ROW * size;
    }
  for (gsize row = 0; row < grid->n_rows; row++)
    taken += head + feet[row] + (row > 0 ? grid->row_gap : 0);
  frame_height = MAX ((grid->area.height - taken) / (double) grid->n_rows, 1);
  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);
      gsize row = i / grid->n_columns;

      if (i > 0 && i % grid->n_columns == 0)
        y += head + frame_height + feet[row - 1] + grid->row_gap;
      self->cell.y = y;
      self->cell.height = head + frame_height + feet[row];
      self->frame.y = y + head;
      self->frame.height = frame_height;
    }
}

/* The names of rows take less than half of the width. */
#define ROW_SHARE 0.42

/* Ticks of PrognosisTick with the names of rows. @width [px]: of the column */
static GArray *
row_ticks (const PrognosisPanelLayout *self, double size, double width)
{
  GArray *ticks = prognosis_ticks_linear (0, 0, 1, FALSE, FALSE);

  for (gsize i = 0; self->panel->rows[i] != NULL; i++)
    {
      char *label = prognosis_text_fit (self->panel->rows[i], size, FALSE, ROW_SHARE * width);
      PrognosisTick tick = { .value = -(double) i, .label = label != NULL ? label : g_strdup ("") };

      g_array_append_val (ticks, tick);
    }
  return ticks;
}

static GArray *
y_ticks (const PrognosisPanelLayout *self, double size, gboolean localised)
{
  gsize n = (gsize) CLAMP (self->frame.height / (2.3 * size) + 0.4, 1, 6);
  gsize most = (gsize) CLAMP (self->frame.height / (1.2 * size), 1, 8);
  GArray *ticks;

  if (self->panel->is_log)
    return prognosis_ticks_log (self->y.from, self->y.to, n + 1, localised);
  ticks = prognosis_ticks_linear (self->y.from, self->y.to, n, FALSE, localised);
  while (ticks->len < 2 && n < most)
    { /* a single number is not a scale */
      g_array_unref (ticks);
      ticks = prognosis_ticks_linear (self->y.from, self->y.to, ++n, FALSE, localised);
    }
  return ticks;
}

static gboolean
has_end (const PrognosisLayer *layer)
{
  return layer->type == PROGNOSIS_LAYER_LINE && layer->style.names_end && layer->style.name != NULL && layer->n > 0;
}

/* Names at the ends of lines take at most this share of the width, */
#define END_SHARE 0.36
#define END_GAP 5.0 /* [px], and this distance from the line. */

/* The room right of the frame for the names of lines. */
static double
measure_ends (const PrognosisPanel *panel, double size, double width)
{
  double most = 0;

  for (guint i = 0; i < panel->layers->len; i++)
    if (has_end (prognosis_panel_layer (panel, i)))
      most = MAX (most, prognosis_text_measure (prognosis_panel_layer (panel, i)->style.name, size, FALSE) + END_GAP);
  return MIN (most, END_SHARE * width);
}

/* Left edges and widths of the frames: those in a column are aligned. */
static void
lay_columns (PrognosisLayout *layout, const Grid *grid, gboolean localised)
{
  double size = layout->text_size;
  g_autofree double *margins = g_new0 (double, grid->n_columns);
  g_autofree double *ends = g_new0 (double, grid->n_columns);

  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);
      double *margin = &margins[i % grid->n_columns], *end = &ends[i % grid->n_columns];

      if (self->is_empty || self->panel->map != NULL)
        continue;
      *end = MAX (*end, measure_ends (self->panel, size, grid->column_width));
      self->y_ticks = self->panel->rows != NULL ? row_ticks (self, size, grid->column_width) : y_ticks (self, size, localised);
      for (guint k = 0; k < self->y_ticks->len; k++)
        {
          const PrognosisTick *tick = &g_array_index (self->y_ticks, PrognosisTick, k);

          *margin = MAX (*margin, prognosis_text_measure (tick->label, size, FALSE) + 7);
        }
    }
  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);
      gsize column = i % grid->n_columns;
      double margin = grid->column_width - margins[column] >= 40 ? margins[column] : 0;

      self->cell.x = grid->area.x + (double) column * (grid->column_width + grid->column_gap);
      self->cell.width = grid->column_width;
      self->frame.x = self->cell.x + margin;
      self->frame.width = MAX (grid->column_width - margin - ends[column], 1);
    }
}

typedef struct
{
  double size;
} Measure;

static double
measure_tick (const char *text, gpointer user_data)
{
  return prognosis_text_measure (text, ((Measure *) user_data)->size, FALSE);
}

static void
lay_x_ticks (PrognosisLayout *layout, PrognosisPanelLayout *self, gboolean localised)
{
  Measure measure = { layout->text_size };
  double gap = 0.9 * layout->text_size;

  if (self->panel->x_axis == PROGNOSIS_AXIS_DATE || self->panel->x_axis == PROGNOSIS_AXIS_MONTH)
    self->x_ticks = prognosis_ticks_date (self->x.from, self->x.to, self->frame.width, gap,
                                          self->panel->x_axis == PROGNOSIS_AXIS_MONTH, localised, measure_tick, &measure);
  else if (self->panel->x_axis == PROGNOSIS_AXIS_RATIO)
    self->x_ticks = prognosis_ticks_ratio (self->x.from, self->x.to, self->frame.width, gap, localised, measure_tick, &measure);
  else
    self->x_ticks = prognosis_ticks_fit (self->x.from, self->x.to, self->frame.width, gap,
                                         self->panel->x_axis == PROGNOSIS_AXIS_INDEX, localised, measure_tick, &measure);
}

static void
label_x_axis (PrognosisLayout *layout, PrognosisPanelLayout *self)
{
  double size = layout->text_size, bottom = self->frame.y + self->frame.height;
  double y = bottom + TICK_LENGTH + 0.5 * TICK_ROW * size;
  double right = self->frame.x + self->frame.width + 0.6 * size;
  double end = self->cell.y + self->cell.height + 1;

  for (guint i = 0; i < self->x_ticks->len; i++)
    {
      const PrognosisTick *tick = &g_array_index (self->x_ticks, PrognosisTick, i);
      double half = prognosis_text_measure (tick->label, size, FALSE) / 2;
      double x = MIN (prognosis_panel_layout_x (self, tick->value), right - half);

      prognosis_layout_take_label (layout, g_strdup (tick->label), x, y, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
      if (tick->second != NULL && y + 1.5 * SECOND_ROW * size <= end)
        prognosis_layout_take_label (layout, g_strdup (tick->second), x, y + SECOND_ROW * size, size, FALSE, TRUE,
                                     PROGNOSIS_ALIGN_CENTRE);
    }
  if (self->panel->x_label != NULL)
    {
      double middle = end - 1 - 0.5 * TICK_ROW * size;

      if (middle - y >= 0.9 * size)
        prognosis_layout_take_label (layout, prognosis_text_fit (self->panel->x_label, size, FALSE, self->frame.width),
                                     self->frame.x + self->frame.width / 2, middle, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
    }
}

static void
label_y_axis (PrognosisLayout *layout, PrognosisPanelLayout *self)
{
  double size = layout->text_size;

  if (self->frame.x <= self->cell.x)
    return;
  for (guint i = 0; i < self->y_ticks->len; i++)
    {
      const PrognosisTick *tick = &g_array_index (self->y_ticks, PrognosisTick, i);

      prognosis_layout_take_label (layout, g_strdup (tick->label), self->frame.x - 6, prognosis_panel_layout_y (self, tick->value),
                                   size, FALSE, TRUE, PROGNOSIS_ALIGN_RIGHT);
    }
}

typedef struct
{
  const PrognosisLayer *layer;
  double y; /* [px] */
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *one = a, *other = b;

  return (one->y > other->y) - (one->y < other->y);
}

/* Names lines at their ends, from top to bottom, without overlap. */
static void
label_ends (PrognosisLayout *layout, PrognosisPanelLayout *self)
{
  const double size = layout->text_size, apart = 1.25 * size, x = self->frame.x + self->frame.width + END_GAP;
  const double top = self->frame.y + 0.5 * size, bottom = self->frame.y + self->frame.height - 0.5 * size;
  const double room = self->cell.x + self->cell.width - x;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint i = 0; i < self->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self->panel, i);
      End end = { layer, NAN };

      for (gsize k = 0; has_end (layer) && k < layer->n; k++)
        if (layer->x[k] <= self->x.to && isfinite (layer->y[k]))
          end.y = prognosis_panel_layout_y (self, layer->y[k]);
      if (!isfinite (end.y))
        continue;
      g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  /* Push down what is too close, and then up again what has left the frame. */
  for (guint i = 0; i < ends->len; i++)
    g_array_index (ends, End, i).y = MAX (g_array_index (ends, End, i).y, i > 0 ? g_array_index (ends, End, i - 1).y + apart : top);
  for (guint i = ends->len; i-- > 0;)
    g_array_index (ends, End, i).y
        = MIN (g_array_index (ends, End, i).y, i + 1 < ends->len ? g_array_index (ends, End, i + 1).y - apart : bottom);
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      char *name = prognosis_text_fit (end->layer->style.name, size, FALSE, room);

      if (name == NULL)
        continue;
      prognosis_layout_take_label (layout, name, x, end->y, size, FALSE, FALSE, PROGNOSIS_ALIGN_LEFT);
      g_array_index (layout->labels, PrognosisLabel, layout->labels->len - 1).colour = (int) end->layer->style.colour;
    }
}

/* Labels a marker above its line, or as near to it as the other text of that row allows. Returns how far the row is taken. */
static double
label_marker (PrognosisLayout *layout, const PrognosisPanelLayout *self, const PrognosisLayer *layer, double taken)
{
  double size = layout->text_size, right = self->frame.x + self->frame.width;
  double line = prognosis_panel_layout_x (self, layer->x[0]);
  double half = prognosis_text_measure (layer->style.name, size, FALSE) / 2;
  double x;

  if (!(line >= self->frame.x && line <= right) || taken + 2 * half > right)
    return taken;
  x = MIN (MAX (line, taken + half), right - half);
  prognosis_layout_take_label (layout, g_strdup (layer->style.name), x, self->frame.y - 0.72 * size, size, FALSE, TRUE,
                               PROGNOSIS_ALIGN_CENTRE);
  return x + half + 0.7 * size;
}

static double
round_to_two_digits (double value)
{
  double unit = pow (10, floor (log10 (value)) - 1);

  return unit * round (value / unit);
}

/* The top of a band that leaves the panel: with @name, or only its number. NULL: none does. (transfer full) */
static char *
dup_summit (const PrognosisPanelLayout *self, gboolean with_name, gboolean localised)
{
  double summit = self->y.to;
  const char *name = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self->panel, i);

      for (gsize k = 0; layer->type == PROGNOSIS_LAYER_BAND && layer->style.name != NULL && k < layer->n; k++)
        if (layer->x[k] >= self->x.from && layer->x[k] <= self->x.to && isfinite (layer->upper[k]) && layer->upper[k] > summit)
          {
            summit = layer->upper[k];
            name = layer->style.name;
          }
    }
  if (name == NULL || summit <= 0)
    return NULL;
  number = prognosis_figure_format_number (round_to_two_digits (summit), localised);
  /* Translators: the name of an interval that exceeds the chart, and its upper limit. */
  text = with_name ? g_strdup_printf (_ ("%s up to %s"), name, number) : g_steal_pointer (&number);
  return g_strdup_printf ("%s ↑", text);
}

/* Above the frame, where it crosses no line. */
static void
label_summit (PrognosisLayout *layout, const PrognosisPanelLayout *self, double taken, gboolean localised)
{
  double size = layout->text_size, right = self->frame.x + self->frame.width;

  for (int with_name = TRUE; with_name >= FALSE; with_name--)
    {
      g_autofree char *text = dup_summit (self, with_name, localised);

      if (text == NULL || right - prognosis_text_measure (text, size, FALSE) < taken)
        continue;
      prognosis_layout_take_label (layout, g_steal_pointer (&text), right, self->frame.y - 0.72 * size, size, FALSE, TRUE,
                                   PROGNOSIS_ALIGN_RIGHT);
      return;
    }
}

static void
label_head (PrognosisLayout *layout, const PrognosisPanelLayout *self, gboolean localised)
{
  const PrognosisPanel *panel = self->panel;
  double size = layout->text_size, y = self->frame.y - 0.72 * size, x = self->frame.x;
  double width = self->frame.width;

  if (!has_head (panel))
    return;
  if (panel->title != NULL && panel->title[0] != '\0')
    {
      char *title = prognosis_text_fit (panel->title, PROGNOSIS_HEAD_SIZE * size, TRUE, width);

      if (title != NULL)
        {
          double length = prognosis_text_measure (title, PROGNOSIS_HEAD_SIZE * size, TRUE);

          prognosis_layout_take_label (layout, title, x, y, PROGNOSIS_HEAD_SIZE * size, TRUE, FALSE, PROGNOSIS_ALIGN_LEFT);
          g_array_index (layout->labels, PrognosisLabel, layout->labels->len - 1).colour = panel->title_colour;
          x += length + 0.7 * size;
        }
    }
  if (panel->y_label != NULL)
    {
      g_autofree char *summit = dup_summit (self, FALSE, localised);
      double length = prognosis_text_measure (panel->y_label, size, FALSE);
      double kept = summit != NULL ? prognosis_text_measure (summit, size, FALSE) + 0.7 * size : 0;

      if (x + length + kept <= self->frame.x + width)
        {
          prognosis_layout_take_label (layout, g_strdup (panel->y_label), x, y, size, FALSE, TRUE, PROGNOSIS_ALIGN_LEFT);
          x += length + 0.7 * size;
        }
    }
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      if (layer->type == PROGNOSIS_LAYER_MARKER && !self->is_empty && layer->style.name != NULL && layer->style.name[0] != '\0')
        {
          x = label_marker (layout, self, layer, x);
          break;
        }
    }
  label_summit (layout, self, x, localised);
}

static void
lay_bare (PrognosisLayout *layout, const Grid *grid)
{
  double height = (grid->area.height - (double) (grid->n_rows - 1) * 2) / (double) grid->n_rows;
  double width = (grid->area.width - (double) (grid->n_columns - 1) * 2) / (double) grid->n_columns;

  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);

      self->is_bare = TRUE;
      self->cell.x = grid->area.x + (double) (i % grid->n_columns) * (width + 2);
      self->cell.y = grid->area.y + (double) (i / grid->n_columns) * (height + 2);
      self->cell.width = MAX (width, 1);
      self->cell.height = MAX (height, 1);
      self->frame = self->cell;
      if (self->panel->map != NULL && !self->is_empty)
        prognosis_layout_lay_map (layout, self);
    }
}

void
prognosis_layout_lay_panels (PrognosisLayout *layout, const PrognosisFigure *figure, const PrognosisBox *area)
{
  gsize n = figure->panels->len;
  Grid grid = { .area = *area };

  grid.n_columns = choose_columns (n, area->width, area->height);
  grid.n_rows = (n + grid.n_columns - 1) / grid.n_columns;
  grid.column_gap = 1.5 * layout->text_size;
  grid.row_gap = 0.7 * layout->text_size;
  grid.column_width = (area->width - (double) (grid.n_columns - 1) * grid.column_gap) / (double) grid.n_columns;
  if (grid.column_width < PROGNOSIS_MIN_PANEL || area->height / (double) grid.n_rows < PROGNOSIS_MIN_PANEL)
    {
      lay_bare (layout, &grid);
      return;
    }
  lay_rows (layout, &grid);
  lay_columns (layout, &grid, figure->localised);
  for (gsize i = 0; i < n; i++)
    {
      PrognosisPanelLayout *self = prognosis_layout_panel (layout, i);

      label_head (layout, self, figure->localised);
      if (self->is_empty)
        {
          prognosis_layout_add_sentence (
              layout, &self->frame, self->panel->empty_text != NULL ? self->panel->empty_text : _ ("Nothing to show here yet"));
          continue;
        }
      if (self->panel->map != NULL)
        {
          prognosis_layout_lay_map (layout, self);
          continue;
        }
      lay_x_ticks (layout, self, figure->localised);
      label_y_axis (layout, self);
      label_ends (layout, self);
      if (shows_x_labels (layout, &grid, i))
        label_x_axis (layout, self);
    }
}
