/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-triangle.h"

G_BEGIN_DECLS

/* The week of the origin and the three before it. */
#define PROGNOSIS_NOWCAST_WEEKS 4

typedef struct _PrognosisNowcastMethod PrognosisNowcastMethod;

/**
 * PrognosisNowcast:
 *
 * What the last weeks of a triangle will come to once all reports are in, as sample paths: the same path of two weeks of one place
 * belongs together. @back counts weeks before that of the origin, from 0.
 */
typedef struct
{
  const PrognosisTriangle *triangle; /* outlives the nowcast */
  gsize n_paths;
  double *paths; /* place, back, path: at least 0; NAN: no report of that week has come */
} PrognosisNowcast;

/**
 * prognosis_nowcast_new:
 * @seed: of the pairing of paths; quantiles do not depend on it
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_COMPUTATION if too few weeks are complete to know the delays
 */
PrognosisNowcast *prognosis_nowcast_new (const PrognosisTriangle *triangle, const PrognosisNowcastMethod *method, guint64 seed,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_nowcast_free (PrognosisNowcast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisNowcast, prognosis_nowcast_free)

gboolean prognosis_nowcast_has (const PrognosisNowcast *self, gsize place, gsize back);
/* Length n_paths. */
const double *prognosis_nowcast_get_paths (const PrognosisNowcast *self, gsize place, gsize back);
/* @levels in (0, 1), ascending; @values do not decrease. */
void prognosis_nowcast_get_quantiles (const PrognosisNowcast *self, gsize place, gsize back, const double *levels, gsize n_levels,
                                      double *values);
/* The columns of the hubs: location, age_group if the triangle has any, reference_date, target_end_date, horizon (0 to -3),
 * output_type, output_type_id, value. (transfer full) */
GString *prognosis_nowcast_to_csv (const PrognosisNowcast *self, const double *levels, gsize n_levels);

G_END_DECLS
