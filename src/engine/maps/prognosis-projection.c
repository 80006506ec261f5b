/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-projection.h"

#include <math.h>

#define RADIAN (G_PI / 180.0)
/* Beyond it, Lambert's projection bends outlines too much [°]. */
#define MAX_WIDTH 140.0
#define MAX_HEIGHT 110.0
#define NEAREST 0.5 /* 1 and the cosine of the angle from the centre */

PrognosisProjection
prognosis_projection_choose (double west, double east, double south, double north)
{
  const double lat0 = (south + north) / 2.0 * RADIAN;
  const gboolean is_world = east - west > MAX_WIDTH || north - south > MAX_HEIGHT;

  return (PrognosisProjection){ is_world, is_world ? 0.0 : (west + east) / 2.0 * RADIAN, sin (lat0), cos (lat0) };
}

/* Šavrič, Patterson and Jenny 2019, equations 1 to 3. */
static PrognosisMapPoint
apply_equal_earth (double lon, double lat)
{
  static const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  const double t = asin (sqrt (3.0) / 2.0 * sin (lat)), t2 = t * t, t6 = t2 * t2 * t2;

  return (PrognosisMapPoint){
    2.0 * sqrt (3.0) * lon * cos (t) / (3.0 * (9.0 * a4 * t6 * t2 + 7.0 * a3 * t6 + 3.0 * a2 * t2 + a1)),
    t * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1),
  };
}

/* Snyder 1987, equations 22-4, 22-5 and 24-2. */
PrognosisMapPoint
prognosis_projection_apply (const PrognosisProjection *self, PrognosisMapPoint point)
{
  const double lon = point.x * RADIAN - self->lon0, lat = point.y * RADIAN;
  double distance, scale;

  if (self->is_world)
    return apply_equal_earth (lon, lat);
  /* Its opposite point would be a whole circle: what lies near it has no place on the map. */
  distance = 1.0 + self->sin0 * sin (lat) + self->cos0 * cos (lat) * cos (lon);
  scale = distance > NEAREST ? sqrt (2.0 / distance) : NAN;
  return (PrognosisMapPoint){ scale * cos (lat) * sin (lon),
                              scale * (self->cos0 * sin (lat) - self->sin0 * cos (lat) * cos (lon)) };
}
