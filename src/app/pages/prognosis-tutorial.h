/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-lesson.h"
#include "prognosis-page.h"

G_BEGIN_DECLS

/**
 * PrognosisTutorial:
 *
 * A lesson, such as the tour of first steps, shown one step at a time below the part of the window they concern. Each step detects when it is
 * done, and can be skipped. Hidden until it is started. Property: "session".
 */
#define PROGNOSIS_TYPE_TUTORIAL (prognosis_tutorial_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTutorial, prognosis_tutorial, PROGNOSIS, TUTORIAL, PrognosisPage)

/* Starts at the first step of @lesson that has not been done. */
void prognosis_tutorial_start (PrognosisTutorial *self, const PrognosisLesson *lesson);
void prognosis_tutorial_skip (PrognosisTutorial *self);
void prognosis_tutorial_close (PrognosisTutorial *self);
void prognosis_tutorial_notice (PrognosisTutorial *self, PrognosisNotice notice);
/* Watches for the pointer resting on @charts, or the focus being there. */
void prognosis_tutorial_watch (PrognosisTutorial *self, GtkWidget *charts);

G_END_DECLS
