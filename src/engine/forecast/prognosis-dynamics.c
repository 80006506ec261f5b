/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-dynamics.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include <string.h>

#include "prognosis-error.h"

#define N PROGNOSIS_N_LEVERS

struct _PrognosisDynamics
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize horizon;
  gssize target[N];
  double *set; /* n_regions x N */
  GOnce once;  /* found, when first asked for: backtests never do */
  const PrognosisDynamicsMethod *method;
  gpointer state;
};

PrognosisDynamics *
prognosis_dynamics_new (PrognosisDataset *dataset, gsize horizon, const double *values, const gssize *target,
                        const PrognosisDynamicsMethod *method, gpointer state)
{
  PrognosisDynamics *self = g_new0 (PrognosisDynamics, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->once = (GOnce) G_ONCE_INIT;
  self->dataset = prognosis_dataset_ref (dataset);
  memcpy (self->target, target, sizeof self->target);
  self->horizon = horizon;
  self->set = g_memdup2 (values, prognosis_dataset_get_n_regions (dataset) * N * sizeof *values);
  self->method = method;
  self->state = state;
  return self;
}

PrognosisDynamics *
prognosis_dynamics_ref (PrognosisDynamics *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
prognosis_dynamics_unref (PrognosisDynamics *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  self->method->free (self->state);
  prognosis_dataset_unref (self->dataset);
  g_free (self->set);
  if (self->once.status == G_ONCE_STATUS_READY)
    g_free (self->once.retval);
  g_free (self);
}

gssize
prognosis_dynamics_get_target (const PrognosisDynamics *self, PrognosisLever lever)
{
  return self->target[lever];
}

const double *
prognosis_dynamics_get_set (const PrognosisDynamics *self, gsize region)
{
  return self->set + region * N;
}

/* n_regions x N. (transfer full) */
static gpointer
find (gpointer data)
{
  const PrognosisDynamics *self = data;
  const gsize n_regions = prognosis_dataset_get_n_regions (self->dataset);
  g_autofree double *median = g_new (double, prognosis_dataset_get_n_signals (self->dataset) * self->horizon);
  double *found = g_new (double, n_regions *N);

  for (gsize r = 0; r < n_regions; r++)
    self->method->solve (self->state, r, self->set + r * N, NULL, median, found + r * N, NULL);
  return found;
}

const double *
prognosis_dynamics_get_found (PrognosisDynamics *self, gsize region)
{
  return (const double *) g_once (&self->once, find, self) + region * N;
}

void
prognosis_dynamics_solve (const PrognosisDynamics *self, gsize region, const double *values, const double *log_factor,
                          double *median, double *found)
{
  double own[N];

  self->method->solve (self->state, region, values, log_factor, median, found ? found : own, NULL);
}

void
prognosis_dynamics_find_reproduction (const PrognosisDynamics *self, gsize region, const double *values, double *reproduction)
{
  g_autofree double *median = g_new (double, prognosis_dataset_get_n_signals (self->dataset) * self->horizon);
  double found[N];

  for (gsize h = 0; h < self->horizon; h++)
    reproduction[h] = NAN;
  self->method->solve (self->state, region, values, NULL, median, found, reproduction);
}

/* --- what the user set -------------------------------------------------------- */

static gssize
find_lever (const gboolean *applies, const char *id)
{
  for (gsize i = 0; i < N; i++)
    if (applies[i] && g_str_equal (prognosis_levers[i].id, id))
      return (gssize) i;
  return -1;
}

static gboolean
refuse_unknown (const gboolean *applies, const char *id, const char *wanted, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < N; i++)
    if (applies[i])
      g_string_append_printf (known, "%s%s", known->len ? ", " : "", prognosis_levers[i].id);
  prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s has no parameter “%s” for these data; it has %s"), id, wanted,
                              known->str);
  return FALSE;
}

gboolean
prognosis_dynamics_read_set (PrognosisDataset *dataset, const PrognosisOptions *options, const gboolean *applies, const char *id,
                             double *values, GError **error)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);

  for (gsize k = 0; k < n_regions * N; k++)
    values[k] = NAN;
  for (int own = 0; own < 2; own++) /* a value for one region overrides that for all */
    for (guint i = 0; i < options->fixed->len; i++)
      {
        const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);
        const gssize region = fixed->region ? prognosis_dataset_find_region (dataset, fixed->region) : -1;
        const gssize p = find_lever (applies, fixed->parameter);

        if ((fixed->region != NULL) != own || (p < 0 && options->skips_unknown))
          continue;
        if (fixed->region && region < 0)
          {
            prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("the data contain no region “%s”"), fixed->region);
            return FALSE;
          }
        if (p < 0)
          return refuse_unknown (applies, id, fixed->parameter, error);
        if (!(fixed->value >= prognosis_levers[p].lower && fixed->value <= prognosis_levers[p].upper))
          {
            prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s = %g is out of range; expected %g to %g"),
                                        fixed->parameter, fixed->value, prognosis_levers[p].lower, prognosis_levers[p].upper);
            return FALSE;
          }
        for (gsize r = 0; r < n_regions; r++)
          if (region < 0 || (gsize) region == r)
            values[r * N + (gsize) p] = fixed->value;
      }
  return TRUE;
}
