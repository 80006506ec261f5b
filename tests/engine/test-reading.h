/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
