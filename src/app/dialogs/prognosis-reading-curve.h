/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisReadingCurve:
 *
 * The chart of one signal of one region; both can be chosen where there are several.
 */
#define PROGNOSIS_TYPE_READING_CURVE (prognosis_reading_curve_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisReadingCurve, prognosis_reading_curve, PROGNOSIS, READING_CURVE, GtkBox)

/* @dataset: (nullable): no curve. Keeps the choice of region and signal where there still are such. */
void prognosis_reading_curve_show (PrognosisReadingCurve *self, PrognosisDataset *dataset);

G_END_DECLS
