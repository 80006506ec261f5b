/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-ridge.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

void
prognosis_ridge_init (PrognosisRidge *self, gsize n)
{
  *self = (PrognosisRidge){ .n = n, .gram = g_new0 (double, n *n), .moment = g_new0 (double, n) };
}

void
prognosis_ridge_clear (PrognosisRidge *self)
{
  g_clear_pointer (&self->gram, g_free);
  g_clear_pointer (&self->moment, g_free);
}

void
prognosis_ridge_add (PrognosisRidge *self, const double *x, double y, double weight)
{
  for (gsize i = 0; i < self->n; i++)
    {
      const double wx = weight * x[i];
      double *row = self->gram + i * self->n;

      for (gsize j = i; j < self->n; j++)
        row[j] += wx * x[j];
      self->moment[i] += wx * y;
    }
  self->weight += weight;
  self->n_rows++;
}

gboolean
prognosis_ridge_solve (const PrognosisRidge *self, double scale, gsize n_used, const double *precision, double *b)
{
  g_autofree double *a = g_new (double, n_used *n_used);
  gsl_matrix_view matrix = gsl_matrix_view_array (a, n_used, n_used);
  gsl_vector_view solution = gsl_vector_view_array (b, n_used);

  for (gsize i = 0; i < n_used; i++)
    {
      for (gsize j = i; j < n_used; j++)
        a[i * n_used + j] = a[j * n_used + i] = scale * self->gram[i * self->n + j];
      a[i * n_used + i] += precision[i];
      b[i] = scale * self->moment[i];
    }
  if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) == 0 && gsl_linalg_cholesky_svx (&matrix.matrix, &solution.vector) == 0)
    {
      gsize i = 0;

      while (i < n_used && isfinite (b[i]))
        i++;
      if (i == n_used)
        return TRUE;
    }
  memset (b, 0, n_used * sizeof (double));
  return FALSE;
}
