/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-region-map.h"
#include "prognosis-ticks.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define MAX_CLASSES 7

/* The limits between classes of colour, ascending. */
typedef struct
{
  PrognosisColourScale scale;
  gsize n_limits;
  double limits[MAX_CLASSES - 1];
} Classes;

const char *
prognosis_region_map_get_title (PrognosisMeasure measure)
{
  static const char *const titles[PROGNOSIS_N_MEASURES] = {
    [PROGNOSIS_MEASURE_RATE] = N_ ("Per 100 000"),
    [PROGNOSIS_MEASURE_GROWTH] = N_ ("Growth"),
    [PROGNOSIS_MEASURE_CHANGE] = N_ ("Change"),
    [PROGNOSIS_MEASURE_CHANCE] = N_ ("Chance of a rise"),
    [PROGNOSIS_MEASURE_PASSED] = N_ ("Chance of passing the threshold"),
  };

  g_return_val_if_fail (measure < PROGNOSIS_N_MEASURES, NULL);
  return _ (titles[measure]);
}

/* What the regions are called; lent by @dataset. */
typedef struct
{
  gsize n;
  const char **codes, **names;
} Regions;

static Regions
list_regions (const PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  const Regions regions = { n, g_new (const char *, n), g_new (const char *, n) };

  for (gsize r = 0; r < n; r++)
    {
      regions.codes[r] = prognosis_dataset_get_region (dataset, r)->code;
      regions.names[r] = prognosis_dataset_get_region (dataset, r)->name;
    }
  return regions;
}

static void
regions_clear (Regions *self)
{
  g_free (self->codes);
  g_free (self->names);
}

PrognosisMap *
prognosis_region_map_new_places (const PrognosisDataset *dataset, PrognosisPlaces places)
{
  Regions regions = list_regions (dataset);
  PrognosisMap *map = prognosis_map_new_tiles (regions.codes, regions.names, regions.n);

  if (places == PROGNOSIS_PLACES_OUTLINES || (places == PROGNOSIS_PLACES_AUTO && map->kind == PROGNOSIS_MAP_ORDER))
    {
      PrognosisMap *outlined = prognosis_map_new_bundled (regions.codes, regions.names, regions.n);

      if (outlined != NULL)
        {
          prognosis_map_unref (map);
          map = outlined;
        }
    }
  regions_clear (&regions);
  return map;
}

PrognosisMap *
prognosis_region_map_new_outlines (const PrognosisDataset *dataset, const PrognosisOutlines *outlines)
{
  Regions regions = list_regions (dataset);
  PrognosisMap *map = prognosis_map_new_outlines (outlines, regions.codes, regions.names, regions.n);

  regions_clear (&regions);
  return map;
}

/* --- classes --------------------------------------------------------------------- */

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Two digits. */
static double
round_limit (double value)
{
  const double unit = value != 0 ? pow (10, floor (log10 (fabs (value))) - 1) : 1;

  return round (value / unit) * unit;
}

/* The step whose values decide the limits, so that colours keep their meaning while days are played. */
static gssize
get_reference (const PrognosisRegionMap *self)
{
  const gboolean is_ahead = self->measure == PROGNOSIS_MEASURE_CHANGE;

  return is_ahead ? (gssize) MIN (self->ranking->n_lag, self->ranking->horizon) : 0;
}

/* The known values of all regions, or their sizes, in order. (transfer full): double */
static GArray *
list_values (const PrognosisRegionMap *self, gboolean sizes)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < self->ranking->n_rows; i++)
    {
      double value = prognosis_ranking_get (self->ranking, i, self->measure, get_reference (self));

      if (sizes)
        value = fabs (value);
      if (self->ranking->rows[i].region >= 0 && isfinite (value))
        g_array_append_val (values, value);
    }
  qsort (values->data, values->len, sizeof (double), compare_doubles);
  return values;
}

static double
get_quantile (const GArray *values, double level)
{
  return g_array_index (values, double, (guint) (level * (values->len - 1) + 0.5));
}

static void
add_limit (Classes *classes, double limit)
{
  if (classes->n_limits == 0 || limit > classes->limits[classes->n_limits - 1])
    classes->limits[classes->n_limits++] = limit;
}

/* Fifths of the regions. */
static void
divide_rates (const PrognosisRegionMap *self, Classes *classes)
{
  g_autoptr (GArray) values = list_values (self, FALSE);

  classes->scale = PROGNOSIS_COLOURS_SEQUENTIAL;
  for (int i = 1; i < 5 && values->len > 0; i++)
    if (round_limit (get_quantile (values, i / 5.0)) > 0)
      add_limit (classes, round_limit (get_quantile (values, i / 5.0)));
}

/* A middle class of little change, and thirds of the sizes of the others to both sides. */
static void
divide_changes (const PrognosisRegionMap *self, Classes *classes)
{
  static const double little = 0.05;
  g_autoptr (GArray) sizes = list_values (self, TRUE);
  const double inner = MAX (sizes->len > 0 ? round_limit (get_quantile (sizes, 1 / 3.0)) : 0, 2 * little);
  const double outer = MAX (sizes->len > 0 ? round_limit (get_quantile (sizes, 2 / 3.0)) : 0, 2 * inner);
  const double limits[] = { -outer, -inner, -little, little, inner, outer };

  classes->scale = PROGNOSIS_COLOURS_DIVERGING;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (limits[i] > -1)
      add_limit (classes, limits[i]);
}

static void
divide_chances (PrognosisColourScale scale, Classes *classes)
{
  static const double limits[] = { 0.1, 0.25, 0.4, 0.6, 0.75, 0.9 };

  classes->scale = scale;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    add_limit (classes, limits[i]);
}

static gsize
find_class (const Classes *classes, double value)
{
  gsize i = 0;

  while (i < classes->n_limits && value >= classes->limits[i])
    i++;
  return i;
}

/* Of a diverging scale, the class that holds what does not differ lies in the middle. */
static double
get_position (const Classes *classes, gsize number, double neutral)
{
  const double middle = (double) find_class (classes, neutral);
  const double last = (double) classes->n_limits;

  if (classes->scale == PROGNOSIS_COLOURS_SEQUENTIAL)
    return last > 0 ? number / last : 0.5;
  return 0.5 + 0.5 * ((double) number - middle) / MAX (MAX (last - middle, middle), 1);
}

/* --- words ----------------------------------------------------------------------- */

/* (transfer full) */
static char *
format_value (const PrognosisRegionMap *self, double value)
{
  const double percent = round (100 * value);

  if (!isfinite (value))
    return g_strdup ("–");
  switch (self->measure)
    {
    case PROGNOSIS_MEASURE_RATE:
      if (value < 10)
        return prognosis_format_fixed (round_limit (value),
                                       value == round (value) ? 0
                                       : value >= 1           ? 1
                                       : value >= 0.1         ? 2
                                                              : 3,
                                       self->is_localised);
      return prognosis_figure_format_number (round_limit (value), self->is_localised);
    case PROGNOSIS_MEASURE_PASSED:
    case PROGNOSIS_MEASURE_CHANCE: return g_strdup_printf (_ ("%.0f %%"), percent);
    case PROGNOSIS_MEASURE_GROWTH:
    case PROGNOSIS_MEASURE_CHANGE:
    case PROGNOSIS_N_MEASURES:
    default: return g_strdup_printf (_ ("%s%.0f %%"), percent < 0 ? "−" : percent > 0 ? "+" : "", fabs (percent));
    }
}

/* (transfer full) */
static char *
name_class (const PrognosisRegionMap *self, const Classes *classes, gsize number)
{
  g_autofree char *lower = number > 0 ? format_value (self, classes->limits[number - 1]) : NULL;
  g_autofree char *upper = number < classes->n_limits ? format_value (self, classes->limits[number]) : NULL;

  if (lower == NULL && upper == NULL)
    return g_strdup (_ ("all"));
  if (lower == NULL)
    /* Translators: a number. */
    return g_strdup_printf (_ ("below %s"), upper);
  if (upper == NULL)
    /* Translators: a number. */
    return g_strdup_printf (_ ("from %s"), lower);
  return g_strdup_printf ("%s – %s", lower, upper);
}

/* "confirmed: chance of a rise, week to 7 Oct 2020". (transfer full) */
static char *
dup_title (const PrognosisRegionMap *self)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self->forecast);
  const gssize step = (gssize) prognosis_dataset_get_n_steps (dataset) - 1 + self->ahead;
  g_autofree char *day = prognosis_figure_format_x (prognosis_dataset_get_day (dataset, step),
                                                    prognosis_trajectories_get_axis (dataset), self->is_localised);
  const char *signal = prognosis_dataset_get_signal (dataset, self->ranking->signal)->name;

  if (self->ranking->n_week > 1)
    /* Translators: a signal, what of it a map shows, and the last day of a week. */
    return g_strdup_printf (_ ("%s · %s · week to %s"), signal, prognosis_region_map_get_title (self->measure), day);
  return g_strdup_printf ("%s · %s · %s", signal, prognosis_region_map_get_title (self->measure), day);
}

/* --- cells ----------------------------------------------------------------------- */

typedef struct
{
  const PrognosisRegionMap *map;
  PrognosisDataset *dataset;
  GPtrArray *texts; /* of the cells */
  GArray *cells;    /* of PrognosisMapCell */
} Cells;

static void
add_cell (Cells *self, gsize row, double value)
{
  const gsize region = (gsize) self->map->ranking->rows[row].region;
  const char *code = self->map->map->places[region].code;
  const char *name = prognosis_dataset_get_region (self->dataset, region)->name;
  char *text = format_value (self->map, value);
  char *label = g_strdup_printf ("%s\n%s", code != NULL ? code : name, text);
  const PrognosisMapCell cell = { region, label, name, text };

  g_ptr_array_add (self->texts, text);
  g_ptr_array_add (self->texts, label);
  g_array_append_val (self->cells, cell);
}

static void
take_cells (Cells *self, PrognosisPanel *panel, const PrognosisStyle *style)
{
  prognosis_panel_add_cells (panel, style, (const PrognosisMapCell *) (const void *) self->cells->data, self->cells->len);
  g_array_set_size (self->cells, 0);
}

static double
get_value (const PrognosisRegionMap *self, gsize row)
{
  return prognosis_ranking_get (self->ranking, row, self->measure, self->ahead);
}

static void
add_classes (Cells *self, PrognosisPanel *panel, const Classes *classes)
{
  const PrognosisRanking *ranking = self->map->ranking;
  const double neutral = self->map->measure == PROGNOSIS_MEASURE_CHANCE ? 0.5 : 0;

  for (gsize number = 0; number <= classes->n_limits; number++)
    {
      g_autofree char *name = name_class (self->map, classes, number);

      for (gsize i = 0; i < ranking->n_rows; i++)
        if (ranking->rows[i].region >= 0 && isfinite (get_value (self->map, i))
            && find_class (classes, get_value (self->map, i)) == number)
          add_cell (self, i, get_value (self->map, i));
      take_cells (self, panel,
                  &(PrognosisStyle){ .name = name, .scale = classes->scale, .position = get_position (classes, number, neutral) });
    }
}

static void
add_unknown (Cells *self, PrognosisPanel *panel)
{
  const PrognosisRanking *ranking = self->map->ranking;

  for (gsize i = 0; i < ranking->n_rows; i++)
    if (ranking->rows[i].region >= 0 && !isfinite (get_value (self->map, i)))
      add_cell (self, i, NAN);
  if (self->cells->len > 0)
    take_cells (self, panel, &(PrognosisStyle){ .name = _ ("not known"), .colour = PROGNOSIS_COLOUR_GHOST, .opacity = 0.25 });
}

/* Of what is to come only. */
static void
add_wide (Cells *self, PrognosisPanel *panel)
{
  const PrognosisRanking *ranking = self->map->ranking;

  for (gsize i = 0; i < ranking->n_rows && self->map->ahead > 0; i++)
    if (ranking->rows[i].region >= 0 && ranking->rows[i].are_wide[self->map->ahead - 1])
      add_cell (self, i, get_value (self->map, i));
  if (self->cells->len > 0)
    take_cells (self, panel,
                &(PrognosisStyle){ .name = _ ("too uncertain to say"),
                                   .colour = PROGNOSIS_COLOUR_OBSERVED,
                                   .mark = PROGNOSIS_MARK_CROSS,
                                   .opacity = 0.4 });
}

static void
add_selected (Cells *self, PrognosisPanel *panel)
{
  const PrognosisRanking *ranking = self->map->ranking;

  for (gsize i = 0; i < ranking->n_rows; i++)
    for (gsize k = 0; k < self->map->n_selected; k++)
      if (ranking->rows[i].region == (gssize) self->map->selected[k])
        add_cell (self, i, get_value (self->map, i));
  if (self->cells->len > 0)
    take_cells (self, panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_OBSERVED, .mark = PROGNOSIS_MARK_HOLLOW, .width = 3 });
}

PrognosisFigure *
prognosis_region_map_new_figure (const PrognosisRegionMap *self)
{
  PrognosisFigure *figure = prognosis_figure_new (NULL);
  g_autofree char *title = dup_title (self);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, NULL, PROGNOSIS_AXIS_NUMBER);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (PrognosisMapCell));
  Cells cells = { self, prognosis_forecast_get_dataset (self->forecast), texts, list };
  Classes classes = { .n_limits = 0 };

  switch (self->measure)
    {
    case PROGNOSIS_MEASURE_RATE: divide_rates (self, &classes); break;
    case PROGNOSIS_MEASURE_CHANCE: divide_chances (PROGNOSIS_COLOURS_DIVERGING, &classes); break;
    case PROGNOSIS_MEASURE_PASSED: divide_chances (PROGNOSIS_COLOURS_SEQUENTIAL, &classes); break;
    case PROGNOSIS_MEASURE_GROWTH:
    case PROGNOSIS_MEASURE_CHANGE:
    case PROGNOSIS_N_MEASURES:
    default: divide_changes (self, &classes); break;
    }
  prognosis_figure_set_localised (figure, self->is_localised);
  prognosis_panel_set_map (panel, self->map);
  add_classes (&cells, panel, &classes);
  add_unknown (&cells, panel);
  add_wide (&cells, panel);
  add_selected (&cells, panel);
  return figure;
}
