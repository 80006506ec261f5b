/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-answer.h"

G_BEGIN_DECLS

/**
 * PrognosisAnswerCard:
 *
 * What is to come of one signal: the median, its interval, the change, and the chance to pass a threshold, which is set in a
 * popover.
 *
 * Signal: "threshold" (double): the user set it, or removed it (NAN).
 */
#define PROGNOSIS_TYPE_ANSWER_CARD (prognosis_answer_card_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisAnswerCard, prognosis_answer_card, PROGNOSIS, ANSWER_CARD, GtkBox)

GtkWidget *prognosis_answer_card_new (void);
void prognosis_answer_card_show (PrognosisAnswerCard *self, PrognosisForecast *forecast, gsize signal,
                                 const PrognosisAnswer *answer);
/* As last shown. */
gsize prognosis_answer_card_get_signal (PrognosisAnswerCard *self);

G_END_DECLS
