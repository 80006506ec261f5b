/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-epiforge.h"
#include "prognosis-forecaster-list.h"
#include "prognosis-setting.h"
#include "prognosis-words-answer.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>

typedef struct
{
  PrognosisSession *session;
  const PrognosisChoices *choices;
  PrognosisForecast *forecast;
  PrognosisDataset *dataset; /* ends at the origin */
  const char *const *verdict;
} Epiforge;

/* (transfer full) */
static char *
join (const char *const *sentences)
{
  return g_strjoinv (" ", (char **) sentences);
}

static char *
dup_signals (const Epiforge *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    g_string_append_printf (names, "%s%s", s > 0 ? _ (", ") : "", prognosis_dataset_get_signal (self->dataset, s)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_horizon (const Epiforge *self)
{
  return prognosis_words_for_steps (self->dataset, prognosis_forecast_get_horizon (self->forecast));
}

static char *
tell_kind (const Epiforge *self)
{
  const gssize last = (gssize) prognosis_dataset_get_n_steps (self->dataset) - 1;
  g_autofree char *signals = dup_signals (self),
                  *day = prognosis_words_for_day (self->dataset, prognosis_dataset_get_day (self->dataset, last));

  /* Translators: names of what is counted, and a date. */
  return g_strdup_printf (_ ("A forecast of %s from data up to %s."), signals, day);
}

static char *
tell_targets (const Epiforge *self)
{
  g_autofree char *signals = dup_signals (self), *steps = dup_horizon (self);

  /* Translators: names of what is counted, and "4 weeks". */
  return g_strdup_printf (_ ("Targets: %s, for the next %s. Purpose: to be added by the author."), signals, steps);
}

static char *
tell_methods (const Epiforge *self)
{
  g_autoptr (GString) changed = g_string_new (NULL);
  g_autoptr (PrognosisOptions) presets = prognosis_options_new ();
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    if (!prognosis_setting_equal (&settings[i], self->choices->options, presets))
      {
        g_autofree char *value = prognosis_setting_to_text (&settings[i], self->choices->options);

        g_string_append_printf (changed, "%s%s: %s", changed->len > 0 ? "; " : "", _ (settings[i].title), value);
      }
  if (changed->len == 0)
    return g_strdup (_ ("All settings have their default values."));
  /* Translators: %s lists settings and their values. */
  return g_strdup_printf (_ ("Settings other than the defaults: %s."), changed->str);
}

static char *
tell_time (const Epiforge *self)
{
  const gsize known = prognosis_dataset_get_n_steps (self->choices->dataset), used = prognosis_dataset_get_n_steps (self->dataset);
  g_autofree char *steps = NULL;

  if (known <= used)
    return g_strdup (_ ("From the latest reports in the data."));
  steps = prognosis_words_for_steps (self->choices->dataset, known - used);
  /* Translators: %s is "4 weeks". */
  return g_strdup_printf (_ ("In retrospect: the data continue for %s after the origin, which the forecast did not use."), steps);
}

static char *
tell_source (const Epiforge *self)
{
  const char *source = prognosis_dataset_get_source (self->choices->dataset);

  return g_strdup (source != NULL && *source != '\0' ? source
                                                     : _ ("The files do not name their source: to be added by the author."));
}

static char *
tell_access (const Epiforge *self)
{
  const char *const *paths = prognosis_session_get_paths (self->session);
  const guint n = paths != NULL ? g_strv_length ((char **) paths) : 0;
  g_autofree char *first = n > 0 ? g_filename_display_basename (paths[0]) : g_strdup ("");

  if (self->choices->hash == NULL)
    return g_steal_pointer (&first);
  if (n > 1)
    /* Translators: the number of files, and a long checksum. */
    return g_strdup_printf (g_dngettext (NULL, "%u file; SHA-256 %s", "%u files; SHA-256 %s", n), n, self->choices->hash);
  return g_strdup_printf ("%s; SHA-256 %s", first, self->choices->hash);
}

static char *
tell_processing (const Epiforge *self)
{
  g_autofree char *extent = prognosis_words_for_extent (self->dataset), *gaps = prognosis_words_for_gaps (self->dataset);
  g_auto (GStrv) lines = g_strsplit (gaps, "\n", -1);
  g_autofree char *joined = g_strjoinv ("; ", lines);

  return *joined != '\0' ? g_strdup_printf ("%s; %s", extent, joined) : g_steal_pointer (&extent);
}

static char *
tell_model (const Epiforge *self)
{
  const PrognosisForecaster *forecaster = prognosis_forecaster_find (prognosis_forecast_get_forecaster (self->forecast));

  if (forecaster == NULL)
    return g_strdup (prognosis_forecast_get_forecaster (self->forecast));
  return g_strdup_printf (_ ("%s: %s."), _ (forecaster->title), _ (forecaster->description));
}

static char *
tell_code (const Epiforge *self)
{
  g_autofree char *seed = prognosis_setting_to_text (prognosis_setting_find ("seed"), self->choices->options);

  /* Translators: a version, and a number. */
  return g_strdup_printf (_ ("Prognosis %s, free software (GPL-3.0-or-later). The same data, settings and seed (%s) give the same "
                             "forecast."),
                          PROGNOSIS_VERSION, seed);
}

static char *
tell_validation (const Epiforge *self)
{
  if (self->verdict == NULL || self->verdict[0] == NULL)
    return g_strdup (_ ("The model was not tested at past origins of these data."));
  return g_strdup (_ ("Forecasts from past origins, each made from data up to that origin and scored against later reports."));
}

static char *
tell_accuracy (const Epiforge *self)
{
  /* xgettext:no-c-format */
  return g_strdup (_ ("The weighted interval score, which rewards narrow intervals that contain the outcome; the absolute error of "
                      "the median; and the share of outcomes inside the 50 and 95 % intervals."));
}

static char *
tell_comparator (const Epiforge *self)
{
  const char *why = _ ("Persistence, which carries on the latest counts: a model that does no better adds nothing.");
  g_autofree char *verdict = self->verdict != NULL ? join (self->verdict) : NULL;

  return verdict != NULL ? g_strconcat (why, " ", verdict, NULL) : g_strdup (why);
}

static char *
tell_horizon (const Epiforge *self)
{
  g_autofree char *steps = dup_horizon (self);

  /* Translators: %s is "4 weeks". */
  return g_strdup_printf (self->choices->options->horizon == 0
                              ? _ ("%s, the default: farther ahead, intervals are usually too wide to act on.")
                              : _ ("%s, chosen by the author: the reason is to be added."),
                          steps);
}

static char *
tell_uncertainty (const Epiforge *self)
{
  /* Translators: %u is a number. */
  return g_strdup_printf (_ ("Medians and 50, 80 and 95 %% intervals of %u sample paths; totals are summed path by path."),
                          (guint) prognosis_forecast_get_n_paths (self->forecast));
}

static char *
tell_plainly (const Epiforge *self)
{
  g_autofree char *bulletin = prognosis_words_for_bulletin (self->choices, self->forecast);
  /* xgettext:no-c-format */
  const char *meaning = _ ("In about four of five forecasts, the outcome should lie within the 80 % interval.");

  return bulletin != NULL ? g_strconcat (bulletin, " ", meaning, NULL) : g_strdup (meaning);
}

static char *
tell_version (const Epiforge *self)
{
  return g_strdup (_ ("Each exported table comes with a file that gives the version, origin, settings and checksum of the data."));
}

static char *
tell_weaknesses (const Epiforge *self)
{
  const char *const *notes = prognosis_forecast_get_notes (self->forecast);
  g_autoptr (GString) text = g_string_new (_ ("The intervals assume that reporting and behaviour continue much as before."));

  for (gsize i = 0; notes != NULL && notes[i] != NULL; i++)
    if (prognosis_forecast_is_warning (self->forecast, i))
      g_string_append_printf (text, " %s", notes[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
tell_implications (const Epiforge *self)
{
  return g_strdup (self->choices->scenarios->len > 0
                       ? _ ("The scenarios show what changes in transmission would do. What follows is to be added by the author.")
                       : _ ("To be added by the author. The first page gives the chance of more cases than before."));
}

static char *
tell_scope (const Epiforge *self)
{
  return g_strdup (_ ("The forecast applies to these places and days. Whether it holds elsewhere is to be added by the author."));
}

static const struct
{
  const char *title;
  char *(*tell) (const Epiforge *self);
} items[PROGNOSIS_EPIFORGE_N_ITEMS] = {
  { N_ ("Named as a forecast"), tell_kind },
  { N_ ("Purpose and targets"), tell_targets },
  { N_ ("Methods"), tell_methods },
  { N_ ("In real time or in retrospect"), tell_time },
  { N_ ("Source of the data"), tell_source },
  { N_ ("Access to the data"), tell_access },
  { N_ ("Processing of the data"), tell_processing },
  { N_ ("Model and assumptions"), tell_model },
  { N_ ("Access to the code"), tell_code },
  { N_ ("Validation"), tell_validation },
  { N_ ("Measure of accuracy"), tell_accuracy },
  { N_ ("Comparison with a baseline"), tell_comparator },
  { N_ ("Horizon and its reason"), tell_horizon },
  { N_ ("Uncertainty"), tell_uncertainty },
  { N_ ("The result in plain words"), tell_plainly },
  { N_ ("Version of the results"), tell_version },
  { N_ ("Weaknesses"), tell_weaknesses },
  { N_ ("Meaning for public health"), tell_implications },
  { N_ ("Transfer to other populations"), tell_scope },
};

const char *
prognosis_epiforge_get_item (guint i)
{
  return _ (items[i].title);
}

GStrv
prognosis_epiforge_dup_answers (PrognosisSession *session, const char *const *verdict)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (session);
  const Epiforge self = { .session = session,
                          .choices = prognosis_session_get_choices (session),
                          .forecast = forecast,
                          .dataset = prognosis_forecast_get_dataset (forecast),
                          .verdict = verdict };
  GStrv answers = g_new0 (char *, PROGNOSIS_EPIFORGE_N_ITEMS + 1);

  for (gsize i = 0; i < PROGNOSIS_EPIFORGE_N_ITEMS; i++)
    answers[i] = items[i].tell (&self);
  return answers;
}
