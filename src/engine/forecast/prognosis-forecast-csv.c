/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast as a table of quantiles, one row each. */

#include "prognosis-csv.h"
#include "prognosis-forecast.h"

GString *
prognosis_forecast_to_csv (const PrognosisForecast *self, const double *levels, gsize n_levels)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self);
  GString *csv = g_string_new ("reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n");
  const gsize origin = prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree char *reference = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, origin));
  g_autofree double *values = g_new (double, n_levels);
  const double half = 0.5;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      for (gsize h = 1; h <= prognosis_forecast_get_horizon (self) && prognosis_forecast_has (self, r, s); h++)
        {
          const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);
          g_autofree char *end = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, origin + h));
          g_autoptr (GString) start = g_string_new (reference);
          double median;

          g_string_append_c (start, ',');
          prognosis_csv_append_text (start, prognosis_dataset_get_signal (dataset, s)->name);
          g_string_append_printf (start, ",%" G_GSIZE_FORMAT ",%s,", h, end);
          prognosis_csv_append_text (start, prognosis_region_get_key (region));
          prognosis_forecast_get_quantiles (self, r, s, h, &half, 1, &median);
          g_string_append_printf (csv, "%s,median,,", start->str);
          prognosis_csv_append_number (csv, median);
          g_string_append_c (csv, '\n');
          prognosis_forecast_get_quantiles (self, r, s, h, levels, n_levels, values);
          for (gsize i = 0; i < n_levels; i++)
            {
              g_string_append_printf (csv, "%s,quantile,", start->str);
              prognosis_csv_append_number (csv, levels[i]);
              g_string_append_c (csv, ',');
              prognosis_csv_append_number (csv, values[i]);
              g_string_append_c (csv, '\n');
            }
        }
  return csv;
}
