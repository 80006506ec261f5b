/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n-lib.h>

#include "prognosis-error.h"
#include "prognosis-model-list.h"

/* A new forecaster is one file, and one line here; every compartment model is a forecaster too. */
#define FORECASTERS(X) \
  X (auto)             \
  X (ensemble)         \
  X (hybrid)           \
  X (autoode)          \
  X (no_change)        \
  X (persistence)      \
  X (damped_trend)     \
  X (seasonal)         \
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

const PrognosisForecaster *const *
prognosis_forecaster_list (gsize *n_out)
{
  static const PrognosisForecaster **list;
  static gsize n;

  if (g_once_init_enter (&list))
    {
      gsize n_models;
      const PrognosisModel *const *models = prognosis_model_list (&n_models);
      const PrognosisForecaster **made = g_new0 (const PrognosisForecaster *, G_N_ELEMENTS (own) + n_models + 1);
      PrognosisForecaster *odes = g_new0 (PrognosisForecaster, n_models);

      n = 0;
      for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
        made[n++] = own[i];
      for (gsize i = 0; i < n_models; i++)
        {
          odes[i] = (PrognosisForecaster){ .id = models[i]->id,
                                           .title = models[i]->title,
                                           .family = models[i]->family,
                                           .is_typical = i == 0,
                                           .description = models[i]->description,
                                           .model = models[i],
                                           .reads = PROGNOSIS_READS_MODEL,
                                           .narrow = prognosis_narrow_ode,
                                           .needs_population = TRUE,
                                           .refuses_months = TRUE,
                                           .work = 1.0,
                                           .forecast = prognosis_forecast_ode };
          made[n++] = &odes[i];
        }
      g_once_init_leave (&list, made);
    }
  if (n_out)
    *n_out = n;
  return list;
}

const PrognosisForecaster *
prognosis_forecaster_find (const char *id)
{
  gsize n;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (list[i]->id, id) == 0)
      return list[i];
  return NULL;
}

const PrognosisForecaster **
prognosis_forecaster_find_all (const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (; *ids; ids++)
    {
      const PrognosisForecaster *forecaster = prognosis_forecaster_find (*ids);

      if (!forecaster)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, _ ("There is no model “%s”"), *ids);
          return NULL;
        }
      g_ptr_array_add (found, (gpointer) forecaster);
    }
  g_ptr_array_add (found, NULL);
  return (const PrognosisForecaster **) g_ptr_array_steal (found, NULL);
}
