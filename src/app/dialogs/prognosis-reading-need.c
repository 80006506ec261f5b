/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-reading-need.h"

#include "prognosis-preview.h"
#include "prognosis-question.h"

gboolean
prognosis_reading_can_be_changed (PrognosisSession *session)
{
  const char *const *paths = prognosis_session_get_named_paths (session);
  g_autoptr (PrognosisPreview) preview = paths != NULL ? prognosis_preview_read (paths[0], NULL, NULL) : NULL;

  return preview != NULL;
}

gboolean
prognosis_reading_asks (PrognosisSession *session)
{
  PrognosisDataset *dataset = prognosis_session_get_dataset (session);
  g_autoptr (PrognosisQuestion) question = NULL;

  if (prognosis_session_get_state (session) == PROGNOSIS_SESSION_FAILED)
    return prognosis_reading_get_suggested_setting (prognosis_session_get_reading (session)) != NULL
           && prognosis_reading_can_be_changed (session);
  if (prognosis_session_get_state (session) != PROGNOSIS_SESSION_READY || prognosis_session_get_choices (session)->columns != NULL
      || prognosis_session_get_file (session) != NULL)
    return FALSE;
  question = prognosis_question_find (dataset, NULL);
  return question != NULL && question->is_urgent && prognosis_reading_can_be_changed (session);
}
