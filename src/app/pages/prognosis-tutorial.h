/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-page.h"

G_BEGIN_DECLS

/* What the session does not say, and a step waits for. */
typedef enum
{
  PROGNOSIS_NOTICE_LOOKED = 1 << 0,   /* at a chart, for a while */
  PROGNOSIS_NOTICE_EXPORTED = 1 << 1, /* a chart or a forecast was saved or copied */
} PrognosisNotice;

/**
 * PrognosisTutorial:
 *
 * The first steps, one at a time, under what they are about: each notices when it is done, and can be skipped.
 * Hidden until it is started. Property: "session".
 */
#define PROGNOSIS_TYPE_TUTORIAL (prognosis_tutorial_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisTutorial, prognosis_tutorial, PROGNOSIS, TUTORIAL, PrognosisPage)

/* From the first step that is not done yet. */
void prognosis_tutorial_start (PrognosisTutorial *self);
void prognosis_tutorial_skip (PrognosisTutorial *self);
void prognosis_tutorial_close (PrognosisTutorial *self);
void prognosis_tutorial_notice (PrognosisTutorial *self, PrognosisNotice notice);
/* Notices when the pointer rests on @charts, or the keyboard is there. */
void prognosis_tutorial_watch (PrognosisTutorial *self, GtkWidget *charts);
/* The id of the step that is shown: "open", "look", "slider", "origin", "compare", "export", "end"; NULL: none. */
const char *prognosis_tutorial_get_step (PrognosisTutorial *self);

G_END_DECLS
