/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reader-list.h"

/* A new format is one file in this folder, and one line here. */
#define READERS(X)    \
  X (jhu_daily_us)    \
  X (jhu_wide_global) \
  X (flusight)        \
  X (triangle)        \
  X (plain)

#define DECLARE(name) extern const PrognosisReader prognosis_reader_##name;
#define POINT_TO(name) &prognosis_reader_##name,

READERS (DECLARE)

static const PrognosisReader *const readers[] = { READERS (POINT_TO) };

const PrognosisReader *const *
prognosis_reader_list (gsize *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (readers);
  return readers;
}

const PrognosisReader *
prognosis_reader_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_strcmp0 (readers[i]->id, id) == 0)
      return readers[i];
  return NULL;
}
