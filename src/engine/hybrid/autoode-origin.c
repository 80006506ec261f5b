/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The trajectory of a region from the trained equations: cases by transmission, then recoveries and deaths by their delays. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#define LEAD PROGNOSIS_AUTOODE_LEAD /* index of the first day ahead in a trajectory */
#define N_OUT PROGNOSIS_AUTOODE_N_OUTPUTS

PrognosisAutoodeOrigin *
prognosis_autoode_origin_new (const PrognosisDaily *daily, gsize n_days)
{
  const gsize n = daily->n_regions, n_signals = daily->n_signals;
  PrognosisAutoodeOrigin *self = g_new0 (PrognosisAutoodeOrigin, 1);

  self->n_regions = n;
  self->n_signals = n_signals;
  self->n_days = n_days;
  self->horizon = daily->horizon;
  self->leader = daily->leader;
  self->signals = g_memdup2 (daily->signals, n_signals * sizeof *self->signals);
  self->cleaned = g_new (PrognosisCleaned *, n_signals);
  self->population = g_memdup2 (daily->population, n * sizeof (double));
  self->known = g_new (PrognosisAutoodeKnown, n_signals * n);
  self->outputs = g_new0 (double, n_signals *n *N_OUT);
  for (gsize s = 0; s < n_signals; s++)
    {
      self->signals[s].observed = NULL;
      self->cleaned[s] = prognosis_cleaned_new (daily, s, n_days);
      memcpy (self->known + s * n, prognosis_autoode_known (daily->autoode, s, n_days - 1), n * sizeof *self->known);
    }
  for (gsize r = 0; r < n && daily->without & PROGNOSIS_PART_DEPLETION; r++)
    self->population[r] = NAN;
  if (self->leader >= 0)
    {
      self->smooth = g_new (double, n *n_days);
      prognosis_cleaned_smooth (self->cleaned[self->leader], self->smooth);
    }
  return self;
}

void
prognosis_autoode_origin_free (PrognosisAutoodeOrigin *self)
{
  for (gsize s = 0; s < self->n_signals; s++)
    prognosis_cleaned_free (self->cleaned[s]);
  g_free (self->signals);
  g_free (self->cleaned);
  g_free (self->population);
  g_free (self->known);
  g_free (self->outputs);
  g_free (self->smooth);
  g_free (self);
}

/* @cases: LEAD + horizon; @course: (nullable): the reproduction number on the days ahead. Returns it on the first of them. */
static double
transmit (const PrognosisAutoodeOrigin *self, gsize s, gsize region, const PrognosisAutoodeAssumed *assumed, double wanted,
          const double *log_factor, double *cases, double *course)
{
  const gsize at = s * self->n_regions + region, n = LEAD + self->horizon;
  const double *outputs = self->outputs + at * N_OUT;
  PrognosisAutoodeStart start = self->known[at].start;
  g_autofree double *added = g_new0 (double, n), *r = g_new (double, n);
  double left = 1.0;

  start.susceptible
      = prognosis_autoode_find_susceptible (self->population[region], self->cleaned[s]->level[region], assumed->reported);
  prognosis_autoode_solve (&assumed->rates, &start, outputs, n, NULL, cases, NULL, r);
  if (course)
    memcpy (course, r + LEAD, self->horizon * sizeof *course);
  if (isnan (wanted) && log_factor == NULL)
    return r[LEAD];
  /* What is set departs from what was learned on the first day ahead, and fades as any departure does. */
  for (gsize h = 0; h < self->horizon; h++, left *= assumed->rates.fade)
    added[LEAD + h] = (isnan (wanted) ? 0.0 : log (wanted / r[LEAD]) * left) + (log_factor ? log_factor[h] : 0.0);
  prognosis_autoode_solve (&assumed->rates, &start, outputs, n, added, cases, NULL, r);
  if (course)
    memcpy (course, r + LEAD, self->horizon * sizeof *course);
  return isnan (wanted) ? r[LEAD] : wanted;
}

/* @row: cases of the leader, n_days + horizon. Returns the share, as set or learned. */
static double
follow (const PrognosisAutoodeOrigin *self, gsize s, gsize region, const PrognosisAutoodeAssumed *assumed, double wanted,
        gboolean is_delay_set, const double *row, double *increment)
{
  const gsize at = s * self->n_regions + region;
  const PrognosisDailyMethod method = self->signals[s].method;
  const double *kernel = assumed->kernel[method],
               mixed = method == PROGNOSIS_DAILY_RECOVERIES ? PROGNOSIS_AUTOODE_RECOVERED_LEVEL : 0.0;
  PrognosisAutoodeKnown known = self->known[at];
  double base, ratio;

  if (is_delay_set)
    prognosis_autoode_know_ratio (self->cleaned[s], region, method, kernel, self->smooth + region * self->n_days, &known);
  prognosis_autoode_find_outcome (method, &known, self->outputs[at * N_OUT], &base, &ratio, NULL);
  if (!isnan (wanted))
    ratio = (1.0 - mixed) * wanted;
  for (gsize h = 0; h < self->horizon; h++)
    increment[h] = base + ratio * prognosis_autoode_delay (kernel, row, 0, self->n_days + self->horizon - 1, self->n_days + h);
  return ratio / (1.0 - mixed);
}

void
prognosis_autoode_origin_solve (const PrognosisAutoodeOrigin *self, gsize region, const PrognosisAutoodeAssumed *assumed,
                                const double *values, const double *log_factor, double *median, double *level, double *found,
                                double *reproduction)
{
  const gsize horizon = self->horizon, n_days = self->n_days;
  /* A trajectory begins before the data if these are of one or two days. */
  g_autofree double *buffer = g_new (double, LEAD + n_days + horizon), *cases = g_new (double, LEAD + horizon);
  double *row = buffer + LEAD;
  g_autofree double *increment = g_new (double, horizon);

  for (int q = 0; q < PROGNOSIS_N_LEVERS && found; q++)
    found[q] = isnan (values[q]) && prognosis_autoode_usual[q] > 0.0 ? prognosis_autoode_usual[q] : values[q];
  for (int follows = 0; follows < 2; follows++)
    for (gsize s = 0; s < self->n_signals; s++)
      {
        const PrognosisDailyMethod method = self->signals[s].method;
        const gboolean is_deaths = method == PROGNOSIS_DAILY_DEATHS, leads = (gssize) s == self->leader;
        const PrognosisLever share = is_deaths ? PROGNOSIS_LEVER_FATALITY : PROGNOSIS_LEVER_RECOVERED;
        const PrognosisLever delay = is_deaths ? PROGNOSIS_LEVER_DEATH_DELAY : PROGNOSIS_LEVER_RECOVERY_DELAY;
        double x;

        if ((method != PROGNOSIS_DAILY_GROWTH) != follows)
          continue;
        if (follows)
          {
            x = follow (self, s, region, assumed, values[share], !isnan (values[delay]), row, increment);
            if (found)
              found[share] = x;
          }
        else
          {
            x = transmit (self, s, region, assumed, leads ? values[PROGNOSIS_LEVER_REPRODUCTION] : NAN, log_factor, cases,
                          leads ? reproduction : NULL);
            memcpy (increment, cases + LEAD, horizon * sizeof (double));
            if (leads && found)
              found[PROGNOSIS_LEVER_REPRODUCTION] = self->known[s * self->n_regions + region].start.level > 0.0 ? x : NAN;
          }
        if (leads)
          {
            memcpy (row, self->smooth + region * n_days, n_days * sizeof (double));
            memcpy (row + n_days - LEAD, cases, (LEAD + horizon) * sizeof (double));
          }
        level[s] = prognosis_daily_finish (self->cleaned[s], region, self->signals[s].cumulative, horizon, increment,
                                           median + s * horizon);
      }
}
