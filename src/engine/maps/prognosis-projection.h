/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-outlines-private.h"

G_BEGIN_DECLS

/* From longitudes and latitudes to a plane in which areas are true. */
typedef struct
{
  gboolean is_world;       /* Equal Earth; otherwise Lambert's azimuthal projection */
  double lon0, sin0, cos0; /* its centre [rad] */
} PrognosisProjection;

/* For a map that shows these longitudes and latitudes [°]. */
PrognosisProjection prognosis_projection_choose (double west, double east, double south, double north);
/* @point: longitude and latitude [°]. Coordinates are in radii of the earth; NAN: opposite to the map. */
PrognosisMapPoint prognosis_projection_apply (const PrognosisProjection *self, PrognosisMapPoint point);

G_END_DECLS
