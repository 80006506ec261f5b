/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* Events that steps wait for and the session does not report. */
typedef enum
{
  PROGNOSIS_NOTICE_LOOKED = 1 << 0,   /* looked at a chart for a while */
  PROGNOSIS_NOTICE_EXPORTED = 1 << 1, /* saved or copied a chart or a forecast */
} PrognosisNotice;

/**
 * PrognosisTutorial:
 *
 * A tour of first steps, shown one at a time below the part of the window they concern. Each step detects when it is
 * done, and can be skipped. Hidden until it is started. Property: "session".
 */
#define PROGNOSIS_TYPE_TUTORIAL (prognosis_tutorial_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTutorial, prognosis_tutorial, PROGNOSIS, TUTORIAL, PrognosisPage)

/* Starts at the first step that has not been done. */
void prognosis_tutorial_start (PrognosisTutorial *self);
void prognosis_tutorial_skip (PrognosisTutorial *self);
void prognosis_tutorial_close (PrognosisTutorial *self);
void prognosis_tutorial_notice (PrognosisTutorial *self, PrognosisNotice notice);
/* Watches for the pointer resting on @charts, or the focus being there. */
void prognosis_tutorial_watch (PrognosisTutorial *self, GtkWidget *charts);

G_END_DECLS
