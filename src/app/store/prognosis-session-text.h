/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "prognosis-backtest.h"
#include "prognosis-choices.h"

G_BEGIN_DECLS

/* A session is a JSON object. "version" is raised when an older program would misread the file; adding members
   does not need that, because unknown ones are ignored. */
#define PROGNOSIS_SESSION_VERSION 1

/* The content of a session file, for a thread to serialise. */
typedef struct
{
  GStrv paths;
  PrognosisChoices *choices;          /* a copy, with data or a simulated outbreak */
  PrognosisBacktest *backtest;        /* or NULL */
  PrognosisOptions *compared_options; /* those of the backtest */
  gboolean is_of_data;                /* the backtest belongs to the dataset of the choices */
  PrognosisForecast *forecast;        /* the forecast of these choices, or NULL */
  GRefString *stored_forecast;        /* the saved forecast until it is recomputed; or NULL */
} PrognosisSessionText;

void prognosis_session_text_free (PrognosisSessionText *self);
char *prognosis_session_text_to_json (const PrognosisSessionText *self); /* (transfer full) */
gboolean prognosis_session_text_write (const PrognosisSessionText *self, const char *path, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSessionText, prognosis_session_text_free)

/* A session file, before its data are read. */
typedef struct
{
  JsonNode *node;
  GStrv paths;   /* of its data, at least one unless it has a simulated outbreak */
  GStrv missing; /* those that do not exist; or NULL */
  char *file;    /* its path; NULL if it is not one of the user's files */
  char *hash;    /* of its data when it was saved, or NULL */
} PrognosisPending;

/* Errors say why this program cannot read @path as a session. (transfer full) */
PrognosisPending *prognosis_pending_read (const char *path, GError **error);
/* The description of the columns when it was saved, or NULL. (transfer full) */
PrognosisColumns *prognosis_pending_dup_columns (const PrognosisPending *self);
void prognosis_pending_free (PrognosisPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisPending, prognosis_pending_free)

/* Applies the session @node to @choices with newly read data. Drops choices that no longer apply. */
void prognosis_session_text_apply (JsonNode *node, PrognosisChoices *choices);
/* The same for the simulated outbreak alone, which needs no data. */
void prognosis_session_text_apply_outbreak (JsonNode *node, PrognosisChoices *choices);

/* Results on record. */
typedef struct
{
  PrognosisBacktest *backtest; /* or NULL */
  PrognosisOptions *options;   /* those of the backtest */
  gboolean is_of_data;         /* it is of the present dataset */
  /* The forecast, or NULL. As text: JSON objects that are shared with a thread count their references as if there were none. */
  GRefString *forecast;
} PrognosisSessionResults;

/* Adds the member "results", if there are any. */
void prognosis_session_results_write (const PrognosisSessionText *text, JsonBuilder *json);
/* The results in the session @node, if they belong to the data of @choices. The caller frees the members of
   @results. */
void prognosis_session_results_read (JsonNode *node, const PrognosisChoices *choices, PrognosisSessionResults *results);

G_END_DECLS
