/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Changes of the choices. Each is a step that can be undone. */

void prognosis_session_set_forecaster (PrognosisSession *self, const char *id);
void prognosis_session_set_setting (PrognosisSession *self, const char *id, double value);
void prognosis_session_set_origin (PrognosisSession *self, gssize step);
void prognosis_session_select_regions (PrognosisSession *self, GtkBitset *regions);
void prognosis_session_set_all_regions (PrognosisSession *self, gboolean all_regions);
void prognosis_session_set_view (PrognosisSession *self, PrognosisView view);
void prognosis_session_set_log (PrognosisSession *self, gboolean is_log);
void prognosis_session_set_per_100k (PrognosisSession *self, gboolean per_100k);
/* The period of answers: 7, 14 or 28 days. */
void prognosis_session_set_within (PrognosisSession *self, int days);
/* See PrognosisChoices. */
void prognosis_session_set_map (PrognosisSession *self, const char *map);
/* Names @regions @name, in place of those so named before; NULL: nothing bears the name any more. */
void prognosis_session_set_group (PrognosisSession *self, const char *name, GtkBitset *regions);
/* See PrognosisChoices. */
void prognosis_session_set_beds (PrognosisSession *self, double stay_days, double capacity);
/* @value NAN: there is none. */
void prognosis_session_set_threshold (PrognosisSession *self, gsize signal, double value);
void prognosis_session_set_signal (PrognosisSession *self, gsize signal, PrognosisKind kind, PrognosisRole role, gboolean fitted);
void prognosis_session_set_excluded (PrognosisSession *self, gsize region, gsize signal, gsize step, gboolean excluded);
/* @text: a number or a file, see prognosis_read_population(). */
gboolean prognosis_session_set_population (PrognosisSession *self, const char *text, GError **error);
/* FALSE with %PROGNOSIS_ERROR_INPUT: there were more cases at once. */
gboolean prognosis_session_set_region_population (PrognosisSession *self, gsize region, double persons, GError **error);
gboolean prognosis_session_set_adjacency (PrognosisSession *self, const char *path, GError **error);
/* @role: recoveries or deaths; @text: as for prognosis_assumed_parse(), or empty: nothing is assumed */
gboolean prognosis_session_set_assumed (PrognosisSession *self, PrognosisRole role, const char *text, GError **error);
/* @text: as for prognosis_read_holidays() */
gboolean prognosis_session_set_holidays (PrognosisSession *self, const char *text, GError **error);

/* @decision: (transfer full) */
void prognosis_session_decide (PrognosisSession *self, PrognosisDecision *decision);

/* Kept forecasts. */
/* Whether the forecast shown is that of the choices. */
gboolean prognosis_session_can_keep (PrognosisSession *self);
/* Keeps the forecast shown under a name made of its model and settings. */
void prognosis_session_keep (PrognosisSession *self);
/* @name: of a kept forecast; @to: the new name, changed if it is taken; NULL: the forecast is dropped */
void prognosis_session_rename_kept (PrognosisSession *self, const char *name, const char *to);

/* Scenarios, by number; -1: a new one. Takes @scenario; NULL: it is deleted. */
void prognosis_session_set_scenario (PrognosisSession *self, gssize scenario, PrognosisScenario *with);

G_END_DECLS
