/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "jhu-common.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-error.h"

const JhuSignal prognosis_jhu_signals[JHU_N_SIGNALS] = {
  { "confirmed", PROGNOSIS_ROLE_INFECTIONS },
  { "recovered", PROGNOSIS_ROLE_RECOVERIES },
  { "deaths", PROGNOSIS_ROLE_DEATHS },
};

gsize
prognosis_jhu_add_signal (PrognosisDatasetBuilder *builder, guint number)
{
  const JhuSignal *known = &prognosis_jhu_signals[number];
  gsize signal = prognosis_dataset_builder_add_signal (builder, known->name, PROGNOSIS_KIND_CUMULATIVE, known->role, TRUE);

  /* Many places never reported recoveries: the files have 0 for some days, then empty cells. */
  if (known->role == PROGNOSIS_ROLE_RECOVERIES)
    prognosis_dataset_builder_set_zero_unreported (builder, signal);
  return signal;
}

/* Ships, games, and the row "Recovered", which holds recoveries not assigned to a state. */
gboolean
prognosis_jhu_is_no_place (const char *name)
{
  static const char *const names[] = { "Recovered",  "Diamond Princess",     "Grand Princess",
                                       "MS Zaandam", "Summer Olympics 2020", "Winter Olympics 2022",
                                       "Unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
prognosis_jhu_find_column (const PrognosisTable *table, const char *name, gsize *column, GError **error)
{
  gssize found = prognosis_table_find_column (table, name);

  if (found < 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, _ ("%s: the column “%s”, which this format requires, is missing"),
                   prognosis_table_get_path (table), name);
      return FALSE;
    }
  *column = (gsize) found;
  return TRUE;
}
