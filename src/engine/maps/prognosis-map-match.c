/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-map-match.h"

#include <string.h>

/* The keys by which a place may be found, and the outlines of each key of a property. */
typedef struct
{
  const PrognosisOutlines *outlines;
  gsize n;
  GStrv *codes, *names; /* keys of each place */
  gssize *owners;       /* of outlines: the place, or -1 */
  gboolean *are_outlined;
} Matching;

const PrognosisKnownPlace **
prognosis_map_find_known (const char *const *codes, const char *const *names, gsize n)
{
  const PrognosisKnownPlace **best = NULL;
  gsize most = 0;

  for (gsize set = 0; set < PROGNOSIS_N_KNOWN_PLACE_SETS; set++)
    {
      const PrognosisKnownPlaceSet *places = prognosis_known_place_get_set (set);
      const PrognosisKnownPlace **found = g_new0 (const PrognosisKnownPlace *, n);
      gsize n_found = 0;

      for (gsize i = 0; i < n; i++)
        {
          if (codes[i] != NULL)
            found[i] = prognosis_known_place_set_find (places, codes[i]);
          if (found[i] == NULL && names[i] != NULL)
            found[i] = prognosis_known_place_set_find (places, names[i]);
          n_found += found[i] != NULL;
        }
      if (best == NULL || n_found > most)
        {
          most = n_found;
          g_free (best);
          best = g_steal_pointer (&found);
        }
      g_free (found);
    }
  return best;
}

static void
add_code (GStrvBuilder *keys, const char *code)
{
  g_autofree char *key = code != NULL ? prognosis_known_place_make_code_key (code) : NULL;

  if (key != NULL && *key != '\0')
    g_strv_builder_add (keys, key);
}

static void
add_names (GStrvBuilder *keys, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names != NULL ? names : "", "|", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_autofree char *key = prognosis_known_place_make_key (list[i]);

      if (*key != '\0')
        g_strv_builder_add (keys, key);
    }
}

static GStrv
list_codes (const char *code, const char *name, const PrognosisKnownPlace *known)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autofree char *number = known != NULL && known->number > 0 ? g_strdup_printf ("%d", known->number) : NULL;

  /* A column of numbers may have been read as names. */
  if (code == NULL && name != NULL && strspn (name, "0123456789") == strlen (name))
    code = name;
  add_code (keys, code);
  if (known != NULL)
    {
      add_code (keys, known->code);
      add_code (keys, known->code2);
      add_code (keys, number);
    }
  return g_strv_builder_end (keys);
}

static GStrv
list_names (const char *name, const PrognosisKnownPlace *known)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  add_names (keys, name);
  if (known != NULL)
    {
      add_names (keys, known->names);
      add_names (keys, known->more);
    }
  return g_strv_builder_end (keys);
}

/* Outlines by the key of a property. (transfer full): of GArray of gsize */
static GHashTable *
index_property (const PrognosisOutlines *outlines, gsize property, gboolean by_name)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  for (gsize i = 0; i < prognosis_outlines_get_n (outlines); i++)
    {
      const char *value = prognosis_outlines_get (outlines, i)->values[property];
      char *key = value == NULL ? NULL
                  : by_name     ? prognosis_known_place_make_key (value)
                                : prognosis_known_place_make_code_key (value);
      GArray *same = key != NULL ? g_hash_table_lookup (index, key) : NULL;

      if (key == NULL)
        continue;
      if (same != NULL)
        g_free (key);
      else
        {
          same = g_array_new (FALSE, FALSE, sizeof (gsize));
          g_hash_table_insert (index, key, same);
        }
      g_array_append_val (same, i);
    }
  return index;
}

/* The outlines of a place. A name that several have is ambiguous; those of one code are parts. */
static const GArray *
find (GHashTable *index, const char *const *keys, gboolean by_name)
{
  for (gsize k = 0; keys[k] != NULL; k++)
    {
      const GArray *found = g_hash_table_lookup (index, keys[k]);

      if (found != NULL && (!by_name || found->len == 1))
        return found;
    }
  return NULL;
}

static void
match_by (Matching *self, gboolean by_name)
{
  GStrv *const keys = by_name ? self->names : self->codes;
  g_autoptr (GHashTable) best = NULL;
  gsize most = 0;

  for (gsize property = 0; property < self->outlines->properties->len; property++)
    {
      g_autoptr (GHashTable) index = index_property (self->outlines, property, by_name);
      gsize n_found = 0;

      for (gsize i = 0; i < self->n; i++)
        n_found += !self->are_outlined[i] && find (index, (const char *const *) keys[i], by_name) != NULL;
      if (n_found <= most)
        continue;
      most = n_found;
      g_clear_pointer (&best, g_hash_table_unref);
      best = g_steal_pointer (&index);
    }
  for (gsize i = 0; best != NULL && i < self->n; i++)
    {
      const GArray *found = self->are_outlined[i] ? NULL : find (best, (const char *const *) keys[i], by_name);

      for (guint k = 0; found != NULL && k < found->len; k++)
        if (self->owners[g_array_index (found, gsize, k)] < 0)
          {
            self->owners[g_array_index (found, gsize, k)] = (gssize) i;
            self->are_outlined[i] = TRUE;
          }
    }
}

static PrognosisMapMatch *
collect (const Matching *matching)
{
  const gsize n_outlines = prognosis_outlines_get_n (matching->outlines);
  PrognosisMapMatch *self = g_new0 (PrognosisMapMatch, 1);
  g_autofree gsize *ends = NULL;

  self->starts = g_new0 (gsize, matching->n + 1);
  self->outlines = g_new (gsize, n_outlines + 1);
  for (gsize k = 0; k < n_outlines; k++)
    if (matching->owners[k] >= 0)
      self->starts[matching->owners[k] + 1]++;
  for (gsize i = 0; i < matching->n; i++)
    {
      self->n_outlined += matching->are_outlined[i];
      self->starts[i + 1] += self->starts[i];
    }
  ends = g_memdup2 (self->starts, (matching->n + 1) * sizeof *ends);
  for (gsize k = 0; k < n_outlines; k++)
    if (matching->owners[k] >= 0)
      self->outlines[ends[matching->owners[k]]++] = k;
  return self;
}

PrognosisMapMatch *
prognosis_map_match_new (const PrognosisOutlines *outlines, const char *const *codes, const char *const *names, gsize n)
{
  const gsize n_outlines = prognosis_outlines_get_n (outlines);
  g_autofree const PrognosisKnownPlace **known = prognosis_map_find_known (codes, names, n);
  g_autofree GStrv *code_keys = g_new (GStrv, n);
  g_autofree GStrv *name_keys = g_new (GStrv, n);
  g_autofree gssize *owners = g_new (gssize, n_outlines);
  g_autofree gboolean *are_outlined = g_new0 (gboolean, n);
  Matching matching = { outlines, n, code_keys, name_keys, owners, are_outlined };
  PrognosisMapMatch *self;

  for (gsize k = 0; k < n_outlines; k++)
    owners[k] = -1;
  for (gsize i = 0; i < n; i++)
    {
      code_keys[i] = list_codes (codes[i], names[i], known[i]);
      name_keys[i] = list_names (names[i], known[i]);
    }
  match_by (&matching, FALSE);
  match_by (&matching, TRUE);
  self = collect (&matching);
  for (gsize i = 0; i < n; i++)
    {
      g_strfreev (code_keys[i]);
      g_strfreev (name_keys[i]);
    }
  return self;
}

void
prognosis_map_match_free (PrognosisMapMatch *self)
{
  g_free (self->starts);
  g_free (self->outlines);
  g_free (self);
}
