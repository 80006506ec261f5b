/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fit-report.h"
#include "fit-rows.h"
#include "json.h"
#include "location.h"
#include "messages.h"
#include "prognosis-csv.h"
#include "prognosis-number.h"

/* Four digits are more than any estimate supports. */
static char *
format_short (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isfinite (value) ? g_strdup (g_ascii_formatd (text, sizeof text, "%.4g", value)) : g_strdup ("");
}

/* Columns as wide as their content in characters; printf counts bytes. */
static void
append_padded (GString *text, const char *cell, int width)
{
  g_string_append (text, cell);
  for (glong n = g_utf8_strlen (cell, -1); n < width; n++)
    g_string_append_c (text, ' ');
  g_string_append_c (text, ' ');
}

/* (transfer full) */
static char *
dup_location (const PrognosisDataset *dataset, gsize region)
{
  return cli_messages_make_printable (cli_location_get (dataset, region));
}

static int
get_location_width (const PrognosisDataset *dataset)
{
  glong width = strlen ("region");

  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    {
      g_autofree char *location = dup_location (dataset, i);

      width = MAX (width, g_utf8_strlen (location, -1));
    }
  return (int) width;
}

void
cli_fit_write_row (GString *text, const PrognosisDataset *dataset, gsize region, int width, const CliFitRow *row)
{
  g_autofree char *location = dup_location (dataset, region);
  g_autofree char *value = format_short (row->value);
  g_autofree char *lower = format_short (row->lower);
  g_autofree char *upper = format_short (row->upper);
  g_autofree char *interval = *lower != '\0' && *upper != '\0' ? g_strdup_printf ("%s to %s", lower, upper) : g_strdup ("");
  g_autofree char *prior = isfinite (row->prior_share) ? g_strdup_printf ("%.0f %%", row->prior_share * 100) : g_strdup ("");

  append_padded (text, location, width);
  g_string_append_printf (text, "%-14s %10s %-8s", row->id, value, row->unit);
  if (row->is_fixed)
    g_string_append (text, " fixed");
  else if (*interval != '\0')
    g_string_append_printf (text, " %-24s %10s", interval, prior);
  g_string_append_c (text, '\n');
}

static void
write_derived (GString *text, const PrognosisFit *fit, gsize region, int width)
{
  const PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  CliFitRow row = { .id = "R", .unit = "1", .lower = NAN, .upper = NAN, .prior_share = NAN };
  double first, last;

  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    if (cli_fit_get_duration (fit, region, i, &row))
      {
        g_autofree char *id = g_strdup_printf ("1/%s", prognosis_fit_get_parameter (fit, i)->id);

        row.id = id;
        cli_fit_write_row (text, dataset, region, width, &row);
      }
  if (!cli_fit_get_reproduction (fit, region, &first, &last))
    return;
  row = (CliFitRow){ .id = "R first", .unit = "1", .value = first, .lower = NAN, .upper = NAN, .prior_share = NAN };
  cli_fit_write_row (text, dataset, region, width, &row);
  row.id = "R last";
  row.value = last;
  cli_fit_write_row (text, dataset, region, width, &row);
}

static void
write_region (GString *text, const PrognosisFit *fit, gsize region, int width)
{
  const PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);

  if (!cli_fit_has_data (fit, region))
    return;
  for (gsize i = 0; i < prognosis_fit_get_n_parameters (fit); i++)
    {
      CliFitRow row = cli_fit_get_row (fit, region, i);

      cli_fit_write_row (text, dataset, region, width, &row);
    }
  write_derived (text, fit, region, width);
}

static void
write_stop (GString *text, const PrognosisFit *fit, gsize region)
{
  const char *const *notes = prognosis_fit_get_notes (fit, region);
  g_autofree char *loss = format_short (prognosis_fit_get_region_loss (fit, region));
  g_autofree char *location = dup_location (prognosis_fit_get_dataset (fit), region);

  g_string_append_printf (text, "%s: %s", location, prognosis_stop_to_string (prognosis_fit_get_stop (fit, region)));
  if (*loss != '\0')
    g_string_append_printf (text, ", loss %s", loss);
  g_string_append_c (text, '\n');
  for (gsize i = 0; notes != NULL && notes[i] != NULL; i++)
    {
      g_autofree char *note = cli_messages_make_printable (notes[i]);

      g_string_append_printf (text, "  %s\n", note);
    }
}

static void
write_head (GString *text, const PrognosisFit *fit)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const PrognosisModel *model = prognosis_fit_get_model (fit);
  gsize first, n;
  g_autofree char *title = cli_messages_make_printable (prognosis_dataset_get_title (dataset));
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *loss = format_short (prognosis_fit_get_loss (fit));
  g_autofree char *mse = format_short (prognosis_fit_get_mse (fit));

  prognosis_fit_get_window (fit, &first, &n);
  from = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) first));
  to = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) (first + n) - 1));
  g_string_append_printf (text, "Data    %s\n", title);
  g_string_append_printf (text, "Model   %s: %s\n", model->id, model->description);
  g_string_append_printf (text, "Window  %s to %s, %" G_GSIZE_FORMAT " steps\n", from, to, n);
  g_string_append_printf (
      text, "Loss    %s after %" G_GSIZE_FORMAT " evaluations; mean squared residual in fractions of the population %s\n\n", loss,
      prognosis_fit_get_n_evaluations (fit), mse);
}

int
cli_fit_write_heading (GString *text, const PrognosisDataset *dataset)
{
  const int width = get_location_width (dataset);

  append_padded (text, "region", width);
  g_string_append_printf (text, "%-14s %10s %-8s %-24s %10s\n", "parameter", "value", "unit", "95 % interval", "from prior");
  return width;
}

GString *
cli_fit_report_table (const PrognosisFit *fit)
{
  GString *text = g_string_new (NULL);
  gsize n_regions = prognosis_dataset_get_n_regions (prognosis_fit_get_dataset (fit));
  int width;

  write_head (text, fit);
  width = cli_fit_write_heading (text, prognosis_fit_get_dataset (fit));
  for (gsize region = 0; region < n_regions; region++)
    write_region (text, fit, region, width);
  g_string_append_c (text, '\n');
  for (gsize region = 0; region < n_regions; region++)
    write_stop (text, fit, region);
  return text;
}

static void
write_curve_csv (const PrognosisFit *fit, gsize region, gsize signal, const double *curve, gpointer to)
{
  GString *csv = to;
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const double *observed = prognosis_dataset_get_values (dataset, region, signal);
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  for (gsize t = 0; t < n; t++)
    {
      g_autofree char *day = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) (first + t)));
      g_autofree char *seen = prognosis_number_to_text (observed[first + t]);
      g_autofree char *fitted = prognosis_number_to_text (curve[t]);

      prognosis_csv_append_text (csv, cli_location_get (dataset, region));
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, signal)->name);
      g_string_append_printf (csv, ",%s,%s,%s\n", day, seen, fitted);
    }
}

GString *
cli_fit_report_csv (const PrognosisFit *fit)
{
  GString *csv = g_string_new ("location,target,date,observed,fitted\n");

  cli_fit_walk_curves (fit, write_curve_csv, csv);
  return csv;
}
