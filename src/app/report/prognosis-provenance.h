/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-session.h"

G_BEGIN_DECLS

/* How what is shown was made: what an exported file says about itself. The same in every language. */

/* What an exported file shows. */
typedef enum
{
  PROGNOSIS_SHOWS_FORECAST,
  PROGNOSIS_SHOWS_COMPARISON, /* the session's backtest */
  PROGNOSIS_SHOWS_SCENARIOS,  /* all of them, over the forecast */
} PrognosisShows;

/* Key, value, key, value; for prognosis_figure_export(). (transfer full) */
GStrv prognosis_provenance_dup_metadata (PrognosisSession *session, PrognosisShows shows);
/* One JSON object. @scenario: (nullable): that the forecast is under (transfer full) */
char *prognosis_provenance_to_json (PrognosisSession *session, const PrognosisScenario *scenario);
/* Where it is written for the file @path: the same name with the suffix .json; a file there that is of someone else
 * stays, and the name is then longer. (transfer full) */
char *prognosis_provenance_dup_path_beside (const char *path);

/* A file that nothing of someone else's is written over: @path with @name in it, "cases-Lockdown.csv", and a number where that
 * is one of @taken, or somebody else's. (transfer full) */
char *prognosis_provenance_dup_path_of (const char *path, const char *name, GHashTable *taken);

G_END_DECLS
