/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Negative numbers that stand for something else: -99 for a suppressed count, -9 for one that is not known. As counts they would be
 * where a forecast starts and what it is scored by. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-dataset-builder-private.h"
#include "prognosis-dataset-private.h"

/* A number that is no usual placeholder is one if it is so often the negative number, and so much of all. */
#define MIN_REPEATS 3
#define SHARE_OF_NEGATIVES 0.8
#define SHARE_OF_ALL 0.05

typedef struct
{
  double value;
  guint n, n_negative, n_all;
  const BuilderValue *first;
} Placeholder;

static gboolean
is_usual (double value)
{
  static const double usual[] = { -9, -77, -88, -99, -777, -888, -999, -7777, -8888, -9999, -99999, -999999 };

  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (value == usual[i])
      return TRUE;
  return FALSE;
}

/* The negative number that a signal holds most often. */
static Placeholder
find_most_frequent (const PrognosisDatasetBuilder *self, guint signal)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  Placeholder best = { 0 };

  for (guint i = 0; i < self->values->len; i++)
    {
      const BuilderValue *value = &g_array_index (self->values, BuilderValue, i);
      guint n;

      if (value->signal != signal || isnan (value->value))
        continue;
      best.n_all++;
      if (!(value->value < 0.0) || value->value != floor (value->value) || value->value < G_MININT)
        continue;
      best.n_negative++;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GINT_TO_POINTER ((int) value->value))) + 1;
      g_hash_table_insert (counts, GINT_TO_POINTER ((int) value->value), GUINT_TO_POINTER (n));
      if (n > best.n)
        {
          best.first = best.value == value->value && best.first != NULL ? best.first : value;
          best.n = n;
          best.value = value->value;
        }
    }
  return best;
}

static gboolean
is_placeholder (const Placeholder *p)
{
  if (p->n == 0 || p->n < SHARE_OF_NEGATIVES * p->n_negative)
    return FALSE;
  return is_usual (p->value) || (p->n >= MIN_REPEATS && p->n >= SHARE_OF_ALL * p->n_all);
}

void
prognosis_dataset_builder_clear_placeholders (PrognosisDatasetBuilder *self)
{
  if (!self->has_negative)
    return;
  for (guint signal = 0; signal < self->dataset->signals->len; signal++)
    {
      const Placeholder p = find_most_frequent (self, signal);

      if (!is_placeholder (&p))
        continue;
      prognosis_dataset_builder_warn (
          self, p.first->file, p.first->line, "placeholder",
          g_dngettext (GETTEXT_PACKAGE, "%g stands for a number that is not known, %u time in %s: treated as missing",
                       "%g stands for a number that is not known, %u times in %s: treated as missing", p.n),
          p.value, p.n, prognosis_dataset_get_signal (self->dataset, signal)->name);
      for (guint i = 0; i < self->values->len; i++)
        {
          BuilderValue *value = &g_array_index (self->values, BuilderValue, i);

          if (value->signal == signal && value->value == p.value)
            value->value = NAN;
        }
    }
}
