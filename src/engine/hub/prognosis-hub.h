/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-options.h"

G_BEGIN_DECLS

/* What a target measures. */
typedef enum
{
  PROGNOSIS_HUB_COUNT,
  PROGNOSIS_HUB_RATE,       /* per 100,000 persons */
  PROGNOSIS_HUB_PROPORTION, /* 0 to 1 */
  PROGNOSIS_HUB_CHANGE,     /* one of five categories of change of a rate, see PrognosisHubChange */
  PROGNOSIS_HUB_PEAK_SIZE,  /* the largest weekly count of the season */
  PROGNOSIS_HUB_PEAK_WEEK,  /* the date of the week with that count */
  PROGNOSIS_HUB_OTHER,      /* cannot be derived from a forecast of this program */
} PrognosisHubMeasure;

typedef struct
{
  char *name;
  PrognosisHubMeasure measure;
} PrognosisHubTarget;

/* A column that tells which task a row belongs to. Without any permitted value, only NA is. */
typedef struct
{
  char *name;
  GPtrArray *required; /* texts that a submission must have */
  GPtrArray *optional; /* texts that it may have */
  int weekday;         /* 1 (Monday) to 7: any date on this weekday is permitted, too; 0: only those listed */
} PrognosisHubColumn;

typedef enum
{
  PROGNOSIS_HUB_QUANTILE,
  PROGNOSIS_HUB_MEDIAN,
  PROGNOSIS_HUB_MEAN,
  PROGNOSIS_HUB_PMF,
  PROGNOSIS_HUB_CDF,
  PROGNOSIS_HUB_SAMPLE,
  PROGNOSIS_HUB_N_TYPES,
} PrognosisHubType;

/* One output type of a model task. */
typedef struct
{
  PrognosisHubType type;
  gboolean is_required;
  GPtrArray *required; /* ids that must be there if the type is; empty: NA, or samples */
  GPtrArray *optional;
  gboolean is_integer;     /* the values */
  double minimum, maximum; /* of the values; NAN: no limit */
  /* Of samples: */
  guint min_samples, max_samples; /* of each group of tasks */
  guint max_length;               /* of the id; 0: no limit */
  gboolean has_integer_ids;
  char **group; /* the columns whose combination is a group; over all others a sample is one path */
} PrognosisHubOutput;

/* A model task: permitted values of each column go together with its output types. */
typedef struct
{
  GPtrArray *columns; /* PrognosisHubColumn */
  GPtrArray *outputs; /* PrognosisHubOutput */
  GPtrArray *targets; /* PrognosisHubTarget; by the name in the column of targets */
} PrognosisHubTask;

/* Model tasks that go together. */
typedef struct
{
  char *id;         /* NULL: rounds are the dates that the column of rounds permits */
  GPtrArray *tasks; /* PrognosisHubTask */
} PrognosisHubRound;

typedef struct
{
  char *code, *name;
  double population; /* NAN: unknown */
} PrognosisHubPlace;

/* The categories of change, from the week before the round: smaller in magnitude than @stable, per 100,000, or than @count, is stable; at
   least @large is a large increase or decrease. By horizon, from 0. */
typedef struct
{
  double stable[8], large[8];
  guint n_horizons; /* 0: not known */
  double count;
} PrognosisHubChange;

/* Columns whose name is the same in all hubs. */
#define PROGNOSIS_HUB_LOCATION "location"
#define PROGNOSIS_HUB_HORIZON "horizon"
#define PROGNOSIS_HUB_END "target_end_date"

/**
 * PrognosisHub:
 *
 * What a forecast hub asks for: rounds, targets, places, horizons, output types, columns and file names. Read from the configuration in the
 * hub's own folder, or from a short description such as those in data/hubs. Immutable.
 */
typedef struct
{
  char *id;     /* of a description; NULL: a folder */
  char *name;   /* for the user */
  char *folder; /* with hub-config and the like; NULL: none */
  GPtrArray *rounds;
  char *round_column, *target_column; /* @target_column is NULL: the hub has one target and no column for it */
  char *type_column, *type_id_column, *value_column;
  char **columns;      /* all, in the order in which they are written */
  char *file_name;     /* with {round} and {model} */
  char *output_folder; /* in the hub's folder, with {model} */
  int end_days;        /* from the date of a round to the end of horizon 0; horizons are weeks */
  int round_days;      /* from the last day of the data to the date of the round that they are for */
  char *baseline;      /* a model; NULL: not known */
  PrognosisSeason season;
  PrognosisHubChange change;
  GHashTable *places; /* by code: PrognosisHubPlace; empty: not known */
  char *places_path;  /* the file that they were read from, or NULL */
} PrognosisHub;

/**
 * prognosis_hub_read:
 * @id: of a description that is built in; or the path of a hub's folder, of its tasks.json, or of a description
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION if there is no such hub, or %PROGNOSIS_ERROR_INPUT
 */
PrognosisHub *prognosis_hub_read (const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_hub_free (PrognosisHub *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisHub, prognosis_hub_free)
/* The folder of the hub in which the file @path lies, at most four levels above; NULL: in none. (transfer full) */
char *prognosis_hub_dup_folder (const char *path);
/* The ids of the descriptions that are built in, NULL-terminated. (transfer full) */
char **prognosis_hub_list (void);

/* The one that @text, usually a date, belongs to; NULL: the hub has no such round. */
const PrognosisHubRound *prognosis_hub_find_round (const PrognosisHub *self, const char *text);
/* The round that data that end on day @origin are for. FALSE if the weeks of the data do not end as those of the hub. */
gboolean prognosis_hub_find_reference (const PrognosisHub *self, int origin, int *reference);
/* NULL if there is no such column. */
const PrognosisHubColumn *prognosis_hub_task_find_column (const PrognosisHubTask *self, const char *name);
const PrognosisHubTarget *prognosis_hub_task_find_target (const PrognosisHubTask *self, const char *name);
const PrognosisHubOutput *prognosis_hub_task_find_output (const PrognosisHubTask *self, PrognosisHubType type);
/* Whether the column may contain @text. */
gboolean prognosis_hub_column_permits (const PrognosisHubColumn *self, const char *text);
/* "quantile" and so on. */
const char *prognosis_hub_type_get_name (PrognosisHubType type);
/* FALSE: there is no such type. */
gboolean prognosis_hub_type_find (const char *name, PrognosisHubType *type);
/* NULL: not among the places. */
const PrognosisHubPlace *prognosis_hub_find_place (const PrognosisHub *self, const char *code);
/* Where the file of @model for a round belongs, from the hub's folder on: "model-output/TEAM-MODEL/2025-05-03-TEAM-MODEL.csv".
   (transfer full) */
char *prognosis_hub_dup_file_name (const PrognosisHub *self, const char *round, const char *model);

G_END_DECLS
