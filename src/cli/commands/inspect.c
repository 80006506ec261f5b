/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"
#include "json.h"
#include "prognosis-number.h"
#include "prognosis-reader-list.h"

/* The text report truncates longer lists; --json has them all. */
#define MAX_REGIONS 20

/* What there is of one signal, over all regions. */
typedef struct
{
  gsize n_observed;
  gsize n_missing;
  gsize n_gaps; /* missing between the first and the last observation of a region */
  gsize n_negative;
  gsize n_falls;
  gsize n_batches;
  gsize n_partial;
} Count;

static void
count_region (const PrognosisDataset *dataset, gsize region, gsize signal, Count *count)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);
  const guint8 *flags = prognosis_dataset_get_flags (dataset, region, signal);
  gsize n_blank = 0;
  gboolean has_begun = FALSE;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    {
      gboolean is_missing = isnan (values[t]);

      count->n_missing += is_missing;
      count->n_observed += !is_missing;
      count->n_negative += (flags[t] & PROGNOSIS_FLAG_NEGATIVE) != 0;
      count->n_falls += (flags[t] & PROGNOSIS_FLAG_FALL) != 0;
      count->n_batches += (flags[t] & PROGNOSIS_FLAG_BATCH) != 0;
      count->n_partial += (flags[t] & PROGNOSIS_FLAG_PARTIAL) != 0;
      n_blank += is_missing;
      if (!is_missing && has_begun)
        count->n_gaps += n_blank;
      if (!is_missing)
        {
          has_begun = TRUE;
          n_blank = 0;
        }
    }
}

static Count
count_signal (const PrognosisDataset *dataset, gsize signal)
{
  Count count = { 0 };

  for (gsize region = 0; region < prognosis_dataset_get_n_regions (dataset); region++)
    count_region (dataset, region, signal, &count);
  return count;
}

/* A country, “given” for days of a file, or NULL if none are known. */
static const char *
get_holidays_id (const PrognosisRegion *region)
{
  const char *id = region->holidays != NULL ? prognosis_holidays_get_id (region->holidays) : NULL;

  return region->holidays != NULL && id == NULL ? "given" : id;
}

static void
add_regions (JsonBuilder *json, const PrognosisDataset *dataset)
{
  json_builder_set_member_name (json, "regions");
  json_builder_begin_array (json);
  for (gsize i = 0; i < prognosis_dataset_get_n_regions (dataset); i++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, i);

      json_builder_begin_object (json);
      cli_json_add_string (json, "code", region->code);
      cli_json_add_string (json, "name", region->name);
      prognosis_json_set_double (json, "population", region->population);
      cli_json_add_string (json, "holidays", get_holidays_id (region));
      if (region->total_of != NULL)
        cli_json_add_string (json, "total_of", region->total_of);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_signals (JsonBuilder *json, const PrognosisDataset *dataset)
{
  json_builder_set_member_name (json, "signals");
  json_builder_begin_array (json);
  for (gsize i = 0; i < prognosis_dataset_get_n_signals (dataset); i++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, i);
      Count count = count_signal (dataset, i);

      json_builder_begin_object (json);
      cli_json_add_string (json, "name", signal->name);
      cli_json_add_string (json, "kind", prognosis_kind_to_string (signal->kind));
      cli_json_add_string (json, "role", prognosis_role_to_string (signal->role));
      prognosis_json_set_boolean (json, "fitted", signal->fitted);
      prognosis_json_set_int (json, "observed", count.n_observed);
      prognosis_json_set_int (json, "missing", count.n_missing);
      prognosis_json_set_int (json, "gaps", count.n_gaps);
      prognosis_json_set_int (json, "negative", count.n_negative);
      prognosis_json_set_int (json, "falls", count.n_falls);
      prognosis_json_set_int (json, "batches", count.n_batches);
      prognosis_json_set_int (json, "partial", count.n_partial);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static GString *
write_json (const PrognosisDataset *dataset)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;
  GString *out = NULL;
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);

  json_builder_begin_object (json);
  cli_json_add_string (json, "format", prognosis_dataset_get_format (dataset));
  cli_json_add_string (json, "title", prognosis_dataset_get_title (dataset));
  cli_json_add_string (json, "source", prognosis_dataset_get_source (dataset));
  cli_json_add_string (json, "frequency", prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)));
  cli_json_add_day (json, "first_date", dataset, prognosis_dataset_get_day (dataset, 0));
  cli_json_add_day (json, "last_date", dataset, prognosis_dataset_get_day (dataset, (gssize) n_steps - 1));
  prognosis_json_set_int (json, "steps", n_steps);
  prognosis_json_set_boolean (json, "adjacency", prognosis_dataset_has_adjacency (dataset));
  add_regions (json, dataset);
  add_signals (json, dataset);
  cli_json_add_candidates (json, dataset);
  cli_json_add_warnings (json, dataset);
  json_builder_end_object (json);
  text = cli_json_to_text (json, TRUE);
  out = g_string_new (text);
  return g_string_append_c (out, '\n');
}

static void
write_head (GString *text, const PrognosisDataset *dataset)
{
  const PrognosisReader *reader = prognosis_reader_find (prognosis_dataset_get_format (dataset));
  g_autofree char *title = cli_messages_make_printable (prognosis_dataset_get_title (dataset));
  g_autofree char *source = prognosis_dataset_get_source (dataset) != NULL
                                ? cli_messages_make_printable (prognosis_dataset_get_source (dataset))
                                : NULL;
  gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autofree char *first = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *last = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) n_steps - 1));

  g_string_append_printf (text, "Title      %s\n", title);
  if (source != NULL)
    g_string_append_printf (text, "Source     %s\n", source);
  g_string_append_printf (text, "Format     %s%s%s\n", prognosis_dataset_get_format (dataset), reader != NULL ? ": " : "",
                          reader != NULL ? reader->title : "");
  g_string_append_printf (text, "Frequency  %s\n", prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)));
  g_string_append_printf (text, "Dates      %s to %s, %" G_GSIZE_FORMAT " %s\n", first, last, n_steps,
                          n_steps == 1 ? "step" : "steps");
}

static void
write_count (GString *text, const char *what, gsize n)
{
  if (n > 0)
    g_string_append_printf (text, ", %" G_GSIZE_FORMAT " %s", n, what);
}

static void
write_signals (GString *text, const PrognosisDataset *dataset)
{
  gsize n = prognosis_dataset_get_n_signals (dataset);

  g_string_append_printf (text, "Signals    %" G_GSIZE_FORMAT "\n", n);
  for (gsize i = 0; i < n; i++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, i);
      Count count = count_signal (dataset, i);
      g_autofree char *name = cli_messages_make_printable (signal->name);

      g_string_append_printf (text, "  %s%*s %s, %s%s: %" G_GSIZE_FORMAT " observed", name,
                              MAX (0, 20 - (int) g_utf8_strlen (name, -1)), "", prognosis_kind_to_string (signal->kind),
                              prognosis_role_to_string (signal->role), signal->fitted ? "" : ", shown only", count.n_observed);
      write_count (text, "missing", count.n_missing);
      write_count (text, "of them in gaps", count.n_gaps);
      write_count (text, "negative", count.n_negative);
      write_count (text, "negative steps of a cumulative count", count.n_falls);
      write_count (text, "in a batch", count.n_batches);
      write_count (text, "of a period not over", count.n_partial);
      g_string_append_c (text, '\n');
    }
}

/* What was chosen among several columns of numbers. */
static void
write_notices (GString *text, const PrognosisDataset *dataset)
{
  g_auto (GStrv) notices = prognosis_dataset_dup_notices (dataset);

  for (gsize i = 0; notices[i] != NULL; i++)
    {
      g_autofree char *notice = cli_messages_make_printable (notices[i]);

      g_string_append_printf (text, "%s%s\n", i == 0 ? "Columns    " : "           ", notice);
    }
}

/* The same for all regions, or for how many they are known. */
static void
write_holidays (GString *text, const PrognosisDataset *dataset)
{
  const gsize n = prognosis_dataset_get_n_regions (dataset);
  const char *country = NULL;
  gboolean is_one = TRUE;
  gsize n_known = 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *id = get_holidays_id (prognosis_dataset_get_region (dataset, i));

      n_known += id != NULL;
      is_one &= id != NULL && (country == NULL || g_str_equal (country, id));
      country = id != NULL ? id : country;
    }
  if (n_known == 0)
    return;
  if (is_one)
    g_string_append_printf (text, "Holidays   %s\n", country);
  else
    g_string_append_printf (text, "Holidays   known for %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " regions\n", n_known, n);
}

static void
write_regions (GString *text, const PrognosisDataset *dataset)
{
  gsize n = prognosis_dataset_get_n_regions (dataset);

  g_string_append_printf (text, "Regions    %" G_GSIZE_FORMAT "%s\n", n,
                          prognosis_dataset_has_adjacency (dataset) ? ", neighbours known" : "");
  for (gsize i = 0; i < n && i < MAX_REGIONS; i++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, i);
      g_autofree char *population = prognosis_number_to_text (region->population);

      g_autofree char *name = cli_messages_make_printable (region->name);
      g_autofree char *code = cli_messages_make_printable (region->code != NULL ? region->code : "");
      gboolean has_code = region->code != NULL && !g_str_equal (region->code, region->name);

      g_string_append_printf (text, "  %s%s%s, population %s", has_code ? code : "", has_code ? "  " : "", name,
                              *population != '\0' ? population : "unknown");
      if (region->total_of != NULL)
        {
          g_autofree char *parts = cli_messages_make_printable (region->total_of);

          g_string_append_printf (text, ", total of %s", parts);
        }
      g_string_append_c (text, '\n');
    }
  if (n > MAX_REGIONS)
    g_string_append_printf (text, "  and %" G_GSIZE_FORMAT " more (--json lists all)\n", n - MAX_REGIONS);
}

static void
write_warnings (GString *text, const PrognosisDataset *dataset)
{
  gsize n = prognosis_dataset_get_n_warnings (dataset);

  g_string_append_printf (text, "Warnings   %" G_GSIZE_FORMAT "\n", n);
  for (gsize i = 0; i < n; i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);
      g_autofree char *file = warning->file != NULL ? cli_messages_make_printable (warning->file) : NULL;
      g_autofree char *message = cli_messages_make_printable (warning->message);

      g_string_append (text, "  ");
      if (file != NULL)
        g_string_append (text, file);
      if (warning->file != NULL && warning->line > 0)
        g_string_append_printf (text, ":%u", warning->line);
      g_string_append_printf (text, "%s%s\n", warning->file != NULL ? ": " : "", message);
    }
}

static GString *
write_text (const PrognosisDataset *dataset)
{
  GString *text = g_string_new (NULL);

  write_head (text, dataset);
  write_signals (text, dataset);
  write_notices (text, dataset);
  write_regions (text, dataset);
  write_holidays (text, dataset);
  write_warnings (text, dataset);
  return text;
}

static gboolean
run_inspect (CliRun *run, GError **error)
{
  g_autoptr (PrognosisDataset) dataset = cli_data_read (run, run->options->operands, error);

  if (dataset == NULL)
    return FALSE;
  cli_output_take_text (run->output, run->options->output, run->options->json ? write_json (dataset) : write_text (dataset));
  return TRUE;
}

extern const CliCommand cli_command_inspect;

const CliCommand cli_command_inspect = {
  .name = "inspect",
  .bit = CLI_INSPECT,
  .operands = "FILE...",
  .min_operands = 1,
  .max_operands = -1,
  .summary = "Describes the data as read: format, signals, regions, dates, gaps, warnings.",
  .details = "Every warning is listed with its file and line. Negative counts and decreasing cumulative\n"
             "counts are warnings, not errors.\n"
             "\n"
             "  prognosis-cli inspect cases.csv\n"
             "  prognosis-cli inspect jhu-us-daily-reports/ --json\n",
  .run = run_inspect,
};
