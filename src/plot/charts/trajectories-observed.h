/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-trace.h"

G_BEGIN_DECLS

/* The day of the origin in words. (transfer full) */
char *prognosis_trajectories_dup_origin (const PrognosisTrace *series, PrognosisAxis axis);
/* Up to the origin, static. @is_labelled: the origin with its day */
void prognosis_trajectories_add_observed (PrognosisPanel *panel, const PrognosisTrace *series, gboolean is_labelled);
/* After the origin: live layers, because they lie over the bands. */
void prognosis_trajectories_add_later (PrognosisPanel *panel, const PrognosisTrace *series);

G_END_DECLS
