/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisTransmissionRow:
 *
 * The reproduction number over time as a small picture, its first and last number ahead in words, and why counts go another way
 * than it seems to say, if they do. It follows sliders, and is visible if the model shown has equations.
 */
#define PROGNOSIS_TYPE_TRANSMISSION_ROW (prognosis_transmission_row_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTransmissionRow, prognosis_transmission_row, PROGNOSIS, TRANSMISSION_ROW, AdwPreferencesRow)

GtkWidget *prognosis_transmission_row_new (PrognosisSession *session); /* @session is borrowed */
/* After another result, or choice of regions. */
void prognosis_transmission_row_update (PrognosisTransmissionRow *self);
/* After a move of a slider. */
void prognosis_transmission_row_update_live (PrognosisTransmissionRow *self);
/* The figure drawn last, for tests; NULL: none. Lent. */
PrognosisFigure *prognosis_transmission_row_get_figure (PrognosisTransmissionRow *self);

G_END_DECLS
