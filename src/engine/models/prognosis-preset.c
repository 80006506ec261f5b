/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-preset.h"

#include <glib/gi18n.h>

static const PrognosisPreset presets[] = {
  { "influenza", N_ ("Influenza"), 1.6, 1.0, N_ ("From the virus shed after experimental infections"),
    "Cori et al. 2012, Epidemics 4:132", 1.28, "Biggerstaff et al. 2014, BMC Infectious Diseases 14:480", 0, 0, 0, NULL },
  { "measles", N_ ("Measles"), 8, 5, N_ ("As used for epidemics before vaccination"), "Earn et al. 2000, Science 287:667", 15,
    "Guerra et al. 2017, Lancet Infectious Diseases 17:e420", 0, 0, 0, NULL },
  { "covid-19", N_ ("COVID-19"), 3.69, 3.47, N_ ("China, January 2020, the first variant"), "Li et al. 2020, Science 368:489", 2.38,
    "Li et al. 2020, Science 368:489", 0.0138, 17.8, 24.7, "Verity et al. 2020, Lancet Infectious Diseases 20:669" },
  { "sars", N_ ("SARS"), 6.4, 4, N_ ("Hong Kong 2003: incubation, then onset to admission (3 to 5 days)"),
    "Donnelly et al. 2003, Lancet 361:1761", 2.7, "Riley et al. 2003, Science 300:1961", 0.17, 35.9, 23.5,
    "Donnelly et al. 2003, Lancet 361:1761; fatality in Hong Kong: WHO 2003, Summary of probable SARS cases" },
};

const PrognosisPreset *
prognosis_preset_list (gsize *n)
{
  *n = G_N_ELEMENTS (presets);
  return presets;
}

const PrognosisPreset *
prognosis_preset_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].id, id))
      return &presets[i];
  return NULL;
}

double
prognosis_preset_get_rate (const PrognosisPreset *self, PrognosisPeriod period)
{
  switch (period)
    {
    case PROGNOSIS_PERIOD_LATENT: return 1 / self->latent_days;
    case PROGNOSIS_PERIOD_INFECTIOUS: return 1 / self->infectious_days;
    case PROGNOSIS_PERIOD_NONE:
    default: return 0;
    }
}

gboolean
prognosis_preset_find_range (PrognosisPeriod period, gboolean with_latent, double *shortest_days, double *longest_days,
                             const PrognosisPreset **shortest, const PrognosisPreset **longest)
{
  *shortest_days = G_MAXDOUBLE;
  *longest_days = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (presets) && period != PROGNOSIS_PERIOD_NONE; i++)
    {
      const double days = period == PROGNOSIS_PERIOD_LATENT ? presets[i].latent_days : presets[i].infectious_days;
      const double most = days + (with_latent ? presets[i].latent_days : 0);

      if (days < *shortest_days)
        {
          *shortest_days = days;
          *shortest = &presets[i];
        }
      if (most > *longest_days)
        {
          *longest_days = most;
          *longest = &presets[i];
        }
    }
  return *longest_days > 0;
}
