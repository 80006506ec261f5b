/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-submission.h"

G_BEGIN_DECLS

/* A submission that is being written. */
typedef struct
{
  const PrognosisHub *hub;
  const PrognosisForecast *forecast;
  const PrognosisDataset *dataset;
  const PrognosisHubRound *round;
  int reference; /* day number of the round */
  char *round_text;
  guint submit;
  GString *csv;
  GPtrArray *notes;
  GHashTable *noted;
  gsize n_rows;
  guint n_targets; /* written so far: numbers them in the ids of samples */
} PrognosisSubmissionWriter;

/* Where the rows belong: one place, target and, unless it is of the season, horizon. */
typedef struct
{
  const PrognosisHubTask *task;
  const char *target;
  const char *location;
  const char *group; /* value of the hub's further columns; NULL: none */
  gboolean has_horizon;
  int horizon;
} PrognosisSubmissionCell;

/* Adds a row; a value outside of the limits of @output is moved to them. */
void prognosis_submission_add_row (PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell,
                                   const PrognosisHubOutput *output, const char *id, double value);
/* Adds a sentence once. */
void prognosis_submission_note (PrognosisSubmissionWriter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean prognosis_submission_permits (const PrognosisSubmissionWriter *self, const PrognosisSubmissionCell *cell);

/* Sets location and group; a region such as "DE-00-04" is the group 00-04 of DE, and one without a group is of the first, all. FALSE: the hub
   has no such place. @owned: keeps the text */
gboolean prognosis_submission_find_place (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, gsize region,
                                          GPtrArray *owned);

/* Rows of one place: probabilities of change; size or week of the peak. */
void prognosis_submission_add_changes (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, gsize region, gsize signal);
void prognosis_submission_add_peaks (PrognosisSubmissionWriter *self, PrognosisSubmissionCell *cell, PrognosisHubMeasure measure,
                                     gsize region, gsize signal);
/* First and last day of the season's weeks in which the peak may lie. FALSE: the hub does not ask for it. */
gboolean prognosis_submission_get_season (const PrognosisHub *hub, const PrognosisHubRound *round, int *first, int *last);

G_END_DECLS
