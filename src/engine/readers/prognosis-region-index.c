/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-region-index.h"

#include "prognosis-region-match.h"

struct _PrognosisRegionIndex
{
  GHashTable *numbers;               /* region + 1 by text, each kind with a mark of its own in front */
  const PrognosisKnownPlaceSet *set; /* or NULL */
};

/* From the closest spelling to the loosest: a code that is also a name stands for the code. */
static const char marks[] = { '=', '#', '~', '@' };

/* @text as a key of that kind; NULL: it is none. (transfer full) */
static char *
make_key (const PrognosisRegionIndex *self, char mark, const char *text)
{
  g_autofree char *key = NULL;
  const PrognosisKnownPlace *place;

  switch (mark)
    {
    case '=': key = g_utf8_casefold (text, -1); break;
    case '#': key = prognosis_known_place_make_code_key (text); break;
    case '~': key = prognosis_known_place_make_key (text); break;
    default:
      place = self->set != NULL ? prognosis_known_place_set_find (self->set, text) : NULL;
      key = place != NULL ? g_strdup (place->code) : NULL;
    }
  return key != NULL && *key != '\0' ? g_strdup_printf ("%c%s", mark, key) : NULL;
}

static void
add (PrognosisRegionIndex *self, char *key, gsize region)
{
  if (key != NULL && !g_hash_table_contains (self->numbers, key))
    g_hash_table_insert (self->numbers, key, GSIZE_TO_POINTER (region + 1));
  else
    g_free (key);
}

PrognosisRegionIndex *
prognosis_region_index_new (const PrognosisDataset *dataset)
{
  PrognosisRegionIndex *self = g_new0 (PrognosisRegionIndex, 1);
  g_autofree const PrognosisKnownPlace **places = prognosis_region_match (dataset, FALSE, &self->set);
  const gsize n = prognosis_dataset_get_n_regions (dataset);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (places == NULL)
    self->set = NULL;
  for (gsize r = 0; r < n; r++)
    {
      const char *code = prognosis_dataset_get_region (dataset, r)->code;

      if (code != NULL)
        add (self, make_key (self, '=', code), r);
    }
  for (gsize r = 0; r < n; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (dataset, r);

      add (self, make_key (self, '=', region->name), r);
      if (region->code != NULL)
        add (self, make_key (self, '#', region->code), r);
      add (self, make_key (self, '~', region->name), r);
      if (places != NULL && places[r] != NULL)
        add (self, g_strconcat ("@", places[r]->code, NULL), r);
    }
  return self;
}

void
prognosis_region_index_free (PrognosisRegionIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->numbers);
  g_free (self);
}

gssize
prognosis_region_index_find (const PrognosisRegionIndex *self, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *key = make_key (self, marks[i], text);
      gpointer found = key != NULL ? g_hash_table_lookup (self->numbers, key) : NULL;

      if (found != NULL)
        return (gssize) GPOINTER_TO_SIZE (found) - 1;
    }
  return -1;
}
