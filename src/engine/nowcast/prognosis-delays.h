/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-triangle.h"

G_BEGIN_DECLS

/* Weeks all of whose reports had come by the origin. */
gsize prognosis_triangle_count_complete (const PrognosisTriangle *self);
/* The share of the final counts of @n_weeks complete weeks from @first on that was known at the age @delay, of one place; without
   weeks that had no report by then. NAN: there are none. */
double prognosis_triangle_get_share (const PrognosisTriangle *self, gsize place, gsize first, gsize n_weeks, gsize delay);

G_END_DECLS
