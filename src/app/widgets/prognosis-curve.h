/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisCurve:
 *
 * A small picture of an outbreak: its new counts (or prevalence) by time, summed over all regions.
 */
#define PROGNOSIS_TYPE_CURVE (prognosis_curve_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisCurve, prognosis_curve, PROGNOSIS, CURVE, GtkDrawingArea)

/* @width, @height: px */
GtkWidget *prognosis_curve_new (int width, int height);
/* The first fitted signal of @dataset, of which nothing is kept. */
void prognosis_curve_show (PrognosisCurve *self, PrognosisDataset *dataset);

G_END_DECLS
