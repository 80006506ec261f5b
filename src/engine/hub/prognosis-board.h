/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "prognosis-hub.h"

G_BEGIN_DECLS

/* How the tasks are grouped. */
typedef enum
{
  PROGNOSIS_BOARD_ALL,
  PROGNOSIS_BOARD_HORIZON,
  PROGNOSIS_BOARD_PLACE,
  PROGNOSIS_BOARD_SEASON, /* from July to June: "2024-25" */
  PROGNOSIS_BOARD_ROUND,
} PrognosisBoardBy;

/* One model in one group of tasks. Scores are NAN where there are none. */
typedef struct
{
  const char *model;   /* lent */
  gsize n_tasks;       /* of those that the baseline forecasts */
  double share;        /* of these */
  double relative_log; /* pairwise relative interval score on the scale log (1 + x); 1: the baseline */
  double relative;     /* the same on the natural scale */
  double wis_log, wis; /* means */
  double ae;           /* of the median */
  double in50, in95;   /* coverage of the intervals */
} PrognosisBoardRow;

typedef struct
{
  char *name;   /* such as "2" or "Alabama"; "all" */
  GArray *rows; /* PrognosisBoardRow, best first */
} PrognosisBoardGroup;

/**
 * PrognosisBoard:
 *
 * The entries of a hub ranked as hubs rank them. A task is a round, a place and a week for which the baseline has a forecast and the truth
 * is known. The relative score compares each pair of models on the tasks that both have (Cramer et al. 2022).
 */
typedef struct _PrognosisBoard PrognosisBoard;

/* What is ranked beside the models in the hub's folder. */
typedef struct
{
  const char *target;       /* NULL: the first target of counts, rates or proportions that is forecast */
  const char *const *more;  /* [NAME=]FOLDER, NULL-terminated; or NULL */
  const char *const *truth; /* files with date, location and value; NULL: those in the hub's target-data */
  double least_share;       /* models with fewer of the tasks are left out, except those in @more */
} PrognosisBoardOptions;

/**
 * prognosis_board_new:
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT, %PROGNOSIS_ERROR_OPTION or %G_IO_ERROR_CANCELLED
 */
PrognosisBoard *prognosis_board_new (const PrognosisHub *hub, const PrognosisBoardOptions *options, GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_board_free (PrognosisBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisBoard, prognosis_board_free)

const char *prognosis_board_get_target (const PrognosisBoard *self);
const char *prognosis_board_get_baseline (const PrognosisBoard *self);
gsize prognosis_board_get_n_tasks (const PrognosisBoard *self);
/* Sentences on what was left out, NULL-terminated. Lent. */
const char *const *prognosis_board_get_notes (const PrognosisBoard *self);
/* PrognosisBoardGroup, in the order of horizons, codes or dates; one group “all” with %PROGNOSIS_BOARD_ALL. (transfer full) */
GPtrArray *prognosis_board_rank (const PrognosisBoard *self, PrognosisBoardBy by);
/* group,model,share,n_tasks,relative_wis_log,relative_wis,wis_log,wis,ae,coverage_50,coverage_95. (transfer full) */
GString *prognosis_board_to_csv (const GPtrArray *groups);

G_END_DECLS
