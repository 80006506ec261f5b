/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a forecaster of every compartment model: fit, sample paths, and intervals calibrated on the model's own
   past errors. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>

#include "ode-calibration.h"

PrognosisForecast *prognosis_forecast_ode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);
guint prognosis_narrow_ode (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options);

/* Constant transmission has neither knots nor a trend; a network chooses its own knots. */
guint
prognosis_narrow_ode (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const int n_knots = options->n_knots > 0 ? options->n_knots : self->model->default_knots;
  const PrognosisTransmissionKind kind = options->transmission;
  guint reads = self->reads;

  if (kind != PROGNOSIS_TRANSMISSION_NEURAL)
    reads &= ~PROGNOSIS_READS_NETWORK;
  if (kind == PROGNOSIS_TRANSMISSION_NEURAL || kind == PROGNOSIS_TRANSMISSION_CONSTANT)
    reads &= ~PROGNOSIS_READS_KNOTS;
  if (kind == PROGNOSIS_TRANSMISSION_CONSTANT || (kind == PROGNOSIS_TRANSMISSION_DEFAULT && n_knots < 2))
    reads &= ~PROGNOSIS_READS_HALF_LIFE;
  if (prognosis_dataset_get_n_regions (dataset) < 2)
    reads &= ~PROGNOSIS_READS_COUPLING;
  if (options->coupling != PROGNOSIS_COUPLING_LOW_RANK || prognosis_dataset_get_n_regions (dataset) < 2)
    reads &= ~PROGNOSIS_READS_RANK;
  return reads;
}

static gboolean
is_calibrated (const PrognosisOptions *options)
{
  return !options->uncalibrated && options->uncertainty == PROGNOSIS_UNCERTAINTY_LAPLACE;
}

static void
report_fit (const PrognosisProgress *progress, gpointer data)
{
  const PrognosisRequest *request = data;
  PrognosisProgress mine = *progress;

  mine.fraction *= is_calibrated (request->options) ? PROGNOSIS_ODE_FIT_SHARE : 1.0;
  request->progress (&mine, request->progress_data);
}

/* Names a few of the regions whose forecast is not to be used. */
#define MAX_NAMED 5

static void
warn_of_implausible (const PrognosisForecaster *self, PrognosisFit *fit, PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);
  g_autoptr (GString) names = g_string_new (NULL);
  gsize n = 0;

  for (gsize r = 0; r < n_regions; r++)
    if (prognosis_fit_get_stop (fit, r) == PROGNOSIS_STOP_IMPLAUSIBLE && n++ < MAX_NAMED)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", prognosis_dataset_get_region (dataset, r)->name);
  if (n == 0)
    return;
  if (n > MAX_NAMED)
    g_string_append (names, ", …");
  /* Translators: the name of a model, the number of regions, and some of their names. */
  prognosis_forecast_add_warning (
      forecast,
      g_dngettext (
          GETTEXT_PACKAGE,
          "%s did not converge to something plausible in %zu region (%s): its median there is many times the largest value "
          "ever seen, although the data do not demand it. Do not use this forecast there.",
          "%s did not converge to something plausible in %zu regions (%s): its medians there are many times the largest "
          "values ever seen, although the data do not demand it. Do not use this forecast there.",
          n),
      _ (self->title), n, names->str);
}

PrognosisForecast *
prognosis_forecast_ode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisFit) fit
      = prognosis_fit_new (request->dataset, self->model, request->options, request->progress ? report_fit : NULL,
                           (gpointer) request, request->cancellable, error);
  g_autoptr (PrognosisForecast) forecast = NULL;

  if (!fit || g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  forecast = prognosis_forecast_from_fit (fit, prognosis_fit_get_values (fit));
  if (request->levels != NULL)
    prognosis_forecast_keep_quantiles (forecast, request->levels, request->n_levels);
  if (is_calibrated (request->options))
    {
      if (!prognosis_ode_calibrate (request, forecast))
        {
          g_cancellable_set_error_if_cancelled (request->cancellable, error);
          return NULL;
        }
    }
  else if (!request->options->uncalibrated)
    prognosis_forecast_add_note (forecast,
                                 _ ("The intervals come from refits, as requested, and are not calibrated on past errors"));
  warn_of_implausible (self, fit, forecast);
  return g_steal_pointer (&forecast);
}
