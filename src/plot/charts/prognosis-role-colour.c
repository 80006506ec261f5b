/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-role-colour.h"

#include <string.h>

/* Parts of names in lower case, in the languages of most data. Models treat admissions as infections. */
static const char *const admission_hints[]
    = { "admission", "hosp",       "icu",     "intensive", "intensiv", "in bed", "in_bed", "krankenhaus",
        "stationär", "ricoverati", "ospedal", "ingres",    "reanim",   "réanim", "uci" };

static gboolean
is_of_hospitals (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (admission_hints); i++)
    if (strstr (lower, admission_hints[i]) != NULL)
      return TRUE;
  return FALSE;
}

PrognosisColour
prognosis_colour_of_signal (const PrognosisSignal *signal)
{
  g_return_val_if_fail (signal != NULL, PROGNOSIS_COLOUR_OTHER);
  switch (signal->role)
    {
    case PROGNOSIS_ROLE_RECOVERIES: return PROGNOSIS_COLOUR_RECOVERIES;
    case PROGNOSIS_ROLE_DEATHS: return PROGNOSIS_COLOUR_DEATHS;
    case PROGNOSIS_ROLE_INFECTIONS:
      return is_of_hospitals (signal->name) ? PROGNOSIS_COLOUR_ADMISSIONS : PROGNOSIS_COLOUR_INFECTIONS;
    case PROGNOSIS_ROLE_OTHER:
    default: return is_of_hospitals (signal->name) ? PROGNOSIS_COLOUR_ADMISSIONS : PROGNOSIS_COLOUR_OTHER;
    }
}
