/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-hub-check.h"

G_BEGIN_DECLS

/* A row whose cells are permitted. */
typedef struct
{
  guint row;  /* index in the file */
  guint line; /* in the file */
  const PrognosisHubTask *task;
  const PrognosisHubOutput *output;
  char *key; /* the cells that say which task it is */
  double value;
} PrognosisHubEntry;

/* A check under way. */
typedef struct
{
  const PrognosisHub *hub;
  const PrognosisHubFile *file;
  const PrognosisHubRound *round;
  gssize type_column, type_id_column, value_column;
  GArray *entries; /* PrognosisHubEntry */
  PrognosisHubCheck *result;
  GHashTable *n_by_rule;
} PrognosisHubChecker;

void prognosis_hub_checker_add (PrognosisHubChecker *self, const char *rule, guint line, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* The text that is compared: numbers of horizons and levels without differences of spelling. (transfer full) */
char *prognosis_hub_normalise (const char *text);

/* Rules about rows, each alone; collects the entries. */
void prognosis_hub_check_rows (PrognosisHubChecker *self);
/* Rules about rows that belong together. */
void prognosis_hub_check_groups (PrognosisHubChecker *self);
void prognosis_hub_check_samples (PrognosisHubChecker *self);

G_END_DECLS
