/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "shard.h"

#include <string.h>

#include "json.h"
#include "prognosis-error.h"

#define MAX_SHARDS 100000
#define MARK "# "

gboolean
cli_shard_parse (const char *text, gsize *number, gsize *n, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  guint64 k = 0, of = 0;

  if (parts[0] != NULL && parts[1] != NULL && g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_SHARDS, &of, NULL)
      && g_ascii_string_to_unsigned (parts[0], 10, 1, of, &k, NULL))
    {
      *number = (gsize) k;
      *n = (gsize) of;
      return TRUE;
    }
  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION,
               "“%s” is not a part of the work; expected its number and how many there are, such as 3/16", text);
  return FALSE;
}

/* Whether the work @model, @origin is of this part. */
static gboolean
has_unit (const CliShard *self, gsize model, gsize origin)
{
  return (model * self->n_origins + origin) % self->n == self->number - 1;
}

gsize *
cli_shard_list_origins (const CliShard *self, gsize model, gsize *n)
{
  gsize *list = g_new (gsize, self->n_origins);

  *n = 0;
  for (gsize o = 0; o < self->n_origins; o++)
    if (has_unit (self, model, o))
      list[(*n)++] = o;
  return list;
}

/* --- what a part belongs to ------------------------------------------------------- */

static void
add_text (GChecksum *sum, const char *text)
{
  /* With its end, so that "ab", "c" is not "a", "bc". */
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), text != NULL ? (gssize) strlen (text) + 1 : 1);
}

static void
add_data (GChecksum *sum, const PrognosisDataset *dataset)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (dataset);
  g_autofree char *first = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, 0));

  add_text (sum, first);
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      add_text (sum, prognosis_region_get_key (region));
      g_checksum_update (sum, (const guchar *) &region->population, sizeof region->population);
      for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
        g_checksum_update (sum, (const guchar *) prognosis_dataset_get_values (dataset, r, s),
                           (gssize) (n_steps * sizeof (double)));
    }
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    add_text (sum, prognosis_dataset_get_signal (dataset, s)->name);
}

static void
add_options (GChecksum *sum, const PrognosisOptions *options)
{
  gsize n;
  const PrognosisSetting *settings = prognosis_setting_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = prognosis_setting_to_text (&settings[i], options);

      add_text (sum, value);
    }
  for (guint i = 0; i < options->fixed->len; i++)
    {
      const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);

      add_text (sum, fixed->region);
      add_text (sum, fixed->parameter);
      g_checksum_update (sum, (const guchar *) &fixed->value, sizeof fixed->value);
    }
  for (guint i = 0; i < options->observe->len; i++)
    {
      const PrognosisObserve *observe = g_ptr_array_index (options->observe, i);

      add_text (sum, observe->signal);
      add_text (sum, observe->quantity);
    }
}

char *
cli_shard_dup_manifest (const CliShard *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;

  add_text (sum, PROGNOSIS_VERSION);
  add_data (sum, self->dataset);
  add_options (sum, self->options);
  json_builder_begin_object (json);
  prognosis_json_set_int (json, "shard", (gint64) self->number);
  prognosis_json_set_int (json, "of", (gint64) self->n);
  prognosis_json_set_string (json, "backtest", g_checksum_get_string (sum));
  prognosis_json_begin_array (json, "models");
  for (gsize m = 0; m < self->n_models; m++)
    json_builder_add_string_value (json, self->models[m]);
  json_builder_end_array (json);
  prognosis_json_begin_array (json, "origins");
  for (gsize o = 0; o < self->n_origins; o++)
    {
      g_autofree char *day
          = prognosis_dataset_format_day (self->dataset, prognosis_dataset_get_day (self->dataset, (gssize) self->origins[o]));

      json_builder_add_string_value (json, day);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  text = cli_json_to_text (json, FALSE);
  return g_strconcat (MARK, g_strchomp (text), NULL);
}

gboolean
cli_shard_is_done (const char *path, const char *manifest)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && g_str_has_prefix (text, manifest) && text[strlen (manifest)] == '\n';
}

/* --- merging ---------------------------------------------------------------------- */

/* A file that was read. */
typedef struct
{
  const char *path;
  char *text;
  char *whole;      /* its manifest without the number of the part: the same in all parts */
  const char *rows; /* what is left to be taken of @text */
  GStrv models, origins;
  gsize number, n;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_free (part->whole);
  g_strfreev (part->models);
  g_strfreev (part->origins);
  g_free (part);
}

static GStrv
read_list (JsonObject *object, const char *name)
{
  JsonArray *array = prognosis_json_get_array (object, name);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      const char *text = prognosis_json_get_text (json_array_get_element (array, i));

      g_strv_builder_add (list, text != NULL ? text : "");
    }
  return g_strv_builder_end (list);
}

/* FALSE if the first line is no manifest. */
static gboolean
read_manifest (Part *part)
{
  char *end = strchr (part->text, '\n');
  const gsize length = end != NULL ? (gsize) (end - part->text) : 0;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  const char *of;
  double number, n;

  if (end == NULL || !g_str_has_prefix (part->text, MARK))
    return FALSE;
  node = prognosis_json_parse (part->text + strlen (MARK), length - strlen (MARK), NULL);
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  number = object != NULL ? prognosis_json_get_number (object, "shard") : 0;
  n = object != NULL ? prognosis_json_get_number (object, "of") : 0;
  of = strstr (part->text, "\"of\"");
  if (!(n >= 1 && n <= MAX_SHARDS && number >= 1 && number <= n) || of == NULL || of > end)
    return FALSE;
  part->number = (gsize) number;
  part->n = (gsize) n;
  part->whole = g_strndup (of, (gsize) (end - of));
  part->models = read_list (object, "models");
  part->origins = read_list (object, "origins");
  part->rows = strchr (end + 1, '\n') != NULL ? strchr (end + 1, '\n') + 1 : "";
  return TRUE;
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError **error, const Part *part, const char *format, ...)
{
  g_autofree char *name = g_filename_display_name (part->path);
  g_autofree char *says = NULL;
  va_list arguments;

  va_start (arguments, format);
  says = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: %s", name, says);
  return FALSE;
}

/* @parts: n + 1, by number; adds the file. */
static gboolean
add_part (GPtrArray *parts, const char *path, GError **error)
{
  Part *part = g_new0 (Part, 1);
  const Part *first = NULL;

  g_ptr_array_add (parts, part);
  part->path = path;
  if (!g_file_get_contents (path, &part->text, NULL, error))
    return FALSE;
  if (!read_manifest (part))
    return refuse (error, part, "not a part of a backtest; expected a file that “backtest --shard” has written");
  first = g_ptr_array_index (parts, 0);
  if (!g_str_equal (first->whole, part->whole))
    return refuse (error, part, "a part of another backtest than %s: data, models, origins, settings or the number of parts differ",
                   first->path);
  for (guint i = 0; i + 1 < parts->len; i++)
    {
      const Part *other = g_ptr_array_index (parts, i);

      if (other->number == part->number)
        return refuse (error, part, "the same part as %s", other->path);
    }
  return TRUE;
}

/* Moves the rows of one model and origin, which come next, if there are any. */
static void
take_rows (Part *part, const char *model, const char *origin, GString *csv)
{
  g_autofree char *prefix = g_strdup_printf ("%s,%s,", model, origin);
  const char *row = part->rows;

  while (g_str_has_prefix (row, prefix))
    {
      const char *end = strchr (row, '\n');

      row = end != NULL ? end + 1 : row + strlen (row);
    }
  g_string_append_len (csv, part->rows, row - part->rows);
  part->rows = row;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *first = *(Part *const *) a, *second = *(Part *const *) b;

  return (first->number > second->number) - (first->number < second->number);
}

GString *
cli_shard_merge (char **paths, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  const Part *first;
  GString *csv;
  gsize unit = 0;
  const char *header;

  for (gsize i = 0; paths[i] != NULL; i++)
    if (!add_part (parts, paths[i], error))
      return NULL;
  g_ptr_array_sort (parts, compare_parts);
  first = g_ptr_array_index (parts, 0);
  for (guint k = 0; k < first->n; k++)
    if (k >= parts->len || ((const Part *) g_ptr_array_index (parts, k))->number != k + 1)
      {
        g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT,
                     "Part %u of %" G_GSIZE_FORMAT " is missing; run “backtest --shard %u/%" G_GSIZE_FORMAT
                     "” with the same data, models, "
                     "origins and settings",
                     k + 1, first->n, k + 1, first->n);
        return NULL;
      }
  header = strchr (first->text, '\n') + 1;
  csv = g_string_new_len (header, first->rows - header);
  for (char **model = first->models; *model != NULL; model++)
    for (char **origin = first->origins; *origin != NULL; origin++, unit++)
      take_rows (g_ptr_array_index (parts, (guint) (unit % first->n)), *model, *origin, csv);
  for (guint k = 0; k < parts->len; k++)
    if (*((const Part *) g_ptr_array_index (parts, k))->rows != '\0')
      {
        refuse (error, g_ptr_array_index (parts, k), "it has rows that do not belong to it; run that part again");
        g_string_free (csv, TRUE);
        return NULL;
      }
  return csv;
}
