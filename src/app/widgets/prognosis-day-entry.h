/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisDayEntry:
 *
 * Entry for a day of the data: a date typed as 2020-08-22 or chosen from a calendar, or a number if the data number
 * their days.
 *
 * Signals: "changed", when another day has been entered; "refused" (text), when the focus leaves it with an invalid day;
 * the text explains what is expected.
 */
#define PROGNOSIS_TYPE_DAY_ENTRY (prognosis_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisDayEntry, prognosis_day_entry, PROGNOSIS, DAY_ENTRY, GtkWidget)

#define PROGNOSIS_NO_DAY G_MININT

/* @none: (nullable): placeholder for no day; NULL: a day is required. */
GtkWidget *prognosis_day_entry_new (PrognosisDataset *dataset, const char *label, const char *none);
/* @day may be %PROGNOSIS_NO_DAY. Does not emit. */
void prognosis_day_entry_set_day (PrognosisDayEntry *self, int day);
int prognosis_day_entry_get_day (PrognosisDayEntry *self);
/* Days before @first are rejected. */
void prognosis_day_entry_set_first (PrognosisDayEntry *self, int first);

G_END_DECLS
