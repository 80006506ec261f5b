/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PrognosisScenarioPresets:
 *
 * A popover of common scenarios: a lockdown, school holidays, a vaccination campaign.
 *
 * Signals: "chosen" (PrognosisScenario *).
 */
#define PROGNOSIS_TYPE_SCENARIO_PRESETS (prognosis_scenario_presets_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisScenarioPresets, prognosis_scenario_presets, PROGNOSIS, SCENARIO_PRESETS, GtkPopover)

void prognosis_scenario_presets_set_session (PrognosisScenarioPresets *self, PrognosisSession *session);

G_END_DECLS
