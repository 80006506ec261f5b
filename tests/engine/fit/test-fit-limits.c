/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every numeric option at both ends of its range, alone and combined: the result is a forecast or an error,
   without a buffer overrun. Run it under sanitizers, too. */

#include <math.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-error.h"
#include "prognosis-fit-private.h"
#include "prognosis-forecaster.h"
#include "prognosis-model-list.h"
#include "prognosis-setting.h"

#define N_REGIONS 2
#define N_DAYS 140

/* Two neighbours with a wave in every signal that a model can observe. */
static PrognosisDataset *
make_dataset (void)
{
  static const struct
  {
    const char *name;
    PrognosisKind kind;
    PrognosisRole role;
  } signals[] = {
    { "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS },
    { "recovered", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_RECOVERIES },
    { "deaths", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_DEATHS },
  };
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  g_autoptr (PrognosisDataset) bare = NULL;
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv"), pairs[] = { 0, 1 };

  for (guint r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("region %u", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);

      for (gsize s = 0; s < G_N_ELEMENTS (signals); s++)
        {
          const gsize signal
              = prognosis_dataset_builder_add_signal (builder, signals[s].name, signals[s].kind, signals[s].role, TRUE);

          for (int t = 0; t < N_DAYS; t++)
            {
              const double wave = 0.02 / (1.0 + exp (-(t - 60.0 - 10.0 * r - 12.0 * s) / 9.0));
              const double value = s == 0 ? 1e6 * wave * (1.0 - wave / 0.02) / 9.0 : 1e6 * wave * (s == 1 ? 0.9 : 0.02);

              prognosis_dataset_builder_add_value (builder, region, signal, 18000 + t, round (value), file, (guint) t + 2);
            }
        }
    }
  bare = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return prognosis_dataset_with_adjacency (bare, pairs, 1);
}

static PrognosisOptions *
make_options (PrognosisTransmissionKind transmission, PrognosisCouplingKind coupling)
{
  PrognosisOptions *options = prognosis_options_new ();

  options->transmission = transmission;
  options->coupling = coupling;
  options->starts = 1;
  options->n_threads = 1;
  options->n_train = 60;
  return options;
}

static void
fit (PrognosisDataset *dataset, const char *model, const PrognosisOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisFit) made = prognosis_fit_new (dataset, prognosis_model_find (model), options, NULL, NULL, NULL, &error);

  if (made == NULL)
    {
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION);
      return;
    }
  for (gsize region = 0; region < N_REGIONS; region++)
    {
      const PrognosisRegionFit *own = &made->regions[region];

      for (gsize k = 0; k < made->problem.n_parameters; k++)
        {
          g_assert_cmpfloat (own->values[k], >=, made->problem.parameters[k].lower);
          g_assert_cmpfloat (own->values[k], <=, made->problem.parameters[k].upper);
          /* No parameter was fixed, and every knot affects observations. */
          if (k >= made->problem.first_beta)
            g_assert_false (own->fixed[k]);
        }
    }
}

static void
test_option (gconstpointer data)
{
  const PrognosisSetting *setting = data;
  g_autoptr (PrognosisDataset) dataset = make_dataset ();
  const PrognosisTransmissionKind transmission = setting->reads & PROGNOSIS_READS_KNOTS     ? PROGNOSIS_TRANSMISSION_PIECEWISE
                                                 : setting->reads & PROGNOSIS_READS_NETWORK ? PROGNOSIS_TRANSMISSION_NEURAL
                                                                                            : PROGNOSIS_TRANSMISSION_DEFAULT;
  const PrognosisCouplingKind coupled
      = setting->reads & PROGNOSIS_READS_RANK ? PROGNOSIS_COUPLING_LOW_RANK : PROGNOSIS_COUPLING_ADJACENCY;

  for (int at_upper = 0; at_upper < 2; at_upper++)
    for (int is_coupled = 0; is_coupled < 2; is_coupled++)
      {
        g_autoptr (PrognosisOptions) options = make_options (transmission, is_coupled ? coupled : PROGNOSIS_COUPLING_NONE);

        if (setting->reads & PROGNOSIS_READS_KNOTS)
          options->n_train = N_DAYS; /* the maximum number of knots */
        prognosis_setting_set (setting, options, at_upper ? setting->upper : setting->lower);
        fit (dataset, "seird", options);
      }
}

/* The maximum number of unknowns, in the model with the most parameters. */
static void
test_most_unknowns (gconstpointer data)
{
  const gboolean is_coupled = GPOINTER_TO_INT (data);
  g_autoptr (PrognosisDataset) dataset = make_dataset ();
  gsize n;
  const PrognosisModel *const *models = prognosis_model_list (&n);

  for (gsize m = 0; m < n; m++)
    {
      g_autoptr (PrognosisOptions) options
          = make_options (PROGNOSIS_TRANSMISSION_PIECEWISE, is_coupled ? PROGNOSIS_COUPLING_ADJACENCY : PROGNOSIS_COUPLING_NONE);

      options->n_knots = PROGNOSIS_MAX_KNOTS;
      options->n_train = N_DAYS;
      fit (dataset, models[m]->id, options);
    }
}

/* A model with too many parameters is rejected when the problem is created. */
static void
test_too_many (void)
{
  g_autoptr (PrognosisDataset) dataset = make_dataset ();
  g_autoptr (PrognosisOptions) options = make_options (PROGNOSIS_TRANSMISSION_PIECEWISE, PROGNOSIS_COUPLING_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (PrognosisParameter));
  PrognosisModel model = *prognosis_model_find ("seird");
  PrognosisProblem problem;

  g_array_append_vals (many, model.parameters, model.n_parameters);
  while (many->len < PROGNOSIS_MAX_UNKNOWNS - PROGNOSIS_MAX_KNOTS + 1)
    {
      PrognosisParameter more = g_array_index (many, PrognosisParameter, 0);

      more.use = PROGNOSIS_USE_INITIAL;
      g_array_append_val (many, more);
    }
  model.parameters = (const PrognosisParameter *) (const void *) many->data;
  model.n_parameters = many->len;
  options->n_knots = PROGNOSIS_MAX_KNOTS;
  options->n_train = N_DAYS;
  g_assert_false (prognosis_problem_init (&problem, dataset, &model, options, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  prognosis_problem_clear (&problem);
}

int
main (int argc, char **argv)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < n; i++)
    if ((settings[i].reads & PROGNOSIS_READS_MODEL) && settings[i].kind != PROGNOSIS_SETTING_ENUM)
      {
        g_autofree char *path = g_strdup_printf ("/engine/fit-limits/%s", settings[i].id);

        g_test_add_data_func (path, &settings[i], test_option);
      }
  g_test_add_data_func ("/engine/fit-limits/most-unknowns", GINT_TO_POINTER (FALSE), test_most_unknowns);
  g_test_add_data_func ("/engine/fit-limits/most-unknowns-coupled", GINT_TO_POINTER (TRUE), test_most_unknowns);
  g_test_add_func ("/engine/fit-limits/too-many-unknowns", test_too_many);
  return g_test_run ();
}
