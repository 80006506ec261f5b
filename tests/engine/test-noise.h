/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include <glib.h>

/* A deterministic number between -1 and 1. */
static inline double
test_noise (gsize place, gsize week)
{
  const double x = 43758.5453 * sin (12.9898 * place + 78.233 * week + 3.1);

  return 2.0 * (x - floor (x)) - 1.0;
}

/* Weekly counts that waver around a hundred, or more in later places. */
static inline double
test_calm_week (gsize place, gsize week)
{
  return round (100.0 * (1.0 + place) * exp (0.1 * test_noise (place, week)));
}
