/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#include "prognosis-error.h"
#include "prognosis-export.h"
#include "prognosis-trajectories.h"

/* More panels would be illegible. */
#define MAX_PANELS 12

static gssize
find_shown_signal (const PrognosisForecast *forecast, gsize region)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);

  for (gsize signal = 0; signal < prognosis_dataset_get_n_signals (dataset); signal++)
    if (prognosis_forecast_has (forecast, region, signal))
      return (gssize) signal;
  return -1;
}

typedef struct
{
  gsize region;
  double size;
} Ranked;

static int
compare_size (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->size != second->size)
    return first->size < second->size ? 1 : -1;
  return first->region < second->region ? -1 : 1;
}

/* The regions with the largest numbers at the origin, in the order of the data. */
static GArray *
choose_regions (const PrognosisForecast *forecast, gsize *signal)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  gsize n = prognosis_dataset_get_n_regions (dataset);
  g_autofree Ranked *ranked = g_new (Ranked, n);
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (gsize));
  gssize shown = -1;

  for (gsize region = 0; region < n && shown < 0; region++)
    shown = find_shown_signal (forecast, region);
  *signal = MAX (shown, 0);
  for (gsize region = 0; region < n; region++)
    {
      gssize last = prognosis_dataset_get_last_observed (dataset, region, *signal);

      ranked[region].region = region;
      ranked[region].size = last >= 0 ? prognosis_dataset_get_values (dataset, region, *signal)[last] : -1;
    }
  qsort (ranked, n, sizeof *ranked, compare_size);
  for (gsize i = 0; i < n && i < MAX_PANELS; i++)
    g_array_append_val (regions, ranked[i].region);
  return regions;
}

/* One region: a panel for every signal. Several: a panel for each, of the first signal. */
static PrognosisFigure *
make_figure (const CliRun *run, const PrognosisForecast *forecast, gssize region, int *width, int *height)
{
  PrognosisTrajectories what = {
    .dataset = prognosis_forecast_get_dataset (forecast),
    .forecast = (PrognosisForecast *) forecast,
    .view = PROGNOSIS_VIEW_INCREMENTS,
  };
  g_autoptr (GArray) regions = NULL;
  gsize signal;

  *width = 1000;
  if (region >= 0 || prognosis_dataset_get_n_regions (what.dataset) == 1)
    {
      *height = CLAMP (300 * (int) prognosis_dataset_get_n_signals (what.dataset), 500, 1400);
      /* A series that is alone is called after its file; the data's title says more. */
      if (run->options->regions == NULL && region < 0)
        what.title = prognosis_dataset_get_title (what.dataset);
      return prognosis_trajectories_new_figure (&what, (gsize) MAX (region, 0));
    }
  regions = choose_regions (forecast, &signal);
  what.signal = prognosis_dataset_get_signal (what.dataset, signal)->name;
  *height = 240 * (int) CLAMP ((regions->len + 2) / 3, 2, 4);
  return prognosis_trajectories_new_grid (&what, (const gsize *) (gpointer) regions->data, regions->len);
}

gboolean
cli_figure_check (const CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  const char *region = run->options->plot_region;

  if (region == NULL)
    return TRUE;
  if (run->options->plot == NULL)
    g_set_error_literal (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --plot-region needs --plot");
  else if (prognosis_dataset_find_region (dataset, region) < 0)
    g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION, "Option --plot-region: there is no region “%s” in the data",
                 region);
  else
    return TRUE;
  return FALSE;
}

static gpointer
end_at_once (gpointer data)
{
  return NULL;
}

/* Pango reads the fonts in a thread, and ends the program if that cannot start. */
static gboolean
check_threads (GError **error)
{
  g_autoptr (GError) reason = NULL;
  GThread *thread = g_thread_try_new ("probe", end_at_once, NULL, &reason);

  if (thread != NULL)
    {
      g_thread_join (thread);
      return TRUE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION,
               "No plot can be drawn because no thread can be started (%s); raise the limit of processes, or leave out --plot",
               reason->message);
  return FALSE;
}

gboolean
cli_figure_write (CliRun *run, PrognosisFigure *figure, const char *title, int width, int height, GError **error)
{
  const char *path = run->options->plot;
  const char *metadata[] = { "Title", title, "Software", "Prognosis", NULL };
  g_autofree char *format = g_ascii_strdown (strrchr (path, '.') + 1, -1);
  g_autoptr (GBytes) bytes = NULL;

  if (!check_threads (error))
    return FALSE;
  bytes = prognosis_figure_export_bytes (figure, format, width, height, 2, NULL, metadata, error);
  if (bytes == NULL)
    return FALSE;
  cli_output_add (run->output, path, bytes);
  return TRUE;
}

gboolean
cli_figure_add (CliRun *run, PrognosisForecast *forecast, GError **error)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  g_autoptr (PrognosisFigure) figure = NULL;
  gssize region = -1;
  int width, height;

  if (run->options->plot == NULL)
    return TRUE;
  if (run->options->plot_region != NULL)
    region = prognosis_dataset_find_region (dataset, run->options->plot_region);
  figure = make_figure (run, forecast, region, &width, &height);
  return cli_figure_write (run, figure, prognosis_dataset_get_title (dataset), width, height, error);
}
