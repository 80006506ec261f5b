/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"

G_BEGIN_DECLS

/**
 * PrognosisOverview:
 *
 * A strip with the whole series, on which a brush marks what the charts above show. Its middle is dragged to move it, its ends
 * to widen it, and a drag elsewhere draws a new one. Keys: the arrows move it, plus and minus change its width, Home and
 * End take it to the ends, 0 resets it.
 *
 * Signals: "range-changed" (from, to; in x), "reset".
 */
#define PROGNOSIS_TYPE_OVERVIEW (prognosis_overview_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOverview, prognosis_overview, PROGNOSIS, OVERVIEW, GtkWidget)

/* @figure: (nullable): of one panel */
void prognosis_overview_set_figure (PrognosisOverview *self, PrognosisFigure *figure);
/* Moves the brush without a signal. */
void prognosis_overview_set_range (PrognosisOverview *self, double from, double to);
void prognosis_overview_get_range (PrognosisOverview *self, double *from, double *to);

G_END_DECLS
