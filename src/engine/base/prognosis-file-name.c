/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-file-name.h"

#include <string.h>

char *
prognosis_file_name_dup_stem (const char *path)
{
  static const char *const endings[] = { ".gz", ".csv", ".tsv", ".txt", ".xlsx", ".ods" };
  char *stem = g_path_get_basename (path);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (stem), tail = strlen (endings[i]);

      if (length > tail && g_ascii_strcasecmp (stem + length - tail, endings[i]) == 0)
        stem[length - tail] = '\0';
    }
  return stem;
}
