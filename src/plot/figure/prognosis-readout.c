/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-layout.h"

/* The index of the value nearest to @x, at most half a step of the layer away; -1: none. */
static gssize
nearest (const PrognosisLayer *layer, double x, double *distance)
{
  gssize best = -1;
  double first = INFINITY, last = -INFINITY, reach;

  *distance = INFINITY;
  for (gsize i = prognosis_layer_first (layer); i < layer->n; i++)
    {
      double off = fabs (layer->x[i] - x);

      if (!isfinite (layer->x[i]) || !isfinite (layer->y[i]) || (layer->upper != NULL && !isfinite (layer->upper[i])))
        continue;
      first = MIN (first, layer->x[i]);
      last = MAX (last, layer->x[i]);
      if (off < *distance)
        {
          *distance = off;
          best = (gssize) i;
        }
    }
  reach = layer->n > 1 ? (last - first) / (double) (layer->n - 1) : 0;
  return *distance <= MAX (0.6 * reach, 0.6) ? best : -1;
}

/* No finer than the axis resolves: a curve may end at 1e-49 people. */
static char *
format_y (double value, const PrognosisPanel *panel, gboolean localised)
{
  double from, to, size;

  prognosis_panel_get_y_range (panel, &from, &to);
  size = MAX (fabs (from), fabs (to));
  if (!isfinite (value) || panel->is_log || size < 0.01 || size >= 1e15)
    return prognosis_figure_format_number (value, localised);
  if (value == round (value))
    return prognosis_format_fixed (value, 0, localised);
  return prognosis_format_fixed (value, size >= 1000 ? 0 : size >= 20 ? 1 : size >= 1 ? 2 : 4, localised);
}

static void
append_values (GString *text, const PrognosisPanel *panel, const PrognosisLayer *layer, gsize i, gboolean localised)
{
  g_autofree char *value = panel->rows != NULL ? prognosis_figure_format_x (layer->x[i], panel->x_axis, localised)
                                               : format_y (layer->y[i], panel, localised);

  if (layer->type == PROGNOSIS_LAYER_BAND)
    {
      g_autofree char *upper = format_y (layer->upper[i], panel, localised);

      /* At its start, a forecast has no interval. */
      if (layer->upper[i] == layer->y[i])
        return;
      g_string_append_printf (text, "\n%s: %s – %s", layer->style.name, value, upper);
    }
  else
    g_string_append_printf (text, "\n%s: %s", layer->style.name, value);
}

/* The index of the value of @layer to show at @x; -1: none. */
static gssize
find_value (const PrognosisLayer *layer, double x)
{
  double distance;
  gssize k = prognosis_layer_has_readout (layer) ? nearest (layer, x, &distance) : -1;

  return k >= 0 && distance < 0.5 ? k : -1;
}

/* The latest start of the layers with a value at @x; NAN: none has a start. */
static double
find_start (const PrognosisPanel *panel, double x)
{
  double start = NAN;

  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      if (layer->style.has_start && find_value (layer, x) >= 0)
        start = fmax (start, layer->style.start);
    }
  return start;
}

/* All points of a table of rows at exactly @x. (transfer full) */
static char *
dup_row_readout (const PrognosisPanel *panel, double x, gboolean localised)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      for (gsize k = 0; prognosis_layer_has_readout (layer) && k < layer->n; k++)
        if (layer->x[k] == x && isfinite (layer->y[k]))
          append_values (text, panel, layer, k, localised);
    }
  /* Each begins with a line break. */
  return g_strdup (text->len > 0 ? text->str + 1 : "");
}

char *
prognosis_figure_dup_readout (PrognosisFigure *self, gsize panel, double data_x)
{
  const PrognosisPanel *at;
  double best = INFINITY, x = NAN, start;
  g_autoptr (GString) text = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  at = prognosis_figure_get_panel (self, panel);
  if (at == NULL || !isfinite (data_x))
    return NULL;
  for (guint i = 0; i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);
      double distance;
      gssize k = prognosis_layer_has_readout (layer) ? nearest (layer, data_x, &distance) : -1;

      if (k >= 0 && distance < best)
        {
          best = distance;
          x = layer->x[k];
        }
    }
  if (isnan (x))
    return NULL;
  if (at->rows != NULL)
    return dup_row_readout (at, x, self->localised);
  day = prognosis_figure_format_x (x, at->x_axis, self->localised);
  text = g_string_new (NULL);
  if (at->x_label != NULL)
    /* Translators: the label of an axis, and a number: "Day 13". */
    g_string_append_printf (text, C_ ("axis", "%s %s"), at->x_label, day);
  else
    g_string_append (text, day);
  start = find_start (at, x);
  if (isfinite (start))
    {
      g_autofree char *from = prognosis_figure_format_x (start, at->x_axis, self->localised);

      g_string_append_c (text, '\n');
      /* Translators: the origin of the forecasts below. */
      g_string_append_printf (text, _ ("Forecast from %s"), from);
    }
  for (guint i = 0; i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);
      gssize k = find_value (layer, x);

      if (k >= 0 && (!layer->style.has_start || layer->style.start == start))
        append_values (text, at, layer, (gsize) k, self->localised);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static char *
dup_table_row (const PrognosisPanel *panel, double x, gboolean localised)
{
  g_autofree char *day = prognosis_figure_format_x (x, panel->x_axis, localised);
  g_autoptr (GString) text = g_string_new (day);

  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);
      double distance;
      gssize k = prognosis_layer_has_readout (layer) ? nearest (layer, x, &distance) : -1;

      if (!prognosis_layer_has_readout (layer))
        continue;
      g_string_append_c (text, '\t');
      if (k >= 0 && distance == 0)
        {
          g_autofree char *value = format_y (layer->y[k], panel, localised);
          g_autofree char *upper = layer->upper != NULL ? format_y (layer->upper[k], panel, localised) : NULL;

          g_string_append_printf (text, "%s%s%s", value, upper != NULL ? " – " : "", upper != NULL ? upper : "");
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Every x with a value, once, ascending. (transfer full) */
static GArray *
dup_places (const PrognosisPanel *panel)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = 0;

  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      for (gsize k = prognosis_layer_first (layer); prognosis_layer_has_readout (layer) && k < layer->n; k++)
        if (isfinite (layer->x[k]))
          g_array_append_val (all, layer->x[k]);
    }
  g_array_sort (all, compare_doubles);
  for (guint i = 0; i < all->len; i++)
    if (n == 0 || g_array_index (all, double, i) != g_array_index (all, double, n - 1))
      g_array_index (all, double, n++) = g_array_index (all, double, i);
  g_array_set_size (all, n);
  return all;
}

static gboolean
is_filled (const PrognosisLayer *layer)
{
  return layer->type == PROGNOSIS_LAYER_CELLS && layer->style.mark == PROGNOSIS_MARK_FILLED;
}

char *
prognosis_panel_dup_cell_readout (const PrognosisPanel *self, double x, double y)
{
  gssize place;

  g_return_val_if_fail (self != NULL, NULL);
  place = self->map != NULL ? prognosis_map_find (self->map, x, y) : -1;
  for (guint i = 0; place >= 0 && i < self->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (self, i);

      for (gsize k = 0; is_filled (layer) && k < layer->n; k++)
        if (layer->places[k] == (gsize) place)
          return g_strdup_printf ("%s\n%s", layer->names[k], layer->texts[k]);
    }
  return NULL;
}

/* Each class with its places. */
static void
describe_map (GString *text, const PrognosisPanel *panel)
{
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);
      g_autofree char *names = layer->names != NULL ? g_strjoinv (", ", layer->names) : NULL;

      if (layer->n > 0 && names != NULL && layer->style.name != NULL)
        g_string_append_printf (text, "\n%s: %s", layer->style.name, names);
    }
}

/* A table of rows as names and values. (transfer full) */
static GStrv
dup_row_table (const PrognosisPanel *panel, gboolean localised)
{
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  g_autofree char *head = g_strconcat ("\t", panel->x_label != NULL ? panel->x_label : "", NULL);

  g_strv_builder_add (rows, head);
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      for (gsize k = 0; prognosis_layer_has_readout (layer) && k < layer->n; k++)
        {
          g_autofree char *value = prognosis_figure_format_x (layer->x[k], panel->x_axis, localised);
          g_autofree char *row = g_strconcat (layer->style.name, "\t", value, NULL);

          if (isfinite (layer->x[k]) && isfinite (layer->y[k]))
            g_strv_builder_add (rows, row);
        }
    }
  return g_strv_builder_end (rows);
}

/* Names and values of the cells that are filled. (transfer full) */
static GStrv
dup_map_table (const PrognosisPanel *panel)
{
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  g_autofree char *head = g_strconcat ("\t", panel->title != NULL ? panel->title : "", NULL);

  g_strv_builder_add (rows, head);
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      for (gsize k = 0; is_filled (layer) && k < layer->n; k++)
        {
          g_autofree char *row = g_strconcat (layer->names[k], "\t", layer->texts[k], NULL);

          g_strv_builder_add (rows, row);
        }
    }
  return g_strv_builder_end (rows);
}

GStrv
prognosis_figure_dup_table (PrognosisFigure *self, gsize panel)
{
  const PrognosisPanel *at = prognosis_figure_get_panel (self, panel);
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  g_autoptr (GArray) all = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  g_return_val_if_fail (at != NULL, NULL);
  if (at->map != NULL)
    return dup_map_table (at);
  if (at->rows != NULL)
    return dup_row_table (at, self->localised);
  for (guint i = 0; i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);

      if (!prognosis_layer_has_readout (layer))
        continue;
      g_string_append_printf (names, "\t%s", layer->style.name);
      if (layer->style.has_start)
        {
          g_autofree char *start = prognosis_figure_format_x (layer->style.start, at->x_axis, self->localised);

          g_string_append_printf (names, ", %s", start);
        }
    }
  g_strv_builder_add (rows, names->str);
  all = dup_places (at);
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *row = dup_table_row (at, g_array_index (all, double, i), self->localised);

      g_strv_builder_add (rows, row);
    }
  return g_strv_builder_end (rows);
}

gsize
prognosis_figure_find_table_row (PrognosisFigure *self, gsize panel)
{
  const PrognosisPanel *at = prognosis_figure_get_panel (self, panel);
  g_autoptr (GArray) all = NULL;
  double origin = INFINITY;
  gsize row = 0;

  g_return_val_if_fail (at != NULL, 0);
  for (guint i = 0; i < at->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (at, i);

      if (layer->type == PROGNOSIS_LAYER_MARKER && layer->style.colour == PROGNOSIS_COLOUR_ORIGIN)
        origin = layer->x[0];
    }
  all = dup_places (at);
  while (row < all->len && g_array_index (all, double, row) <= origin)
    row++;
  return row < all->len ? row : 0;
}

static void
describe_panel (GString *text, const PrognosisPanel *panel, gboolean localised)
{
  double from = INFINITY, to = -INFINITY;

  if (panel->title != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", panel->title);
  if (prognosis_panel_is_empty (panel))
    {
      g_string_append_printf (text, ": %s", _ ("no data"));
      return;
    }
  if (panel->map != NULL)
    {
      describe_map (text, panel);
      return;
    }
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);

      for (gsize k = 0; layer->type <= PROGNOSIS_LAYER_BAND && k < layer->n; k++)
        if (isfinite (layer->x[k]))
          {
            from = MIN (from, layer->x[k]);
            to = MAX (to, layer->x[k]);
          }
    }
  {
    g_autofree char *first = prognosis_figure_format_x (from, panel->x_axis, localised);
    g_autofree char *last = prognosis_figure_format_x (to, panel->x_axis, localised);

    g_string_append_printf (text, ": %s – %s", first, last);
  }
  for (guint i = 0; i < panel->layers->len; i++)
    {
      const PrognosisLayer *layer = prognosis_panel_layer (panel, i);
      gssize k = -1;

      for (gsize j = layer->n; k < 0 && prognosis_layer_has_readout (layer) && j-- > 0;)
        if (isfinite (layer->x[j]) && isfinite (layer->y[j]) && (layer->upper == NULL || isfinite (layer->upper[j])))
          k = (gssize) j;
      if (k < 0)
        continue;
      if (panel->rows != NULL)
        append_values (text, panel, layer, (gsize) k, localised);
      else
        {
          g_autofree char *day = prognosis_figure_format_x (layer->x[k], panel->x_axis, localised);

          append_values (text, panel, layer, (gsize) k, localised);
          g_string_append_printf (text, " (%s)", day);
        }
    }
}

char *
prognosis_figure_dup_description (PrognosisFigure *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);
  if (self->title != NULL)
    g_string_append (text, self->title);
  for (guint i = 0; i < self->panels->len; i++)
    describe_panel (text, g_ptr_array_index (self->panels, i), self->localised);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* FNV-1a hash over words. */
static void
hash_bytes (guint64 *hash, const void *data, gsize n)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < n; i++)
    *hash = (*hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static void
hash_text (guint64 *hash, const char *text)
{
  if (text != NULL)
    hash_bytes (hash, text, strlen (text));
  hash_bytes (hash, "", 1);
}

static void
hash_layer (guint64 *hash, const PrognosisLayer *layer)
{
  const double numbers[]
      = { layer->type,        layer->style.colour,  layer->style.mark,     layer->style.size,   layer->style.dash,
          layer->style.width, layer->style.opacity, layer->style.coverage, layer->style.smooth, (double) layer->n };

  hash_bytes (hash, numbers, sizeof numbers);
  for (gsize i = 0; !layer->style.is_live && i < layer->n; i++)
    {
      hash_bytes (hash, &layer->x[i], sizeof (double));
      if (layer->y != NULL)
        hash_bytes (hash, &layer->y[i], sizeof (double));
      if (layer->upper != NULL)
        hash_bytes (hash, &layer->upper[i], sizeof (double));
      if (layer->labels != NULL)
        hash_text (hash, layer->labels[i]);
    }
}

static void
hash_theme (guint64 *hash, const PrognosisTheme *theme)
{
  const PrognosisRgba *all[] = { &theme->background, &theme->text, &theme->dim, &theme->grid };

  for (gsize i = 0; i < G_N_ELEMENTS (all) + PROGNOSIS_N_COLOURS; i++)
    {
      const PrognosisRgba *c = i < G_N_ELEMENTS (all) ? all[i] : &theme->colours[i - G_N_ELEMENTS (all)];
      const double numbers[] = { c->red, c->green, c->blue, c->alpha };

      hash_bytes (hash, numbers, sizeof numbers);
    }
  hash_bytes (hash, &theme->line_scale, sizeof theme->line_scale);
}

guint64
prognosis_figure_static_key (PrognosisFigure *self, int width, int height, const PrognosisTheme *theme)
{
  const PrognosisLayout *layout;
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  const int size[] = { width, height };

  g_return_val_if_fail (self != NULL, 0);
  layout = prognosis_figure_get_layout (self, width, height);
  hash_bytes (&hash, size, sizeof size);
  hash_theme (&hash, theme != NULL ? theme : &prognosis_theme_light);
  for (guint i = 0; i < layout->labels->len; i++)
    {
      const PrognosisLabel *label = &g_array_index (layout->labels, PrognosisLabel, i);
      const double numbers[] = { label->x, label->y, label->size, label->colour };

      hash_text (&hash, label->text);
      hash_bytes (&hash, numbers, sizeof numbers);
    }
  for (guint i = 0; i < layout->keys->len; i++)
    hash_layer (&hash, g_array_index (layout->keys, PrognosisKey, i).layer);
  for (guint i = 0; i < layout->panels->len; i++)
    {
      const PrognosisPanelLayout *panel = &g_array_index (layout->panels, PrognosisPanelLayout, i);
      const double numbers[] = { panel->frame.x, panel->frame.y, panel->frame.width, panel->frame.height, panel->x.from,
                                 panel->x.to,    panel->y.from,  panel->y.to,        panel->is_bare };

      hash_bytes (&hash, numbers, sizeof numbers);
      for (guint k = 0; k < panel->panel->layers->len; k++)
        if (!prognosis_panel_layer (panel->panel, k)->style.is_live)
          hash_layer (&hash, prognosis_panel_layer (panel->panel, k));
    }
  return hash;
}
