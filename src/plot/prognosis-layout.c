/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-layout.h"

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define MIN_PANEL 80.0 /* below: only the curve */
#define MIN_FIGURE 8

/* Sizes in units of the text's. */
#define TITLE_SIZE 1.25
#define HEAD_SIZE 1.08
#define TITLE_ROW 2.1
#define LEGEND_ROW 1.75
#define HEAD_ROW 1.85
#define TICK_ROW 1.45
#define SECOND_ROW 1.2
#define TICK_LENGTH 4.0 /* px */

static double
measure_with_pango (const char *text, double size, gboolean is_bold)
{
  static PangoLayout *layout = NULL;
  PangoFontDescription *font;
  int width;

  if (layout == NULL)
    {
      PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

      layout = pango_layout_new (context);
      g_object_unref (context);
    }
  font = pango_font_description_from_string ("sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  return width / (double) PANGO_SCALE;
}

double
prognosis_text_measure (const char *text, double size, gboolean is_bold)
{
  static GHashTable *known = NULL; /* drawing is for one thread */
  g_autofree char *key = g_strdup_printf ("%d%c%s", (int) (size * 64), is_bold ? 'b' : 'n', text);
  double *width;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  width = g_hash_table_lookup (known, key);
  if (width != NULL)
    return *width;
  if (g_hash_table_size (known) > 4000)
    g_hash_table_remove_all (known);
  width = g_new (double, 1);
  *width = measure_with_pango (text, size, is_bold);
  g_hash_table_insert (known, g_steal_pointer (&key), width);
  return *width;
}

/* @text, or its beginning and "…". (transfer full) (nullable) */
static char *
fit_text (const char *text, double size, gboolean is_bold, double width)
{
  glong n;

  if (prognosis_text_measure (text, size, is_bold) <= width)
    return g_strdup (text);
  n = (glong) MIN ((double) g_utf8_strlen (text, -1), width / (0.35 * size) + 1);
  for (; n > 1; n--)
    {
      g_autofree char *part = g_utf8_substring (text, 0, n);
      g_autofree char *shorter = g_strconcat (g_strchomp (part), "…", NULL);

      if (prognosis_text_measure (shorter, size, is_bold) <= width)
        return g_steal_pointer (&shorter);
    }
  return NULL;
}

static void
label_clear (gpointer data)
{
  g_free (((PrognosisLabel *) data)->text);
}

static void
panel_layout_clear (gpointer data)
{
  PrognosisPanelLayout *panel = data;

  g_clear_pointer (&panel->x_ticks, g_array_unref);
  g_clear_pointer (&panel->y_ticks, g_array_unref);
}

void
prognosis_layout_free (PrognosisLayout *layout)
{
  g_array_unref (layout->panels);
  g_array_unref (layout->labels);
  g_array_unref (layout->keys);
  g_free (layout);
}

/* Takes @text, which may be NULL. */
static void
take_label (PrognosisLayout *layout, char *text, double x, double y, double size, gboolean is_bold, gboolean is_dim,
            PrognosisAlign align)
{
  PrognosisLabel label = { text, x, y, size, is_bold, is_dim, align };

  if (text != NULL && *text != '\0')
    g_array_append_val (layout->labels, label);
  else
    g_free (text);
}

static gboolean
has_key (const PrognosisLayer *layer)
{
  return layer->style.name != NULL && layer->style.name[0] != '\0' && !layer->style.hide_legend
         && layer->type != PROGNOSIS_LAYER_MARKER;
}

/* Small multiples repeat their layers; the legend does not. */
static gboolean
key_is_known (const PrognosisLayout *layout, const PrognosisLayer *layer)
{
  for (guint i = 0; i < layout->keys->len; i++)
    {
      const PrognosisLayer *known = g_array_index (layout->keys, PrognosisKey, i).layer;

      if (g_strcmp0 (known->style.name, layer->style.name) == 0 && known->style.colour == layer->style.colour
          && known->type == layer->type)
        return TRUE;
    }
  return FALSE;
}

/* The legend in rows under the title; returns their height. */
static double
lay_legend (PrognosisLayout *layout, const PrognosisFigure *figure, double left, double right, double top)
{
  double size = layout->text_size, x = left, y = top + 0.5 * LEGEND_ROW * size;
  const double most = top + MAX (0.25 * layout->height, LEGEND_ROW * size);

  for (guint i = 0; i < figure->panels->len; i++)
    {
      const PrognosisPanel *panel = g_ptr_array_index (figure->panels, i);

      for (guint k = 0; k < panel->layers->len; k++)
        {
          PrognosisLayer *layer = prognosis_panel_layer (panel, k);
          PrognosisKey key = { layer, x, y };
          g_autofree char *name = NULL;
          double width;

          if (!has_key (layer) || key_is_known (layout, layer))
            continue;
          name = fit_text (layer->style.name, size, FALSE, right - left - PROGNOSIS_KEY_WIDTH - 6);
          if (name == NULL)
            continue;
          width = PROGNOSIS_KEY_WIDTH + 6 + prognosis_text_measure (name, size, FALSE);
          if (x > left && x + width > right)
            {
              key.x = x = left;
              key.y = y += LEGEND_ROW * size;
            }
          if (y > most)
            return y - 0.5 * LEGEND_ROW * size - top;
          g_array_append_val (layout->keys, key);
          take_label (layout, g_steal_pointer (&name), x + PROGNOSIS_KEY_WIDTH + 6, y, size, FALSE, FALSE, PROGNOSIS_ALIGN_LEFT);
          x += width + 1.4 * size;
        }
    }
  return layout->keys->len > 0 ? y + 0.5 * LEGEND_ROW * size - top : 0;
}

/* Columns whose cells come nearest to the shape of a good chart, with few cells empty. */
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

static PrognosisPanelLayout *
panel_at (const PrognosisLayout *layout, gsize i)
{
  return i < layout->panels->len ? &g_array_index (layout->panels, PrognosisPanelLayout, i) : NULL;
}

/* Only the lowest panel of panels over one time axis has its labels. */
static gboolean
shows_x_labels (const PrognosisLayout *layout, const Grid *grid, gsize i)
{
  const PrognosisPanelLayout *self = panel_at (layout, i), *below = panel_at (layout, i + grid->n_columns);

  return below == NULL || below->is_empty || below->panel->x_axis != self->panel->x_axis || below->x.from != self->x.from
         || below->x.to != self->x.to;
}

static gboolean
has_head (const PrognosisPanel *panel)
{
  return panel->title != NULL || panel->y_label != NULL || prognosis_panel_has_marker_label (panel);
}

gboolean
prognosis_panel_has_marker_label (const PrognosisPanel *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      if (layer->type == PROGNOSIS_LAYER_MARKER && layer->style.name != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Height under the frame. */
static double
foot_height (const PrognosisLayout *layout, const Grid *grid, gsize i, gboolean compact)
{
  const PrognosisPanelLayout *self = panel_at (layout, i);
  double size = layout->text_size, height = TICK_LENGTH;

  if (!shows_x_labels (layout, grid, i))
    return height;
  height += TICK_ROW * size;
  if (!compact && self->panel->x_axis == PROGNOSIS_AXIS_DATE)
    height += SECOND_ROW * size;
  if (!compact && self->panel->x_label != NULL)
    height += TICK_ROW * size;
  return height;
}

/* Frames' tops and heights: all frames are of one height. */
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
      if (has_head (panel_at (layout, i)->panel))
        head = HEAD_ROW * size;
    }
  for (gsize row = 0; row < grid->n_rows; row++)
    taken += head + feet[row] + (row > 0 ? grid->row_gap : 0);
  frame_height = MAX ((grid->area.height - taken) / (double) grid->n_rows, 1);
  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = panel_at (layout, i);
      gsize row = i / grid->n_columns;

      if (i > 0 && i % grid->n_columns == 0)
        y += head + frame_height + feet[row - 1] + grid->row_gap;
      self->cell.y = y;
      self->cell.height = head + frame_height + feet[row];
      self->frame.y = y + head;
      self->frame.height = frame_height;
    }
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
    { /* one number alone is no scale */
      g_array_unref (ticks);
      ticks = prognosis_ticks_linear (self->y.from, self->y.to, ++n, FALSE, localised);
    }
  return ticks;
}

/* Frames' left edges and widths: the frames of a column stand under each other. */
static void
lay_columns (PrognosisLayout *layout, const Grid *grid, gboolean localised)
{
  double size = layout->text_size;
  g_autofree double *margins = g_new0 (double, grid->n_columns);

  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = panel_at (layout, i);
      double *margin = &margins[i % grid->n_columns];

      if (self->is_empty)
        continue;
      self->y_ticks = y_ticks (self, size, localised);
      for (guint k = 0; k < self->y_ticks->len; k++)
        {
          const PrognosisTick *tick = &g_array_index (self->y_ticks, PrognosisTick, k);

          *margin = MAX (*margin, prognosis_text_measure (tick->label, size, FALSE) + 7);
        }
    }
  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = panel_at (layout, i);
      gsize column = i % grid->n_columns;
      double margin = grid->column_width - margins[column] >= 40 ? margins[column] : 0;

      self->cell.x = grid->area.x + (double) column * (grid->column_width + grid->column_gap);
      self->cell.width = grid->column_width;
      self->frame.x = self->cell.x + margin;
      self->frame.width = grid->column_width - margin;
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

  if (self->panel->x_axis == PROGNOSIS_AXIS_DATE)
    self->x_ticks = prognosis_ticks_date (self->x.from, self->x.to, self->frame.width, gap, localised, measure_tick, &measure);
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

      take_label (layout, g_strdup (tick->label), x, y, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
      if (tick->second != NULL && y + 1.5 * SECOND_ROW * size <= end)
        take_label (layout, g_strdup (tick->second), x, y + SECOND_ROW * size, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
    }
  if (self->panel->x_label != NULL)
    {
      double middle = end - 1 - 0.5 * TICK_ROW * size;

      if (middle - y >= 0.9 * size)
        take_label (layout, fit_text (self->panel->x_label, size, FALSE, self->frame.width),
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

      take_label (layout, g_strdup (tick->label), self->frame.x - 6, prognosis_panel_layout_y (self, tick->value), size, FALSE,
                  TRUE, PROGNOSIS_ALIGN_RIGHT);
    }
}

/* At the head of its line, where the title leaves room; else inside, left of the line. */
static void
label_marker (PrognosisLayout *layout, const PrognosisPanelLayout *self, const PrognosisLayer *layer, double taken)
{
  double size = layout->text_size, right = self->frame.x + self->frame.width;
  double line = prognosis_panel_layout_x (self, layer->x[0]);
  double half = prognosis_text_measure (layer->style.name, size, FALSE) / 2;
  double x;

  if (!(line >= self->frame.x && line <= right))
    return;
  x = MIN (MAX (line, taken + half), right - half);
  if (x >= taken + half && fabs (x - line) <= half + 1)
    take_label (layout, g_strdup (layer->style.name), x, self->frame.y - 0.72 * size, size, FALSE, TRUE, PROGNOSIS_ALIGN_CENTRE);
  else if (line - 5 - 2 * half > self->frame.x && self->frame.height > 9 * size && layout->panels->len <= 4)
    take_label (layout, g_strdup (layer->style.name), line - 5, self->frame.y + 0.9 * size, size, FALSE, TRUE, PROGNOSIS_ALIGN_RIGHT);
}

static void
label_head (PrognosisLayout *layout, const PrognosisPanelLayout *self)
{
  const PrognosisPanel *panel = self->panel;
  double size = layout->text_size, y = self->frame.y - 0.72 * size, x = self->frame.x;
  double width = self->frame.width;

  if (!has_head (panel))
    return;
  if (panel->title != NULL && panel->title[0] != '\0')
    {
      char *title = fit_text (panel->title, HEAD_SIZE * size, TRUE, width);

      if (title != NULL)
        {
          double length = prognosis_text_measure (title, HEAD_SIZE * size, TRUE);

          take_label (layout, title, x, y, HEAD_SIZE * size, TRUE, FALSE, PROGNOSIS_ALIGN_LEFT);
          x += length + 0.7 * size;
        }
    }
  if (panel->y_label != NULL)
    {
      double length = prognosis_text_measure (panel->y_label, size, FALSE);

      if (x + length <= self->frame.x + width)
        {
          take_label (layout, g_strdup (panel->y_label), x, y, size, FALSE, TRUE, PROGNOSIS_ALIGN_LEFT);
          x += length + 0.7 * size;
        }
    }
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      if (layer->type == PROGNOSIS_LAYER_MARKER && layer->style.name != NULL && layer->style.name[0] != '\0')
        {
          label_marker (layout, self, layer, x);
          break;
        }
    }
}

/* A sentence in the middle, in as many lines as it takes. */
static void
label_sentence (PrognosisLayout *layout, const PrognosisBox *box, const char *sentence)
{
  double size = HEAD_SIZE * layout->text_size, width = box->width - size, y;
  g_auto (GStrv) words = g_strsplit (sentence, " ", -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *longer = line->len > 0 ? g_strdup_printf ("%s %s", line->str, *word) : g_strdup (*word);

      if (line->len > 0 && prognosis_text_measure (longer, size, FALSE) > width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_assign (line, *word);
        }
      else
        g_string_assign (line, longer);
    }
  g_ptr_array_add (lines, g_strdup (line->str));
  if (1.5 * size * lines->len > box->height)
    return;
  y = box->y + box->height / 2 - 0.75 * size * (lines->len - 1);
  for (guint i = 0; i < lines->len; i++, y += 1.5 * size)
    take_label (layout, fit_text (g_ptr_array_index (lines, i), size, FALSE, width), box->x + box->width / 2, y, size, FALSE,
                TRUE, PROGNOSIS_ALIGN_CENTRE);
}

static void
lay_bare (PrognosisLayout *layout, const Grid *grid)
{
  double height = (grid->area.height - (double) (grid->n_rows - 1) * 2) / (double) grid->n_rows;
  double width = (grid->area.width - (double) (grid->n_columns - 1) * 2) / (double) grid->n_columns;

  for (gsize i = 0; i < layout->panels->len; i++)
    {
      PrognosisPanelLayout *self = panel_at (layout, i);

      self->is_bare = TRUE;
      self->cell.x = grid->area.x + (double) (i % grid->n_columns) * (width + 2);
      self->cell.y = grid->area.y + (double) (i / grid->n_columns) * (height + 2);
      self->cell.width = MAX (width, 1);
      self->cell.height = MAX (height, 1);
      self->frame = self->cell;
    }
}

static void
lay_panels (PrognosisLayout *layout, const PrognosisFigure *figure, const PrognosisBox *area)
{
  gsize n = figure->panels->len;
  Grid grid = { .area = *area };

  grid.n_columns = figure->n_columns > 0 ? MIN (figure->n_columns, n) : choose_columns (n, area->width, area->height);
  grid.n_rows = (n + grid.n_columns - 1) / grid.n_columns;
  grid.column_gap = 1.5 * layout->text_size;
  grid.row_gap = 0.7 * layout->text_size;
  grid.column_width = (area->width - (double) (grid.n_columns - 1) * grid.column_gap) / (double) grid.n_columns;
  if (grid.column_width < MIN_PANEL || area->height / (double) grid.n_rows < MIN_PANEL)
    {
      lay_bare (layout, &grid);
      return;
    }
  lay_rows (layout, &grid);
  lay_columns (layout, &grid, figure->localised);
  for (gsize i = 0; i < n; i++)
    {
      PrognosisPanelLayout *self = panel_at (layout, i);

      label_head (layout, self);
      if (self->is_empty)
        {
          label_sentence (layout, &self->frame, self->panel->empty_text != NULL ? self->panel->empty_text : _("Nothing to show here yet"));
          continue;
        }
      lay_x_ticks (layout, self, figure->localised);
      label_y_axis (layout, self);
      if (shows_x_labels (layout, &grid, i))
        label_x_axis (layout, self);
    }
}

static void
add_panels (PrognosisLayout *layout, const PrognosisFigure *figure)
{
  for (guint i = 0; i < figure->panels->len; i++)
    {
      PrognosisPanelLayout panel = { .panel = g_ptr_array_index (figure->panels, i) };

      panel.is_empty = prognosis_panel_is_empty (panel.panel);
      prognosis_panel_get_x_range (panel.panel, &panel.x.from, &panel.x.to);
      prognosis_panel_get_y_range (panel.panel, &panel.y.from, &panel.y.to);
      g_array_append_val (layout->panels, panel);
    }
}

static PrognosisLayout *
layout_new (const PrognosisFigure *figure, int width, int height)
{
  PrognosisLayout *layout = g_new0 (PrognosisLayout, 1);
  gboolean is_small = width < 2 * MIN_PANEL || height < 2 * MIN_PANEL;
  double size = figure->text_size, pad = is_small ? 2 : 0.8 * size;
  PrognosisBox area = { pad, pad, width - 2 * pad, height - 2 * pad };

  layout->width = width;
  layout->height = height;
  layout->text_size = size;
  layout->panels = g_array_new (FALSE, TRUE, sizeof (PrognosisPanelLayout));
  g_array_set_clear_func (layout->panels, panel_layout_clear);
  layout->labels = g_array_new (FALSE, TRUE, sizeof (PrognosisLabel));
  g_array_set_clear_func (layout->labels, label_clear);
  layout->keys = g_array_new (FALSE, TRUE, sizeof (PrognosisKey));
  if (width < MIN_FIGURE || height < MIN_FIGURE)
    return layout;
  add_panels (layout, figure);
  if (figure->title != NULL && figure->title[0] != '\0' && !is_small)
    {
      take_label (layout, fit_text (figure->title, TITLE_SIZE * size, TRUE, area.width), area.x, area.y + 0.4 * TITLE_ROW * size,
                  TITLE_SIZE * size, TRUE, FALSE, PROGNOSIS_ALIGN_LEFT);
      area.y += TITLE_ROW * size;
      area.height -= TITLE_ROW * size;
    }
  if (figure->show_legend && !is_small && area.height > 12 * size)
    {
      double taken = lay_legend (layout, figure, area.x, area.x + area.width, area.y);

      if (taken > 0)
        taken += 0.5 * size;
      area.y += taken;
      area.height -= taken;
    }
  if (figure->panels->len > 0)
    lay_panels (layout, figure, &area);
  else if (!is_small)
    label_sentence (layout, &area, figure->empty_text != NULL ? figure->empty_text : _("Nothing to show here yet"));
  return layout;
}

const PrognosisLayout *
prognosis_figure_get_layout (PrognosisFigure *self, int width, int height)
{
  if (self->layout != NULL && self->layout->width == width && self->layout->height == height)
    return self->layout;
  prognosis_figure_changed (self);
  self->layout = layout_new (self, width, height);
  return self->layout;
}

double
prognosis_panel_layout_x (const PrognosisPanelLayout *layout, double x)
{
  return layout->frame.x + (x - layout->x.from) / (layout->x.to - layout->x.from) * layout->frame.width;
}

double
prognosis_panel_layout_y (const PrognosisPanelLayout *layout, double y)
{
  double bottom = layout->frame.y + layout->frame.height;

  if (layout->panel->is_log)
    return y > 0 ? bottom - log (y / layout->y.from) / log (layout->y.to / layout->y.from) * layout->frame.height : NAN;
  return bottom - (y - layout->y.from) / (layout->y.to - layout->y.from) * layout->frame.height;
}

static gboolean
box_has (const PrognosisBox *box, double x, double y)
{
  return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

gboolean
prognosis_figure_locate_in (PrognosisFigure *self, int width, int height, gsize panel, double x, double y, double *data_x,
                            double *data_y)
{
  const PrognosisPanelLayout *at;
  double across, up;

  g_return_val_if_fail (self != NULL, FALSE);
  at = panel_at (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  across = (x - at->frame.x) / at->frame.width;
  up = (at->frame.y + at->frame.height - y) / at->frame.height;
  if (data_x != NULL)
    *data_x = at->x.from + across * (at->x.to - at->x.from);
  if (data_y != NULL)
    *data_y = at->panel->is_log ? at->y.from * pow (at->y.to / at->y.from, up) : at->y.from + up * (at->y.to - at->y.from);
  return TRUE;
}

gboolean
prognosis_figure_locate (PrognosisFigure *self, int width, int height, double x, double y, gsize *panel, double *data_x,
                         double *data_y)
{
  const PrognosisLayout *layout;

  g_return_val_if_fail (self != NULL, FALSE);
  layout = prognosis_figure_get_layout (self, width, height);
  for (gsize i = 0; i < layout->panels->len; i++)
    if (box_has (&panel_at (layout, i)->frame, x, y))
      {
        if (panel != NULL)
          *panel = i;
        return prognosis_figure_locate_in (self, width, height, i, x, y, data_x, data_y);
      }
  return FALSE;
}

gboolean
prognosis_figure_project (PrognosisFigure *self, int width, int height, gsize panel, double data_x, double data_y, double *x,
                          double *y)
{
  const PrognosisPanelLayout *at;
  double across, down;
  gboolean is_inside;

  g_return_val_if_fail (self != NULL, FALSE);
  at = panel_at (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  across = prognosis_panel_layout_x (at, data_x);
  down = prognosis_panel_layout_y (at, data_y);
  is_inside = box_has (&at->frame, across, down);
  if (isnan (down) && !isnan (data_y))
    down = at->frame.y + at->frame.height;
  if (x != NULL)
    *x = across;
  if (y != NULL)
    *y = down;
  return is_inside;
}

gboolean
prognosis_figure_get_frame (PrognosisFigure *self, int width, int height, gsize panel, double *x, double *y,
                            double *frame_width, double *frame_height)
{
  const PrognosisPanelLayout *at;

  g_return_val_if_fail (self != NULL, FALSE);
  at = panel_at (prognosis_figure_get_layout (self, width, height), panel);
  if (at == NULL)
    return FALSE;
  if (x != NULL)
    *x = at->frame.x;
  if (y != NULL)
    *y = at->frame.y;
  if (frame_width != NULL)
    *frame_width = at->frame.width;
  if (frame_height != NULL)
    *frame_height = at->frame.height;
  return TRUE;
}
