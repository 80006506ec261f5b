/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry as a file. Each series is one text of numbers, which is shorter than an array with a number on each line. */

#include "prognosis-diary-private.h"

#include "prognosis-error.h"
#include "prognosis-json.h"

#include <math.h>
#include <string.h>

#define VERSION 1
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_HORIZON 400
#define MAX_DAY 4e6

static void
write_names (JsonBuilder *json, const char *member, const GPtrArray *names)
{
  prognosis_json_begin_array (json, member);
  for (guint i = 0; i < names->len; i++)
    json_builder_add_string_value (json, names->pdata[i]);
  json_builder_end_array (json);
}

static void
write_series (JsonBuilder *json, const char *member, const double *values, gsize n_series, gsize n)
{
  prognosis_json_begin_array (json, member);
  for (gsize i = 0; i < n_series; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      for (gsize k = 0; k < n; k++)
        {
          const double x = values[i * n + k];

          g_string_append_printf (text, "%s%s", k > 0 ? " " : "",
                                  isfinite (x) ? g_ascii_formatd (buffer, sizeof buffer, "%.6g", x) : "-");
        }
      json_builder_add_string_value (json, text->str);
    }
  json_builder_end_array (json);
}

GBytes *
prognosis_diary_entry_to_bytes (const PrognosisDiaryEntry *self)
{
  const gsize n_series = (gsize) self->regions->len * self->signals->len, size = self->horizon * self->n_levels;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (json);
  prognosis_json_set_int (json, "version", VERSION);
  prognosis_json_set_string (json, "title", self->title);
  prognosis_json_set_string (json, "forecaster", self->forecaster);
  prognosis_json_set_string (json, "made", self->made);
  prognosis_json_set_int (json, "frequency", self->frequency);
  prognosis_json_set_int (json, "origin", self->origin);
  prognosis_json_set_int (json, "horizon", (gint64) self->horizon);
  write_names (json, "signals", self->signals);
  write_names (json, "regions", self->regions);
  write_series (json, "known", self->known, n_series, PROGNOSIS_DIARY_N_KNOWN);
  write_series (json, "quantiles", self->quantiles, n_series, size);
  write_series (json, "baseline", self->baseline, n_series, size);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
read_names (JsonObject *object, const char *member, GPtrArray *names)
{
  JsonArray *array = prognosis_json_get_array (object, member);

  for (guint i = 0; i < prognosis_json_get_length (array); i++)
    {
      const char *name = prognosis_json_get_text (json_array_get_element (array, i));

      if (name == NULL)
        return FALSE;
      g_ptr_array_add (names, g_strdup (name));
    }
  return names->len > 0;
}

/* Exactly @n numbers, "-" for none. */
static gboolean
read_numbers (const char *text, double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      char *end = (char *) text;

      if (*text == '-' && (text[1] == ' ' || text[1] == '\0'))
        end++;
      else
        values[i] = g_ascii_strtod (text, &end);
      if (end == text || *end != (i + 1 < n ? ' ' : '\0') || isinf (values[i]))
        return FALSE;
      text = end + 1;
    }
  return TRUE;
}

/* Whether each row of @n values is whole, or not there at all. */
static gboolean
are_rows_whole (const double *values, gsize n_rows, gsize n)
{
  for (gsize i = 0; i < n_rows * n; i++)
    if (isnan (values[i]) != isnan (values[i - i % n]))
      return FALSE;
  return TRUE;
}

static gboolean
read_series (JsonObject *object, const char *member, double *values, gsize n_series, gsize n)
{
  JsonArray *array = prognosis_json_get_array (object, member);

  if (prognosis_json_get_length (array) != n_series)
    return FALSE;
  for (gsize i = 0; i < n_series; i++)
    {
      const char *text = prognosis_json_get_text (json_array_get_element (array, (guint) i));

      if (text == NULL || !read_numbers (text, values + i * n, n))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_content (PrognosisDiaryEntry *self, JsonObject *object)
{
  const char *forecaster = prognosis_json_get_text (json_object_get_member (object, "forecaster"));
  const char *made = prognosis_json_get_text (json_object_get_member (object, "made"));
  const double frequency = prognosis_json_get_number (object, "frequency"), origin = prognosis_json_get_number (object, "origin");
  const double horizon = prognosis_json_get_number (object, "horizon");
  gsize n_series, size;

  /* The model is part of the name of its file. */
  if (forecaster == NULL || strchr (forecaster, '/') != NULL || made == NULL
      || !(frequency >= PROGNOSIS_FREQUENCY_INDEX && frequency <= PROGNOSIS_FREQUENCY_MONTHLY) || !(fabs (origin) <= MAX_DAY)
      || !(horizon >= 1.0 && horizon <= MAX_HORIZON) || !read_names (object, "signals", self->signals)
      || !read_names (object, "regions", self->regions))
    return FALSE;
  n_series = (gsize) self->regions->len * self->signals->len;
  if (n_series > PROGNOSIS_DIARY_MAX_SERIES)
    return FALSE;
  self->title = g_strdup (prognosis_json_get_text (json_object_get_member (object, "title")));
  self->forecaster = g_strdup (forecaster);
  self->made = g_strdup (made);
  self->frequency = (PrognosisFrequency) frequency;
  self->origin = (int) origin;
  self->horizon = (gsize) horizon;
  size = self->horizon * self->n_levels;
  prognosis_diary_entry_make_room (self);
  return read_series (object, "known", self->known, n_series, PROGNOSIS_DIARY_N_KNOWN)
         && read_series (object, "quantiles", self->quantiles, n_series, size)
         && read_series (object, "baseline", self->baseline, n_series, size)
         && are_rows_whole (self->quantiles, n_series * self->horizon, self->n_levels)
         && are_rows_whole (self->baseline, n_series * self->horizon, self->n_levels);
}

PrognosisDiaryEntry *
prognosis_diary_entry_read (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = prognosis_json_read (path, MAX_BYTES, error);
  g_autoptr (PrognosisDiaryEntry) self = NULL;
  JsonObject *object;

  if (node == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL || !(prognosis_json_get_number (object, "version") >= 1.0))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: this is not a forecast of the diary", path);
      return NULL;
    }
  if (prognosis_json_get_number (object, "version") > VERSION)
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: a newer version of Prognosis has written this forecast",
                   path);
      return NULL;
    }
  self = prognosis_diary_entry_alloc ();
  if (!read_content (self, object))
    {
      g_set_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT, "%s: this forecast of the diary is damaged; delete the file",
                   path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

char *
prognosis_diary_entry_dup_file_name (const PrognosisDiaryEntry *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const GPtrArray *lists[] = { self->signals, self->regions };

  g_checksum_update (sum, (const guchar *) (self->title != NULL ? self->title : ""), -1);
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < lists[k]->len; i++)
      {
        g_checksum_update (sum, (const guchar *) "\n", 1);
        g_checksum_update (sum, lists[k]->pdata[i], -1);
      }
  return g_strdup_printf ("%07d_%s-%.8s.json", self->origin, self->forecaster, g_checksum_get_string (sum));
}
