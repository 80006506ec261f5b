/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Events that steps wait for and the session does not report. */
typedef enum
{
  PROGNOSIS_NOTICE_LOOKED = 1 << 0,   /* looked at a chart for a while */
  PROGNOSIS_NOTICE_EXPORTED = 1 << 1, /* saved or copied a chart or a forecast */
} PrognosisNotice;

typedef struct
{
  const char *id;
  const char *title; /* marked for translation, as are the next strings */
  const char *text;
  const char *button; /* label of the button that performs the step, or NULL */
  const char *action; /* action of the button */
  const char *target; /* of the action; "": it has none; NULL: the path of @sample */
  const char *sample; /* name of a sample without its suffix, or NULL */
  /* What the learner has done; the last step has none. @noticed: a set of PrognosisNotice */
  gboolean (*is_done) (PrognosisSession *session, guint noticed);
} PrognosisLessonStep;

/* Steps that check what a learner has done, one after the other. */
typedef struct
{
  const char *id;
  const char *title; /* marked for translation */
  const PrognosisLessonStep *steps;
  int n_steps;
} PrognosisLesson;

/* The first one is the tour of the window. */
const PrognosisLesson *prognosis_lesson_list (gsize *n);
const PrognosisLesson *prognosis_lesson_find (const char *id);

G_END_DECLS
