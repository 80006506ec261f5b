/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-counted.h"

#include <string.h>

/* Parts of names in lower case, in the languages of most data. */
static const char *const of_hospitals[]
    = { "admission", "hosp", "in bed", "in_bed", "krankenhaus", "stationär", "ricoverati", "ospedal", "ingres" };
static const char *const of_intensive_care[] = { "icu", "intensive", "intensiv", "reanim", "réanim", "uci" };
static const char *const of_tests[] = { "test", "tampon", "prueba" };

static gboolean
has_part (const char *lower, const char *const *parts, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

PrognosisCounted
prognosis_signal_get_counted (const PrognosisSignal *signal)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (signal != NULL, PROGNOSIS_COUNTED_OTHER);
  if (signal->role == PROGNOSIS_ROLE_RECOVERIES)
    return PROGNOSIS_COUNTED_RECOVERIES;
  if (signal->role == PROGNOSIS_ROLE_DEATHS)
    return PROGNOSIS_COUNTED_DEATHS;
  lower = g_utf8_strdown (signal->name, -1);
  if (has_part (lower, of_intensive_care, G_N_ELEMENTS (of_intensive_care)))
    return PROGNOSIS_COUNTED_INTENSIVE_CARE;
  if (has_part (lower, of_hospitals, G_N_ELEMENTS (of_hospitals)))
    return PROGNOSIS_COUNTED_HOSPITAL;
  if (signal->role == PROGNOSIS_ROLE_INFECTIONS)
    return PROGNOSIS_COUNTED_INFECTIONS;
  return has_part (lower, of_tests, G_N_ELEMENTS (of_tests)) ? PROGNOSIS_COUNTED_TESTS : PROGNOSIS_COUNTED_OTHER;
}
