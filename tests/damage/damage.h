/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "damage-ways.h"
#include "prognosis-reader.h"

G_BEGIN_DECLS

/* What came of a damaged file. */
typedef enum
{
  DAMAGE_OUTCOME_REFUSED,
  DAMAGE_OUTCOME_SAME,
  DAMAGE_OUTCOME_WARNED,
  DAMAGE_OUTCOME_UNKNOWABLE,
  DAMAGE_OUTCOME_SILENT, /* read otherwise, without a word */
  DAMAGE_N_OUTCOMES,
} DamageOutcome;

typedef struct _Damage Damage;

struct _Damage
{
  GKeyFile *formats; /* tests/data/formats.ini */
  GRand *rand;
  char *folder; /* for files, which whoever writes them removes */
};

/* A kind of file. */
typedef struct
{
  const char *name;
  /* Writes a file, damages it, and reads it. */
  DamageOutcome (*try_one) (Damage *self, int variant);
  int variant;
  guint share; /* of all files */
} DamageKind;

/* What is being read, for messages and the watchdog. */
G_GNUC_PRINTF (1, 2)
void damage_set_current (const char *format, ...);
/* Reads a table within the time that is allowed. (transfer full) */
PrognosisDataset *damage_read (const char *path, GError **error);
/* Begins or ends what must not take long. */
void damage_watch (gboolean is_begun);
/* Fails unless @error is one sentence about the input. */
void damage_check_error (const GError *error);
/* Keeps what was read otherwise without a word, in the working folder. */
void damage_keep (const char *path, DamageWay way);

/* Whether @b warns of something that @a does not. */
gboolean damage_has_more_warnings (const PrognosisDataset *a, const PrognosisDataset *b);
/* @before: as the file was written */
DamageOutcome damage_judge (const PrognosisDataset *before, const PrognosisDataset *after, DamageWay way);

/* The main function: [FILES [SEED [KIND]]] files of all @kinds, or of one. */
int damage_run (int argc, char **argv, const DamageKind *kinds, gsize n_kinds);

/* The kinds. */
typedef enum
{
  DAMAGE_TABLE_TEXT,
  DAMAGE_TABLE_GZIP,
  DAMAGE_TABLE_XLSX,
  DAMAGE_TABLE_ODS,
} DamageTable;

typedef enum
{
  DAMAGE_SCORED_FORECAST, /* as “prognosis-cli forecast” writes it */
  DAMAGE_SCORED_HUB,      /* as it writes it for a hub */
  DAMAGE_SCORED_TRUTH,    /* what the forecast is scored against */
} DamageScored;

typedef enum
{
  DAMAGE_BESIDE_SIDECAR,
  DAMAGE_BESIDE_POPULATION, /* a table that the sidecar names */
  DAMAGE_BESIDE_NEIGHBOURS,
} DamageBeside;

DamageOutcome damage_try_table (Damage *self, int table);
DamageOutcome damage_try_scored (Damage *self, int scored);
DamageOutcome damage_try_beside (Damage *self, int beside);

G_END_DECLS
