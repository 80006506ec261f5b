/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums of regions as locations of their own: --sum and --group. */

#include "cli.h"

#include "prognosis-error.h"

static gboolean
refuse_name (const char *option, const char *name, GError **error)
{
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "Option %s: there is already a location “%s”; choose another name for the sum", option, name);
  return FALSE;
}

static gboolean
check_group (const PrognosisDataset *dataset, const char *const *group, GError **error)
{
  for (gsize i = 1; group[i] != NULL; i++)
    {
      const gssize region = prognosis_dataset_find_region (dataset, group[i]);

      if (region < 0)
        {
          g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                       "Option --group: the data have no region “%s”; “prognosis-cli inspect” lists them", group[i]);
          return FALSE;
        }
      for (gsize k = 1; k < i; k++)
        if (prognosis_dataset_find_region (dataset, group[k]) == region)
          {
            g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                         "Option --group: the region “%s” is twice in the group “%s”; name it once", group[i], group[0]);
            return FALSE;
          }
    }
  return prognosis_dataset_find_region (dataset, group[0]) < 0 || refuse_name ("--group", group[0], error);
}

gboolean
cli_groups_check (const CliRun *run, const PrognosisDataset *dataset, GError **error)
{
  const CliOptions *options = run->options;
  const guint n = options->groups != NULL ? options->groups->len : 0;

  if (options->hub != NULL && (options->sum || n > 0))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
                   "Option %s: a hub has locations of its own; leave out --hub or the sum", options->sum ? "--sum" : "--group");
      return FALSE;
    }
  if (options->sum && prognosis_dataset_find_region (dataset, CLI_SUM_OF_REGIONS) >= 0)
    return refuse_name ("--sum", CLI_SUM_OF_REGIONS, error);
  for (guint i = 0; i < n; i++)
    {
      const char *const *group = g_ptr_array_index (options->groups, i);

      if (!check_group (dataset, group, error))
        return FALSE;
      for (guint k = 0; k < i; k++)
        if (g_str_equal (group[0], *(char **) g_ptr_array_index (options->groups, k)))
          return refuse_name ("--group", group[0], error);
      if (options->sum && g_str_equal (group[0], CLI_SUM_OF_REGIONS))
        return refuse_name ("--group", group[0], error);
    }
  return TRUE;
}

void
cli_groups_for_each (const CliRun *run, const PrognosisDataset *dataset, CliGroupFunc func, gpointer data)
{
  const CliOptions *options = run->options;
  g_autofree gsize *regions = g_new (gsize, prognosis_dataset_get_n_regions (dataset));

  if (options->sum)
    {
      gsize n = 0;

      for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
        if (prognosis_dataset_get_region (dataset, r)->total_of == NULL)
          regions[n++] = r;
      func (CLI_SUM_OF_REGIONS, regions, n, data);
    }
  for (guint i = 0; options->groups != NULL && i < options->groups->len; i++)
    {
      char **group = g_ptr_array_index (options->groups, i);
      gsize n = 0;

      for (; group[n + 1] != NULL; n++)
        regions[n] = (gsize) prognosis_dataset_find_region (dataset, group[n + 1]);
      func (group[0], regions, n, data);
    }
}

typedef struct
{
  const CliOptions *options;
  const PrognosisForecast *forecast;
  GString *csv;
} Adding;

static void
add_rows (const char *name, const gsize *regions, gsize n_regions, gpointer data)
{
  const Adding *self = data;

  prognosis_forecast_append_sum_csv (self->forecast, name, regions, n_regions, self->options->levels, self->options->n_levels,
                                     self->csv);
}

void
cli_groups_add_rows (const CliRun *run, const PrognosisForecast *forecast, GString *csv)
{
  Adding adding = { run->options, forecast, csv };

  cli_groups_for_each (run, prognosis_forecast_get_dataset (forecast), add_rows, &adding);
}
