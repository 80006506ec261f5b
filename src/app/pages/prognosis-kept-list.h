/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PrognosisKeptList:
 *
 * The kept forecasts of a session, each with a check button, its name, which can be edited, and a button that deletes it. The
 * heading is visible only if there are any.
 *
 * Signal: "changed": other forecasts are ticked or listed.
 */
#define PROGNOSIS_TYPE_KEPT_LIST (prognosis_kept_list_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisKeptList, prognosis_kept_list, PROGNOSIS, KEPT_LIST, GtkBox)

/* Lists the forecasts that @session keeps. Those listed before keep their ticks; new ones are ticked. @session must outlive the
 * list, which calls it when the user renames or deletes a forecast. */
void prognosis_kept_list_show (PrognosisKeptList *self, PrognosisSession *session);

/* The check buttons (GtkCheckButton), whose widget names are the names of the forecasts; valid until "changed". (transfer none) */
const GPtrArray *prognosis_kept_list_get_ticks (PrognosisKeptList *self);

G_END_DECLS
