/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session-text.h"

G_BEGIN_DECLS

/**
 * PrognosisAutosave:
 *
 * Saves the open session to a file while the program runs. The file stays locked: if the program crashes, it becomes an
 * orphan, and is offered at the next start.
 *
 * Signal: "failed" (with the reason; emitted once, and again only after a success).
 */
#define PROGNOSIS_TYPE_AUTOSAVE (prognosis_autosave_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisAutosave, prognosis_autosave, PROGNOSIS, AUTOSAVE, GObject)

/* The session to save: (transfer full) (nullable): NULL if nothing is open. */
typedef PrognosisSessionText *(*PrognosisTextFunc) (gpointer user_data);

/* @dup_text: called on the main thread before each write */
PrognosisAutosave *prognosis_autosave_new (PrognosisTextFunc dup_text, gpointer user_data);

gboolean prognosis_autosave_is_enabled (PrognosisAutosave *self);
void prognosis_autosave_set_enabled (PrognosisAutosave *self, gboolean enabled);
/* Call after every change: a thread saves soon. */
void prognosis_autosave_touch (PrognosisAutosave *self);

/* Releases the file, which becomes an orphan. */
void prognosis_autosave_leave (PrognosisAutosave *self);
/* Removes the file: there is nothing to restore. */
void prognosis_autosave_forget (PrognosisAutosave *self);
/* Saves now and leaves the file as an orphan. */
void prognosis_autosave_keep (PrognosisAutosave *self);

/* Autosaves of crashed programs, newest first. (transfer full) */
GStrv prognosis_autosave_list_orphans (void);

/* An orphan that this process has locked. */
typedef struct _PrognosisOrphan PrognosisOrphan;

/* NULL if another window holds it. (transfer full) */
PrognosisOrphan *prognosis_orphan_claim (const char *path);
void prognosis_orphan_release (PrognosisOrphan *self);

/* Holds @orphan (transfer full) while its data are read. */
void prognosis_autosave_begin_restoring (PrognosisAutosave *self, PrognosisOrphan *orphan);
void prognosis_autosave_cancel_restoring (PrognosisAutosave *self);
/* The restored file replaces the current autosave. FALSE if nothing was being restored. */
gboolean prognosis_autosave_finish_restoring (PrognosisAutosave *self);

G_END_DECLS
