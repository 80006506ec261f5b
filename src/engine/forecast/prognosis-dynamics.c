/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"
#include "prognosis-dynamics.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-error.h"

struct _PrognosisDynamics
{
  gatomicrefcount ref_count;
  PrognosisDataset *dataset;
  gsize n_regions, n, horizon;
  const PrognosisParameter *parameters;
  gssize *target;      /* n */
  double *set, *found; /* n_regions x n */
  const PrognosisDynamicsMethod *method;
  gpointer state;
};

PrognosisDynamics *
prognosis_dynamics_new (PrognosisDataset *dataset, gsize horizon, const PrognosisParameter *parameters, const gssize *target,
                        gsize n, const double *values, const PrognosisDynamicsMethod *method, gpointer state)
{
  PrognosisDynamics *self = g_new0 (PrognosisDynamics, 1);
  g_autofree double *median = g_new (double, prognosis_dataset_get_n_signals (dataset) * horizon);

  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = prognosis_dataset_ref (dataset);
  self->n_regions = prognosis_dataset_get_n_regions (dataset);
  self->n = n;
  self->horizon = horizon;
  self->parameters = parameters;
  self->target = g_memdup2 (target, n * sizeof *target);
  self->set = g_memdup2 (values, self->n_regions * n * sizeof *values);
  self->found = g_new (double, self->n_regions *n);
  self->method = method;
  self->state = state;
  for (gsize r = 0; r < self->n_regions; r++)
    method->solve (state, r, self->set + r * n, NULL, median, self->found + r * n);
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
  g_free (self->target);
  g_free (self->set);
  g_free (self->found);
  g_free (self);
}

gsize
prognosis_dynamics_get_n_parameters (const PrognosisDynamics *self)
{
  return self->n;
}

const PrognosisParameter *
prognosis_dynamics_get_parameter (const PrognosisDynamics *self, gsize parameter)
{
  return &self->parameters[parameter];
}

gssize
prognosis_dynamics_get_target (const PrognosisDynamics *self, gsize parameter)
{
  return self->target[parameter];
}

const double *
prognosis_dynamics_get_set (const PrognosisDynamics *self, gsize region)
{
  return self->set + region * self->n;
}

const double *
prognosis_dynamics_get_found (const PrognosisDynamics *self, gsize region)
{
  return self->found + region * self->n;
}

void
prognosis_dynamics_solve (const PrognosisDynamics *self, gsize region, const double *values, const double *log_factor,
                          double *median)
{
  g_autofree double *found = g_new (double, self->n);

  self->method->solve (self->state, region, values, log_factor, median, found);
}

/* --- what the user set -------------------------------------------------------- */

static gssize
find_parameter (const PrognosisParameter *parameters, const gboolean *applies, gsize n, const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (applies[i] && g_str_equal (parameters[i].id, id))
      return (gssize) i;
  return -1;
}

static gboolean
refuse_unknown (const PrognosisParameter *parameters, const gboolean *applies, gsize n, const char *id, const char *wanted,
                GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    if (applies[i])
      g_string_append_printf (known, "%s%s", known->len ? ", " : "", parameters[i].id);
  prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s has no parameter “%s” for these data; it has %s"), id, wanted,
                              known->str);
  return FALSE;
}

gboolean
prognosis_dynamics_read_set (PrognosisDataset *dataset, const PrognosisOptions *options, const PrognosisParameter *parameters,
                             const gboolean *applies, gsize n, const char *id, double *values, GError **error)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset);

  for (gsize k = 0; k < n_regions * n; k++)
    values[k] = NAN;
  for (int own = 0; own < 2; own++) /* a value for one region overrides that for all */
    for (guint i = 0; i < options->fixed->len; i++)
      {
        const PrognosisFixed *fixed = g_ptr_array_index (options->fixed, i);
        const gssize region = fixed->region ? prognosis_dataset_find_region (dataset, fixed->region) : -1;
        const gssize p = find_parameter (parameters, applies, n, fixed->parameter);

        if ((fixed->region != NULL) != own || (p < 0 && options->skips_unknown))
          continue;
        if (fixed->region && region < 0)
          {
            prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("the data contain no region “%s”"), fixed->region);
            return FALSE;
          }
        if (p < 0)
          return refuse_unknown (parameters, applies, n, id, fixed->parameter, error);
        if (!(fixed->value >= parameters[p].lower && fixed->value <= parameters[p].upper))
          {
            prognosis_set_option_error (error, PROGNOSIS_OPTION_FIXED, _ ("%s = %g is out of range; expected %g to %g"),
                                        fixed->parameter, fixed->value, parameters[p].lower, parameters[p].upper);
            return FALSE;
          }
        for (gsize r = 0; r < n_regions; r++)
          if (region < 0 || (gsize) region == r)
            values[r * n + (gsize) p] = fixed->value;
      }
  return TRUE;
}
