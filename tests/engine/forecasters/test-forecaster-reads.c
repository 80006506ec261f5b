/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For all forecasters: an option that a forecaster reads changes the forecast, and no other option does. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-forecaster-list.h"
#include "test-triangle-data.h"

/* Sets a different value for each option, in the order of PrognosisReads. */
static void
change (PrognosisOptions *o, guint bit)
{
  switch (bit)
    {
    case PROGNOSIS_READS_HORIZON: o->horizon += 2; break;
    case PROGNOSIS_READS_PATHS: o->n_paths += 10; break;
    case PROGNOSIS_READS_SEED: o->seed += 5; break;
    case PROGNOSIS_READS_TRAIN: o->n_train = 17; break;
    case PROGNOSIS_READS_HIDDEN: o->hidden = 6; break;
    case PROGNOSIS_READS_LAYERS: o->layers = 3 - o->layers; break;
    case PROGNOSIS_READS_STARTS: o->starts += 2; break;
    case PROGNOSIS_READS_TRANSMISSION:
      o->transmission
          = o->transmission == PROGNOSIS_TRANSMISSION_NEURAL ? PROGNOSIS_TRANSMISSION_CONSTANT : PROGNOSIS_TRANSMISSION_NEURAL;
      break;
    case PROGNOSIS_READS_KNOTS: o->n_knots = 5; break;
    case PROGNOSIS_READS_HALF_LIFE: o->half_life_days = 20.0; break;
    case PROGNOSIS_READS_COUPLING:
      o->coupling = o->coupling == PROGNOSIS_COUPLING_LOW_RANK ? PROGNOSIS_COUPLING_NONE : PROGNOSIS_COUPLING_LOW_RANK;
      break;
    case PROGNOSIS_READS_RANK: o->rank = 1; break;
    case PROGNOSIS_READS_RECENCY: o->recency_days = 6.0; break;
    case PROGNOSIS_READS_LOSS: o->loss = PROGNOSIS_LOSS_SQUARES; break;
    case PROGNOSIS_READS_PRIOR: o->prior = PROGNOSIS_PRIOR_NONE; break;
    case PROGNOSIS_READS_UNCERTAINTY: o->uncertainty = PROGNOSIS_UNCERTAINTY_BOOTSTRAP; break;
    case PROGNOSIS_READS_GENERATION: o->generation_days = 12.0; break;
    case PROGNOSIS_READS_EPOCHS: o->epochs = 1; break;
    case PROGNOSIS_READS_SEASON: o->season = PROGNOSIS_SEASON_SOUTHERN; break;
    case PROGNOSIS_READS_NOWCAST: o->start = PROGNOSIS_START_REPORTED; break;
    default: g_assert_not_reached ();
    }
}

static PrognosisDataset *
make_data (gsize step_days, int n_regions)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize cases
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  GError *error = NULL;
  PrognosisDataset *dataset;

  for (int r = 0; r < n_regions; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e5 * (r + 1));

      for (gsize t = 0; t < 55; t++)
        prognosis_dataset_builder_add_value (
            builder, region, cases, 18000 + (int) (t * step_days),
            floor (20.0 + 300.0 * (r + 1) * exp (-0.5 * pow ((t - 47.0 - 3.0 * r) / 11.0, 2)) + (t * 7 + r) % 5), file, t + 1);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static gboolean
is_same (const PrognosisForecast *a, const PrognosisForecast *b)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (a);
  const gsize size = prognosis_forecast_get_horizon (a) * prognosis_forecast_get_n_paths (a);

  if (size != prognosis_forecast_get_horizon (b) * prognosis_forecast_get_n_paths (b))
    return FALSE;
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    if (memcmp (prognosis_forecast_get_paths (a, r, 0), prognosis_forecast_get_paths (b, r, 0), size * sizeof (double)) != 0)
      return FALSE;
  return TRUE;
}

static PrognosisForecast *
run (const PrognosisForecaster *forecaster, PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast = prognosis_forecaster_run (forecaster, &request, &error);

  g_assert_no_error (error);
  return forecast;
}

/* @tried: the options that must have an effect on these data, not only on others. */
static void
check (const PrognosisForecaster *forecaster, PrognosisDataset *dataset, const PrognosisOptions *options, guint tried)
{
  const guint reads = prognosis_forecaster_get_reads (forecaster, dataset, options);
  g_autoptr (PrognosisForecast) before = run (forecaster, dataset, options);

  for (guint bit = 1; bit < PROGNOSIS_READS_ALL; bit <<= 1)
    {
      g_autoptr (PrognosisOptions) other = prognosis_options_copy (options);
      g_autoptr (PrognosisForecast) after = NULL;

      if (reads & bit & ~tried)
        continue;
      change (other, bit);
      after = run (forecaster, dataset, other);
      if (is_same (before, after) == ((reads & bit) != 0))
        g_error ("%s: option %u %s", forecaster->id, bit,
                 reads & bit ? "is said to be read, and changes nothing" : "is not said to be read, and changes the forecast");
    }
}

static PrognosisOptions *
new_options (void)
{
  PrognosisOptions *options = prognosis_options_new ();

  options->horizon = 6;
  options->n_paths = 50;
  options->starts = 1;
  options->n_threads = 1;
  options->uncalibrated = TRUE;
  /* A short training reads the same options. */
  options->epochs = 10;
  return options;
}

static void
test_reads (gconstpointer data)
{
  const PrognosisForecaster *forecaster = data;
  /* The hybrid uses a network only with some hundred days times regions of data. */
  g_autoptr (PrognosisDataset) daily = make_data (1, g_str_equal (forecaster->id, "hybrid") ? 14 : 2);
  g_autoptr (PrognosisDataset) weekly = make_data (7, 2);
  g_autoptr (PrognosisDataset) single = make_data (1, 1);
  g_autoptr (PrognosisDataset) incomplete = test_triangle_dataset ();
  g_autoptr (PrognosisOptions) options = new_options ();

  /* On these days the first epoch may already be the best, and AutoODE's network is not worth using. */
  check (forecaster, daily, options,
         PROGNOSIS_READS_ALL & ~PROGNOSIS_READS_EPOCHS & ~(g_str_equal (forecaster->id, "autoode") ? PROGNOSIS_READS_NETWORK : 0));
  /* A few weeks do not support more knots than a model has by default. */
  if (prognosis_forecaster_can_run (forecaster, weekly))
    check (forecaster, weekly, options, PROGNOSIS_READS_ALL & ~PROGNOSIS_READS_KNOTS);
  if (prognosis_forecaster_can_run (forecaster, incomplete))
    check (forecaster, incomplete, options, PROGNOSIS_READS_NOWCAST);
  options->layers = 1;
  check (forecaster, daily, options, 0);
  options->layers = 2;
  if (forecaster->model == NULL)
    return;
  check (forecaster, single, options, 0);
  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  /* With more starts, the first may still be the best. */
  check (forecaster, daily, options, PROGNOSIS_READS_ALL & ~PROGNOSIS_READS_STARTS);
  options->transmission = PROGNOSIS_TRANSMISSION_CONSTANT;
  check (forecaster, daily, options, 0);
  options->transmission = PROGNOSIS_TRANSMISSION_PIECEWISE;
  options->coupling = PROGNOSIS_COUPLING_LOW_RANK;
  check (forecaster, daily, options, PROGNOSIS_READS_ALL);
}

/* A combination reads all options that any of its members reads. */
static void
test_of_models (void)
{
  g_autoptr (PrognosisDataset) weekly = make_data (7, 1);
  g_autoptr (PrognosisOptions) options = new_options ();
  const guint reads = prognosis_forecaster_get_reads (prognosis_forecaster_find ("auto"), weekly, options);

  g_assert_cmphex (reads & PROGNOSIS_READS_ALWAYS, ==, PROGNOSIS_READS_ALWAYS);
  g_assert_true (reads & PROGNOSIS_READS_TRANSMISSION);
  g_assert_false (reads & PROGNOSIS_READS_COUPLING);
  g_assert_false (reads & PROGNOSIS_READS_RANK);
}

int
main (int argc, char *argv[])
{
  const PrognosisForecaster *const *list;
  gsize n;

  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  list = prognosis_forecaster_list (&n);
  for (gsize i = 0; i < n; i++)
    if (!list[i]->combines_others)
      {
        g_autofree char *path = g_strdup_printf ("/engine/forecaster-reads/%s", list[i]->id);

        g_test_add_data_func (path, list[i], test_reads);
      }
  g_test_add_func ("/engine/forecaster-reads/of-models", test_of_models);
  return g_test_run ();
}
