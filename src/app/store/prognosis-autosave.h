/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session-text.h"

G_BEGIN_DECLS

/**
 * PrognosisAutosave:
 *
 * Keeps what is open in a file while the program runs. The file stays locked: if the program dies, it is an orphan, and
 * is offered to whoever starts next.
 *
 * Signal: "failed" (a sentence that says why; once, and again after it has worked in between).
 */
#define PROGNOSIS_TYPE_AUTOSAVE (prognosis_autosave_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisAutosave, prognosis_autosave, PROGNOSIS, AUTOSAVE, GObject)

/* What is open: (transfer full) (nullable): NULL if nothing is. */
typedef PrognosisSessionText *(*PrognosisTextFunc) (gpointer user_data);

/* @dup_text: asked on the main thread whenever a file is written */
PrognosisAutosave *prognosis_autosave_new (PrognosisTextFunc dup_text, gpointer user_data);

gboolean prognosis_autosave_is_enabled (PrognosisAutosave *self);
void prognosis_autosave_set_enabled (PrognosisAutosave *self, gboolean enabled);
/* What is open has changed: it is written soon, by a thread. */
void prognosis_autosave_touch (PrognosisAutosave *self);

/* Lets go of the file, which becomes an orphan. */
void prognosis_autosave_leave (PrognosisAutosave *self);
/* Removes the file: nothing is to be restored. */
void prognosis_autosave_forget (PrognosisAutosave *self);
/* Writes what is open now, and leaves it as an orphan. */
void prognosis_autosave_keep (PrognosisAutosave *self);

/* Files of sessions whose program has died, the newest first. (transfer full) */
GStrv prognosis_autosave_list_orphans (void);

/* An orphan that is locked. */
typedef struct _PrognosisOrphan PrognosisOrphan;

/* NULL: another window has it. (transfer full) */
PrognosisOrphan *prognosis_orphan_claim (const char *path);
void prognosis_orphan_release (PrognosisOrphan *self);

/* Holds @orphan (transfer full) while its data are read. */
void prognosis_autosave_begin_restoring (PrognosisAutosave *self, PrognosisOrphan *orphan);
void prognosis_autosave_cancel_restoring (PrognosisAutosave *self);
/* The file that is restored takes the place of the present one. FALSE: none was. */
gboolean prognosis_autosave_finish_restoring (PrognosisAutosave *self);

G_END_DECLS
