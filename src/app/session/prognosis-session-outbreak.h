/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* The simulated outbreak of a session: see prognosis-outbreak.h. Each change is a step that can be undone; nothing is fitted. */

/* Begins with a new outbreak, unless there is one. */
void prognosis_session_simulate (PrognosisSession *self);
void prognosis_session_set_outbreak_field (PrognosisSession *self, const PrognosisOutbreakField *field, double value);
/* Reproduction number, periods and fatality of a disease. */
void prognosis_session_set_outbreak_disease (PrognosisSession *self, const PrognosisPreset *preset);
/* A step of transmission, by number; -1: a new one. @change: NULL: it is deleted */
void prognosis_session_set_outbreak_change (PrognosisSession *self, int number, const PrognosisChange *change);
void prognosis_session_set_by_chance (PrognosisSession *self, gboolean by_chance);

/* The outbreak before the last step, if that changed it; or NULL. Lent until the next change. */
const PrognosisOutbreak *prognosis_session_get_outbreak_before (PrognosisSession *self);

G_END_DECLS
