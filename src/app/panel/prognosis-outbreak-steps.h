/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session-outbreak.h"

G_BEGIN_DECLS

/* The steps of transmission in a simulated outbreak, a row of numbers each, and a button for another one. */
#define PROGNOSIS_TYPE_OUTBREAK_STEPS (prognosis_outbreak_steps_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisOutbreakSteps, prognosis_outbreak_steps, PROGNOSIS, OUTBREAK_STEPS, GtkBox)

void prognosis_outbreak_steps_set_session (PrognosisOutbreakSteps *self, PrognosisSession *session);
void prognosis_outbreak_steps_update (PrognosisOutbreakSteps *self);

G_END_DECLS
