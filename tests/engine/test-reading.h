/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "prognosis-reader.h"
#include "test-files.h"

static inline gboolean
test_has_warning (const PrognosisDataset *dataset, const char *code, guint line)
{
  for (gsize i = 0; i < prognosis_dataset_get_n_warnings (dataset); i++)
    {
      const PrognosisWarning *warning = prognosis_dataset_get_warning (dataset, i);

      if (strcmp (warning->code, code) == 0 && (line == 0 || warning->line == line))
        return TRUE;
    }
  return FALSE;
}

static inline PrognosisDataset *
test_read_one (const char *path, const char *last_day, GError **error)
{
  const char *paths[] = { path, NULL };
  PrognosisReadOptions options = PROGNOSIS_READ_OPTIONS_INIT;

  options.last_day_text = last_day;
  return prognosis_read (paths, &options, NULL, error);
}

/* "FORMAT FREQUENCY FIRST..LAST\nSIGNAL KIND ROLE[ shown]\nCODE|NAME: SIGNAL 1; SIGNAL 2\n": "_" is a missing
   value, "*" marks a partial one. */
static inline char *
test_print_dataset (const PrognosisDataset *dataset)
{
  gsize n_steps = prognosis_dataset_get_n_steps (dataset), n_signals = prognosis_dataset_get_n_signals (dataset);
  g_autofree char *first = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, 0));
  g_autofree char *last = prognosis_dataset_format_day (dataset, prognosis_dataset_get_day (dataset, (gssize) n_steps - 1));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s %s..%s\n", prognosis_dataset_get_format (dataset),
                          prognosis_frequency_to_string (prognosis_dataset_get_frequency (dataset)), first, last);
  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (dataset, s);

      g_string_append_printf (text, "%s %s %s%s\n", signal->name, prognosis_kind_to_string (signal->kind),
                              prognosis_role_to_string (signal->role), signal->fitted ? "" : " shown");
    }
  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      g_string_append_printf (text, "%s|%s:", region->code != NULL ? region->code : "", region->name);
      for (gsize s = 0; s < n_signals; s++)
        for (gsize t = 0; t < n_steps; t++)
          {
            double value = prognosis_dataset_get_values (dataset, r, s)[t];
            char number[G_ASCII_DTOSTR_BUF_SIZE];

            g_string_append (text, t == 0 && s > 0 ? "; " : " ");
            g_string_append (text, isnan (value) ? "_" : g_ascii_formatd (number, sizeof number, "%.10g", value));
            g_string_append (text, prognosis_dataset_get_flags (dataset, r, s)[t] & PROGNOSIS_FLAG_PARTIAL ? "*" : "");
          }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static inline PrognosisDataset *
test_read_fixtures (const char *names, GError **error)
{
  g_auto (GStrv) paths = g_strsplit (names, " ", -1);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      char *path = g_test_build_filename (G_TEST_DIST, "data", paths[i], NULL);

      g_free (paths[i]);
      paths[i] = path;
    }
  return prognosis_read ((const char *const *) paths, NULL, NULL, error);
}
