/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures: ranges are drawable for all data, and positions on screen map to positions in the data. */

#include <math.h>
#include <string.h>

#include "prognosis-layout.h"
#include "prognosis-text.h"

static const PrognosisStyle observed = { .name = "Observed", .colour = PROGNOSIS_COLOUR_OBSERVED };
static const PrognosisStyle live = { .name = "Fit", .colour = PROGNOSIS_COLOUR_FIT, .is_live = TRUE };
static const PrognosisStyle band = { .name = "95 %", .colour = PROGNOSIS_COLOUR_FORECAST, .is_live = TRUE };

typedef struct
{
  const char *name;
  double values[4];
} Values;

static const Values nasty[] = {
  { "plain", { 1, 5, 2, 4 } },
  { "flat", { 7, 7, 7, 7 } },
  { "zero", { 0, 0, 0, 0 } },
  { "negative", { -3, -2, -9, -1 } },
  { "nan", { NAN, NAN, NAN, NAN } },
  { "holes", { NAN, 5, NAN, 4 } },
  { "infinite", { INFINITY, 5, -INFINITY, 4 } },
  { "huge", { 1e300, 5, -1e300, 4 } },
  { "beyond", { 1e308, -1e308, 1.7e308, 4 } },
  { "tiny", { 1e-300, 2e-300, 0, 5e-324 } },
  { "narrow", { 1e9, 1e9 + 1e-7, 1e9, 1e9 } },
  { "large-flat", { 1e15, 1e15 + 1, 1e15, 1e15 } },
  { "far", { 1e9, 5, 1e9, 5 } },
};

static void
test_ranges (gconstpointer data)
{
  const Values *values = data;

  for (int is_log = 0; is_log < 2; is_log++)
    for (int kind = 0; kind < 4; kind++)
      {
        const double x[4] = { 0, 1, 2, 3 };
        g_autoptr (PrognosisFigure) figure = prognosis_figure_new ("A figure");
        PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", "per day", PROGNOSIS_AXIS_NUMBER);
        double from, to;

        prognosis_panel_set_log (panel, is_log);
        if (kind == 0)
          prognosis_panel_add_points (panel, &observed, x, values->values, 4);
        else if (kind == 1)
          prognosis_panel_add_line (panel, &live, x, values->values, 4);
        else if (kind == 2)
          prognosis_panel_add_band (panel, &band, x, x, values->values, 4);
        else /* as places, not values */
          prognosis_panel_add_points (panel, &observed, values->values, x, 4);
        prognosis_panel_get_y_range (panel, &from, &to);
        g_assert_true (isfinite (from) && isfinite (to));
        g_assert_cmpfloat (to - from, >, 1e-9 * MAX (fabs (from), fabs (to)));
        if (is_log)
          g_assert_cmpfloat (from, >, 0);
        prognosis_panel_get_x_range (panel, &from, &to);
        g_assert_true (isfinite (from) && isfinite (to));
        g_assert_cmpfloat (to - from, >, 1e-9 * MAX (fabs (from), fabs (to)));
      }
}

static void
test_given_ranges (void)
{
  const double x[3] = { 0, 1, 2 }, y[3] = { 10, 100, 1000 };
  const double bad[][2] = { { NAN, NAN }, { 3, 3 }, { 5, 1 }, { 0, INFINITY }, { 1e9, 1e9 + 1e-7 } };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_INDEX);
  double from, to, automatic_from, automatic_to;

  prognosis_panel_add_points (panel, &observed, x, y, 3);
  prognosis_panel_get_y_range (panel, &automatic_from, &automatic_to);
  g_assert_cmpfloat (automatic_from, ==, 0);
  g_assert_cmpfloat (automatic_to, >=, 1000);
  prognosis_panel_get_x_range (panel, &automatic_from, &automatic_to);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      prognosis_panel_set_x_range (panel, bad[i][0], bad[i][1]);
      prognosis_panel_get_x_range (panel, &from, &to);
      g_assert_cmpfloat (from, ==, automatic_from);
      g_assert_cmpfloat (to, ==, automatic_to);
    }
  /* points outside the view are ignored */
  prognosis_panel_set_x_range (panel, -0.5, 1.5);
  prognosis_panel_get_y_range (panel, &from, &to);
  g_assert_cmpfloat (to, <, 200);
}

static void
test_runaway_band (void)
{
  const double x[3] = { 0, 1, 2 }, y[3] = { 10, 100, 120 }, low[3] = { 0, 0, 0 }, high[3] = { 10, 1e6, 1e12 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_INDEX);
  double from, to;

  prognosis_panel_add_points (panel, &observed, x, y, 3);
  prognosis_panel_add_band (panel, &band, x, low, high, 3);
  prognosis_panel_get_y_range (panel, &from, &to);
  g_assert_cmpfloat (to, <, 1000);
}

static gboolean
has_label (PrognosisFigure *figure, const char *text)
{
  const PrognosisLayout *layout = prognosis_figure_get_layout (figure, 900, 600);

  for (guint i = 0; i < layout->labels->len; i++)
    if (g_str_equal (g_array_index (layout->labels, PrognosisLabel, i).text, text))
      return TRUE;
  return FALSE;
}

/* Wide bands must not compress the curves. */
static void
test_readable (void)
{
  static const PrognosisStyle narrow = { .name = "50 %", .colour = PROGNOSIS_COLOUR_FORECAST, .coverage = 0.5 };
  static const PrognosisStyle median = { .name = "Forecast", .colour = PROGNOSIS_COLOUR_FORECAST };
  const double x[3] = { 0, 1, 2 }, y[3] = { 10, 100, 40 }, low[3] = { 0, 0, 0 }, inner[3] = { 10, 90, 140 };
  const double outer[3] = { 10, 300, 400 }, runaway[3] = { 10, 100, 250 };

  for (int is_log = 0; is_log < 2; is_log++)
    {
      g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", NULL, PROGNOSIS_AXIS_INDEX);
      double from, to;

      prognosis_panel_set_log (panel, is_log);
      prognosis_panel_add_points (panel, &observed, x, y, 3);
      prognosis_panel_add_band (panel, &band, x, low, outer, 3);
      prognosis_panel_get_y_range (panel, &from, &to);
      g_assert_cmpfloat (to, >=, is_log ? 400 : 250);
      g_assert_cmpfloat (to, <=, is_log ? 500 : 265);
      if (!is_log)
        g_assert_true (has_label (figure, "95 % up to 400 ↑"));
      prognosis_panel_add_band (panel, &narrow, x, low, inner, 3);
      prognosis_panel_get_y_range (panel, &from, &to);
      g_assert_cmpfloat (to, >=, 140);
      g_assert_cmpfloat (to, <=, is_log ? 500 : 265);
      /* a median is never clipped, nor is the narrow band around it */
      prognosis_panel_add_line (panel, &median, x, runaway, 3);
      prognosis_panel_get_y_range (panel, &from, &to);
      g_assert_cmpfloat (to, >=, 250);
      g_assert_cmpfloat (to, <=, is_log ? 1000 : 700);
    }
}

/* The axis holds the wide band unless it reaches more than 2.5 times as far as observations and curves; then the middle one. */
static void
test_wide_band (void)
{
  static const PrognosisStyle middle = { .name = "80 %", .colour = PROGNOSIS_COLOUR_FORECAST, .coverage = 0.8 };
  static const struct
  {
    double middle, wide, top; /* highest values, and the expected end of the axis before its margin */
    const char *label;        /* NULL: nothing is cut */
  } cases[] = {
    { 150, 240, 240, NULL },
    { 150, 260, 150, "95 % up to 260 ↑" },
    { 390, 900, 390, "95 % up to 900 ↑" },
    { 900, 2000, 400, "95 % up to 2000 ↑" },
  };
  const double x[3] = { 0, 1, 2 }, y[3] = { 10, 100, 40 }, low[3] = { 0, 0, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double inner[3] = { 10, 20, cases[i].middle }, outer[3] = { 10, 30, cases[i].wide };
      g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", NULL, PROGNOSIS_AXIS_INDEX);
      double from, to;

      prognosis_panel_add_points (panel, &observed, x, y, 3);
      prognosis_panel_add_band (panel, &band, x, low, outer, 3);
      prognosis_panel_add_band (panel, &middle, x, low, inner, 3);
      prognosis_panel_get_y_range (panel, &from, &to);
      g_assert_cmpfloat_with_epsilon (to, 1.05 * cases[i].top, 1e-6);
      if (cases[i].label != NULL)
        g_assert_true (has_label (figure, cases[i].label));
      else
        g_assert_false (has_label (figure, "95 % up to 240 ↑"));
      /* y follows a zoom in x, also where an axis was held */
      prognosis_figure_hold_ranges (figure, figure);
      prognosis_panel_set_x_range (panel, 0, 1.4);
      prognosis_panel_get_y_range (panel, &from, &to);
      g_assert_cmpfloat_with_epsilon (to, 105, 1e-6);
    }
}

static const PrognosisLabel *
find_label (PrognosisFigure *figure, double width, const char *text)
{
  const PrognosisLayout *layout = prognosis_figure_get_layout (figure, width, 500);

  for (guint i = 0; i < layout->labels->len; i++)
    {
      const PrognosisLabel *label = &g_array_index (layout->labels, PrognosisLabel, i);

      if (g_str_equal (label->text, text))
        return label;
    }
  return NULL;
}

/* In a narrow header, the top of a cut band is the last text to go: it never runs across the curves. */
static void
test_narrow_head (void)
{
  static const PrognosisStyle marker = { .name = "Forecast from 30 Sep 2020", .colour = PROGNOSIS_COLOUR_ORIGIN };
  const double x[3] = { 0, 1, 2 }, y[3] = { 10, 100, 40 }, low[3] = { 0, 0, 0 }, outer[3] = { 10, 300, 400 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Reproduction number", "infections per case", PROGNOSIS_AXIS_INDEX);

  prognosis_panel_add_points (panel, &observed, x, y, 3);
  prognosis_panel_add_band (panel, &band, x, low, outer, 3);
  prognosis_panel_add_marker (panel, &marker, 1.6);
  g_assert_cmpfloat (find_label (figure, 1200, marker.name)->y, ==, find_label (figure, 1200, "95 % up to 400 ↑")->y);
  g_assert_nonnull (find_label (figure, 300, "400 ↑"));
  g_assert_null (find_label (figure, 300, marker.name));
  for (guint i = 0; i < prognosis_figure_get_layout (figure, 300, 500)->labels->len; i++)
    {
      const PrognosisLabel *label = &g_array_index (prognosis_figure_get_layout (figure, 300, 500)->labels, PrognosisLabel, i);
      double top, bottom, left, width;

      g_assert_true (prognosis_figure_get_frame (figure, 300, 500, 0, &left, &top, &width, &bottom));
      g_assert_true (label->x < left || label->y < top || label->y > top + bottom);
    }
}

static PrognosisFigure *
new_figure (gsize n_panels, gboolean is_log, double curve)
{
  PrognosisFigure *figure = prognosis_figure_new ("A figure");

  for (gsize i = 0; i < n_panels; i++)
    {
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", "per day", PROGNOSIS_AXIS_DATE);
      double x[50], y[50], z[50];

      for (int k = 0; k < 50; k++)
        {
          x[k] = 18000 + k;
          y[k] = exp (0.1 * k) * (1 + (double) i);
          z[k] = curve * y[k];
        }
      prognosis_panel_set_log (panel, is_log);
      prognosis_panel_add_points (panel, &observed, x, y, 50);
      prognosis_panel_add_line (panel, &live, x, z, 50);
    }
  return figure;
}

static void
test_locate (void)
{
  for (gsize n = 1; n < 14; n += 4)
    for (int is_log = 0; is_log < 2; is_log++)
      {
        g_autoptr (PrognosisFigure) figure = new_figure (n, is_log, 1);
        const int sizes[][2] = { { 900, 600 }, { 400, 300 }, { 1600, 300 }, { 120, 700 }, { 60, 40 } };

        for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
          for (gsize i = 0; i < n; i++)
            {
              int w = sizes[k][0], h = sizes[k][1];
              double left, top, width, height, data_x, data_y, x, y;
              gsize panel = 99;

              g_assert_true (prognosis_figure_get_frame (figure, w, h, i, &left, &top, &width, &height));
              g_assert_true (left >= 0 && top >= 0 && left + width <= w && top + height <= h && width > 0 && height > 0);
              g_assert_true (
                  prognosis_figure_locate (figure, w, h, left + 0.3 * width, top + 0.6 * height, &panel, &data_x, &data_y));
              g_assert_cmpuint (panel, ==, i);
              g_assert_true (prognosis_figure_project (figure, w, h, i, data_x, data_y, &x, &y));
              g_assert_cmpfloat_with_epsilon (x, left + 0.3 * width, 1e-6);
              g_assert_cmpfloat_with_epsilon (y, top + 0.6 * height, 1e-6);
            }
      }
}

static void
test_locate_outside (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (1, TRUE, 1);
  double x, y, left, top, width, height;

  g_assert_false (prognosis_figure_locate (figure, 900, 600, 1, 1, NULL, NULL, NULL));
  g_assert_false (prognosis_figure_locate_in (figure, 900, 600, 7, 1, 1, &x, &y));
  g_assert_false (prognosis_figure_get_frame (figure, 900, 600, 7, NULL, NULL, NULL, NULL));
  g_assert_false (prognosis_figure_get_frame (figure, 2, 2, 0, NULL, NULL, NULL, NULL));
  g_assert_true (prognosis_figure_get_frame (figure, 900, 600, 0, &left, &top, &width, &height));
  g_assert_true (prognosis_figure_locate_in (figure, 900, 600, 0, left - 10, top, &x, &y));
  g_assert_cmpfloat (x, <, 18000);
  g_assert_false (prognosis_figure_project (figure, 900, 600, 0, 18010, -5, &x, &y));
  g_assert_cmpfloat_with_epsilon (y, top + height, 1e-6);
}

static void
test_static_key (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (2, FALSE, 1.0);
  g_autoptr (PrognosisFigure) moved = new_figure (2, FALSE, 0.97);
  g_autoptr (PrognosisFigure) higher = new_figure (2, FALSE, 30);
  guint64 key = prognosis_figure_static_key (figure, 900, 600, NULL);

  g_assert_cmpuint (key, ==, prognosis_figure_static_key (figure, 900, 600, NULL));
  g_assert_cmpuint (key, ==, prognosis_figure_static_key (moved, 900, 600, NULL));
  g_assert_cmpuint (key, !=, prognosis_figure_static_key (higher, 900, 600, NULL));
  g_assert_cmpuint (key, !=, prognosis_figure_static_key (figure, 901, 600, NULL));
  g_assert_cmpuint (key, !=, prognosis_figure_static_key (figure, 900, 600, &prognosis_theme_dark));
}

static void
test_hold (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (1, FALSE, 1.4);
  g_autoptr (PrognosisFigure) lower = new_figure (1, FALSE, 1.2);
  g_autoptr (PrognosisFigure) higher = new_figure (1, FALSE, 9);
  double from, to, other, needed;

  prognosis_panel_get_y_range (prognosis_figure_get_panel (figure, 0), &from, &to);
  prognosis_figure_hold_ranges (lower, figure);
  prognosis_panel_get_y_range (prognosis_figure_get_panel (lower, 0), &from, &other);
  g_assert_cmpfloat (other, ==, to);
  g_assert_cmpuint (prognosis_figure_static_key (lower, 900, 600, NULL), ==, prognosis_figure_static_key (figure, 900, 600, NULL));
  prognosis_panel_get_y_range (prognosis_figure_get_panel (higher, 0), &from, &needed);
  prognosis_figure_hold_ranges (higher, figure);
  prognosis_panel_get_y_range (prognosis_figure_get_panel (higher, 0), &from, &other);
  g_assert_cmpfloat (other, >, to);
  /* with room, so that it need not grow again at once */
  g_assert_cmpfloat (other, >, 1.2 * needed);
}

static void
test_clear_live (void)
{
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_INDEX);
  const double x[2] = { 0, 1 };

  prognosis_panel_add_line (panel, &live, x, x, 2);
  g_assert_false (prognosis_panel_is_empty (panel));
  prognosis_figure_clear_live (figure);
  g_assert_true (prognosis_panel_is_empty (panel));
}

static void
test_readout (void)
{
  const double x[3] = { 18494, 18495, 18496 }, y[3] = { 100, NAN, 12345 }, low[3] = { 1, 2, 3.25 }, high[3] = { 5, 6, 7000 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new ("Hamburg");
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", NULL, PROGNOSIS_AXIS_DATE);
  g_autofree char *text = NULL;
  g_autofree char *far = NULL;
  g_autofree char *description = NULL;

  prognosis_panel_add_points (panel, &observed, x, y, 3);
  prognosis_panel_add_band (panel, &band, x, low, high, 3);
  text = prognosis_figure_dup_readout (figure, 0, 18496.3);
  g_assert_cmpstr (text, ==, "22 Aug 2020\nObserved: 12\342\200\257345\n95 %: 3 – 7000");
  far = prognosis_figure_dup_readout (figure, 0, 19000);
  g_assert_null (far);
  g_assert_null (prognosis_figure_dup_readout (figure, 5, 18496));
  g_assert_null (prognosis_figure_dup_readout (figure, 0, NAN));
  description = prognosis_figure_dup_description (figure);
  g_assert_nonnull (strstr (description, "Hamburg\nCases: 20 Aug 2020 – 22 Aug 2020"));
}

static const PrognosisLabel *
find_named (const PrognosisLayout *layout, const char *text)
{
  for (guint i = 0; i < layout->labels->len; i++)
    if (g_str_equal (g_array_index (layout->labels, PrognosisLabel, i).text, text))
      return &g_array_index (layout->labels, PrognosisLabel, i);
  return NULL;
}

/* A table of rows names them from top to bottom, and its axis of ratios is logarithmic. */
static void
test_rows (void)
{
  static const char *const names[] = { "First", "Second", "Third", NULL };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Errors", NULL, PROGNOSIS_AXIS_RATIO);
  const PrognosisLayout *layout;
  double y[3], x, middle, previous = 0;
  g_autofree char *readout = NULL;
  g_autofree char *description = NULL;
  g_auto (GStrv) table = NULL;

  prognosis_panel_set_rows (panel, names);
  prognosis_panel_set_x_label (panel, "Ratio");
  for (int i = 0; i < 3; i++)
    prognosis_panel_add_points (panel,
                                &(PrognosisStyle){ .name = names[i], .colour = PROGNOSIS_COLOUR_SERIES1, .hide_legend = TRUE },
                                (double[]){ log10 (0.1 * pow (5, i)) }, (double[]){ -i }, 1);
  layout = prognosis_figure_get_layout (figure, 600, 300);
  for (int i = 0; i < 3; i++)
    {
      const PrognosisLabel *label = find_named (layout, names[i]);

      g_assert_nonnull (label);
      g_assert_true (prognosis_figure_project (figure, 600, 300, 0, log10 (0.1 * pow (5, i)), -i, &x, &y[i]));
      g_assert_cmpfloat_with_epsilon (label->y, y[i], 0.5);
      g_assert_cmpfloat (y[i], >, previous);
      previous = y[i];
    }
  g_assert_nonnull (find_named (layout, "0.5"));
  g_assert_nonnull (find_named (layout, "1"));
  g_assert_true (prognosis_figure_project (figure, 600, 300, 0, log10 (0.5), -1, &middle, NULL));
  g_assert_cmpfloat_with_epsilon (find_named (layout, "0.5")->x, middle, 0.5);
  readout = prognosis_figure_dup_readout (figure, 0, log10 (0.52));
  g_assert_cmpstr (readout, ==, "Second: 0.50");
  table = prognosis_figure_dup_table (figure, 0);
  g_assert_cmpuint (g_strv_length (table), ==, 4);
  g_assert_cmpstr (table[0], ==, "\tRatio");
  g_assert_cmpstr (table[3], ==, "Third\t2.50");
  description = prognosis_figure_dup_description (figure);
  g_assert_nonnull (strstr (description, "\nFirst: 0.10"));
  g_assert_null (strstr (description, "-1"));
}

/* Lines are named at their ends, within the figure, without overlap, and not in the legend. */
static void
test_ends (void)
{
  static const char *const names[] = { "Lowest", "Low", "A rather long name of a model" };
  const double x[2] = { 0, 10 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Cases", NULL, PROGNOSIS_AXIS_NUMBER);
  const PrognosisLayout *layout;
  double left, top, width, height, previous = INFINITY;

  for (int i = 0; i < 3; i++)
    prognosis_panel_add_line (panel,
                              &(PrognosisStyle){ .name = names[i], .colour = PROGNOSIS_COLOUR_SERIES1 + i, .names_end = TRUE }, x,
                              (double[]){ 5, 0.01 * i }, 2);
  layout = prognosis_figure_get_layout (figure, 600, 300);
  g_assert_cmpuint (layout->keys->len, ==, 0);
  g_assert_true (prognosis_figure_get_frame (figure, 600, 300, 0, &left, &top, &width, &height));
  for (int i = 0; i < 3; i++)
    {
      const PrognosisLabel *label = find_named (layout, names[i]);

      g_assert_nonnull (label);
      g_assert_cmpint (label->colour, ==, PROGNOSIS_COLOUR_SERIES1 + i);
      g_assert_cmpfloat (label->x, >, left + width);
      g_assert_cmpfloat (label->x + prognosis_text_measure (names[i], label->size, FALSE), <=, 600);
      g_assert_cmpfloat (label->y, <=, previous - label->size);
      g_assert_cmpfloat (label->y, <=, top + height);
      previous = label->y;
    }
}

/* Only as many rows as needed. */
static void
test_only_legend (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (3, FALSE, 1);
  gsize n_all, n;
  int one, two;

  n_all = prognosis_figure_get_layout (figure, 900, 600)->labels->len;
  prognosis_figure_set_only_legend (figure, TRUE);
  n = prognosis_figure_get_layout (figure, 900, 600)->labels->len;
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (n_all, >, n);
  one = prognosis_figure_measure_legend (figure, 900);
  two = prognosis_figure_measure_legend (figure, 110);
  g_assert_cmpint (one, >=, 15);
  g_assert_cmpint (two, >=, 2 * one - 1);
}

static void
test_find (void)
{
  const double x[4] = { 10, 17, 24, 31 }, y[4] = { 1, NAN, 3, 4 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_DATE);
  double found = NAN;

  prognosis_panel_add_line (panel, &live, x + 2, y + 2, 2);
  prognosis_panel_add_points (panel, &observed, x, y, 3);
  g_assert_cmpfloat (prognosis_figure_find_x (figure, 0, -INFINITY, 1), ==, 10);
  g_assert_cmpfloat (prognosis_figure_find_x (figure, 0, INFINITY, -1), ==, 31);
  g_assert_cmpfloat (prognosis_figure_find_x (figure, 0, 10, 1), ==, 24);
  g_assert_cmpfloat (prognosis_figure_find_x (figure, 0, 31, -1), ==, 24);
  g_assert_true (isnan (prognosis_figure_find_x (figure, 0, 31, 1)));
  g_assert_true (isnan (prognosis_figure_find_x (figure, 1, 10, 1)));
  g_assert_true (prognosis_figure_find_point (figure, 0, 24, &found));
  g_assert_cmpfloat (found, ==, 3);
  g_assert_false (prognosis_figure_find_point (figure, 0, 17, &found));
  g_assert_false (prognosis_figure_find_point (figure, 0, 31, &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plot/figure/ranges/%s", nasty[i].name);

      g_test_add_data_func (path, &nasty[i], test_ranges);
    }
  g_test_add_func ("/plot/figure/given-ranges", test_given_ranges);
  g_test_add_func ("/plot/figure/runaway-band", test_runaway_band);
  g_test_add_func ("/plot/figure/readable", test_readable);
  g_test_add_func ("/plot/figure/wide-band", test_wide_band);
  g_test_add_func ("/plot/figure/narrow-head", test_narrow_head);
  g_test_add_func ("/plot/figure/locate", test_locate);
  g_test_add_func ("/plot/figure/locate-outside", test_locate_outside);
  g_test_add_func ("/plot/figure/static-key", test_static_key);
  g_test_add_func ("/plot/figure/hold", test_hold);
  g_test_add_func ("/plot/figure/clear-live", test_clear_live);
  g_test_add_func ("/plot/figure/readout", test_readout);
  g_test_add_func ("/plot/figure/rows", test_rows);
  g_test_add_func ("/plot/figure/ends", test_ends);
  g_test_add_func ("/plot/figure/only-legend", test_only_legend);
  g_test_add_func ("/plot/figure/find", test_find);
  return g_test_run ();
}
