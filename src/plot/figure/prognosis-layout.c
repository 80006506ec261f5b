/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-layout-private.h"
#include "prognosis-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_FIGURE 8

/* Sizes in units of the text size. */
#define TITLE_SIZE 1.25
#define TITLE_ROW 2.1
#define LEGEND_ROW 1.75

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

static gboolean
has_key (const PrognosisLayer *layer)
{
  return layer->style.name != NULL && layer->style.name[0] != '\0' && !layer->style.hide_legend
         && !(layer->style.names_end && layer->type == PROGNOSIS_LAYER_LINE) && layer->type != PROGNOSIS_LAYER_MARKER;
}

/* What is counted has a colour of its own in each panel, which its title shows. */
static gboolean
is_role (PrognosisColour colour)
{
  return colour >= PROGNOSIS_COLOUR_INFECTIONS && colour <= PROGNOSIS_COLOUR_OTHER;
}

/* Small multiples repeat layers; the legend lists each once. */
static gboolean
key_is_known (const PrognosisLayout *layout, const PrognosisLayer *layer)
{
  for (guint i = 0; i < layout->keys->len; i++)
    {
      const PrognosisLayer *known = g_array_index (layout->keys, PrognosisKey, i).layer;

      if (g_strcmp0 (known->style.name, layer->style.name) == 0 && known->type == layer->type
          && (known->style.colour == layer->style.colour || (is_role (known->style.colour) && is_role (layer->style.colour))))
        return TRUE;
    }
  return FALSE;
}

/* Lays out the legend in rows below the title; returns their height. */
static double
lay_legend (PrognosisLayout *layout, const PrognosisFigure *figure, double left, double right, double top)
{
  double size = layout->text_size, x = left, y = top + 0.5 * LEGEND_ROW * size;
  const double most = top + MAX ((figure->only_legend ? 1 : 0.25) * layout->height, LEGEND_ROW * size);

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
          name = prognosis_text_fit (layer->style.name, size, FALSE, right - left - PROGNOSIS_KEY_WIDTH - 6);
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
          prognosis_layout_take_label (layout, g_steal_pointer (&name), x + PROGNOSIS_KEY_WIDTH + 6, y, size, FALSE, FALSE,
                                       PROGNOSIS_ALIGN_LEFT);
          x += width + 1.4 * size;
        }
    }
  return layout->keys->len > 0 ? y + 0.5 * LEGEND_ROW * size - top : 0;
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
  gboolean is_small = width < 2 * PROGNOSIS_MIN_PANEL || height < 2 * PROGNOSIS_MIN_PANEL;
  double size = figure->text_size, pad = is_small ? 2 : 0.8 * size;
  PrognosisBox area = { pad, pad, width - 2 * pad, height - 2 * pad };

  layout->width = width;
  layout->height = height;
  layout->text_size = size;
  layout->panels = g_array_new (FALSE, TRUE, sizeof (PrognosisPanelLayout));
  g_array_set_clear_func (layout->panels, panel_layout_clear);
  layout->labels = prognosis_layout_new_labels ();
  layout->keys = g_array_new (FALSE, TRUE, sizeof (PrognosisKey));
  if (width < MIN_FIGURE || height < MIN_FIGURE)
    return layout;
  if (figure->only_legend)
    {
      lay_legend (layout, figure, pad, width - pad, 0);
      return layout;
    }
  add_panels (layout, figure);
  if (figure->title != NULL && figure->title[0] != '\0' && !is_small)
    {
      prognosis_layout_take_label (layout, prognosis_text_fit (figure->title, TITLE_SIZE * size, TRUE, area.width), area.x,
                                   area.y + 0.4 * TITLE_ROW * size, TITLE_SIZE * size, TRUE, FALSE, PROGNOSIS_ALIGN_LEFT);
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
    prognosis_layout_lay_panels (layout, figure, &area);
  else if (!is_small)
    prognosis_layout_add_sentence (layout, &area, _ ("Nothing to show here yet"));
  return layout;
}

int
prognosis_figure_measure_legend (PrognosisFigure *self, int width)
{
  const PrognosisLayout *layout;

  g_return_val_if_fail (self != NULL && self->only_legend, 0);
  layout = prognosis_figure_get_layout (self, width, G_MAXINT16);
  if (layout->keys->len == 0)
    return 0;
  return (int) ceil (g_array_index (layout->keys, PrognosisKey, layout->keys->len - 1).y + 0.5 * LEGEND_ROW * layout->text_size);
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
