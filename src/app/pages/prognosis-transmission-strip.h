/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-figure.h"
#include "prognosis-scenario.h"

G_BEGIN_DECLS

/**
 * PrognosisTransmissionStrip:
 *
 * Transmission in a scenario, as steps over days. A step is dragged up and down to change its strength, and
 * at its ends to change its days. Keys: up and down change the strength, left and right the first day, with Shift the last day;
 * Page Up and Page Down select another step.
 *
 * Signals: "step-changed" (number of the change, PrognosisChange *: its new values).
 */
#define PROGNOSIS_TYPE_TRANSMISSION_STRIP (prognosis_transmission_strip_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTransmissionStrip, prognosis_transmission_strip, PROGNOSIS, TRANSMISSION_STRIP, GtkWidget)

/* The days to show, both within. @scenario: (nullable): a copy is kept */
void prognosis_transmission_strip_set_scenario (PrognosisTransmissionStrip *self, int first_day, int last_day, PrognosisAxis axis,
                                                const PrognosisScenario *scenario);

G_END_DECLS
