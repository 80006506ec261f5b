/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beds that forecast admissions need: --length-of-stay, --admitted, --capacity, --beds. */

#include "cli.h"
#include "location.h"

#include "prognosis-beds-forecast.h"
#include "prognosis-csv.h"
#include "prognosis-error.h"
#include "prognosis-number.h"

#include <math.h>
#include <string.h>

#define DEFAULT_SHAPE 2.0
#define MAX_DAYS 365.0
#define NIGHTS "nights:"

/* "3,9,5,1": patients who stay 0, 1, 2, 3 nights. (transfer full) (nullable) */
static PrognosisStay *
parse_nights (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  const guint n = g_strv_length (parts);
  g_autofree double *shares = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    if (!prognosis_number_parse (g_strstrip (parts[i]), &shares[i]))
      return NULL;
  return prognosis_stay_new_from_nights (shares, n);
}

/* "8" or "8,2.5": mean and shape. (transfer full) (nullable) */
static PrognosisStay *
parse_mean (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 3);
  const guint n = g_strv_length (parts);
  double mean = NAN, shape = DEFAULT_SHAPE;

  if (n < 1 || n > 2 || !prognosis_number_parse (parts[0], &mean) || !(mean > 0 && mean <= MAX_DAYS))
    return NULL;
  if (n == 2 && (!prognosis_number_parse (parts[1], &shape) || !(shape >= 0.1 && shape <= 100)))
    return NULL;
  return prognosis_stay_new (mean, shape);
}

/* (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION */
static PrognosisStay *
parse_stay (const char *text, GError **error)
{
  PrognosisStay *stay = g_str_has_prefix (text, NIGHTS) ? parse_nights (text + strlen (NIGHTS)) : parse_mean (text);

  if (stay == NULL)
    cli_options_refuse (
        error,
        "Option --length-of-stay: “%s” is not a length of stay; expected mean days from 0 to 365 and perhaps a shape from 0.1 to "
        "100, such as 8 or 8,2, or nights: and the numbers of patients who stay 0, 1, 2, ... nights, such as nights:3,9,5,1",
        text);
  return stay;
}

/* The first one that is counted as new ones. -1: none */
static gssize
find_signal (const PrognosisDataset *dataset)
{
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      if (signal->role == PROGNOSIS_ROLE_INFECTIONS
          && (signal->kind == PROGNOSIS_KIND_INCIDENT || signal->kind == PROGNOSIS_KIND_CUMULATIVE))
        return (gssize) s;
    }
  return -1;
}

gboolean
cli_beds_check (const CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  const CliOptions *options = run->options;
  const char *lone = options->beds != NULL        ? "--beds"
                     : !isnan (options->capacity) ? "--capacity"
                     : !isnan (options->admitted) ? "--admitted"
                                                  : NULL;
  g_autoptr (PrognosisStay) stay = NULL;

  if (options->length_of_stay == NULL)
    return lone == NULL || cli_options_refuse (error, "Option %s needs --length-of-stay", lone);
  stay = parse_stay (options->length_of_stay, error);
  if (stay == NULL)
    return FALSE;
  if (options->beds == NULL && options->json)
    return cli_options_refuse (error, "Option --length-of-stay: with --json beds are written to --beds FILE only");
  if (options->beds == NULL && !options->summary)
    return cli_options_refuse (error, "Option --length-of-stay needs --beds FILE or --summary, which say how many beds are needed");
  if (find_signal (dataset) < 0)
    return cli_options_refuse (error,
                               "Option --length-of-stay: these data have no new or cumulative counts of infections or admissions");
  return TRUE;
}

typedef struct
{
  CliRun *run;
  const PrognosisForecast *forecast;
  PrognosisDataset *dataset;
  gsize signal;
  const PrognosisStay *stay;
  GString *csv, *text;
} Beds;

/* @location: NULL: the sum of all */
static void
append_csv (const Beds *self, const PrognosisBedsForecast *beds, const char *location)
{
  const CliOptions *options = self->run->options;
  g_autofree double *values = g_new (double, options->n_levels);

  for (gsize day = 0; day < beds->n_days; day++)
    {
      g_autofree char *date = prognosis_dataset_format_day (self->dataset, beds->first_day + (int) day);

      prognosis_beds_forecast_get_quantiles (beds, day, options->levels, options->n_levels, values);
      for (gsize k = 0; k < options->n_levels; k++)
        {
          g_autofree char *level = prognosis_number_to_text (options->levels[k]);
          g_autofree char *value = prognosis_number_to_text (values[k]);

          g_string_append_printf (self->csv, "%s,", date);
          prognosis_csv_append_text (self->csv, location != NULL ? location : "");
          g_string_append_printf (self->csv, ",%s,%s\n", level, value);
        }
    }
}

static void
append_text (const Beds *self, const PrognosisBedsForecast *beds, const char *name)
{
  static const double levels[] = { 0.1, 0.5, 0.9 };
  const double capacity = self->run->options->capacity;
  double most[3] = { 0 };
  gsize peak = 0;
  int day;
  g_autofree char *date = NULL;

  for (gsize d = 0; d < beds->n_days; d++)
    {
      double values[3];

      prognosis_beds_forecast_get_quantiles (beds, d, levels, 3, values);
      if (values[1] > most[1] || d == 0)
        {
          memcpy (most, values, sizeof most);
          peak = d;
        }
    }
  date = prognosis_dataset_format_day (self->dataset, beds->first_day + (int) peak);
  g_string_append_printf (self->text, "%s: at most %.0f beds in use, on %s (80 %% interval %.0f to %.0f)", name, most[1], date,
                          most[0], most[2]);
  if (!isnan (capacity))
    {
      const double chance = prognosis_beds_forecast_get_chance (beds, capacity, &day);

      g_string_append_printf (self->text, "; more than %g with a chance of %.0f %%", capacity, 100 * chance);
      if (day != G_MININT)
        {
          g_autofree char *first = prognosis_dataset_format_day (self->dataset, day);

          g_string_append_printf (self->text, ", probably from %s", first);
        }
    }
  g_string_append_c (self->text, '\n');
}

static gboolean
add_regions (const Beds *self, const gsize *regions, gsize n, const char *location, const char *name)
{
  const double admitted = self->run->options->admitted;
  g_autoptr (PrognosisBedsForecast) beds
      = prognosis_beds_forecast_new (self->forecast, regions, n, self->signal, isnan (admitted) ? 1 : admitted, self->stay);

  if (beds == NULL)
    return FALSE;
  append_csv (self, beds, location);
  append_text (self, beds, name);
  return TRUE;
}

/* The sum first: totals are not part of it. */
static gboolean
add_all (const Beds *self)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (self->dataset);
  g_autofree gsize *summands = g_new (gsize, n_regions);
  gboolean any = FALSE;
  gsize n = 0;

  for (gsize r = 0; r < n_regions; r++)
    if (prognosis_dataset_get_region (self->dataset, r)->total_of == NULL)
      summands[n++] = r;
  if (n > 1)
    add_regions (self, summands, n, NULL, "All regions together");
  for (gsize r = 0; r < n_regions; r++)
    any |= add_regions (self, &r, 1, cli_location_get (self->dataset, r), prognosis_dataset_get_region (self->dataset, r)->name);
  return any;
}

gboolean
cli_beds_add (CliRun *run, const PrognosisForecast *forecast, GError **error)
{
  const CliOptions *options = run->options;
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize signal = find_signal (dataset);
  g_autoptr (PrognosisStay) stay = NULL;
  g_autoptr (GString) csv = g_string_new ("date,location,level,beds\n");
  g_autoptr (GString) text = g_string_new (NULL);
  Beds beds = { run, forecast, dataset, (gsize) signal, NULL, csv, text };

  if (options->length_of_stay == NULL)
    return TRUE;
  stay = parse_stay (options->length_of_stay, error);
  if (stay == NULL)
    return FALSE;
  beds.stay = stay;
  if (!add_all (&beds))
    return cli_options_refuse (error, "Option --length-of-stay: no admissions were forecast");
  if (options->beds != NULL)
    cli_output_take_csv (run->output, options->beds, g_steal_pointer (&csv), options->for_spreadsheet);
  if (options->summary && !options->json)
    cli_output_take_text (run->output, NULL, g_steal_pointer (&text));
  return TRUE;
}
