/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-forecaster.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-error.h"

gboolean
prognosis_forecaster_lacks_population (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  gboolean has_population = !self->needs_population;

  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    has_population |= prognosis_dataset_get_region (dataset, i)->population > 0.0;
  return !has_population;
}

char *
prognosis_forecaster_dup_refusal (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  if (!self->needs_days || prognosis_dataset_get_frequency (dataset) != PROGNOSIS_FREQUENCY_MONTHLY)
    return NULL;
  /* Translators: the name of a model. */
  return g_strdup_printf (_ ("%s follows transmission from day to day, which monthly counts do not show; choose a statistical or "
                             "data-driven model, or open daily or weekly counts"),
                          _ (self->title));
}

gboolean
prognosis_forecaster_can_run (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (self, dataset);

  return refusal == NULL && !prognosis_forecaster_lacks_population (self, dataset);
}

guint
prognosis_forecaster_get_reads (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options)
{
  const guint reads = self->narrow ? self->narrow (self, dataset, options) : self->reads;

  return PROGNOSIS_READS_ALWAYS | (reads & self->reads);
}

PrognosisForecast *
prognosis_forecaster_run (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error)
{
  g_autoptr (PrognosisDataset) usable = NULL;
  g_autofree char *refusal = prognosis_forecaster_dup_refusal (self, request->dataset);
  PrognosisRequest of_usable = *request;

  if (!prognosis_options_check (request->options, error))
    return NULL;
  if (refusal != NULL)
    {
      g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, refusal);
      return NULL;
    }
  if (prognosis_forecaster_lacks_population (self, request->dataset))
    {
      prognosis_set_option_error (error, PROGNOSIS_OPTION_POPULATION,
                                  _ ("%s needs the population of each region, and the data do not include it"), self->id);
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  usable = prognosis_dataset_dup_usable (request->dataset);
  of_usable.dataset = usable;
  return self->forecast (self, &of_usable, error);
}
