/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-forecaster.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-error.h"

/* A new forecaster is a line here; the compartment models follow by themselves. */
#define FORECASTERS(X) \
  X (auto)             \
  X (ensemble)         \
  X (hybrid)           \
  X (no_change)        \
  X (persistence)      \
  X (damped_trend)     \
  X (regression)       \
  X (analogue)         \
  X (fc)               \
  X (seq2seq)          \
  X (neural_ode)       \
  X (transformer)      \
  X (gat)

#define DECLARE(name) extern const PrognosisForecaster prognosis_forecaster_##name;
#define POINT_TO(name) &prognosis_forecaster_##name,

FORECASTERS (DECLARE)

PrognosisForecast *prognosis_forecast_ode (const PrognosisForecaster *self, const PrognosisRequest *request, GError **error);
guint prognosis_narrow_ode (const PrognosisForecaster *self, const PrognosisDataset *dataset, const PrognosisOptions *options);

static const PrognosisForecaster *const own[] = { FORECASTERS (POINT_TO) };

static const PrognosisForecaster *const *
get_list (gsize *n_out)
{
  static const PrognosisForecaster **list;
  static gsize n;

  if (g_once_init_enter (&list))
    {
      gsize n_models;
      const PrognosisModel *const *models = prognosis_model_list (&n_models);
      const PrognosisForecaster **made = g_new0 (const PrognosisForecaster *, G_N_ELEMENTS (own) + n_models);
      PrognosisForecaster *odes = g_new0 (PrognosisForecaster, n_models);

      n = 0;
      for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
        made[n++] = own[i];
      for (gsize i = 0; i < n_models; i++)
        {
          odes[i] = (PrognosisForecaster){ .id = models[i]->id,
                                           .title = models[i]->title,
                                           .family = models[i]->family,
                                           .description = models[i]->description,
                                           .model = models[i],
                                           .reads = PROGNOSIS_READS_ALL,
                                           .narrow = prognosis_narrow_ode,
                                           .needs_population = TRUE,
                                           .work = 1.0,
                                           .forecast = prognosis_forecast_ode };
          made[n++] = &odes[i];
        }
      g_once_init_leave (&list, made);
    }
  *n_out = n;
  return list;
}

const PrognosisForecaster *const *
prognosis_forecaster_list (gsize *n)
{
  return get_list (n);
}

const PrognosisForecaster *
prognosis_forecaster_find (const char *id)
{
  gsize n;
  const PrognosisForecaster *const *list = get_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (list[i]->id, id) == 0)
      return list[i];
  return NULL;
}

gboolean
prognosis_forecaster_can_run (const PrognosisForecaster *self, const PrognosisDataset *dataset)
{
  gboolean has_population = !self->needs_population;

  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    has_population |= prognosis_dataset_get_region (dataset, i)->population > 0.0;
  return has_population;
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
  PrognosisRequest of_usable = *request;

  if (!prognosis_forecaster_can_run (self, request->dataset))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   _ ("%s needs the population of the regions, which the data do not have"), self->id);
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  usable = prognosis_dataset_dup_usable (request->dataset);
  of_usable.dataset = usable;
  return self->forecast (self, &of_usable, error);
}
