/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reporting triangle, and what each method makes of its last weeks: quantiles are finite, not negative and in order. */

#include "fuzz.h"

#include <math.h>

#include "prognosis-nowcast-method.h"

static const double levels[] = { 0.025, 0.5, 0.975 };

static void
check_nowcast (const PrognosisNowcast *nowcast)
{
  g_autoptr (GString) csv = prognosis_nowcast_to_csv (nowcast, levels, G_N_ELEMENTS (levels));
  double values[G_N_ELEMENTS (levels)];

  g_assert_true (g_utf8_validate (csv->str, -1, NULL));
  for (gsize place = 0; place < nowcast->triangle->n_places; place++)
    for (gsize back = 0; back < PROGNOSIS_NOWCAST_WEEKS; back++)
      {
        if (!prognosis_nowcast_has (nowcast, place, back))
          continue;
        prognosis_nowcast_get_quantiles (nowcast, place, back, levels, G_N_ELEMENTS (levels), values);
        for (gsize k = 0; k < G_N_ELEMENTS (levels); k++)
          g_assert_true (isfinite (values[k]) && values[k] >= (k > 0 ? values[k - 1] : 0.0));
      }
}

int
LLVMFuzzerTestOneInput (const guchar *data, gsize n)
{
  const char *path = fuzz_write ("triangle.csv", data, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisTriangle) triangle = prognosis_triangle_read (path, PROGNOSIS_TRIANGLE_LAST_DATE, NULL, &error);
  const PrognosisNowcastMethod *const *methods = prognosis_nowcast_method_list ();

  fuzz_remove ("triangle.csv");
  if (triangle == NULL)
    {
      fuzz_check_error (error);
      return 0;
    }
  /* The time of a nowcast grows with the triangle. */
  if (triangle->n_weeks * triangle->n_places * triangle->n_delays > 20000)
    return 0;
  for (; *methods != NULL; methods++)
    {
      g_autoptr (PrognosisNowcast) nowcast = prognosis_nowcast_new (triangle, *methods, 1, &error);

      if (nowcast != NULL)
        check_nowcast (nowcast);
      else
        fuzz_check_error (error);
      g_clear_error (&error);
    }
  return 0;
}
