/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-dataset-total.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-private.h"

/* Finds a region that is the sum of the others, such as the world among its countries, by its values in at least
   this many steps. */
#define MIN_STEPS 3
#define SHARE_OF_STEPS 0.9
/* Unless the name says so too, the values must match exactly. */
#define TOLERANCE 0.001
#define TOLERANCE_OF_NAMED 0.05

gboolean
prognosis_is_total (const char *text)
{
  static const char *const words[] = { "total",
                                       "totals",
                                       "grand total",
                                       "total general",
                                       "tot",
                                       "tot.",
                                       "sum",
                                       "all",
                                       "world",
                                       "global",
                                       "worldwide",
                                       "overall",
                                       "national",
                                       "nationwide",
                                       "us",
                                       "usa",
                                       "united states",
                                       "united states of america",
                                       "gesamt",
                                       "summe",
                                       "insgesamt",
                                       "alle",
                                       "beide",
                                       "beide geschlechter",
                                       "bundesweit",
                                       "bundesgebiet",
                                       "deutschland gesamt",
                                       "totale",
                                       "totaal",
                                       "suma",
                                       "somme",
                                       "ensemble",
                                       "tous",
                                       "toutes",
                                       "tous sexes",
                                       "les deux sexes",
                                       "nacional",
                                       "todos",
                                       "todas",
                                       "ambos",
                                       "ambos sexos",
                                       "tutti",
                                       "entrambi",
                                       "00+",
                                       "all ages",
                                       "both",
                                       "both sexes",
                                       "both genders",
                                       "all sexes",
                                       "all genders",
                                       "male and female",
                                       NULL };

  g_autofree char *lower = NULL;

  if (*text == '\0' || strlen (text) > 24)
    return FALSE;
  lower = g_ascii_strdown (text, -1);
  return g_strv_contains (words, lower);
}

/* The region with the largest total. */
static gsize
find_largest (const PrognosisDataset *self, gsize signal)
{
  gsize best = 0;
  double most = -INFINITY;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      const double *values = prognosis_dataset_get_values (self, r, signal);
      double sum = 0;

      for (gsize t = 0; t < self->n_steps; t++)
        sum += isnan (values[t]) ? 0 : values[t];
      if (sum > most)
        {
          most = sum;
          best = r;
        }
    }
  return best;
}

static gboolean
is_sum_of_others (const PrognosisDataset *self, gsize region, gsize signal, double tolerance)
{
  const double *total = prognosis_dataset_get_values (self, region, signal);
  g_autofree double *sums = g_new0 (double, self->n_steps);
  g_autofree guint *n_parts = g_new0 (guint, self->n_steps);
  guint n = 0, n_alike = 0;

  for (gsize r = 0; r < self->regions->len; r++)
    {
      const double *values = prognosis_dataset_get_values (self, r, signal);

      for (gsize t = 0; t < self->n_steps && r != region; t++)
        if (values[t] > 0)
          {
            sums[t] += values[t];
            n_parts[t]++;
          }
    }
  for (gsize t = 0; t < self->n_steps; t++)
    if (total[t] > 0 && n_parts[t] > 1)
      {
        n++;
        n_alike += fabs (sums[t] - total[t]) <= tolerance * total[t];
      }
  return n >= MIN_STEPS && n_alike >= SHARE_OF_STEPS * n;
}

void
prognosis_dataset_warn_of_total (PrognosisDataset *self)
{
  for (gsize s = 0; s < self->signals->len && self->regions->len > 2; s++)
    {
      PrognosisKind kind = prognosis_dataset_get_signal (self, s)->kind;
      gsize region = find_largest (self, s);
      const char *name = g_array_index (self->regions, PrognosisRegion, region).name;

      if (kind == PROGNOSIS_KIND_RATE || kind == PROGNOSIS_KIND_PROPORTION)
        continue;
      if (!is_sum_of_others (self, region, s, prognosis_is_total (name) ? TOLERANCE_OF_NAMED : TOLERANCE))
        continue;
      prognosis_warnings_take (self->warnings, NULL, 0, "total-among-parts",
                               g_strdup_printf (_ ("“%s” is the sum of the other regions, not an additional region"), name));
      return;
    }
}
