/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-scale.h"

static void
test_there_and_back (void)
{
  static const PrognosisScale scales[] = { PROGNOSIS_SCALE_LINEAR, PROGNOSIS_SCALE_LOG, PROGNOSIS_SCALE_LOGIT };

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    for (double position = 0; position <= 1; position += 0.125)
      {
        double value = prognosis_scale_to_value (scales[s], 0.01, 0.99, position);

        g_assert_cmpfloat_with_epsilon (prognosis_scale_to_position (scales[s], 0.01, 0.99, value), position, 1e-9);
        g_assert_cmpfloat (value, >=, 0.01 - 1e-12);
        g_assert_cmpfloat (value, <=, 0.99 + 1e-12);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/scale/there-and-back", test_there_and_back);
  return g_test_run ();
}
