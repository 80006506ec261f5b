/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-completion.h"

#include "prognosis-nowcast-method.h"
#include "prognosis-sort.h"

#include <math.h>

/* Of one signal. */
typedef struct
{
  PrognosisTriangle *triangle;
  PrognosisNowcast *nowcast; /* NULL: there is none */
  double unit;
} Part;

struct _PrognosisCompletion
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize n_regions, n_signals, n_back; /* n_back: steps, not more than there are */
  guint64 seed;
  Part *parts;     /* by signal */
  double *medians; /* region, signal, step of the last PROGNOSIS_COMPLETION_STEPS; NAN: not nowcast */
};

G_STATIC_ASSERT (PROGNOSIS_COMPLETION_STEPS == PROGNOSIS_NOWCAST_WEEKS);

static double *
get_last (const PrognosisCompletion *self, double *values, gsize region, gsize signal, gsize back)
{
  return &values[(region * self->n_signals + signal + 1) * PROGNOSIS_COMPLETION_STEPS - 1 - back];
}

static gboolean
has (const PrognosisCompletion *self, gsize region, gsize signal, gsize back)
{
  return self->parts[signal].nowcast != NULL && back < self->n_back
         && prognosis_nowcast_has (self->parts[signal].nowcast, region, back);
}

/* A proportion is at most 1. */
static double
limit (const PrognosisCompletion *self, gsize signal, double value)
{
  const PrognosisKind kind = prognosis_dataset_get_signal (self->dataset, signal)->kind;

  value *= self->parts[signal].unit;
  return kind == PROGNOSIS_KIND_PROPORTION ? MIN (value, 1) : value;
}

gboolean
prognosis_completion_get_quantiles (const PrognosisCompletion *self, gsize region, gsize signal, gsize back, const double *levels,
                                    gsize n_levels, double *values)
{
  if (!has (self, region, signal, back))
    return FALSE;
  prognosis_nowcast_get_quantiles (self->parts[signal].nowcast, region, back, levels, n_levels, values);
  for (gsize i = 0; i < n_levels; i++)
    values[i] = limit (self, signal, values[i]);
  return TRUE;
}

static double *
new_last (const PrognosisCompletion *self)
{
  const gsize n = self->n_regions * self->n_signals * PROGNOSIS_COMPLETION_STEPS;
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = NAN;
  return values;
}

PrognosisCompletion *
prognosis_completion_new (PrognosisDataset *dataset, guint64 seed)
{
  g_autoptr (PrognosisCompletion) self = g_new0 (PrognosisCompletion, 1);
  const double half = 0.5;
  gboolean any = FALSE;

  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = prognosis_dataset_ref (dataset);
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->n_signals = prognosis_dataset_get_n_signals (dataset);
  self->n_back = MIN (PROGNOSIS_COMPLETION_STEPS, prognosis_dataset_get_n_steps (dataset));
  self->seed = seed;
  self->parts = g_new0 (Part, self->n_signals);
  self->medians = new_last (self);
  for (gsize s = 0; s < self->n_signals; s++)
    {
      Part *part = &self->parts[s];

      part->triangle = prognosis_triangle_from_dataset (dataset, s, &part->unit);
      if (part->triangle != NULL)
        part->nowcast = prognosis_nowcast_new (part->triangle, prognosis_nowcast_method_list ()[0], seed, NULL);
      any |= part->nowcast != NULL;
      for (gsize r = 0; r < self->n_regions; r++)
        for (gsize back = 0; back < self->n_back; back++)
          prognosis_completion_get_quantiles (self, r, s, back, &half, 1, get_last (self, self->medians, r, s, back));
    }
  return any ? g_steal_pointer (&self) : NULL;
}

PrognosisCompletion *
prognosis_completion_ref (PrognosisCompletion *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_completion_unref (PrognosisCompletion *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize s = 0; s < self->n_signals; s++)
    {
      prognosis_nowcast_free (self->parts[s].nowcast);
      prognosis_triangle_free (self->parts[s].triangle);
    }
  prognosis_dataset_unref (self->dataset);
  g_free (self->parts);
  g_free (self->medians);
  g_free (self);
}

PrognosisDataset *
prognosis_completion_dup_median (const PrognosisCompletion *self)
{
  return prognosis_dataset_with_completed (self->dataset, self->medians, PROGNOSIS_COMPLETION_STEPS);
}

/* A number that looks drawn at random. */
static guint32
draw (const PrognosisCompletion *self, gsize region, gsize signal, gsize member)
{
  guint64 mixed = self->seed;

  for (gsize i = 0; i < 3; i++)
    {
      mixed = (mixed + (i == 0 ? region : i == 1 ? signal : member) + 1) * 0x9e3779b97f4a7c15u;
      mixed = (mixed ^ (mixed >> 29)) * 0xbf58476d1ce4e5b9u;
    }
  return (guint32) (mixed >> 32);
}

/* The path whose last value has a rank of its own among @n: members are in another order in each series, so that one sample is not high
   everywhere. */
static gsize
find_path (const PrognosisCompletion *self, gsize region, gsize signal, gsize member, gsize n)
{
  const PrognosisNowcast *nowcast = self->parts[signal].nowcast;
  const guint32 drawn = draw (self, region, signal, member);
  g_autofree gsize *order = g_new (gsize, nowcast->n_paths);
  gsize back = 0, rank = 0;

  for (gsize other = 0; other < n; other++)
    {
      const guint32 number = draw (self, region, signal, other);

      rank += number < drawn || (number == drawn && other < member);
    }
  while (back + 1 < self->n_back && !has (self, region, signal, back))
    back++;
  prognosis_sort_index (order, prognosis_nowcast_get_paths (nowcast, region, back), nowcast->n_paths);
  return order[(2 * rank + 1) * nowcast->n_paths / (2 * n)];
}

PrognosisDataset *
prognosis_completion_dup_member (const PrognosisCompletion *self, gsize member, gsize n)
{
  g_autofree double *values = new_last (self);

  for (gsize s = 0; s < self->n_signals; s++)
    for (gsize r = 0; r < self->n_regions && self->parts[s].nowcast != NULL; r++)
      {
        const gsize path = find_path (self, r, s, member, n);

        for (gsize back = 0; back < self->n_back; back++)
          if (has (self, r, s, back))
            *get_last (self, values, r, s, back)
                = limit (self, s, prognosis_nowcast_get_paths (self->parts[s].nowcast, r, back)[path]);
      }
  return prognosis_dataset_with_completed (self->dataset, values, PROGNOSIS_COMPLETION_STEPS);
}

double
prognosis_completion_get_share (const PrognosisCompletion *self)
{
  const gsize last = prognosis_dataset_get_n_steps (self->dataset) - 1;
  double sum = 0;
  gsize n = 0;

  for (gsize s = 0; s < self->n_signals; s++)
    {
      double reported = 0, completed = 0;

      for (gsize r = 0; r < self->n_regions; r++)
        if (has (self, r, s, 0))
          {
            reported += prognosis_dataset_get_values (self->dataset, r, s)[last];
            completed += *get_last (self, self->medians, r, s, 0);
          }
      if (!(completed > 0))
        continue;
      sum += reported / completed;
      n++;
    }
  return n > 0 ? sum / (double) n : NAN;
}
