/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-network-effect.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* A smaller change than this share is none: another seed changes as much. */
#define NOTABLE 0.02
/* The same of the squared error beside a linear model, from which a network is used. */
#define LEAST_GAIN 0.01

struct _PrognosisNetworkEffect
{
  PrognosisForecast *forecast; /* the last result, or NULL */
  PrognosisOptions *options;   /* that it was made with */
  char *text;
};

PrognosisNetworkEffect *
prognosis_network_effect_new (void)
{
  return g_new0 (PrognosisNetworkEffect, 1);
}

void
prognosis_network_effect_free (PrognosisNetworkEffect *self)
{
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  g_free (self->text);
  g_free (self);
}

/* The lowest error of each network on held-out days, averaged; NAN: none was trained. */
static double
get_held_out_error (PrognosisForecast *forecast)
{
  gsize n;
  const PrognosisTraining *trainings = prognosis_forecast_get_trainings (forecast, &n);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double least = INFINITY;

      for (gsize k = 0; k < trainings[i].n_epochs; k++)
        least = MIN (least, trainings[i].errors[k]);
      sum += least;
    }
  return n > 0 ? sum / n : NAN;
}

/* The mean loss of a fit whose transmission is a network; NAN: it is not. */
static double
get_loss (PrognosisForecast *forecast)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);

  return fit != NULL && prognosis_fit_get_n_weights (fit) > 0 ? prognosis_fit_get_loss (fit) : NAN;
}

/* The squared error on held-out days over that of the linear model alone; NAN: it is not known. */
static double
get_relative_error (PrognosisForecast *forecast, const PrognosisOptions *options)
{
  const PrognosisNetworkWorth *worth = prognosis_forecast_get_network_worth (forecast);

  if (worth != NULL)
    return worth->error;
  return options->layers < 2 ? 1 : NAN;
}

/* Beside a linear model: what is not used does not change the forecast. */
static char *
describe_worth (PrognosisForecast *forecast, double now, double before, gboolean is_larger)
{
  const PrognosisNetworkWorth *worth = prognosis_forecast_get_network_worth (forecast);
  const char *verdict;

  if (worth != NULL && !worth->is_used)
    verdict = is_larger ? _ ("The larger network did not help and is not used.") : _ ("The network is not used.");
  else if (is_larger)
    verdict = now < before - LEAST_GAIN ? _ ("The larger network helped.") : _ ("The larger network did not help.");
  else
    verdict = now < before + LEAST_GAIN ? _ ("The smaller network does as well.") : _ ("The larger network did better.");
  /* Translators: two percentages, and a sentence. */
  return g_strdup_printf (_ ("Squared error on held-out days: %.1f %% of that of the linear model (was %.1f %%). %s"), 100 * now,
                          100 * before, verdict);
}

static char *
describe (double now, double before, gboolean is_larger, gboolean is_held_out)
{
  g_autofree char *number = prognosis_words_for_estimate (now, NAN, NAN), *old = prognosis_words_for_estimate (before, NAN, NAN);
  /* Translators: the present and the previous value. */
  g_autofree char *text
      = g_strdup_printf (is_held_out ? _ ("Error on held-out days %s (was %s).") : _ ("Loss %s (was %s)."), number, old);
  const char *verdict;

  if (is_larger && now > (1 - NOTABLE) * before)
    verdict = _ ("The larger network did not help.");
  else if (is_larger)
    verdict = is_held_out ? _ ("The larger network helped.")
                          : _ ("The larger network fits more closely; Compare tells whether it forecasts better.");
  else
    verdict = now < (1 + NOTABLE) * before ? _ ("The smaller network does as well.") : _ ("The larger network did better.");
  return g_strdup_printf ("%s %s", text, verdict);
}

static char *
compare (PrognosisForecast *forecast, const PrognosisOptions *options, PrognosisForecast *before, const PrognosisOptions *then)
{
  const double held_out[] = { get_held_out_error (forecast), get_held_out_error (before) };
  const double losses[] = { get_loss (forecast), get_loss (before) };
  const double relative[] = { get_relative_error (forecast, options), get_relative_error (before, then) };
  const gboolean is_held_out = isfinite (held_out[0]) && isfinite (held_out[1]);
  const gboolean is_larger = options->hidden != then->hidden ? options->hidden > then->hidden : options->layers > then->layers;
  const gboolean is_of_worth
      = prognosis_forecast_get_network_worth (forecast) != NULL || prognosis_forecast_get_network_worth (before) != NULL;

  if ((options->hidden == then->hidden && options->layers == then->layers)
      || !g_str_equal (prognosis_forecast_get_forecaster (forecast), prognosis_forecast_get_forecaster (before))
      || prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (forecast))
             != prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (before)))
    return NULL;
  if (is_of_worth && isfinite (relative[0]) && isfinite (relative[1]))
    return describe_worth (forecast, relative[0], relative[1], is_larger);
  if (is_held_out)
    return describe (held_out[0], held_out[1], is_larger, TRUE);
  return isfinite (losses[0]) && isfinite (losses[1]) ? describe (losses[0], losses[1], is_larger, FALSE) : NULL;
}

void
prognosis_network_effect_follow (PrognosisNetworkEffect *self, PrognosisSession *session)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  const PrognosisOptions *options = prognosis_session_get_choices (session)->options;

  if (forecast == NULL || forecast == self->forecast || prognosis_session_is_stale (session) || prognosis_session_is_busy (session))
    return;
  g_clear_pointer (&self->text, g_free);
  if (self->forecast != NULL)
    self->text = compare (forecast, options, self->forecast, self->options);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->options, prognosis_options_free);
  self->forecast = prognosis_forecast_ref (forecast);
  self->options = prognosis_options_copy (options);
}

const char *
prognosis_network_effect_get_text (PrognosisNetworkEffect *self)
{
  return self->text;
}
