/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"

G_BEGIN_DECLS

/* Converts @value to a slider position from 0 to 1, and back. */
double prognosis_scale_to_position (PrognosisScale scale, double lower, double upper, double value);
double prognosis_scale_to_value (PrognosisScale scale, double lower, double upper, double position);

G_END_DECLS
