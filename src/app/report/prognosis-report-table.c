/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-figure.h"
#include "prognosis-report-table.h"
#include "prognosis-role-colour.h"
#include "prognosis-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ROWS 4
#define MAX_SIGNALS 4

const double prognosis_report_levels[PROGNOSIS_REPORT_N_LEVELS] = { 0.025, 0.5, 0.975 };

typedef struct
{
  PrognosisReportPage *page;
  PrognosisForecast *forecast;
  PrognosisDataset *dataset;
  const gsize *regions;
  guint n_regions;
  const double *sums; /* or NULL */
} Table;

/* Counts of people are rounded to whole numbers; rates and proportions are not. */
static char *
format_value (double value, PrognosisKind kind)
{
  if (kind == PROGNOSIS_KIND_PROPORTION)
    return prognosis_words_for_number (value);
  return prognosis_figure_format_number (fabs (value) >= 20 ? round (value) : round (value * 10) / 10, TRUE);
}

static char *
format_interval (const double *values, PrognosisKind kind)
{
  g_autofree char *lower = format_value (values[0], kind);
  g_autofree char *median = format_value (values[1], kind);
  g_autofree char *upper = format_value (values[2], kind);

  /* Translators: a median, and the two limits of an interval. */
  return g_strdup_printf (_ ("%s (%s – %s)"), median, lower, upper);
}

/* The total of new counts up to the horizon. */
static char *
format_total (const Table *table, const gsize *regions, gsize n_regions, gsize signal)
{
  PrognosisKind kind = prognosis_dataset_get_signal (table->dataset, signal)->kind;
  double values[PROGNOSIS_REPORT_N_LEVELS];

  if (!prognosis_forecast_get_total (table->forecast, regions, n_regions, signal, prognosis_report_levels,
                                     PROGNOSIS_REPORT_N_LEVELS, values))
    return g_strdup ("–");
  return format_interval (values, kind);
}

/* @region: -1: the sum of all */
static char *
format_forecast (const Table *table, gssize region, gsize signal, gsize horizon)
{
  PrognosisKind kind = prognosis_dataset_get_signal (table->dataset, signal)->kind;
  double own[PROGNOSIS_REPORT_N_LEVELS];
  const double *values = own;

  if (region < 0)
    values = table->sums + (signal * prognosis_forecast_get_horizon (table->forecast) + horizon - 1) * PROGNOSIS_REPORT_N_LEVELS;
  else if (!prognosis_forecast_has (table->forecast, region, signal))
    return g_strdup ("–");
  else
    prognosis_forecast_get_quantiles (table->forecast, region, signal, horizon, prognosis_report_levels, PROGNOSIS_REPORT_N_LEVELS,
                                      own);
  return format_interval (values, kind);
}

static gboolean
has_signal (const Table *table, gsize signal)
{
  if (table->sums != NULL)
    return isfinite (table->sums[signal * prognosis_forecast_get_horizon (table->forecast) * PROGNOSIS_REPORT_N_LEVELS]);
  for (guint i = 0; i < table->n_regions; i++)
    if (prognosis_forecast_has (table->forecast, table->regions[i], signal))
      return TRUE;
  return FALSE;
}

/* Lists the numbers of the forecast signals. */
static gsize
list_signals (const Table *table, gsize *signals)
{
  gsize n = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (table->dataset) && n < MAX_SIGNALS; s++)
    if (has_signal (table, s))
      signals[n++] = s;
  return n;
}

/* Adds a row of medians and intervals, in the columns of @signals. */
static void
add_forecasts (const Table *table, const char *name, gssize region, gsize horizon, const gsize *signals, gsize n)
{
  const char *cells[MAX_SIGNALS + 1] = { name };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (texts, format_forecast (table, region, signals[i], horizon));
      cells[i + 1] = g_ptr_array_index (texts, i);
    }
  prognosis_report_page_add_row (table->page, cells, n + 1, NULL);
}

/* The day @horizon steps after the origin. */
static char *
dup_day (const Table *table, gsize horizon)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (table->forecast);
  gssize origin = (gssize) prognosis_dataset_get_n_steps (dataset) - 1;

  return prognosis_words_for_day (dataset, prognosis_dataset_get_day (dataset, origin + (gssize) horizon));
}

/* A region's forecast at the horizon; new counts, which vary from day to day, are summed up to it. */
static void
add_region (const Table *table, gsize region, const gsize *signals, gsize n)
{
  PrognosisDataset *dataset = table->dataset;
  const gsize horizon = prognosis_forecast_get_horizon (table->forecast);
  const char *cells[MAX_SIGNALS + 1] = { prognosis_dataset_get_region (dataset, region)->name };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      const gboolean is_new = prognosis_dataset_get_signal (dataset, signals[i])->kind == PROGNOSIS_KIND_INCIDENT;

      g_ptr_array_add (texts, is_new ? format_total (table, &region, 1, signals[i])
                                     : format_forecast (table, (gssize) region, signals[i], horizon));
      cells[i + 1] = g_ptr_array_index (texts, i);
    }
  prognosis_report_page_add_row (table->page, cells, n + 1, NULL);
}

static void
add_totals (const Table *table, const gsize *signals, gsize n)
{
  const char *cells[MAX_SIGNALS + 1] = { _ ("Total new") };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (texts, format_total (table, table->regions, table->n_regions, signals[i]));
      cells[i + 1] = g_ptr_array_index (texts, i);
    }
  prognosis_report_page_add_row (table->page, cells, n + 1, NULL);
}

/* The heading of a column. With @many regions, new counts are totals. */
static char *
dup_column (const Table *table, gsize signal, gboolean many)
{
  PrognosisDataset *dataset = table->dataset;
  const PrognosisSignal *it = prognosis_dataset_get_signal (dataset, signal);

  if (many && it->kind == PROGNOSIS_KIND_INCIDENT)
    return g_strdup_printf (_ ("%s (%s)"), it->name, _ ("Total new"));
  return prognosis_words_for_signal (dataset, signal);
}

/* For one region, or the sum of all: a row for each of several days and a row of totals. For several regions: a row each. */
static void
add_table (const Table *table)
{
  PrognosisDataset *dataset = table->dataset;
  gboolean many = table->sums == NULL && table->n_regions > 1;
  gsize signals[MAX_SIGNALS], n = list_signals (table, signals);
  gsize horizon = prognosis_forecast_get_horizon (table->forecast);
  gsize rows = MIN (horizon, MAX_ROWS);
  const char *cells[MAX_SIGNALS + 1] = { many                                                                       ? _ ("Region")
                                         : prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY ? _ ("Month")
                                                                                                                    : _ ("Day") };
  PrognosisColour colours[MAX_SIGNALS + 1] = { PROGNOSIS_COLOUR_OBSERVED };
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *last = dup_day (table, horizon);
  g_autofree char *heading = NULL;

  if (!many)
    /* xgettext:no-c-format */
    heading = g_strdup (_ ("Forecast: median and 95 % interval"));
  else if (prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_INDEX)
    /* Translators: the number of a day. */
    heading = g_strdup_printf (_ ("Forecast up to day %s: median and 95 %% interval"), last);
  else
    /* Translators: a date. */
    heading = g_strdup_printf (_ ("Forecast up to %s: median and 95 %% interval"), last);
  prognosis_report_page_add_heading (table->page, heading);
  for (gsize i = 0; i < n; i++)
    {
      g_ptr_array_add (columns, dup_column (table, signals[i], many));
      colours[i + 1] = prognosis_colour_of_signal (prognosis_dataset_get_signal (dataset, signals[i]));
      cells[i + 1] = g_ptr_array_index (columns, i);
    }
  prognosis_report_page_add_row (table->page, cells, n + 1, colours);
  for (guint i = 0; many && i < table->n_regions; i++)
    add_region (table, table->regions[i], signals, n);
  for (gsize r = 1; !many && r <= rows; r++)
    {
      gsize h = r * horizon / rows;
      g_autofree char *day = dup_day (table, h);

      add_forecasts (table, day, table->sums != NULL ? -1 : (gssize) table->regions[0], h, signals, n);
    }
  if (!many)
    add_totals (table, signals, n);
}

void
prognosis_report_table_add (PrognosisReportPage *page, PrognosisForecast *forecast, const GArray *regions, const double *sums)
{
  const Table table = { .page = page,
                        .forecast = forecast,
                        .dataset = prognosis_forecast_get_dataset (forecast),
                        .regions = (const gsize *) (gpointer) regions->data,
                        .n_regions = regions->len,
                        .sums = sums };

  add_table (&table);
}
