/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* Provenance that exported files record: data, model, settings and scenario. In English, whatever the locale. */

/* The content of an exported file. */
typedef enum
{
  PROGNOSIS_SHOWS_FORECAST,
  PROGNOSIS_SHOWS_COMPARISON, /* the session's backtest */
  PROGNOSIS_SHOWS_SCENARIOS,  /* all scenarios, over the forecast */
  PROGNOSIS_SHOWS_OUTBREAK,   /* the simulated outbreak */
} PrognosisShows;

/* Key, value, key, value; for prognosis_figure_export(). (transfer full) */
GStrv prognosis_provenance_dup_metadata (PrognosisSession *session, PrognosisShows shows);
/* One JSON object. @scenario: (nullable): the scenario of the forecast (transfer full) */
char *prognosis_provenance_to_json (PrognosisSession *session, const PrognosisScenario *scenario);
/* The metadata of the session's comparison as one JSON object. (transfer full) */
char *prognosis_provenance_comparison_to_json (PrognosisSession *session);
/* The path for the provenance of @path: the same name with the suffix .json, or a longer name if that file exists and was
 * not written by an export. (transfer full) */
char *prognosis_provenance_dup_path_beside (const char *path);

/* A path that overwrites no foreign file: @path with @name inserted, "cases-Lockdown.csv", and a number if that is one of
 * @taken or exists and was not written by an export. (transfer full) */
char *prognosis_provenance_dup_path_of (const char *path, const char *name, GHashTable *taken);

G_END_DECLS
