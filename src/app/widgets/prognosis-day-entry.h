/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisDayEntry:
 *
 * A day of some data: typed as 2020-08-22, or picked from a calendar. Of data that count their days, the number.
 *
 * Signals: "changed", when another day has been entered; "refused" (text), when it was left with what is none, and says what
 * was expected.
 */
#define PROGNOSIS_TYPE_DAY_ENTRY (prognosis_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDayEntry, prognosis_day_entry, PROGNOSIS, DAY_ENTRY, GtkWidget)

#define PROGNOSIS_NO_DAY G_MININT

/* @none: (nullable): what stands where there is no day; NULL: there must be one. */
GtkWidget *prognosis_day_entry_new (PrognosisDataset *dataset, const char *label, const char *none);
/* @day may be %PROGNOSIS_NO_DAY. Does not emit. */
void prognosis_day_entry_set_day (PrognosisDayEntry *self, int day);
int prognosis_day_entry_get_day (PrognosisDayEntry *self);
/* Days before it are refused. */
void prognosis_day_entry_set_first (PrognosisDayEntry *self, int first);
/* As if @text had been typed, and Enter pressed. */
void prognosis_day_entry_enter (PrognosisDayEntry *self, const char *text);

G_END_DECLS
