/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawing: PLplot never exits or hangs, and never leaves the context in an error state, whatever it is given. */

#include <glib/gstdio.h>
#include <math.h>

#include "../theme-test.h"
#include "prognosis-diagram.h"
#include "prognosis-figure.h"
#include "prognosis-model-list.h"

#define N 60

typedef struct
{
  const char *name;
  double x[4], y[4];
} Case;

static const Case cases[] = {
  { "plain", { 0, 1, 2, 3 }, { 1, 5, 2, 4 } },
  { "nan", { 0, 1, 2, 3 }, { NAN, NAN, NAN, NAN } },
  { "nan-places", { NAN, NAN, NAN, NAN }, { 1, 2, 3, 4 } },
  { "holes", { 0, NAN, 2, 3 }, { 1, 2, NAN, 4 } },
  { "infinite", { 0, 1, INFINITY, 3 }, { INFINITY, 5, -INFINITY, 4 } },
  { "huge", { -1e300, 1, 2, 1e300 }, { 1e300, 5, -1e300, 4 } },
  { "beyond", { -1e308, 1, 2, 1.7e308 }, { 1e308, 5, -1e308, 4 } },
  { "far", { 0, 1, 2, 3 }, { 1, 1e9, -1e9, 4 } },
  { "tiny", { 0, 1e-300, 2e-300, 3e-300 }, { 1e-300, 5e-324, 0, 1e-310 } },
  { "flat", { 5, 5, 5, 5 }, { 7, 7, 7, 7 } },
  { "narrow", { 1e9, 1e9 + 1e-7, 1e9, 1e9 }, { 1e9, 1e9 + 1e-7, 1e9, 1e9 } },
  { "backwards", { 3, 2, 1, 0 }, { 1, 2, 3, 4 } },
};

static void
add_all_layers (PrognosisPanel *panel, const double *x, const double *y, gsize n)
{
  for (int is_live = 0; is_live < 2; is_live++)
    {
      PrognosisStyle style = { .name = "Layer", .colour = PROGNOSIS_COLOUR_SERIES1, .is_live = is_live };

      prognosis_panel_add_span (panel, &style, x[0], x[n - 1]);
      prognosis_panel_add_band (panel, &style, x, x, y, n);
      for (int mark = 0; mark < 4; mark++)
        {
          style.mark = mark;
          style.colour++;
          prognosis_panel_add_points (panel, &style, x, y, n);
        }
      prognosis_panel_add_line (panel, &style, x, y, n);
      style.dash = PROGNOSIS_DASH_DASHES;
      prognosis_panel_add_line (panel, &style, x, y, n);
      prognosis_panel_add_marker (panel, &style, x[1]);
      prognosis_panel_add_level (panel, &style, y[1]);
      style.colour = PROGNOSIS_COLOUR_FLAGGED;
      prognosis_panel_add_points (panel, &style, x, y, n);
    }
}

static cairo_surface_t *
draw_on (cairo_surface_t *surface, PrognosisFigure *figure, int width, int height, const PrognosisTheme *theme,
         PrognosisDrawFlags flags)
{
  g_autoptr (GError) error = NULL;
  cairo_t *cr;
  cairo_matrix_t before, after;

  if (surface == NULL)
    surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  cr = cairo_create (surface);
  cairo_translate (cr, 0.0, 0.0);
  cairo_get_matrix (cr, &before);
  g_assert_true (prognosis_figure_draw (figure, cr, width, height, theme, flags, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gsize
count_ink (cairo_surface_t *surface, double left, double top, double right, double bottom)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  gsize n = 0;

  for (int y = (int) top; y < (int) bottom; y++)
    for (int x = (int) left; x < (int) right; x++)
      n += data[y * stride + 4 * x + 3] > 8;
  return n;
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  const int sizes[][2] = { { 900, 600 }, { 300, 200 }, { 100, 90 }, { 60, 300 }, { 30, 20 }, { 9, 9 }, { 3, 3 } };

  for (int is_log = 0; is_log < 2; is_log++)
    for (int axis = 0; axis < 3; axis++)
      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          g_autoptr (PrognosisFigure) figure = prognosis_figure_new ("Title");
          PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Panel", "unit", axis);

          prognosis_panel_set_log (panel, is_log);
          add_all_layers (panel, it->x, it->y, 4);
          cairo_surface_destroy (draw_on (NULL, figure, sizes[k][0], sizes[k][1], NULL, PROGNOSIS_DRAW_ALL));
        }
}

static PrognosisFigure *
new_figure (gsize n_panels, gsize n)
{
  PrognosisFigure *figure = prognosis_figure_new ("A figure");
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  g_autofree double *low = g_new (double, n);

  for (gsize i = 0; i < n_panels; i++)
    {
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, "Panel", "unit", PROGNOSIS_AXIS_DATE);

      for (gsize k = 0; k < n; k++)
        {
          x[k] = 18000 + (double) k;
          y[k] = 500 + 400 * sin (0.1 * (double) k + (double) i);
          low[k] = 0.5 * y[k];
        }
      prognosis_panel_add_points (panel, &(PrognosisStyle){ .name = "Observed" }, x, y, n);
      prognosis_panel_add_marker (panel, &(PrognosisStyle){ .name = "Origin", .colour = PROGNOSIS_COLOUR_ORIGIN }, x[n / 2]);
      prognosis_panel_add_band (panel, &(PrognosisStyle){ .name = "Band", .colour = PROGNOSIS_COLOUR_FORECAST, .is_live = TRUE }, x,
                                low, y, n);
      prognosis_panel_add_line (panel, &(PrognosisStyle){ .name = "Fit", .colour = PROGNOSIS_COLOUR_FIT, .is_live = TRUE }, x, y,
                                n);
    }
  return figure;
}

static void
assert_same_pixels (cairo_surface_t *a, cairo_surface_t *b)
{
  gsize n = (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a);

  g_assert_cmpmem (cairo_image_surface_get_data (a), n, cairo_image_surface_get_data (b), n);
}

/* A cached picture of the static layers with the live layers on top equals the whole. */
static void
test_layers (void)
{
  for (gsize n = 1; n < 6; n += 2)
    {
      g_autoptr (PrognosisFigure) figure = new_figure (n, N);
      cairo_surface_t *whole = draw_on (NULL, figure, 640, 480, NULL, PROGNOSIS_DRAW_ALL);
      cairo_surface_t *parts = draw_on (NULL, figure, 640, 480, NULL, PROGNOSIS_DRAW_BACKGROUND | PROGNOSIS_DRAW_STATIC);

      draw_on (parts, figure, 640, 480, NULL, PROGNOSIS_DRAW_LIVE);
      assert_same_pixels (whole, parts);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (parts);
    }
}

static void
test_same_twice (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (3, N);
  cairo_surface_t *first = draw_on (NULL, figure, 640, 480, &prognosis_theme_dark, PROGNOSIS_DRAW_ALL);
  cairo_surface_t *second = draw_on (NULL, figure, 640, 480, &prognosis_theme_dark, PROGNOSIS_DRAW_ALL);

  assert_same_pixels (first, second);
  cairo_surface_destroy (first);
  cairo_surface_destroy (second);
}

/* Curves are clipped to the frame, not to the page. */
static void
test_clipped (void)
{
  const double x[4] = { -50, 4, 5, 60 }, y[4] = { -1e6, 2, 1e12, 3 }, seen[4] = { 0, 2, 10, 4 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_NUMBER);
  cairo_surface_t *surface;
  double left, top, width, height;

  prognosis_panel_set_x_range (panel, 0, 10);
  prognosis_panel_add_points (panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_SERIES1, .is_live = TRUE }, x, seen, 4);
  prognosis_panel_add_line (panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_FIT, .is_live = TRUE }, x, y, 4);
  prognosis_panel_add_band (panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_FORECAST, .coverage = 0.5, .is_live = TRUE }, x, x,
                            y, 4);
  surface = draw_on (NULL, figure, 400, 300, NULL, PROGNOSIS_DRAW_LIVE);
  g_assert_true (prognosis_figure_get_frame (figure, 400, 300, 0, &left, &top, &width, &height));
  g_assert_cmpuint (count_ink (surface, left, top, left + width, top + height), >, 1000);
  g_assert_cmpuint (count_ink (surface, 0, 0, left - 2, 300), ==, 0);
  g_assert_cmpuint (count_ink (surface, 0, 0, 400, top - 2), ==, 0);
  g_assert_cmpuint (count_ink (surface, left + width + 2, 0, 400, 300), ==, 0);
  g_assert_cmpuint (count_ink (surface, 0, top + height + 2, 400, 300), ==, 0);
  cairo_surface_destroy (surface);
}

/* A curve through the frame is drawn at its data coordinates. */
static void
test_place (void)
{
  const double x[2] = { 0, 10 }, y[2] = { 5, 5 };
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_NUMBER);
  cairo_surface_t *surface;
  double px, py;

  prognosis_panel_add_line (panel, &(PrognosisStyle){ .colour = PROGNOSIS_COLOUR_FIT, .is_live = TRUE }, x, y, 2);
  surface = draw_on (NULL, figure, 400, 300, NULL, PROGNOSIS_DRAW_LIVE);
  g_assert_true (prognosis_figure_project (figure, 400, 300, 0, 5, 5, &px, &py));
  g_assert_cmpuint (count_ink (surface, px - 5, py - 2, px + 5, py + 2), >, 10);
  g_assert_cmpuint (count_ink (surface, px - 5, py - 40, px + 5, py - 3), ==, 0);
  g_assert_cmpuint (count_ink (surface, px - 5, py + 3, px + 5, py + 40), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_text (void)
{
  const double x[3] = { 0, 1, 2 };
  g_autofree char *endless = g_strnfill (5000, 'x');
  const char *texts[] = { "# ## #u #d #n #( #[0x03b3] #gb",
                          "<b>&amp; \"'</b>",
                          "bad \xff\xfe \xc3",
                          "β R₀ d⁻¹ é 中文 🦠",
                          "line\nbreak\ttab\x01",
                          "",
                          " ",
                          endless };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PrognosisFigure) figure = prognosis_figure_new (texts[i]);
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, texts[i], texts[i], PROGNOSIS_AXIS_INDEX);
      PrognosisPanel *empty = prognosis_figure_add_panel (figure, texts[i], texts[i], PROGNOSIS_AXIS_INDEX);

      prognosis_panel_set_x_label (panel, texts[i]);
      prognosis_panel_set_empty_text (empty, texts[i]);
      prognosis_panel_add_line (panel, &(PrognosisStyle){ .name = texts[i] }, x, x, 3);
      prognosis_panel_add_marker (panel, &(PrognosisStyle){ .name = texts[i] }, 1);
      cairo_surface_destroy (draw_on (NULL, figure, 500, 400, NULL, PROGNOSIS_DRAW_ALL));
    }
}

static void
test_sizes (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (4, N);

  for (int width = -1; width < 260; width += 13)
    for (int height = -1; height < 260; height += 17)
      cairo_surface_destroy (draw_on (NULL, figure, width, height, NULL, PROGNOSIS_DRAW_ALL));
}

static void
test_too_large (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (1, N);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 10, 10);
  cairo_t *cr = cairo_create (surface);

  g_assert_false (prognosis_figure_draw (figure, cr, 100000, 10, NULL, PROGNOSIS_DRAW_ALL, &error));
  g_assert_nonnull (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_broken_context (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (1, N);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 100, 100);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_finish (surface);
  g_assert_false (prognosis_figure_draw (figure, cr, 100, 100, NULL, PROGNOSIS_DRAW_ALL, &error));
  g_assert_nonnull (error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  /* the next one is still drawn */
  cairo_surface_destroy (draw_on (NULL, figure, 300, 200, NULL, PROGNOSIS_DRAW_ALL));
}

static void
test_many_points (void)
{
  g_autoptr (PrognosisFigure) figure = new_figure (2, 50000);
  gint64 start = g_get_monotonic_time ();

  cairo_surface_destroy (draw_on (NULL, figure, 900, 600, NULL, PROGNOSIS_DRAW_ALL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_empty (void)
{
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  cairo_surface_t *surface;

  cairo_surface_destroy (draw_on (NULL, figure, 300, 200, NULL, PROGNOSIS_DRAW_ALL));
  prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_DATE);
  surface = draw_on (NULL, figure, 300, 200, NULL, PROGNOSIS_DRAW_STATIC);
  g_assert_cmpuint (count_ink (surface, 0, 0, 300, 190), >, 100); /* an error message is drawn */
  cairo_surface_destroy (surface);
}

/* The states of a model as boxes. @boxes: PROGNOSIS_MAX_STATES + 1 */
static GArray *
get_diagram (const char *id, const char **boxes)
{
  const PrognosisModel *model = prognosis_model_find (id);

  for (gsize s = 0; s < model->n_states; s++)
    boxes[s] = model->states[s].id;
  boxes[model->n_states] = NULL;
  return prognosis_flow_list (model);
}

static int
get_diagram_height (const char *id)
{
  const char *boxes[PROGNOSIS_MAX_STATES + 1];
  g_autoptr (GArray) flows = get_diagram (id, boxes);

  return prognosis_diagram_get_height (boxes, (const PrognosisFlow *) (gpointer) flows->data, flows->len, 12);
}

/* Diagrams of all models have boxes at both ends, and none below the height that they ask for. */
static void
test_diagram (void)
{
  static const char *const models[] = { "sir", "seir", "seird", "sueir", "autoode-covid" };
  static const int widths[] = { 800, 300, 40 };

  g_assert_cmpint (get_diagram_height ("seird"), >, get_diagram_height ("seir"));
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
      {
        const char *boxes[PROGNOSIS_MAX_STATES + 1];
        g_autoptr (GArray) flows = get_diagram (models[i], boxes);
        const int height = get_diagram_height (models[i]);
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, widths[k], height + 40);
        cairo_t *cr = cairo_create (surface);

        g_assert_true (prognosis_diagram_draw (boxes, (const PrognosisFlow *) (gpointer) flows->data, flows->len, cr, widths[k],
                                               height, 12, &prognosis_theme_dark));
        cairo_surface_flush (surface);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        g_assert_cmpuint (count_ink (surface, 0, 0, 40, height), >, 200);
        g_assert_cmpuint (count_ink (surface, widths[k] - 40, 0, widths[k], height), >, 200);
        g_assert_cmpuint (count_ink (surface, 0, height + 1, widths[k], height + 40), ==, 0);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

static void
test_sparkline (void)
{
  const double values[6] = { NAN, 1, INFINITY, 3, 2, 1e308 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 80, 24);
  cairo_t *cr = cairo_create (surface);

  prognosis_sparkline_draw (cr, 80, 24, values, 0, 0, NULL);
  prognosis_sparkline_draw (cr, 2, 1, values, 6, 6, NULL);
  g_assert_cmpuint (count_ink (surface, 0, 0, 80, 24), ==, 0);
  prognosis_sparkline_draw (cr, 80, 24, values, 5, 4, &prognosis_theme_dark);
  prognosis_sparkline_draw (cr, 80, 24, values, 6, 6, NULL);
  prognosis_sparkline_draw (cr, 80, 24, values, 1, 1, NULL);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpuint (count_ink (surface, 0, 0, 80, 24), >, 30);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* With only unsuitable drivers PLplot would exit, or prompt on a terminal. */
static void
test_no_driver (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (PrognosisFigure) figure = new_figure (1, N);
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 200);
      cairo_t *cr = cairo_create (surface);

      for (int i = 0; i < 2; i++)
        {
          g_clear_error (&error);
          g_assert_false (prognosis_figure_draw (figure, cr, 300, 200, NULL, PROGNOSIS_DRAW_ALL, &error));
          g_assert_nonnull (error);
        }
      g_print ("%s\n", error->message);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      return;
    }
  {
    g_autofree char *empty = g_dir_make_tmp ("prognosis-XXXXXX", NULL);

    g_setenv ("PLPLOT_DRV_DIR", empty, TRUE);
    g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
    g_unsetenv ("PLPLOT_DRV_DIR");
    g_test_trap_assert_passed ();
    g_test_trap_assert_stdout ("*PLplot could not draw the chart*");
    g_rmdir (empty);
  }
}

/* Faint elements have full contrast in a high-contrast theme. */
static void
test_faint (gconstpointer data)
{
  const PrognosisTheme *theme = data;
  gboolean is_high = theme == &prognosis_theme_contrast || theme == &prognosis_theme_contrast_dark;
  g_autoptr (PrognosisFigure) figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, NULL, NULL, PROGNOSIS_AXIS_NUMBER);
  PrognosisStyle style = { .colour = PROGNOSIS_COLOUR_LIVE, .opacity = 0.3, .width = 3 };
  const double x[] = { 0, 1 }, y[] = { 1, 1 };
  cairo_surface_t *surface;
  double most = 0;

  prognosis_panel_add_line (panel, &style, x, y, 2);
  surface = draw_on (NULL, figure, 300, 200, theme, PROGNOSIS_DRAW_ALL);
  for (int row = 0; row < 200; row++)
    for (int column = 0; column < 300; column++)
      {
        const guint8 *p = cairo_image_surface_get_data (surface) + row * cairo_image_surface_get_stride (surface) + 4 * column;
        PrognosisRgba pixel = { p[2], p[1], p[0], 1 };

        /* Skip text and axes, which are grey. */
        if (abs (p[0] - p[1]) > 8)
          most = MAX (most, get_contrast (&pixel, &theme->background));
      }
  if (is_high)
    g_assert_cmpfloat (most, >=, 7);
  else
    g_assert_cmpfloat (most, <, 3);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plot/draw/data/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (all_themes); i++)
    {
      const PrognosisTheme *theme = all_themes[i];
      g_autofree char *path = g_strdup_printf ("/plot/draw/faint/%s", theme->id);

      g_test_add_data_func (path, (gpointer) theme, test_faint);
    }
  g_test_add_func ("/plot/draw/layers", test_layers);
  g_test_add_func ("/plot/draw/same-twice", test_same_twice);
  g_test_add_func ("/plot/draw/clipped", test_clipped);
  g_test_add_func ("/plot/draw/place", test_place);
  g_test_add_func ("/plot/draw/text", test_text);
  g_test_add_func ("/plot/draw/sizes", test_sizes);
  g_test_add_func ("/plot/draw/too-large", test_too_large);
  g_test_add_func ("/plot/draw/broken-context", test_broken_context);
  g_test_add_func ("/plot/draw/many-points", test_many_points);
  g_test_add_func ("/plot/draw/empty", test_empty);
  g_test_add_func ("/plot/draw/diagram", test_diagram);
  g_test_add_func ("/plot/draw/sparkline", test_sparkline);
  g_test_add_func ("/plot/draw/no-driver", test_no_driver);
  return g_test_run ();
}
