/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bundled samples, as they first appear. */

#include "prognosis-figure-private.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"
#include "prognosis-samples.h"
#include "prognosis-trajectories.h"

/* In the initial view of each sample, observations and expected values are not flattened: the 80 % band takes at most four times their height. */
static void
test_samples (void)
{
  static const char *const forecasters[] = { "persistence", "sir" };
  const PrognosisReadOptions reading = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GPtrArray) samples = prognosis_samples_list (NULL);

  g_assert_cmpuint (samples->len, >, 0);
  for (guint i = 0; i < samples->len * G_N_ELEMENTS (forecasters); i++)
    {
      const PrognosisSample *sample = g_ptr_array_index (samples, i / G_N_ELEMENTS (forecasters));
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisDataset) dataset = prognosis_read ((const char *const[]){ sample->path, NULL }, &reading, NULL, &error);
      g_autoptr (PrognosisOptions) options = prognosis_options_new ();
      PrognosisRequest request = { .options = options };
      PrognosisTrajectories what = { .dataset = dataset };
      g_autoptr (PrognosisFigure) figure = NULL;
      gssize origin;

      g_assert_no_error (error);
      if (i % 2 == 1 && prognosis_dataset_get_n_regions (dataset) > 1)
        continue;
      origin = prognosis_dataset_get_suggested_origin (dataset);
      request.dataset = origin >= 0 ? prognosis_dataset_truncate (dataset, (gsize) origin + 1) : prognosis_dataset_ref (dataset);
      what.forecast = prognosis_forecaster_run (prognosis_forecaster_find (forecasters[i % 2]), &request, &error);
      g_assert_no_error (error);
      figure = prognosis_trajectories_new_figure (&what, 0);
      for (gsize p = 0; p < prognosis_figure_get_n_panels (figure); p++)
        {
          const PrognosisPanel *panel = prognosis_figure_get_panel (figure, p);
          double from, to, left, right, top = 0;

          prognosis_panel_get_x_range (panel, &left, &right);
          prognosis_panel_get_y_range (panel, &from, &to);
          for (guint k = 0; k < panel->layers->len; k++)
            {
              const PrognosisLayer *layer = prognosis_panel_layer (panel, k);

              for (gsize j = 0; layer->type <= PROGNOSIS_LAYER_LINE && j < layer->n; j++)
                if (layer->x[j] >= left && layer->x[j] <= right && layer->y[j] > top)
                  top = layer->y[j];
            }
          if (top > 0) /* some districts had no cases */
            g_assert_cmpfloat (top / to, >, 0.23);
          g_assert_cmpfloat (top, <=, to);
        }
      prognosis_forecast_unref (what.forecast);
      prognosis_dataset_unref (request.dataset);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/trajectories-samples/first-view", test_samples);
  return g_test_run ();
}
