/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "prognosis-diagnostics.h"
#include "prognosis-trace.h"

G_BEGIN_DECLS

/* The days of @n steps from @first on. (transfer full) */
double *prognosis_diagnostics_dup_days (PrognosisDataset *dataset, gsize first, gsize n);
/* Adds a panel over the days of the data. */
PrognosisPanel *prognosis_diagnostics_add_panel (PrognosisFigure *figure, PrognosisDataset *dataset, const char *title,
                                                 const char *y_label);
/* Adds a panel for a signal, labelled as in the chart of trajectories. */
PrognosisPanel *prognosis_diagnostics_add_signal_panel (PrognosisFigure *figure, PrognosisDataset *dataset, PrognosisView view,
                                                        gsize region, gsize signal);
/* Marks the last day of the data. */
void prognosis_diagnostics_add_origin (PrognosisPanel *panel, PrognosisDataset *dataset, gboolean is_labelled);

G_END_DECLS
