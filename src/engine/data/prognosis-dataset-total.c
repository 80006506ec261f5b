/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-total.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"
#include "prognosis-total-name.h"
#include "prognosis-total-search.h"

/* Parts that are named one by one, and totals that are warned of one by one. */
#define MAX_NAMED_PARTS 4
#define MAX_WARNINGS_OF_TOTALS 6
/* A total by its name alone must not be below a part, but in a few steps. */
#define SHARE_OF_STEPS 0.9
/* In so few steps, or where another signal has another sum, nothing follows from the numbers. */
#define MIN_STEPS 3
#define LEAST_SHARE 0.5

static gboolean
is_count (const PrognosisSignal *signal)
{
  return signal->kind == PROGNOSIS_KIND_INCIDENT || signal->kind == PROGNOSIS_KIND_CUMULATIVE
         || signal->kind == PROGNOSIS_KIND_PREVALENCE;
}

/* The counts that are fitted; all counts if none is. (transfer full) */
static GArray *
list_signals (const PrognosisDataset *self)
{
  GArray *signals = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (int fitted = 1; fitted >= 0 && signals->len == 0; fitted--)
    for (gsize s = 0; s < self->signals->len; s++)
      {
        const PrognosisSignal *signal = prognosis_dataset_get_signal (self, s);

        if (is_count (signal) && !signal->fitted == !fitted)
          g_array_append_val (signals, s);
      }
  return signals;
}

static void
add_to_family (GArray **families, GHashTable *numbers, const char *parent, gsize length, guint child)
{
  g_autofree char *key = g_strndup (parent, length);
  gpointer found = g_hash_table_lookup (numbers, key);
  guint family = GPOINTER_TO_UINT (found);

  if (found == NULL || --family == child)
    return;
  if (families[family] == NULL)
    families[family] = g_array_new (FALSE, FALSE, sizeof (guint));
  if (families[family]->len == 0 || g_array_index (families[family], guint, families[family]->len - 1) != child)
    g_array_append_val (families[family], child);
}

/* FIPS and AGS codes of states, and those of counties, lose the zeros in front. (transfer full) */
static char *
dup_full_code (const char *code, gsize longest)
{
  const gsize n = strlen (code), full = n <= 2 ? 2 : longest;

  if (code[strspn (code, "0123456789")] != '\0' || n >= full || (longest - n > 1 && n > 2))
    return g_strdup (code);
  return g_strdup_printf ("%0*d", (int) full, atoi (code));
}

static char **
list_codes (const PrognosisDataset *self)
{
  char **codes = g_new0 (char *, self->regions->len + 1);
  gsize longest = 0;

  for (guint i = 0; i < self->regions->len; i++)
    longest = MAX (longest, strlen (prognosis_region_get_key (prognosis_dataset_get_region (self, i))));
  for (guint i = 0; i < self->regions->len; i++)
    codes[i] = dup_full_code (prognosis_region_get_key (prognosis_dataset_get_region (self, i)), MIN (longest, 8));
  return codes;
}

/* The regions whose code continues that of another (01001 of 01, DE11 of DE1), or whose name contains that of another between
   commas (Autauga, Alabama). (transfer full) */
static GArray **
list_families (const PrognosisDataset *self)
{
  GArray **families = g_new0 (GArray *, self->regions->len);
  g_auto (GStrv) codes = list_codes (self);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->regions->len; i++)
    {
      g_hash_table_insert (by_code, codes[i], GUINT_TO_POINTER (i + 1));
      g_hash_table_insert (by_name, (gpointer) prognosis_dataset_get_region (self, i)->name, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->regions->len; i++)
    {
      const char *name = prognosis_dataset_get_region (self, i)->name;

      for (gsize n = MIN (strlen (codes[i]), 16); n-- > 1;)
        add_to_family (families, by_code, codes[i], n, i);
      for (const char *comma = strstr (name, ", "); comma != NULL; comma = strstr (comma + 2, ", "))
        {
          add_to_family (families, by_name, comma + 2, strlen (comma + 2), i);
          add_to_family (families, by_name, name, (gsize) (comma - name), i);
        }
    }
  return families;
}

/* In how many of the steps in which the other signals show it @parts add up to @region. */
static gboolean
is_contradicted (const PrognosisDataset *self, const GArray *signals, gsize found_in, gsize region, const GArray *parts)
{
  for (guint i = 0; i < signals->len; i++)
    {
      const gsize s = g_array_index (signals, gsize, i);
      const double *total = prognosis_dataset_get_values (self, region, s);
      guint n = 0, n_alike = 0;

      for (gsize t = 0; t < self->n_steps && s != found_in; t++)
        {
          double sum = 0.0;

          for (guint p = 0; p < parts->len; p++)
            sum += prognosis_dataset_get_values (self, g_array_index (parts, guint, p), s)[t];
          if (isnan (sum) || isnan (total[t]) || (sum == 0.0 && total[t] == 0.0))
            continue;
          n++;
          n_alike += fabs (sum - total[t]) <= 0.01 * fabs (total[t]);
        }
      if (n >= MIN_STEPS && n_alike < LEAST_SHARE * n)
        return TRUE;
    }
  return FALSE;
}

static void
search_signal (const PrognosisDataset *self, const GArray *signals, gsize signal, GArray *const *families, GArray **parts)
{
  const gsize n = self->regions->len;
  g_autofree const double **rows = g_new (const double *, n);
  g_autofree gboolean *named = g_new (gboolean, n), *hinted = g_new (gboolean, n);
  g_autofree gboolean *is_known = g_new (gboolean, n);
  PrognosisTotalSearch search = { .n = n,
                                  .n_steps = self->n_steps,
                                  .is_cumulative = prognosis_dataset_get_signal (self, signal)->kind == PROGNOSIS_KIND_CUMULATIVE,
                                  .rows = rows,
                                  .is_named = named,
                                  .is_hinted = hinted,
                                  .families = families,
                                  .parts = parts };

  for (gsize r = 0; r < n; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (self, r);

      rows[r] = prognosis_dataset_get_values (self, r, signal);
      named[r] = prognosis_is_total (region->name) || prognosis_is_group_of_countries (region);
      hinted[r] = prognosis_is_area_with_parts (region->name);
      is_known[r] = parts[r] != NULL;
    }
  prognosis_total_search_run (&search);
  for (gsize r = 0; r < n; r++)
    if (!is_known[r] && parts[r] != NULL && is_contradicted (self, signals, signal, r, parts[r]))
      g_clear_pointer (&parts[r], g_array_unref);
}

/* Whether no other region exceeds @region, but in a few steps. */
static gboolean
is_above_others (const PrognosisDataset *self, gsize region, gsize signal)
{
  const double *total = prognosis_dataset_get_values (self, region, signal);

  for (gsize r = 0; r < self->regions->len; r++)
    {
      const double *values = prognosis_dataset_get_values (self, r, signal);
      gsize n = 0, n_above = 0;

      for (gsize t = 0; t < self->n_steps; t++)
        if (!isnan (values[t]) && !isnan (total[t]))
          {
            n++;
            n_above += values[t] > total[t];
          }
      if (n_above > (1.0 - SHARE_OF_STEPS) * n)
        return FALSE;
    }
  return TRUE;
}

/* Totals that do not add up, because of parts that are missing or revisions, are known by their names. */
static void
find_by_name (const PrognosisDataset *self, const GArray *signals, GArray **parts)
{
  gsize n_places = 0;

  for (gsize r = 0; r < self->regions->len; r++)
    n_places += parts[r] == NULL && !prognosis_is_group_of_countries (prognosis_dataset_get_region (self, r));
  for (gsize r = 0; r < self->regions->len && n_places >= 2; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (self, r);

      if (parts[r] == NULL
          && (prognosis_is_group_of_countries (region)
              || (prognosis_is_total_by_name_alone (region->name) && is_above_others (self, r, g_array_index (signals, gsize, 0)))))
        parts[r] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
}

/* "A, B, C and 12 more". (transfer full) */
static char *
name_parts (const PrognosisDataset *self, const GArray *parts)
{
  GString *text = g_string_new (NULL);
  const guint n_named = parts->len <= MAX_NAMED_PARTS ? parts->len : MAX_NAMED_PARTS - 1;

  for (guint i = 0; i < n_named; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            prognosis_dataset_get_region (self, g_array_index (parts, guint, i))->name);
  if (parts->len > n_named)
    {
      g_autofree char *named = g_string_free (text, FALSE);

      text = g_string_new (NULL);
      /* Translators: the names of some regions, and how many there are besides. */
      g_string_append_printf (
          text, g_dngettext (GETTEXT_PACKAGE, "%s and %u more region", "%s and %u more regions", parts->len - n_named), named,
          parts->len - n_named);
    }
  return g_string_free (text, FALSE);
}

/* The regions that are neither a total nor a part of @total. (transfer full) */
static GArray *
list_others (const PrognosisDataset *self, GArray *const *parts, gsize total)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint r = 0; r < self->regions->len; r++)
    {
      gboolean is_part = parts[r] != NULL;

      for (guint i = 0; i < parts[total]->len && !is_part; i++)
        is_part = g_array_index (parts[total], guint, i) == r;
      if (!is_part)
        g_array_append_val (others, r);
    }
  return others;
}

/* Whether @others add up to the region, or to a multiple of it, in nearly all steps, which must differ. */
static gboolean
add_up_again (const PrognosisDataset *self, gsize region, gsize signal, const GArray *others)
{
  const double *total = prognosis_dataset_get_values (self, region, signal);
  double factor = NAN, first = NAN;
  gboolean any_change = FALSE;
  gsize n = 0, n_alike = 0;

  for (gsize t = 0; t < self->n_steps; t++)
    {
      double sum = 0.0;

      for (guint i = 0; i < others->len; i++)
        sum += prognosis_dataset_get_values (self, g_array_index (others, guint, i), signal)[t];
      if (isnan (sum) || !(total[t] > 0.0))
        continue;
      if (isnan (factor))
        {
          factor = MAX (round (sum / total[t]), 1.0);
          first = total[t];
        }
      n++;
      n_alike += fabs (sum - factor * total[t]) <= 1e-9 * sum;
      any_change |= total[t] != first;
    }
  return n >= MIN_STEPS && n_alike >= SHARE_OF_STEPS * n && any_change;
}

/* Men and women beside the young and the old: each has the same total, and together they count all persons twice. */
static void
warn_of_groups (PrognosisDataset *self, gsize signal, GArray *const *parts)
{
  for (gsize r = 0; r < self->regions->len; r++)
    {
      g_autoptr (GArray) others = parts[r] != NULL && parts[r]->len > 1 ? list_others (self, parts, r) : NULL;
      g_autofree char *names = NULL, *other_names = NULL;

      if (others == NULL || others->len < 2 || !add_up_again (self, r, signal, others))
        continue;
      names = name_parts (self, parts[r]);
      other_names = name_parts (self, others);
      prognosis_warnings_take (
          self->given_warnings, NULL, 0, "groups-overlap",
          /* Translators: a total, and twice the names of groups of persons. */
          g_strdup_printf (_ ("“%s” is the total of %s, and also of %s: they group the same persons in several ways, and sums over "
                              "all of them count each person more than once; keep the rows of one way"),
                           prognosis_dataset_get_region (self, r)->name, names, other_names));
      return;
    }
}

void
prognosis_dataset_find_totals (PrognosisDataset *self)
{
  g_autoptr (GArray) signals = list_signals (self);
  const gsize n = self->regions->len;
  GArray **families, **parts;

  if (n < 2 || signals->len == 0)
    return;
  families = list_families (self);
  parts = g_new0 (GArray *, n);
  for (guint i = 0; i < signals->len; i++)
    search_signal (self, signals, g_array_index (signals, gsize, i), families, parts);
  warn_of_groups (self, g_array_index (signals, gsize, 0), parts);
  find_by_name (self, signals, parts);
  for (gsize r = 0; r < n; r++)
    {
      PrognosisRegion *region = &g_array_index (self->regions, PrognosisRegion, r);

      if (parts[r] != NULL)
        region->total_of = parts[r]->len > 0 ? name_parts (self, parts[r]) : g_strdup (_ ("other regions"));
      g_clear_pointer (&parts[r], g_array_unref);
      g_clear_pointer (&families[r], g_array_unref);
    }
  g_free (parts);
  g_free (families);
}

void
prognosis_dataset_warn_of_totals (PrognosisDataset *self)
{
  const PrognosisRegion *first = NULL;
  guint n = 0;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (self, r);

      if (region->total_of == NULL)
        continue;
      first = n++ == 0 ? region : first;
    }
  if (n > MAX_WARNINGS_OF_TOTALS)
    prognosis_warnings_take (
        self->warnings, NULL, 0, "total-among-parts",
        g_strdup_printf (
            /* Translators: %u is a number of regions, then the name of the first and what it is the total of. */
            g_dngettext (GETTEXT_PACKAGE, "%u region is a total of others, “%s” of %s; it is left out unless it is chosen",
                         "%u regions are totals of others, the first “%s” of %s; they are left out unless they are chosen", n),
            n, first->name, first->total_of));
  for (gsize r = 0; r < self->regions->len && n <= MAX_WARNINGS_OF_TOTALS; r++)
    {
      const PrognosisRegion *region = prognosis_dataset_get_region (self, r);

      if (region->total_of != NULL)
        prognosis_warnings_take (self->warnings, NULL, 0, "total-among-parts",
                                 g_strdup_printf (region->is_picked
                                                      /* Translators: a region, and the names of its parts. */
                                                      ? _ ("“%s” is the total of %s; it is forecast apart from them")
                                                      : _ ("“%s” is the total of %s; it is left out unless it is chosen"),
                                                  region->name, region->total_of));
    }
}
