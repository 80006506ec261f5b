/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small picture of the reproduction number: it joins the past and the forecast, and follows sliders. */

#include <string.h>

#include "prognosis-figure-private.h"
#include "prognosis-reproduction-strip.h"
#include "test-forecast-run.h"
#include "test-outbreak.h"

#define N_REGIONS 12
#define N_DAYS 90
#define HORIZON 14

static PrognosisForecast *
new_forecast (const char *id, gboolean is_growing)
{
  g_autoptr (PrognosisDataset) dataset
      = test_outbreak_new (strcmp (id, "sir") == 0 ? 1 : N_REGIONS, N_DAYS, 20.0, is_growing ? 0.03 : -0.02, NULL, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();

  options->horizon = HORIZON;
  options->n_paths = 50;
  options->uncalibrated = TRUE;
  options->starts = 1;
  return test_run (dataset, id, options);
}

static const PrognosisLayer *
find (PrognosisFigure *figure, PrognosisLayerType type, gboolean is_live)
{
  const PrognosisPanel *panel = prognosis_figure_get_panel (figure, 0);

  for (guint i = 0; i < panel->layers->len; i++)
    if (prognosis_panel_layer (panel, i)->type == type && prognosis_panel_layer (panel, i)->style.is_live == is_live)
      return prognosis_panel_layer (panel, i);
  return NULL;
}

static void
test_dynamics (void)
{
  static const char *const ids[] = { "autoode", "hybrid" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    for (int is_growing = 0; is_growing < 2; is_growing++)
      {
        g_autoptr (PrognosisForecast) forecast = new_forecast (ids[i], is_growing);
        PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
        PrognosisReproductionStrip what = { .forecast = forecast, .region = 1 };
        g_autoptr (PrognosisFigure) figure = prognosis_reproduction_strip_new_figure (&what);
        const PrognosisLayer *past = find (figure, PROGNOSIS_LAYER_LINE, FALSE), *ahead = find (figure, PROGNOSIS_LAYER_LINE, TRUE);
        g_autofree double *moved = g_new (double, N_REGIONS *PROGNOSIS_N_LEVERS);
        double first, last, from, to;

        g_assert_cmpuint (ahead->n, ==, HORIZON);
        g_assert_cmpfloat (ahead->x[0], ==, past->x[past->n - 1] + 1);
        g_assert_nonnull (find (figure, PROGNOSIS_LAYER_BAND, FALSE));
        g_assert_true (prognosis_reproduction_strip_get_ends (&what, &first, &last));
        g_assert_cmpfloat (ahead->y[0], ==, first);
        g_assert_cmpfloat (ahead->y[HORIZON - 1], ==, last);
        g_assert_cmpfloat (first > 1, ==, is_growing);
        /* Both sides of the origin tell the same growth. */
        g_assert_cmpfloat_with_epsilon (past->y[past->n - 5], first, 0.15);
        prognosis_panel_get_x_range (prognosis_figure_get_panel (figure, 0), &from, &to);
        g_assert_cmpfloat (to, ==, ahead->x[HORIZON - 1]);
        /* A slider moves what is ahead, in another colour. */
        for (gsize r = 0; r < N_REGIONS; r++)
          memcpy (moved + r * PROGNOSIS_N_LEVERS, prognosis_dynamics_get_set (dynamics, r), PROGNOSIS_N_LEVERS * sizeof *moved);
        moved[PROGNOSIS_N_LEVERS + PROGNOSIS_LEVER_REPRODUCTION] = 2.5;
        what.values = moved;
        prognosis_reproduction_strip_update_live (&what, figure);
        ahead = find (figure, PROGNOSIS_LAYER_LINE, TRUE);
        g_assert_cmpfloat_with_epsilon (ahead->y[0], 2.5, 0.01);
        g_assert_cmpint (ahead->style.colour, ==, PROGNOSIS_COLOUR_LIVE);
        g_assert_true (find (figure, PROGNOSIS_LAYER_LINE, FALSE) == past);
      }
}

static void
test_fit (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast ("sir", TRUE);
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  PrognosisReproductionStrip what = { .forecast = forecast, .horizon = HORIZON };
  g_autoptr (PrognosisFigure) figure = prognosis_reproduction_strip_new_figure (&what);
  const PrognosisLayer *line = find (figure, PROGNOSIS_LAYER_LINE, TRUE);
  g_autofree double *moved = g_memdup2 (prognosis_fit_get_values (fit), prognosis_fit_get_n_parameters (fit) * sizeof *moved);
  const double last = line->y[line->n - 1];
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  g_assert_cmpuint (line->n, ==, n + HORIZON);
  g_assert_cmpfloat (line->y[0], >, 1);
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (prognosis_fit_get_parameter (fit, i)->use == PROGNOSIS_USE_TRANSMISSION)
      moved[i] *= 2;
  what.values = moved;
  prognosis_reproduction_strip_update_live (&what, figure);
  line = find (figure, PROGNOSIS_LAYER_LINE, TRUE);
  g_assert_cmpfloat (line->y[0], >, 1.5 * last);
  g_assert_null (find (figure, PROGNOSIS_LAYER_BAND, TRUE));
}

/* As small as in the panel, it draws. */
static void
test_draws (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast ("autoode", TRUE);
  const PrognosisReproductionStrip what = { .forecast = forecast };
  g_autoptr (PrognosisFigure) figure = prognosis_reproduction_strip_new_figure (&what);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 280, 72);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  const guint32 *pixels;
  guint n_drawn = 0;

  prognosis_figure_draw (figure, cr, 280, 72, NULL, PROGNOSIS_DRAW_STATIC | PROGNOSIS_DRAW_LIVE, &error);
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  for (int i = 0; i < 280 * 72; i++)
    n_drawn += pixels[i] != 0;
  g_assert_cmpuint (n_drawn, >, 300);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Without equations there is no picture. */
static void
test_none (void)
{
  g_autoptr (PrognosisForecast) forecast = new_forecast ("persistence", TRUE);
  const PrognosisReproductionStrip what = { .forecast = forecast, .horizon = HORIZON };

  g_assert_null (prognosis_reproduction_strip_new_figure (&what));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/reproduction-strip/dynamics", test_dynamics);
  g_test_add_func ("/plot/reproduction-strip/fit", test_fit);
  g_test_add_func ("/plot/reproduction-strip/draws", test_draws);
  g_test_add_func ("/plot/reproduction-strip/none", test_none);
  return g_test_run ();
}
