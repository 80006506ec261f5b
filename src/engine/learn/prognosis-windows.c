/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-windows.h"

#include <math.h>
#include <string.h>

#include "prognosis-series.h"

/* Limit of the following values relative to the size of the window: corrections are not waves. */
#define LARGEST 8.0
/* A value is limited to this multiple of the second largest in its window. */
#define BATCH 4.0
#define BATCH_FEW 20.0
#define MAX_NEIGHBOURS 8
/* Number of held-out origins: a week, or a quarter of a short past. */
#define N_HELD 7

/* Missing values are 0 increments in cumulative counts; in other series, the value a week earlier. */
static void
fill_flow (PrognosisWindows *self, const double *x, gsize region)
{
  double *flow = self->flow + region * self->n_steps;
  double before = NAN;

  self->first[region] = self->n_steps;
  for (gsize t = 0; t < self->n_steps; t++)
    {
      const gboolean known = isfinite (x[t]);

      self->known[region * self->n_steps + t] = known;
      if (known && self->first[region] == (gssize) self->n_steps)
        self->first[region] = t;
      if (self->kind == PROGNOSIS_KIND_CUMULATIVE)
        {
          flow[t] = known && isfinite (before) ? MAX (x[t] - before, 0.0) : 0.0;
          before = known ? x[t] : before;
        }
      else if (known)
        flow[t] = MAX (x[t], 0.0);
      else
        flow[t] = t >= self->week ? flow[t - self->week] : 0.0;
    }
}

static double
find_few (const PrognosisWindows *self)
{
  double sum = 0.0;
  gsize n = 0;

  if (self->kind != PROGNOSIS_KIND_RATE && self->kind != PROGNOSIS_KIND_PROPORTION)
    return 1.0;
  for (gsize i = 0; i < self->n_regions * self->n_steps; i++)
    if (self->known[i])
      {
        sum += self->flow[i];
        n++;
      }
  return n && sum > 0.0 ? 0.05 * sum / n : 1e-3;
}

static void
find_neighbours (PrognosisWindows *self, const PrognosisDataset *dataset)
{
  for (gsize r = 0; r < self->n_regions; r++)
    {
      gsize n;

      prognosis_dataset_get_neighbours (dataset, r, &n);
      self->n_neighbours = MAX (self->n_neighbours, MIN (n, MAX_NEIGHBOURS));
    }
  self->neighbours = g_new (gssize, self->n_regions * MAX (self->n_neighbours, 1));
  for (gsize r = 0; r < self->n_regions; r++)
    {
      gsize n;
      const guint *list = prognosis_dataset_get_neighbours (dataset, r, &n);

      for (gsize k = 0; k < self->n_neighbours; k++)
        self->neighbours[r * self->n_neighbours + k] = k < n ? (gssize) list[k] : -1;
    }
}

void
prognosis_windows_recent (const PrognosisWindows *self, gssize origin, double *recent)
{
  for (gsize r = 0; r < self->n_regions; r++)
    for (gsize k = 0; k < self->n_in; k++)
      {
        const gssize t = origin - (gssize) self->n_in + 1 + (gssize) k;

        recent[r * self->n_in + k] = t < 0 ? 0.0 : self->flow[r * self->n_steps + t];
      }
}

/* Divides a window by its size, with the largest value limited by the second largest. */
static double
scale_window (const PrognosisWindows *self, const double *recent, double *row)
{
  double largest = 0.0, second = 0.0, size = 0.0, most;

  for (gsize k = 0; k < self->n_in; k++)
    if (recent[k] > largest)
      {
        second = largest;
        largest = recent[k];
      }
    else
      second = MAX (second, recent[k]);
  most = BATCH * second + BATCH_FEW * self->few;
  for (gsize k = 0; k < self->n_in; k++)
    {
      row[k] = MIN (recent[k], most);
      size += row[k] / self->n_in;
    }
  size += self->few;
  for (gsize k = 0; k < self->n_in; k++)
    row[k] /= size;
  return size;
}

void
prognosis_windows_rows (const PrognosisWindows *self, const double *recent, double *rows, double *sizes)
{
  for (gsize r = 0; r < self->n_regions; r++)
    sizes[r] = scale_window (self, recent + r * self->n_in, rows + r * self->n_row);
  for (gsize r = 0; r < self->n_regions && self->n_row > self->n_in; r++)
    {
      double *row = rows + r * self->n_row;
      gsize n = 0;

      for (gsize k = 0; k < self->n_neighbours; k++)
        {
          const gssize j = self->neighbours[r * self->n_neighbours + k];

          if (j < 0)
            memset (row + (k + 1) * self->n_in, 0, self->n_in * sizeof *row);
          else
            {
              memcpy (row + (k + 1) * self->n_in, rows + j * self->n_row, self->n_in * sizeof *row);
              n++;
            }
        }
      row[self->n_row - 1] = n;
    }
}

static void
add_sample (PrognosisWindows *self, gssize origin, gsize region, const double *row, double size)
{
  const double *flow = self->flow + region * self->n_steps + origin + 1;

  memcpy (self->x + self->n * self->n_row, row, self->n_row * sizeof *row);
  for (gsize h = 0; h < self->n_out; h++)
    self->y[self->n * self->n_out + h] = MIN (flow[h] / size, LARGEST);
  self->size[self->n] = size;
  self->weight[self->n] = sqrt (size / self->few);
  self->origin[self->n] = origin;
  self->region[self->n] = region;
  self->n++;
}

static void
add_samples (PrognosisWindows *self)
{
  g_autofree double *recent = g_new (double, self->n_regions * self->n_in), *rows = g_new (double, self->n_regions * self->n_row);
  g_autofree double *sizes = g_new (double, self->n_regions);
  double sum = 0.0;

  for (gssize t = self->n_in; t + (gssize) self->n_out < (gssize) self->n_steps; t++)
    {
      prognosis_windows_recent (self, t, recent);
      prognosis_windows_rows (self, recent, rows, sizes);
      for (gsize r = 0; r < self->n_regions; r++)
        if (self->first[r] <= t - (gssize) self->n_in && self->known[r * self->n_steps + t])
          add_sample (self, t, r, rows + r * self->n_row, sizes[r]);
    }
  for (gsize i = 0; i < self->n; i++)
    sum += self->weight[i] / self->n;
  for (gsize i = 0; i < self->n; i++)
    self->weight[i] /= sum;
}

static void
hold_back (PrognosisWindows *self)
{
  gsize n_origins = 0, n_held, seen = 0;

  for (gsize i = 0; i < self->n; i++)
    n_origins += i == 0 || self->origin[i] != self->origin[i - 1];
  n_held = MAX (1, MIN (N_HELD, n_origins / 4));
  for (self->n_train = self->n; self->n_train > 0 && seen <= n_held; self->n_train--)
    {
      seen += self->n_train == self->n || self->origin[self->n_train - 1] != self->origin[self->n_train];
      if (seen > n_held)
        break;
    }
}

PrognosisWindows *
prognosis_windows_new (const PrognosisDataset *dataset, gsize signal, gboolean with_neighbours)
{
  const gboolean is_monthly = prognosis_dataset_get_frequency (dataset) == PROGNOSIS_FREQUENCY_MONTHLY;
  PrognosisWindows *self = g_new0 (PrognosisWindows, 1);
  gsize most;

  self->kind = prognosis_dataset_get_signal (dataset, signal)->kind;
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->n_steps = prognosis_dataset_get_n_steps (dataset);
  self->week = prognosis_series_week (dataset);
  /* Two weeks of days lead to the next one, six weeks to the next four, and a year of months to the next three. */
  self->n_in = is_monthly ? prognosis_series_season (dataset) : self->week == 1 ? 6 : 14;
  self->n_out = is_monthly ? 3 : self->week == 1 ? 4 : 7;
  self->values = g_new (double, self->n_regions * self->n_steps);
  self->flow = g_new0 (double, self->n_regions * self->n_steps);
  self->known = g_new0 (gboolean, self->n_regions * self->n_steps);
  self->first = g_new0 (gssize, self->n_regions);
  for (gsize r = 0; r < self->n_regions; r++)
    {
      g_autofree double *clean = prognosis_series_dup_clean (dataset, r, signal);

      memcpy (self->values + r * self->n_steps, clean, self->n_steps * sizeof *clean);
      fill_flow (self, clean, r);
    }
  self->few = find_few (self);
  self->n_row = self->n_in;
  if (with_neighbours)
    {
      find_neighbours (self, dataset);
      self->n_row = self->n_in * (1 + self->n_neighbours) + 1;
    }
  most = self->n_regions * self->n_steps;
  self->x = g_new (double, most * self->n_row);
  self->y = g_new (double, most * self->n_out);
  self->size = g_new (double, most);
  self->weight = g_new (double, most);
  self->origin = g_new (gssize, most);
  self->region = g_new (gsize, most);
  add_samples (self);
  hold_back (self);
  return self;
}

void
prognosis_windows_free (PrognosisWindows *self)
{
  g_free (self->values);
  g_free (self->flow);
  g_free (self->known);
  g_free (self->first);
  g_free (self->neighbours);
  g_free (self->x);
  g_free (self->y);
  g_free (self->size);
  g_free (self->weight);
  g_free (self->origin);
  g_free (self->region);
  g_free (self);
}
