/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-hub.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-csv.h"
#include "prognosis-day.h"
#include "prognosis-error.h"

static gboolean
is_forecast (const PrognosisForecast *forecast, gsize signal)
{
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast)); r++)
    if (prognosis_forecast_has (forecast, r, signal))
      return TRUE;
  return FALSE;
}

static gssize
find_signal (const PrognosisHub *self, const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize named = prognosis_dataset_find_signal (dataset, self->target);

  if (named >= 0 && is_forecast (forecast, named))
    return named;
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    if (prognosis_dataset_get_signal (dataset, s)->kind == PROGNOSIS_KIND_INCIDENT && is_forecast (forecast, s))
      return (gssize) s;
  return -1;
}

/* The reference date if the time step and the last day of the data match the hub, otherwise an error. */
static gboolean
find_reference (const PrognosisHub *self, const PrognosisDataset *dataset, int *reference, GError **error)
{
  const int origin = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  g_autofree char *day = prognosis_dataset_format_day (dataset, origin);

  if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX
      || prognosis_dataset_get_step_days (dataset) != self->step_days)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "the hub %s requires data with dates in steps of %d days",
                   self->id, self->step_days);
      return FALSE;
    }
  *reference = origin + 1 + (self->reference_weekday + 7 - prognosis_day_weekday (origin + 1)) % 7;
  if ((*reference - origin) % self->step_days == 0)
    return TRUE;
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "the hub %s requires weeks that end on its weekday, but these end on the weekday of %s", self->id, day);
  return FALSE;
}

gboolean
prognosis_hub_check (const PrognosisHub *self, const PrognosisDataset *dataset, GError **error)
{
  int reference;

  return find_reference (self, dataset, &reference, error);
}

/* Restores the leading zero that spreadsheets drop: "1" is Alabama. NULL with an error if the hub has no such code. */
static char *
make_location (const PrognosisHub *self, const PrognosisRegion *region, GError **error)
{
  const char *code = prognosis_region_get_key (region);
  const gsize n = strlen (code);

  if (!self->fips || g_str_equal (code, "US") || (n == 2 && strspn (code, "0123456789") == 2))
    return g_strdup (code);
  if (n == 1 && g_ascii_isdigit (*code))
    return g_strconcat ("0", code, NULL);
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "the hub %s requires two-digit FIPS codes as locations, and “%s” is not one", self->id, code);
  return NULL;
}

static void
append_rows (const PrognosisHub *self, const PrognosisForecast *forecast, gsize region, gsize signal, const char *location,
             int reference, const double *levels, gsize n_levels, GString *csv)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;
  g_autofree char *date = prognosis_day_format (reference);
  g_autofree double *values = g_new (double, n_levels);

  for (gsize h = 1; h <= prognosis_forecast_get_horizon (forecast); h++)
    {
      const int end = prognosis_dataset_get_day (dataset, origin + (gssize) h);
      g_autofree char *end_date = prognosis_day_format (end);

      prognosis_forecast_get_quantiles (forecast, region, signal, h, levels, n_levels, values);
      for (gsize i = 0; i < n_levels; i++)
        {
          g_string_append_printf (csv, "%s,%s,%d,%s,", date, self->target, (end - reference) / self->step_days, end_date);
          prognosis_csv_append_quoted (csv, location);
          g_string_append (csv, ",quantile,");
          prognosis_csv_append_number (csv, levels[i]);
          g_string_append_c (csv, ',');
          prognosis_csv_append_number (csv, values[i]);
          g_string_append_c (csv, '\n');
        }
    }
}

GString *
prognosis_hub_to_csv (const PrognosisHub *self, const PrognosisForecast *forecast, const double *levels, gsize n_levels,
                      GError **error)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize signal = find_signal (self, forecast);
  GString *csv;
  int reference;

  if (!find_reference (self, dataset, &reference, error))
    return NULL;
  if (signal < 0)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "the hub %s requires incident counts, and none were forecast",
                   self->id);
      return NULL;
    }
  csv = g_string_new ("reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n");
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      g_autofree char *location = NULL;

      if (!prognosis_forecast_has (forecast, r, signal))
        continue;
      location = make_location (self, prognosis_dataset_get_region (dataset, r), error);
      if (!location)
        {
          g_string_free (csv, TRUE);
          return NULL;
        }
      append_rows (self, forecast, r, signal, location, reference, levels, n_levels, csv);
    }
  return csv;
}
