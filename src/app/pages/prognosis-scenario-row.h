/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PrognosisScenarioRow:
 *
 * One scenario of a session: its name, buttons that delete and duplicate it, and a row for each change of transmission. Every
 * edit copies the session's scenario, changes the copy, and hands it back, so that it can be undone. The row has as many changes as
 * the scenario that it last showed.
 *
 * Signal: "edited" (guint): just before the session receives the scenario of this number, changed or new.
 */
#define PROGNOSIS_TYPE_SCENARIO_ROW (prognosis_scenario_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisScenarioRow, prognosis_scenario_row, PROGNOSIS, SCENARIO_ROW, AdwExpanderRow)

/* Shows scenario @number of @session, which must outlive the row. */
GtkWidget *prognosis_scenario_row_new (PrognosisSession *session, guint number);
/* Whether @scenario differs from the one shown in values alone. */
gboolean prognosis_scenario_row_can_show (PrognosisScenarioRow *self, const PrognosisScenario *scenario);
/* Shows the values of @scenario in the same fields, which keep the focus. */
void prognosis_scenario_row_show (PrognosisScenarioRow *self, const PrognosisScenario *scenario);

G_END_DECLS
