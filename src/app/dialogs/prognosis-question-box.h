/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-question.h"

G_BEGIN_DECLS

/**
 * PrognosisQuestionBox:
 *
 * A question, and below it a button for each answer with the curve that the table gives then; each is read in a thread.
 *
 * Signal: "answered" (the #PrognosisColumns of the answer, lent).
 */
#define PROGNOSIS_TYPE_QUESTION_BOX (prognosis_question_box_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisQuestionBox, prognosis_question_box, PROGNOSIS, QUESTION_BOX, GtkBox)

/* @question: (transfer full). The first answer is pressed. */
GtkWidget *prognosis_question_box_new (PrognosisQuestion *question, const char *const *paths);
/* No answer is pressed any more: something else was chosen. */
void prognosis_question_box_forget (PrognosisQuestionBox *self);

G_END_DECLS
