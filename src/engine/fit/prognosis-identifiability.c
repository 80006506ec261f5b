/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-identifiability.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_eigen.h>
#include <math.h>

/* Directions weaker than this, relative to the strongest, are determined by noise or the prior. */
#define WEAK 1e-4
/* Minimum component of a parameter in a direction to be mentioned. */
#define PART 0.3
#define MOST_NOTES 4

/* A sentence for direction @v over the @m free parameters. */
static char *
describe_direction (const double *v, const gsize *which, gsize m, const PrognosisParameter *parameters)
{
  gsize part[3], n = 0, extra = 0;

  for (gsize i = 0; i < m; i++)
    if (fabs (v[i]) >= PART)
      {
        if (n < 3)
          part[n++] = i;
        else
          extra++;
      }
  if (n == 0)
    return NULL;
  if (n == 1)
    return g_strdup_printf (_ ("The data do not determine the %s (%s): the value shown comes from its start and prior"),
                            _ (parameters[which[part[0]]].title), parameters[which[part[0]]].symbol);
  if (n == 2)
    {
      const PrognosisParameter *a = &parameters[which[part[0]]], *b = &parameters[which[part[1]]];
      const gboolean logs = a->scale != PROGNOSIS_SCALE_LINEAR && b->scale != PROGNOSIS_SCALE_LINEAR;

      /* Along the direction nothing changes: increasing one and decreasing the other leaves the product unchanged. */
      if (logs && v[part[0]] * v[part[1]] < 0.0)
        return g_strdup_printf (_ ("The data determine only the product of %s (%s) and %s (%s): fix one of them"), _ (a->title),
                                a->symbol, _ (b->title), b->symbol);
      if (logs)
        return g_strdup_printf (_ ("The data determine only the ratio of %s (%s) and %s (%s): fix one of them"), _ (a->title),
                                a->symbol, _ (b->title), b->symbol);
      return g_strdup_printf (_ ("The data cannot distinguish %s (%s) and %s (%s): fix one of them"), _ (a->title), a->symbol,
                              _ (b->title), b->symbol);
    }
  if (extra)
    return g_strdup_printf (_ ("The data cannot distinguish %s, %s, %s and others: fix one of them"),
                            parameters[which[part[0]]].symbol, parameters[which[part[1]]].symbol,
                            parameters[which[part[2]]].symbol);
  return g_strdup_printf (_ ("The data cannot distinguish %s, %s and %s: fix one of them"), parameters[which[part[0]]].symbol,
                          parameters[which[part[1]]].symbol, parameters[which[part[2]]].symbol);
}

char **
prognosis_identifiability_notes (const double *information, gsize n, gsize stride, const gboolean *is_free,
                                 const PrognosisParameter *parameters)
{
  GPtrArray *notes = g_ptr_array_new ();
  g_autofree gsize *which = g_new (gsize, n);
  gsl_matrix *scaled, *vectors;
  gsl_vector *values;
  gsl_eigen_symmv_workspace *workspace;
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    if (is_free[i] && information[i * stride + i] > 0.0)
      which[m++] = i;
    else if (is_free[i] && notes->len < MOST_NOTES)
      g_ptr_array_add (notes,
                       g_strdup_printf (_ ("The data do not determine the %s (%s): the value shown comes from its start and prior"),
                                        _ (parameters[i].title), parameters[i].symbol));
  if (m > 0)
    {
      scaled = gsl_matrix_alloc (m, m);
      vectors = gsl_matrix_alloc (m, m);
      values = gsl_vector_alloc (m);
      workspace = gsl_eigen_symmv_alloc (m);
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j <= i; j++)
          {
            const double h = information[which[i] * stride + which[j]]
                             / sqrt (information[which[i] * stride + which[i]] * information[which[j] * stride + which[j]]);

            gsl_matrix_set (scaled, i, j, h);
            gsl_matrix_set (scaled, j, i, h);
          }
      gsl_eigen_symmv (scaled, values, vectors, workspace);
      gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_ASC);
      for (gsize k = 0; k + 1 < m && notes->len < MOST_NOTES; k++)
        if (gsl_vector_get (values, k) < WEAK * gsl_vector_get (values, m - 1))
          {
            g_autofree double *v = g_new (double, m);
            char *note;

            for (gsize i = 0; i < m; i++)
              v[i] = gsl_matrix_get (vectors, i, k);
            note = describe_direction (v, which, m, parameters);
            /* Two directions may result in the same sentence. */
            if (note && !g_ptr_array_find_with_equal_func (notes, note, g_str_equal, NULL))
              g_ptr_array_add (notes, note);
            else
              g_free (note);
          }
      gsl_matrix_free (scaled);
      gsl_matrix_free (vectors);
      gsl_vector_free (values);
      gsl_eigen_symmv_free (workspace);
    }
  g_ptr_array_add (notes, NULL);
  return (char **) g_ptr_array_free (notes, FALSE);
}
