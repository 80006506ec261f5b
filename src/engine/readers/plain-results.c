/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "plain-results.h"

#include <glib/gi18n-lib.h>

#include "prognosis-error.h"

typedef struct
{
  const char *columns[5]; /* at least these */
  const char *message;
} Result;

static const Result results[] = {
  { { "output_type", "value" },
    N_ ("this is a forecast, not data; score it with “prognosis-cli score”, or open it for comparison") },
  /* hubs before 2023 */
  { { "forecast_date", "quantile", "value" },
    N_ ("this is a forecast, not data; score it with “prognosis-cli score”, or open it for comparison") },
  { { "model", "origin", "horizon", "wis" }, N_ ("this is a backtest, not data; open the data that were forecast instead") },
  { { "target", "horizon", "n_tasks" }, N_ ("these are scores of forecasts, not data; open the data that were forecast instead") },
  { { "date", "quantity", "level", "value" },
    N_ ("these are estimates of transmission, not data; open the data that they were estimated from instead") },
};

static gboolean
has_columns (const PrognosisTable *table, const char *const *names)
{
  for (; *names != NULL; names++)
    if (prognosis_table_find_column (table, *names) < 0)
      return FALSE;
  return TRUE;
}

gboolean
prognosis_plain_check_is_data (const PrognosisTable *table, GError **error)
{
  for (gsize i = 0; prognosis_table_has_header (table) && i < G_N_ELEMENTS (results); i++)
    if (has_columns (table, results[i].columns))
      {
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s:%u: %s", prognosis_table_get_path (table),
                     MAX (prognosis_table_get_line (table, 0), 2) - 1, _ (results[i].message));
        return FALSE;
      }
  return TRUE;
}
