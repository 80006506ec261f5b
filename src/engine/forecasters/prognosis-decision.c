/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-decision.h"
#include "prognosis-forecaster-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

PrognosisDecision *
prognosis_decision_new (const char *region)
{
  PrognosisDecision *self = g_new0 (PrognosisDecision, 1);

  self->region = g_strdup (region);
  self->width = 1.0;
  return self;
}

PrognosisDecision *
prognosis_decision_copy (const PrognosisDecision *self)
{
  PrognosisDecision *copy = g_memdup2 (self, sizeof *self);

  copy->region = g_strdup (self->region);
  copy->forecaster = g_strdup (self->forecaster);
  copy->comment = g_strdup (self->comment);
  return copy;
}

void
prognosis_decision_free (PrognosisDecision *self)
{
  g_free (self->region);
  g_free (self->forecaster);
  g_free (self->comment);
  g_free (self);
}

gboolean
prognosis_decision_is_same (const PrognosisDecision *a, const PrognosisDecision *b)
{
  return g_str_equal (a->region, b->region) && g_strcmp0 (a->forecaster, b->forecaster) == 0 && a->width == b->width
         && a->is_left_out == b->is_left_out;
}

gboolean
prognosis_decision_is_empty (const PrognosisDecision *self)
{
  return self->forecaster == NULL && self->width == 1.0 && !self->is_left_out && (self->comment == NULL || *self->comment == '\0');
}

/* Distances from the median grow by @width above it; below it on the scale of log (1 + x) above what was last counted, so that they never
   reach below. */
static double
widen (double x, double middle, double floor, double width)
{
  const double from = log1p (MAX (middle - floor, 0.0)), to = log1p (MAX (x - floor, 0.0));

  return x >= middle ? middle + width * (x - middle) : floor + expm1 (MAX (from + width * (to - from), 0.0));
}

static void
widen_series (PrognosisForecast *forecast, gsize region, gsize signal, double width)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gssize last = prognosis_dataset_get_last_observed (dataset, region, signal);
  const double floor = is_cumulative && last >= 0 ? prognosis_dataset_get_values (dataset, region, signal)[last] : 0.0;
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *middle = g_new (double, horizon);
  const double half = 0.5;
  double *paths;

  for (gsize h = 0; h < horizon; h++)
    prognosis_forecast_get_quantiles (forecast, region, signal, h + 1, &half, 1, &middle[h]);
  paths = prognosis_forecast_edit_paths (forecast, region, signal);
  for (gsize i = 0; i < horizon * n; i++)
    paths[i] = widen (paths[i], middle[i / n], floor, width);
}

/* Other models are made for all regions at once, because some learn from all of them. */
static gboolean
take_others (const GPtrArray *decisions, PrognosisForecast *forecast, const PrognosisRequest *request, GError **error)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) prognosis_forecast_unref);
  PrognosisRequest silent = *request;

  silent.progress = NULL;
  for (guint i = 0; i < decisions->len; i++)
    {
      const PrognosisDecision *decision = decisions->pdata[i];
      const PrognosisForecaster *forecaster
          = decision->forecaster != NULL ? prognosis_forecaster_find (decision->forecaster) : NULL;
      const gssize region = prognosis_dataset_find_region (request->dataset, decision->region);
      PrognosisForecast *other = forecaster != NULL ? g_hash_table_lookup (made, forecaster->id) : NULL;

      if (forecaster == NULL || region < 0 || decision->is_left_out)
        continue;
      if (other == NULL)
        {
          other = prognosis_forecaster_run (forecaster, &silent, error);
          if (other == NULL)
            return FALSE;
          g_hash_table_insert (made, (gpointer) forecaster->id, other);
        }
      prognosis_forecast_take_region (forecast, other, (gsize) region);
      /* Translators: a region, and the name of a model. */
      prognosis_forecast_add_note (forecast, _ ("%s is forecast by %s, as decided by hand."),
                                   prognosis_dataset_get_region (request->dataset, (gsize) region)->name, _ (forecaster->title));
    }
  return TRUE;
}

gboolean
prognosis_decisions_apply (const GPtrArray *decisions, PrognosisForecast *forecast, const PrognosisRequest *request, GError **error)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);

  if (!take_others (decisions, forecast, request, error))
    return FALSE;
  for (guint i = 0; i < decisions->len; i++)
    {
      const PrognosisDecision *decision = decisions->pdata[i];
      const gssize region = prognosis_dataset_find_region (dataset, decision->region);
      const char *name = region >= 0 ? prognosis_dataset_get_region (dataset, (gsize) region)->name : NULL;

      if (region < 0)
        continue;
      if (decision->is_left_out)
        {
          prognosis_forecast_drop_region (forecast, (gsize) region);
          /* Translators: a region. */
          prognosis_forecast_add_note (forecast, _ ("%s is left out, as decided by hand."), name);
        }
      else if (decision->width != 1.0)
        {
          for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
            if (prognosis_forecast_has (forecast, (gsize) region, s))
              widen_series (forecast, (gsize) region, s, decision->width);
          /* Translators: a region, and a percentage. */
          prognosis_forecast_add_note (forecast, _ ("The intervals of %s have %.0f %% of their width, as decided by hand."), name,
                                       100.0 * decision->width);
        }
    }
  prognosis_forecast_finish (forecast);
  return !g_cancellable_set_error_if_cancelled (request->cancellable, error);
}
