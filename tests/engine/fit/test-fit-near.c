/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fit that starts from the networks of another one: as good as from several random starts, for a fraction of the work. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-fit.h"
#include "prognosis-model-list.h"
#include "prognosis-reader.h"

static PrognosisDataset *
read_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), name, NULL);
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  PrognosisDataset *dataset = prognosis_read (paths, &options, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static PrognosisFit *
fit_anew (PrognosisDataset *dataset, const PrognosisOptions *options)
{
  g_autoptr (GError) error = NULL;
  PrognosisFit *fit = prognosis_fit_new (dataset, prognosis_model_find ("seir"), options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return fit;
}

static PrognosisFit *
fit_near (const PrognosisFit *near, PrognosisDataset *dataset, const PrognosisOptions *options)
{
  g_autoptr (GError) error = NULL;
  PrognosisFit *fit = prognosis_fit_new_near (near, dataset, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (prognosis_fit_get_model (fit) == prognosis_fit_get_model (near));
  return fit;
}

static PrognosisOptions *
make_options (int hidden)
{
  PrognosisOptions *options = prognosis_options_new ();

  options->transmission = PROGNOSIS_TRANSMISSION_NEURAL;
  options->hidden = hidden;
  options->starts = 3;
  return options;
}

static void
test_cheaper (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("sars-hong-kong-2003.csv"), before = NULL;
  g_autoptr (PrognosisOptions) options = make_options (16);
  g_autoptr (PrognosisFit) now = fit_anew (dataset, options), anew = NULL, near = NULL;

  before = prognosis_dataset_truncate (dataset, prognosis_dataset_get_n_steps (dataset) - 4);
  anew = fit_anew (before, options);
  near = fit_near (now, before, options);
  g_test_message ("loss %.4f for %u evaluations, anew %.4f for %u", prognosis_fit_get_loss (near),
                  (guint) prognosis_fit_get_n_evaluations (near), prognosis_fit_get_loss (anew),
                  (guint) prognosis_fit_get_n_evaluations (anew));
  g_assert_cmpfloat (prognosis_fit_get_loss (near), <, 1.05 * prognosis_fit_get_loss (anew));
  g_assert_cmpuint (2 * prognosis_fit_get_n_evaluations (near), <, prognosis_fit_get_n_evaluations (anew));
  g_assert_cmpuint (prognosis_fit_get_n_weights (near), ==, prognosis_fit_get_n_weights (anew));
}

/* Networks of another shape, or none, are no start: the fit is that from random ones. */
static void
test_other_shape (void)
{
  g_autoptr (PrognosisDataset) dataset = read_sample ("sars-hong-kong-2003.csv");
  g_autoptr (PrognosisOptions) wide = make_options (16), narrow = make_options (4), none = make_options (4);
  g_autoptr (PrognosisFit) of_wide = fit_anew (dataset, wide), of_none = NULL, anew = fit_anew (dataset, narrow), other = NULL;

  none->transmission = PROGNOSIS_TRANSMISSION_CONSTANT;
  of_none = fit_anew (dataset, none);
  other = fit_near (of_wide, dataset, narrow);
  g_assert_cmpfloat (prognosis_fit_get_loss (other), ==, prognosis_fit_get_loss (anew));
  g_clear_pointer (&other, prognosis_fit_unref);
  other = fit_near (of_none, dataset, narrow);
  g_assert_cmpfloat (prognosis_fit_get_loss (other), ==, prognosis_fit_get_loss (anew));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/fit-near/cheaper", test_cheaper);
  g_test_add_func ("/engine/fit-near/other-shape", test_other_shape);
  return g_test_run ();
}
