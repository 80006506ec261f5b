/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-theme.h"

G_BEGIN_DECLS

/* The colour of what @signal counts: infections, recoveries, deaths, hospital admissions or something else. Charts, tables,
 * cards and the report use it, so that a colour means the same everywhere. Look it up in a PrognosisTheme. */
PrognosisColour prognosis_colour_of_signal (const PrognosisSignal *signal);

G_END_DECLS
