/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-choices.h"

G_BEGIN_DECLS

/**
 * PrognosisHistory:
 *
 * Undo and redo: the choices before each step, and after each step that was undone. Only the latest steps keep their forecast;
 * older ones are fitted again.
 *
 * Signal: "changed".
 */
#define PROGNOSIS_TYPE_HISTORY (prognosis_history_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisHistory, prognosis_history, PROGNOSIS, HISTORY, GObject)

PrognosisHistory *prognosis_history_new (void);

/**
 * prognosis_history_record:
 * @label: what was changed, translated
 * @merge_key: (nullable): changes with the same key in quick succession are one step
 * @before: (transfer full): the choices before the change
 *
 * Nothing can be redone afterwards.
 */
void prognosis_history_record (PrognosisHistory *self, const char *label, const char *merge_key, PrognosisChoices *before);

/**
 * prognosis_history_undo:
 * @choices: (inout) (transfer full): the present choices, replaced by those before the latest step
 *
 * Returns: FALSE if there is nothing to undo; @choices are unchanged then
 */
gboolean prognosis_history_undo (PrognosisHistory *self, PrognosisChoices **choices);
gboolean prognosis_history_redo (PrognosisHistory *self, PrognosisChoices **choices);

/* Label of the step that would be undone or redone; NULL if there is none. Lent until the next change. */
const char *prognosis_history_get_undo_label (PrognosisHistory *self);
const char *prognosis_history_get_redo_label (PrognosisHistory *self);

/* The choices before the latest step; NULL if there is none. Lent until the next change. */
const PrognosisChoices *prognosis_history_get_before (PrognosisHistory *self);

/* Gives the forecast of @choices to the latest steps whose choices lead to the same forecast. */
void prognosis_history_share_result (PrognosisHistory *self, const PrognosisChoices *choices);
void prognosis_history_clear (PrognosisHistory *self);

G_END_DECLS
