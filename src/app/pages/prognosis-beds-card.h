/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/**
 * PrognosisBedsCard:
 *
 * The beds that forecast admissions need in the selected regions: at most, and the chance that they are more than there are. Its popover
 * has the length of stay, the capacity and the chart.
 */
#define PROGNOSIS_TYPE_BEDS_CARD (prognosis_beds_card_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisBedsCard, prognosis_beds_card, PROGNOSIS, BEDS_CARD, GtkBox)

/* Hides the card unless the forecast shown has admissions. @forecast: (nullable) */
void prognosis_beds_card_show (PrognosisBedsCard *self, PrognosisSession *session, PrognosisForecast *forecast);

G_END_DECLS
