/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nowcasts by every method: the chain ladder by hand, and what holds for all. */

#include "prognosis-error.h"
#include "prognosis-nowcast-method.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

/* Weeks of @mean cases, of which the shares 0.5, 0.3 and 0.2 are reported after 0, 1 and 2 weeks, in the triangle as it is known at
   its last week. With @rng, the reports are random. (transfer full) */
static PrognosisTriangle *
make_triangle (gsize n_places, gsize n_weeks, double mean, const gsl_rng *rng)
{
  const double shares[] = { 0.5, 0.3, 0.2 };
  PrognosisTriangle *self = g_new0 (PrognosisTriangle, 1);

  self->first_day = 19000;
  self->n_places = n_places;
  self->n_weeks = n_weeks;
  self->n_delays = 3;
  self->origin_day = self->first_day + 7 * ((int) n_weeks - 1);
  self->places = g_new0 (PrognosisTrianglePlace, n_places);
  self->increments = g_new (double, n_places *n_weeks * 3);
  for (gsize p = 0; p < n_places; p++)
    {
      self->places[p].location = g_strdup_printf ("place, %zu", p);
      for (gsize t = 0; t < n_weeks; t++)
        for (gsize d = 0; d < 3; d++)
          {
            const double expected = mean * shares[d] * (1 + (double) p) * (1 + 0.5 * sin ((double) t / 7));

            self->increments[(p * n_weeks + t) * 3 + d] = t + d >= n_weeks ? NAN
                                                          : rng == NULL    ? mean * shares[d]
                                                                           : gsl_ran_poisson (rng, expected);
          }
    }
  return self;
}

static gsl_rng *
new_rng (void)
{
  return gsl_rng_alloc (gsl_rng_taus2);
}

/* The factor is 10 / 5 at age 0 and 10 / 8 at age 1; without noise all quantiles agree. */
static void
test_multiplicative_by_hand (void)
{
  g_autoptr (PrognosisTriangle) triangle = make_triangle (1, 30, 10, NULL);
  g_autoptr (PrognosisNowcast) nowcast = NULL;
  const double levels[] = { 0.025, 0.5, 0.975 };
  double values[3];

  triangle->increments[29 * 3] = 7;
  nowcast = prognosis_nowcast_new (triangle, prognosis_nowcast_method_find ("multiplicative"), 1, NULL);
  for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
    {
      prognosis_nowcast_get_quantiles (nowcast, 0, back, levels, 3, values);
      for (gsize i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon (values[i], back == 0 ? 14 : 10, 1e-9);
    }
}

/* One of two past errors is 0, the other known: the quantiles lie between them. */
static void
test_multiplicative_errors (void)
{
  g_autoptr (PrognosisTriangle) triangle = make_triangle (1, 4, 10, NULL);
  g_autoptr (PrognosisNowcast) nowcast = NULL;
  const double levels[] = { 0.1, 0.5, 0.9 };
  double values[3], factor, low, high;

  triangle->increments[0] = 8; /* 13 in the end */
  nowcast = prognosis_nowcast_new (triangle, prognosis_nowcast_method_find ("multiplicative"), 1, NULL);
  factor = (13.0 + 10) / (8 + 5);
  low = (5 * factor + 1) * 14 / (8 * factor + 1) - 1;
  high = (5 * factor + 1) * 11 / (5 * factor + 1) - 1;
  prognosis_nowcast_get_quantiles (nowcast, 0, 0, levels, 3, values);
  g_assert_cmpfloat_with_epsilon (values[0], low, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[1], sqrt ((low + 1) * (high + 1)) - 1, 0.01);
  g_assert_cmpfloat_with_epsilon (values[2], high, 1e-9);
}

static void
test_order (gconstpointer method)
{
  gsl_rng *rng = new_rng ();
  g_autoptr (PrognosisTriangle) triangle = make_triangle (3, 60, 20, rng);
  g_autoptr (PrognosisNowcast) nowcast = prognosis_nowcast_new (triangle, method, 1, NULL);
  const double levels[] = { 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99 };
  double values[7];

  g_assert_nonnull (nowcast);
  for (gsize p = 0; p < 3; p++)
    for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
      {
        prognosis_nowcast_get_quantiles (nowcast, p, back, levels, 7, values);
        g_assert_cmpfloat (values[0], >=, 0);
        for (gsize i = 1; i < 7; i++)
          g_assert_cmpfloat (values[i], >=, values[i - 1]);
      }
  gsl_rng_free (rng);
}

/* Other random pairs, the same quantiles; the same seed, the same paths. */
static void
test_seed (gconstpointer method)
{
  gsl_rng *rng = new_rng ();
  g_autoptr (PrognosisTriangle) triangle = make_triangle (2, 50, 20, rng);
  g_autoptr (PrognosisNowcast) a = prognosis_nowcast_new (triangle, method, 1, NULL);
  g_autoptr (PrognosisNowcast) b = prognosis_nowcast_new (triangle, method, 2, NULL);
  g_autoptr (PrognosisNowcast) again = prognosis_nowcast_new (triangle, method, 1, NULL);
  const gsize size = sizeof (double) * 2 * PROGNOSIS_NOWCAST_WEEKS * a->n_paths;
  g_autoptr (GString) csv = prognosis_nowcast_to_csv (a, (double[]){ 0.25, 0.5 }, 2);
  g_autoptr (GString) other = prognosis_nowcast_to_csv (b, (double[]){ 0.25, 0.5 }, 2);

  g_assert_cmpmem (a->paths, size, again->paths, size);
  g_assert_cmpint (memcmp (a->paths, b->paths, size), !=, 0);
  g_assert_cmpstr (csv->str, ==, other->str);
  gsl_rng_free (rng);
}

/* A missing last report is no nowcast; a missing report in between is made up for by what is known. Negative and zero counts are
   allowed. */
static void
test_odd_cells (gconstpointer method)
{
  gsl_rng *rng = new_rng ();
  g_autoptr (PrognosisTriangle) triangle = make_triangle (2, 60, 20, rng);
  g_autoptr (PrognosisNowcast) nowcast = NULL;
  double *cells = triangle->increments;
  double values[2];

  cells[59 * 3] = NAN;         /* the last week of the first place */
  cells[58 * 3 + 1] = NAN;     /* the second report of the week before */
  cells[(60 + 57) * 3] = -400; /* far below what was ever reported */
  for (gsize t = 20; t < 30; t++)
    cells[t * 3] = cells[t * 3 + 1] = cells[t * 3 + 2] = 0;
  cells[40 * 3 + 2] = -6;
  nowcast = prognosis_nowcast_new (triangle, method, 1, NULL);
  g_assert_nonnull (nowcast);
  g_assert_false (prognosis_nowcast_has (nowcast, 0, 0));
  g_assert_true (prognosis_nowcast_has (nowcast, 0, 1));
  for (gsize p = 0; p < 2; p++)
    for (gsize back = 1 - p; back < PROGNOSIS_NOWCAST_WEEKS; back++)
      {
        prognosis_nowcast_get_quantiles (nowcast, p, back, (double[]){ 0.01, 0.99 }, 2, values);
        g_assert_cmpfloat (values[0], >=, 0);
        g_assert_true (isfinite (values[1]));
      }
  gsl_rng_free (rng);
}

/* Two weeks of data say nothing about three delays. */
static void
test_too_short (gconstpointer method)
{
  g_autoptr (PrognosisTriangle) triangle = make_triangle (1, 2, 10, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (prognosis_nowcast_new (triangle, method, 1, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION);
}

/* When half as much is reported at once as before, in all places, the nowcast follows within three months. */
static void
test_shared_drift (void)
{
  gsl_rng *rng = new_rng ();
  g_autoptr (PrognosisTriangle) triangle = make_triangle (5, 80, 0, NULL);
  double error[2] = { 0 };

  for (gsize p = 0; p < 5; p++)
    for (gsize t = 0; t < 80; t++)
      {
        const double mean = 400, at_once = t < 68 ? 0.6 : 0.3;
        const double shares[] = { at_once, 1 - at_once, 0 };

        for (gsize d = 0; t + d < 80 && d < 3; d++)
          triangle->increments[(p * 80 + t) * 3 + d] = gsl_ran_poisson (rng, mean * shares[d]);
      }
  for (gsize p = 0; p < 5; p++)
    triangle->increments[(p * 80 + 79) * 3] = 120;
  for (gsize m = 0; m < 2; m++)
    {
      g_autoptr (PrognosisNowcast) nowcast = prognosis_nowcast_new (triangle, prognosis_nowcast_method_list ()[m], 1, NULL);
      double median;

      for (gsize p = 0; p < 5; p++)
        {
          prognosis_nowcast_get_quantiles (nowcast, p, 0, (double[]){ 0.5 }, 1, &median);
          error[m] += fabs (log (median / 400)) / 5;
        }
      g_test_message ("%s: mean error %g", prognosis_nowcast_method_list ()[m]->id, error[m]);
    }
  g_assert_cmpfloat (error[0], <, 0.1);
  g_assert_cmpfloat (error[0], <, 0.5 * error[1]);
  gsl_rng_free (rng);
}

/* In epidemics whose delays do not change, intervals hold the finals as often as they say. */
static void
test_shared_coverage (void)
{
  gsl_rng *rng = new_rng ();
  guint n = 0, n50 = 0, n95 = 0;

  for (int run = 0; run < 40; run++)
    {
      g_autoptr (PrognosisTriangle) triangle = make_triangle (5, 70, 400, rng);
      g_autoptr (PrognosisNowcast) nowcast = NULL;
      double values[4];

      nowcast = prognosis_nowcast_new (triangle, prognosis_nowcast_method_find ("shared"), 1, NULL);
      for (gsize p = 0; p < 5; p++)
        for (gsize back = 0; back < 2; back++)
          {
            const gsize t = 69 - back;
            double final = prognosis_triangle_get_known (triangle, p, t, 69, NULL);

            final += gsl_ran_poisson (rng, 400 * (back == 0 ? 0.5 : 0.2) * (1 + (double) p) * (1 + 0.5 * sin ((double) t / 7)));
            prognosis_nowcast_get_quantiles (nowcast, p, back, (double[]){ 0.025, 0.25, 0.75, 0.975 }, 4, values);
            n95 += final >= values[0] && final <= values[3];
            n50 += final >= values[1] && final <= values[2];
            n++;
          }
    }
  g_test_message ("50 %%: %u of %u, 95 %%: %u", n50, n, n95);
  g_assert_cmpfloat_with_epsilon ((double) n50 / n, 0.5, 0.09);
  g_assert_cmpfloat_with_epsilon ((double) n95 / n, 0.95, 0.035);
  gsl_rng_free (rng);
}

static void
test_csv (void)
{
  g_autoptr (PrognosisTriangle) triangle = make_triangle (1, 30, 10, NULL);
  g_autoptr (PrognosisNowcast) nowcast = NULL;
  g_autoptr (GString) csv = NULL;

  triangle->places[0].age_group = g_strdup ("60+");
  nowcast = prognosis_nowcast_new (triangle, prognosis_nowcast_method_find ("multiplicative"), 1, NULL);
  csv = prognosis_nowcast_to_csv (nowcast, (double[]){ 0.5 }, 1);
  g_assert_cmpstr (csv->str, ==,
                   "location,age_group,reference_date,target_end_date,horizon,output_type,output_type_id,value\n"
                   "\"place, 0\",60+,2022-07-30,2022-07-09,-3,quantile,0.5,10\n"
                   "\"place, 0\",60+,2022-07-30,2022-07-16,-2,quantile,0.5,10\n"
                   "\"place, 0\",60+,2022-07-30,2022-07-23,-1,quantile,0.5,10\n"
                   "\"place, 0\",60+,2022-07-30,2022-07-30,0,quantile,0.5,10\n");
}

int
main (int argc, char **argv)
{
  const PrognosisNowcastMethod *const *methods = prognosis_nowcast_method_list ();
  const struct
  {
    const char *name;
    void (*test) (gconstpointer method);
  } each[] = { { "order", test_order }, { "seed", test_seed }, { "odd-cells", test_odd_cells }, { "too-short", test_too_short } };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nowcast/multiplicative/by-hand", test_multiplicative_by_hand);
  g_test_add_func ("/nowcast/multiplicative/errors", test_multiplicative_errors);
  g_test_add_func ("/nowcast/shared/drift", test_shared_drift);
  g_test_add_func ("/nowcast/shared/coverage", test_shared_coverage);
  g_test_add_func ("/nowcast/csv", test_csv);
  for (gsize m = 0; methods[m] != NULL; m++)
    for (gsize i = 0; i < G_N_ELEMENTS (each); i++)
      {
        g_autofree char *path = g_strdup_printf ("/nowcast/%s/%s", methods[m]->id, each[i].name);

        g_test_add_data_func (path, methods[m], each[i].test);
      }
  return g_test_run ();
}
