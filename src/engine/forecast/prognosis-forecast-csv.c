/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A forecast as a table of quantiles, one row each. */

#include "prognosis-csv.h"
#include "prognosis-forecast.h"

typedef struct
{
  const PrognosisForecast *forecast;
  PrognosisDataset *dataset;
  const char *location;
  const gsize *regions; /* to be summed, unless there is only one */
  gsize n_regions;
  const double *levels;
  gsize n_levels;
} Table;

static gboolean
get_quantiles (const Table *self, gsize signal, gsize horizon, const double *levels, gsize n_levels, double *values)
{
  /* One region may have a rate or a proportion, too. */
  if (self->n_regions != 1)
    return prognosis_forecast_get_sum (self->forecast, self->regions, self->n_regions, signal, horizon, levels, n_levels, values);
  if (!prognosis_forecast_has (self->forecast, self->regions[0], signal))
    return FALSE;
  prognosis_forecast_get_quantiles (self->forecast, self->regions[0], signal, horizon, levels, n_levels, values);
  return TRUE;
}

static void
append_horizon (const Table *self, gsize signal, gsize horizon, GString *csv)
{
  const gsize origin = prognosis_dataset_get_n_steps (self->dataset) - 1;
  g_autofree char *reference = prognosis_dataset_format_day (self->dataset, prognosis_dataset_get_day (self->dataset, origin));
  g_autofree char *end = prognosis_dataset_format_day (self->dataset, prognosis_dataset_get_day (self->dataset, origin + horizon));
  g_autoptr (GString) start = g_string_new (reference);
  g_autofree double *values = g_new (double, self->n_levels);
  const double half = 0.5;
  double median;

  if (!get_quantiles (self, signal, horizon, &half, 1, &median)
      || !get_quantiles (self, signal, horizon, self->levels, self->n_levels, values))
    return;
  g_string_append_c (start, ',');
  prognosis_csv_append_text (start, prognosis_dataset_get_signal (self->dataset, signal)->name);
  g_string_append_printf (start, ",%" G_GSIZE_FORMAT ",%s,", horizon, end);
  prognosis_csv_append_text (start, self->location);
  g_string_append_printf (csv, "%s,median,,", start->str);
  prognosis_csv_append_number (csv, median);
  g_string_append_c (csv, '\n');
  for (gsize i = 0; i < self->n_levels; i++)
    {
      g_string_append_printf (csv, "%s,quantile,", start->str);
      prognosis_csv_append_number (csv, self->levels[i]);
      g_string_append_c (csv, ',');
      prognosis_csv_append_number (csv, values[i]);
      g_string_append_c (csv, '\n');
    }
}

static void
append_location (const Table *self, GString *csv)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (self->dataset); s++)
    for (gsize h = 1; h <= prognosis_forecast_get_horizon (self->forecast); h++)
      append_horizon (self, s, h, csv);
}

GString *
prognosis_forecast_to_csv (const PrognosisForecast *self, const double *levels, gsize n_levels)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (self);
  GString *csv = g_string_new ("reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n");

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    append_location (
        &(Table){ self, dataset, prognosis_region_get_key (prognosis_dataset_get_region (dataset, r)), &r, 1, levels, n_levels },
        csv);
  return csv;
}

void
prognosis_forecast_append_sum_csv (const PrognosisForecast *self, const char *name, const gsize *regions, gsize n_regions,
                                   const double *levels, gsize n_levels, GString *csv)
{
  append_location (&(Table){ self, prognosis_forecast_get_dataset (self), name, regions, n_regions, levels, n_levels }, csv);
}
