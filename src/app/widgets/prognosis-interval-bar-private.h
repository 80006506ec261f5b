/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-interval-bar.h"

G_BEGIN_DECLS

/* The positions given to prognosis_interval_bar_set(); FALSE if there are none. */
gboolean prognosis_interval_bar_get (PrognosisIntervalBar *self, double *from, double *to);

G_END_DECLS
