/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nowcasts of notified influenza in German states, each from what was known then, against what was reported in the end. */

#include "prognosis-day.h"
#include "prognosis-nowcast-method.h"
#include "test-files.h"

#include <math.h>

/* Weeks between origins, and of the origins before the end. */
#define EVERY 3
#define N_WEEKS 79

static const double levels[] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };

typedef struct
{
  double wis;
  guint n, n50, n95;
} Sums;

/* Weighted interval score on the log scale, as the mean of quantile scores. */
static void
add_score (Sums *sums, const double *values, double final)
{
  const double y = log1p (final);

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const double q = log1p (values[i]);

      sums->wis += 2 * ((y < q ? 1 : 0) - levels[i]) * (q - y) / G_N_ELEMENTS (levels);
    }
  sums->n50 += final >= values[2] && final <= values[4];
  sums->n95 += final >= values[0] && final <= values[6];
  sums->n++;
}

/* All places, which come in the same order at every origin. */
static void
score (const char *path, const PrognosisTriangle *whole, int origin_day, const PrognosisNowcastMethod *method, Sums *sums)
{
  g_autoptr (PrognosisTriangle) triangle = prognosis_triangle_read (path, origin_day, NULL, NULL);
  g_autoptr (PrognosisNowcast) nowcast = prognosis_nowcast_new (triangle, method, 1, NULL);
  double values[G_N_ELEMENTS (levels)];

  for (gsize p = 0; p < triangle->n_places; p++)
    {
      g_assert_cmpstr (triangle->places[p].location, ==, whole->places[p].location);
      for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
        {
          if (!prognosis_nowcast_has (nowcast, p, back))
            continue;
          prognosis_nowcast_get_quantiles (nowcast, p, back, levels, G_N_ELEMENTS (levels), values);
          add_score (sums, values, prognosis_triangle_get_known (whole, p, triangle->n_weeks - 1 - back, whole->n_weeks - 1, NULL));
        }
    }
}

static void
test_influenza (void)
{
  g_autofree char *path = test_shared_path ("respinow-triangles/influenza/triangle.csv.gz");
  g_autoptr (PrognosisTriangle) whole = NULL;
  Sums shared = { 0 }, ladder = { 0 };
  int last;

  if (path == NULL)
    return;
  g_assert_true (prognosis_day_parse ("2025-06-29", &last));
  whole = prognosis_triangle_read (path, last + 5 * 7, NULL, NULL);
  for (int week = 0; week < N_WEEKS; week += EVERY)
    {
      score (path, whole, last - 7 * week, prognosis_nowcast_method_find ("shared"), &shared);
      score (path, whole, last - 7 * week, prognosis_nowcast_method_find ("multiplicative"), &ladder);
    }
  g_test_message ("%u nowcasts: WIS against the chain ladder %.3f; 50 %%: %.3f, 95 %%: %.3f", shared.n, shared.wis / ladder.wis,
                  (double) shared.n50 / shared.n, (double) shared.n95 / shared.n);
  g_assert_cmpuint (shared.n, ==, ladder.n);
  g_assert_cmpuint (shared.n, >, 500);
  g_assert_cmpfloat (shared.wis, <, 0.9 * ladder.wis);
  g_assert_cmpfloat_with_epsilon ((double) shared.n95 / shared.n, 0.95, 0.04);
  g_assert_cmpfloat_with_epsilon ((double) shared.n50 / shared.n, 0.5, 0.08);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nowcast/data/influenza", test_influenza);
  return g_test_run ();
}
