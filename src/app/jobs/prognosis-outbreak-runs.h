/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-outbreak.h"

G_BEGIN_DECLS

/**
 * PrognosisOutbreakRuns:
 *
 * Runs of a simulated outbreak by chance, drawn in a thread.
 *
 * Signal: "changed" (other runs are there, or none).
 */
#define PROGNOSIS_TYPE_OUTBREAK_RUNS (prognosis_outbreak_runs_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOutbreakRuns, prognosis_outbreak_runs, PROGNOSIS, OUTBREAK_RUNS, GObject)

PrognosisOutbreakRuns *prognosis_outbreak_runs_new (void);
/* Draws runs of @outbreak (nullable: none are wanted), unless they are there or on their way. */
void prognosis_outbreak_runs_want (PrognosisOutbreakRuns *self, const PrognosisOutbreak *outbreak);
/* Those of @outbreak; NULL while they are drawn. Lent until "changed". */
const PrognosisOutbreakCourse *prognosis_outbreak_runs_get (PrognosisOutbreakRuns *self, const PrognosisOutbreak *outbreak);

G_END_DECLS
