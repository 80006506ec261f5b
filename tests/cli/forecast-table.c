/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast-table.h"

#include "fixture.h"

double
get_value (GPtrArray *rows, guint row, const char *column)
{
  return g_ascii_strtod (get_cell (rows, row, column), NULL);
}

void
check_forecast (const char *csv, guint n_blocks, guint n_levels)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (g_str_has_prefix (csv, FORECAST_COLUMNS));
  rows = parse_csv (csv);
  g_assert_cmpuint (rows->len - 1, ==, n_blocks * (n_levels + 1));
  for (guint block = 0; block < n_blocks; block++)
    {
      guint n_quantiles = 0, n_medians = 0;
      double level = 0, value = 0;

      for (guint row = block * (n_levels + 1) + 1; row < (block + 1) * (n_levels + 1) + 1; row++)
        {
          const char *type = get_cell (rows, row, "output_type");

          g_assert_cmpfloat (get_value (rows, row, "value"), >=, 0);
          if (g_str_equal (type, "median"))
            {
              g_assert_cmpstr (get_cell (rows, row, "output_type_id"), ==, "");
              n_medians++;
              continue;
            }
          g_assert_cmpstr (type, ==, "quantile");
          g_assert_cmpfloat (get_value (rows, row, "output_type_id"), >, level);
          g_assert_cmpfloat (get_value (rows, row, "value"), >=, value);
          level = get_value (rows, row, "output_type_id");
          value = get_value (rows, row, "value");
          n_quantiles++;
        }
      g_assert_cmpuint (n_quantiles, ==, n_levels);
      g_assert_cmpuint (n_medians, ==, 1);
    }
}
