/* SPDX-License-Identifier: GPL-3.0-or-later */

/* CPU time of a frame: three panels of 200 points, two bands and six curves, at 900 x 600. */

#include <math.h>
#include <time.h>

#include "prognosis-figure.h"

#define N_POINTS 200
#define N_CURVES 6
#define N_FRAMES 200

static double
cpu_msec (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e3 * (double) t.tv_sec + 1e-6 * (double) t.tv_nsec;
}

static void
add_live (PrognosisPanel *panel, double shift)
{
  double x[N_POINTS], y[N_POINTS], low[N_POINTS], high[N_POINTS];
  PrognosisStyle style = { .colour = PROGNOSIS_COLOUR_FORECAST, .name = "95 %", .is_live = TRUE };

  for (int k = 0; k < N_CURVES; k++)
    {
      for (int i = 0; i < N_POINTS; i++)
        {
          x[i] = 18000 + i;
          y[i] = 5000 + 4000 * sin (0.03 * i + 0.2 * k + shift);
          low[i] = 0.9 * y[i];
          high[i] = 1.1 * y[i];
        }
      if (k < 2)
        prognosis_panel_add_band (panel, &style, x + 120, low + 120, high + 120, N_POINTS - 120);
      style = (PrognosisStyle){ .colour = PROGNOSIS_COLOUR_SERIES1 + k,
                                .is_live = TRUE,
                                .dash = k == 5 ? PROGNOSIS_DASH_DASHES : PROGNOSIS_DASH_NONE };
      prognosis_panel_add_line (panel, &style, x, y, N_POINTS);
      style = (PrognosisStyle){ .colour = PROGNOSIS_COLOUR_FORECAST, .coverage = 0.5, .is_live = TRUE };
    }
}

static PrognosisFigure *
new_figure (void)
{
  static const char *const titles[] = { "Infections", "Recoveries", "Deaths" };
  PrognosisFigure *figure = prognosis_figure_new ("Benchmark");
  double x[N_POINTS], y[N_POINTS];

  for (int i = 0; i < N_POINTS; i++)
    {
      x[i] = 18000 + i;
      y[i] = 5000 + 4000 * sin (0.03 * i) + 200 * sin (17.0 * i);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, titles[k], "new per day", PROGNOSIS_AXIS_DATE);

      prognosis_panel_add_points (panel, &(PrognosisStyle){ .name = "Observed" }, x, y, N_POINTS);
      prognosis_panel_add_marker (panel, &(PrognosisStyle){ .name = "Origin", .colour = PROGNOSIS_COLOUR_ORIGIN }, x[120]);
      add_live (panel, 0);
    }
  return figure;
}

int
main (void)
{
  static const struct
  {
    const char *name;
    PrognosisDrawFlags flags;
  } parts[] = { { "whole", PROGNOSIS_DRAW_ALL },
                { "static", PROGNOSIS_DRAW_BACKGROUND | PROGNOSIS_DRAW_STATIC },
                { "live", PROGNOSIS_DRAW_LIVE } };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 600);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PrognosisFigure) figure = new_figure ();

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      double start;

      prognosis_figure_draw (figure, cr, 900, 600, NULL, parts[k].flags, NULL);
      start = cpu_msec ();
      for (int i = 0; i < N_FRAMES; i++)
        prognosis_figure_draw (figure, cr, 900, 600, NULL, parts[k].flags, NULL);
      g_print ("draw %s: %.2f ms of CPU a frame\n", parts[k].name, (cpu_msec () - start) / N_FRAMES);
    }
  {
    double start = cpu_msec ();

    for (int i = 0; i < N_FRAMES; i++)
      { /* what a slider does: new curves, axes held, the key, the live layers */
        prognosis_figure_hold_ranges (figure, figure);
        prognosis_figure_clear_live (figure);
        for (gsize k = 0; k < 3; k++)
          add_live (prognosis_figure_get_panel (figure, k), 0.001 * i);
        prognosis_figure_static_key (figure, 900, 600, NULL);
        prognosis_figure_draw (figure, cr, 900, 600, NULL, PROGNOSIS_DRAW_LIVE, NULL);
      }
    g_print ("draw slider: %.2f ms of CPU a frame\n", (cpu_msec () - start) / N_FRAMES);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}
